import { z } from 'zod'
import { dataOf } from '../errors.ts'
import type { Admin, Job, JobOutcome } from '../jobs/run-jobs.ts'
import { concludeDates, datesJson } from '../test-records/conclude-dates.ts'
import { rulesInForce } from '../test-records/due-inputs.ts'

/** Devices concluded in one go: two gateway calls, well within a statement's time. */
const SLICE = 200

const payloadSchema = z.object({ company_id: z.string().optional(), device_ids: z.array(z.string()) })

/**
 * Concludes the dates of devices again from all their accepted records: after an import, a changed rule, a signature.
 * One slice a run; a device whose records changed meanwhile goes to the end of the line. Repeating it changes nothing.
 */
export async function concludeDueDates(admin: Admin, job: Job): Promise<JobOutcome> {
  const payload = payloadSchema.parse(job.payload)
  const companyId = job.companyId ?? payload.company_id
  if (companyId === undefined) throw new Error('conclude_due_dates without a company')
  const slice = payload.device_ids.slice(0, SLICE)
  if (slice.length === 0) return { done: true }
  const inputs = z
    .array(z.unknown())
    .parse(dataOf(await admin.rpc('due_inputs', { p_company_id: companyId, p_device_ids: slice })))
  const rows = inputs.map((input) => {
    const { conclude } = rulesInForce(input)
    const dates = datesJson(concludeDates(conclude))
    return { device_id: conclude.deviceId, records_version: conclude.recordsVersion, dates }
  })
  const changed =
    rows.length === 0 ? [] : dataOf(await admin.rpc('set_due_dates', { p_company_id: companyId, p_rows: rows }))
  const left = [...payload.device_ids.slice(SLICE), ...changed]
  return left.length === 0 ? { done: true } : { again: { company_id: companyId, device_ids: left } }
}
