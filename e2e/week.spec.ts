import { expect, type Page, test } from '@playwright/test'
import { type Hands, KEYS, POINTER } from './support/hands.ts'
import { database, mailedLink } from './support/people.ts'
import { type WeekCompany, weekCompany } from './support/week-company.ts'

/**
 * A week of a company, from the due list to the paid invoice: the office plans a month at once, the technician tests, one
 * assembly fails, the customer approves the repair, the retest passes, the work is billed, paid, and seen in the portal.
 */
test.setTimeout(600_000)

test('a month planned, tested, repaired, billed and paid', ({ page }, info) => week(page, POINTER, info.project.name))
test('the same by keys alone', { tag: '@desk' }, ({ page }) => week(page, KEYS, 'keys'))

const PASSING = { cv1: '2.2', cv2: '1.8' }
const FAILING = { cv1: '0.4', cv2: '1.8' }

async function week(page: Page, hands: Hands, stamp: string): Promise<void> {
  const sql = database()
  const company = await weekCompany(sql, `${stamp} ${Date.now() % 1_000_000}`)
  const { failing } = company
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  await hands.signIn(page, company.admin)
  const tess = await somebodyElse(page)
  await hands.signIn(tess, company.technician)
  const customer = await somebodyElse(page)

  await test.step('plan the month from the due list', async () => {
    await page.goto('/due?window=30')
    for (const box of await page.locator('tbody .sel-row').all()) await hands.tick(box)
    await hands.press(button('Plan visits'))
    await page.waitForURL(/\/work-orders\/planned\//)
    const [planned] = await sql`
      select count(*)::int as lines, count(distinct work_order_id)::int as orders from public.work_order_devices where company_id = ${company.id}`
    expect(planned).toEqual({ lines: 8, orders: 6 })
  })

  await test.step('give the visits to the technician on the board', async () => {
    for (const hour of [8, 9, 10, 11, 13, 14]) await planNext(page, hands, company, hour)
    await page.goto('/schedule')
    await expect(page.getByText('Nothing waits.')).toBeVisible()
  })

  await test.step('put the day in a good order', async () => {
    // Sites are placed by the worker within seconds.
    await expect(async () => {
      const [placed] =
        await sql`select count(*)::int as sites from public.customer_locations where company_id = ${company.id} and latitude is not null`
      expect(placed).toEqual({ sites: 6 })
    }).toPass({ timeout: 60_000 })
    await page.goto('/schedule?view=day')
    await hands.press(page.getByRole('link', { name: /Route of/ }).first())
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Route')
    await hands.press(button('Use this order'))
    await expect(page.getByText('stand in this order and at these times already')).toBeVisible()
  })

  await test.step('the technician tests; one assembly fails', async () => {
    await recordFromDay(tess, hands, failing.serial, FAILING)
    await expect(tess.locator('main')).toContainText('Fail')
    const [passing] =
      await sql`select serial from public.devices where company_id = ${company.id} and type = 'DC' and id <> ${failing.id} order by serial limit 1`
    await recordFromDay(tess, hands, String(passing?.serial), PASSING)
  })

  await test.step('the office quotes the repair, the customer approves it by the link', async () => {
    await page.goto('/failures')
    await hands.press(page.getByRole('link', { name: failing.serial }))
    await page.waitForURL(/\/failures\/[0-9a-f-]{36}/)
    await hands.fill(page.getByLabel('Line 1: for'), 'Repair kit')
    await hands.fill(page.getByLabel('Line 1: price'), '89.50')
    await hands.press(button('Save the quote'))
    const to = `owner-${company.id.slice(0, 8)}@example.com`
    await hands.fill(page.getByLabel('Mail it to'), to)
    await hands.press(button('Send the quote'))
    await expect(page.getByText('Sent', { exact: true }).first()).toBeVisible()
    await customer.goto(await mailedLink(page, to, /\/quote\/[0-9a-f]{64}$/))
    await hands.fill(customer.getByLabel('Your name'), 'Ann Owner')
    await hands.press(customer.getByRole('button', { name: 'Approve the repair' }))
    await expect(customer.getByText(/^Approved on .* by Ann Owner/)).toBeVisible()
  })

  await test.step('the repair is planned, made and tested again', async () => {
    await planNext(page, hands, company, 15)
    await recordFromDay(tess, hands, failing.serial, PASSING)
    const [failure] =
      await sql`select closed_because from public.deficiencies where company_id = ${company.id} and device_id = ${failing.id}`
    expect(failure).toEqual({ closed_because: 'passed' })
    await page.goto('/failures')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('link', { name: failing.serial })).toHaveCount(0)
  })

  await test.step('the work is billed and paid by card', async () => {
    await page.goto('/settings/prices')
    await hands.press(button('Take cards through Stripe'))
    await expect(page.getByText('Cards are taken')).toBeVisible()
    await page.goto('/invoices/bill')
    await hands.press(button(`Draft for ${company.customer}`))
    await page.waitForURL(/\/invoices\/[0-9a-f-]{36}$/)
    const to = `payer-${company.id.slice(0, 8)}@example.com`
    await hands.fill(page.getByLabel('Mail it to'), to)
    await hands.press(button('Send the invoice'))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Invoice \d+$/)
    const invoice = page.url()
    await customer.goto(await mailedLink(page, to, /\/pay\/[0-9a-f]{64}$/))
    await hands.press(customer.getByRole('button', { name: /^Pay \$[\d,.]+ by card$/ }))
    await expect(customer.getByText('Paid. Thank you.')).toBeVisible()
    await page.goto(invoice)
    await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible()
  })

  await test.step('the portal shows all of it', async () => {
    await page.goto(`/customers/${company.customerId}/portal`)
    const to = `cora-${company.id.slice(0, 8)}@example.com`
    await hands.fill(page.getByLabel('Name'), 'Cora Customer')
    await hands.fill(page.getByLabel('Email'), to)
    await hands.press(button('Send the invitation'))
    await expect(page.getByText(to, { exact: true })).toBeVisible()
    await customer.goto(await mailedLink(page, to, /\/portal\/join\/[0-9a-f]{40}$/))
    await hands.press(customer.getByRole('button', { name: 'Mail me a sign-in link' }))
    await expect(customer.getByText(/If .* is known here, a mail/)).toBeVisible()
    await customer.goto(await mailedLink(page, to, /\/portal\/sign-in\/link\?token_hash=/))
    await hands.press(customer.getByRole('button', { name: 'Sign in' }))
    await customer.waitForURL(/\/portal$/)
    const shown = customer.getByRole('main')
    await customer.goto('/portal/assemblies')
    await hands.press(customer.getByRole('link', { name: failing.serial }))
    await expect(customer.getByRole('heading', { name: 'Tests' })).toBeVisible()
    await expect(shown).toContainText(/Fail/)
    await expect(shown).toContainText(/Pass/)
    await customer.goto('/portal/quotes')
    await expect(shown).toContainText('Approved')
    await customer.goto('/portal/invoices')
    await expect(shown).toContainText('Paid')
  })

  await tess.context().close()
  await customer.context().close()
  await sql.end()
}

