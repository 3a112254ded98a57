import { expect, type Page, test } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { DEMO_OPERATOR, DEMO_PASSWORD } from '../supabase/local/seed-companies.ts'
import { database, signIn } from './support/people.ts'
import { scan } from './support/scan.ts'
import { throwawayCompany } from './support/throwaway-company.ts'

// Our own staff at their desk, and what a company lets them see; a customer who wants to be forgotten, and what remains.

async function signInAsOperator(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(DEMO_OPERATOR)
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/operator$/)
}

test('no page of the desk has an accessibility violation, and nobody else has a desk', async ({ page }) => {
  const sql = database()
  try {
    const { id, email } = await throwawayCompany(sql, `Held ${randomUUID().slice(0, 8)}`)
    await sql`insert into private.company_holds (company_id, reason) values (${id}, 'Court order, file 17')`
    await sql`insert into private.stripe_events (id, type, stripe_customer_id, outcome, payload, created_at)
      values (${`evt_${id}`}, 'customer.subscription.updated', ${`cus_${id}`}, 'parked', '{"secret": "a word of theirs"}', now())`
    await sql`with grantor as (select id from public.profiles where company_id = ${id})
      insert into public.support_grants (company_id, ends_at, created_by) select ${id}, now() + interval '1 hour', grantor.id from grantor`
    const [district] = await sql`select id from public.districts order by slug limit 1`
    await signInAsOperator(page)
    const paths = [
      '/operator',
      '/operator/districts',
      `/operator/districts/${String(district?.id)}`,
      '/operator/messages',
      '/operator/events',
      '/operator/holds',
      '/operator/log',
    ]
    for (const scheme of ['light', 'dark'] as const) {
      for (const path of paths) expect.soft(await scan(page, path, path, scheme), path).toBe(200)
    }
    await page.goto('/operator/events')
    await expect(page.getByText(`evt_${id}`).first()).toBeVisible()
    expect(await page.content()).not.toContain('a word of theirs')
    await page.getByRole('button', { name: `Try again evt_${id}` }).click()
    await expect(page.getByText('No company has this Stripe customer yet', { exact: false })).toBeVisible()
    await page.goto('/operator/holds')
    await page
      .getByRole('button', { name: /^Lift Held/ })
      .first()
      .click()
    await expect(page.getByText(id)).toHaveCount(0)

    await page.context().clearCookies()
    await signIn(page, email)
    const answer = await page.goto('/operator/holds')
    expect(answer?.status()).toBe(404)
    await sql`delete from private.stripe_events where id = ${`evt_${id}`}`
    await sql`update public.support_grants set revoked_at = now() where company_id = ${id}`
  } finally {
    await sql.end()
  }
})

test('support sees a company while its admin lets it, and changes nothing', { tag: '@desk' }, async ({ browser }) => {
  const sql = database()
  const [admin, operator] = [await browser.newContext(), await browser.newContext()]
  try {
    const name = `Looked Into ${randomUUID().slice(0, 8)}`
    const company = await throwawayCompany(sql, name)
    await sql`insert into public.customers (company_id, name, match_key) values (${company.id}, 'Heron Court', 'heron')`
    const [desk, page] = [await operator.newPage(), await admin.newPage()]
    await signInAsOperator(desk)
    await expect(desk.getByText(name)).toHaveCount(0)
    // Without a grant there is no page of a company.
    await desk.goto('/customers')
    await desk.waitForURL(/\/operator$/)

    await signIn(page, company.email)
    await page.goto('/settings/privacy')
    await page.getByLabel('Let support look in for').selectOption('1')
    await page.getByRole('button', { name: 'Let support look in', exact: true }).click()
    await expect(page.getByText('Support may look in', { exact: false }).first()).toBeVisible()

    await desk.goto('/operator')
    await desk.getByRole('button', { name: `Look in ${name}` }).click()
    await desk.waitForURL(/\/today/)
    await expect(desk.getByText('You look in as support', { exact: false })).toBeVisible()
    await desk.goto('/customers')
    await expect(desk.getByRole('link', { name: 'Heron Court' })).toBeVisible()
    await expect(desk.getByRole('link', { name: 'New customer' })).toHaveCount(0)
    expect((await desk.goto('/customers/new'))?.status()).toBe(404)
    expect((await desk.goto('/settings/privacy'))?.status()).toBe(404)

    await page.goto('/audit-log')
    await expect(page.getByText('Support looked in').first()).toBeVisible()
    await page.goto('/settings/privacy')
    await page.getByRole('button', { name: 'End it now' }).click()
    await expect(page.getByText('Support sees nothing any more.')).toBeVisible()
    await desk.goto('/customers')
    await desk.waitForURL(/\/operator$/)
    await expect(desk.getByText(name)).toHaveCount(0)
  } finally {
    await admin.close()
    await operator.close()
    await sql.end()
  }
})

