import { chromium } from '@playwright/test'
import { findChromium } from './bin/chromium.mjs'
import postgres from 'postgres'
const { DEMO_PASSWORD } = await import('./supabase/local/seed-companies.ts')
const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox', '--disable-gpu'] })
const O = 'http://localhost:3100'
async function session(email, viewport, scheme) {
  const ctx = await browser.newContext({ viewport, colorScheme: scheme, timezoneId: 'America/New_York' })
  const page = await ctx.newPage()
  page.on('console', (m) => m.type() === 'error' && console.log('console', m.text().slice(0, 200)))
  page.on('pageerror', (e) => console.log('pageerror', String(e).slice(0, 300)))
  await page.goto(O + '/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/today/)
  return page
}
const DESK = { width: 1440, height: 900 },
  PHONE = { width: 390, height: 844 }
const which = process.argv.slice(2)
const shot = async (page, name) => {
  await page.waitForTimeout(400)
  await page.screenshot({ path: `/tmp/visits-shots/${name}.png` })
  console.log(name)
}
const d = await session('olive@palmetto.example', DESK, 'light')
await d.goto(O + '/schedule?day=2026-11-24')
await shot(d, 'week-light')
await d.goto(O + '/schedule?view=day&day=2026-11-24')
await shot(d, 'day-light')
await d.goto(O + '/due?window=90')
const free = d.locator('tbody:has(.sel-row)')
const n = await free.count()
for (const i of [n - 1, n - 2, n - 3]) await free.nth(i).locator('.sel-row').first().check()
await shot(d, 'due-sel')
await d.getByRole('button', { name: 'Plan visits' }).click()
await d.waitForURL(/planned/)
await shot(d, 'planned-light')
const planUrl = d.url()
await d.goto(O + '/schedule?day=2026-11-24')
await d.locator('.board-main .board-card').first().click()
await shot(d, 'week-dialog')
await d.keyboard.press('Escape')
await d
  .getByRole('region', { name: /Waiting/ })
  .getByRole('button')
  .first()
  .focus()
await d.keyboard.press(' ')
await d.keyboard.press('ArrowRight')
await shot(d, 'week-carry')
await d.keyboard.press('Enter')
await d.waitForTimeout(1500)
await shot(d, 'week-dropped')
await d.goto(O + '/work-orders')
await d.locator('tbody a').first().click()
await d.waitForTimeout(800)
await shot(d, 'order-light')
const k = await session('olive@palmetto.example', DESK, 'dark')
await k.goto(O + '/schedule?day=2026-11-24')
await shot(k, 'week-dark')
await k.goto(planUrl)
await shot(k, 'planned-dark')
const p = await session('olive@palmetto.example', PHONE, 'light')
await p.goto(O + '/schedule?day=2026-11-24')
await shot(p, 'week-phone')
await p.goto(planUrl)
await shot(p, 'planned-phone')
const t = await session('tobin@palmetto.example', PHONE, 'light')
await t.goto(O + '/my-day')
await shot(t, 'myday-empty-phone')
for (let i = 1; i < 8; i++) {
  await t.getByRole('link', { name: 'Day after' }).click()
  await t.waitForTimeout(500)
  if (
    (await t.locator('h2').count()) > 0 &&
    (await t.getByText('minutes').count()) + (await t.getByRole('button', { name: 'On site' }).count()) > 0
  )
    break
}
await shot(t, 'myday-phone')
await t.goto(O + '/my-day/calendar')
await t.getByRole('button', { name: /Make/ }).click()
await t.waitForTimeout(1000)
await shot(t, 'feed-phone')
const td = await session('tobin@palmetto.example', DESK, 'dark')
await td.goto(t.url())
await shot(td, 'feed-dark')
await browser.close()
