#!/usr/bin/env node
// npm run screenshots: every public page and the app's main screens, light and dark, desk and phone, into screenshots/.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bootstrapped, PROJECT } from './bootstrap.mjs'

const HELP = `Options:
  --origin=ADDRESS  pictures an app that runs already, with the demo's data, instead of starting one
  --only=WORD       only pages whose address holds this word
  --tour            makes anew the pictures of the home page and of the README
`
const PUBLIC =
  '/ /features /pricing /security /about /case-studies /contact /privacy /terms /sms-policy /policies/data-retention /policies/backup-policy /policies/hosting-regions /policies/roles /policies/rules /policies/restore /sign-in /sign-up'.split(
    ' ',
  )
// A path in brackets is the first link of that kind on the page before it.
const APP =
  '/today /due /map /schedule /failures /invoices /customers /devices [/devices/] /test-records [/test-records/] /numbers/compliance /imports /gauges /districts /team /audit-log /settings/company'.split(
    ' ',
  )
const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

await bootstrapped('screenshots.mjs', async () => {
  const { values } = parseArgs({
    options: {
      origin: { type: 'string' },
      only: { type: 'string' },
      tour: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const app = values.origin === undefined ? await startOne() : { origin: values.origin, stop: async () => undefined }
  const { chromium } = await import('@playwright/test')
  const { findChromium } = await import('./chromium.mjs')
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  try {
    if (values.tour) await makeTour(browser, app.origin)
    else await makeAll(browser, app.origin, values.only ?? '')
    return 0
  } finally {
    await browser.close()
    await app.stop()
  }
})

/** The built app on a database of its own, with the demo companies. */
async function startOne() {
  const { startApp } = await import('./app.mjs')
  const { freePorts } = await import('../supabase/local/ports.ts')
  const { deletePostgresData } = await import('../supabase/local/postgres-home.ts')
  const dataDir = mkdtempSync(join(tmpdir(), 'flowtrack-screenshots-'))
  const app = await startApp({ mode: 'start', dataDir, ports: await freePorts(), throwaway: true, tell: console.log })
  return {
    origin: app.origin,
    stop: async () => {
      await app.stop()
      await deletePostgresData(join(dataDir, 'pg'))
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function makeAll(browser, origin, only) {
  const folder = join(PROJECT, 'screenshots')
  mkdirSync(folder, { recursive: true })
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ baseURL: origin, viewport, colorScheme, locale: 'en-US' })
      const page = await context.newPage()
      const picture = async (path) => {
        if (!path.includes(only)) return
        await page.goto(path)
        await drawn(page)
        if (path === '/map') await page.locator('.map-view[data-ready]').waitFor({ timeout: 60_000 })
        const name =
          path === '/'
            ? 'home'
            : path
                .slice(1)
                .replaceAll('/', '-')
                .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, 'one')
        await page.screenshot({ path: join(folder, `${name}.${size}.${colorScheme}.png`), fullPage: true })
      }
      for (const path of PUBLIC) await picture(path)
      if (APP.some((path) => path.includes(only))) {
        await signIn(page)
        for (const path of APP) await picture(await resolvePath(page, path))
      }
      await context.close()
      console.log(`${size}, ${colorScheme}: done`)
    }
  }
  console.log(`Pictures in ${folder}`)
}

/** Waits for the pictures below the fold too, which a browser fetches when they come near. */
async function drawn(page) {
  await page.evaluate(async () => {
    for (const image of document.images) image.loading = 'eager'
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)))
  })
}

async function resolvePath(page, path) {
  if (!path.startsWith('[')) return path
  const prefix = path.slice(1, -1)
  await page.goto(prefix.slice(0, -1))
  const hrefs = await page.locator(`main a[href^="${prefix}"]`).evaluateAll((all) => all.map((a) => a.pathname))
  return hrefs.find((href) => /[0-9a-f-]{36}$/.test(href)) ?? prefix.slice(0, -1)
}

async function signIn(page) {
  const { DEMO_PASSWORD, DEMO_COMPANIES } = await import('../supabase/local/seed-companies.ts')
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(DEMO_COMPANIES[0].people[0].email)
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/today/)
}

/** The pictures people see: Today, and a test whose check 1 does not hold. */
async function makeTour(browser, origin) {
  const { default: sharp } = await import('sharp')
  const context = await browser.newContext({ baseURL: origin, viewport: SIZES.desk, colorScheme: 'light' })
  const page = await context.newPage()
  await signIn(page)
  const keep = async (name) => {
    const png = await page.screenshot()
    await sharp(png)
      .png({ palette: true, effort: 10 })
      .toFile(join(PROJECT, 'docs/screenshots', `${name}.png`))
    mkdirSync(join(PROJECT, 'public/tour'), { recursive: true })
    await sharp(png)
      .webp({ quality: 75, effort: 6 })
      .toFile(join(PROJECT, 'public/tour', `${name}.webp`))
  }
  await keep('today')
  await page.goto('/devices?type=RP')
  await page.goto(`/record-test?device=${(await resolvePath(page, '[/devices/]')).split('/').pop()}`)
  const fill = async (label, text) => page.getByLabel(label, { exact: false }).first().fill(text)
  await fill('Relief valve opened at', '2.4')
  await page.getByText('Tight', { exact: true }).first().click()
  await fill('Check 1 held', '4.6')
  await page.getByLabel('Relief valve opened at', { exact: false }).first().scrollIntoViewIfNeeded()
  await keep('record-a-test')
  await context.close()
}
