import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../local/gateway.ts'
import { generateKeys } from '../local/keys.ts'
import { freePorts } from '../local/ports.ts'
import { admin, client, createUser, db, disconnect, stack } from './harness.ts'

afterAll(disconnect)

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

test('a lost confirmation is sent again, works once, and doors nobody uses are shut', async () => {
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
    for (const door of ['magiclink', 'admin/users', 'invite']) {
      expect([door, (await callAuth(gateway.url, door, { email: other }, address)).status]).toEqual([door, 404])
    }
    expect(await db()`select 1 from auth.users where email = ${other}`).toHaveLength(0)
  } finally {
    await stop()
  }
})

test('a one-time link and code sign in once, for 15 minutes, and prove an address that was never confirmed', async () => {
  const { gateway, stop } = await strictGateway()
  const address = `10.78.${Math.floor(Math.random() * 250)}.1`
  const portal = encodeURIComponent(`${stack().siteUrl}/portal/sign-in/link`)
  const ask = (email: string, more: object = {}): Promise<Response> =>
    callAuth(gateway.url, `otp?redirect_to=${portal}`, { email, ...more }, address)
  const verify = (body: object): Promise<Response> =>
    callAuth(gateway.url, 'verify', { type: 'email', ...body }, address)
  const tokenOf = (link: string | undefined): string | null => new URL(link ?? '').searchParams.get('token_hash')
  const later = (email: string) =>
    db()`update auth.users set recovery_sent_at = recovery_sent_at - interval '2 minutes', confirmation_sent_at = confirmation_sent_at - interval '2 minutes' where email = ${email}`
  try {
    const user = await createUser()
    expect((await ask(user.email.toUpperCase(), { create_user: false })).status).toBe(200)
    const first = gateway.mailbox.take(user.email)
    expect(first).toMatchObject({ kind: 'magiclink' })
    expect(first?.link).toContain(`${stack().siteUrl}/portal/sign-in/link?token_hash=`)
    expect(first?.code).toMatch(/^\d{10}$/)
    const again = await ask(user.email)
    expect([again.status, await again.json()]).toMatchObject([429, { error_code: 'over_email_send_rate_limit' }])
    expect((await verify({ email: user.email, token: '0000000000' })).status).toBe(403)
    expect((await verify({ email: user.email, token: first?.code })).status).toBe(200)
    expect((await verify({ email: user.email, token: first?.code })).status).toBe(403)
    expect((await verify({ token_hash: tokenOf(first?.link) })).status).toBe(403)

    await later(user.email)
    await ask(user.email)
    const second = gateway.mailbox.take(user.email)
    await db()`update auth.users set recovery_sent_at = now() - interval '15 minutes 1 second' where email = ${user.email}`
    expect((await verify({ token_hash: tokenOf(second?.link) })).status).toBe(403)

    const nobody = `${randomUUID()}@example.com`
    const refused = await ask(nobody, { create_user: false })
    expect([refused.status, await refused.json()]).toMatchObject([422, { error_code: 'otp_disabled' }])
    expect(await db()`select 1 from auth.users where email = ${nobody}`).toHaveLength(0)

    expect((await ask(nobody)).status).toBe(200)
    const [made] = await db()<
      { confirmed: boolean }[]
    >`select email_confirmed_at is not null as confirmed from auth.users where email = ${nobody}`
    expect(made?.confirmed).toBe(false)
    const welcome = gateway.mailbox.take(nobody)
    expect(welcome).toMatchObject({ kind: 'magiclink' })
    expect((await verify({ token_hash: tokenOf(welcome?.link) })).status).toBe(200)
    const [proven] = await db()<
      { confirmed: boolean }[]
    >`select email_confirmed_at is not null as confirmed from auth.users where email = ${nobody}`
    expect(proven?.confirmed).toBe(true)
    const stored = JSON.stringify(await db()`select * from auth.users where email in (${nobody}, ${user.email})`)
    expect(stored).not.toContain(welcome?.code)
  } finally {
    await stop()
  }
})
