import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TransactionSql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GRACE_DAYS } from '../../lib/billing/plan.ts'
import { anonymize } from '../../lib/privacy/anonymize.ts'
import { askStripe } from '../../lib/privacy/ask-stripe.ts'
import { erasureFacts, readErasureList } from '../../lib/privacy/erasure-list.ts'
import { finishErasure } from '../../lib/privacy/finish-erasure.ts'
import { reapplyErasures } from '../../lib/privacy/reapply-erasures.ts'
import { runRetention } from '../../lib/privacy/run-retention.ts'
import { drySweep, printErasureList, verifyErasure } from '../../lib/privacy/sweep-by-hand.ts'
import {
  ago,
  canariesOf,
  close,
  dump,
  fingerprint,
  GRACE,
  left,
  plantTraces,
  server,
  sweep,
  without,
} from './erasure-world.ts'
import { admin, asRole, client, db, refusalOf, rest, stack } from './harness.ts'
import { startStripe, type StripeStandIn } from './stripe-stand-in.ts'
import { buildWorld, type Company, idOf, type World } from './world.ts'

/** PRODUCT 4: what erasure takes, what it leaves, and what must be so before it writes at all. */

let world: World
let stripe: StripeStandIn
const listDir = mkdtempSync(join(tmpdir(), 'flowtrack-erasures-'))
beforeAll(async () => {
  stripe = await startStripe()
  // What the app's own server would be started with.
  Object.assign(process.env, {
    APP_ORIGIN: stack().siteUrl,
    SUPABASE_URL: stack().apiUrl,
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
  })
  world = await buildWorld()
})
afterAll(async () => {
  await stripe.stop()
  rmSync(listDir, { recursive: true, force: true })
})

const job = (companyId: string) => ({
  id: randomUUID(),
  companyId: null,
  originator: null,
  payload: { company_id: companyId },
  attempts: 1,
})
async function finish(companyId: string): Promise<void> {
  for (;;) if ('done' in (await finishErasure(server(), job(companyId)))) return
}

const UNDONE = new Error('undone')
/** Runs as the owner of everything and takes all of it back. */
async function undone<T>(run: (sql: TransactionSql) => Promise<T>): Promise<T> {
  let seen: { value: T } | undefined
  await db()
    .begin(async (sql) => {
      seen = { value: await run(sql) }
      throw UNDONE
    })
    .catch((error: unknown) => {
      if (error !== UNDONE) throw error
    })
  if (!seen) throw new Error('the statements did not finish')
  return seen.value
}

