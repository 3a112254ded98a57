import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { erasureFacts } from '../../lib/privacy/erasure-list.ts'
import { dump, fingerprint, left, server, sweep, without } from './erasure-world.ts'
import { admin, client, db, stack } from './harness.ts'
import { PROOF } from './proof.ts'
import { startStripe, type StripeStandIn } from './stripe-stand-in.ts'
import { failingGateway, filesOnDisk, type Planted, plantCompanies } from './sweep-world.ts'

/** ASSURANCE T8: many companies swept by processes that are killed, two at a time, while storage fails and some come back. */

const WORLDS = PROOF ? 15 : 3
const KILLS = PROOF ? 100 : 6
const CHILD = join(import.meta.dirname, 'sweep-child.ts')
const LOG = () => join(stack().dataDir, 'postgres.log')

const at = Date.now() - 1000
const listDir = mkdtempSync(join(tmpdir(), 'flowtrack-erasures-'))
let stripe: StripeStandIn
let gateway: Awaited<ReturnType<typeof failingGateway>>
let planted: Planted[]
let before: Set<string>
let logFrom: number
let said = ''
/** The rows of each company that is whole, as they must stay. */
const whole = new Map<string, string>()
/** Ending an unpaid trial is a transaction of its own: it changes the account and says so. */
const exceptOf = ({ trial }: Planted): string[] => (trial ? ['companies', 'audit_log', 'private.audit_heads'] : [])

beforeAll(async () => {
  stripe = await startStripe()
  gateway = await failingGateway()
  const made = await plantCompanies(WORLDS, at)
  planted = made.planted
  // Only what a check confines to a list or a form holds no word of ours.
  const confined = await db()<{ name: string }[]>`
    select r.table_name::text || '.' || r.column_name as name from private.column_rules r
    where exists (select from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
      where k.conrelid = r.table_name and k.contype = 'c' and a.attname = r.column_name)`
  expect(made.bare.filter((column) => !confined.some(({ name }) => name === column))).toEqual([])
  for (const one of planted) {
    stripe.customers.set(one.customer, 'live')
    whole.set(one.company.id, await fingerprint(one.company.id, db(), exceptOf(one)))
  }
  before = await dump()
  logFrom = statSync(LOG()).size
})
afterAll(async () => {
  // The words planted in the trails of those who stay would count as tampering for whoever looks at all trails next.
  await admin().begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`update public.audit_log set personal = null, salt = null where company_id = any (${planted.map(({ company }) => company.id)})`
  })
  await Promise.all([stripe.stop(), gateway.stop()])
  rmSync(listDir, { recursive: true, force: true })
})

function runner(): ChildProcess {
  const child = spawn(process.execPath, [CHILD, new Date(at).toISOString()], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH ?? '',
      APP_ORIGIN: stack().siteUrl,
      SUPABASE_URL: gateway.url,
      SUPABASE_PUBLISHABLE_KEY: stack().publishableKey,
      SUPABASE_SECRET_KEY: stack().secretKey,
      CRON_SECRET: randomUUID(),
      FLOWTRACK_SIGNING_SECRET: randomUUID(),
      STRIPE_SECRET_KEY: 'sk_test',
      STRIPE_WEBHOOK_SECRET: 'whsec_0123456789',
      STRIPE_PRICE_MONTHLY: 'price_m',
      STRIPE_PRICE_YEARLY: 'price_y',
      STRIPE_BASE_URL: stripe.url,
      ERASURE_LIST_DIR: listDir,
    },
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => void (said += String(text)))
  return child
}

const begun = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    child.stdout?.once('data', () => done())
    child.once('exit', () => done())
  })
const gone = (child: ChildProcess): Promise<void> =>
  new Promise((done) =>
    child.exitCode === null && child.signalCode === null ? void child.once('exit', () => done()) : done(),
  )

