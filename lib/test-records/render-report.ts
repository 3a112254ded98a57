import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { env } from '../env.ts'
import { DatabaseFault } from '../errors.ts'
import { BUCKET } from '../files/store-file.ts'
import type { Admin, Job, JobOutcome } from '../jobs/run-jobs.ts'
import { drawTestReport, type ReportPictures } from '../reports/draw-test-report.ts'
import { reportFacts } from '../reports/report-facts.ts'
import { logoImage, signatureImage } from '../reports/report-image.ts'
import { reportDataSchema } from './stored-record.ts'

const payloadSchema = z.object({ test_record_id: z.string(), code: z.string() })

/**
 * Draws the report of a signed record and attaches it, once and for all: the file first, then its row and hash in one
 * statement. Killed anywhere, it starts over; of two that finish, one is attached and the other takes its own file back.
 */
export async function renderReport(admin: Admin, job: Job): Promise<JobOutcome> {
  const { test_record_id: recordId, code } = payloadSchema.parse(job.payload)
  const companyId = job.companyId
  if (companyId === null) throw new Error('render_report without a company')
  const found = await admin.rpc('report_data', { p_company_id: companyId, p_test_record_id: recordId })
  if (found.error !== null) throw new DatabaseFault(found.error)
  // The record is gone (its company was erased), or has its report already.
  if (found.data === null) return { done: true }
  const data = reportDataSchema.parse(found.data)
  if (data.record.report_file_id) return { done: true }

  const bytes = await drawTestReport(reportFacts(data), await picturesOf(admin, data.signature_path, data.logo_path), {
    origin: env().APP_ORIGIN,
    code,
  })
  const fileId = randomUUID()
  const path = `${companyId}/report/${fileId}`
  const uploaded = await admin.storage
    .from(BUCKET)
    .upload(path, Buffer.from(bytes), { contentType: 'application/pdf', upsert: false })
  if (uploaded.error !== null) throw uploaded.error
  const attached = await admin.rpc('attach_report', {
    p_company_id: companyId,
    p_test_record_id: recordId,
    p_file_id: fileId,
    p_size_bytes: bytes.length,
    p_sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  if (attached.error !== null) throw new DatabaseFault(attached.error)
  if (!attached.data) await admin.storage.from(BUCKET).remove([path])
  return { done: true }
}

// A signature is part of the evidence, so a report without it is not drawn; a logo that cannot be read is left out.
async function picturesOf(
  admin: Admin,
  signaturePath: string | null | undefined,
  logoPath: string | null | undefined,
): Promise<ReportPictures> {
  const [signature, logo] = await Promise.all([
    signaturePath ? read(admin, signaturePath).then(signatureImage) : null,
    logoPath
      ? read(admin, logoPath)
          .then(logoImage)
          .catch(() => null)
      : null,
  ])
  return { signature, logo }
}

async function read(admin: Admin, path: string): Promise<Uint8Array> {
  const { data, error } = await admin.storage.from(BUCKET).download(path)
  if (error !== null) throw error
  return new Uint8Array(await data.arrayBuffer())
}