/** A page of another person at another machine of the same size. */
async function somebodyElse(page: Page): Promise<Page> {
  const browser = page.context().browser()
  if (browser === null) throw new Error('there is no browser')
  const context = await browser.newContext({
    viewport: page.viewportSize(),
    locale: 'en-US',
    timezoneId: 'America/New_York',
  })
  return context.newPage()
}

/** Gives the first order that waits to the technician, today at the hour. */
async function planNext(page: Page, hands: Hands, { technicianName }: WeekCompany, hour: number): Promise<void> {
  await page.goto('/schedule')
  await hands.press(
    page
      .getByRole('region', { name: /Waiting for a day/ })
      .getByRole('button')
      .first(),
  )
  const dialog = page.getByRole('dialog')
  const day = await page.evaluate(() => new Intl.DateTimeFormat('en-CA').format(new Date()))
  await hands.fill(dialog.getByLabel('Day'), day)
  await hands.fill(dialog.getByLabel('Time'), `${String(hour).padStart(2, '0')}:00`)
  await hands.choose(dialog.getByLabel('Who goes'), technicianName)
  await hands.press(dialog.getByRole('button', { name: 'Plan the visit' }))
  await expect(dialog).toBeHidden()
}

/** Records and signs a test of a double check from the technician's day. */
async function recordFromDay(
  page: Page,
  hands: Hands,
  serial: string,
  readings: { cv1: string; cv2: string },
): Promise<void> {
  await page.goto('/my-day')
  await hands.press(page.getByRole('link', { name: new RegExp(`Record a test of .*${serial}`) }))
  await expect(page.getByRole('heading', { name: 'Record a test' })).toBeVisible()
  await hands.fill(page.locator('input[name="initial.main.cv1HundredthsPsid"]'), readings.cv1)
  await hands.fill(page.locator('input[name="initial.main.cv2HundredthsPsid"]'), readings.cv2)
  await hands.sign(page)
  await hands.press(page.getByRole('button', { name: 'Sign and lock' }))
  await page.waitForURL(/\/test-records\/[0-9a-f-]{36}/, { timeout: 60_000 })
}
