import { dataOf, doneOf, ok, resultOf, type Result } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'
import {
  type CustomerData,
  customerDataSchema,
  erasedSchema,
  factsSchema,
  type RequestInput,
} from './request-schema.ts'

const COLUMNS =
  'id, kind, requester_name, requester_contact, details, is_california, received_on, due_on, identity_checked_on, identity_check, closed_on, outcome, outcome_note, restricted_at, customer:customers(id, name)'

/** The queue: open ones first, the nearest day on top. */
export async function listRequests(db: Supabase) {
  return dataOf(
    await db
      .from('privacy_requests')
      .select(COLUMNS)
      .order('closed_on', { ascending: false, nullsFirst: true })
      .order('due_on')
      .order('id')
      .limit(200),
  )
}

/** One request, or null. */
export async function findRequest(db: Supabase, id: string) {
  const answer = await db.from('privacy_requests').select(COLUMNS).eq('id', id).maybeSingle()
  if (answer.error?.code === '22P02') return null
  return answer.error === null ? answer.data : dataOf(answer)
}

/** Whether a legal hold stands, and which rules keep what of a request's customer. */
export async function privacyFacts(db: Supabase, requestId?: string) {
  return factsSchema.parse(
    dataOf(await db.rpc('privacy_facts', requestId === undefined ? {} : { p_request_id: requestId })),
  )
}

/** Puts a request into the queue; its clock runs from the day it came. */
export async function recordRequest(db: Supabase, input: RequestInput): Promise<Result<string>> {
  return resultOf(await db.rpc('record_privacy_request', { p: input }))
}

/** Notes how it was checked that the requester is who they say. */
export async function checkRequester(db: Supabase, id: string, how: string): Promise<Result<null>> {
  return doneOf(await db.rpc('check_requester', { p_id: id, p_how: how }))
}

/** Closes a request with its outcome. */
export async function answerRequest(db: Supabase, id: string, outcome: string, note: string): Promise<Result<null>> {
  return doneOf(await db.rpc('answer_privacy_request', { p_id: id, p_outcome: outcome, p_note: note }))
}

/** Everything of the request's customer. */
export async function customerData(db: Supabase, id: string): Promise<Result<CustomerData>> {
  const answer = resultOf(await db.rpc('customer_data', { p_request_id: id }))
  return answer.ok ? ok(customerDataSchema.parse(answer.value)) : answer
}

/** Deletes what no rule keeps and restricts the rest. */
export async function eraseCustomer(db: Supabase, id: string) {
  const answer = resultOf(await db.rpc('erase_customer', { p_request_id: id }))
  return answer.ok ? ok(erasedSchema.parse(answer.value)) : answer
}

/** The grant by which support looks in now, or null. */
export async function findSupportGrant(db: Supabase, now: string): Promise<{ ends_at: string } | null> {
  return (
    dataOf(
      await db
        .from('support_grants')
        .select('ends_at')
        .is('revoked_at', null)
        .gt('ends_at', now)
        .order('ends_at', { ascending: false })
        .limit(1),
    ).at(0) ?? null
  )
}

/** Lets support look in for some hours, to read. */
export async function grantSupport(db: Supabase, hours: number): Promise<Result<string>> {
  return resultOf(await db.rpc('grant_support', { p_hours: hours }))
}

/** Ends it at once. */
export async function revokeSupport(db: Supabase): Promise<Result<null>> {
  return doneOf(await db.rpc('revoke_support'))
}
