import { createServerClient } from '@supabase/ssr'
import { cookies } from 'next/headers'
import { cache } from 'react'
import 'server-only'
import { env } from '../env.ts'
import type { Database } from './database.types.ts'
import { plainFetch } from './plain-fetch.ts'
import { readCookie } from './read-cookie.ts'

export type Supabase = Awaited<ReturnType<typeof supabase>>

/** A client of the caller's own, one per request: it carries their cookies, so the database judges every call by their rights. */
export const supabase = cache(async () => {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, APP_ORIGIN } = env()
  const jar = await cookies()
  return createServerClient<Database>(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    global: { fetch: plainFetch },
    cookieOptions: { httpOnly: true, sameSite: 'lax', secure: APP_ORIGIN.startsWith('https://'), path: '/' },
    cookies: {
      getAll: () => jar.getAll().map(readCookie),
      setAll: (list) => {
        try {
          for (const { name, value, options } of list) jar.set(name, value, options)
        } catch {
          // A page cannot set cookies; proxy.ts has refreshed them already, so nothing is lost.
        }
      },
    },
  })
})
