import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPORTS } from '../lib/numbers/reports.ts'
import { database, PEOPLE, signIn } from './support/people.ts'
import { erasedCompany } from './support/throwaway-company.ts'
import { scan } from './support/scan.ts'

/** Every page the build knows, so that a new one is covered the day it exists. */
const MANIFEST: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../.next/app-path-routes-manifest.json'), 'utf8'),
)
const PAGES = Object.entries(MANIFEST)
  .filter(([file]) => file.endsWith('/page'))
  .map(([, path]) => path)
const SIGNED_OUT = [
  '/',
  '/sign-in',
  '/sign-up',
  '/reset-password',
  '/check-mail',
  '/verify/[code]',
  '/invite/[token]',
  '/pay/[token]',
  '/quote/[token]',
  '/outbox',
  '/auth/confirm',
  '/features',
  '/pricing',
  '/security',
  '/about',
  '/case-studies',
  '/contact',
  '/privacy',
  '/terms',
  '/sms-policy',
  '/policies/[slug]',
]
// The operator's desk and the customer's portal have their own specs and sign-ins.
const NOT_PAGES =
  /^\/(api|operator|portal|auth\/(callback|google)|files|reports|_not-found|_global-error|icon|welcome|og|robots|sitemap)|\.svg$/

/** Real ids for the parameters of a route, from the demo company. */
async function addresses(): Promise<Map<string, string>> {
  const sql = database()
  try {
    const [company] = await sql`select id from public.companies where name = 'Palmetto Backflow Testing'`
    const id = async (table: string, where = 'true'): Promise<string> => {
      const [row] = await sql.unsafe(
        `select id from public.${table} where company_id = '${String(company?.id)}' and ${where} limit 1`,
      )
      return String(row?.id ?? '')
    }
    const plan = async (): Promise<string> => {
      const [row] =
        await sql`select plan_id from public.work_order_devices where company_id = ${String(company?.id)} and plan_id is not null limit 1`
      return String(row?.plan_id ?? '')
    }
    const owes = async (): Promise<string> => {
      const [row] =
        await sql`select customer_id from public.invoices where company_id = ${String(company?.id)} and state = 'sent' limit 1`
      return String(row?.customer_id ?? '')
    }
    return new Map([
      ['/customers/[id]', await id('customers', 'deleted_at is null')],
      ['/locations/[id]', await id('customer_locations', 'deleted_at is null')],
      ['/devices/[id]', await id('devices', "deleted_at is null and type = 'RP' and last_result = 'PASS'")],
      ['/test-records/[id]', await id('test_records', 'signed_at is not null')],
      ['/gauges/[id]', await id('gauges')],
      ['/testers/[id]', await id('profiles', "email like 'tobin%'")],
      [
        '[licence]',
        await id('tester_licences', "profile_id = (select p.id from public.profiles p where p.email like 'tobin%')"),
      ],
      ['/team/[id]', await id('profiles', "role = 'technician'")],
      ['/districts/[id]', await id('company_districts')],
      ['/imports/[id]', await id('imports')],
      ['/work-orders/[id]', await id('work_orders')],
      ['/work-orders/planned/[id]', await plan()],
      ['/invoices/[id]', await id('invoices', "state = 'sent'")],
      ['/numbers/[report]', 'compliance'],
      ['owes', await owes()],
      ['/failures/[id]', await id('deficiencies', 'closed_on is null')],
      ['/erased/[id]', await erasedCompany(sql)],
    ])
  } finally {
    await sql.end()
  }
}

for (const scheme of ['light', 'dark'] as const) {
  test(`no page has an accessibility violation, ${scheme}: signed out`, async ({ page }) => {
    for (const path of SIGNED_OUT) {
      await scan(
        page,
        path.replace('[slug]', 'data-retention').replace('[code]', 'unknown-code').replace('[token]', 'unknown-token'),
        path,
        scheme,
      )
    }
  })

  test(`no page has an accessibility violation, ${scheme}: signed in`, async ({ page }) => {
    test.setTimeout(900_000)
    const ids = await addresses()
    await signIn(page, PEOPLE.admin)
    const paths = PAGES.filter((path) => !SIGNED_OUT.includes(path) && !NOT_PAGES.test(path)).toSorted()
    expect(paths.length).toBeGreaterThan(15)
    const forbidden: string[] = []
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) forbidden.push(`${page.url()}: ${message.text()}`)
    })
    for (const path of paths) {
      const base = [...ids.keys()].find((known) => known.startsWith('/') && path.startsWith(known))
      const id = base === undefined ? undefined : ids.get(base)
      if (path.includes('[') && !id) continue
      const address =
        path.replace('[licence]', ids.get('[licence]') ?? '').replace(/\[\w+\]/, id ?? '') +
        (path === '/record-test' ? `?device=${ids.get('/devices/[id]')}` : '')
      expect.soft(await scan(page, address, path, scheme), address).toBe(200)
    }
    // Pages that show something else for another name or question.
    const others = Object.keys(REPORTS).filter((name) => name !== ids.get('/numbers/[report]'))
    for (const address of [
      ...others.map((name) => `/numbers/${name}`),
      `/invoices/statement?customer=${ids.get('owes')}`,
    ])
      expect.soft(await scan(page, address, address.split('?')[0] ?? address, scheme), address).toBe(200)
    expect(forbidden, 'what the policy of a page forbids').toEqual([])
  })
}
