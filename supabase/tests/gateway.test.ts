import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Gateway } from '../local/gateway.ts'
import { startGateway } from '../local/gateway.ts'
import { generateKeys } from '../local/keys.ts'
import { freePorts } from '../local/ports.ts'
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
    grant execute on function public.${TABLE}_kind(jsonb), public.${TABLE}_timeout(), public.${TABLE}_patient(),
      public.${TABLE}_refuse(), public.${TABLE}_who() to anon, authenticated;
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
    public.${TABLE}_patient, public.${TABLE}_refuse, public.${TABLE}_who`)
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

test('refresh gives a new pair, a used token gives nothing for long, and signing out everywhere ends every session', async () => {
  const user = await createUser()
  const [phone, desk] = [client(), client()]
  const first = await phone.auth.signInWithPassword(user)
  await desk.auth.signInWithPassword(user)
  const session = first.data.session
  expect(session?.expires_in).toBe(3600)
  const second = await phone.auth.refreshSession()
  expect(second.error).toBeNull()
  expect(second.data.session?.refresh_token).not.toBe(session?.refresh_token)
  await phone.auth.refreshSession()
  // The first token is two turns old: whoever still has it stole it, so the family ends.
  const stolen = await client().auth.refreshSession({ refresh_token: session?.refresh_token ?? '' })
  expect(stolen.error?.status).toBe(400)

  expect((await desk.auth.getUser()).error).toBeNull()
  expect((await desk.auth.signOut({ scope: 'global' })).error).toBeNull()
  expect(await db()`select 1 from auth.sessions where user_id = ${user.id}`).toHaveLength(0)
  expect((await client().auth.getUser(first.data.session?.access_token)).error).not.toBeNull()
  expect((await phone.auth.refreshSession()).error).not.toBeNull()
})

test('a new password ends the other sessions and keeps this one', async () => {
  const user = await createUser()
  const [here, there] = [client(), client()]
  await here.auth.signInWithPassword(user)
  await there.auth.signInWithPassword(user)
  expect((await here.auth.updateUser({ password: 'another long password' })).error).toBeNull()
  expect((await there.auth.refreshSession()).error).not.toBeNull()
  expect((await here.auth.refreshSession()).error).toBeNull()
  expect((await client().auth.signInWithPassword(user)).error?.code).toBe('invalid_credentials')
})

test('a password of fewer than ten characters is refused', async () => {
  const short = await client().auth.signUp({ email: `${randomUUID()}@example.com`, password: 'nine char' })
  expect(short.error?.code).toBe('weak_password')
})

test('files: stored privately, bounded by policy, read through a signed address that expires', async () => {
  const bucket = `probe-${randomUUID().slice(0, 8)}`
  const service = serviceClient()
  expect((await service.storage.createBucket(bucket, { public: false })).error).toBeNull()
  const files = service.storage.from(bucket)
  const bytes = Buffer.from('a photograph')
  expect((await files.upload('a/one.txt', bytes, { contentType: 'text/plain' })).error).toBeNull()
  // As a Blob it travels as multipart, which the package reads from another field.
  expect((await files.upload('a/two.txt', new Blob([bytes], { type: 'text/plain' }))).error).toBeNull()
  for (const name of ['a/one.txt', 'a/two.txt']) {
    const { data } = await files.download(name)
    expect([name, data?.type, await data?.text()]).toEqual([name, 'text/plain', 'a photograph'])
  }
  const { data: signed } = await files.createSignedUrl('a/one.txt', 60, { download: 'report.txt' })
  const answer = await fetch(signed?.signedUrl ?? '')
  expect([answer.status, await answer.text()]).toEqual([200, 'a photograph'])
  expect(answer.headers.get('content-disposition')).toContain('report.txt')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  const { data: spent } = await files.createSignedUrl('a/one.txt', -5)
  expect((await fetch(spent?.signedUrl ?? '')).status).toBe(400)
  expect((await fetch((signed?.signedUrl ?? '').replace('one.txt', 'two.txt'))).status).toBe(403)
  const { data: many } = await files.createSignedUrls(['a/one.txt', 'a/none.txt'], 60)
  expect(many?.map((one) => one.error !== null)).toEqual([false, true])
  // A bucket without a policy is nobody's but the service's.
  const user = await createUser()
  const theirs = client(user.token).storage.from(bucket)
  expect((await theirs.download('a/one.txt')).data).toBeNull()
  expect((await theirs.upload('a/three.txt', bytes)).error).not.toBeNull()
  expect((await theirs.list('a')).data).toEqual([])
  expect((await files.upload('../escape.txt', bytes)).error).not.toBeNull()
  const upload = await files.createSignedUploadUrl('a/four.txt')
  expect((await files.uploadToSignedUrl('a/four.txt', upload.data?.token ?? '', bytes)).error).toBeNull()
  expect((await files.remove(['a/one.txt', 'a/two.txt', 'a/four.txt'])).data).toHaveLength(3)
  expect((await service.storage.deleteBucket(bucket)).error).toBeNull()
})

/** A gateway of its own on the same database, with hosted Supabase's limits. */
async function strictGateway(): Promise<{ gateway: Gateway; key: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'flowtrack-gateway-'))
  const keys = {
    ...generateKeys(),
    jwtSecret: stack().jwtSecret,
    secretKey: stack().secretKey,
    publishableKey: stack().publishableKey,
  }
  const { gateway: port } = await freePorts()
  const gateway = await startGateway({
    port,
    keys,
    gatewayUrl: stack().gatewayUrl,
    databaseUrl: stack().dbUrl,
    storageDir: folder,
    siteUrl: stack().siteUrl,
    connections: 4,
  })
  return {
    gateway,
    key: keys.secretKey,
    stop: async () => {
      await gateway.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const callAuth = (url: string, door: string, body: object, address: string): Promise<Response> =>
  fetch(`${url}/auth/v1/${door}`, {
    method: 'POST',
    headers: { apikey: stack().secretKey, 'content-type': 'application/json', 'sb-forwarded-for': address },
    body: JSON.stringify(body),
  })

test('guessing one password ends after ten tries, counted in PostgreSQL, from whatever address, across a restart', async () => {
  const user = await createUser()
  let strict = await strictGateway()
  const guess = (n: number, password: string = `wrong ${n}`): Promise<Response> =>
    callAuth(
      strict.gateway.url,
      'token?grant_type=password',
      { email: n % 2 ? user.email : user.email.toUpperCase(), password },
      `10.1.${n}.7`,
    )
  try {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => guess(n)))
    expect(answers.map((one) => one.status)).toEqual(Array.from({ length: 10 }, () => 400))
    const eleventh = await guess(11)
    expect(eleventh.status).toBe(429)
    expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(600)
    expect(await eleventh.json()).toMatchObject({ error_code: 'over_request_rate_limit' })
    const rows = await admin()<
      { hits: number }[]
    >`select hits from local_gateway.attempts where kind = 'signInPerAccount' and hits > 10`
    expect(rows.length).toBeGreaterThan(0)
    await strict.stop()
    strict = await strictGateway()
    expect((await guess(12, user.password)).status).toBe(429)
    const stored = JSON.stringify(await admin()`select * from local_gateway.attempts`)
    expect(stored).not.toContain(user.email)
    expect(stored).not.toContain('10.1.')
    await admin()`update local_gateway.attempts set window_ends_at = now() - interval '1 second'`
    expect((await guess(13, user.password)).status).toBe(200)
  } finally {
    await strict.stop()
  }
})

test('one address may try thirty times in five minutes; only our own server may name another address', async () => {
  const { gateway, stop } = await strictGateway()
  try {
    const address = `10.9.${Math.floor(Math.random() * 250)}.1`
    const tryFrom = (from: string): Promise<Response> =>
      callAuth(
        gateway.url,
        'token?grant_type=password',
        { email: `${randomUUID()}@example.com`, password: 'no such account' },
        from,
      )
    const answers = await Promise.all(Array.from({ length: 31 }, () => tryFrom(address)))
    expect(answers.filter((one) => one.status === 429)).toHaveLength(1)
    expect((await tryFrom('10.8.0.1')).status).toBe(400)
    // With the publishable key the header counts for nothing.
    const said = await fetch(`${gateway.url}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { apikey: stack().publishableKey, 'content-type': 'application/json', 'sb-forwarded-for': address },
      body: JSON.stringify({ email: `${randomUUID()}@example.com`, password: 'no such account' }),
    })
    expect(said.status).toBe(400)
  } finally {
    await stop()
  }
})

