import { createHmac, randomUUID } from 'node:crypto'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import { inject } from 'vitest'

export type TestStack = {
  apiUrl: string
  /** As `postgres`: owns everything of ours and bypasses RLS. For arranging and for looking, never for probing. */
  dbUrl: string
  /** As the superuser. */
  adminUrl: string
  /** As `authenticator`, which may only become anon, authenticated and service_role. */
  gatewayUrl: string
  publishableKey: string
  secretKey: string
  jwtSecret: string
  siteUrl: string
  /** Where database, files and logs of the stack lie. */
  dataDir: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    stack: TestStack
  }
}

export type Role = 'anon' | 'authenticated' | 'service_role'
export type Claims = { sub: string; session_id?: string; email?: string; [claim: string]: unknown }
export type TestUser = { id: string; email: string; password: string; token: string; sessionId: string; claims: Claims }
export type Answer = { status: number; body: unknown; headers: Headers }

/** The stack supabase/tests/setup.ts started. */
export const stack = (): TestStack => inject('stack')

const open = new Map<string, Sql>()

function connect(url: string): Sql {
  const known = open.get(url)
  if (known) return known
  const sql = postgres(url, { max: 6, onnotice: () => undefined, idle_timeout: 20 })
  open.set(url, sql)
  return sql
}

/** SQL as the owner: arranges rows and looks at them. */
export const db = (): Sql => connect(stack().dbUrl)

/** SQL as the superuser: for what only it may do (dropping a policy to prove a test sees it). */
export const admin = (): Sql => connect(stack().adminUrl)

/** Closes the connections of this test file; optional, idle ones close by themselves. */
export async function disconnect(): Promise<void> {
  await Promise.all([...open.values()].map((sql) => sql.end({ timeout: 2 })))
  open.clear()
}

let checked: Promise<void> | undefined

/** Refuses to test as somebody who may do anything: the probing roles are neither superuser nor BYPASSRLS. */
export function assertOrdinaryRoles(): Promise<void> {
  checked ??= (async () => {
    const rows = await connect(stack().gatewayUrl)<{ rolname: string; rolsuper: boolean; rolbypassrls: boolean }[]>`
      select rolname, rolsuper, rolbypassrls from pg_roles where rolname in ('anon', 'authenticated', current_user)`
    const mighty = rows.filter((row) => row.rolsuper || row.rolbypassrls)
    if (rows.length !== 3 || mighty.length > 0) {
      throw new Error(`tests would run with too many rights: ${JSON.stringify(rows)}`)
    }
  })()
  return checked
}

/**
 * Runs statements as a role of the API with the claims of a token, in one transaction on a connection that is neither
 * superuser nor BYPASSRLS. Everything is rolled back unless `commit` is set. Database errors are thrown as they come.
 */
export async function asRole<T>(
  role: Role,
  claims: Claims | null,
  run: (sql: TransactionSql) => Promise<T>,
  how: { commit?: boolean } = {},
): Promise<T> {
  await assertOrdinaryRoles()
  let result: { value: T } | undefined
  try {
    await connect(stack().gatewayUrl).begin(async (sql) => {
      await sql`select set_config('role', ${role}, true), set_config('request.jwt.claims', ${claims ? JSON.stringify({ ...claims, role }) : ''}, true),
        set_config('request.jwt.claim.sub', ${claims?.sub ?? ''}, true), set_config('request.jwt.claim.role', ${role}, true)`
      result = { value: await run(sql) }
      if (how.commit !== true) throw ROLLED_BACK
    })
  } catch (error) {
    if (error !== ROLLED_BACK) throw error
  }
  if (!result) throw new Error('the statements did not finish')
  return result.value
}

const ROLLED_BACK = new Error('rolled back')

/** Like asRole for a signed-in person. */
export const asUser = <T>(
  user: TestUser,
  run: (sql: TransactionSql) => Promise<T>,
  how: { commit?: boolean } = {},
): Promise<T> => asRole('authenticated', user.claims, run, how)

/** The database's refusal: code, message, detail; undefined when nothing was refused. */
export async function refusalOf(
  attempt: Promise<unknown>,
): Promise<{ code: string; message: string; detail: string | undefined; constraint: string | undefined } | undefined> {
  try {
    await attempt
    return undefined
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error
    return { code: error.code, message: error.message, detail: error.detail, constraint: error.constraint_name }
  }
}

