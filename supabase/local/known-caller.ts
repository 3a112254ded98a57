import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ServerOptions } from '@supabase/lite'
import type { Sql } from 'postgres'
import type { Keys } from './keys.ts'

type Middleware = NonNullable<ServerOptions['middlewares']>[number]
export type Claims = { sub: string; session_id: string; role: string; [claim: string]: unknown }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Recognises the ordinary caller of a REST request, a signed-in person with the publishable key, in one statement: the
 * package takes three steps for the same. Whoever is not recognised here is judged, and answered, by the package.
 */
export function knownCaller(sql: Sql, keys: Keys): Middleware {
  return async (context, next) => {
    const { req } = context
    if (req.path.startsWith('/rest/v1/') && req.header('apikey') === keys.publishableKey) {
      const claims = claimsOf(req.header('authorization') ?? '', keys.jwtSecret)
      if (claims !== null && (await sessionLives(sql, claims))) {
        context.set('userId', claims.sub)
        context.set('sessionId', claims.session_id)
        context.set('jwt', claims)
      }
    }
    await next()
  }
}

async function sessionLives(sql: Sql, { sub, session_id }: Claims): Promise<boolean> {
  const rows = await sql`select 1 from auth.sessions where id = ${session_id} and user_id = ${sub}`
  return rows.length === 1
}

/** The claims of an unexpired access token of ours; null for anything else. */
export function claimsOf(header: string, secret: string): Claims | null {
  const [head, body, signature, ...rest] = header.startsWith('Bearer ') ? header.slice(7).split('.') : []
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) return null
  const expected = createHmac('sha256', secret).update(`${head}.${body}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const claims = parse(body)
  const now = Date.now() / 1000
  if (parse(head)?.alg !== 'HS256' || claims === null || !isPerson(claims)) return null
  return typeof claims.exp === 'number' && claims.exp > now && claims.nbf === undefined ? claims : null
}

function isPerson(claims: Record<string, unknown>): claims is Claims {
  const { sub, session_id, role } = claims
  return (
    typeof sub === 'string' &&
    UUID.test(sub) &&
    typeof session_id === 'string' &&
    UUID.test(session_id) &&
    role === 'authenticated'
  )
}

function parse(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}
