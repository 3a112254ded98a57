import { z } from 'zod'
import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'
import { type RulesInForce, rulesInForce } from './due-inputs.ts'
import { readingsSchema, recordSchema, shownRecordSchema, snapshotSchema } from './stored-record.ts'

const text = z.string().nullish()

const formSchema = snapshotSchema.extend({
  inputs: z.unknown(),
  rules: z
    .object({
      due_rule_source: z.string(),
      rule_profile_source: z.string(),
      detector_layout: z.string(),
      tester_rules: text,
      notes: text,
      verified_on: text,
    })
    .nullable(),
  licences: z.array(
    z.object({
      id: z.string(),
      profile_id: z.string(),
      full_name: z.string(),
      number: z.string(),
      certificate_type: z.string(),
      states: z.array(z.string()),
      scopes: z.array(z.enum(['general', 'fire', 'repair'])),
      issued_on: z.string().nullable(),
      expires_on: z.string(),
    }),
  ),
  gauges: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      serial: z.string(),
      kind: z.string(),
      water_class: z.enum(['potable', 'non_potable']),
      interval_months: z.int(),
      mine: z.boolean(),
      used_last: z.boolean().default(false),
      calibrations: z.array(z.string()),
    }),
  ),
  previous: z
    .object({ id: z.string(), tested_on: z.string(), result: text, readings: z.array(readingsSchema).nullable() })
    .nullable(),
  drafts: z.array(
    z.object({
      id: z.string(),
      client_id: z.string(),
      tested_on: z.string(),
      updated_at: z.string(),
      tester_name: text,
    }),
  ),
  record: recordSchema
    .extend({ client_id: z.string(), override_name: text, readings: z.array(readingsSchema) })
    .nullable(),
})

/** Everything the form shows. Plain data: it travels to the browser. */
export type TestForm = Omit<z.infer<typeof formSchema>, 'inputs' | 'device'> & {
  device: NonNullable<z.infer<typeof formSchema>['device']> & { id: string }
  inForce: RulesInForce
}

/** The form for an assembly, or for a draft or a record to correct; null when it is not on file for the caller. */
export async function findTestForm(
  db: Supabase,
  about: { deviceId: string } | { recordId: string },
): Promise<TestForm | null> {
  const asked = 'deviceId' in about ? about.deviceId : about.recordId
  if (!z.uuid().safeParse(asked).success) return null
  const answer = await db.rpc(
    'test_form',
    'deviceId' in about
      ? { p_device_id: about.deviceId }
      : { p_device_id: about.recordId, p_test_record_id: about.recordId },
  )
  if (answer.error === null && answer.data === null) return null
  const { inputs, device, ...rest } = formSchema.parse(dataOf(answer))
  const inForce = rulesInForce(inputs)
  if (device === undefined) throw new Error('test_form answered without its assembly')
  return { ...rest, device: { ...device, id: inForce.conclude.deviceId }, inForce }
}

const pageSchema = z.object({
  record: shownRecordSchema,
  readings: z.array(readingsSchema),
  versions: z
    .array(
      z.object({
        id: z.string(),
        tested_on: z.string(),
        signed_at: text,
        origin: z.string(),
        result: text,
        tester_name: text,
        reason: text,
        superseded_at: text,
      }),
    )
    .nullable()
    .transform((versions) => versions ?? []),
  override_name: text,
  created_name: text,
  device_deleted: z.boolean(),
  district_due_on: text,
  mine: z.boolean(),
})
export type TestRecordPage = z.infer<typeof pageSchema>

/** One record with its readings and its chain of versions; null when it is not on file for the caller. */
export async function findTestRecord(db: Supabase, id: string): Promise<TestRecordPage | null> {
  if (!z.uuid().safeParse(id).success) return null
  const answer = await db.rpc('test_record', { p_test_record_id: id })
  if (answer.error === null && answer.data === null) return null
  return pageSchema.parse(dataOf(answer))
}

/** The stored report of a record the caller may read: its file, or that it is still to be drawn. Null: not on file, or a draft. */
export async function findReport(
  db: Supabase,
  id: string,
): Promise<{ fileId: string | null; testedOn: string; serial: string } | null> {
  if (!z.uuid().safeParse(id).success) return null
  const { data, error } = await db
    .from('test_records')
    .select('report_file_id, tested_on, signed_at, serial:snapshot->device->>serial')
    .eq('id', id)
    .not('signed_at', 'is', null)
    .maybeSingle()
  if (error !== null) dataOf({ data: null, error })
  return data === null
    ? null
    : { fileId: data.report_file_id, testedOn: data.tested_on, serial: String(data.serial ?? '') }
}
