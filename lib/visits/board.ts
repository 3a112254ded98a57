import { z } from 'zod'
import type { Context } from '../context.ts'
import { addDays, type Day, daysBetween, isDay, today } from '../dates.ts'
import { dataOf } from '../errors.ts'

const text = z.string().nullable()
const visitShape = z.object({
  id: z.string(),
  version: z.number(),
  work_order_id: z.string(),
  profile_id: text,
  day: z.string(),
  /** From midnight of the company's clock. */
  minute: z.number(),
  minutes: z.number(),
  state: z.string(),
  note: text,
  although: text,
  problems: z.array(z.string()),
  kind: z.string(),
  due_on: text,
  line1: z.string(),
  city: text,
  customer: z.string(),
  devices: z.number(),
  tested: z.number(),
})
const waitingShape = z.object({
  id: z.string(),
  kind: z.string(),
  due_on: text,
  minutes: z.number().nullable(),
  line1: z.string(),
  city: text,
  customer: z.string(),
  devices: z.number(),
})
const boardShape = z.object({
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  visits: z.array(visitShape),
  waiting: z.array(waitingShape),
  waiting_count: z.number(),
})
export type BoardVisit = z.infer<typeof visitShape>
export type WaitingOrder = z.infer<typeof waitingShape>
export type Board = z.infer<typeof boardShape>

/** Monday of the week a day falls in. */
export function mondayOf(day: Day): Day {
  const since = daysBetween('2024-01-01', day) % 7
  return addDays(day, -((since + 7) % 7))
}

/** The days the board shows: one, or the week around it. What is no day is today; a weekend shows the week ahead. */
export function boardDays(asked: string, view: string, timeZone: string): Day[] {
  const day = isDay(asked) ? asked : today(timeZone)
  if (view === 'day') return [day]
  const monday = mondayOf(isDay(asked) ? day : addDays(day, 2))
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index))
}

/** Everything the board shows, in one call. */
export async function findBoard({ db }: Pick<Context, 'db'>, days: readonly Day[]): Promise<Board> {
  return boardShape.parse(dataOf(await db.rpc('schedule_board', { p_from: days[0] ?? '', p_days: days.length })))
}
