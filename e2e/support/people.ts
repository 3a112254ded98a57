import { expect, type Page } from '@playwright/test'
import postgres, { type Sql } from 'postgres'
import { DEMO_PASSWORD } from '../../supabase/local/seed-companies.ts'

export const PEOPLE = {
  admin: 'ada@palmetto.example',
  office: 'olive@palmetto.example',
  technician: 'tobin@palmetto.example',
  texan: 'rosa@lonestar.example',
} as const

/** Signs in through the page, as a person does. */
export async function signIn(page: Page, email: string, password: string = DEMO_PASSWORD): Promise<void> {
  await forgetSignIns()
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/today/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** All people of the tests come from one address, more of them in a quarter of an hour than any office has. */
async function forgetSignIns(): Promise<void> {
  const sql = database()
  await sql`delete from private.rate_limits where bucket = 'sign_in_address'`
  await sql.end()
}

/** The database, for looking and for arranging; never for what a person should do. */
export function database(): Sql {
  const url = process.env.E2E_DB_URL
  if (url === undefined) throw new Error('E2E_DB_URL is missing: run npm test -- --only=e2e')
  return postgres(url, { max: 2, onnotice: () => undefined })
}

/** The newest link of a kind mailed to an address, from the local outbox page. */
export async function mailedLink(page: Page, to: string, path: RegExp): Promise<string> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    await page.goto('/outbox')
    const links = page.locator(`li[data-to="${to}"] a[data-mail-link]`)
    const hrefs = await links.evaluateAll((all) =>
      all.map((link) => (link instanceof HTMLAnchorElement ? link.href : '')),
    )
    const found = hrefs.find((href) => path.test(href))
    if (found !== undefined) return found.slice(new URL(found).origin.length)
    await page.waitForTimeout(500)
  }
  throw new Error(`no mail to ${to} arrived on the outbox page`)
}
