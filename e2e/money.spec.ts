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

  // The customer pays once more, past the page: it waits on Today until the office has sent it back.
  const twice = `pi_${info.project.name}_${Date.now()}`
  const sql = database()
  await sql`insert into private.card_payments (company_id, invoice_id, amount_cents, currency, state, stripe_payment_id, received_cents, received_currency)
    select company_id, id, 0, 'usd', 'unmatched', ${twice}, 4500, 'usd' from public.invoices where id = ${address.slice(-36)}`
  await sql.end()
  await page.goto('/today')
  const note = page.getByText(`Refund it at Stripe: ${twice}.`)
  await expect(note).toContainText('A card payment of $45.00 came in')
  await press(page, `Refunded: ${twice}`)
  await expect(note).toHaveCount(0)
})

test('a failure is quoted, approved by the link, ordered and billed', async ({ page, browser }, info) => {
  const to = `owner-${info.project.name}-${Date.now()}@example.com`
  const sql = database()
  const [open] = await sql`
    select f.id from public.deficiencies f join public.companies c on c.id = f.company_id
    where c.name = 'Palmetto Backflow Testing' and f.closed_on is null and f.quoted_on is null and f.work_order_id is null order by f.id limit 1`
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
  const link = await mailedLink(page, to, /\/quote\/[0-9a-f]{64}$/)
  await customer.goto(link)
  await expect(customer.getByText('Repair kit')).toBeVisible()
  await customer.getByLabel('Your name').fill('Ann Owner')
  await press(customer, 'Approve the repair')
  await expect(customer.getByText(/^Approved on .* by Ann Owner/)).toBeVisible()
  const paper = await customer.request.get(`${link}/pdf`)
  expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf'])
  expect((await customer.request.get(`${link.slice(0, -4)}0000/pdf`)).status()).toBe(404)
  await customer.close()

  await page.goto(`/failures/${String(open?.id)}`)
  await expect(page.getByText('Office: visit to plan')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Work order', exact: true })).toBeVisible()
  await press(page, 'Draft the invoice')
  await page.waitForURL(/\/invoices\/[0-9a-f-]{36}$/)
  await expect(page.getByLabel('Line 1: for')).toHaveValue('Repair kit')
})

test('what is refused keeps what was typed; a credit names its lines; the statement is a paper', async ({ page }) => {
  await signIn(page, PEOPLE.admin)
  await page.goto('/invoices/bill?from=2026-02-30')
  await expect(page.getByText('“2026-02-30” is not a day of the calendar.')).toBeVisible()
  await page.goto('/invoices/bill?from=2025-01-01')
  await page
    .getByRole('button', { name: /^Draft for / })
    .first()
    .click()
  await page.waitForURL(/\/invoices\/[0-9a-f-]{36}$/)
  await page.getByLabel('Line 1: price').fill('free')
  await page.getByLabel('Memo').fill('The gate at the back.')
  await press(page, 'Save the draft')
  await expect(page.getByText(/Line 1: enter a price up to \$100,000/).first()).toBeVisible()
  await expect(page.getByLabel('Line 1: price')).toHaveValue('free')
  await expect(page.getByLabel('Memo')).toHaveValue('The gate at the back.')
  await page.getByLabel('Line 1: price').fill('$95.00')
  // What is sent is what is stored, so what is not saved is not sent.
  await press(page, 'Send the invoice')
  await expect(page.getByText('Save the draft first')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Draft of an invoice')
  await press(page, 'Save the draft')
  await expect(page.getByText('The draft is saved.')).toBeVisible()
  await page.getByLabel('Mail it to').fill('')
  await press(page, 'Send the invoice')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Invoice \d+$/)

  await page.getByLabel('Paid by').selectOption('transfer')
  await page.getByLabel('Amount').fill('free')
  await press(page, 'Enter the payment')
  await expect(page.getByLabel('Amount')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Amount')).toHaveValue('free')
  await expect(page.getByLabel('Paid by')).toHaveValue('transfer')

  const credit = page.locator('input[name^="credit:"]').first()
  await credit.fill('$1,000.00')
  await page.getByLabel('Why').fill('Agreed by phone.')
  await press(page, 'Write the credit note')
  await expect(page.getByText('A line is credited with up to what it came to')).toBeVisible()
  await expect(credit).toHaveValue('$1,000.00')
  await expect(page.getByLabel('Why')).toHaveValue('Agreed by phone.')
  await credit.fill('$10.00')
  await press(page, 'Write the credit note')
  await expect(page.getByRole('link', { name: /^Credit note \d+$/ })).toBeVisible()

  await page.getByRole('link', { name: 'Statement of this customer' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Statement for')
  await expect(page.getByRole('heading', { level: 2, name: 'Open today' })).toBeVisible()
  const paper = await page.request.get(
    (await page.getByRole('link', { name: 'Open the PDF' }).getAttribute('href')) ?? '',
  )
  expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf'])
})

test('reports keep their window in the address, come as files, and show money to those who bill', async ({
  page,
  browser,
}) => {
  await signIn(page, PEOPLE.office)
  await page.goto('/numbers')
  await expect(page.getByRole('heading', { level: 2, name: 'Due assemblies by month' })).toBeVisible()
  await page.goto('/numbers/compliance?from=2026-05-02&to=2026-05-01')
  await expect(page.getByText('The first day lies after the last.')).toBeVisible()
  await page.goto('/numbers/technicians?from=2025-01-01&to=2025-12-31')
  await page.getByRole('link', { name: 'Pass rate' }).click()
  await page.waitForURL('/numbers/pass-rate?from=2025-01-01&to=2025-12-31')
  const file = await page.request.get('/api/numbers/money?table=months')
  expect(file.headers()['content-type']).toBe('text/csv; charset=utf-8')
  expect(await file.text()).toMatch(/^\uFEFFMonth,Invoiced \(USD\),/)
  expect((await page.request.get('/api/numbers/money?table=months&from=2026-02-30')).status()).toBe(400)

  const technician = await (await browser.newContext()).newPage()
  await signIn(technician, PEOPLE.technician)
  expect((await technician.goto('/numbers/money'))?.status()).toBe(404)
  expect((await technician.request.get('/api/numbers/money?table=months')).status()).toBe(404)
  await technician.goto('/numbers/technicians')
  await expect(technician.getByRole('link', { name: 'Revenue and receivables' })).toHaveCount(0)
  await technician.close()
})
