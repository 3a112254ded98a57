import { beforeAll, describe, expect, test } from 'vitest'
import {
  admin as superuser,
  asRole,
  asUser,
  client,
  createUser,
  db,
  refusalOf,
  rest,
  serviceClient,
  type TestUser,
} from './harness.ts'
import { codeOf, foundCompany, join } from './people-cast.ts'

let company: { id: string; admin: TestUser }
beforeAll(async () => {
  company = await foundCompany()
})

const ARGS: Readonly<Record<string, string>> = {
  hit_rate_limit: `'b', 'k', 1, 60`,
  clear_rate_limit: `'b', 'k'`,
  list_outbox: '10',
  log_security_event: `'e', null, null, '{}'`,
  take_outbox: 'gen_random_uuid()',
}

describe('sessions', () => {
  test('a token is worth nothing after a global sign-out, although it has not run out', async () => {
    const { user } = await join(company.admin, 'office')
    const signedIn = client()
    const { data } = await signedIn.auth.signInWithPassword({ email: user.email, password: user.password })
    const token = data.session?.access_token ?? ''
    const second = client()
    await second.auth.signInWithPassword({ email: user.email, password: user.password })
    expect((await rest(token).get('companies?select=id')).body).toEqual([{ id: company.id }])

    expect((await second.auth.signOut({ scope: 'global' })).error).toBeNull()
    expect((await rest(token).get('companies?select=id')).body).toEqual([])
    expect((await rest(token).rpc('my_context')).body).toBeNull()
    expect(codeOf(await rest(token).rpc('choose_company', { p_company_id: company.id }))).toBe('not_signed_in')
    expect((await rest(user.token).get('companies?select=id')).body).toEqual([])
    expect((await signedIn.auth.refreshSession()).error).not.toBeNull()
  })

  test('a token for a session of somebody else opens nothing', async () => {
    const { user } = await join(company.admin, 'office')
    const other = await createUser()
    const rows = await asRole(
      'authenticated',
      { ...user.claims, session_id: other.sessionId },
      (sql) => sql`select id from public.companies`,
    )
    expect(rows).toHaveLength(0)
    const none = await asRole('authenticated', { sub: user.id }, (sql) => sql`select id from public.companies`)
    expect(none).toHaveLength(0)
  })
})

describe('oneself', () => {
  test('name and phone are corrected, the email follows the sign-in service, and nobody else’s', async () => {
    const { user, profileId } = await join(company.admin)
    expect(
      (await rest(user.token).rpc('correct_own_profile', { p_full_name: ' Tim T. ', p_phone: ' ' })).status,
    ).toBeLessThan(300)
    await db()`update auth.users set email = ${`new-${user.email}`} where id = ${user.id}`
    expect((await rest(user.token).rpc('adopt_own_email')).status).toBeLessThan(300)
    const [row] = await db()`select full_name, phone, email from public.profiles where id = ${profileId}`
    expect(row).toEqual({ full_name: 'Tim T.', phone: null, email: `new-${user.email}` })
    const shown = { prefer: 'return=representation' }
    expect(
      (await rest(user.token).patch(`people?user_id=eq.${company.admin.id}`, { scheme: 'dark' }, shown)).body,
    ).toEqual([])
    const own = await rest(user.token).patch(`people?user_id=eq.${user.id}`, { field_order: 'ASSE' }, shown)
    expect(own.body).toMatchObject([{ field_order: 'ASSE' }])
  })
})

describe('the audit chain', () => {
  test('is whole, is read by admins alone, and an entry changed behind its back shows', async () => {
    const { admin } = await foundCompany()
    const { user } = await join(admin, 'office')
    expect((await rest(admin.token).rpc('audit_chain')).body).toBe(true)
    expect(codeOf(await rest(user.token).rpc('audit_chain'))).toBe('not_allowed')
    expect((await rest().rpc('audit_chain')).status).toBe(401)
    const context = (await rest(admin.token).rpc('my_context')).body as { company: { id: string } }
    // As somebody who can switch the append-only guard off.
    const tamper = (by: number) =>
      superuser().begin(async (sql) => {
        await sql`set local session_replication_role = replica`
        await sql`update public.audit_log set row_count = row_count + ${by} where company_id = ${context.company.id} and seq = 2`
      })
    await tamper(97)
    expect((await rest(admin.token).rpc('audit_chain')).body).toBe(false)
    // Taken back: audit.test.ts looks at the trails of all companies.
    await tamper(-97)
    expect((await rest(admin.token).rpc('audit_chain')).body).toBe(true)
  })
})

describe('what only our server may call', () => {
  test.each(['hit_rate_limit', 'clear_rate_limit', 'list_outbox', 'log_security_event', 'take_outbox'])(
    '%s is no business of a member or a stranger',
    async (name) => {
      for (const sql of ['anon', 'authenticated'] as const) {
        const refused = await refusalOf(
          asRole(sql, sql === 'anon' ? null : company.admin.claims, (tx) =>
            tx.unsafe(`select public.${name}(${ARGS[name] ?? ''})`),
          ),
        )
        expect(refused?.code, sql).toBe('42501')
      }
    },
  )

  test('attempts are counted, refused past the limit with the seconds to wait, and cleared', async () => {
    const service = serviceClient()
    const hit = async (): Promise<number> => {
      const { data } = await service.rpc('hit_rate_limit', {
        p_bucket: 'test',
        p_key: 'a@example.com',
        p_limit: 2,
        p_window_seconds: 600,
      })
      return Number(data)
    }
    expect([await hit(), await hit()]).toEqual([0, 0])
    const wait = await hit()
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(600)
    // An attempt counts for the whole window, wherever the clock stands: one falls out, one more is heard.
    await db()`update private.rate_limits set heard[1] = now() - interval '601 seconds' where bucket = 'test'`
    expect(await hit()).toBe(0)
    await db()`update private.rate_limits set heard[1] = now() - interval '595 seconds' where bucket = 'test'`
    const left = await hit()
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(5)
    await service.rpc('clear_rate_limit', { p_bucket: 'test', p_key: 'a@example.com' })
    expect(await hit()).toBe(0)
    const [row] = await db()<
      { n: number }[]
    >`select count(*)::int as n from private.rate_limits where key_hash::text like '%example%'`
    expect(row?.n).toBe(0)
  })

  test('members see people of their own company and none of the sign-in service’s', async () => {
    const refused = await refusalOf(asUser(company.admin, (sql) => sql`select email from auth.users`))
    expect(refused?.code).toBe('42501')
  })
})
