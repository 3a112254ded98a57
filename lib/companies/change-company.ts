import { type Result, resultOf } from '../errors.ts'
import { storeFile } from '../files/store-file.ts'
import type { Supabase } from '../supabase/server.ts'
import type { CompanyDetails, CompanySettings } from './schema.ts'

type Saved = Promise<Result<{ id: string }>>

/** Saves name, address and the like; reports carry them from now on, signed ones keep what they had. */
export async function changeCompany(db: Supabase, id: string, details: CompanyDetails): Saved {
  return resultOf(await db.from('companies').update(details).eq('id', id).select('id').single())
}

export async function changeSettings(
  db: Supabase,
  id: string,
  settings: CompanySettings,
): Promise<Result<{ company_id: string }>> {
  return resultOf(await db.from('company_settings').update(settings).eq('company_id', id).select('company_id').single())
}

/** Puts the list of first steps away for good. */
export async function hideFirstRun(db: Supabase, id: string): Promise<Result<{ company_id: string }>> {
  return resultOf(
    await db
      .from('company_settings')
      .update({ first_run_hidden: true })
      .eq('company_id', id)
      .select('company_id')
      .single(),
  )
}

/** Stores the image and shows it on reports from now on. A logo that was stored but not chosen is simply not used. */
export async function changeLogo(db: Supabase, company: { id: string }, createdBy: string, file: File): Saved {
  const stored = await storeFile(db, {
    companyId: company.id,
    kind: 'logo',
    bytes: new Uint8Array(await file.arrayBuffer()),
    fileName: file.name,
    createdBy,
  })
  if (!stored.ok) return stored
  return resultOf(
    await db.from('companies').update({ logo_file_id: stored.value.id }).eq('id', company.id).select('id').single(),
  )
}

export async function removeLogo(db: Supabase, id: string): Saved {
  return resultOf(await db.from('companies').update({ logo_file_id: null }).eq('id', id).select('id').single())
}
