import 'server-only'
import { z } from 'zod'
import { dataOf, type DatabaseError } from '../errors.ts'
import { linkedInvoiceSchema } from '../invoices/pay-invoice.ts'
import { linkedQuoteSchema } from '../failures/failure-page.ts'
import { isUuid } from '../lists/list-definition.ts'
import type { Supabase } from '../supabase/server.ts'

/** What the pages of the portal read: one call each, of which the database says which columns a customer sees. */

const text = z.string().nullable()

const deviceSchema = z.object({
  id: z.string(),
  type: z.string(),
  manufacturer: text,
  model: text,
  size: text,
  serial: text,
  location_on_site: text,
  location_id: z.string(),
  location_name: text,
  line1: z.string(),
  line2: text,
  city: text,
  state: text,
  district_name: text,
  due_on: text,
  last_tested_on: text,
  last_result: text,
  compliance: z.string(),
})
export type PortalDevice = z.infer<typeof deviceSchema>
const states = z.record(z.string(), z.number())

const overviewSchema = z.object({
  states,
  due: z.array(deviceSchema),
  failures: z.array(deviceSchema),
  quotes: z.array(
    z.object({ id: z.string(), total_cents: z.number(), valid_until_on: text, line1: z.string(), serial: text }),
  ),
  invoices: z.array(z.object({ id: z.string(), number: z.number(), balance_cents: z.number(), due_on: text })),
  visits: z.array(
    z.object({ id: z.string(), starts_at: z.string(), state: z.string(), line1: z.string(), city: text }),
  ),
})
export type PortalOverview = z.infer<typeof overviewSchema>

export async function getPortalOverview(db: Supabase): Promise<PortalOverview> {
  return overviewSchema.parse(dataOf(await db.rpc('portal_overview')))
}

const devicesSchema = z.object({ states, count: z.number(), rows: z.array(deviceSchema) })

/** Fifty assemblies, by state, words and site, and how many there are. */
export async function listPortalDevices(
  db: Supabase,
  { q, state, site, page }: { q: string; state: string; site: string; page: number },
) {
  return devicesSchema.parse(
    dataOf(
      await db.rpc('portal_devices', {
        p_page: page,
        ...(q === '' ? {} : { p_q: q }),
        ...(state === '' ? {} : { p_state: state }),
        ...(isUuid(site) ? { p_location_id: site } : {}),
      }),
    ),
  )
}

const sitesSchema = z.object({
  count: z.number(),
  rows: z.array(
    z.object({
      id: z.string(),
      name: text,
      line1: z.string(),
      line2: text,
      city: text,
      state: text,
      zip: text,
      assemblies: z.number(),
      next_due_on: text,
      overdue: z.number(),
      failed: z.number(),
      due_soon: z.number(),
    }),
  ),
})
export type PortalSite = z.infer<typeof sitesSchema>['rows'][number]

export async function listPortalSites(db: Supabase, { q, page }: { q: string; page: number }) {
  return sitesSchema.parse(dataOf(await db.rpc('portal_sites', { p_page: page, ...(q === '' ? {} : { p_q: q }) })))
}

const devicePageSchema = deviceSchema.extend({
  tests: z.array(
    z.object({
      id: z.string(),
      tested_on: z.string(),
      test_type: z.string(),
      result: text,
      state: z.string(),
      tester_name: text,
      has_report: z.boolean(),
    }),
  ),
  failures: z.array(
    z.object({
      id: z.string(),
      failed_on: z.string(),
      repair_due_on: text,
      closed_on: text,
      holder: z.string(),
    }),
  ),
})

export async function findPortalDevice(db: Supabase, id: string) {
  return found(devicePageSchema, isUuid(id) ? await db.rpc('portal_device', { p_id: id }) : NOTHING)
}

const quotesSchema = z.array(
  z.object({
    id: z.string(),
    state: z.string(),
    total_cents: z.number(),
    valid_until_on: text,
    sent_at: z.string(),
    answered_at: text,
    line1: z.string(),
    city: text,
    serial: text,
    type: z.string(),
    failed_on: z.string(),
    expired: z.boolean(),
    closed: z.boolean(),
  }),
)

export async function listPortalQuotes(db: Supabase) {
  return quotesSchema.parse(dataOf(await db.rpc('portal_quotes')))
}

export async function findPortalQuote(db: Supabase, id: string) {
  return found(linkedQuoteSchema, isUuid(id) ? await db.rpc('portal_quote', { p_id: id }) : NOTHING)
}

const invoicesSchema = z.array(
  z.object({
    id: z.string(),
    number: z.number(),
    kind: z.string(),
    standing: z.string(),
    total_cents: z.number(),
    balance_cents: z.number(),
    due_on: text,
    sent_at: z.string(),
  }),
)

export async function listPortalInvoices(db: Supabase) {
  return invoicesSchema.parse(dataOf(await db.rpc('portal_invoices')))
}

export async function findPortalInvoice(db: Supabase, id: string) {
  return found(linkedInvoiceSchema, isUuid(id) ? await db.rpc('portal_invoice', { p_id: id }) : NOTHING)
}

const visitsSchema = z.object({
  visits: z.array(
    z.object({
      id: z.string(),
      starts_at: z.string(),
      minutes: z.number(),
      state: z.string(),
      version: z.number(),
      kind: z.string(),
      line1: z.string(),
      city: text,
    }),
  ),
  requests: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['visit', 'contact']),
      days: z.array(z.string()),
      note: text,
      changes: z.record(z.string(), z.tuple([text, text])),
      state: z.enum(['open', 'done', 'declined']),
      answer: text,
      created_at: z.string(),
      closed_at: text,
      line1: text,
      city: text,
    }),
  ),
  sites: z.array(z.object({ id: z.string(), line1: z.string(), city: text })),
})
export type PortalVisits = z.infer<typeof visitsSchema>

export async function getPortalVisits(db: Supabase): Promise<PortalVisits> {
  return visitsSchema.parse(dataOf(await db.rpc('portal_visits')))
}

const NOTHING: Answer = { data: null, error: null }
type Answer = { data: unknown; error: DatabaseError | null }

/** A row that is not the caller's own is null, as one that never was. */
function found<S extends z.ZodType>(schema: S, { data, error }: Answer): z.infer<S> | null {
  if (error !== null) dataOf({ data: null, error })
  return data === null ? null : schema.parse(data)
}
