/** A test record as the database hands it over: to the page that shows it and to the report that prints it. */
import { z } from 'zod'
import { ASSEMBLY_TYPES } from '../backflow/assembly.ts'
import { CAUSES, REPAIR_ACTIONS, REPAIR_COMPONENTS } from '../backflow/repairs.ts'
import { TEST_TYPES } from '../backflow/test-types.ts'

const text = z.string().nullish()
const flag = z.boolean().nullish()
const hundredths = z.int().nullish()
const held = z.enum(['tight', 'leaked']).nullish()
const address = z.object({ line1: text, line2: text, city: text, state: text, zip: text })

/** What stood on file on the day of the test. Imported and old records lack parts of it. */
export const snapshotSchema = z
  .object({
    device: z.object({
      id: z.string().optional(),
      type: z.enum(ASSEMBLY_TYPES),
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
      non_potable_supply: flag,
      installed_on: text,
      tag_no: text,
      account_no: text,
      meter_no: text,
    }),
    location: address.extend({ id: text, name: text, county: text }).partial(),
    customer: address.extend({ id: text, name: text, contact_name: text, phone: text, email: text }).partial(),
    district: z.object({ id: text, name: text, pws_id: text, contact_name: text, phone: text }).nullish(),
    company: address
      .extend({ name: text, phone: text, email: text, licence_text: text, time_zone: text, certification: text })
      .partial(),
    licence: z.object({ certificate_type: text, issuer: text }).nullish(),
    gauge: z.object({ kind: text, water_class: text, interval_months: z.int().nullish() }).nullish(),
  })
  .partial()
export type Snapshot = z.infer<typeof snapshotSchema>

export const readingsSchema = z.object({
  stage: z.enum(['initial', 'final']),
  part: z.enum(['main', 'bypass']),
  rv_opened_hundredths_psid: hundredths,
  rv_did_not_open: flag,
  cv1_hundredths_psid: hundredths,
  cv1_state: held,
  cv2_hundredths_psid: hundredths,
  cv2_state: held,
  bc_hundredths_psid: hundredths,
  bc_state: held,
  ai_opened_hundredths_psid: hundredths,
  ai_did_not_open: flag,
  ai_fully_open: flag,
  cv_hundredths_psid: hundredths,
  cv_state: held,
  ag_supply_hundredths_in: hundredths,
  ag_gap_hundredths_in: hundredths,
  inspection_outcome: z.enum(['acceptable', 'not_acceptable']).nullish(),
  shutoff2_state: z.enum(['tight', 'leaked', 'leaked_compensated']).nullish(),
})

export const checkSchema = z.object({
  stage: z.enum(['initial', 'final', 'record']).default('initial'),
  component: z.string(),
  part: z.enum(['main', 'bypass']).default('main'),
  code: z.string(),
  value: z
    .number()
    .nullish()
    .default(null)
    .transform((value) => value ?? null),
  limit: z
    .number()
    .nullish()
    .default(null)
    .transform((value) => value ?? null),
  rule: z.string(),
  status: z.enum(['pass', 'fail', 'warn', 'missing']),
  message: z.string(),
})

export const repairSchema = z.object({
  part: z.enum(['main', 'bypass']).default('main'),
  component: z.enum(REPAIR_COMPONENTS),
  action: z.enum(REPAIR_ACTIONS),
  replacedPart: z.string().nullable().default(null),
  cause: z
    .enum(CAUSES.map(({ code }) => code))
    .nullable()
    .default(null),
})

export const recordSchema = z.object({
  id: z.string(),
  device_id: z.string(),
  origin: z.enum(['recorded', 'imported']),
  test_type: z.enum(TEST_TYPES),
  tested_on: z.string(),
  tested_at: text,
  tester_profile_id: text,
  licence_id: text,
  tester_name: text,
  cert_no: text,
  cert_expires_on: text,
  gauge_id: text,
  gauge_name: text,
  gauge_serial: text,
  gauge_calibrated_on: text,
  line_pressure_psi: z.int().nullish(),
  shutoff1_state: held,
  detector_meter_reading: text,
  detector_meter_moved: flag,
  site_answers: z.record(z.string(), z.boolean().nullable()).catch({}),
  repairs: z.array(repairSchema).catch([]),
  repairs_text: text,
  remarks: text,
  rule_profile: z.string(),
  rule_version: z.string(),
  rule_assumed: z.boolean(),
  computed_result: z.enum(['PASS', 'FAIL', 'INCOMPLETE']),
  certified_result: z.enum(['PASS', 'FAIL']).nullable(),
  certify_reason: text,
  override_reason: text,
  override_by: text,
  signed_at: text,
  signature_file_id: text,
  next_due_on: text,
  repair_due_on: text,
  due_basis: text,
  supersedes_id: text,
  supersede_reason: text,
  superseded_at: text,
  superseded_by_id: text,
  report_file_id: text,
  report_sha256: text,
  import_id: text,
  created_by: text,
  created_at: z.string(),
  updated_at: z.string().optional(),
})

export const shownRecordSchema = recordSchema.extend({ snapshot: snapshotSchema, checks: z.array(checkSchema) })
export type ShownRecord = z.infer<typeof shownRecordSchema>

/** The answer of private.report_data(). */
export const reportDataSchema = z.object({
  record: shownRecordSchema,
  readings: z.array(readingsSchema),
  supersedes: z.object({ id: z.string(), tested_on: z.string(), certified_result: text }).nullish(),
  override_name: text,
  signature_path: text,
  logo_path: text,
})
export type ReportData = z.infer<typeof reportDataSchema>
