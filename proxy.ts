import { combineChunks, createServerClient } from '@supabase/ssr'
import { type NextRequest, NextResponse } from 'next/server'
import { now } from './lib/dates.ts'
import { env } from './lib/env.ts'

/**
 * Runs before every page: a fresh nonce with its policy, the security headers, and the session cookie kept alive. It
 * decides nothing about who may see what; pages and the database do.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const secure = env().APP_ORIGIN.startsWith('https://')
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy(nonce, secure)

  const refreshed = await refreshSession(request, secure)
  if (refreshed === 'not now') return withHeaders(request, policy, tryAgain(nonce))
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  // Where to come back to after signing in.
  headers.set('x-asked-path', request.nextUrl.pathname + request.nextUrl.search)

  const response = NextResponse.next({ request: { headers } })
  for (const { name, value, options } of refreshed) response.cookies.set(name, value, options)
  return withHeaders(request, policy, response)
}

function withHeaders(request: NextRequest, policy: string, response: NextResponse): NextResponse {
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value)
  if (!UNOPENED.has(request.headers.get('sec-fetch-site') ?? ''))
    response.headers.set('cross-origin-opener-policy', 'same-origin')
  response.headers.set('cache-control', 'private, no-store')
  return response
}

type SetCookies = { name: string; value: string; options: Parameters<NextResponse['cookies']['set']>[2] }[]

/**
 * Renews an access token that has run out and hands it to this request's page; asks nobody while it is still good. Where
 * nobody says whether it may be renewed (too many asked at once, no answer), the cookies stay as they are: 'not now'.
 */
async function refreshSession(request: NextRequest, secure: boolean): Promise<SetCookies | 'not now'> {
  const names = request.cookies.getAll().map(({ name }) => /^(sb-.+-auth-token)(?:\.\d+)?$/.exec(name)?.[1])
  const name = names.find((each) => each !== undefined)
  if (name === undefined || (await isFresh(request, name))) return []
  const changed: SetCookies = []
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env()
  const supabase = createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    cookieOptions: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll: (cookies) => {
        changed.push(...cookies)
      },
    },
  })
  const { error } = await supabase.auth.getSession()
  const status = error?.status ?? 400
  if (status === 0 || status === 429 || status >= 500) return 'not now'
  for (const cookie of changed) {
    if (cookie.value === '') request.cookies.delete(cookie.name)
    else request.cookies.set(cookie.name, cookie.value)
  }
  return changed
}

/** A page that needs nobody: the reader is still signed in, and the next try may be heard. */
function tryAgain(nonce: string): NextResponse {
  const html = `<!doctype html><html lang="en-US"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Try again in a minute · FlowTrack Pro</title><style nonce="${nonce}">body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:20vh auto;padding:0 1rem}h1{font-size:1.25rem}</style></head><body><main><h1>Try again in a minute</h1><p>Your sign-in could not be renewed just now: too many people asked at once, or nobody answered. You are still signed in, and what was saved before is safe.</p><p><a href="">Try again</a></p></main></body></html>`
  return new NextResponse(html, {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '60' },
  })
}

/**
 * Whether the access token is good for minutes to come: the client, which takes a while to build, is then left alone.
 * Judged by what the cookie says of itself; the database looks at the token.
 */
async function isFresh(request: NextRequest, name: string): Promise<boolean> {
  const text = await combineChunks(name, (chunk) => request.cookies.get(chunk)?.value)
  if (text === null || !text.startsWith('base64-')) return false
  try {
    const session: unknown = JSON.parse(Buffer.from(text.slice('base64-'.length), 'base64url').toString())
    if (typeof session !== 'object' || session === null || !('expires_at' in session)) return false
    return Number(session.expires_at) * 1000 - Date.parse(now()) > FRESH_MS
  } catch {
    return false
  }
}

/** More than the 90 seconds at which the client itself renews a token. */
const FRESH_MS = 180_000

/**
 * Where the browser came from a bookmark, a new tab or a page of ours, no foreign page holds this window, and cutting it off
 * would only start a process anew before anything is painted. A browser that does not say gets the policy.
 */
const UNOPENED = new Set(['none', 'same-origin'])

/** What every page tells the browser about itself, apart from the policy that needs a nonce. */
const SECURITY_HEADERS = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-frame-options': 'DENY',
  'permissions-policy':
    'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
} as const

/** Scripts and style elements need the nonce; style attributes are free, because the widths of bars stand there. */
function contentSecurityPolicy(nonce: string, secure: boolean): string {
  // React's development build evaluates the server's error stacks.
  const development = env().NODE_ENV === 'development'
  // Streets on the map, where they are set up: the map asks for tiles and counts itself.
  const streets =
    env().NEXT_PUBLIC_MAPBOX_TOKEN === undefined ? '' : ' https://api.mapbox.com https://events.mapbox.com'
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "worker-src 'self' blob:",
    `connect-src 'self'${streets}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

export const config = {
  matcher: [
    '/((?!api/|_next/static/|_next/image|favicon.ico|icon|apple-icon|robots.txt|sitemap.xml|tour/|map-data/|og$|manifest.webmanifest|sw.js).*)',
  ],
}
