import { randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { beforeAll, describe, expect, test } from 'vitest'
import { GRACE_DAYS } from '../../lib/billing/plan.ts'
import { anonymize } from '../../lib/privacy/anonymize.ts'
import { erasureFacts, readErasureList } from '../../lib/privacy/erasure-list.ts'
import { finishErasure } from '../../lib/privacy/finish-erasure.ts'
import { reapplyErasures } from '../../lib/privacy/reapply-erasures.ts'
import { runRetention } from '../../lib/privacy/run-retention.ts'
import { drySweep, verifyErasure } from '../../lib/privacy/sweep-by-hand.ts'
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
import { buildWorld, type Company, idOf, type World } from './world.ts'

/** PRODUCT 4: what erasure takes, what it leaves, and what must be so before it writes at all. */

let world: World
beforeAll(async () => {
  // What the app's own server would be started with.
  Object.assign(process.env, {
    APP_ORIGIN: stack().siteUrl,
    SUPABASE_URL: stack().apiUrl,
    SUPABASE_PUBLISHABLE_KEY: stack().publishableKey,
    SUPABASE_SECRET_KEY: stack().secretKey,
    CRON_SECRET: randomUUID(),
    FLOWTRACK_SIGNING_SECRET: randomUUID(),
  })
  world = await buildWorld()
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

  beforeAll(async () => {
    victim = world.company('victim')
    await plantTraces(world, victim)
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

  test('a printed report is no longer on file', async () => {
    const answer = await rest().rpc('verify_report', { p_code: victim.reportCode })
    expect(answer.body).toEqual({ status: 'no_longer_on_file' })
  })

  test('a storage that fails is tried again, and a job that died goes on where it stood', async () => {
    expect(objects).toBeGreaterThan(2)
    const real = server()
    const broken = Object.create(real, {
      storage: {
        value: {
          from: (bucket: string) => ({
            upload: real.storage.from('erasures').upload.bind(real.storage.from('erasures')),
            remove: async () => ({ data: null, error: new Error(`${bucket} is down`) }),
          }),
        },
      },
    })
    await expect(finishErasure(broken, job(victim.id))).rejects.toThrow('is down')
    expect((await erasureFacts(real, victim.id)).certificate).toMatchObject({ final_at: null })
    // Removed, but the process died before it could say so.
    const [queued] = await db()<
      { path: string }[]
    >`select path from private.erasure_objects where company_id = ${victim.id} limit 1`
    await real.storage.from('company-files').remove([queued?.path ?? ''])
    await finish(victim.id)
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
    const real = (line: string): boolean => !line.startsWith('storage.objects ') || !line.includes('"erasures"')
    expect(without(lines, after).filter(real)).toEqual([])
    expect(without(after, lines).filter(real)).toEqual([])
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
    const listed = (await readErasureList(server())).filter((entry) => entry.company_id === victim.id)
    expect(listed).toHaveLength(1)
    const asked = client(world.person('rival admin').user?.token).storage.from('erasures')
    expect((await asked.list('')).data ?? []).toEqual([])
    expect((await asked.download(`${victim.id}.json`)).error).not.toBeNull()
    expect((await asked.upload(`${randomUUID()}.json`, Buffer.from('{}'))).error).not.toBeNull()
    await admin().begin(async (sql) => {
      await sql`set local session_replication_role = replica`
      await sql`update public.companies set name = ${victim.canary}, erased_at = null, subscription_status = 'active', deletion_clock_starts_at = null where id = ${victim.id}`
      await sql`delete from private.deletion_certificates where company_id = ${victim.id}`
      await sql`delete from private.jobs where dedupe_key like ${`finish_erasure:${victim.id}%`}`
      await sql`insert into public.customers (company_id, name, match_key) values (${victim.id}, ${victim.canary}, 'x')`
    })
    const how = { admin: server(), now: ago(0), askStripe: async () => 'ended' as const }
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

  test('sent invoices stay with the frozen name and number alone; drafts go', async () => {
    const company = world.company('twin')
    const rows = await undone(async (sql) => {
      await sql`set local client_min_messages = warning`
      await sql`drop table if exists public.invoices cascade`
      await sql`create table public.invoices (company_id uuid, id uuid default gen_random_uuid(), number int, customer_id uuid, sent_at timestamptz, customer_snapshot jsonb,
        foreign key (company_id, customer_id) references public.customers (company_id, id) deferrable)`
      await sql`delete from private.column_rules r where not exists (select from pg_class c where c.oid = r.table_name)`
      await sql`select private.classify('public.invoices', 'company_id id number sent_at', 'as it is', 'kept', 'nobody', 'a sent invoice stays'),
        private.classify('public.invoices', 'customer_snapshot', 'as it is', 'frozen', 'customer', 'the name on the invoice'),
        private.classify('public.invoices', 'customer_id', 'as it is', 'emptied', 'customer', 'whose invoice it was')`
      await sql`insert into public.invoices (company_id, number, customer_id, sent_at) values
        (${company.id}, 1, ${idOf(company, 'customers')}, now()), (${company.id}, 2, ${idOf(company, 'customers')}, null)`
      await sql`update public.companies set subscription_status = 'canceled', deletion_clock_starts_at = ${ago(GRACE + 60_000)} where id = ${company.id}`
      expect((await sweep(company.id, ago(0), sql)).erased).toBe(true)
      return sql`select number, customer_id, customer_snapshot from public.invoices where company_id = ${company.id}`
    })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ number: 1, customer_id: null })
    expect(Object.keys(rows[0]?.customer_snapshot).sort()).toEqual([
      'city',
      'line1',
      'line2',
      'name',
      'number',
      'state',
      'zip',
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
})
