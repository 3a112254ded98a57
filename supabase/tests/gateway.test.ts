import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  admin,
  allGrants,
  asRole,
  client,
  createUser,
  db,
  disconnect,
  refusalOf,
  rest,
  serviceClient,
  signToken,
  stack,
} from './harness.ts'

afterAll(disconnect)

const TABLE = `gateway_probe_${randomUUID().slice(0, 8)}`

beforeAll(async () => {
  await db().unsafe(`
    create table public.${TABLE} (id int primary key, note text not null, facts jsonb, constraint ${TABLE}_note check (note <> ''));
    alter table public.${TABLE} enable row level security;
    alter table public.${TABLE} force row level security;
    revoke all on public.${TABLE} from anon, authenticated, service_role;
    grant select, insert, update on public.${TABLE} to authenticated;
    grant select on public.${TABLE} to service_role;
    create policy "everybody" on public.${TABLE} to authenticated using (true) with check (true);
    insert into public.${TABLE} select n, 'note ' || n, '{}' from generate_series(1, 1200) n;
    create function public.${TABLE}_kind(p jsonb) returns text language sql as 'select jsonb_typeof(p)';
    create function public.${TABLE}_timeout() returns text language sql as $$ select current_setting('statement_timeout') $$;
    create function public.${TABLE}_patient() returns text language sql set statement_timeout = '45s' as $$ select current_setting('statement_timeout') $$;
    create function public.${TABLE}_refuse() returns void language plpgsql as $$ begin
      raise exception using errcode = 'FT001', message = 'plan_full', detail = 'name'; end $$;
    create function public.${TABLE}_who() returns jsonb language sql as $$
      select jsonb_build_object('me', current_user, 'session', session_user, 'uid', auth.uid(), 'super',
        (select rolsuper or rolbypassrls from pg_roles where rolname = session_user)) $$;
    create function public.${TABLE}_call(p_text text, p_number int default 7, p_facts jsonb default '{}', p_ids uuid[] default '{}') returns jsonb
      language sql as $$ select jsonb_build_object('text', p_text, 'number', p_number, 'facts', p_facts, 'kind', jsonb_typeof(p_facts), 'ids', p_ids,
        'me', current_user, 'claims', auth.jwt() - array['iat', 'exp'], 'uid', auth.uid(), 'path', current_setting('request.path', true),
        'method', current_setting('request.method', true), 'read_only', current_setting('transaction_read_only'),
        'timeout', current_setting('statement_timeout')) $$;
    create function public.${TABLE}_text(p_text text) returns text language sql as $$ select nullif(p_text, '') $$;
    create function public.${TABLE}_add(p_id int, p_code text default null) returns void language plpgsql as $$ begin
      insert into public.${TABLE} values (p_id, 'added');
      if p_code is not null then raise exception using errcode = p_code, message = 'refused', detail = 'why', hint = 'what'; end if; end $$;
    grant execute on function public.${TABLE}_kind(jsonb), public.${TABLE}_timeout(), public.${TABLE}_patient(),
      public.${TABLE}_refuse(), public.${TABLE}_who() to anon, authenticated;
    grant execute on function public.${TABLE}_call(text, int, jsonb, uuid[]), public.${TABLE}_text(text), public.${TABLE}_add(int, text)
      to authenticated, service_role;
    grant insert on public.${TABLE} to service_role;
    notify pgrst, 'reload schema';
  `)
  // The gateway rereads the schema when it hears of the change.
  await vi.waitFor(
    async () => {
      const answer = await rest(token()).get(`${TABLE}?limit=1`)
      if (answer.status !== 200) throw new Error(`the gateway answers ${answer.status}`)
    },
    { timeout: 10_000, interval: 50 },
  )
})

afterAll(async () => {
  await db().unsafe(`drop table public.${TABLE} cascade; drop function public.${TABLE}_kind, public.${TABLE}_timeout,
    public.${TABLE}_patient, public.${TABLE}_refuse, public.${TABLE}_who, public.${TABLE}_call, public.${TABLE}_text, public.${TABLE}_add`)
})

const token = (claims: Record<string, unknown> = {}, lifetime?: number): string =>
  signToken({ sub: randomUUID(), role: 'authenticated', aud: 'authenticated', ...claims }, lifetime)

