import { z } from 'zod'
import type { Context } from '../context.ts'
import { addDays, type Day, daysBetween, isDay, today } from '../dates.ts'
import { dataOf } from '../errors.ts'

const column = <T>(each: z.ZodType<T>) => z.array(each).nullable()
const text = z.string().nullable()
const visitColumns = z.object({
  id: column(z.string()),
  version: column(z.number()),
  work_order_id: column(z.string()),
  profile_id: column(text),
  day: column(z.string()),
  /** From midnight of the company's clock. */
  minute: column(z.number()),
  minutes: column(z.number()),
  state: column(z.string()),
  note: column(text),
  although: column(text),
  problems: column(z.array(z.string())),
  kind: column(z.string()),
  due_on: column(text),
  line1: column(z.string()),
  city: column(text),
  customer: column(z.string()),
  devices: column(z.number()),
  tested: column(z.number()),
})
const waitingColumns = z.object({
  id: column(z.string()),
  kind: column(z.string()),
  due_on: column(text),
  minutes: column(z.number().nullable()),
  line1: column(z.string()),
  city: column(text),
  customer: column(z.string()),
  devices: column(z.number()),
})
/** What `schedule_board` answers. */
export const boardShape = z.object({
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  visits: visitColumns,
  waiting: waitingColumns,
  waiting_count: z.number(),
})
type RowOf<T> = { [Name in keyof T]: NonNullable<T[Name]> extends readonly (infer Value)[] ? Value : never }
export type BoardVisit = RowOf<z.infer<typeof visitColumns>>
export type WaitingOrder = RowOf<z.infer<typeof waitingColumns>>
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

/** Everything the board shows, in one call; visits and what waits a column at a time. */
export async function findBoard(db: Context['db'], days: readonly Day[]): Promise<Board> {
  return boardShape.parse(dataOf(await db.rpc('schedule_board', { p_from: days[0] ?? '', p_days: days.length })))
}
