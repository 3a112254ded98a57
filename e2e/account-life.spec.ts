import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { loadKeys } from '../supabase/local/keys.ts'
import { database, mailedLink } from './support/people.ts'
import { throwawayCompany } from './support/throwaway-company.ts'

/**
 * The whole life of an account by the demo's clock: trial, read-only, subscription, cancellation, grace with export and the
 * way back, the second end, day 29, day 31, and a certificate that verifies. The clock is this company's alone.
 */

const DAY = 86_400_000
const PROJECT = join(import.meta.dirname, '..')
const PASSWORD = 'a-long-enough-password'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const account = (page: Page) => page.getByRole('region', { name: 'Your account' })
const banner = (page: Page) => page.getByRole('region', { name: 'Notice' })
/** A day as the company's pages write it. */
const day = (instant: Date) =>
  instant.toLocaleDateString('en-US', { timeZone: 'America/New_York', month: 'short', day: 'numeric', year: 'numeric' })

test('an account lives from its trial to its certificate', { tag: '@desk' }, async ({ page }) => {
  const sql = database()
  const stamp = String(Date.now())
  const me = { email: `life-${stamp}@example.com`, company: `Ebb Tide Testing ${stamp}` }
  const { apiUrl, keys } = stack()
  /** A second tab, left open since before the end. */
  const left = await page.context().newPage()

  /** How the company's row stands. */
  const row = async () => {
    const [found] = await sql<{ id: string; status: string; trial_ends_at: Date; clock: Date | null }[]>`
      select id, subscription_status as status, trial_ends_at, deletion_clock_starts_at as clock from public.companies where name = ${me.company}`
    if (found === undefined) throw new Error('there is no such company')
    return found
  }
  const billing = async () => {
    await page.goto('/settings/billing')
    await expect(account(page)).toBeVisible()
  }
  /** A new customer through the page. */
  const fill = async (form: Page, name: string) => {
    await form.getByLabel('Name', { exact: true }).fill(name)
    await press(form, 'Add the customer')
  }
  const addByPage = async (name: string) => {
    await page.goto('/customers/new')
    await fill(page, name)
  }
  /** The same past the page: the token of the session, straight to REST. */
  const addByRest = async (name: string) => {
    const cookies = (await page.context().cookies()).filter((cookie) => /-auth-token(\.\d+)?$/.test(cookie.name))
    const text = cookies
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map((cookie) => decodeURIComponent(cookie.value))
    const session: unknown = JSON.parse(Buffer.from(text.join('').replace(/^base64-/, ''), 'base64url').toString())
    const token =
      typeof session === 'object' && session !== null && 'access_token' in session ? session.access_token : ''
    const answer = await fetch(`${apiUrl}/rest/v1/customers`, {
      method: 'POST',
      headers: {
        apikey: keys.publishableKey,
        authorization: `Bearer ${String(token)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ company_id: (await row()).id, name, match_key: name.toLowerCase() }),
    })
    await answer.body?.cancel()
    return answer.status
  }
  const customers = async () =>
    (await sql`select name from public.customers where company_id = ${(await row()).id} order by name`).map(
      ({ name }) => name,
    )

  try {
    await test.step('sign up and verify', async () => {
      await page.goto('/sign-up')
      await page.getByLabel('Company name').fill(me.company)
      await page.getByLabel('State').selectOption('FL')
      await page.getByLabel('Your name').fill('Ottilie Ebb')
      await page.getByLabel('Email').fill(me.email)
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await press(page, 'Start the trial')
      await page.waitForURL(/check-mail/)
      await page.goto(await mailedLink(page, me.email, /\/auth\/confirm/))
      await page.getByRole('button', { name: /Confirm/ }).click()
      await page.waitForURL(/\/today/)
    })

    await test.step('the trial ends: read-only, with the exact days', async () => {
      const { trial_ends_at: ends } = await row()
      await billing()
      await press(page, 'To the day before the trial ends')
      await expect(banner(page)).toContainText('Your trial ends tomorrow')
      await press(page, 'To the end of the trial')
      const said = `The trial ended on ${day(ends)}. This account is read-only: everything can be viewed and exported until ${day(new Date(ends.getTime() + 30 * DAY))}`
      await expect(banner(page)).toContainText(said)
      await expect(banner(page).getByRole('link')).toHaveText(['Export everything', 'Subscribe'])
      expect((await row()).status).toBe('trialing')
      await press(page, 'Run the nightly job now')
      await expect(page.getByText('Nothing of this company was erased.')).toBeVisible()
      expect(await row()).toMatchObject({ status: 'canceled', clock: ends })
      await expect(banner(page)).toContainText(said)
      expect(await addByRest('Too late by REST')).toBe(403)
    })

    await test.step('subscribe and work', async () => {
      await billing()
      await press(page, 'Subscribe')
      await expect(account(page)).toContainText('The subscription runs. It is paid until')
      await expect(banner(page)).toHaveCount(0)
      await addByPage('Anchor Bakery')
      await page.waitForURL(/\/customers\/[0-9a-f-]{36}/)
      expect(await addByRest('Buoy Laundry')).toBe(201)
      expect(await customers()).toEqual(['Anchor Bakery', 'Buoy Laundry'])
    })

    await test.step('cancel: the clock is pinned to the end of what is paid', async () => {
      await billing()
      await press(page, 'Cancel at the end of the period')
      await expect(account(page)).toContainText('The subscription was cancelled: everything works until')
      const { status, clock } = await row()
      expect(status).toBe('active')
      await expect(banner(page)).toContainText(`This account ends on ${clock === null ? '' : day(clock)}`)
      await left.goto('/customers/new')
      await press(page, 'To the end of the account')
      await expect(account(page)).toContainText(`The account ended on ${clock === null ? '' : day(clock)}`)
      expect(await row()).toMatchObject({ status: 'canceled', clock })
    })

    await test.step('grace: the export runs, writing is refused by page and by REST', async () => {
      await page.goto('/settings/export')
      const download = page.waitForEvent('download')
      await press(page, 'Export everything')
      const archive = readFileSync(await (await download).path())
      expect(archive.includes('json/customers.json')).toBe(true)
      // Whoever had the form open is refused and keeps what they typed; whoever comes now finds no form.
      await fill(left, 'Cutter Motel')
      await expect(left.getByText('read-only', { exact: false }).last()).toBeVisible()
      await expect(left.getByLabel('Name', { exact: true })).toHaveValue('Cutter Motel')
      await page.goto('/customers/new')
      await expect(page.getByText('This account is read-only', { exact: false }).last()).toBeVisible()
      await expect(page.getByLabel('Name', { exact: true })).toHaveCount(0)
      expect(await addByRest('Cutter Motel')).toBe(403)
      expect(await customers()).toEqual(['Anchor Bakery', 'Buoy Laundry'])
    })

    await test.step('come back: everything is there and writable', async () => {
      await billing()
      await press(page, 'Subscribe')
      await expect(account(page)).toContainText('The subscription runs. It is paid until')
      expect(await row()).toMatchObject({ status: 'active', clock: null })
      await addByPage('Cutter Motel')
      await page.waitForURL(/\/customers\/[0-9a-f-]{36}/)
      expect(await addByRest('Dinghy School')).toBe(201)
      expect(await customers()).toEqual(['Anchor Bakery', 'Buoy Laundry', 'Cutter Motel', 'Dinghy School'])
    })

    await test.step('cancel again: day 29 nothing, day 31 erased', async () => {
      const { id } = await row()
      await billing()
      await press(page, 'Cancel at the end of the period')
      await expect(account(page)).toContainText('The subscription was cancelled')
      await press(page, 'To the end of the account')
      await expect(account(page)).toContainText('The account ended on')
      await press(page, 'To day 29 after the end')
      await expect(page.getByRole('button', { name: 'To day 29 after the end' })).toHaveCount(0)
      await press(page, 'Run the nightly job now')
      await expect(page.getByText('Nothing of this company was erased.')).toBeVisible()
      expect(await customers()).toHaveLength(4)
      await press(page, 'To day 31 after the end')
      await expect(page.getByRole('button', { name: 'To day 31 after the end' })).toHaveCount(0)
      await press(page, 'Run the nightly job now')
      await page.waitForURL(`**/erased/${id}`)
      await expect(page.getByText('Nothing of it is left, and the certificate verifies.')).toBeVisible()

      const verified = spawnSync(process.execPath, ['bin/verify-erasure.mjs', id], {
        cwd: PROJECT,
        encoding: 'utf8',
        env: {
          ...process.env,
          APP_ORIGIN: 'http://localhost:3000',
          SUPABASE_URL: apiUrl,
          SUPABASE_PUBLISHABLE_KEY: keys.publishableKey,
          SUPABASE_SECRET_KEY: keys.secretKey,
          CRON_SECRET: keys.cronSecret,
          FLOWTRACK_SIGNING_SECRET: keys.signingSecret,
        },
      })
      expect(verified.stdout).toMatch(/^Erased .* Certificate \d+: [0-9a-f]{64}$/m)
      expect(verified.status).toBe(0)
    })

    await test.step('nobody signs in any more', async () => {
      await page.goto('/sign-in')
      await page.getByLabel('Email').fill(me.email)
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await press(page, 'Sign in')
      await expect(page.getByRole('alert').first()).toBeVisible()
      await expect(page).toHaveURL(/\/sign-in/)
    })
  } finally {
    await sql.end()
  }
})

test('only our own server moves a clock, only forward, and only one company’s', { tag: '@desk' }, async () => {
  const sql = database()
  try {
    const { apiUrl, keys } = stack()
    const [{ id: mine }, { id: other }] = [await throwawayCompany(sql, 'Ahead'), await throwawayCompany(sql, 'Behind')]
    const clocks = async () => {
      const [found] = await sql<{ mine: number; other: number }[]>`
        select extract(epoch from private.clock(${mine}) - now())::float as mine, extract(epoch from private.clock(${other}) - now())::float as other`
      return found
    }
    const move = async (key: string, to: string, headers: Record<string, string> = {}) => {
      const body = JSON.stringify({ company_id: mine, to })
      const answer = await fetch(`${apiUrl}/local/v1/clock`, {
        method: 'POST',
        headers: { apikey: key, ...headers },
        body,
      })
      await answer.body?.cancel()
      return answer.status
    }
    const [before, past] = [await clocks(), '2020-01-01T00:00:00Z']
    const tomorrow = new Date(Date.now() + DAY).toISOString()
    expect(await move('', tomorrow)).toBe(401)
    expect(await move(keys.publishableKey, tomorrow)).toBe(403)
    expect(await move(keys.secretKey, tomorrow, { origin: 'http://localhost:3000' })).toBe(403)
    expect(await move(keys.secretKey, 'tomorrow')).toBe(400)
    expect(await move(keys.secretKey, past)).toBe(200)
    expect(await clocks()).toEqual(before)
    expect(await move(keys.secretKey, tomorrow)).toBe(200)
    expect(await move(keys.secretKey, past)).toBe(200)
    const after = await clocks()
    expect(after?.mine).toBeGreaterThan(86_000)
    expect(after?.mine).toBeLessThanOrEqual(86_400)
    expect(after?.other).toBe(0)
  } finally {
    await sql.end()
  }
})

function stack() {
  const { E2E_API_URL: apiUrl, E2E_DATA_DIR: dataDir } = process.env
  if (apiUrl === undefined || dataDir === undefined)
    throw new Error('E2E_API_URL or E2E_DATA_DIR is missing: run npm test -- --only=e2e')
  return { apiUrl, keys: loadKeys(join(dataDir, 'keys.json')) }
}
