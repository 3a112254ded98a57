import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type APIRequestContext, expect, test } from '@playwright/test'
import { signPayload } from '../lib/billing/verify-signature.ts'
import { callAction, serverActions } from './support/actions.ts'
import { database, signIn } from './support/people.ts'
import { secondServer } from './support/second-server.ts'
import { throwawayCompany } from './support/throwaway-company.ts'

/**
 * ASSURANCE T15: a canary in every field of every form action, in addresses, files and webhooks, well formed, malformed and
 * such that it fails; none of it is in the app's log, in Postgres' log or on an error page.
 */

const PROOF = process.env.FLOWTRACK_PROOF === '1'
const PROJECT = join(import.meta.dirname, '..')
const CANARY = `canary${randomUUID().slice(0, 8)}`
const SECRET = `whsec_${randomUUID()}`

test('what people type never reaches a log', { tag: '@desk' }, async ({ browser }) => {
  test.setTimeout(300_000)
  const sql = database()
  const server = await secondServer({ STRIPE_WEBHOOK_SECRET: SECRET })
  const context = await browser.newContext({ baseURL: server.origin })
  try {
    await server.start()
    const company = await throwawayCompany(sql, `${CANARY} Backflow`)
    const page = await context.newPage()
    await signIn(page, company.email)
    const failed: string[] = []
    const keep = (what: string, status: number, text: string): void => {
      if (status >= 500 && text.includes(CANARY)) failed.push(what)
    }

    const names = fieldNames()
    expect(names.length).toBeGreaterThan(100)
    const own = await ownIds(page.request)
    // The ones that end this session or this account come last.
    const actions = serverActions().toSorted(
      (one, other) => Number(ENDS.test(one.exported)) - Number(ENDS.test(other.exported)),
    )
    // Every day each action gets one kind of input, in a proof all three.
    const rounds = [failing, wellFormed, malformed]
    for (const [index, action] of actions.entries())
      for (const round of PROOF ? rounds : [rounds[index % rounds.length] ?? failing]) {
        const fields = Object.fromEntries(names.map((name) => [name, round(name, own)]))
        const answer = await callAction(page.request, server.origin, action, fields)
        keep(`${action.exported} ${round.name}`, answer.status, answer.text)
      }

    await signIn(page, company.email)
    for (const address of ADDRESSES) {
      const answer = await page.request.get(address, { failOnStatusCode: false, maxRedirects: 0 })
      keep(address, answer.status(), await answer.text())
    }
    for (const [name, body] of SHEETS) {
      const answer = await page.request.post('/api/imports/upload', {
        headers: { accept: 'application/json' },
        multipart: { file: { name: `${CANARY} ${name}`, mimeType: 'text/csv', buffer: Buffer.from(body) } },
      })
      keep(`upload ${name}`, answer.status(), await answer.text())
    }
    for (const body of WEBHOOKS) {
      const answer = await page.request.post('/api/webhooks/stripe', {
        headers: { 'stripe-signature': signPayload(Buffer.from(body), SECRET, Math.floor(Date.now() / 1000)) },
        data: Buffer.from(body),
      })
      keep('webhook', answer.status(), await answer.text())
    }
    for (const [method, path] of [
      ['POST', '/api/jobs/run'],
      ['GET', '/api/cron/retention'],
      ['POST', '/api/account/export'],
    ] as const)
      await page.request.fetch(path, { method, headers: { authorization: `Bearer ${CANARY}`, origin: server.origin } })
    await failInTheDatabase(CANARY)

    const output = server.output()
    expect(output, 'faults were provoked, and logged').toMatch(/"level":50/)
    expect(linesWith(output)).toEqual([])
    const { E2E_DATA_DIR: dataDir = '' } = process.env
    expect(linesWith(readFileSync(join(dataDir, 'postgres.log'), 'utf8'))).toEqual([])
    expect(failed, 'error pages that repeat what was typed').toEqual([])
  } finally {
    await context.close()
    await server.kill()
    await sql.end()
  }
})

const ENDS = /signOut|switchPerson|closeAccount|changePassword|changeEmail|removeMember/

const linesWith = (text: string): string[] => text.split('\n').filter((line) => line.toLowerCase().includes(CANARY))

/** Every name a form of ours sends, read from the forms and the schemas. */
function fieldNames(): string[] {
  const names = new Set<string>()
  for (const folder of ['app', 'lib'])
    for (const file of readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })) {
      const isSchema = file.endsWith('schema.ts') || file.endsWith('actions.ts')
      if (!file.endsWith('.tsx') && !isSchema) continue
      const text = readFileSync(join(PROJECT, folder, file), 'utf8')
      const pattern = isSchema ? /^\s+([a-z][a-z0-9_]*): /gm : /\bname="([a-z]\w*)"/g
      for (const [, name] of text.matchAll(pattern)) if (name !== undefined) names.add(name)
    }
  return [...names]
}

