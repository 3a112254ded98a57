import { z } from 'zod'

/** A visit, the version that was seen, the minute of the day it goes to and the one it stood at. */
export type Move = { id: string; version: number; minute: number; was: number }

const move = z
  .string()
  .regex(/^[0-9a-f-]{36} \d{1,6} \d{1,4} \d{1,4}$/)
  .transform((words): Move => {
    const [id = '', version, minute, was] = words.split(' ')
    return { id, version: Number(version), minute: Number(minute), was: Number(was) }
  })
  .refine(({ minute, was }) => minute < 1440 && was < 1440)

export const routeSchema = z.object({
  day: z.iso.date('Choose the day.'),
  move: z
    .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(move, 'There is nothing to move.'))
    .refine((all) => all.length >= 1 && all.length <= 100, 'Choose between 1 and 100 visits.'),
})

/** A move as a form carries it. */
export function moveWords({ id, version, minute, was }: Move): string {
  return `${id} ${version} ${minute} ${was}`
}