describe('one company is swept', () => {
  let victim: Company
  let before: Set<string>
  let objects: number
  let printedCode: string
  const customer = `cus_${randomUUID().slice(0, 8)}`

  beforeAll(async () => {
    victim = world.company('victim')
    await plantTraces(world, victim)
    stripe.customers.set(customer, 'live')
    await db()`insert into private.stripe_customers (company_id, stripe_customer_id) values (${victim.id}, ${customer})`
    const [code] = await db()<{ code: string }[]>`
      with printed as (select private.report_code(extensions.gen_random_bytes(16)) as code),
        kept as (insert into private.verification_codes (code_hash, company_id, test_record_id)
          select sha256(convert_to(code, 'UTF8')), ${victim.id}, ${idOf(victim, 'test_records')} from printed)
      select code from printed`
    printedCode = code?.code ?? ''
    const stored = await client(world.person('victim technician').user?.token)
      .storage.from('company-files')
      .upload(`${victim.id}/photo/${randomUUID()}`, Buffer.from(victim.canary), { contentType: 'text/plain' })
    expect(stored.error).toBeNull()
    await close(victim.id)
    before = await dump()
    const outcome = await sweep(victim.id)
    expect(outcome).toMatchObject({ erased: true })
    objects = outcome.erased ? (outcome.counts['storage.objects'] ?? 0) : 0
  })

  test('and the rows of the others are the same, byte by byte', async () => {
    const after = await dump()
    const manager = world.person('manager of two').user?.id ?? ''
    const own = [victim.id, ...canariesOf(world, victim)]
    const others = without(before, after).filter((line) => !own.some((word) => line.includes(word)))
    expect(others).toEqual([])
    const added = without(after, before)
    expect(added.filter((line) => ![victim.id, manager].some((word) => line.includes(word)))).toEqual([])
    expect([...new Set(added.map((line) => line.split(' ')[0] ?? ''))].sort()).toEqual(
      [
        'audit_log',
        'companies',
        'private.audit_heads',
        'private.deletion_certificates',
        'private.erasure_objects',
        'private.jobs',
      ]
        .map((name) => (name.startsWith('private.') ? name : `public.${name}`))
        .sort(),
    )
  })

  test('what happened stays answerable, who did it does not', async () => {
    const [row] = await db()<{ entries: number; people: number; whole: boolean }[]>`
      select count(*)::int as entries, count(*) filter (where personal is not null or salt is not null)::int as people,
        private.audit_chain_is_whole(${victim.id}) as whole from public.audit_log where company_id = ${victim.id}`
    expect(row).toMatchObject({ people: 0, whole: true })
    expect(row?.entries).toBeGreaterThan(5)
    const [company] = await db()`select * from public.companies where id = ${victim.id}`
    expect(company).toMatchObject({ name: 'Erased company', phone: null, state: null, logo_file_id: null })
    expect(company?.erased_at).not.toBeNull()
    expect(await left(victim.id)).toEqual({})
  })

  test('a printed report is no longer on file, though nothing is kept for it; a code that is not ours is unknown', async () => {
    const status = async (code: string) => (await rest().rpc('verify_report', { p_code: code })).body
    expect(await status(printedCode)).toEqual({ status: 'no_longer_on_file' })
    const altered = `${printedCode.slice(0, 10)}${printedCode[10] === '0' ? '1' : '0'}${printedCode.slice(11)}`
    expect(await status(altered)).toEqual({ status: 'unknown' })
    expect(await status('0'.repeat(40))).toEqual({ status: 'unknown' })
    expect(await status(victim.reportCode)).toEqual({ status: 'no_longer_on_file' })
    expect(await db()`select 1 from private.verification_codes where company_id = ${victim.id}`).toEqual([])
  })

  test('a storage that fails delays its own objects alone, and a job that died goes on where it stood', async () => {
    expect(objects).toBeGreaterThan(2)
    const real = server()
    const broken = Object.create(real, {
      storage: {
        value: { from: () => ({ remove: async () => ({ data: null, error: new Error('storage is down') }) }) },
      },
    })
    stripe.down = true
    await expect(finishErasure(broken, job(victim.id))).rejects.toThrow('storage is down')
    const [left] = await db()<{ keepers: string[] }[]>`
      select array_agg(distinct keeper order by keeper) as keepers from private.erasure_objects where company_id = ${victim.id}`
    expect(left?.keepers).toEqual(['company-files', 'stripe'])
    stripe.down = false
    // Removed, but the process died before it could say so.
    const [queued] = await db()<
      { path: string }[]
    >`select path from private.erasure_objects where company_id = ${victim.id} and keeper = 'company-files' limit 1`
    await real.storage.from('company-files').remove([queued?.path ?? ''])
  })

  test('a Stripe that is down delays the certificate, and a customer that is gone already counts as done', async () => {
    stripe.down = true
    await expect(finishErasure(server(), job(victim.id))).rejects.toMatchObject({ name: 'StripeFault' })
    expect((await erasureFacts(server(), victim.id)).certificate).toMatchObject({ final_at: null })
    expect(stripe.customers.get(customer)).toBe('live')
    stripe.down = false
    await finish(victim.id)
    expect(stripe.customers.get(customer)).toBe('deleted')
    await db()`insert into private.erasure_objects values (${victim.id}, 'stripe', ${customer}), (${victim.id}, 'stripe', 'cus_never')`
    await finish(victim.id)
    const [rest] = await db()<{ n: number }[]>`
      select count(*)::int as n from private.erasure_objects where company_id = ${victim.id}`
    expect(rest?.n).toBe(0)
  })

  test('what Stripe still says of it leaves no row that is its own', async () => {
    const event = {
      id: `evt_${randomUUID()}`,
      type: 'customer.subscription.deleted',
      created: 1_900_000_000,
      customer,
      company_id: victim.id,
      subscription: { id: 'sub_late', status: 'canceled', cancel_at_period_end: false },
    }
    const [row] = await db()<{ said: string }[]>`select private.apply_stripe_event(${db().json(event)}) as said`
    expect(row?.said).toBe('erased')
    expect(await left(victim.id)).toEqual({})
    expect(await db()`select 1 from private.stripe_events where stripe_customer_id = ${customer}`).toEqual([])
  })

  test('nothing of it is left anywhere, and the certificate is final', async () => {
    const lines = await dump()
    const canaries = canariesOf(world, victim)
    expect(canaries.length).toBeGreaterThan(15)
    expect([...lines].filter((line) => canaries.some((word) => line.includes(word)))).toEqual([])
    expect([...before].filter((line) => canaries.some((word) => line.includes(word))).length).toBeGreaterThan(60)
    const facts = await erasureFacts(server(), victim.id)
    expect(Object.keys(facts.left).filter((what) => !what.endsWith(' of nobody'))).toEqual([])
    expect(facts).toMatchObject({ chain_is_whole: true, certificate: { is_intact: true } })
    expect(facts.certificate?.final_at).not.toBeNull()
    expect(JSON.stringify(facts.certificate?.counts)).toContain('auth.users')
  })

  test('a second run changes nothing', async () => {
    const lines = await dump()
    expect(await sweep(victim.id)).toEqual({ erased: false, refused: 'identity' })
    await finish(victim.id)
    const after = await dump()
    expect(without(lines, after)).toEqual([])
    expect(without(after, lines)).toEqual([])
  })

  test('a person active elsewhere keeps the sign-in and lands there; the others are gone', async () => {
    const manager = world.person('manager of two')
    const context = await rest(manager.user?.token).rpc('my_context')
    expect(context.body).toMatchObject({ company: { id: world.company('rival').id } })
    const member = world.person('victim admin')
    expect((await rest(member.user?.token).get('customers?select=id')).body).toEqual([])
    const signedIn = await client().auth.signInWithPassword({
      email: member.user?.email ?? '',
      password: member.user?.password ?? '',
    })
    expect(signedIn.error).not.toBeNull()
  })

  test('a tampered certificate shows', async () => {
    const seen = await undone(async (sql) => {
      await sql`update private.deletion_certificates set counts = counts || '{"public.customers": 0}' where company_id = ${victim.id}`
      const [row] = await sql<
        { facts: { certificate: { is_intact: boolean } } }[]
      >`select private.erasure_facts(${victim.id}) as facts`
      return row?.facts.certificate.is_intact
    })
    expect(seen).toBe(false)
  })

  test('a restored backup is erased again from the list', async () => {
    // One file per company, whole, in a folder no restore of the database reaches; nobody's data in it.
    const file = readdirSync(listDir).filter((name) => name.startsWith(victim.id))
    expect(file).toEqual([`${victim.id}.json`])
    const text = readFileSync(join(listDir, file[0] ?? ''), 'utf8')
    expect(Object.keys(JSON.parse(text)).sort()).toEqual(['certificate', 'clock_started_at', 'company_id', 'erased_at'])
    const lines: string[] = []
    expect(await printErasureList((line) => void lines.push(line))).toBe(0)
    expect(lines).toContain(text)
    const listed = ((await readErasureList()) ?? []).filter((entry) => entry.company_id === victim.id)
    expect(listed).toHaveLength(1)
    await admin().begin(async (sql) => {
      await sql`set local session_replication_role = replica`
      await sql`update public.companies set name = ${victim.canary}, erased_at = null, subscription_status = 'active', deletion_clock_starts_at = null where id = ${victim.id}`
      await sql`delete from private.deletion_certificates where company_id = ${victim.id}`
      await sql`delete from private.jobs where dedupe_key like ${`finish_erasure:${victim.id}%`}`
      await sql`insert into public.customers (company_id, name, match_key) values (${victim.id}, ${victim.canary}, 'x')`
      await sql`insert into private.stripe_customers (company_id, stripe_customer_id) values (${victim.id}, ${customer})`
    })
    // Stripe is asked as always, and says that the customer was deleted.
    const how = { admin: server(), now: ago(0), askStripe }
    expect(await reapplyErasures(how, listed)).toMatchObject([{ companyId: victim.id, erased: true }])
    expect(await left(victim.id)).toEqual({})
    expect(await reapplyErasures(how, listed)).toEqual([])
    await finish(victim.id)
  })
})

