import { z } from 'zod'
import { line, optionalDay, prose } from '../devices/schema.ts'

const MINUTES = 'Enter 5 to 1,440 minutes.'
const minutes = z.preprocess(
  (value) => (value === '' ? null : typeof value === 'string' ? value.replace(',', '') : value),
  z.coerce.number(MINUTES).int(MINUTES).min(5, MINUTES).max(1440, MINUTES).nullable(),
)

const optionalTime = z.preprocess(
  (value) => (value === '' ? null : value),
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter the time, such as 8:30.')
    .nullable(),
)

/** What stays to be said about an order wherever it is. */
export const workFactsSchema = z.object({
  id: z.guid(),
  kind: z.enum(['annual_test', 'retest', 'repair', 'install', 'inspection'], 'Choose what is to be done.'),
  due_on: optionalDay,
  minutes,
  purchase_order_no: line(60),
  standing_approval: z
    .literal('on')
    .optional()
    .transform((ticked) => ticked === 'on'),
  water_off_from: optionalTime,
  water_off_to: optionalTime,
  notes: prose(4000),
})
export type WorkFacts = z.infer<typeof workFactsSchema>

export const workOrderSchema = workFactsSchema.extend({ location_id: z.guid('Choose where the work is.') })
export type WorkOrderInput = z.infer<typeof workOrderSchema>

export const workStateSchema = z.object({ id: z.guid(), state: z.enum(['open', 'done', 'cancelled']) })
