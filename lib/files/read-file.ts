import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'
import { BUCKET } from './store-file.ts'

export type FileOnFile = {
  id: string
  kind: string
  path: string
  file_name: string | null
  content_type: string
  created_at: string
  sealed_at: string | null
}

/** The file's row if the caller may see it, else null. */
export async function findFile(db: Supabase, id: string): Promise<FileOnFile | null> {
  const { data, error } = await db
    .from('files')
    .select('id, kind, path, file_name, content_type, created_at, sealed_at')
    .eq('id', id)
    .is('deleted_at', null)
    .maybeSingle()
  // A malformed id is "not found" too.
  if (error?.code === '22P02') return null
  return error === null ? data : dataOf({ data: null, error })
}

/** The bytes, read under the caller's own rights; null where only the row came back with an archive. */
export async function readFile(db: Supabase, file: Pick<FileOnFile, 'path'>): Promise<Blob | null> {
  const { data, error } = await db.storage.from(BUCKET).download(file.path)
  if (error === null) return data
  // Storage says 400 with the word of 404 inside.
  if (/not found/i.test(error.message)) return null
  throw error
}

/** For a file whose row is there and whose bytes are not. */
export const FILE_NOT_HERE = 'This file is not here: an archive names files without holding them.'