test('a customer asks to be forgotten: who they are goes, what was tested stays and says why', async ({ page }) => {
  const sql = database()
  try {
    const company = await throwawayCompany(sql, `Asked ${randomUUID().slice(0, 8)}`)
    const [customer, place] = [randomUUID(), randomUUID()]
    await sql.begin(async (tx) => {
      await tx`insert into public.customers (company_id, id, name, phone, email, notes, match_key)
        values (${company.id}, ${customer}, 'Rosa Delgado', '561-555-0100', 'rosa@delgado.example', 'rings twice', 'rosa')`
      await tx`insert into public.customer_locations (company_id, id, customer_id, line1, city, state, access_notes, match_key)
        values (${company.id}, ${place}, ${customer}, '12 Heron Court', 'Jupiter', 'FL', 'code 4711', '12')`
      await tx`insert into public.devices (company_id, location_id, type, serial, notes, match_key)
        values (${company.id}, ${place}, 'RP', 'RD-1', 'Rosa holds the key', 'rd1')`
    })
    await signIn(page, company.email)
    await scan(page, '/settings/privacy', '/settings/privacy', 'light')
    await scan(page, '/settings/privacy/new', '/settings/privacy/new', 'light')
    await page.getByLabel('What is asked').selectOption('deletion')
    await page.getByLabel('Who asks').fill('Rosa Delgado')
    await page.getByLabel('How to reach them').fill('rosa@delgado.example')
    await page.getByRole('combobox', { name: 'Their record' }).fill('Rosa')
    await page.getByRole('option', { name: /Rosa Delgado/ }).click()
    await page.getByRole('button', { name: 'Record the request' }).click()
    await page.waitForURL(/\/settings\/privacy\/[0-9a-f-]{36}$/)
    await expect(page.getByText('Check who is asking first', { exact: false })).toBeVisible()
    await page.getByLabel('How you checked').fill('called back on the number on file')
    await page.getByRole('button', { name: 'Identity is checked' }).click()

    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download as data' }).click()
    const stream = await (await download).createReadStream()
    const parts: Buffer[] = []
    for await (const part of stream) parts.push(Buffer.from(part))
    const data = JSON.parse(Buffer.concat(parts).toString('utf8'))
    expect(data.tables.customers[0].name).toBe('Rosa Delgado')
    expect(data.tables.devices[0].serial).toBe('RD-1')
    await scan(page, new URL(page.url()).pathname, 'a privacy request', 'light')

    await expect(page.getByText('Inventory: as long as the assembly stands')).toBeVisible()
    await page.getByLabel('Delete this customer’s data for good').check()
    await page.getByRole('button', { name: 'Delete the data' }).click()
    await expect(page.getByText('Deleted on', { exact: false })).toBeVisible()
    await expect(page.getByText('This stays, without their name', { exact: false })).toBeVisible()
    await page.goto(`/customers/${customer}`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Removed on request')
    const text = await page.content()
    for (const gone of ['Rosa Delgado', '561-555-0100', 'rings twice', 'code 4711']) expect(text).not.toContain(gone)
    expect(text).toContain('RD-1')
    expect(text).toContain('12 Heron Court')
  } finally {
    await sql.end()
  }
})
