import { expect, type Page, test } from '@playwright/test'
import { COOKIES } from '../lib/policies/cookies.ts'
import { SITE_PAGES } from '../lib/policies/site-pages.ts'
import { DEMO_OPERATOR, DEMO_PASSWORD } from '../supabase/local/seed-companies.ts'
import { database, PEOPLE, signIn } from './support/people.ts'
import { scan } from './support/scan.ts'

// What somebody sees who has no account: every public page, read with and without scripts, on a wide screen and a narrow one.

const OPEN = [...SITE_PAGES, '/sign-in', '/sign-up']

/** Whatever a page asks of another origin, and whatever its policy forbids. */
async function watch(page: Page, origin: string): Promise<string[]> {
  const wrong: string[] = []
  await page.exposeFunction('forbidden', (what: string) => wrong.push(what))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      void Reflect.get(window, 'forbidden')(`${location.pathname}: ${violatedDirective} ${blockedURI}`)
    })
  })
  page.on('request', (request) => {
    const { protocol, origin: to } = new URL(request.url())
    if (!['data:', 'blob:'].includes(protocol) && to !== origin) wrong.push(`${page.url()} asks ${request.url()}`)
  })
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`))
  return wrong
}

test('every link of every public page leads somewhere; nothing is asked of anybody else', async ({ page, baseURL }) => {
  const origin = new URL(baseURL ?? '').origin
  const wrong = await watch(page, origin)
  const links = new Set<string>()
  const anchors = new Map<string, Set<string>>()
  const titles = new Map<string, string>()
  // The smallest phone, and a desk at twice the size.
  const narrow = (page.viewportSize()?.width ?? 0) > 1000 ? [320, 720] : []
  const size = page.viewportSize()
  for (const path of OPEN) {
    if (size !== null) await page.setViewportSize(size)
    const answer = await page.goto(path)
    expect.soft(answer?.status(), path).toBe(200)
    expect.soft(await page.locator('h1').count(), `${path} has one heading of its own`).toBe(1)
    const found = await page.evaluate(() => ({
      links: Array.from(document.querySelectorAll('a[href]'), (link) =>
        link instanceof HTMLAnchorElement ? link.href : '',
      ),
      pictures: Array.from(document.images, (picture) => picture.src),
      social: document.querySelector('meta[property="og:image"]')?.getAttribute('content') ?? '',
      ids: Array.from(document.querySelectorAll('[id]'), ({ id }) => id),
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      about: document.querySelector('meta[name="description"]')?.getAttribute('content') ?? '',
    }))
    anchors.set(path, new Set(found.ids))
    for (const link of [...found.links, ...found.pictures, found.social]) if (link !== '') links.add(link)
    expect.soft(found.wide, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
    for (const width of narrow) {
      await page.setViewportSize({ width, height: 640 })
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect.soft(over, `${path} scrolls sideways at ${width}`).toBeLessThanOrEqual(0)
    }
    titles.set(path, await page.title())
    if (SITE_PAGES.includes(path)) expect.soft(found.about.length, `${path} is described`).toBeGreaterThan(30)
  }
  expect(new Set(titles.values()).size, 'every page has a title of its own').toBe(OPEN.length)
  expect(links.size).toBeGreaterThan(OPEN.length)
  const asked = new Set<string>()
  for (const link of links) {
    const { origin: to, pathname, search, hash } = new URL(link)
    expect.soft(to, link).toBe(origin)
    const known = anchors.get(pathname)
    if (known !== undefined && hash !== '') expect.soft(known.has(hash.slice(1)), `${link} names a place`).toBe(true)
    if (known !== undefined && search === '') continue
    asked.add(pathname + search)
  }
  for (const path of [...asked, '/robots.txt', '/sitemap.xml', '/icon.svg'])
    expect.soft((await page.request.get(path)).status(), path).toBe(200)
  expect(await (await page.request.get('/sitemap.xml')).text()).toContain('/policies/data-retention</loc>')
  expect(wrong).toEqual([])
})

test('the verdict of the home page answers as one types, and names the rule', async ({ page, baseURL }) => {
  const wrong = await watch(page, new URL(baseURL ?? '').origin)
  await page.goto('/')
  const verdict = page.getByRole('status').filter({ hasText: 'Buffer' })
  await expect(verdict).toContainText('Every reading meets USC 10th edition')
  // Nothing is listened to before the page is alive.
  await expect(async () => {
    await page.getByLabel('The purveyor’s rules').selectOption('USC10')
    await page.getByLabel('The purveyor’s rules').selectOption('USC9_LEGACY')
    await expect(verdict).toContainText('Buffer is 2.8 psid, 0.2 below the limit of 3.0.', { timeout: 2000 })
  }).toPass()
  await page.getByLabel('Relief opened at').fill('1.9')
  await expect(verdict).toContainText('Relief valve opened at 1.9 psid')
  expect(new URL(page.url()).search).toBe('')
  expect(wrong).toEqual([])
})

test('without scripts everything is read, the verdict is given and one signs in @desk', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) })
  const page = await context.newPage()
  try {
    for (const path of ['/features', '/security', '/privacy', '/policies/rules', '/contact', '/sign-up']) {
      await page.goto(path)
      await expect.soft(page.locator('h1'), path).toBeVisible()
    }
    await page.goto('/')
    await page.getByLabel('Check 1 held at').fill('4.6')
    await page.getByRole('button', { name: 'Judge these readings' }).click()
    await expect(page.getByRole('status')).toContainText('Check 1 held 4.6 psid, 0.4 below the limit of 5.0.')
    await page.goto('/sign-in')
    await page.getByLabel('Email').fill(PEOPLE.office)
    await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page).toHaveURL(/\/today/)
    await page.goto('/')
    await expect(page, 'whoever is signed in gets to work').toHaveURL(/\/today/)
  } finally {
    await context.close()
  }
})

test('no cookie is set that the privacy policy does not name @desk', async ({ page }) => {
  for (const path of ['/', '/privacy', '/contact']) await page.goto(path)
  expect((await page.context().cookies()).map(({ name }) => name)).toEqual([])
  await signIn(page, PEOPLE.admin)
  const names = (await page.context().cookies()).map(({ name }) => name)
  expect(names.length).toBeGreaterThan(0)
  expect(names.filter((name) => !COOKIES.some(({ pattern }) => pattern.test(name)))).toEqual([])
  expect((await page.context().cookies()).every(({ httpOnly }) => httpOnly)).toBe(true)
})

test('a message reaches the desk, a program’s does not, and too many are stopped @desk', async ({ page }) => {
  const sql = database()
  const words = `How does the import work? ${Date.now()}`
  try {
    await sql`delete from private.rate_limits where bucket like 'contact_%'`
    await page.goto('/contact')
    await page.getByRole('button', { name: 'Send the message' }).click()
    await expect(page.getByText('Enter your name.').first()).toBeVisible()
    await page.getByLabel('Your name').fill('Ann Flange')
    await page.getByLabel('Email').fill('not an address')
    await page.getByLabel('Message').fill(words)
    await page.getByRole('button', { name: 'Send the message' }).click()
    await expect(page.getByText('Enter an email address like name@example.com.').first()).toBeVisible()
    await expect(page.getByLabel('Message')).toHaveValue(words)
    await scan(page, '/contact', 'contact', 'light')
    const send = async (fill: (page: Page) => Promise<void>): Promise<void> => {
      await page.goto('/contact')
      await page.getByLabel('Your name').fill('Ann Flange')
      await page.getByLabel('Email').fill('ann@example.com')
      await page.getByLabel('Message').fill(words)
      await fill(page)
      await page.getByRole('button', { name: 'Send the message' }).click()
    }
    await send(async () => undefined)
    await expect(page.getByText('Your message is with us.')).toBeVisible()
    await send((form) => form.locator('[name="website"]').evaluate((box) => box.setAttribute('value', 'spam')))
    await expect(page.getByText('Your message is with us.')).toBeVisible()
    expect(await sql`select 1 from private.contact_messages where message = ${words}`).toHaveLength(1)
    await sql`update private.rate_limits set heard = array_fill(now(), array[1000]) where bucket = 'contact_address'`
    await send(async () => undefined)
    await expect(page.getByText('Too many attempts.').first()).toBeVisible()
    await expect(page.getByLabel('Message')).toHaveValue(words)

    await page.goto('/sign-in')
    await page.getByLabel('Email').fill(DEMO_OPERATOR)
    await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(/\/operator$/)
    await page.goto('/operator/messages')
    const letter = page.getByRole('listitem').filter({ hasText: words })
    await letter.getByRole('button', { name: 'Mark as answered' }).click()
    await expect(letter.getByText('Answered')).toBeVisible()
    await letter.getByRole('button', { name: 'Delete' }).click()
    await expect(letter).toHaveCount(0)
    await page.goto('/outbox')
    await expect(page.getByText('A message came with the contact form').first()).toBeVisible()
  } finally {
    await sql`delete from private.rate_limits where bucket like 'contact_%'`
    await sql.end()
  }
})
