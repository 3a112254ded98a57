import { z } from 'zod'
import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

const text = z.string().nullable()
const summaryShape = z.object({
  today: z.string(),
  devices: z.object({
    all: z.number(),
    overdue: z.number(),
    due_soon: z.number(),
    failed_open: z.number(),
    repair_overdue: z.number(),
    no_date: z.number(),
    current: z.number(),
  }),
  due_by_month: z.array(z.object({ month: z.string(), due: z.number() })),
  next: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      serial: text,
      manufacturer: text,
      model: text,
      size: text,
      location_on_site: text,
      line1: z.string(),
      city: text,
      customer_name: z.string(),
      compliance: z.string(),
      district_due_on: text,
      district_due_source: text,
      due_assumed: z.boolean().nullable(),
      our_target_on: text,
      repair_due_on: text,
      failed_on: text,
    }),
  ),
  tests_this_week: z.number(),
  tests_by_week: z.array(z.object({ week: z.string(), pass: z.number(), fail: z.number() })),
  drafts: z.number(),
  gauges: z.array(z.object({ id: z.string(), name: z.string(), serial: z.string(), due_on: text })),
  licences: z.array(
    z.object({ id: z.string(), profile_id: z.string(), name: z.string(), number: z.string(), expires_on: z.string() }),
  ),
  first_run: z
    .object({
      assemblies: z.boolean(),
      gauge: z.boolean(),
      licence: z.boolean(),
      test: z.boolean(),
      team: z.boolean(),
    })
    .nullable(),
  sample: z.boolean(),
})

/** The numbers of the day, each of which some list counts, and the first things to do. */
export type TodaySummary = z.infer<typeof summaryShape>

/** One call for the whole Today page. */
export async function readToday(db: Supabase): Promise<TodaySummary> {
  return summaryShape.parse(dataOf(await db.rpc('today_summary')))
}
