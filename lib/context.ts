import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import 'server-only'
import { z } from 'zod'
import { safeNext, withNext } from './accounts/next-url.ts'
import { broughtContext } from './brought-context.ts'
import { supabase, type Supabase } from './supabase/server.ts'

/** Role as people say it. */
export const ROLE_WORDS: Record<string, string> = {
  company_admin: 'Admin',
  office: 'Office',
  technician: 'Technician',
  support: 'Support, reads only',
}

const contextSchema = z.object({
  user_id: z.string(),
  email: z.string(),
  scheme: z.enum(['system', 'light', 'dark']),
  field_order: z.enum(['USC', 'ASSE']),
  company: z
    .object({
      id: z.string(),
      name: z.string(),
      time_zone: z.string(),
      state: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      subscription_status: z.enum(['trialing', 'active', 'past_due', 'canceled']),
      trial_ends_at: z.string(),
      deletion_clock_starts_at: z.string().nullable(),
      writable: z.boolean(),
      /** The present as the account sees it; the real time, but for the demo's clock. */
      now: z.string(),
      due_soon_days: z.number(),
      target_lead_days: z.number(),
      technicians_see_prices: z.boolean(),
    })
    .nullable(),
  profile: z
    .object({
      id: z.string(),
      company_id: z.string(),
      role: z.string(),
      full_name: z.string(),
      email: z.string(),
      phone: z.string().nullable(),
    })
    .nullable(),
  is_operator: z.boolean(),
  support_ends_at: z.string().nullable(),
  permissions: z.array(z.string()),
  /** The branch the person sees; null: all of them. */
  branch_id: z.string().nullable(),
  branches: z.array(z.object({ id: z.string(), name: z.string() })),
  companies: z.array(z.object({ id: z.string(), name: z.string(), role: z.string() })),
})

type Asked = z.infer<typeof contextSchema>
/** Who is asking, in which company, with which rights, and a client that acts as them. */
export type Context = Omit<Asked, 'company' | 'profile'> & {
  company: NonNullable<Asked['company']>
  profile: NonNullable<Asked['profile']>
  db: Supabase
  may: (permission: string) => boolean
}

/** Whoever is signed in, or null. At most one gateway call per request, however often it is asked; the database is the judge. */
export const findPerson = cache(async (): Promise<(Asked & { db: Supabase }) | null> => {
  const db = await supabase()
  // The layout is asked first: one turn later its page has made its own call, if it makes one that brings the context.
  await new Promise((turn) => setImmediate(turn))
  const found = (await broughtContext()) ?? (await askContext(db))
  return found === null ? null : { ...contextSchema.parse(found), db }
})

/** Anonymous callers have no right to ask, which PostgREST answers with an error: the same as nobody. */
async function askContext(db: Supabase): Promise<unknown> {
  const { data, error } = await db.rpc('my_context')
  return error === null ? data : null
}

/** The context of a signed-in member of a company, or of an operator whom one lets look in; else null. */
export async function findContext(): Promise<Context | null> {
  const person = await findPerson()
  if (person === null || person.company === null) return null
  const { permissions } = person
  const may = (permission: string): boolean => permissions.includes(permission)
  if (person.profile !== null) return { ...person, company: person.company, profile: person.profile, may }
  if (person.support_ends_at === null) return null
  const profile = {
    id: person.user_id,
    company_id: person.company.id,
    role: 'support',
    full_name: 'Support',
    email: person.email,
    phone: null,
  }
  return { ...person, company: { ...person.company, writable: false }, profile, may }
}

/** Signing in leads back to the page that was asked for. */
async function signInPath(): Promise<string> {
  return withNext('/sign-in', safeNext((await headers()).get('x-asked-path')))
}

/**
 * For every page and route: the context, or a redirect to sign-in (or to founding a company). A missing permission is
 * "not found", as a row one may not see is. This explains; row-level security decides.
 */
export async function requireContext(permission?: string): Promise<Context> {
  const context = await findContext()
  if (context === null) {
    const person = await findPerson()
    if (person?.profile?.role === 'customer') redirect('/portal')
    redirect(person === null ? await signInPath() : person.is_operator ? '/operator' : '/welcome')
  }
  if (permission !== undefined && !context.may(permission)) notFound()
  return context
}

/** For every page of the desk: who of our own staff asks. For anybody else there is no such page. */
export async function requireOperator(): Promise<Asked & { db: Supabase }> {
  const person = await findPerson()
  if (person === null) redirect('/sign-in')
  if (!person.is_operator) notFound()
  return person
}
