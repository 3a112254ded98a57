import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { extractText, getDocumentProxy } from 'unpdf'
import { database, mailedLink } from './support/people.ts'
import { fillReadings, openAssembly, signAndLock } from './support/record.ts'

/**
 * The first day of a company: it signs up, brings in its messy sheet and its past tests, sees what is due, records tests
 * and hands over a report that a stranger can check. In a browser, as a person does it.
 */
test.setTimeout(900_000)

const FIXTURES = join(import.meta.dirname, '../lib/imports/fixtures')

test('from a spreadsheet to a recorded, judged, printed and re-dated test', async ({ page, browser }, info) => {
  const stamp = `${info.project.name}-${Date.now()}`
  const me = { email: `owner-${stamp}@example.com`, company: `Saltmarsh Testing ${stamp}`, name: 'Ottilie Standpipe' }

  await test.step('sign up and verify', async () => {
    await page.goto('/sign-up')
    await page.getByLabel('Company name').fill(me.company)
    await page.getByLabel('State').selectOption('FL')
    await page.getByLabel('Your name').fill(me.name)
    await page.getByLabel('Email').fill(me.email)
    await page.getByLabel('Password', { exact: true }).fill('a-long-enough-password')
    await page.getByRole('button', { name: 'Start the trial' }).click()
    await page.waitForURL(/check-mail/)
    await page.goto(await mailedLink(page, me.email, /\/auth\/confirm/))
    await page.getByRole('button', { name: /Confirm/ }).click()
    await page.waitForURL(/\/today/)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })

  await test.step('put licence and gauge on file', async () => {
    await page.goto('/testers/new')
    if (await page.locator('select[name="profile_id"]').count())
      await page.locator('select[name="profile_id"]').selectOption({ label: me.name })
    await page.getByLabel('Certificate', { exact: true }).fill('Backflow tester')
    await page.getByLabel('Number').fill('FL-0001')
    await page.locator('input[name="expires_on"]').fill('2030-01-31')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL((url) => !url.pathname.endsWith('/new'))
    await page.goto('/gauges/new')
    await page.locator('[name="manufacturer"]').fill('Mid-West')
    await page.locator('[name="model"]').fill('845-5')
    await page.getByLabel('Serial').fill('G-77')
    await calibrateIfAsked(page)
    await page.getByRole('button', { name: /^(Save|Add)/ }).click()
    await page.waitForURL(/\/gauges(\/[0-9a-f-]{36})?(\?|$)/)
    await calibrate(page)
  })

  await test.step('bring in 225 dirty rows', () => bringIn(page, 'syncta-export-sample.csv'))
  await test.step('bring in the history', () => bringIn(page, 'test-history-sample.csv'))

  const sql = database()
  try {
    const [company] = await sql`select id from public.companies where name = ${me.company}`
    const companyId = String(company?.id)
    const [counted] =
      await sql`select count(*)::int as devices, (select count(*)::int from public.test_records where company_id = ${companyId} and origin = 'imported') as tests
      from public.devices where company_id = ${companyId} and deleted_at is null`
    expect(Number(counted?.devices)).toBeGreaterThan(200)
    expect(Number(counted?.tests)).toBeGreaterThan(500)

    await test.step('open the due list', async () => {
      await page.goto('/due')
      await expect(page.getByRole('heading', { name: /Due list/ })).toBeVisible()
      await expect(page.locator('tbody tr').first()).toBeVisible()
    })

    const serialOf = async (type: string): Promise<{ id: string; serial: string }> => {
      const [row] =
        await sql`select d.id, d.serial from public.devices d where d.company_id = ${companyId} and d.type = ${type} and length(d.serial) >= 5 and d.deleted_at is null
        and d.status = 'ACTIVE' and (select count(*) from public.devices o where o.company_id = d.company_id and o.serial = d.serial) = 1 order by d.serial limit 1`
      return { id: String(row?.id), serial: String(row?.serial) }
    }

    const rp = await serialOf('RP')
    const recorded = await test.step('record a passing RP', async () => {
      await openAssembly(page, rp.serial)
      await fillReadings(page, 'initial', {
        'main.rvOpenedHundredthsPsid': '2.4',
        'main.cv1HundredthsPsid': '6.2',
        'main.cv2State': 'tight',
      })
      await expect(page.getByText('PASS', { exact: false }).first()).toBeVisible()
      const address = await signAndLock(page)
      const [device] =
        await sql`select last_result, last_tested_on::text as tested, district_due_on::text as due, district_due_source as source from public.devices where company_id = ${companyId} and id = ${rp.id}`
      expect(device).toMatchObject({ last_result: 'PASS', source: 'computed' })
      expect(String(device?.due) > String(device?.tested)).toBe(true)
      return address
    })

    await test.step('record a failing DC with repair and passing final', async () => {
      const dc = await serialOf('DC')
      await openAssembly(page, dc.serial)
      await fillReadings(page, 'initial', { 'main.cv1HundredthsPsid': '0.4', 'main.cv2HundredthsPsid': '1.8' })
      await page.getByRole('button', { name: /repairs and a final test/i }).click()
      await page.getByLabel('Repairs and materials used').fill('Check 1: new disc and spring')
      await fillReadings(page, 'final', { 'main.cv1HundredthsPsid': '2.2', 'main.cv2HundredthsPsid': '1.8' })
      await signAndLock(page)
      const [record] =
        await sql`select t.computed_result, t.certified_result, (select count(*)::int from public.test_readings r where r.company_id = t.company_id and r.test_record_id = t.id) as blocks
        from public.test_records t where t.company_id = ${companyId} and t.device_id = ${dc.id} and t.origin = 'recorded'`
      expect(record).toMatchObject({ computed_result: 'PASS', certified_result: 'PASS', blocks: 2 })
    })

    await test.step('record a Type II detector', async () => {
      const detector = await serialOf('DCDA')
      await page.goto(`/devices/${detector.id}/edit`)
      await page.locator('select[name="type"]').selectOption('DCDA2')
      await page.getByRole('button', { name: /^Save/ }).first().click()
      await page.waitForURL((url) => !url.pathname.endsWith('/edit'))
      await openAssembly(page, detector.serial)
      await fillReadings(page, 'initial', {
        'main.cv1HundredthsPsid': '1.4',
        'main.cv2HundredthsPsid': '1.2',
        'main.bcHundredthsPsid': '1.0',
      })
      await signAndLock(page)
      const [record] =
        await sql`select t.certified_result, r.bc_hundredths_psid from public.test_records t join public.test_readings r on r.company_id = t.company_id and r.test_record_id = t.id
        where t.company_id = ${companyId} and t.device_id = ${detector.id} and t.origin = 'recorded'`
      expect(record).toMatchObject({ certified_result: 'PASS', bc_hundredths_psid: 100 })
    })

    const first = await test.step('download the report and read it', () => report(page, recorded))
    expect(first.text).toContain(rp.serial)
    expect(first.text).toContain(me.name)
    expect(first.text).toContain(me.company)
    expect(first.text).toMatch(/6\.2/)
    expect(first.text).toMatch(/PASS/i)

    await test.step('a stranger checks it, signed out', async () => {
      await check(browser, first.code, /genuine/i, rp.serial)
    })

    await test.step('correct it: the new record supersedes the old', async () => {
      await page.goto(recorded)
      await page
        .getByRole('link', { name: /Correct/ })
        .first()
        .click()
      await page.getByLabel('What was wrong with it').fill('Relief was read at 2.6')
      await fillReadings(page, 'initial', { 'main.rvOpenedHundredthsPsid': '2.6' })
      const corrected = await signAndLock(page)
      expect(corrected).not.toBe(recorded)
      const chain =
        await sql`select superseded_by_id is not null as superseded from public.test_records where company_id = ${companyId} and device_id = ${rp.id} and origin = 'recorded' order by created_at`
      expect(chain.map((row) => row.superseded)).toEqual([true, false])
      await check(browser, first.code, /superseded/i, rp.serial)
      const second = await report(page, corrected)
      expect(second.text).toMatch(/2\.6/)
      await check(browser, second.code, /genuine/i, rp.serial)
    })
  } finally {
    await sql.end()
  }
})