type Own = { device: string }
/** An assembly of this company, so that what is sent about one gets as far as the database. */
async function ownIds(request: APIRequestContext): Promise<Own> {
  const text = await (await request.get('/devices')).text()
  return { device: /\/devices\/([0-9a-f-]{36})/.exec(text)?.[1] ?? randomUUID() }
}

function wellFormed(name: string, own: Own): string {
  if (/email/.test(name)) return `${CANARY}.${name}@example.com`
  if (name === 'device_id') return own.device
  if (/(^|_)id$/.test(name)) return randomUUID()
  if (/_on$|^day$|date/.test(name)) return '2027-03-04'
  if (/cents|price|minutes|months|days|total|number$/.test(name)) return '12'
  if (name === 'state') return 'FL'
  if (name === 'zip') return '33401'
  if (name === 'time_zone') return 'America/New_York'
  if (/password/.test(name)) return `Aa1!${CANARY}-long-enough`
  return `${CANARY} ${name}`
}

const malformed = (name: string): string => `${CANARY}"'\\<${name}>\u202e; select 1 -- {"x":1`

/** Passes most schemas and breaks in the database: a NUL, or too long for its column or an index. */
const failing = (name: string, own: Own): string =>
  /id$|email|_on$|password|state|zip|zone/.test(name) ? wellFormed(name, own) : `${CANARY}\u0000${'x'.repeat(20)}`

const ADDRESSES = [
  `/devices?q=${CANARY}&status=${CANARY}&district=${CANARY}&sort=${CANARY}&page=${CANARY}`,
  `/customers?q=${CANARY}%00`,
  `/locations?q=${CANARY}&city=${CANARY}`,
  `/audit-log?who=${CANARY}&from=${CANARY}&noun=${CANARY}&action=${CANARY}&target=${CANARY}`,
  `/api/csv/devices?q=${CANARY}`,
  `/api/csv/${CANARY}`,
  `/api/palette?q=${CANARY}`,
  `/record-test/find?q=${CANARY}`,
  `/record-test?device=${CANARY}`,
  `/customers/${CANARY}`,
  `/devices/${CANARY}/edit`,
  `/test-records/${CANARY}`,
  `/imports/${CANARY}`,
  `/imports/${CANARY}/rows/${CANARY}`,
  `/api/imports/${CANARY}/progress`,
  `/api/imports/${CANARY}/report`,
  `/files/${CANARY}`,
  `/reports/${CANARY}`,
  `/verify/${CANARY}`,
  `/invite/${CANARY}`,
  `/sign-in?next=/${CANARY}&says=${CANARY}`,
  `/auth/confirm?token_hash=${CANARY}${CANARY}&type=${CANARY}&next=${CANARY}`,
  `/auth/callback?code=${CANARY}&error=${CANARY}&error_description=${CANARY}`,
  `/settings/billing?paid=${CANARY}`,
  `/${CANARY}`,
]

const SHEETS: readonly (readonly [string, string])[] = [
  [
    'good.csv',
    `Customer,Serial,Service Location Address Line 1,Customer Email\n${CANARY} Ltd,${CANARY},1 ${CANARY} St,${CANARY}@example.com\n`,
  ],
  ['broken.csv', `"${CANARY}\n${CANARY},"x`],
  ['nothing.csv', ''],
  ['not-a-sheet.xlsx', `PK\u0003\u0004${CANARY}`],
]

const subscription = {
  id: 'sub_1',
  customer: 'cus_canary',
  items: { data: [] },
  customer_email: `${CANARY}@example.com`,
  description: CANARY,
}
const WEBHOOKS = [
  CANARY,
  `{"id":"evt_${CANARY}","type":"customer.subscription.updated","created":1,"data":{"object":{"status":"${CANARY}"}}}`,
  JSON.stringify({ id: CANARY, type: CANARY, created: CANARY, data: { object: subscription } }),
  JSON.stringify({
    id: `evt_${randomUUID().replaceAll('-', '')}`,
    type: 'customer.updated',
    created: 1_800_000_000,
    data: { object: { id: 'cus_canary', name: CANARY, email: `${CANARY}@example.com`, metadata: { note: CANARY } } },
  }),
]

/** Errors of every kind that quote values: a key that is there, a check, a wrong type, a raised one, a broken statement. */
async function failInTheDatabase(canary: string): Promise<void> {
  const sql = database()
  const statements = [
    `create temp table c (k text primary key check (k <> '${canary}x'), n int); insert into c values ('${canary}'); insert into c values ('${canary}')`,
    `insert into pg_temp.c values ('${canary}x')`,
    `select '${canary}'::uuid`,
    `select '${canary}'::int`,
    `do $$ begin raise exception '%', '${canary}'; end $$`,
    `do $$ begin raise warning '%', '${canary}'; end $$`,
    `select ${canary} from nowhere`,
    `insert into public.companies (name) values (repeat('${canary}', 100))`,
  ]
  try {
    for (const statement of statements) await sql.unsafe(statement).catch(() => undefined)
    await sql`select ${canary}::text::uuid`.catch(() => undefined)
  } finally {
    await sql.end()
  }
}
