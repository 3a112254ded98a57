import type { GatewayConnection } from './connection.ts'
import type { Keys } from './keys.ts'
import { claimsOf } from './known-caller.ts'
import { answerError } from './rest-errors.ts'

/**
 * `POST /rest/v1/rpc/NAME` of an ordinary caller, a signed-in person or our own server, in one round trip to the database:
 * the package takes several for the same. Whatever is not plain (a query, another shape asked for, arguments that are not
 * the function's own) comes back as the request: the package judges it, as if this were not here.
 */
export async function answerDirectly(
  request: Request,
  path: string,
  secret: boolean,
  connection: GatewayConnection,
  keys: Keys,
): Promise<Response | Request> {
  const { headers } = request
  const called = await connection.plainFunction(path.slice(RPC.length))
  if (called === undefined || request.url.includes('?') || !isPlain(headers)) return request
  const claims = secret ? ownClaims(headers, keys) : claimsOf(headers.get('authorization') ?? '', keys.jwtSecret)
  if (claims === null) return request
  const body = await request.text()
  const passedOn = (): Request => new Request(request.url, { method: 'POST', headers, body })
  const names = namesIn(body)
  if (names === null) return passedOn()
  try {
    const answer = await connection.callPlain(called, names, body, claims, Object.fromEntries(headers))
    if (answer === undefined) return passedOn()
    if (answer === null) return new Response(null, { status: 204 })
    return new Response(answer, { headers: { 'content-type': 'application/json; charset=utf-8' } })
  } catch (error) {
    return answerError(error)
  }
}

/** Path of the functions. */
export const RPC = '/rest/v1/rpc/'

/** Our own server, and nobody on whose behalf it asks. */
function ownClaims(headers: Headers, keys: Keys): { role: 'service_role' } | null {
  const bearer = headers.get('authorization') ?? `Bearer ${keys.secretKey}`
  const browser = /mozilla/i.test(headers.get('user-agent') ?? '')
  return bearer === `Bearer ${keys.secretKey}` && !browser ? { role: 'service_role' } : null
}

/** JSON in and JSON out, of the one schema, with no preferences. */
function isPlain(headers: Headers): boolean {
  const schema = headers.get('content-profile') ?? headers.get('accept-profile') ?? 'public'
  const accept = headers.get('accept') ?? '*/*'
  return (
    schema === 'public' &&
    !headers.has('prefer') &&
    !headers.has('range') &&
    (accept === '*/*' || accept === 'application/json') &&
    /^application\/json(;|$)/.test(headers.get('content-type') ?? '')
  )
}

/** The names of the arguments in a body, or null when it is no JSON object. */
function namesIn(body: string): string[] | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : null
  } catch {
    return null
  }
}
