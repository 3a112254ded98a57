import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import type { TransactionSql } from 'postgres'
import { ago, GRACE, plantTraces, server } from './erasure-world.ts'
import { admin, stack } from './harness.ts'
import { buildWorld, type Company, idOf, type World } from './world.ts'

/** What is to become of a company: erased, or stay whole, or come back while the sweep runs. */
export type Fate = 'erased' | 'pays' | 'a second short' | 'comes back'
export type Planted = {
  world: World
  company: Company
  fate: Fate
  /** Its unpaid trial ended 30 days ago: ending it is a transaction of its own. */
  trial: boolean
  customer: string
  /** Words that stand with this company alone. */
  words: string[]
  /** The name on its sent invoice, which stays. */
  billTo: string
}

/** Companies by four, full of canaries; `at` is the clock all of them are measured by. */
export async function plantCompanies(worlds: number, at: number): Promise<{ planted: Planted[]; bare: string[] }> {
  const planted: Planted[] = []
  const bare = new Set<string>()
  for (let made = 0; made < worlds; made += 1) {
    const world = await buildWorld()
    const kind = made % 3
    const four = [
      await plant(world, 'victim', 'erased', bare),
      await plant(world, 'twin', 'erased', bare),
      await plant(world, 'rival', kind === 0 ? 'pays' : kind === 1 ? 'comes back' : 'erased', bare),
      await plant(world, 'lapsed', kind === 1 ? 'a second short' : 'erased', bare, kind === 2),
    ]
    for (const one of four) await settleClock(one, at)
    planted.push(...four)
  }
  return { planted, bare: [...bare].sort() }
}

async function settleClock({ company, fate, trial }: Planted, at: number): Promise<void> {
  const clock = fate === 'pays' || trial ? null : ago(fate === 'a second short' ? GRACE - 1000 : GRACE, at)
  await admin().begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`update public.companies set subscription_status = ${fate === 'pays' ? 'active' : trial ? 'trialing' : 'canceled'},
      deletion_clock_starts_at = ${clock}, trial_ends_at = ${ago(GRACE, at)} where id = ${company.id}`
  })
}

async function plant(
  world: World,
  name: 'victim' | 'twin' | 'rival' | 'lapsed',
  fate: Fate,
  bare: Set<string>,
  trial = false,
): Promise<Planted> {
  const company = world.company(name)
  const hex = randomBytes(16).toString('hex')
  const word = `word${randomBytes(5).toString('hex')}`
  const billTo = `bill${randomBytes(5).toString('hex')}`
  const customer = `cus_${randomBytes(6).toString('hex')}`
  await plantTraces(world, company)
  await admin().begin(async (sql) => {
    // Neither triggers nor keys are asked: what stands in a row is what matters here.
    await sql`set local session_replication_role = replica`
    await sql`insert into private.stripe_customers (company_id, stripe_customer_id) values (${company.id}, ${customer})`
    await sql`insert into private.stripe_subscriptions (company_id, id, status, cancel_at_period_end, event_id, event_created_at, version)
      values (${company.id}, ${`sub_${word}`}, 'canceled', false, ${`evt_${word}`}, now(), '0')`
    await sql`insert into private.stripe_events (id, type, company_id, created_at) values (${`evt_${word}`}, 'invoice.paid', ${company.id}, now())`
    await sql`insert into public.invoices (company_id, number, customer_id, state, sent_at, customer_snapshot)
      values (${company.id}, 1, ${idOf(company, 'customers')}, 'sent', now(), '{}')`
    await plantColumns(sql, company.id, { word, hex }, bare)
    await sql`update private.stripe_customers set stripe_customer_id = ${customer} where company_id = ${company.id}`
    await sql`update public.invoices set customer_snapshot = ${sql.json({ name: billTo, line1: `1 ${billTo}`, city: 'Lake', email: word })}
      where company_id = ${company.id} and state = 'sent'`
  })
  const bucket = server().storage.from('company-files')
  for (let file = 0; file < 5; file += 1) {
    const stored = await bucket.upload(`${company.id}/photo/${randomUUID()}`, Buffer.from(`bytes ${word} ${file}`), {
      contentType: 'image/png',
    })
    if (stored.error !== null) throw stored.error
  }
  // Who manages another company too keeps the sign-in; support is our own staff and looked in alone.
  const people = [...world.people.values()].filter(
    (one) => one.company === name && one.name !== 'manager of two' && one.profileRole !== 'support',
  )
  return {
    world,
    company,
    fate,
    trial,
    customer,
    billTo,
    words: [
      word,
      hex,
      customer,
      company.canary,
      company.inviteToken,
      ...people.flatMap(({ user }) => (user ? [user.id, user.email, user.sessionId] : [])),
    ],
  }
}

