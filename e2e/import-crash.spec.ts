import { setTimeout as wait } from 'node:timers/promises'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { anotherImport, committedAt, settled, sheetOfNew, type Standing, standingOf } from './support/many-imports.ts'
import { database, signIn } from './support/people.ts'
import { secondServer } from './support/second-server.ts'
import { throwawayCompany } from './support/throwaway-company.ts'

const ROWS = process.env.FLOWTRACK_PROOF === '1' ? 8000 : 3200
const KILLS = 10
const WHOLE: Standing = { state: 'committed', devices: ROWS, customers: ROWS / 4, locations: ROWS / 2, entries: 1 }
const UNTOUCHED: Standing = { state: 'staged', devices: 0, customers: 0, locations: 0, entries: 0 }

test('the web server killed in the middle of a commit leaves the import whole or untouched', { tag: '@desk' }, async ({
  browser,
}) => {
  test.setTimeout(600_000)
  const sql = database()
  const server = await secondServer()
  const company = await throwawayCompany(sql, 'Crash Test Backflow')
  const context = await browser.newContext({ baseURL: server.origin })
  try {
    await server.start()
    const page = await context.newPage()
    await signIn(page, company.email)
    const template = await bringIn(page)
    // The first one in peace, to know how long the writing takes.
    const first = await anotherImport(sql, template, 1)
    await open(page, first)
    const started = Date.now()
    await commit(page)
    await expect(report(page)).toBeVisible({ timeout: 60_000 })
    const usual = (await committedAt(sql, first)) - started
    expect(await standingOf(sql, first)).toEqual(WHOLE)

    const outcomes: string[] = []
    let next = anotherImport(sql, template, 2)
    for (let kill = 0; kill < KILLS; kill += 1) {
      const id = await next
      const [working, waiting] = await Promise.all([opened(context, id), opened(context, id)])
      await commit(working)
      await wait(((kill + Math.random()) / KILLS) * usual)
      await server.kill()
      expect([WHOLE, UNTOUCHED]).toContainEqual(await standingOf(sql, id))
      await settled(sql, id)
      const standing = await standingOf(sql, id)
      expect([WHOLE, UNTOUCHED]).toContainEqual(standing)
      outcomes.push(standing?.state ?? '')
      if (kill + 1 < KILLS) next = anotherImport(sql, template, kill + 3)
      await server.start()
      // Somebody else still looks at the button, and presses it.
      await commit(waiting)
      await expect(report(waiting)).toBeVisible({ timeout: 60_000 })
      expect(await standingOf(sql, id)).toEqual(WHOLE)
      await Promise.all([working.close(), waiting.close()])
    }
    console.log(`usual ${Math.round(usual)} ms; after the kills: ${outcomes.join(', ')}`)
    const [all] =
      await sql`select count(*)::int as devices, count(distinct serial)::int as serials, count(distinct external_id)::int as ids
      from public.devices where company_id = ${company.id}`
    expect(all).toEqual({ devices: (KILLS + 1) * ROWS, serials: (KILLS + 1) * ROWS, ids: (KILLS + 1) * ROWS })
  } finally {
    await context.close()
    await server.kill()
    await sql.end()
  }
})

const button = (page: Page) => page.getByRole('button', { name: 'Commit the import' })
const report = (page: Page) => page.getByRole('heading', { name: 'What the import did' })

/** Uploads the sheet and waits until it is read. */
async function bringIn(page: Page): Promise<string> {
  await page.goto('/imports/new')
  await page
    .getByLabel('Sheet')
    .setInputFiles({ name: 'round-0.csv', mimeType: 'text/csv', buffer: Buffer.from(sheetOfNew(ROWS)) })
  await page.getByRole('button', { name: 'Read the sheet' }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
  await expect(button(page)).toBeVisible({ timeout: 120_000 })
  return page.url().slice(-36)
}

async function opened(context: BrowserContext, id: string): Promise<Page> {
  const page = await context.newPage()
  await open(page, id)
  return page
}

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`/imports/${id}`)
  await expect(button(page)).toBeVisible()
}

/** Presses the button; the request is on its way when this returns. */
async function commit(page: Page): Promise<void> {
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('/imports/'))
  await button(page).click()
  await sent
}
