import { timingSafeEqual } from 'node:crypto'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { App, setExperimental } from '@supabase/lite'
import postgres from 'postgres'
import { ATTEMPT_LIMITS, type AttemptLimits, createAttempts } from './attempts.ts'
import { createAuthMailer, type Mailbox } from './auth-mail.ts'
import { CODE_DIGITS, guardAuth } from './auth-rules.ts'
import { CLOCK_PATH, serveClock } from './clock.ts'
import { GatewayConnection } from './connection.ts'
import { answerDirectly, RPC } from './direct-calls.ts'
import type { Keys } from './keys.ts'
import { knownCaller } from './known-caller.ts'
import { busyPort } from './ports.ts'
import { systemCode } from './sentence.ts'
import { createFileStorage } from './storage-files.ts'
import { serveStorage } from './storage-rules.ts'

export type GatewayOptions = {
  port: number
  keys: Keys
  /** Connection string of the role `authenticator`. */
  gatewayUrl: string
  /** Connection string of `postgres`: reads the catalogue and queues mail. */
  databaseUrl: string
  /** Folder of the stored files. */
  storageDir: string
  /** The app's origin: where links in messages lead. */
  siteUrl: string
  limits?: Partial<AttemptLimits>
  /** Opens the door to the demo's clock, for our own server. */
  movableClock?: boolean
  google?: { clientId: string; secret: string }
  connections?: number
}

export type Gateway = { url: string; mailbox: Mailbox; reload: () => Promise<void>; stop: () => Promise<void> }

const BODY_LIMITS: [string, number][] = [
  ['/auth/v1/', 64 * 1024],
  ['/rest/v1/', 16 * 1024 * 1024],
  ['/storage/v1/', 52 * 1024 * 1024],
]
const CLOCK_BODY_LIMIT = 1024

