import type { Context } from '../context.ts'
import { instantAt } from '../dates.ts'
import { doneOf, type Result, resultOf } from '../errors.ts'
import type { MarkVisitInput, MoveVisitInput, ScheduleVisitInput } from './schema.ts'

/** Gives a work order a day, in the company's time zone. The id comes from the page: sending it twice gives one visit. */
export async function scheduleVisit({ db, company }: Context, input: ScheduleVisitInput): Promise<Result<unknown>> {
  const { day, time, ...visit } = input
  return resultOf(
    await db.rpc('schedule_visit', { p: { ...visit, starts_at: instantAt(day, time, company.time_zone) } }),
  )
}

/** Moves a visit that stands as the mover saw it; gives its new version. */
export async function moveVisit({ db, company }: Context, input: MoveVisitInput): Promise<Result<number>> {
  return resultOf(
    await db.rpc('move_visit', {
      p_id: input.id,
      p_version: input.version,
      p_starts_at: instantAt(input.day, input.time, company.time_zone),
      ...(input.profile_id === null ? {} : { p_profile_id: input.profile_id }),
      ...(input.minutes === null ? {} : { p_minutes: input.minutes }),
      ...(input.reason === null ? {} : { p_reason: input.reason }),
    }),
  )
}

/** Takes a visit off the schedule; its order waits for another day. */
export async function takeOffVisit(
  { db }: Context,
  id: string,
  version: number,
  reason: string | null,
): Promise<Result<null>> {
  return doneOf(
    await db.rpc('take_off_visit', { p_id: id, p_version: version, ...(reason === null ? {} : { p_reason: reason }) }),
  )
}

/** Says what became of a visit; gives its new version. */
export async function markVisit({ db }: Context, input: MarkVisitInput): Promise<Result<number>> {
  return resultOf(
    await db.rpc('mark_visit', {
      p_id: input.id,
      p_version: input.version,
      p_what: input.what,
      ...(input.reason === null ? {} : { p_reason: input.reason }),
    }),
  )
}