/** A token as the sign-in service signs them (HS256). Lifetime in seconds; negative is expired. */
export function signToken(
  claims: Record<string, unknown>,
  lifetime = 3600,
  secret: string = stack().jwtSecret,
): string {
  const now = Math.floor(Date.now() / 1000)
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iat: now - 1, exp: now + lifetime, ...claims })}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

/** A confirmed account with a live session and its token, written straight into the database; signs in with its password too. */
export async function createUser(
  email: string = `${randomUUID()}@example.com`,
  data: Record<string, unknown> = {},
): Promise<TestUser> {
  const [id, sessionId, password] = [randomUUID(), randomUUID(), `Pass-${randomUUID()}`]
  const address = email.toLowerCase()
  const sql = db()
  await sql.begin(async (tx) => {
    await tx`insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
      values (${id}, ${address}, extensions.crypt(${password}, extensions.gen_salt('bf', 4)), now(),
        ${tx.json({ provider: 'email', providers: ['email'] })}, ${tx.json(JSON.parse(JSON.stringify(data)))})`
    await tx`insert into auth.identities (id, provider, provider_id, user_id, identity_data)
      values (${randomUUID()}, 'email', ${id}, ${id}, ${tx.json({ sub: id, email: address, email_verified: true })})`
    await tx`insert into auth.sessions (id, user_id, aal) values (${sessionId}, ${id}, 'aal1')`
  })
  const claims: Claims = { sub: id, aud: 'authenticated', role: 'authenticated', email: address, session_id: sessionId }
  return { id, email: address, password, token: signToken(claims), sessionId, claims }
}

/** supabase-js as the app uses it: with a person's token, anonymous without. */
export function client(token?: string): SupabaseClient {
  return createClient(stack().apiUrl, stack().publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    ...(token === undefined ? {} : { accessToken: async () => token }),
  })
}

/** supabase-js as our server's own key: service_role. */
export function serviceClient(): SupabaseClient {
  return createClient(stack().apiUrl, stack().secretKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
}

export type Rest = {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string, headers?: Record<string, string>): Promise<Answer>
  rpc(name: string, args?: unknown, headers?: Record<string, string>): Promise<Answer>
}

/** Bare REST calls with a token (none: anonymous); paths as after `/rest/v1/`, e.g. `devices?select=id`. Never throws for a refusal. */
export function rest(token?: string, key: string = stack().publishableKey): Rest {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const answer = await fetch(`${stack().apiUrl}/rest/v1/${path}`, {
      method,
      headers: {
        apikey: key,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : parse(text), headers: answer.headers }
  }
  return {
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
    put: (path, body, headers) => call('PUT', path, body, headers),
    delete: (path, headers) => call('DELETE', path, undefined, headers),
    rpc: (name, args = {}, headers) => call('POST', `rpc/${name}`, args, headers),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Every right anybody has on anything: compared before and after, nothing may have changed. */
export async function allGrants(): Promise<string[]> {
  const rows = await admin()<{ line: string }[]>`
    select line from (
      select format('relation %s.%s %s', n.nspname, c.relname, unnest(c.relacl)) as line
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relacl is not null
      union all
      select format('column %s.%s.%s %s', n.nspname, c.relname, a.attname, unnest(a.attacl))
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace where a.attacl is not null
      union all
      select format('function %s %s', p.oid::regprocedure, unnest(p.proacl)) from pg_proc p where p.proacl is not null
      union all
      select format('schema %s %s', n.nspname, unnest(n.nspacl)) from pg_namespace n where n.nspacl is not null and n.nspname !~ '^pg_temp'
      union all
      select format('default %s %s %s %s', d.defaclrole::regrole, coalesce(d.defaclnamespace::regnamespace::text, '-'), d.defaclobjtype, unnest(d.defaclacl))
        from pg_default_acl d
      union all
      select format('member %s of %s by %s inherit %s set %s admin %s', m.member::regrole, m.roleid::regrole, m.grantor::regrole, m.inherit_option, m.set_option, m.admin_option)
        from pg_auth_members m
      union all
      select format('role %s super %s bypassrls %s login %s', rolname, rolsuper, rolbypassrls, rolcanlogin) from pg_roles
    ) all_grants order by line`
  return rows.map((row) => row.line)
}
