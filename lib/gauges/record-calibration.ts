import type { Day } from '../dates.ts'
import { refuse, type Result, resultOf } from '../errors.ts'
import { storeFile } from '../files/store-file.ts'
import { now } from '../dates.ts'
import type { Supabase } from '../supabase/server.ts'
import type { CalibrationInput } from './schema.ts'

type Saved = Promise<Result<{ id: string }>>

/**
 * Records an accuracy check with its certificate. Refused for a day after `today`, and for a file that is no certificate;
 * a certificate whose record was then refused is simply not used.
 */
export async function recordCalibration(
  db: Supabase,
  who: { companyId: string; profileId: string; today: Day },
  input: CalibrationInput,
): Saved {
  if (input.calibrated_on > who.today) {
    return refuse(
      'calibration_in_future',
      'This day lies in the future. Enter the day on the certificate.',
      'calibrated_on',
    )
  }
  let certificate: string | null = null
  if (input.file !== null) {
    const stored = await storeFile(db, {
      companyId: who.companyId,
      kind: 'certificate',
      bytes: new Uint8Array(await input.file.arrayBuffer()),
      fileName: input.file.name,
      createdBy: who.profileId,
    })
    if (!stored.ok) return stored
    certificate = stored.value.id
  }
  return resultOf(
    await db
      .from('gauge_calibrations')
      .insert({
        company_id: who.companyId,
        gauge_id: input.gauge_id,
        calibrated_on: input.calibrated_on,
        lab: input.lab,
        certificate_no: input.certificate_no,
        certificate_file_id: certificate,
        max_error_hundredths_psid: input.max_error,
      })
      .select('id')
      .single(),
  )
}

/** Takes a calibration entered by mistake off the file, or brings it back. */
export async function removeCalibration(db: Supabase, id: string, back: boolean): Saved {
  return resultOf(
    await db
      .from('gauge_calibrations')
      .update({ deleted_at: back ? null : now() })
      .eq('id', id)
      .select('id')
      .single(),
  )
}
