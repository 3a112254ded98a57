import { z } from 'zod'
import { now } from '../dates.ts'
import { dataOf, type Result, resultOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

export const noticeEmailSchema = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email('Enter an email address like name@example.com.')),
})
export const noticeIdSchema = z.object({ id: z.guid() })

/** The further addresses that notices to the company go to. */
export async function listNoticeEmails(db: Supabase): Promise<{ id: string; email: string }[]> {
  return dataOf(
    await db.from('notification_emails').select('id, email').is('deleted_at', null).order('email').limit(50),
  )
}

/** Adds an address; one that is there already is refused. */
export async function addNoticeEmail(db: Supabase, companyId: string, email: string): Promise<Result<{ id: string }>> {
  return resultOf(await db.from('notification_emails').insert({ company_id: companyId, email }).select('id').single())
}

/** Takes an address off. */
export async function removeNoticeEmail(db: Supabase, id: string): Promise<Result<{ id: string }>> {
  return resultOf(
    await db
      .from('notification_emails')
      .update({ deleted_at: now() })
      .eq('id', id)
      .is('deleted_at', null)
      .select('id')
      .single(),
  )
}
