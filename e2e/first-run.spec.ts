import { expect, test } from '@playwright/test'
import { database, signIn } from './support/people.ts'
import { scan } from './support/scan.ts'
import { throwawayCompany } from './support/throwaway-company.ts'

// The first morning of a new company.

test('first steps stand on Today until they are done or put away @desk', async ({ page }) => {
  const sql = database()
  try {
    const { id, email } = await throwawayCompany(sql, 'First Morning Backflow')
    await signIn(page, email)
    const steps = page.getByRole('region', { name: 'First steps' })
    await expect(steps.getByRole('link')).toHaveCount(5)
    for (const scheme of ['light', 'dark'] as const) await scan(page, '/today', 'first steps', scheme)
    for (const href of await steps.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href'))))
      expect.soft((await page.request.get(href ?? '')).status(), href ?? '').toBe(200)
    await steps.getByRole('link', { name: 'Add your gauge' }).click()
    await page.waitForURL(/\/gauges\/new/)
    await sql`insert into public.gauges (company_id, manufacturer, model, serial) values (${id}, 'Mid-West', '845-5', 'FM-1')`
    await page.goto('/today')
    await expect(steps.getByRole('link')).toHaveCount(4)
    await expect(steps.getByText('Add your gauge, done')).toBeVisible()
    await steps.getByRole('button', { name: 'Hide the first steps' }).click()
    await expect(steps).toHaveCount(0)
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
    await expect(steps).toHaveCount(0)
    await page.getByRole('button', { name: 'Load sample data' }).click()
    await expect(page.getByText('Sample data is on file', { exact: false })).toBeVisible()
    await expect(page.getByText('Harbor Diner (sample)').first()).toBeVisible()
    await scan(page, '/today', 'sample data', 'light')
    await page.getByRole('button', { name: 'Remove it' }).click()
    await expect(page.getByRole('heading', { name: 'Start with your assemblies' })).toBeVisible()
    expect(await sql`select 1 from public.devices where company_id = ${id}`).toHaveLength(0)
  } finally {
    await sql.end()
  }
})
