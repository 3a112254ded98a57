import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Ties an account that waits for its confirmation to the browser that asked for it. Somebody else may have signed up with
 * this address before, with a password of his own; the mail would then confirm that one. The browser keeps a secret, the
 * account its hash: only where they match does the password of the sign-up stay.
 */
export type SignupProof = { secret: string; hash: string }

export const SIGNUP_COOKIE = 'signup'
/** Sent only with the page that confirms. */
export const SIGNUP_COOKIE_PATH = '/auth/confirm'
export const SIGNUP_COOKIE_SECONDS = 86_400

export function newSignupProof(): SignupProof {
  const secret = randomBytes(24).toString('base64url')
  return { secret, hash: hashOf(secret) }
}

export function proofMatches(secret: string | undefined, hash: unknown): boolean {
  if (secret === undefined || secret === '' || typeof hash !== 'string') return false
  const [given, kept] = [Buffer.from(hashOf(secret)), Buffer.from(hash)]
  return given.length === kept.length && timingSafeEqual(given, kept)
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
