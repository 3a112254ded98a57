import { expect, type Page, test } from '@playwright/test'
import { database, mailedLink, PEOPLE, signIn } from './support/people.ts'

// From completed work to the paid invoice, and from a failure to the order: as the office and its customer do it.

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

test('work is billed, sent under its number, and paid by card from the mailed link', async ({
  page,
  browser,
}, info) => {
  const to = `payer-${info.project.name}-${Date.now()}@example.com`
  await signIn(page, PEOPLE.admin)
  await page.goto('/settings/prices')
  const connect = page.getByRole('button', { name: 'Take cards through Stripe' })
  if (await connect.count()) {
    await connect.click()
    await expect(page.getByText('Cards are taken')).toBeVisible()
  }
  await page.goto('/invoices/bill?from=2025-01-01')
  await page
    .getByRole('button', { name: /^Draft for / })
    .first()
    .click()
  await page.waitForURL(/\/invoices\/[0-9a-f-]{36}$/)
  await page.getByRole('button', { name: 'Add a line' }).click()
  await page
    .getByLabel(/^Line \d+: for$/)
    .last()
    .fill('Trip')
  await page
    .getByLabel(/^Line \d+: price$/)
    .last()
    .fill('$45.00')
  await press(page, 'Save the draft')
  await expect(page.getByText('The draft is saved.')).toBeVisible()
  await page.getByLabel('Mail it to').fill(to)
  await press(page, 'Send the invoice')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Invoice \d+$/)
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  const address = page.url()

  const link = await mailedLink(page, to, /\/pay\/[0-9a-f]{64}$/)
  const customer = await (await browser.newContext()).newPage()
  await customer.goto(link)
  await expect(customer.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(customer.getByText('Trip')).toBeVisible()
  await press(customer, /^Pay \$[\d,.]+ by card$/)
  await expect(customer.getByText('Paid. Thank you.')).toBeVisible()
  await customer.close()

  await page.goto(address)
  await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible()
  // On a phone the rows are cards, which a browser no longer calls cells.
  await expect(page.locator('td', { hasText: /^Card$/ })).toBeVisible()
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('link', { name: 'Open the PDF' })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
})

test('a failure is quoted, approved by the link, ordered and billed', async ({ page, browser }, info) => {
  const to = `owner-${info.project.name}-${Date.now()}@example.com`
  const sql = database()
  const [open] = await sql`
    select f.id from public.deficiencies f join public.companies c on c.id = f.company_id
    where c.name = 'Palmetto Backflow Testing' and f.closed_on is null and f.quoted_on is null order by f.id limit 1`
  await sql.end()
  await signIn(page, PEOPLE.office)
  await page.goto('/failures')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Failures')
  await page.goto(`/failures/${String(open?.id)}`)
  await page.getByLabel('Line 1: for').fill('Repair kit')
  await page.getByLabel('Line 1: price').fill('89.50')
  await press(page, 'Save the quote')
  await page.getByLabel('Mail it to').fill(to)
  await press(page, 'Send the quote')
  await expect(page.getByText('Sent', { exact: true }).first()).toBeVisible()

  const customer = await (await browser.newContext()).newPage()
  await customer.goto(await mailedLink(page, to, /\/quote\/[0-9a-f]{64}$/))
  await expect(customer.getByText('Repair kit')).toBeVisible()
  await customer.getByLabel('Your name').fill('Ann Owner')
  await press(customer, 'Approve the repair')
  await expect(customer.getByText(/^Approved on .* by Ann Owner/)).toBeVisible()
  await customer.close()

  await page.goto(`/failures/${String(open?.id)}`)
  await expect(page.getByText('Office: visit to plan')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Work order', exact: true })).toBeVisible()
  await press(page, 'Draft the invoice')
  await page.waitForURL(/\/invoices\/[0-9a-f-]{36}$/)
  await expect(page.getByLabel('Line 1: for')).toHaveValue('Repair kit')
})
