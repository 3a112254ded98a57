import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { isUuid } from '../lists/list-definition.ts'
import type { Supabase } from '../supabase/server.ts'

const text = z.string().nullable()
const flag = z.boolean().nullable()
const whole = z.int().nullable()

const deviceShape = z.object({
  id: z.string(),
  location_id: z.string(),
  company_district_id: text,
  type: z.string(),
  manufacturer: text,
  model: text,
  size: text,
  serial: text,
  bypass_manufacturer: text,
  bypass_model: text,
  bypass_size: text,
  bypass_serial: text,
  location_on_site: text,
  serves: text,
  hazard: text,
  use: text,
  containment: flag,
  non_potable_supply: z.boolean(),
  status: z.string(),
  replaced_by_id: text,
  installed_on: text,
  interval_months: whole,
  tag_no: text,
  external_id: text,
  account_no: text,
  meter_no: text,
  test_yearly: flag,
  photo_file_id: text,
  notes: text,
  district_due_on: text,
  district_due_source: text,
  our_target_on: text,
  our_target_by_hand: z.boolean(),
  last_tested_on: text,
  last_result: text,
  failed_on: text,
  repair_due_on: text,
  created_at: z.string(),
  import_id: text,
  compliance: z.string(),
  due_assumed: flag,
  price_cents: whole,
})
/** An assembly with everything its page and its form show. `price_cents` is null for those who may not see prices. */
export type DeviceFacts = z.infer<typeof deviceShape>

const testShape = z.object({
  id: z.string(),
  tested_on: z.string(),
  created_at: z.string(),
  test_type: z.string(),
  origin: z.string(),
  computed_result: z.string(),
  certified_result: text,
  tester_name: text,
  signed_at: text,
  superseded_at: text,
  superseded_by_id: text,
  supersedes_id: text,
  supersede_reason: text,
  repairs_text: text,
  due_basis: text,
  rule_profile: z.string(),
  checks: z.array(z.record(z.string(), z.unknown())).catch([]),
  readings: z.array(z.looseObject({ stage: z.string(), part: z.string() })),
})
export type DeviceTest = z.infer<typeof testShape>

const changeShape = z.object({
  id: z.string(),
  happened_at: z.string(),
  who: text,
  import_id: text,
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
})
export type DeviceChangeEntry = z.infer<typeof changeShape>

const linked = z.object({ id: z.string(), serial: text }).nullable()
const pageShape = z.object({
  device: deviceShape,
  location: z.object({
    id: z.string(),
    name: text,
    line1: z.string(),
    line2: text,
    city: text,
    state: text,
    zip: text,
    access_notes: text,
  }),
  customer: z.object({ id: z.string(), name: z.string(), phone: text }),
  rule: z.object({ id: z.string(), name: z.string() }).nullable(),
  due_inputs: z.unknown(),
  replaced_by: linked,
  replaces: linked,
  also_here: z.array(
    z.object({
      id: z.string(),
      serial: text,
      type: z.string(),
      model: text,
      location_on_site: text,
      compliance: z.string(),
      district_due_on: text,
      due_assumed: flag,
    }),
  ),
  test_count: z.number(),
  tests: z.array(testShape),
  history: z.array(changeShape),
})
export type DevicePageData = z.infer<typeof pageShape>

/** Everything the page of one assembly shows, in one call; null when it is not on file for the caller. */
export async function findDevicePage(db: Supabase, id: string): Promise<DevicePageData | null> {
  if (!isUuid(id)) return null
  const { data, error } = await db.rpc('device_page', { p_id: id })
  if (error !== null) dataOf({ data: null, error })
  return data === null ? null : pageShape.parse(data)
}

const formShape = z.object({
  device: deviceShape.nullable(),
  location: z
    .object({
      id: z.string(),
      line1: z.string(),
      city: text,
      customer_name: z.string(),
      company_district_id: text,
    })
    .nullable(),
  districts: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type DeviceFormData = z.infer<typeof formShape>

/** What a form for an assembly starts from: the one on file (or none), its place, and the purveyors to choose from. */
export async function readDeviceForm(
  db: Supabase,
  of: { deviceId?: string | undefined; locationId?: string | undefined },
): Promise<DeviceFormData> {
  const ids = {
    ...(of.deviceId !== undefined && isUuid(of.deviceId) ? { p_device_id: of.deviceId } : {}),
    ...(of.locationId !== undefined && isUuid(of.locationId) ? { p_location_id: of.locationId } : {}),
  }
  return formShape.parse(dataOf(await db.rpc('device_form', ids)))
}