describe('three layers, each needed', () => {
  const always = {
    identity: 'private.sweep_allows_identity(p_company public.companies)',
    cancellation: 'private.sweep_allows_cancellation(p_company public.companies)',
    grace: 'private.sweep_allows_grace(p_company public.companies, p_now timestamptz)',
  } as const
  /** A company that only this layer stops. */
  const stopped = {
    identity: async () => {
      const { id } = world.company('erased')
      await close(id)
      return id
    },
    cancellation: async () => {
      const { id } = world.company('rival')
      await close(id, GRACE + 1000, 'active')
      return id
    },
    grace: async () => {
      const { id } = world.company('twin')
      await close(id, GRACE - 60_000)
      return id
    },
  } as const

  test.each(['identity', 'cancellation', 'grace'] as const)('%s', async (layer) => {
    const id = await stopped[layer]()
    const before = await fingerprint(id)
    expect(await sweep(id)).toEqual({ erased: false, refused: layer })
    expect(await fingerprint(id)).toBe(before)
    const without = await undone(async (sql) => {
      await sql.unsafe(
        `create or replace function ${always[layer]} returns boolean language sql immutable set search_path = '' as $$ select true $$`,
      )
      return sweep(id, ago(0), sql)
    })
    expect(without.erased).toBe(true)
  })

  test('a company that never was is refused', async () => {
    expect(await sweep(randomUUID())).toEqual({ erased: false, refused: 'identity' })
  })

  test('the grace is the one the code names, at 29 d 23 h 59 m and at 30 d', async () => {
    const [row] = await db()<{ days: number }[]>`select (extract(epoch from private.grace()) / 86400)::int as days`
    expect(row?.days).toBe(GRACE_DAYS)
    const { id } = world.company('twin')
    const now = Date.now()
    const outcome = (clock: number) =>
      undone(async (sql) => {
        await sql`update public.companies set subscription_status = 'canceled', deletion_clock_starts_at = ${ago(clock, now)} where id = ${id}`
        return sweep(id, new Date(now).toISOString(), sql)
      })
    expect(await outcome(GRACE - 60_000)).toEqual({ erased: false, refused: 'grace' })
    expect(await outcome(GRACE - 1)).toEqual({ erased: false, refused: 'grace' })
    expect((await outcome(GRACE)).erased).toBe(true)
  })

  test('a clock that runs ahead erases nobody early', async () => {
    const { id } = world.company('twin')
    await close(id, GRACE - 60_000)
    expect(await sweep(id, ago(-365 * 86_400_000))).toEqual({ erased: false, refused: 'grace' })
    const due = await db()<
      { company_id: string }[]
    >`select company_id from private.companies_to_erase(${ago(-365 * 86_400_000)})`
    expect(due.map((row) => row.company_id)).not.toContain(id)
  })

  test('a legal hold stops it and says why', async () => {
    const { id } = world.company('twin')
    const seen = await undone(async (sql) => {
      await sql`update public.companies set subscription_status = 'canceled', deletion_clock_starts_at = ${ago(GRACE * 2)} where id = ${id}`
      await sql`update public.companies set subscription_status = 'canceled', deletion_clock_starts_at = ${ago(GRACE * 2)} where id = ${world.company('rival').id}`
      await sql`insert into private.company_holds (company_id, reason) values (${id}, 'Court order 12 of 2026')`
      const before = await fingerprint(id, sql)
      const due = await sql<
        { company_id: string; held: string | null }[]
      >`select * from private.companies_to_erase(now())`
      return [
        await sweep(id, ago(0), sql),
        (await fingerprint(id, sql)) === before,
        due.flatMap((row) => (row.held === null ? [] : [row])),
      ]
    })
    expect(seen).toMatchObject([
      { erased: false, refused: 'legal_hold', reason: 'Court order 12 of 2026' },
      true,
      [{ company_id: id, held: 'Court order 12 of 2026' }],
    ])
  })

  test('only our own server may ask for it', async () => {
    for (const role of ['anon', 'authenticated'] as const) {
      const refused = await refusalOf(
        asRole(role, null, (sql) => sql`select public.sweep_company(${world.company('twin').id}, now())`),
      )
      expect(refused?.code).toBe('42501')
    }
  })
})

