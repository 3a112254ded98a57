import { z } from 'zod'
import { line, prose } from '../devices/schema.ts'

const someIds = z
  .preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(z.guid(), 'Tick at least one assembly.'),
  )
  .refine((all) => all.length <= 500, 'Choose between 1 and 500 rows.')

export const planSchema = z.object({ plan_id: z.guid(), ids: someIds })
export const unplanSchema = z.object({ plan_id: z.guid() })

const MINUTES = 'Enter 5 to 1,440 minutes.'
const minutes = z.preprocess(
  (value) => (value === '' ? null : typeof value === 'string' ? value.replace(',', '') : value),
  z.coerce.number(MINUTES).int(MINUTES).min(5, MINUTES).max(1440, MINUTES).nullable(),
)
const person = z.preprocess((value) => (value === '' ? null : value), z.guid().nullable())
const when = {
  day: z.iso.date('Choose the day.'),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter the time, such as 8:30.'),
  profile_id: person,
  minutes,
  reason: line(500),
}

export const scheduleVisitSchema = z.object({ id: z.guid(), work_order_id: z.guid(), note: prose(2000), ...when })
export type ScheduleVisitInput = z.infer<typeof scheduleVisitSchema>

const version = z.coerce.number().int().min(1)
export const moveVisitSchema = z.object({ id: z.guid(), version, ...when })
export type MoveVisitInput = z.infer<typeof moveVisitSchema>

export const takeOffVisitSchema = z.object({ id: z.guid(), version, reason: line(500) })

export const markVisitSchema = z.object({
  id: z.guid(),
  version,
  what: z.enum([
    'confirmed',
    'unconfirmed',
    'en_route',
    'on_site',
    'done',
    'no_access',
    'cancelled',
    'called_before',
    'called_after',
  ]),
  reason: line(500),
})
export type MarkVisitInput = z.infer<typeof markVisitSchema>
