import { randomUUID } from 'node:crypto'
import 'server-only'
import { z } from 'zod'
import { findBillingMode } from '../billing/find-billing-mode.ts'
import { sendSandboxEvent } from '../billing/send-sandbox-event.ts'
import type { Context } from '../context.ts'
import { epochSeconds } from '../dates.ts'
import { env } from '../env.ts'
import { dataOf, ok, refusalSentence, refuse, type Result, resultOf } from '../errors.ts'
import { logFault } from '../log.ts'
import { createAccount, createAccountLink, createInvoiceCheckout } from '../providers/stripe.ts'
import type { Json } from '../supabase/database.types.ts'
import type { Supabase } from '../supabase/server.ts'
import { paymentAccountSchema } from './unmatched.ts'
import { sandboxConnected, sandboxPaid } from './sandbox-payment.ts'

const text = z.string().nullish()
/** What a customer sees of an invoice, by its link or in the portal. */
export const linkedInvoiceSchema = z.object({
  number: z.number(),
  kind: z.string(),
  state: z.string(),
  total_cents: z.number(),
  tax_cents: z.number(),
  paid_cents: z.number(),
  credited_cents: z.number(),
  due_on: z.string().nullable(),
  sent_at: z.string(),
  memo: z.string().nullable(),
  takes_cards: z.boolean(),
  bill_to: z.object({ name: z.string().catch(''), line1: text, line2: text, city: text, state: text, zip: text }),
  company: z.object({
    name: z.string(),
    phone: text,
    email: text,
    line1: text,
    line2: text,
    city: text,
    state: text,
    zip: text,
    time_zone: z.string(),
  }),
  lines: z.array(
    z.object({
      description: z.string(),
      quantity_hundredths: z.number(),
      unit_cents: z.number(),
      amount_cents: z.number(),
    }),
  ),
})
export type LinkedInvoice = z.infer<typeof linkedInvoiceSchema>

/** What is still to be paid on it. */
export function openBalance({ total_cents, paid_cents, credited_cents }: LinkedInvoice): number {
  return total_cents - paid_cents - credited_cents
}

/** The invoice a link leads to; null when the link is not (or no longer) good. */
export async function openInvoice(db: Supabase, token: string): Promise<LinkedInvoice | null> {
  const answer = await db.rpc('open_invoice', { p_token: token })
  if (answer.error === null && answer.data === null) return null
  return linkedInvoiceSchema.parse(dataOf(answer))
}

const askedSchema = z.object({
  id: z.string(),
  company_id: z.string(),
  account: z.string(),
  amount_cents: z.number(),
  currency: z.string(),
  number: z.number(),
})

type PayPage = { url: string | null }

/** Begins a card payment of what is open by the link: the address of Stripe's page, or null when the sandbox paid at once. */
export async function payByCard(db: Supabase, token: string): Promise<Result<PayPage>> {
  return begin(() => db.rpc('begin_card_payment', { p_token: token }), `/pay/${token}`)
}

/** The same for an invoice of the signed-in customer's own. */
export async function payInPortal(db: Supabase, id: string): Promise<Result<PayPage>> {
  return begin(() => db.rpc('portal_pay_invoice', { p_id: id }), `/portal/invoices/${id}`)
}

async function begin(
  ask: () => PromiseLike<Parameters<typeof resultOf<Json>>[0]>,
  returnTo: string,
): Promise<Result<PayPage>> {
  const mode = await findBillingMode()
  if (mode === 'off') return refuse('cards_not_taken', refusalSentence('cards_not_taken') ?? '')
  const begun = resultOf(await ask())
  if (!begun.ok) return begun
  const asked = askedSchema.parse(begun.value)
  if (mode === 'stripe') return pageOf(createInvoiceCheckout(asked, `${env().APP_ORIGIN}${returnTo}`))
  await sendSandboxEvent(sandboxPaid(asked, made()))
  return ok({ url: null })
}

/** The company's own account at Stripe. */
async function getPaymentAccount(db: Supabase) {
  return paymentAccountSchema.parse(dataOf(await db.rpc('my_payment_account')))
}

/** Connects the company's own account, at Stripe or at once in the sandbox. The event that follows makes the link. */
export async function connectAccount({ db, company }: Context): Promise<Result<{ url: string | null }>> {
  const mode = await findBillingMode()
  if (mode === 'off') return refuse('billing_off', refusalSentence('billing_off') ?? '')
  if (mode === 'sandbox') {
    await sendSandboxEvent(sandboxConnected(company.id, made()))
    return ok({ url: null })
  }
  const { account } = await getPaymentAccount(db)
  const back = `${env().APP_ORIGIN}/settings/prices`
  return pageOf(
    (account === null ? createAccount(company.id) : Promise.resolve(account)).then((own) =>
      createAccountLink(own, back),
    ),
  )
}

/** A page of Stripe's; where Stripe is silent, too busy or answers nonsense, a sentence, and the fault in the log. */
async function pageOf(page: Promise<string>): Promise<Result<{ url: string }>> {
  try {
    return ok({ url: await page })
  } catch (error) {
    logFault('stripe page', error)
    return refuse('stripe_silent', refusalSentence('stripe_silent') ?? '')
  }
}

const made = () => ({ eventId: `evt_sandbox_${randomUUID().replaceAll('-', '')}`, nowSeconds: epochSeconds() })