describe('the audit trail is append-only', () => {
  const tried = (statement: string, erasing: boolean) =>
    refusalOf(
      undone(async (sql) => {
        if (erasing) await sql`select set_config('flowtrack.erasing', 'on', true)`
        return sql.unsafe(statement, [world.company('rival').id])
      }),
    )
  const one = 'where company_id = $1 and seq = 1'
  test.each([
    [`update public.audit_log set row_count = 7 ${one}`],
    [`update public.audit_log set personal = '{}' ${one}`],
    [`update public.audit_log set personal = null, salt = null, action = 'x' ${one}`],
    [`delete from public.audit_log ${one}`],
  ])('%s', async (statement) => {
    expect((await tried(statement, false))?.message).toBe('The audit trail is append-only')
    expect((await tried(statement, true))?.message).toBe('The audit trail is append-only')
  })

  test('the sweep alone takes away who did it', async () => {
    const strip = `update public.audit_log set personal = null, salt = null ${one}`
    expect((await tried(strip, false))?.message).toBe('The audit trail is append-only')
    expect(await tried(strip, true)).toBeUndefined()
  })
})

describe('what comes later', () => {
  test('a table nobody thought of is erased too', async () => {
    const { id } = world.company('twin')
    const rows = await undone(async (sql) => {
      await sql`create table public.later_things (company_id uuid not null references public.companies (id) deferrable, word text)`
      await sql`insert into public.later_things values (${id}, 'x'), (${world.company('rival').id}, 'y')`
      await sql`update public.companies set subscription_status = 'canceled', deletion_clock_starts_at = ${ago(GRACE + 60_000)} where id = ${id}`
      await sweep(id, ago(0), sql)
      return sql<{ word: string }[]>`select word from public.later_things`
    })
    expect(rows.map((row) => row.word)).toEqual(['y'])
  })

  test('sent invoices stay with bill-to name, address and number, and with their lines folded in; drafts go', async () => {
    const company = world.company('twin')
    const rows = await undone(async (sql) => {
      await sql`set local client_min_messages = warning`
      await sql`delete from public.invoices where company_id = ${company.id}`
      // As a later table of lines will be: what is folded stays in the snapshot, the rest goes with the row.
      await sql`create table public.later_lines (company_id uuid references public.companies (id) deferrable, id uuid default gen_random_uuid(), invoice_id uuid, amount_cents int, words text,
        foreign key (company_id, invoice_id) references public.invoices (company_id, id) deferrable)`
      await sql`select private.classify('public.later_lines', 'amount_cents', 'as it is', 'folded', 'company', 'what was charged'),
        private.classify('public.later_lines', 'company_id id invoice_id words', 'as it is', 'deleted', 'customer', 'may name somebody')`
      const bill = {
        name: 'Ann',
        line1: '1 Main',
        city: 'Lake',
        state: 'FL',
        zip: '33401',
        email: 'ann@example.com',
        phone: null,
      }
      const [sent] = await sql<{ id: string }[]>`
        insert into public.invoices (company_id, number, customer_id, state, sent_at, memo, customer_snapshot)
        values (${company.id}, 17, ${idOf(company, 'customers')}, 'sent', now(), 'for Ann', ${sql.json(bill)}) returning id`
      const [draft] = await sql<{ id: string }[]>`
        insert into public.invoices (company_id, customer_id) values (${company.id}, ${idOf(company, 'customers')}) returning id`
      for (const [invoice, cents] of [
        [sent?.id, 500],
        [sent?.id, 700],
        [draft?.id, 900],
      ] as const)
        await sql`insert into public.later_lines (company_id, invoice_id, amount_cents, words) values (${company.id}, ${invoice ?? null}, ${cents}, 'for Ann')`
      await sql`update public.companies set subscription_status = 'canceled', deletion_clock_starts_at = ${ago(GRACE + 60_000)} where id = ${company.id}`
      expect((await sweep(company.id, ago(0), sql)).erased).toBe(true)
      expect(await sql`select 1 from public.later_lines where company_id = ${company.id}`).toEqual([])
      return sql`select number, customer_id, work_order_id, memo, customer_snapshot from public.invoices where company_id = ${company.id}`
    })
    const snapshot = {
      number: 17,
      name: 'Ann',
      line1: '1 Main',
      city: 'Lake',
      state: 'FL',
      zip: '33401',
      later_lines: [{ amount_cents: 500 }, { amount_cents: 700 }],
    }
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { number: 17, customer_id: null, work_order_id: null, memo: null, customer_snapshot: snapshot },
    ])
  })

  test('every key to rows a company has many of has an index, or erasing takes time by the square', async () => {
    const rows = await db()<{ key: string }[]>`
      select k.conname::text as key from pg_constraint k
      where k.contype = 'f' and k.conrelid <> 'public.companies'::regclass
        and k.confrelid in ('public.files'::regclass, 'public.customers'::regclass, 'public.customer_locations'::regclass, 'public.devices'::regclass,
          'public.test_records'::regclass, 'public.imports'::regclass)
        and not exists (select from pg_index i where i.indrelid = k.conrelid and (i.indkey::int2[])[0:1] @> k.conkey and k.conkey @> (i.indkey::int2[])[0:1])`
    expect(rows).toEqual([])
  })

  test('a row that slipped in at the last moment goes before the certificate is final', async () => {
    const { id } = world.company('victim')
    await db()`insert into public.gauges (company_id, manufacturer, model, serial) values (${id}, 'late', 'late', 'late')`
    await finish(id)
    expect(await left(id)).toEqual({})
  })
})

