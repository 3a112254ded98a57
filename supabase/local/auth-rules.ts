import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { z } from 'zod'
import type { Attempts, AttemptLimits } from './attempts.ts'
import { redirectOfRequest } from './auth-mail.ts'

export type Caller = { address: string; shared: boolean }

type Next = (request: Request) => Promise<Response>

type Context = {
  database: Sql
  attempts: Attempts
  google: boolean
  sendSignUpMail: (to: string, tokenHash: string, code: string) => Promise<void>
  sendSignInMail: (to: string, tokenHash: string, code: string) => Promise<void>
}

/** Digits of the code behind every link. Ten, because the link's token is a hash of address and code and nothing else. */
export const CODE_DIGITS = 10

const bodySchema = z.object({
  email: z.string().max(320).optional(),
  password: z.string().max(1000).optional(),
  type: z.string().optional(),
  create_user: z.boolean().optional(),
  data: z.record(z.string(), z.unknown()).nullish(),
})
type Body = z.infer<typeof bodySchema>

/**
 * The sign-in service's doors as ours must be: attempts limited, answers that do not tell who has an account (not by
 * words, status or time), a lost confirmation sent again, and doors we do not use shut. Production has hosted Supabase's
 * own limits for this (docs/deploy.md); the app behaves the same on both.
 */
export async function guardAuth(request: Request, caller: Caller, context: Context, next: Next): Promise<Response> {
  const url = new URL(request.url)
  const door = `${request.method} ${url.pathname.replace(/^\/auth\/v1/, '').replace(/\/+$/, '')}`
  switch (door) {
    case 'POST /token':
      return tokenDoor(request, url, caller, context, next)
    case 'POST /signup':
      return atLeast(500, () => signUpDoor(request, url, caller, context, next))
    case 'POST /recover':
    case 'POST /resend':
      return atLeast(500, () => mailDoor(door, request, url, caller, context, next))
    case 'POST /otp':
      return atLeast(500, () => otpDoor(request, url, caller, context, next))
    case 'POST /verify':
      return verifyDoor(request, caller, context, next)
    case 'PUT /user':
      return userDoor(request, url, context, next)
    case 'GET /authorize':
    case 'GET /callback':
    case 'POST /callback':
      return context.google ? next(request) : notFound()
    case 'GET /user':
    case 'POST /logout':
    case 'GET /health':
    case 'GET /settings':
    case 'GET /.well-known/jwks.json':
      return next(request)
    default:
      // Nothing else is used by the app.
      return notFound()
  }
}

async function tokenDoor(
  request: Request,
  url: URL,
  caller: Caller,
  { database, attempts }: Context,
  next: Next,
): Promise<Response> {
  const grant = url.searchParams.get('grant_type')
  if (grant !== 'password') {
    const wait = await attempts.take(
      grant === 'pkce' ? 'signInPerAddress' : 'refreshPerAddress',
      caller.address,
      caller.shared,
    )
    return wait > 0 ? tooMany(wait) : next(request)
  }
  const body = await bodyOf(request)
  const account = body.email ?? ''
  const wait = await takeAll(attempts, caller, 'signInPerAddress', 'signInPerAccount', account)
  if (wait > 0) return tooMany(wait)
  const start = Date.now()
  const answer = await next(request)
  if (answer.ok) {
    await Promise.all([
      attempts.giveBack('signInPerAddress', caller.address),
      attempts.giveBack('signInPerAccount', account, true),
    ])
    return answer
  }
  const code = await errorCode(answer)
  // "Not confirmed yet" only for somebody who knows the password; the package would tell anybody.
  const known = code === 'email_not_confirmed' && (await knowsPassword(database, account, body.password ?? ''))
  await sleep(Math.max(0, 400 - (Date.now() - start)))
  if (answer.status >= 500 || known || (code !== 'email_not_confirmed' && code !== 'invalid_credentials')) return answer
  return refusal(400, 'invalid_credentials', 'Invalid login credentials')
}

async function signUpDoor(request: Request, url: URL, caller: Caller, context: Context, next: Next): Promise<Response> {
  const body = await bodyOf(request)
  const email = (body.email ?? '').trim().toLowerCase()
  const wait = await takeAll(context.attempts, caller, 'signUpPerAddress', 'mailPerAccount', email)
  if (wait > 0) return tooMany(wait)
  const answer = await withRedirect(url, () => next(request))
  if (answer.ok) return Response.json(await asSignedUp(answer, body), { status: 200 })
  if ((await errorCode(answer)) !== 'over_email_send_rate_limit') return answer
  // The address is known already: answer as for a new one, and help whoever lost the first message.
  await withRedirect(url, () => sendConfirmationAgain(context, email))
  return Response.json(signedUp(email, body), { status: 200 })
}