/** Uploads a sheet, settles every kind of doubt the way the page offers, and commits. */
async function bringIn(page: Page, name: string): Promise<void> {
  await page.goto('/imports/new')
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: readFileSync(join(FIXTURES, name)) })
  await page
    .locator('form')
    .getByRole('button', { name: /Send|Upload|Read|Bring/ })
    .first()
    .click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/, { timeout: 60_000 })
  const commit = page.getByRole('button', { name: 'Commit the import' })
  await expect(commit).toBeVisible({ timeout: 120_000 })
  for (let round = 0; round < 40; round += 1) {
    const accept = page.locator('form[aria-label] button[name="do"][value="accept"]').filter({ visible: true })
    const keep = page.locator('form[aria-label] button[name="do"][value="keep"]').filter({ visible: true })
    const next = (await accept.count()) > 0 ? accept.first() : (await keep.count()) > 0 ? keep.first() : undefined
    if (next === undefined) break
    const before = await page.locator('form[aria-label]:has(button[name="do"])').count()
    await next.click()
    await expect(async () => {
      expect(await page.locator('form[aria-label]:has(button[name="do"])').count()).not.toBe(before)
    })
      .toPass({ timeout: 30_000 })
      .catch(() => undefined)
  }
  await commit.click()
  await expect(
    page
      .getByRole('main')
      .getByText(/Download the report|Report/)
      .first(),
  ).toBeVisible({ timeout: 120_000 })
  await expect(page.getByRole('button', { name: 'Undo the import' })).toBeVisible({ timeout: 120_000 })
}