describe('the daily run', () => {
  test('asks Stripe before each company; alive or no answer means not today', async () => {
    const { id } = world.company('lapsed')
    await db()`update public.companies set trial_ends_at = ${ago(GRACE + 1000)} where id = ${id}`
    const before = await fingerprint(id)
    const run = async (askStripe: () => Promise<'ended' | 'alive' | 'no answer'>) =>
      (await anonymize({ admin: server(), now: ago(0), askStripe })).find((one) => one.companyId === id)
    expect(await run(async () => 'alive')).toMatchObject({ erased: false, refused: 'alive at Stripe' })
    expect(await run(async () => 'no answer')).toMatchObject({ erased: false, refused: 'no answer from Stripe' })
    expect(await run(() => Promise.reject(new Error('down')))).toMatchObject({ refused: 'no answer from Stripe' })
    expect(await fingerprint(id)).toBe(before)
  })

  test('whoever subscribes while it runs keeps everything', async () => {
    const { id } = world.company('lapsed')
    await close(id)
    const outcomes = await anonymize({
      admin: server(),
      now: ago(0),
      askStripe: async (_admin, companyId) => {
        if (companyId !== id) return 'no answer'
        await db()`update public.companies set subscription_status = 'active', deletion_clock_starts_at = null where id = ${id}`
        return 'ended'
      },
    })
    expect(outcomes.find((one) => one.companyId === id)).toMatchObject({ erased: false, refused: 'cancellation' })
    expect(await left(id)).not.toEqual({})
  })

  test('a subscription that commits while the sweep waits stops it', async () => {
    const { id } = world.company('lapsed')
    await close(id)
    const waiting = await db().begin(async (sql) => {
      await sql`update public.companies set subscription_status = 'active', deletion_clock_starts_at = null where id = ${id}`
      const swept = sweep(id)
      await sql`select pg_sleep(0.3)`
      return { swept }
    })
    expect(await waiting.swept).toEqual({ erased: false, refused: 'cancellation' })
  })

  test('an unpaid trial ends the same way, counted from its end; a day short of it stays', async () => {
    const { id } = world.company('lapsed')
    const over = (milliseconds: number) =>
      db()`update public.companies set subscription_status = 'trialing', deletion_clock_starts_at = null, trial_ends_at = ${ago(milliseconds)} where id = ${id}`
    const run = async (answer: 'ended' | 'no answer') => {
      const askStripe = async (_admin: unknown, companyId: string) => (companyId === id ? answer : 'no answer')
      const outcomes = await anonymize({ admin: server(), now: ago(0), askStripe })
      const [row] = await db()<{ status: string; same: boolean | null }[]>`
        select subscription_status as status, deletion_clock_starts_at = trial_ends_at as same from public.companies where id = ${id}`
      return { ...row, outcome: outcomes.find((one) => one.companyId === id) }
    }
    await over(-60_000)
    expect(await run('ended')).toEqual({ status: 'trialing', same: null, outcome: undefined })
    await over(GRACE - 86_400_000)
    expect(await sweep(id)).toEqual({ erased: false, refused: 'cancellation' })
    expect(await run('no answer')).toEqual({ status: 'trialing', same: null, outcome: undefined })
    expect(await run('ended')).toEqual({ status: 'canceled', same: true, outcome: undefined })
    expect(await sweep(id)).toEqual({ erased: false, refused: 'grace' })
    await over(GRACE + 60_000)
    expect((await run('ended')).outcome).toMatchObject({ erased: true })
    expect(await left(id)).toEqual({})
  })

  test('is written down with its counts, and a second call that day does nothing', async () => {
    const asked: string[] = []
    const run = () =>
      runRetention('2031-06-07', async (_admin, companyId) => {
        asked.push(companyId)
        return 'no answer'
      })
    const { id } = world.company('rival')
    await close(id)
    const outcomes = await run()
    expect(outcomes?.find((one) => one.companyId === id)).toMatchObject({ refused: 'no answer from Stripe' })
    expect(asked).toContain(id)
    const [row] = await db()<{ result: unknown; finished: boolean }[]>`
      select result, finished_at is not null as finished from private.retention_runs where day = '2031-06-07'`
    expect(row).toMatchObject({ finished: true, result: { erased: 0, 'no answer from Stripe': outcomes?.length } })
    const before = asked.length
    expect(await run()).toBeNull()
    expect(asked).toHaveLength(before)
  })

  test('by hand: a dry run says who and why not, and verifying tells clean from not clean', async () => {
    const { id } = world.company('rival')
    await close(id)
    const before = await fingerprint(id)
    const lines: string[] = []
    const tell = (line: string): void => void lines.push(line)
    expect(await drySweep(async () => 'ended' as const, tell)).toBe(0)
    expect(lines.find((line) => line.startsWith(id))).toMatch(/ rows {2}would be erased$/)
    expect(await fingerprint(id)).toBe(before)
    expect(await verifyErasure(id, tell)).toBe(1)
    expect(lines).toContain('The company was not erased.')
    expect(await sweep(id)).toMatchObject({ erased: true })
    await finish(id)
    // Other tests leave rows of the sign-in service that belong to nobody; they are not this company's.
    await admin()`delete from auth.refresh_tokens t where not exists (select from auth.users u where u.id = t.user_id)`
    lines.length = 0
    expect([await verifyErasure(id, tell), lines.filter((line) => line.includes(' left in '))]).toEqual([0, []])
    expect(lines.at(-1)).toMatch(/^Erased .* Certificate \d+: [0-9a-f]{64}$/)
  })

  test('is made once a day', async () => {
    const begin = async () =>
      (await db()<{ begun: boolean }[]>`select private.begin_retention_run('2031-05-06') as begun`)[0]?.begun
    expect([await begin(), await begin()]).toEqual([true, false])
    await db()`update private.retention_runs set started_at = now() - interval '1 hour' where day = '2031-05-06'`
    expect([await begin(), await begin()]).toEqual([true, false])
    await db()`select private.finish_retention_run('2031-05-06', '{"erased": 0}')`
    await db()`update private.retention_runs set started_at = now() - interval '1 hour' where day = '2031-05-06'`
    expect(await begin()).toBe(false)
  })

  test('forgets after 90 days who was refused at our doors, never what an operator did', async () => {
    await db()`insert into public.security_log (event, happened_at) values ('old refusal', now() - interval '91 days'),
      ('new refusal', now() - interval '89 days'), ('desk: old deed', now() - interval '900 days')`
    await db()`select private.begin_retention_run('2031-05-07')`
    const left =
      await db()`select event from public.security_log where event in ('old refusal', 'new refusal', 'desk: old deed') order by event`
    expect(left.map(({ event }) => event)).toEqual(['desk: old deed', 'new refusal'])
  })
})
