import { createHash } from 'node:crypto'
import type { Sql } from 'postgres'

export type Limit = { hits: number; seconds: number }

/** How often what may be tried. Per address they are hosted Supabase's defaults; per account ours, against guessing one password. */
export type AttemptLimits = {
  signInPerAddress: Limit
  signInPerAccount: Limit
  signUpPerAddress: Limit
  mailPerAddress: Limit
  mailPerAccount: Limit
  verifyPerAddress: Limit
  verifyPerAccount: Limit
  refreshPerAddress: Limit
}

export const ATTEMPT_LIMITS: AttemptLimits = {
  signInPerAddress: { hits: 30, seconds: 300 },
  signInPerAccount: { hits: 10, seconds: 900 },
  signUpPerAddress: { hits: 30, seconds: 300 },
  mailPerAddress: { hits: 30, seconds: 3600 },
  mailPerAccount: { hits: 5, seconds: 3600 },
  verifyPerAddress: { hits: 30, seconds: 300 },
  verifyPerAccount: { hits: 10, seconds: 900 },
  refreshPerAddress: { hits: 150, seconds: 300 },
}

/** Callers whose own address nobody told us (our server on this machine) share one count, so it may be higher. */
const SHARED_FACTOR = 20

export type Attempts = {
  /** Counts one attempt; answers the seconds to wait when it is one too many, else 0. */
  take(kind: keyof AttemptLimits, who: string, shared?: boolean): Promise<number>
  /** An attempt that succeeded gives its count back; `all` clears the count (the right password was known). */
  giveBack(kind: keyof AttemptLimits, who: string, all?: boolean): Promise<void>
}

/** Attempts counted in PostgreSQL: they survive a restart, and neither address nor e-mail is stored, only hashes keyed per install. */
export function createAttempts(database: Sql, limits: AttemptLimits, secret: string): Attempts {
  const hash = (kind: string, who: string): Buffer =>
    createHash('sha256').update(`${secret}\0${kind}\0${who.trim().toLowerCase()}`).digest()
  return {
    take: async (kind, who, shared = false) => {
      const limit = limits[kind]
      const hits = shared ? limit.hits * SHARED_FACTOR : limit.hits
      const [row] = await database<{ wait: number }[]>`
        select local_gateway.take_attempt(${kind}, ${hash(kind, who)}, ${hits}, make_interval(secs => ${limit.seconds})) as wait`
      return row?.wait ?? 0
    },
    giveBack: async (kind, who, all = false) => {
      await database`select local_gateway.give_back(${kind}, ${hash(kind, who)}, ${all})`
    },
  }
}
