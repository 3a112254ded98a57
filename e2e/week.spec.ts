import { expect, type Page, test } from '@playwright/test'
import { database, mailedLink, signIn } from './support/people.ts'
import { fillReadings, signAndLock } from './support/record.ts'
import { type WeekCompany, weekCompany } from './support/week-company.ts'

/**
 * A week of a company, from the due list to the paid invoice: the office plans a month at once, the technician tests, one
 * assembly fails, the customer approves the repair, the retest passes, the work is billed and paid.
 */
test.setTimeout(600_000)

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const PASSING = { 'main.cv1HundredthsPsid': '2.2', 'main.cv2HundredthsPsid': '1.8' }
const FAILING = { 'main.cv1HundredthsPsid': '0.4', 'main.cv2HundredthsPsid': '1.8' }

/** Another person at another machine. */
async function as(page: Page, email: string): Promise<Page> {
  const browser = page.context().browser()
  if (browser === null) throw new Error('there is no browser')
  const size = page.viewportSize()
  const other = await (
    await browser.newContext({ ...(size === null ? {} : { viewport: size }), locale: 'en-US', timezoneId: 'America/New_York' })
  ).newPage()
  await signIn(other, email)
  return other
}

/** Gives the first order that waits to the technician, today at the hour. */
async function planNext(page: Page, { technicianName }: WeekCompany, hour: number): Promise<void> {
  await page.goto('/schedule')
  await page.getByRole('region', { name: /Waiting for a day/ }).getByRole('button').first().click()
  const dialog = page.getByRole('dialog')
  const day = await page.evaluate(() => new Intl.DateTimeFormat('en-CA').format(new Date()))
  await dialog.getByLabel('Day').fill(day)
  await dialog.getByLabel('Time').fill(`${String(hour).padStart(2, '0')}:00`)
  await dialog.getByLabel('Who goes').selectOption({ label: technicianName })
  await dialog.getByRole('button', { name: 'Plan the visit' }).click()
  await expect(dialog).toBeHidden()
}

/** Records a test of an assembly from the technician's day. */
async function recordFromDay(page: Page, serial: string, readings: Record<string, string>): Promise<void> {
  await page.goto('/my-day')
  await page.getByRole('link', { name: new RegExp(`Record a test of .*${serial}`) }).click()
  await expect(page.getByRole('heading', { name: 'Record a test' })).toBeVisible()
  await fillReadings(page, 'initial', readings)
  await signAndLock(page)
}

test('a month planned, tested, repaired, billed and paid', async ({ page }, info) => {
  const sql = database()
  const company = await weekCompany(sql, `${info.project.name} ${Date.now() % 1_000_000}`)
  const { failing } = company
  await signIn(page, company.admin)
  const tess = await as(page, company.technician)

  await test.step('plan the month from the due list', async () => {
    await page.goto('/due?window=30')
    for (const box of await page.locator('tbody .sel-row').all()) await box.check()
    await press(page, 'Plan visits')
    await page.waitForURL(/\/work-orders\/planned\//)
    const [planned] = await sql`
      select count(*)::int as lines, count(distinct work_order_id)::int as orders from public.work_order_devices where company_id = ${company.id}`
    expect(planned).toEqual({ lines: 8, orders: 6 })
  })

  await test.step('give the visits to the technician on the board', async () => {
    for (const hour of [8, 9, 10, 11, 13, 14]) await planNext(page, company, hour)
    await page.goto('/schedule')
    await expect(page.getByText('Nothing waits.')).toBeVisible()
  })

  await test.step('the technician tests; one assembly fails', async () => {
    await recordFromDay(tess, failing.serial, FAILING)
    await expect(tess.getByText('FAIL', { exact: false }).first()).toBeVisible()
    const rows = await sql`select serial from public.devices where company_id = ${company.id} and type = 'DC' and id <> ${failing.id} order by serial limit 2`
    for (const row of rows) await recordFromDay(tess, String(row.serial), PASSING)
  })

  const link = await test.step('the office quotes the repair', async () => {
    await page.goto('/failures')
    await page.getByRole('link', { name: failing.serial }).click()
    await page.waitForURL(/\/failures\/[0-9a-f-]{36}/)
    await page.getByLabel('Line 1: for').fill('Repair kit')
    await page.getByLabel('Line 1: price').fill('89.50')
    await press(page, 'Save the quote')
    const to = `owner-${company.id.slice(0, 8)}@example.com`
    await page.getByLabel('Mail it to').fill(to)
    await press(page, 'Send the quote')
    await expect(page.getByText('Sent', { exact: true }).first()).toBeVisible()
    return mailedLink(page, to, /\/quote\/[0-9a-f]{64}$/)
  })

  await test.step('the customer approves it by the link', async () => {
    const customer = await page.context().browser()?.newPage()
    if (customer === undefined) throw new Error('there is no browser')
    await customer.goto(link)
    await customer.getByLabel('Your name').fill('Ann Owner')
    await press(customer, 'Approve the repair')
    await expect(customer.getByText(/^Approved on .* by Ann Owner/)).toBeVisible()
    await customer.close()
  })

  await test.step('the repair is planned, made and tested again', async () => {
    await planNext(page, company, 15)
    await recordFromDay(tess, failing.serial, PASSING)
    const [failure] = await sql`select closed_because from public.deficiencies where company_id = ${company.id} and device_id = ${failing.id}`
    expect(failure).toEqual({ closed_because: 'passed' })
    await page.goto('/failures')
    await expect(page.getByRole('link', { name: failing.serial })).toHaveCount(0)
  })

  await test.step('the work is billed and paid by card', async () => {
    await page.goto('/settings/prices')
    await press(page, 'Take cards through Stripe')
    await expect(page.getByText('Cards are taken')).toBeVisible()
    await page.goto('/invoices/bill')
    await press(page, `Draft for ${company.customer}`)
    await page.waitForURL(/\/invoices\/[0-9a-f-]{36}$/)
    const to = `payer-${company.id.slice(0, 8)}@example.com`
    await page.getByLabel('Mail it to').fill(to)
    await press(page, 'Send the invoice')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Invoice \d+$/)
    const invoice = page.url()
    const customer = await page.context().browser()?.newPage()
    if (customer === undefined) throw new Error('there is no browser')
    await customer.goto(await mailedLink(page, to, /\/pay\/[0-9a-f]{64}$/))
    await press(customer, /^Pay \$[\d,.]+ by card$/)
    await expect(customer.getByText('Paid. Thank you.')).toBeVisible()
    await customer.close()
    await page.goto(invoice)
    await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible()
  })
  await tess.context().close()
  await sql.end()
})
