import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'
import { type Brought, broughtSchema } from './brought.ts'

/** The tables whose rows keep an archive out of the caller's company. */
export async function archiveObstacles(db: Supabase): Promise<string[]> {
  return dataOf(await db.rpc('my_archive_obstacles'))
}

/** What the archive brought that came into the caller's company, as the log tells it; null when none did. */
export async function broughtArchive(db: Supabase): Promise<Brought | null> {
  const [entry] = dataOf(
    await db
      .from('audit_log')
      .select('facts')
      .eq('action', 'brought archive')
      .order('seq', { ascending: false })
      .limit(1),
  )
  return entry === undefined ? null : broughtSchema.parse(entry.facts)
}
