import { z } from 'zod'
import type { Context } from '../context.ts'
import { now } from '../dates.ts'
import { dataOf, refuse, type Result, resultOf } from '../errors.ts'
import { storeFile } from '../files/store-file.ts'
import { isUuid } from '../lists/list-definition.ts'
import type { Supabase } from '../supabase/server.ts'

export const photoSchema = z.object({
  device_id: z.guid(),
  photo: z.instanceof(File, { message: 'Choose a photo.' }),
  caption: z
    .string()
    .trim()
    .max(200, 'A caption has up to 200 characters.')
    .transform((text) => (text === '' ? null : text)),
})
export const photoIdSchema = z.object({ id: z.guid(), device_id: z.guid() })

/** The photos of an assembly, the newest first. */
export async function listPhotos(db: Supabase, deviceId: string) {
  if (!isUuid(deviceId)) return []
  return dataOf(
    await db
      .from('device_photos')
      .select('id, file_id, caption, created_at')
      .eq('device_id', deviceId)
      .is('deleted_at', null)
      .order('created_at', { ascending: false })
      .limit(60),
  )
}

/** Keeps a photo of an assembly, drawn anew without where it was taken. */
export async function addPhoto(
  { db, company, profile }: Context,
  { device_id, photo, caption }: z.infer<typeof photoSchema>,
): Promise<Result<{ id: string }>> {
  if (photo.size === 0) return refuse('photo_missing', 'Choose a photo.', 'photo')
  const stored = await storeFile(db, {
    companyId: company.id,
    kind: 'photo',
    bytes: new Uint8Array(await photo.arrayBuffer()),
    fileName: photo.name,
    createdBy: profile.id,
  })
  if (!stored.ok) return { ...stored, field: 'photo' }
  return resultOf(
    await db
      .from('device_photos')
      .insert({ company_id: company.id, device_id, file_id: stored.value.id, caption })
      .select('id')
      .single(),
  )
}

/** Takes a photo off. */
export async function removePhoto({ db }: Context, id: string): Promise<Result<{ id: string }>> {
  return resultOf(
    await db
      .from('device_photos')
      .update({ deleted_at: now() })
      .eq('id', id)
      .is('deleted_at', null)
      .select('id')
      .single(),
  )
}