async function calibrateIfAsked(page: Page): Promise<void> {
  const box = page.locator('input[name="calibrated_on"]')
  if ((await box.count()) > 0) await box.fill('2026-09-01')
}

/** Puts an accuracy check on file where the gauge's page asks for it. */
async function calibrate(page: Page): Promise<void> {
  const box = page.locator('input[name="calibrated_on"]')
  if ((await box.count()) === 0) return
  const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10)
  await box.fill(day)
  await page
    .locator('form', { has: box })
    .getByRole('button', { name: /Add|Save|Record/ })
    .first()
    .click()
  const words = new Date(day).toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' })
  await expect(page.getByRole('main').getByText(words).first()).toBeVisible()
}

/** The report behind a record: its text, and the code it carries. Drawn within seconds of signing. */
async function report(page: Page, record: string): Promise<{ text: string; code: string }> {
  await page.goto(record)
  const link = page
    .getByRole('main')
    .getByRole('link', { name: /report|PDF/i })
    .first()
  await expect(async () => {
    await page.reload()
    await expect(link).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 90_000 })
  const href = await link.getAttribute('href')
  const answer = await page.request.get(href ?? '')
  expect(answer.headers()['content-type']).toContain('application/pdf')
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await answer.body())), { mergePages: true })
  const code = /[0-9a-f]{40}/.exec(text.replaceAll(/\s/g, ''))?.[0]
  if (code === undefined) throw new Error('the report carries no verification code')
  return { text, code }
}

async function check(
  browser: import('@playwright/test').Browser,
  code: string,
  says: RegExp,
  serial: string,
): Promise<void> {
  const stranger = await browser.newContext()
  const other = await stranger.newPage()
  await other.goto(new URL(`/verify/${code}`, process.env.E2E_ORIGIN ?? 'http://localhost:3000').href)
  await expect(other.getByText(says).first()).toBeVisible()
  const words = await other.locator('body').innerText()
  expect(words).toContain(serial.slice(-4))
  expect(words).not.toContain(serial)
  await stranger.close()
}