async function mailDoor(
  door: string,
  request: Request,
  url: URL,
  caller: Caller,
  context: Context,
  next: Next,
): Promise<Response> {
  const body = await bodyOf(request)
  const email = (body.email ?? '').trim().toLowerCase()
  const wait = await takeAll(context.attempts, caller, 'mailPerAddress', 'mailPerAccount', email)
  if (wait > 0) return tooMany(wait)
  if (door === 'POST /resend' && body.type === 'signup') {
    await withRedirect(url, () => sendConfirmationAgain(context, email))
    return Response.json({}, { status: 200 })
  }
  const answer = await withRedirect(url, () => next(request))
  return answer.status === 429 ? Response.json({}, { status: 200 }) : answer
}

/**
 * A one-time link and code, as hosted Supabase sends them: to a confirmed account for signing in, to an unconfirmed one its
 * confirmation again, to a new one its confirmation, and to nobody where none may be made. The package's own door would make
 * confirmed accounts of addresses nobody proved.
 */
async function otpDoor(request: Request, url: URL, caller: Caller, context: Context, next: Next): Promise<Response> {
  const body = await bodyOf(request)
  const email = (body.email ?? '').trim().toLowerCase()
  const wait = await takeAll(context.attempts, caller, 'mailPerAddress', 'mailPerAccount', email)
  if (wait > 0) return tooMany(wait)
  const [user] = await context.database<{ confirmed: boolean; waits: boolean }[]>`
    select email_confirmed_at is not null as confirmed,
      greatest(recovery_sent_at, confirmation_sent_at) > now() - interval '1 minute' as waits
    from auth.users where email = ${email} and not is_sso_user`
  if (user?.waits)
    return refusal(
      429,
      'over_email_send_rate_limit',
      'For security purposes, you can only request this after 60 seconds.',
    )
  if (user === undefined) {
    if (body.create_user === false) return refusal(422, 'otp_disabled', 'Signups not allowed for otp')
    const signUp = new Request(new URL(`/auth/v1/signup${url.search}`, url), {
      method: 'POST',
      headers: withoutBody(request.headers, { 'content-type': 'application/json' }),
      body: JSON.stringify({ email, password: randomBytes(36).toString('base64url'), data: body.data ?? {} }),
    })
    const answer = await withRedirect(url, () => next(signUp))
    return answer.ok ? Response.json({}, { status: 200 }) : answer
  }
  await withRedirect(url, () =>
    user.confirmed ? sendSignInCode(context, email) : sendConfirmationAgain(context, email),
  )
  return Response.json({}, { status: 200 })
}

async function verifyDoor(request: Request, caller: Caller, { attempts }: Context, next: Next): Promise<Response> {
  const body = await bodyOf(request)
  const wait = await takeAll(attempts, caller, 'verifyPerAddress', 'verifyPerAccount', body.email ?? '')
  if (wait > 0) return tooMany(wait)
  const answer = await next(body.type === 'email' ? await asMagicLink(request) : request)
  if (answer.ok) await attempts.giveBack('verifyPerAddress', caller.address)
  return answer
}

/** The hosted service's newer word for a link or code to sign in with, which the package does not know. */
async function asMagicLink(request: Request): Promise<Request> {
  const body: unknown = await request.clone().json()
  return new Request(request.url, {
    method: 'POST',
    headers: withoutBody(request.headers, { 'content-type': 'application/json' }),
    body: JSON.stringify({ ...(typeof body === 'object' ? body : {}), type: 'magiclink' }),
  })
}

async function userDoor(request: Request, url: URL, { database, attempts }: Context, next: Next): Promise<Response> {
  const body = await bodyOf(request)
  const claims = claimsOf(request)
  if (body.email !== undefined) {
    const wait = await attempts.take('mailPerAccount', claims.sub ?? '')
    if (wait > 0) return tooMany(wait)
  }
  const answer = await withRedirect(url, () => next(request))
  if (answer.ok && body.password !== undefined && claims.sub !== undefined) {
    // As hosted Supabase: a new password ends every other session.
    await database`select local_gateway.end_other_sessions(${claims.sub}::uuid, ${claims.session ?? null}::uuid)`
  }
  if (answer.status === 422 && (await errorCode(answer)) === 'email_exists') {
    const user = await next(new Request(url, { headers: withoutBody(request.headers) }))
    const found: unknown = await user.json()
    return Response.json(
      { ...(typeof found === 'object' ? found : {}), new_email: body.email },
      { status: user.status },
    )
  }
  return answer
}

function newCode(email: string): { code: string; tokenHash: string } {
  const code = Array.from({ length: CODE_DIGITS }, () => randomInt(10)).join('')
  return { code, tokenHash: createHash('sha256').update(`${email}${code}`).digest('hex') }
}

