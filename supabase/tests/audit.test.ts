import { beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '../../lib/audit/verify-audit.ts'
import { asUser, admin, db, rest, stack } from './harness.ts'
import { PROOF } from './proof.ts'
import { buildWorld, idOf, type World } from './world.ts'

/** The audit trail: one entry per statement, chained, gapless, free of customers' data; what was tampered with shows. */

let world: World
let victim: string
/** Another value each time: what changes nothing is not an entry. */
let dueSoonDays = 30

beforeAll(async () => {
  world = await buildWorld()
  victim = world.company('victim').id
})

const whole = async (company = victim): Promise<boolean | undefined> => {
  const [row] = await db()<{ whole: boolean }[]>`select private.audit_chain_is_whole(${company}) as whole`
  return row?.whole
}
const entries = async (company = victim): Promise<number> => {
  const [row] = await db()<
    { n: number }[]
  >`select count(*)::int as n from public.audit_log where company_id = ${company}`
  return row?.n ?? 0
}

async function mixedWrites(): Promise<void> {
  const api = rest(world.person('victim admin').user?.token)
  const company = world.company('victim')
  const steps = [
    () => api.patch(`customers?id=eq.${idOf(company, 'customers')}`, { notes: `note ${Math.random()}` }),
    () => api.patch(`devices?id=eq.${idOf(company, 'devices')}`, { tag_no: `tag ${Math.random()}` }),
    () =>
      api.post('gauges', {
        company_id: company.id,
        manufacturer: 'Mid-West',
        model: '845',
        serial: crypto.randomUUID(),
      }),
    () => api.patch(`company_settings?company_id=eq.${company.id}`, { due_soon_days: (dueSoonDays += 1) }),
    () =>
      api.rpc('invite_member', {
        p_email: `${crypto.randomUUID()}@example.com`,
        p_full_name: 'Somebody',
        p_role: 'office',
      }),
  ]
  for (const step of steps) expect((await step()).status).toBeLessThan(300)
}

describe('the chain', () => {
  test('is whole after mixed writes, and an admin can ask', async () => {
    const before = await entries()
    await mixedWrites()
    expect(await entries()).toBe(before + 5)
    expect(await whole()).toBe(true)
    expect((await rest(world.person('victim admin').user?.token).rpc('audit_chain')).body).toBe(true)
    expect((await rest(world.person('victim office').user?.token).rpc('audit_chain')).body).toMatchObject({
      message: 'not_allowed',
    })
  })

  test('one statement is one entry, however many rows; one that changes nothing is none', async () => {
    const company = world.company('rival')
    const before = await entries(company.id)
    await asUser(
      world.person('rival admin').user ?? fail(),
      async (sql) => {
        await sql`update public.customers set notes = 'the same for all' where company_id = ${company.id}`
        await sql`insert into public.customers (company_id, name, match_key) select ${company.id}, 'Customer ' || n, 'k' || n from generate_series(1, 30) n`
        await sql`update public.customers set notes = notes where company_id = ${company.id}`
        await sql`update public.customers set notes = 'x' where id = gen_random_uuid()`
      },
      { commit: true },
    )
    const log = await db()<{ action: string; row_count: number; target_ids: string[]; facts: unknown }[]>`
      select action, row_count, target_ids, facts from public.audit_log where company_id = ${company.id} order by seq desc limit 2`
    expect(await entries(company.id)).toBe(before + 2)
    expect(log[0]).toMatchObject({ action: 'added', row_count: 30 })
    expect(log[1]).toMatchObject({ action: 'changed', row_count: 2, facts: { columns: ['notes'] } })
    expect(await whole(company.id)).toBe(true)
  })

  test('writers at once leave no gap', { timeout: 120_000 }, async () => {
    const [writers, rounds] = PROOF ? [16, 20] : [16, 3]
    const company = world.company('victim')
    const api = rest(world.person('victim admin').user?.token)
    const before = await entries()
    const each = Array.from({ length: writers }, async (_, writer) => {
      for (let round = 0; round < rounds; round++) {
        const answer = await api.post('customers', {
          company_id: company.id,
          name: `Writer ${writer} ${round}`,
          match_key: `w${writer}-${round}`,
        })
        expect(answer.status).toBe(201)
      }
    })
    await Promise.all(each)
    const [row] = await db()<{ n: number; last: number; head: number }[]>`
      select count(*)::int as n, max(seq)::int as last, (select seq::int from private.audit_heads where company_id = ${victim}) as head
      from public.audit_log where company_id = ${victim}`
    expect(row).toEqual({
      n: before + writers * rounds,
      last: before + writers * rounds,
      head: before + writers * rounds,
    })
    expect(await whole()).toBe(true)
  })

  test('a refused write leaves no entry', async () => {
    const before = await entries()
    expect(
      (
        await rest(world.person('victim technician').user?.token).post('customers', {
          company_id: victim,
          name: 'Not mine',
          match_key: 'x',
        })
      ).status,
    ).toBe(403)
    expect(
      (
        await rest(world.person('victim admin').user?.token).post('customers', {
          company_id: victim,
          name: '',
          match_key: 'x',
        })
      ).status,
    ).toBe(400)
    expect(await entries()).toBe(before)
  })
})

describe('tampering by somebody who may do anything in the database', () => {
  const deeds: [string, string][] = [
    ['another action', `update public.audit_log set action = 'looked at' where company_id = $1 and seq = 3`],
    ['another count', `update public.audit_log set row_count = row_count + 1 where company_id = $1 and seq = 3`],
    [
      'another target',
      `update public.audit_log set target_ids = target_ids || gen_random_uuid() where company_id = $1 and seq = 3`,
    ],
    ['other facts', `update public.audit_log set facts = '{"columns": ["name"]}' where company_id = $1 and seq = 3`],
    [
      'another time',
      `update public.audit_log set happened_at = happened_at + interval '1 microsecond' where company_id = $1 and seq = 3`,
    ],
    [
      'another person',
      `update public.audit_log set personal = jsonb_build_object('user_id', gen_random_uuid()) where company_id = $1 and seq = 3`,
    ],
    [
      'another person without a salt',
      `update public.audit_log set personal = '{"user_id": "x"}', salt = null where company_id = $1 and seq = 3`,
    ],
    ['another salt', `update public.audit_log set salt = '\\x00' where company_id = $1 and seq = 3`],
    ['another commitment', `update public.audit_log set commitment = '\\x00' where company_id = $1 and seq = 3`],
    ['a removed entry', `delete from public.audit_log where company_id = $1 and seq = 3`],
    ['the first entry removed', `delete from public.audit_log where company_id = $1 and seq = 1`],
    [
      'a cut-off tail',
      `delete from public.audit_log where company_id = $1 and seq > (select max(seq) - 2 from public.audit_log where company_id = $1)`,
    ],
    ['everything removed', `delete from public.audit_log where company_id = $1`],
    [
      'an entry moved',
      `update public.audit_log set seq = seq + 100000 where company_id = $1 and seq = (select max(seq) from public.audit_log where company_id = $1)`,
    ],
    [
      'two entries exchanged',
      `update public.audit_log a set (action, noun, facts) = (select b.action, b.noun, b.facts || '{"x": 1}' from public.audit_log b where b.company_id = a.company_id and b.seq = 5) where a.company_id = $1 and a.seq = 4`,
    ],
    [
      'an entry added',
      `insert into public.audit_log select company_id, seq + 1, happened_at, action, noun, row_count, target_ids, facts, personal, salt, commitment, hash, hash from public.audit_log where company_id = $1 order by seq desc limit 1`,
    ],
    ['another head', `update private.audit_heads set hash = '\\x00' where company_id = $1`],
    ['the head removed', `delete from private.audit_heads where company_id = $1`],
  ]
  test.each(deeds)('%s shows', async (_name, deed) => {
    const seen = await rolledBack(async (run) => {
      expect(await run(deed)).toBeGreaterThan(0)
    })
    expect(seen).toEqual({ whole: false, flaw: expect.any(String) })
    expect(await whole()).toBe(true)
  })

  test('taking out who it was, with the salt, keeps it whole', async () => {
    const seen = await rolledBack(async (run) => {
      expect(
        await run(`update public.audit_log set personal = null, salt = null where company_id = $1`),
      ).toBeGreaterThan(5)
    })
    expect(seen).toEqual({ whole: true, flaw: null })
  })

  test('npm run verify-audit names the company and the entry, and answers 1; 0 when all is whole', async () => {
    Object.assign(process.env, {
      APP_ORIGIN: stack().siteUrl,
      SUPABASE_URL: stack().apiUrl,
      SUPABASE_PUBLISHABLE_KEY: stack().publishableKey,
      SUPABASE_SECRET_KEY: stack().secretKey,
      CRON_SECRET: crypto.randomUUID(),
      FLOWTRACK_SIGNING_SECRET: crypto.randomUUID(),
    })
    const lines: string[] = []
    const verify = () => verifyAudit((line) => void lines.push(line))
    const count = (by: number) =>
      admin().begin(async (sql) => {
        await sql`set local session_replication_role = replica`
        await sql`update public.audit_log set row_count = row_count + ${by} where company_id = ${victim} and seq = 3`
      })
    expect([await verify(), lines.length, lines[0]]).toEqual([0, 1, expect.stringMatching(/: every trail is whole\.$/)])
    await count(1)
    expect(await verify()).toBe(1)
    expect(lines).toContain(`${victim}  entry 3 was altered.`)
    await count(-1)
    expect(await verify()).toBe(0)
  })
})

type Seen = { whole: boolean; flaw: string | null }
/** What both checks say after the deed, which is then undone. */
async function rolledBack(
  deed: (run: (statement: string) => Promise<number>) => Promise<void>,
): Promise<Seen | undefined> {
  const undo = new Error('undone')
  let seen: Seen | undefined
  try {
    await admin().begin(async (sql) => {
      // Past the append-only guard, which erasure.test.ts tries by itself.
      await sql`set local session_replication_role = replica`
      await deed(async (statement) => (await sql.unsafe(statement, [victim])).count)
      const [row] = await sql<Seen[]>`select private.audit_chain_is_whole(${victim}) as whole,
        (select c.flaw from private.check_audit('00000000-0000-0000-0000-000000000000', 500) c where c.company_id = ${victim}) as flaw`
      seen = row && { ...row }
      throw undo
    })
  } catch (error) {
    if (error !== undo) throw error
  }
  return seen
}

test('no customer’s data stands in what survives erasure', async () => {
  const words = [world.company('victim').canary, '@example.com', 'Somebody', 'Writer ']
  const rows = await db()<{ text: string }[]>`
    select (to_jsonb(a) - array['personal', 'salt', 'commitment', 'hash', 'previous_hash'])::text as text from public.audit_log a where company_id = ${victim}`
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.filter((row) => words.some((word) => row.text.includes(word)))).toEqual([])
  const people = await db()<
    { keys: string[] }[]
  >`select array(select jsonb_object_keys(personal)) as keys from public.audit_log where company_id = ${victim} and personal is not null`
  expect([...new Set(people.flatMap((row) => row.keys))].sort()).toEqual(['changes', 'profile_id', 'thing', 'user_id'])
})

test('nobody writes the log by hand', async () => {
  const api = rest(world.person('victim admin').user?.token)
  const answers = await Promise.all([
    api.patch(`audit_log?company_id=eq.${victim}`, { action: 'x' }),
    api.delete(`audit_log?company_id=eq.${victim}`),
    api.post('audit_log', { company_id: victim, seq: 99_999, action: 'x', noun: 'x', row_count: 1 }),
  ])
  expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403])
})

function fail(): never {
  throw new Error('the person has no account')
}
