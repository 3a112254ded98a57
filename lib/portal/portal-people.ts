import { z } from 'zod'
import { emailField, personName } from '../accounts/schema.ts'
import type { Context } from '../context.ts'
import { customerKey } from '../imports/keys.ts'
import { dataOf, doneOf, ok, refusalSentence, refuse, type Result, resultOf } from '../errors.ts'
import { kickJobs } from '../jobs/kick-jobs.ts'
import { isUuid } from '../lists/list-definition.ts'
import { countAttempts } from '../security/count-attempts.ts'
import type { Supabase } from '../supabase/server.ts'

/** The office's side of the portal: who looks in, and what they ask for. */

export const letInSchema = z.object({ customer_id: z.guid(), email: emailField, full_name: personName })
export const portalIdSchema = z.object({ id: z.guid() })
export const declineSchema = portalIdSchema.extend({
  answer: z
    .string('Say in a few words why.')
    .trim()
    .min(3, 'Say in a few words why.')
    .max(500, 'Keep the answer to 500 characters.'),
})

const text = z.string().nullable()
const requestSchema = z.object({
  id: z.string(),
  kind: z.enum(['visit', 'contact']),
  state: z.enum(['open', 'done', 'declined']),
  days: z.array(z.string()),
  note: text,
  changes: z.record(z.string(), z.tuple([text, text])),
  answer: text,
  created_at: z.string(),
  customer_id: z.string(),
  location_id: text,
  work_order_id: text,
  customer_name: text,
  place: text,
  asked_by: text,
})
export type PortalRequest = z.infer<typeof requestSchema>

const customerSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: text,
  contact_name: text,
  people: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      full_name: z.string(),
      expires_at: z.string(),
      accepted_at: text,
      last_seen_at: text,
    }),
  ),
  requests: z.array(requestSchema),
})
export type CustomerPortal = z.infer<typeof customerSchema>

/** Who sees this customer's papers or is invited to, and what they asked for lately; null when not on file for the caller. */
export async function findCustomerPortal(db: Supabase, id: string): Promise<CustomerPortal | null> {
  if (!isUuid(id)) return null
  const { data, error } = await db.rpc('customer_portal', { p_id: id })
  if (error !== null) dataOf({ data: null, error })
  return data === null ? null : customerSchema.parse(data)
}

/** What customers ask for and nobody has answered, the oldest first. */
export async function listOpenRequests(db: Supabase): Promise<PortalRequest[]> {
  return z.array(requestSchema).parse(dataOf(await db.rpc('portal_requests_open')))
}

/** How many requests wait: for the page that leads to them. */
export async function countOpenRequests(db: Supabase): Promise<number> {
  const { count, error } = await db
    .from('portal_requests')
    .select('id', { count: 'exact', head: true })
    .eq('state', 'open')
  if (error !== null) dataOf({ data: null, error })
  return count ?? 0
}

/** Lets a person see a customer's papers, or sends the invitation again. */
export async function letIn({ db, company }: Context, input: z.infer<typeof letInSchema>): Promise<Result<string>> {
  const tooMany = await countAttempts(['invite_company', company.id])
  if (tooMany !== null) return tooMany
  const invited = resultOf(
    await db.rpc('invite_portal_person', {
      p_customer_id: input.customer_id,
      p_email: input.email,
      p_full_name: input.full_name,
    }),
  )
  if (invited.ok) kickJobs('send_email')
  return invited
}

/** Ends somebody's way in, with their next question. */
export async function endAccess({ db }: Context, id: string): Promise<Result<null>> {
  return doneOf(await db.rpc('end_portal_person', { p_id: id }))
}

/** Plans the visit a customer asked for; answers the work order. */
export async function planRequest({ db }: Context, id: string): Promise<Result<string>> {
  return resultOf(await db.rpc('plan_portal_request', { p_id: id }))
}

/** Takes a customer's correction over, with the key by which imports find the customer from then on. */
export async function acceptCorrection({ db }: Context, id: string): Promise<Result<null>> {
  const { data: request, error: unread } = await db
    .from('portal_requests')
    .select('customer_id, changes')
    .eq('id', id)
    .maybeSingle()
  if (unread !== null) dataOf({ data: null, error: unread })
  if (request === null) return refuse('not_found', refusalSentence('not_found') ?? '')
  const { customer_id } = request
  const changes = requestSchema.shape.changes.parse(request.changes)
  const { data: customer, error } = await db
    .from('customers')
    .select('name, parent_name, contact_name, phone, email, line1, line2, city, state, zip')
    .eq('id', customer_id)
    .maybeSingle()
  if (error !== null) dataOf({ data: null, error })
  if (customer === null) return refuse('not_found', refusalSentence('not_found') ?? '')
  const is = Object.fromEntries(Object.entries(changes).map(([key, [, value]]) => [key, value]))
  const key = customerKey({ ...customer, parent: customer.parent_name, ...is }) ?? `id:${customer_id}`
  const accepted = doneOf(await db.rpc('accept_correction', { p_id: id, p_match_key: key }))
  return accepted.ok ? ok(null) : accepted
}

/** Says no to a request, with a reason the customer reads. */
export async function declineRequest({ db }: Context, id: string, answer: string): Promise<Result<null>> {
  return doneOf(await db.rpc('decline_portal_request', { p_id: id, p_answer: answer }))
}