test('signing up, recovering and signing in tell nobody whether an account exists', async () => {
  const { gateway, stop } = await strictGateway()
  const post = async (
    door: string,
    body: object,
  ): Promise<{ status: number; keys: string[]; body: unknown; took: number }> => {
    const begun = performance.now()
    const answer = await callAuth(
      gateway.url,
      door,
      body,
      `10.${Math.floor(Math.random() * 250)}.3.${Math.floor(Math.random() * 250)}`,
    )
    const found: unknown = await answer.json()
    const keys = typeof found === 'object' && found !== null ? Object.keys(found).sort() : []
    return { status: answer.status, keys, body: found, took: performance.now() - begun }
  }
  try {
    const known = await createUser()
    const stranger = `${randomUUID()}@example.com`
    const password = 'a long password 1'
    const [again, fresh] = [
      await post('signup', { email: known.email, password }),
      await post('signup', { email: stranger, password }),
    ]
    expect([again.status, again.keys]).toEqual([fresh.status, fresh.keys])
    const shape = (text: unknown): string =>
      JSON.stringify(text)
        .replaceAll(/[0-9a-f]/g, '#')
        .replace(/"email":"[^"]*"/, '')
    expect(shape(again.body)).toHaveLength(shape(fresh.body).length)
    // Nobody's mail is sent to an account that is there already and confirmed.
    expect(gateway.mailbox.all().filter((mail) => mail.to === known.email)).toHaveLength(0)

    const nobody = `${randomUUID()}@example.com`
    const recovered = [await post('recover', { email: known.email }), await post('recover', { email: nobody })]
    expect(recovered.map((one) => [one.status, one.body])).toEqual([
      [200, {}],
      [200, {}],
    ])
    expect(gateway.mailbox.take(known.email)?.kind).toBe('recovery')

    // stranger signed up and has not confirmed.
    const guesses = [
      await post('token?grant_type=password', { email: known.email, password: 'wrong password' }),
      await post('token?grant_type=password', { email: stranger, password: 'wrong password' }),
      await post('token?grant_type=password', { email: nobody, password: 'wrong password' }),
    ]
    for (const guess of guesses) expect([guess.status, guess.body]).toEqual([guesses[0]?.status, guesses[0]?.body])
    for (const guess of guesses) expect(guess.took).toBeGreaterThan(395)
    expect((await post('token?grant_type=password', { email: stranger, password })).body).toMatchObject({
      error_code: 'email_not_confirmed',
    })

    const user = await createUser()
    const change = await fetch(`${gateway.url}/auth/v1/user`, {
      method: 'PUT',
      headers: {
        apikey: stack().publishableKey,
        authorization: `Bearer ${user.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ email: known.email }),
    })
    expect([change.status, await change.json()]).toMatchObject([200, { new_email: known.email }])
    expect(gateway.mailbox.all().filter((mail) => mail.to === known.email)).toHaveLength(0)
  } finally {
    await stop()
  }
})

test('a lost confirmation is sent again, works once, and an account of a link alone cannot be made', async () => {
  const { gateway, stop } = await strictGateway()
  try {
    const email = `${randomUUID()}@example.com`
    const address = `10.77.0.${Math.floor(Math.random() * 250)}`
    const redirect = encodeURIComponent(`${stack().siteUrl}/invite/abc`)
    expect(
      (await callAuth(gateway.url, `signup?redirect_to=${redirect}`, { email, password: 'a long password 1' }, address))
        .status,
    ).toBe(200)
    const first = gateway.mailbox.take(email)
    expect(first?.link).toContain(`${stack().siteUrl}/auth/confirm?token_hash=`)
    expect(new URL(first?.link ?? '').searchParams.get('next')).toBe(`${stack().siteUrl}/invite/abc`)
    await callAuth(gateway.url, 'resend', { type: 'signup', email }, address)
    expect(gateway.mailbox.take(email)).toBeUndefined()
    await db()`update auth.users set confirmation_sent_at = now() - interval '2 minutes' where email = ${email}`
    await callAuth(
      gateway.url,
      `resend?redirect_to=${encodeURIComponent('https://evil.example/')}`,
      { type: 'signup', email },
      address,
    )
    const second = gateway.mailbox.take(email)
    expect(new URL(second?.link ?? '').searchParams.has('next')).toBe(false)
    const verify = (link: string | undefined): Promise<Response> =>
      callAuth(
        gateway.url,
        'verify',
        { type: 'signup', token_hash: new URL(link ?? '').searchParams.get('token_hash') },
        address,
      )
    expect((await verify(first?.link)).status).toBe(403)
    expect((await verify(second?.link)).status).toBe(200)
    expect((await verify(second?.link)).status).toBe(403)

    const other = `${randomUUID()}@example.com`
    for (const door of ['otp', 'magiclink', 'admin/users', 'invite']) {
      expect([door, (await callAuth(gateway.url, door, { email: other }, address)).status]).toEqual([door, 404])
    }
    expect(await db()`select 1 from auth.users where email = ${other}`).toHaveLength(0)
  } finally {
    await stop()
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