const bare = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${stack().apiUrl}${path}`, init)

test('only the three services are there: /_system and everything else is 404, with and without keys', async () => {
  const paths = [
    '/_system',
    '/_system/info',
    '/_system/config',
    '/_system/',
    '/',
    '/studio',
    '/rest/v1/../../_system/info',
    '//_system/info',
    '/admin',
  ]
  for (const path of paths) {
    expect([path, (await bare(path)).status]).toEqual([path, 404])
    expect([path, (await bare(path, { headers: { apikey: stack().secretKey } })).status]).toEqual([path, 404])
  }
})

test('no key and a forged key are 401 at every service', async () => {
  const doors = [
    `/rest/v1/${TABLE}`,
    '/auth/v1/settings',
    '/auth/v1/verify',
    '/storage/v1/bucket',
    '/storage/v1/object/list/company-files',
  ]
  for (const path of doors) {
    for (const method of ['GET', 'POST']) {
      expect([path, method, (await bare(path, { method })).status]).toEqual([path, method, 401])
      const forged = await bare(path, { method, headers: { apikey: `sb_secret_${'x'.repeat(43)}` } })
      expect([path, method, forged.status]).toEqual([path, method, 401])
      const bearer = await bare(path, { method, headers: { authorization: `Bearer ${stack().secretKey}` } })
      expect([path, method, bearer.status]).toEqual([path, method, 401])
    }
  }
})

test('wrong, expired, unsigned and foreign tokens are refused', async () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { sub: randomUUID(), role: 'service_role', exp: Math.floor(Date.now() / 1000) + 600 }
  const bad = {
    'signed with another secret': signToken(claims, 600, 'another secret, long enough for a test of it'),
    expired: token({}, -10),
    'no token at all': 'garbage',
    'alg none': `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`,
    'alg none with a signature': `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.${part({})}`,
    'alg RS256': `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${part({ a: 1 })}`,
    'a changed payload': `${token().split('.')[0]}.${part(claims)}.${token().split('.')[2]}`,
    'signed with the publishable key': signToken(claims, 600, stack().publishableKey),
  }
  for (const [name, value] of Object.entries(bad)) {
    const answer = await rest(value).get(`${TABLE}?select=id&limit=1`)
    expect([name, answer.status]).toEqual([name, 401])
  }
  expect((await rest(token()).get(`${TABLE}?select=id&limit=1`)).status).toBe(200)
})

test('a token may not choose a role of the database', async () => {
  for (const role of [
    'postgres',
    'supabase_admin',
    'supabase_auth_admin',
    'authenticator',
    'pg_read_all_data',
    "x'; drop table a; --",
  ]) {
    const answer = await rest(token({ role })).get(`${TABLE}?select=id&limit=1`)
    expect([role, answer.status >= 400]).toEqual([role, true])
  }
})

test('requests run as the role of their token, on a connection that may do nothing else', async () => {
  const sub = randomUUID()
  const signedIn = await rest(token({ sub })).rpc(`${TABLE}_who`)
  expect(signedIn.body).toEqual({ me: 'authenticated', session: 'authenticator', uid: sub, super: false })
  expect((await rest().rpc(`${TABLE}_who`)).body).toEqual({
    me: 'anon',
    session: 'authenticator',
    uid: null,
    super: false,
  })
  expect((await rest().get(`${TABLE}?select=id`)).status).toBe(401)
  expect((await serviceClient().from(TABLE).select('id').limit(1)).data).toEqual([{ id: 1 }])
})

test('the role the gateway signs in as reaches no table of ours by itself', async () => {
  const [row] = await admin()<{ reach: number }[]>`
    select count(*)::int as reach from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v', 'm')
      and has_table_privilege('authenticator', c.oid, 'select, insert, update, delete, truncate')`
  expect(row?.reach).toBe(0)
})

test('serving requests changes no right of anybody', async () => {
  const before = await allGrants()
  const user = await createUser()
  const calls = [
    rest(user.token).get(`${TABLE}?select=*&limit=3`),
    rest(user.token).post(TABLE, { id: 5001, note: 'new' }),
    rest().get(`${TABLE}?select=*`),
    rest(user.token).rpc(`${TABLE}_who`),
    rest(undefined, stack().secretKey).get('?'),
    rest(user.token).get('no_such_table'),
    client().auth.signInWithPassword({ email: user.email, password: user.password }),
    client().auth.signUp({ email: `${randomUUID()}@example.com`, password: 'long enough 1' }),
    serviceClient().storage.listBuckets(),
    client(user.token).storage.from('company-files').list(),
  ]
  await Promise.allSettled(calls)
  expect(await allGrants()).toEqual(before)
})

test('answers end at 1,000 rows, whatever is asked for', async () => {
  const asked = [`${TABLE}?select=id`, `${TABLE}?select=id&limit=5000`, `${TABLE}?select=id&limit=1001`]
  for (const path of asked) {
    expect((await rest(token()).get(path)).body).toHaveLength(1000)
  }
  expect((await rest(token()).get(`${TABLE}?select=id`, { range: '0-4999' })).body).toHaveLength(1000)
  expect((await rest(token()).get(`${TABLE}?select=id&limit=5000&offset=1000&order=id`)).body).toHaveLength(201)
})

test('JSON arguments arrive as what they are', async () => {
  for (const [value, kind] of [
    [{ a: [1, '2'] }, 'object'],
    [[{ b: null }], 'array'],
    [true, 'boolean'],
    ['words', 'string'],
    [7, 'number'],
  ] as const) {
    expect((await rest(token()).rpc(`${TABLE}_kind`, { p: value })).body).toBe(kind)
  }
  const user = await createUser(undefined, { plan: { name: 'x' } })
  const [row] = await db()<
    { kind: string }[]
  >`select jsonb_typeof(raw_user_meta_data) as kind from auth.users where id = ${user.id}`
  expect(row?.kind).toBe('object')
})

test('calls stop after the time their role has on hosted Supabase, and a function may ask for more', async () => {
  expect((await rest(token()).rpc(`${TABLE}_timeout`)).body).toBe('8s')
  expect((await rest().rpc(`${TABLE}_timeout`)).body).toBe('3s')
  expect((await rest(token()).rpc(`${TABLE}_patient`)).body).toBe('45s')
})

test('refusals of the database arrive as PostgREST words them, and leave nothing behind', async () => {
  const refused = await rest(token()).rpc(`${TABLE}_refuse`)
  expect([refused.status, refused.body]).toEqual([
    400,
    { code: 'FT001', message: 'plan_full', details: 'name', hint: null },
  ])
  const check = await rest(token()).post(TABLE, { id: 6001, note: '' })
  expect([check.status, check.body]).toMatchObject([400, { code: '23514' }])
  const twice = await rest(token()).post(TABLE, { id: 1, note: 'again' })
  expect([twice.status, twice.body]).toMatchObject([409, { code: '23505' }])
  // Asking for exactly one row and changing two is an error, so neither stays changed.
  const two = await rest(token()).patch(
    `${TABLE}?id=in.(2,3)`,
    { note: 'changed' },
    { accept: 'application/vnd.pgrst.object+json', prefer: 'return=representation' },
  )
  expect(two.status).toBe(406)
  expect(await db()`select id from ${db()(TABLE)} where note = 'changed'`).toHaveLength(0)
})

/** Only the package knows what to do with it, so the same call goes through the package. */
const THROUGH_THE_PACKAGE = { range: '0-0' }

test('a function answers a signed-in person and our own server the same, called directly or through the package', async () => {
  const user = await createUser()
  const gone = await createUser()
  await db()`delete from auth.sessions where id = ${gone.sessionId}`
  const callers = [
    rest(user.token),
    rest(gone.token),
    rest(stack().secretKey, stack().secretKey),
    rest(undefined, stack().secretKey),
  ]
  const long = 'é"\\ \n'.repeat(5000)
  const id = randomUUID()
  const calls: [string, unknown][] = [
    [`${TABLE}_call`, { p_text: "O'Brien; drop table x; --" }],
    [`${TABLE}_call`, { p_text: long, p_number: null, p_facts: { a: [1, '2', null] }, p_ids: [id] }],
    [`${TABLE}_call`, { p_facts: 'twelve', p_text: 12 }],
    [`${TABLE}_call`, { p_facts: [], p_text: null }],
    [`${TABLE}_call`, { p_text: '$$; rollback; $q$ $1 $qabc$' }],
    [`${TABLE}_text`, { p_text: '' }],
    [`${TABLE}_text`, { p_text: 'words' }],
    // Refused: arguments missing, unknown and unfit; a function that is not there or not theirs.
    [`${TABLE}_call`, {}],
    [`${TABLE}_call`, { p_text: 'x', p_other: 1 }],
    [`${TABLE}_call`, { p_text: 'x', p_number: 'seven' }],
    [`${TABLE}_text`, [1]],
    [`${TABLE}_none`, {}],
    [`${TABLE}_who`, {}],
    [`${TABLE}_add`, { p_id: 7001, p_code: 'FT001' }],
    [`${TABLE}_add`, { p_id: 7001, p_code: 'P0001' }],
    [`${TABLE}_add`, { p_id: 7001, p_code: 'PT402' }],
    [`${TABLE}_add`, { p_id: 7001, p_code: '42501' }],
    [`${TABLE}_add`, { p_id: 7001, p_code: '55P03' }],
    [`${TABLE}_add`, { p_id: 7001, p_code: '40001' }],
    [`${TABLE}_add`, { p_id: 1 }],
  ]
  for (const caller of callers) {
    for (const [name, body] of calls) {
      const direct = await caller.rpc(name, body)
      const packaged = await caller.rpc(name, body, THROUGH_THE_PACKAGE)
      expect([name, body, direct.status, direct.body]).toEqual([name, body, packaged.status, packaged.body])
    }
  }
  const zero = await rest(user.token).rpc(`${TABLE}_text`, { p_text: 'a\u0000b' })
  expect([zero.status, zero.body]).toMatchObject([400, { code: '22P05' }])
  // What was refused left nothing behind; what was not, did.
  expect(await db()`select id from ${db()(TABLE)} where id = 7001`).toHaveLength(0)
  expect((await rest(user.token).rpc(`${TABLE}_add`, { p_id: 7002 })).status).toBe(204)
  expect(await db()`select id from ${db()(TABLE)} where id = 7002`).toHaveLength(1)
})

test('a request as large as memory is refused, with and without a stated length', async () => {
  const headers = {
    apikey: stack().publishableKey,
    authorization: `Bearer ${token()}`,
    'content-type': 'application/json',
  }
  const stated = await bare('/auth/v1/token?grant_type=password', {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: 'x'.repeat(70_000) }),
  })
  expect(stated.status).toBe(413)
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)),
  })
  const init = { method: 'POST', headers, body: stream, duplex: 'half' }
  const streamed = await bare(`/rest/v1/${TABLE}`, init).then(
    (answer) => answer.status,
    () => 'cut off',
  )
  expect([413, 'cut off']).toContain(streamed)
})

test('no page of a browser and no re-pointed name gets an answer', async () => {
  const headers = { apikey: stack().publishableKey, authorization: `Bearer ${token()}` }
  expect(
    (await bare(`/rest/v1/${TABLE}?limit=1`, { headers: { ...headers, origin: 'https://evil.example' } })).status,
  ).toBe(403)
  const answer = await rawRequest(
    `GET /rest/v1/${TABLE}?limit=1 HTTP/1.1\r\nHost: evil.example\r\napikey: ${stack().publishableKey}\r\nConnection: close\r\n\r\n`,
  )
  expect(answer).toContain(' 403 ')
})

test('gateway and database listen on the loopback address only', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((one) => !one.internal && one.family === 'IPv4')
  const ports = [Number(new URL(stack().apiUrl).port), Number(new URL(stack().dbUrl).port)]
  for (const port of ports) {
    expect(await reachable('127.0.0.1', port)).toBe(true)
    for (const { address } of others) expect([address, await reachable(address, port)]).toEqual([address, false])
  }
  const [row] = await admin()<{ addresses: string; sockets: string }[]>`
    select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets`
  expect(row).toEqual({ addresses: '127.0.0.1', sockets: '' })
})

test('the tables of sign-in are not reachable through REST or by a role of the API', async () => {
  for (const profile of ['auth', 'storage', 'private', 'local_gateway', 'supabase_migrations', 'pg_catalog']) {
    const answer = await rest(undefined, stack().secretKey).get('users?select=*', { 'accept-profile': profile })
    expect([profile, answer.status]).toEqual([profile, 406])
  }
  for (const role of ['anon', 'authenticated', 'service_role'] as const) {
    for (const table of ['auth.users', 'auth.sessions', 'auth.refresh_tokens', 'local_gateway.attempts']) {
      const refused = await refusalOf(asRole(role, null, (sql) => sql.unsafe(`select * from ${table}`)))
      expect([role, table, refused?.code]).toEqual([role, table, '42501'])
    }
  }
})

function reachable(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port, timeout: 2000 })
    const answer = (value: boolean): void => {
      socket.destroy()
      done(value)
    }
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
    socket.once('timeout', () => answer(false))
  })
}

function rawRequest(text: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(Number(new URL(stack().apiUrl).port), '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk) => (answer += String(chunk)))
    socket.once('end', () => done(answer))
    socket.once('error', fail)
  })
}
