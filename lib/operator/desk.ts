import { dataOf, doneOf, type Result } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'
import type { DistrictInput } from './schema.ts'

/** Companies that let support look in now. */
export async function listSupport(db: Supabase) {
  return dataOf(await db.rpc('list_support'))
}

/** Opens a company by its grant; the company's log says so. */
export async function openSupport(db: Supabase, companyId: string, grantId: string): Promise<Result<null>> {
  return doneOf(await db.rpc('open_support', { p_company_id: companyId, p_grant_id: grantId }))
}

/** Events of Stripe customers nobody knows. */
export async function listParked(db: Supabase) {
  return dataOf(await db.rpc('list_parked'))
}

/** Tries a parked event again. */
export async function retryParked(db: Supabase, id: string): Promise<Result<null>> {
  return doneOf(await db.rpc('retry_parked', { p_id: id }))
}

/** The legal holds that stand. */
export async function listHolds(db: Supabase) {
  return dataOf(await db.rpc('list_holds'))
}

/** Sets a hold on a company, named by its id or its exact name. */
export async function setHold(db: Supabase, company: string, reason: string): Promise<Result<null>> {
  return doneOf(await db.rpc('set_hold', { p_company: company, p_reason: reason }))
}

export async function liftHold(db: Supabase, companyId: string): Promise<Result<null>> {
  return doneOf(await db.rpc('lift_hold', { p_company_id: companyId }))
}

/** What came with the contact form, open ones first. */
export async function listContactMessages(db: Supabase) {
  return dataOf(await db.rpc('list_contact_messages'))
}

/** Answered, closed, or open again. */
export async function settleContactMessage(db: Supabase, id: string, state: string): Promise<Result<null>> {
  return doneOf(await db.rpc('settle_contact_message', { p_id: id, p_state: state }))
}

export async function deleteContactMessage(db: Supabase, id: string): Promise<Result<null>> {
  return doneOf(await db.rpc('delete_contact_message', { p_id: id }))
}

/** What the desk did last. */
export async function listDeskLog(db: Supabase) {
  return dataOf(await db.rpc('list_desk_log'))
}

/** The rulebook, those longest unverified first. */
export async function listRulebook(db: Supabase) {
  return dataOf(
    await db
      .from('districts')
      .select('id, name, state, verified_on, stale_after_days')
      .order('state')
      .order('name')
      .limit(1000),
  )
}

/** One entry of the rulebook, or null. */
export async function findRulebookEntry(db: Supabase, id: string) {
  const answer = await db
    .from('districts')
    .select(
      'id, name, state, phone, program_url, portal_url, due_detail, tester_rules, retention_years, source_urls, verified_on, stale_after_days',
    )
    .eq('id', id)
    .maybeSingle()
  if (answer.error?.code === '22P02') return null
  return answer.error === null ? answer.data : dataOf(answer)
}
export type RulebookEntry = NonNullable<Awaited<ReturnType<typeof findRulebookEntry>>>

/** Changes what an entry says. */
export async function reviseDistrict(db: Supabase, { id, ...changes }: DistrictInput): Promise<Result<null>> {
  return doneOf(await db.rpc('revise_district', { p_id: id, p_changes: changes }))
}

/** Verified against its sources today, or found out of date. */
export async function judgeDistrict(db: Supabase, id: string, holds: boolean): Promise<Result<null>> {
  return doneOf(await db.rpc('judge_district', { p_id: id, p_holds: holds }))
}
