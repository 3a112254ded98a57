import { z } from 'zod'
import { ok, refusalSentence, refuse, type Refusal, resultOf, type Result } from '../errors.ts'
import { storeFile } from '../files/store-file.ts'
import { signaturePng } from '../reports/report-image.ts'
import type { Json } from '../supabase/database.types.ts'
import type { Supabase } from '../supabase/server.ts'
import { concludeEntry, type Conclusion, datesJson } from './conclude-dates.ts'
import { type RulesInForce, rulesInForce } from './due-inputs.ts'
import { siteQuestions } from './site-questions.ts'
import { blockRows, judgeEntry, missingForSigning, ruleVersion, type TestEntry } from './test-entry.ts'
import type { RecordVerdict } from '../backflow/evaluate.ts'

/** Who records: the office, the technician, later the phone on his behalf. */
export type Recorder = { company: { id: string }; profile: { id: string } }
export type Recorded = { id: string; signed: boolean; repeated: boolean }

/** Somebody else's record in between is no reason to give up at once. */
const ATTEMPTS = 3

/**
 * Saves a draft or signs and locks a test, and concludes the assembly's dates with it. The same clientId again gives the
 * same record. The verdict and the dates are concluded here from what is on file, never taken from the caller; who may
 * sign what, with which licence and gauge, is decided in the database. A signature is a PNG and needed only to sign.
 * Refusals carry the field's name as the form knows it.
 */
export async function recordTest(
  db: Supabase,
  who: Recorder,
  entry: TestEntry,
  signature: Uint8Array | null = null,
): Promise<Result<Recorded>> {
  let last: Result<Recorded> = refused('records_changed')
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    last = await tryToRecord(db, who, entry, signature)
    if (last.ok || last.code !== 'records_changed') return last
  }
  return last
}

async function tryToRecord(
  db: Supabase,
  who: Recorder,
  entry: TestEntry,
  signature: Uint8Array | null,
): Promise<Result<Recorded>> {
  const answer = resultOf(await db.rpc('my_due_inputs', { p_device_id: entry.deviceId, p_client_id: entry.clientId }))
  if (!answer.ok) return answer.code === 'not_found' ? refused('not_found', 'device_id') : answer
  const done = existingSchema.parse(answer.value).existing
  if (done?.signed) return { ok: true, value: { ...done, repeated: true } }

  const rules = rulesInForce(answer.value)
  const type = rules.conclude.type
  const verdict = judgeEntry(type, rules.profile, entry)
  const conclusion = concludeEntry(rules.conclude, entry)
  if (entry.sign) {
    const required = siteQuestions(type, rules.state, rules.profile).filter((question) => question.required)
    const [missing] = missingForSigning(
      type,
      entry,
      verdict,
      required.map(({ key }) => key),
    )
    if (missing) return refused(missing.code, missing.field)
    // The person signs what was on the screen: if that is no longer so, he looks again first.
    const seen = entry.seen
    if (seen && (seen.dueOn !== conclusion.dueOn || seen.result !== verdict.result)) return refused('seen_has_changed')
  }
  const p = parameters(entry, rules, verdict, conclusion)
  const first = resultOf(await db.rpc('record_test', { p }))
  if (first.ok || first.code !== 'signature_missing' || signature === null) return recordedOf(first)

  // Everything else stands: now the signature is stored, and the record signed with it.
  const ink = await signaturePng(signature).catch(() => null)
  if (ink === null) return refused('signature_missing', 'signature')
  const stored = await storeFile(db, {
    companyId: who.company.id,
    kind: 'signature',
    bytes: ink,
    fileName: 'signature.png',
    createdBy: who.profile.id,
  })
  if (!stored.ok) return { ...stored, field: 'signature' }
  return recordedOf(resultOf(await db.rpc('record_test', { p: { ...p, signature_file_id: stored.value.id } })))
}

function parameters(
  entry: TestEntry,
  rules: RulesInForce,
  verdict: RecordVerdict,
  conclusion: Conclusion,
): Record<string, Json> {
  return {
    client_id: entry.clientId,
    device_id: entry.deviceId,
    sign: entry.sign,
    records_version: rules.conclude.recordsVersion,
    test_type: entry.testType,
    tested_on: entry.testedOn,
    tested_at: entry.testedAt,
    licence_id: entry.licenceId,
    gauge_id: entry.gaugeId,
    line_pressure_psi: entry.linePressurePsi,
    shutoff1_state: entry.shutoff1State,
    detector_meter_reading: entry.detectorMeterReading,
    detector_meter_moved: entry.detectorMeterMoved,
    site_answers: entry.answers as Json,
    blocks: blockRows(rules.conclude.type, entry).map((row) => ({ ...row })),
    repairs: entry.repairs.map((line) => ({ ...line })),
    repairs_text: entry.repairsText,
    remarks: entry.remarks,
    rule_profile: verdict.profile,
    rule_version: ruleVersion(rules.profile),
    rule_assumed: rules.profileAssumed,
    checks: verdict.checks.map((check) => ({ ...check })),
    computed_result: verdict.result,
    certified_result: entry.certifiedResult,
    certify_reason: entry.certifyReason,
    override_reason: entry.overrideReason,
    supersedes_id: entry.supersedesId,
    supersede_reason: entry.supersedeReason,
    dates: datesJson(conclusion),
    signature_file_id: null,
  }
}

const existingSchema = z.object({ existing: z.object({ id: z.string(), signed: z.boolean() }).nullable() })
const recordedSchema = z.object({ id: z.string(), signed: z.boolean(), repeated: z.boolean() })

function recordedOf(answer: Result<Json>): Result<Recorded> {
  return answer.ok ? ok(recordedSchema.parse(answer.value)) : answer
}

function refused(code: string, field?: string): Refusal {
  return refuse(code, refusalSentence(code) ?? code, field)
}

/** The signature out of a form's data URL; null when there is none, or it is no PNG. */
export function signatureBytes(dataUrl: string): Uint8Array | null {
  const match = /^data:image\/png;base64,([A-Za-z0-9+/]+=*)$/.exec(dataUrl)
  return match?.[1] === undefined ? null : new Uint8Array(Buffer.from(match[1], 'base64'))
}