/**
 * The REST, sign-in and storage service of the embedded stack: @supabase/lite in front of our own PostgreSQL, on
 * 127.0.0.1 only, hardened as docs/architecture.md says. It holds no state: kill it anywhere.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  setExperimental('storage', true)
  const { keys, siteUrl } = options
  const connection = new GatewayConnection(
    { gateway: options.gatewayUrl, catalogue: options.databaseUrl },
    options.connections ?? 16,
  )
  const quietly = { onnotice: () => undefined, max: 3 }
  const own = postgres(options.gatewayUrl, { ...quietly, connection: { application_name: 'gateway attempts' } })
  const mail = postgres(options.databaseUrl, { ...quietly, max: 2, connection: { application_name: 'gateway mail' } })
  const { mailer, mailbox, send } = createAuthMailer(mail, siteUrl)
  const app = new App({
    connection,
    api: {
      enabled: true,
      schemas: ['public'],
      max_rows: 1000,
      anonymous_enabled: false,
      external_url: `http://127.0.0.1:${options.port}`,
    },
    auth: {
      enabled: true,
      jwt_secret: keys.jwtSecret,
      publishable_key: keys.publishableKey,
      secret_key: keys.secretKey,
      site_url: siteUrl,
      additional_redirect_urls: [`${siteUrl}/**`],
      jwt_expiry: 3600,
      enable_refresh_token_rotation: true,
      refresh_token_reuse_interval: 10,
      minimum_password_length: 10,
      enable_anonymous_sign_ins: false,
      email: {
        enable_signup: true,
        enable_confirmations: true,
        // 'true' would confirm from the old address alone and never ask the new one; see docs/architecture.md.
        double_confirm_changes: false,
        otp_length: CODE_DIGITS,
        otp_expiry: 900,
      },
      ...(options.google
        ? { external: { google: { enabled: true, client_id: options.google.clientId, secret: options.google.secret } } }
        : {}),
    },
    storage: { enabled: true, file_size_limit: '50MiB' },
    studio: { enabled: false },
    options: { server: { admin: false, disableStudio: true, middlewares: [knownCaller(own, keys)] } },
  })
  app._mailer = mailer
  app._storageAdapter = createFileStorage(join(options.storageDir))
  await withoutWarnings(() => app.init())
  await connection.introspect({ useCache: true })
  await connection.listenForReloads()

  const attempts = createAttempts(own, { ...ATTEMPT_LIMITS, ...options.limits }, keys.jwtSecret)
  const context = {
    database: own,
    attempts,
    google: options.google !== undefined,
    sendSignUpMail: (to: string, tokenHash: string, code: string) =>
      send({ to, kind: 'signup' as const, tokenHash, code }),
    sendSignInMail: (to: string, tokenHash: string, code: string) =>
      send({ to, kind: 'magiclink' as const, tokenHash, code }),
  }
  const hosts = new Set([`127.0.0.1:${options.port}`, `localhost:${options.port}`])

  const answer = async (incoming: Request, peer: string): Promise<Response> => {
    const path = new URL(incoming.url).pathname
    const clock = options.movableClock === true && path === CLOCK_PATH
    const limit = clock ? CLOCK_BODY_LIMIT : BODY_LIMITS.find(([prefix]) => path.startsWith(prefix))?.[1]
    // Only the three services, and the demo's clock: /_system would answer anybody and name the database.
    if (limit === undefined) return Response.json({ message: 'Not found' }, { status: 404 })
    // No browser talks to the gateway, so a page that tries (or a name that was re-pointed here) is not ours.
    if (!hosts.has(incoming.headers.get('host') ?? '') || incoming.headers.has('origin')) {
      return Response.json({ message: 'Forbidden' }, { status: 403 })
    }
    const request = await bounded(incoming, limit)
    if (!request) return Response.json({ message: 'The request is too large' }, { status: 413 })
    const key = request.headers.get('apikey') ?? new URL(request.url).searchParams.get('apikey') ?? ''
    const secret = same(key, keys.secretKey)
    const keyed = secret || same(key, keys.publishableKey)
    const forward = (next: Request): Promise<Response> => app.fetch(next, { peerAddress: peer })
    if (!keyed && !isKeyless(request.method, path)) return withoutKey(key)
    if (clock) return secret ? serveClock(request, own) : Response.json({ message: 'Forbidden' }, { status: 403 })
    if (path.startsWith('/auth/v1/')) return guardAuth(request, callerOf(request, peer, secret), context, forward)
    if (path.startsWith('/storage/v1/')) return serveStorage(request, forward)
    if (request.method === 'POST' && path.startsWith(RPC)) {
      const answered = await answerDirectly(request, path, secret, connection, keys)
      return answered instanceof Response ? answered : forward(answered)
    }
    return forward(request)
  }

  const server = await listen(options.port, answer)
  return {
    url: `http://127.0.0.1:${options.port}`,
    mailbox,
    reload: () => connection.clearSchemaCache(),
    stop: async () => {
      await closeServer(server)
      await Promise.all([connection.close(), own.end({ timeout: 2 }), mail.end({ timeout: 2 })])
    },
  }
}

type Answer = (request: Request, peer: string) => Promise<Response>

function listen(port: number, answer: Answer): Promise<Server> {
  return new Promise((done, fail) => {
    const server = serve(
      {
        port,
        hostname: '127.0.0.1',
        fetch: (request, env) => answer(request, peerOf(env)),
      },
      () => done(server as Server),
    )
    // Longer than undici keeps an idle connection: its side hangs up, so that no request meets a closed one.
    if ('keepAliveTimeout' in server) server.keepAliveTimeout = 11 * 60_000
    server.once('error', (error: Error) => fail(systemCode(error) === 'EADDRINUSE' ? busyPort(port, 'gateway') : error))
  })
}

function peerOf(env: unknown): string {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return ''
  const incoming = env.incoming
  if (typeof incoming !== 'object' || incoming === null || !('socket' in incoming)) return ''
  const socket = incoming.socket
  if (typeof socket !== 'object' || socket === null || !('remoteAddress' in socket)) return ''
  return String(socket.remoteAddress)
}

function closeServer(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 2000).unref()
  })
}

/** Like hosted Supabase: our server may say whose request it passes on (`Sb-Forwarded-For`) if it holds the secret key. */
function callerOf(request: Request, peer: string, secret: boolean): { address: string; shared: boolean } {
  const said = request.headers.get('sb-forwarded-for')?.split(',')[0]?.trim()
  return secret && said ? { address: said, shared: false } : { address: peer, shared: true }
}

/** Doors a browser reaches by itself: signed addresses of files, and the way to Google and back. */
function isKeyless(method: string, path: string): boolean {
  if (path === '/auth/v1/authorize' || path === '/auth/v1/callback') return true
  if (method === 'GET' || method === 'HEAD') return path.startsWith('/storage/v1/object/sign/')
  return method === 'PUT' && path.startsWith('/storage/v1/object/upload/sign/')
}

function withoutKey(key: string): Response {
  const code = key === '' ? 'UNAUTHORIZED_MISSING_API_KEY' : 'UNAUTHORIZED_INVALID_API_KEY'
  const message = key === '' ? 'No API key found in request' : 'Invalid API key'
  return Response.json({ message }, { status: 401, headers: { 'sb-error-code': code } })
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The request with its body bounded; undefined when it is larger. A body of unstated length is read up to the limit. */
async function bounded(request: Request, limit: number): Promise<Request | undefined> {
  if (request.method === 'GET' || request.method === 'HEAD' || request.body === null) return request
  const stated = request.headers.get('content-length')
  // Node itself never hands over more bytes than were stated.
  if (stated !== null) return Number(stated) <= limit ? request : undefined
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > limit) return undefined
    chunks.push(value)
  }
  const headers = new Headers(request.headers)
  headers.delete('transfer-encoding')
  headers.set('content-length', String(size))
  return new Request(request.url, { method: request.method, headers, body: Buffer.concat(chunks) })
}

async function withoutWarnings<T>(run: () => Promise<T>): Promise<T> {
  const warn = console.warn
  console.warn = () => undefined
  try {
    return await run()
  } finally {
    console.warn = warn
  }
}
