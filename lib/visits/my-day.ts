import { z } from 'zod'
import type { Context } from '../context.ts'
import type { Day } from '../dates.ts'
import { dataOf } from '../errors.ts'

const text = z.string().nullable()
const dayShape = z.array(
  z.object({
    id: z.string(),
    version: z.number(),
    state: z.string(),
    starts_at: z.string(),
    minutes: z.number(),
    note: text,
    work_order_id: z.string(),
    kind: z.string(),
    purchase_order_no: text,
    notes: text,
    water_off_from: text,
    water_off_to: text,
    location_id: z.string(),
    name: text,
    line1: z.string(),
    line2: text,
    city: text,
    state_code: text,
    zip: text,
    access_notes: text,
    contact_name: text,
    contact_phone: text,
    alarm_phone: text,
    fire_phone: text,
    customer: z.string(),
    gate_code: text,
    devices: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        serial: text,
        manufacturer: text,
        model: text,
        size: text,
        use: text,
        location_on_site: text,
        outcome: text,
        test_record_id: text,
      }),
    ),
  }),
)
export type MyVisit = z.infer<typeof dayShape>[number]

/** The visits of whoever asks on one day, in order. */
export async function findMyDay({ db }: Context, day: Day): Promise<MyVisit[]> {
  return dayShape.parse(dataOf(await db.rpc('my_day', { p_day: day })))
}