/** Waits until what the killed ones asked for has ended one way or the other. */
async function quiet(): Promise<void> {
  for (;;) {
    const [busy] = await admin()<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity where pid <> pg_backend_pid() and state <> 'idle' and query ~ 'sweep_company|finish_erasure'`
    if (busy?.n === 0) return
    await wait(20)
  }
}

let day = 0
/** The next day: leases have run out, and what failed too often is asked for again. */
async function nextDay(): Promise<void> {
  day += 1
  await db()`update private.jobs set lease_until = null, run_after = now() where kind = 'finish_erasure' and done_at is null and failed_at is null`
  await db()`select private.begin_retention_run('2040-01-01'::date + ${day}::int)`
}

const open = () => planted.filter(({ company }) => whole.has(company.id))

/** How many that are to be erased have no final certificate yet. */
async function pending(): Promise<number> {
  const [row] = await db()<{ n: number }[]>`
    select count(*)::int as n from public.companies c left join private.deletion_certificates d on d.company_id = c.id
    where c.id = any (${planted.filter((one) => one.fate === 'erased').map((one) => one.company.id)}) and d.final_at is null`
  return row?.n ?? 0
}

/** Each company, at one instant, is as it was or erased to the last row. */
async function lookAtAll(): Promise<void> {
  await db().begin('isolation level repeatable read', async (sql) => {
    const ids = open().map(({ company }) => company.id)
    const rows = await sql<
      { id: string }[]
    >`select id from public.companies where erased_at is not null and id = any (${ids})`
    const erased = new Set(rows.map((row) => row.id))
    for (const one of open()) {
      const { id } = one.company
      if (erased.has(id)) {
        expect(['erased', 'comes back'], `${one.fate} was erased`).toContain(one.fate)
        expect(await left(id, sql)).toEqual({})
        whole.delete(id)
      } else expect(await fingerprint(id, sql, exceptOf(one)), one.fate).toBe(whole.get(id))
    }
  })
}

/** Somebody subscribes again, as Stripe would tell it; from then on nothing of the company may change. */
async function comeBack(one: Planted): Promise<'applied' | 'erased'> {
  const event = {
    id: `evt_${randomUUID()}`,
    type: 'customer.subscription.created',
    created: 1_900_000_000,
    customer: one.customer,
    company_id: one.company.id,
    subscription: { id: `sub_${randomUUID()}`, status: 'active', cancel_at_period_end: false },
  }
  const [row] = await db()<
    { said: 'applied' | 'erased' }[]
  >`select private.apply_stripe_event(${db().json(event)}) as said`
  if (row === undefined) throw new Error('no answer')
  if (row.said === 'applied') whole.set(one.company.id, await fingerprint(one.company.id, db(), exceptOf(one)))
  return row.said
}

test('killed again and again, no company is ever half swept, and whoever comes back is never touched', {
  timeout: 1_800_000,
}, async () => {
  const returning = planted.filter((one) => one.fate === 'comes back')
  const answers = { applied: 0, erased: 0 }
  const kills = { process: 0, statement: 0, pairs: 0 }
  for (let kill = 0; kill < KILLS; kill += 1) {
    await nextDay()
    const runners = kill % 3 === 2 ? [runner(), runner()] : [runner()]
    if (runners.length > 1) kills.pairs += 1
    await Promise.all(runners.map(begun))
    // Each kill falls somewhere in its share of what is left to do, at about 400 ms a company.
    await wait(Math.random() * (250 + (2 * 400 * (await pending())) / (KILLS - kill)))
    const back = returning.at(-1)
    if (back && kill >= 2 + 4 * (answers.applied + answers.erased)) {
      returning.pop()
      answers[await comeBack(back)] += 1
    }
    if (kill % 2 === 0) {
      const ended = await admin()`
        select pg_cancel_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and state <> 'idle' and query ~ 'sweep_company|finish_erasure|erasure_objects'`
      if (ended.length > 0) kills.statement += 1
      await wait(Math.random() * 150)
    }
    for (const one of runners) one.kill('SIGKILL')
    kills.process += 1
    await Promise.all(runners.map(gone))
    await quiet()
    await lookAtAll()
  }
  for (const one of returning) answers[await comeBack(one)] += 1
  const swept = planted.length - open().length
  console.log(
    `${planted.length} companies, ${KILLS} kills (${kills.statement} also broke a statement off, ${kills.pairs} had two runners): ` +
      `${swept} erased meanwhile; came back ${answers.applied} in time, ${answers.erased} too late`,
  )
})

test('left alone it finishes: every certificate final, every customer at Stripe deleted, every erasure listed', {
  timeout: 900_000,
}, async () => {
  const jobs = () =>
    db()`select 1 from private.jobs where kind = 'finish_erasure' and done_at is null and failed_at is null`
  for (let turn = 0; turn < 30 && ((await pending()) !== 0 || (await jobs()).length > 0); turn += 1) {
    await nextDay()
    await gone(runner())
  }
  console.log(`${gateway.failed()} removals of files failed; finished after ${day} days`)
  expect(await pending()).toBe(0)
  await lookAtAll()
  const listed = readdirSync(listDir)
  for (const one of planted) {
    const { id } = one.company
    const stays = whole.has(id)
    expect(stripe.customers.get(one.customer)).toBe(stays ? 'live' : 'deleted')
    expect(listed.includes(`${id}.json`)).toBe(!stays)
    if (stays) continue
    const facts = await erasureFacts(server(), id)
    expect(Object.keys(facts.left).filter((what) => !what.endsWith(' of nobody'))).toEqual([])
    expect(facts).toMatchObject({ chain_is_whole: true, certificate: { is_intact: true } })
  }
})

/** Those of the texts that hold one of the words. */
function holding(texts: readonly string[], words: readonly string[]): string[] {
  const all = texts.join('\n')
  const found = words.filter((word) => all.includes(word))
  return found.length === 0 ? [] : texts.filter((text) => found.some((word) => text.includes(word)))
}

function sweptOnes(): Planted[] {
  const swept = planted.filter(({ company }) => !whole.has(company.id))
  expect(swept.length).toBeGreaterThanOrEqual(WORLDS * 2)
  return swept
}

test('of the erased nothing is left in a full dump, on disk or in any log, but the bill-to of invoices they sent', async () => {
  const lines = [...(await dump())]
  const words = sweptOnes().flatMap((one) => one.words)
  // The same words stood there before, or the scan would prove nothing.
  expect(holding([...before], words).length).toBeGreaterThan(sweptOnes().length * 40)
  expect(holding(lines, words)).toEqual([])
  expect(holding(filesOnDisk(), words)).toEqual([])
  expect(holding([said, readFileSync(LOG(), 'latin1').slice(logFrom)], words)).toEqual([])
  const bills = holding(
    lines,
    sweptOnes().map((one) => one.billTo),
  )
  expect(bills).toHaveLength(sweptOnes().length)
  for (const line of bills)
    expect(line).toMatch(
      /^public\.invoices .*"customer_snapshot": \{"city": "Lake", "name": "bill\w+", "line1": "1 bill\w+", "number": 1\}/,
    )
  const kept = planted.filter(({ company }) => whole.has(company.id))
  for (const one of kept) expect(holding(filesOnDisk(), [one.words[0] ?? '']).length).toBe(5)
})

/** Runs and jobs of our own server, and that a subscription was heard of which came too late. */
const COMES_WITH_IT = /^private\.(retention_runs|jobs|stripe_events .*"outcome": "erased",.*"company_id": null,) /

test('the rows of everybody else are the same, byte by byte', async () => {
  const after = await dump()
  const moved = [...sweptOnes(), ...planted.filter((one) => one.fate === 'comes back')]
  // A manager whose two companies went is gone with the second.
  const managers = moved.flatMap(({ world }) => {
    const id = world.person('manager of two').user?.id
    return id === undefined || whole.has(world.company('rival').id) ? [] : [id]
  })
  const own = [...moved.flatMap((one) => [one.company.id, ...one.words]), ...managers]
  const others = (lines: string[]): string[] => {
    const theirs = new Set(holding(lines, own))
    return lines.filter((line) => !theirs.has(line))
  }
  expect(others(without(before, after))).toEqual([])
  expect(others(without(after, before)).filter((line) => !COMES_WITH_IT.test(line))).toEqual([])
  const other = planted.find((one) => one.fate === 'pays')
  const manager = other?.world.person('manager of two').user
  const signedIn = await client().auth.signInWithPassword({
    email: manager?.email ?? '',
    password: manager?.password ?? '',
  })
  expect(signedIn.error).toBeNull()
})

test('a second run changes nothing', async () => {
  const one = await dump()
  await gone(runner())
  const two = await dump()
  expect(without(one, two)).toEqual([])
  expect(without(two, one)).toEqual([])
  for (const { company } of sweptOnes()) expect(await sweep(company.id)).toEqual({ erased: false, refused: 'identity' })
})
