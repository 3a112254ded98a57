import { formatCents } from '../money.ts'
import type { Unmatched } from './unmatched.ts'

/** Where an invoice stands, concluded from its facts by invoice_list. */
export const INVOICE_STANDINGS: Readonly<Record<string, string>> = {
  draft: 'Draft',
  sent: 'Sent',
  partly_paid: 'Partly paid',
  paid: 'Paid',
  credited: 'Credited',
  void: 'Void',
}

export const INVOICE_KINDS: Readonly<Record<string, string>> = { invoice: 'Invoice', credit_note: 'Credit note' }
export const PAYMENT_METHODS: Readonly<Record<string, string>> = {
  check: 'Check',
  cash: 'Cash',
  card: 'Card',
  transfer: 'Bank transfer',
}

/** '$115.00', or '115.00 EUR' for what is no dollars. */
export function receivedWords({ received_cents, received_currency }: Unmatched): string {
  const words = formatCents(received_cents ?? 0)
  return received_currency === null || received_currency === 'usd'
    ? words
    : `${words.replace('$', '')} ${received_currency.toUpperCase()}`
}
