import { z } from 'zod'
import type { Context } from '../context.ts'
import { epochSeconds, fromEpochSeconds } from '../dates.ts'
import { dataOf, doneOf, type Result, resultOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

const text = z.string().nullable()
/** Instants as UTC, whatever offset the database wrote them with. */
const instant = z.string().transform((iso) => fromEpochSeconds(epochSeconds(iso)))
const feedShape = z.object({
  name: z.string(),
  visits: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      starts_at: instant,
      minutes: z.number(),
      updated_at: instant,
      kind: z.string(),
      state: z.string(),
      customer: z.string(),
      line1: z.string(),
      city: text,
      region: text,
      zip: text,
      devices: z.number(),
      note: text,
    }),
  ),
})
export type CalendarFeed = z.infer<typeof feedShape>
export type CalendarVisit = CalendarFeed['visits'][number]

/** What a calendar reads by its secret address; null for an address that is none (any more). */
export async function readCalendarFeed(db: Supabase, token: string): Promise<CalendarFeed | null> {
  const { data, error } = await db.rpc('calendar_feed', { p_token: token })
  if (error !== null) dataOf({ data: null, error })
  return data === null ? null : feedShape.parse(data)
}

/** A new secret address; the old one ends. It is shown once: only its hash is kept. */
export async function renewCalendarFeed({ db }: Context): Promise<Result<string>> {
  return resultOf(await db.rpc('renew_calendar_feed'))
}

/** Ends the address. */
export async function stopCalendarFeed({ db }: Context): Promise<Result<null>> {
  return doneOf(await db.rpc('stop_calendar_feed'))
}

/** Since when there is an address; null without one. */
export async function calendarFeedSince({ db }: Context): Promise<string | null> {
  const { data, error } = await db.rpc('my_calendar_feed')
  if (error !== null) dataOf({ data: null, error })
  return data
}