/** A new code for a confirmed account to sign in with; it takes the place of the one before. */
async function sendSignInCode({ database, sendSignInMail }: Context, email: string): Promise<void> {
  const { code, tokenHash } = newCode(email)
  const changed = await database`
    update auth.users set recovery_token = ${tokenHash}, recovery_sent_at = now()
    where email = ${email} and email_confirmed_at is not null and not is_sso_user returning id`
  if (changed.length > 0) await sendSignInMail(email, tokenHash, code)
}

/** A new code for an unconfirmed account, at most once a minute; silence for every other address. */
async function sendConfirmationAgain({ database, sendSignUpMail }: Context, email: string): Promise<void> {
  const { code, tokenHash } = newCode(email)
  const changed = await database`
    update auth.users set confirmation_token = ${tokenHash}, confirmation_sent_at = now()
    where email = ${email} and email_confirmed_at is null and not is_sso_user
      and coalesce(confirmation_sent_at, '-infinity') < now() - interval '1 minute'
    returning id`
  if (changed.length > 0) await sendSignUpMail(email, tokenHash, code)
}

async function knowsPassword(database: Sql, email: string, password: string): Promise<boolean> {
  // bcrypt's 2b is pgcrypto's 2a under another name.
  const rows = await database`
    select 1 from auth.users where email = ${email.toLowerCase()} and not is_sso_user
      and extensions.crypt(${password}, regexp_replace(encrypted_password, '^\\$2b', '$2a')) = regexp_replace(encrypted_password, '^\\$2b', '$2a')`
  return rows.length > 0
}

async function takeAll(
  attempts: Attempts,
  caller: Caller,
  perAddress: keyof AttemptLimits,
  perAccount: keyof AttemptLimits,
  account: string,
): Promise<number> {
  const waits = await Promise.all([
    attempts.take(perAddress, caller.address, caller.shared),
    account === '' ? 0 : attempts.take(perAccount, account),
  ])
  return Math.max(...waits)
}

function withRedirect<T>(url: URL, run: () => Promise<T>): Promise<T> {
  return redirectOfRequest.run(url.searchParams.get('redirect_to') ?? undefined, run)
}

/** New account or known address: one shape, so that neither a missing nor an empty field tells them apart. */
async function asSignedUp(answer: Response, body: Body): Promise<object> {
  const found: unknown = await answer.json()
  const email = (body.email ?? '').trim().toLowerCase()
  return signedUp(
    email,
    body,
    typeof found === 'object' && found !== null && 'id' in found ? String(found.id) : undefined,
  )
}

/** An id as the service makes them (time first, version 7): another version would tell an invented account from a real one. */
function likeTheirs(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

function signedUp(email: string, body: Body, id: string = likeTheirs()): object {
  const now = new Date().toISOString()
  return {
    id,
    aud: 'authenticated',
    role: 'authenticated',
    email,
    phone: '',
    confirmation_sent_at: now,
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: body.data ?? {},
    identities: [],
    created_at: now,
    updated_at: now,
    is_anonymous: false,
  }
}

async function bodyOf(request: Request): Promise<Body> {
  try {
    return bodySchema.parse(await request.clone().json())
  } catch {
    return {}
  }
}

/** Who the bearer token says it is; only used after the service accepted the token. */
function claimsOf(request: Request): { sub: string | undefined; session: string | undefined } {
  const text = request.headers.get('authorization')?.split('.')[1]
  const claims = z.object({ sub: z.uuid().optional(), session_id: z.uuid().optional() })
  try {
    const found = claims.parse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')))
    return { sub: found.sub, session: found.session_id }
  } catch {
    return { sub: undefined, session: undefined }
  }
}

async function errorCode(answer: Response): Promise<string | undefined> {
  const found: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined)
  return typeof found === 'object' && found !== null && 'error_code' in found ? String(found.error_code) : undefined
}

async function atLeast(milliseconds: number, run: () => Promise<Response>): Promise<Response> {
  const [answer] = await Promise.all([run(), sleep(milliseconds)])
  return answer
}

function withoutBody(headers: Headers, more: Record<string, string> = {}): Headers {
  const rest = new Headers(headers)
  for (const name of ['content-length', 'content-type', 'transfer-encoding']) rest.delete(name)
  for (const [name, value] of Object.entries(more)) rest.set(name, value)
  return rest
}

function refusal(status: number, code: string, sentence: string): Response {
  return Response.json(
    { code: status, error_code: code, msg: sentence },
    { status, headers: { 'x-sb-error-code': code } },
  )
}

function tooMany(seconds: number): Response {
  const answer = refusal(429, 'over_request_rate_limit', 'Request rate limit reached')
  answer.headers.set('retry-after', String(seconds))
  return answer
}

function notFound(): Response {
  return refusal(404, 'not_found', 'Not found')
}
