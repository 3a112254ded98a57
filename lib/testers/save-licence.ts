import { now } from '../dates.ts'
import { ok, type Result, resultOf } from '../errors.ts'
import { storeFile } from '../files/store-file.ts'
import type { Supabase } from '../supabase/server.ts'
import { type LicenceInput, scopesOf } from './schema.ts'

type Who = { companyId: string; profileId: string }
type Saved = Promise<Result<{ id: string }>>

/** Puts a licence of a member on file, with its certificate if it came along. */
export async function addLicence(db: Supabase, who: Who, holder: string, input: LicenceInput): Saved {
  const file = await keepCertificate(db, who, input.file)
  if (!file.ok) return file
  const row = { company_id: who.companyId, profile_id: holder, file_id: file.value, ...columnsOf(input) }
  return resultOf(await db.from('tester_licences').insert(row).select('id').single())
}

/** Corrects a licence. A certificate that did not come along stays as it is. Signed records keep what they were signed with. */
export async function changeLicence(db: Supabase, who: Who, id: string, input: LicenceInput): Saved {
  const file = await keepCertificate(db, who, input.file)
  if (!file.ok) return file
  const row = { ...columnsOf(input), ...(file.value === null ? {} : { file_id: file.value }) }
  return resultOf(
    await db.from('tester_licences').update(row).eq('id', id).is('deleted_at', null).select('id').single(),
  )
}

/** Takes a licence entered by mistake off the file, or brings it back. */
export async function removeLicence(db: Supabase, id: string, back: boolean): Saved {
  const row = { deleted_at: back ? null : now() }
  return resultOf(await db.from('tester_licences').update(row).eq('id', id).select('id').single())
}

function columnsOf(input: LicenceInput) {
  const { certificate_type, number, issuer, states, issued_on, expires_on } = input
  return { certificate_type, number, issuer, states, scopes: scopesOf(input), issued_on, expires_on }
}

async function keepCertificate(db: Supabase, who: Who, file: File | null): Promise<Result<string | null>> {
  if (file === null) return ok(null)
  const stored = await storeFile(db, {
    companyId: who.companyId,
    kind: 'certificate',
    bytes: new Uint8Array(await file.arrayBuffer()),
    fileName: file.name,
    createdBy: who.profileId,
  })
  return stored.ok ? ok(stored.value.id) : stored
}