/** What each column takes, learned with the first company: the way to write a word, or null where checks allow none. */
const takes = new Map<string, ((words: Words) => string) | null>()
type Words = { word: string; hex: string }
const END = 'substr(md5(ctid::text), 1, 6)'
const WAYS: Readonly<Record<string, ((words: Words) => string)[]>> = {
  text: [
    ({ word }) => `'${word}-' || ${END}`,
    ({ word }) => `'${word}-' || ${END} || '@example.com'`,
    ({ hex }) => `rpad('${hex}' || ${END}, 64, '0')`,
    ({ hex }) => `'${hex.slice(0, 20)}' || ${END}`,
  ],
  'text[]': [({ word }) => `array['${word}']`],
  jsonb: [({ word }) => `jsonb_build_object('${word}', '${word}')`, ({ word }) => `jsonb_build_array('${word}')`],
}

/**
 * Writes a word of the company into every text and JSON column that erasure is to empty, read from the catalogue. A column
 * whose checks allow no word of ours (a list of states, a path made of ids) is noted as bare.
 */
async function plantColumns(sql: TransactionSql, companyId: string, words: Words, bare: Set<string>): Promise<void> {
  const columns = await sql<{ table: string; key: string; column: string; type: string }[]>`
    select r.table_name::text as table, case when r.table_name = 'public.companies'::regclass then 'id' else 'company_id' end as key,
      r.column_name::text as column, a.atttypid::regtype::text as type
    from private.column_rules r join pg_attribute a on a.attrelid = r.table_name and a.attname = r.column_name
    where r.erasure <> 'kept' and a.atttypid::regtype::text = any (${Object.keys(WAYS)}) and a.attgenerated = ''
      and (r.table_name = 'public.companies'::regclass or exists (select from pg_attribute k where k.attrelid = r.table_name and k.attname = 'company_id'))
    order by 1, 3`
  const written = new Map<string, { key: string; sets: string[] }>()
  for (const { table, key, column, type } of columns) {
    const name = `${table}.${column}`
    const set = (way: (words: Words) => string): string => `"${column}" = ${way(words)}`
    if (!takes.has(name)) {
      takes.set(name, null)
      for (const way of WAYS[type] ?? []) {
        const went = await sql
          .savepoint((step) => step.unsafe(`update ${table} set ${set(way)} where ${key} = '${companyId}'`))
          .then(
            () => true,
            () => false,
          )
        if (went) takes.set(name, way)
        if (went) break
      }
    }
    const way = takes.get(name)
    if (!way) bare.add(name)
    else {
      const known = written.get(table) ?? { key, sets: [] }
      written.set(table, { key, sets: [...known.sets, set(way)] })
    }
  }
  for (const [table, { key, sets }] of written)
    await sql.unsafe(`update ${table} set ${sets.join(', ')} where ${key} = '${companyId}'`)
}

/** A way to the gateway on which three of ten removals of files fail: half of them before they are done, half after. */
export async function failingGateway(): Promise<{ url: string; failed: () => number; stop: () => Promise<void> }> {
  let failed = 0
  const proxy: Server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(Buffer.from(chunk))
      const chance = request.method === 'DELETE' && request.url?.startsWith('/storage/') ? Math.random() : 1
      if (chance < 0.3) failed += 1
      if (chance < 0.15) return void response.writeHead(503).end('{"message":"away"}')
      const headers = new Headers()
      for (const [name, value] of Object.entries(request.headers))
        if (typeof value === 'string' && !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name))
          headers.set(name, value)
      const answer = await fetch(`${stack().apiUrl}${request.url}`, {
        method: request.method ?? 'GET',
        headers,
        ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
      })
      const body = Buffer.from(await answer.arrayBuffer())
      if (chance < 0.3) return void response.writeHead(503).end('{"message":"away"}')
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' })
        .end(body)
    })().catch(() => response.destroy())
  })
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  const address = proxy.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    failed: () => failed,
    stop: async () => {
      proxy.closeAllConnections()
      await new Promise((done) => proxy.close(done))
    },
  }
}

/** Everything stored on disk, a text per file. */
export function filesOnDisk(): string[] {
  const folder = join(stack().dataDir, 'storage')
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
}
