import type { cookies } from 'next/headers'
import {
  newSignupProof,
  SIGNUP_COOKIE,
  SIGNUP_COOKIE_PATH,
  SIGNUP_COOKIE_SECONDS,
} from '@/lib/accounts/signup-proof.ts'
import { env } from '@/lib/env.ts'

/** Gives this browser the secret of its sign-up and answers the hash that goes with the account. */
export function keepSignupProof(jar: Awaited<ReturnType<typeof cookies>>): string {
  const { secret, hash } = newSignupProof()
  jar.set(SIGNUP_COOKIE, secret, {
    httpOnly: true,
    sameSite: 'lax',
    secure: env().APP_ORIGIN.startsWith('https://'),
    path: SIGNUP_COOKIE_PATH,
    maxAge: SIGNUP_COOKIE_SECONDS,
  })
  return hash
}
