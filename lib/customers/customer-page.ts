import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { isUuid } from '../lists/list-definition.ts'
import type { Supabase } from '../supabase/server.ts'

const text = z.string().nullable()

/** A row of device_list as a page about its site or owner shows it. */
export const deviceOnPage = z.object({
  id: z.string(),
  serial: text,
  type: z.string(),
  manufacturer: text,
  model: text,
  size: text,
  location_on_site: text,
  status: z.string(),
  location_id: z.string(),
  line1: z.string(),
  city: text,
  district_name: text,
  district_due_on: text,
  district_due_source: text,
  due_assumed: z.boolean().nullable(),
  repair_due_on: text,
  last_tested_on: text,
  last_result: text,
  compliance: z.string(),
})
export type DeviceOnPage = z.infer<typeof deviceOnPage>

/** A row of test_record_list, likewise. */
export const testOnPage = z.object({
  id: z.string(),
  device_id: z.string(),
  tested_on: z.string(),
  test_type: z.string(),
  certified_result: text,
  tester_name: text,
  serial: text,
  type: z.string(),
  state: z.string(),
})
export type TestOnPage = z.infer<typeof testOnPage>

const pageShape = z.object({
  customer: z.object({
    branch_id: z.string().nullable(),
    id: z.string(),
    name: z.string(),
    parent_name: text,
    contact_name: text,
    phone: text,
    email: text,
    line1: text,
    line2: text,
    city: text,
    state: text,
    zip: text,
    notes: text,
    created_at: z.string(),
  }),
  locations: z.array(
    z.object({
      id: z.string(),
      name: text,
      line1: z.string(),
      line2: text,
      city: text,
      state: text,
      zip: text,
      devices: z.number(),
      next_due_on: text,
    }),
  ),
  device_count: z.number(),
  devices: z.array(deviceOnPage),
  tests: z.array(testOnPage),
})
export type CustomerPageData = z.infer<typeof pageShape>

/** Everything the page of one customer shows, in one call; null when they are not on file for the caller. */
export async function findCustomerPage(db: Supabase, id: string): Promise<CustomerPageData | null> {
  if (!isUuid(id)) return null
  const { data, error } = await db.rpc('customer_page', { p_id: id })
  if (error !== null) dataOf({ data: null, error })
  return data === null ? null : pageShape.parse(data)
}
