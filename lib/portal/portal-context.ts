import { redirect } from 'next/navigation'
import { cache } from 'react'
import 'server-only'
import { z } from 'zod'
import { supabase, type Supabase } from '../supabase/server.ts'

const text = z.string().nullable()
const meSchema = z.object({
  email: z.string(),
  name: text,
  company: z
    .object({
      id: z.string(),
      name: z.string(),
      phone: text,
      email: text,
      time_zone: z.string(),
      today: z.string(),
      /** False in read-only grace: everything can be read, nothing is taken in but payments. */
      works: z.boolean(),
    })
    .nullable(),
  customers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      contact_name: text,
      phone: text,
      email: text,
      line1: text,
      line2: text,
      city: text,
      state: text,
      zip: text,
    }),
  ),
  companies: z.array(z.object({ id: z.string(), name: z.string(), customer: z.boolean() })),
})
type Me = z.infer<typeof meSchema>
/** A customer of the company that is open, and a client that acts as them. */
export type Portal = Omit<Me, 'company'> & { company: NonNullable<Me['company']>; db: Supabase }

/** Whoever is signed in, as the portal knows them; null when nobody is. One call a request. */
export const findPortalPerson = cache(async (): Promise<(Me & { db: Supabase }) | null> => {
  const db = await supabase()
  const { data, error } = await db.rpc('portal_me')
  return error === null ? { ...meSchema.parse(data), db } : null
})

/** For every page and action of the portal. This explains; the functions it calls ask again. */
export async function requirePortal(): Promise<Portal> {
  const person = await findPortalPerson()
  if (person === null) redirect('/portal/sign-in')
  if (person.company === null) redirect('/portal/no-access')
  return { ...person, company: person.company }
}
