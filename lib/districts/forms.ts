import { z } from 'zod'
import { now } from '../dates.ts'
import { dataOf, type Result, resultOf } from '../errors.ts'
import { storeFile } from '../files/store-file.ts'
import type { Supabase } from '../supabase/server.ts'

export const formSchema = z.object({
  company_district_id: z.guid(),
  name: z.string().trim().min(1, 'Enter a name of up to 120 characters.').max(120),
  file: z.instanceof(File, { message: 'Choose the PDF.' }),
})
export const formIdSchema = z.object({ id: z.guid(), company_district_id: z.guid() })

/** The forms a purveyor wants filled, by name. */
export async function listForms(db: Supabase, districtId: string) {
  return dataOf(
    await db
      .from('district_forms')
      .select('id, name, file_id, created_at')
      .eq('company_district_id', districtId)
      .is('deleted_at', null)
      .order('name')
      .limit(100),
  )
}

/** Keeps a blank form of a purveyor; only a PDF is one. */
export async function addForm(
  db: Supabase,
  who: { companyId: string; profileId: string },
  input: z.infer<typeof formSchema>,
): Promise<Result<{ id: string }>> {
  const stored = await storeFile(db, {
    companyId: who.companyId,
    kind: 'form',
    bytes: new Uint8Array(await input.file.arrayBuffer()),
    fileName: input.file.name,
    createdBy: who.profileId,
  })
  if (!stored.ok) return stored
  return resultOf(
    await db
      .from('district_forms')
      .insert({
        company_id: who.companyId,
        company_district_id: input.company_district_id,
        name: input.name,
        file_id: stored.value.id,
      })
      .select('id')
      .single(),
  )
}

/** Takes a form off; its file stays with what was sent on it. */
export async function removeForm(db: Supabase, id: string): Promise<Result<{ id: string }>> {
  return resultOf(
    await db
      .from('district_forms')
      .update({ deleted_at: now() })
      .eq('id', id)
      .is('deleted_at', null)
      .select('id')
      .single(),
  )
}
