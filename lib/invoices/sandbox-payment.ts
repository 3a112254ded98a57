/** The signed events Stripe would send for a company's own account, for the sandbox. They go through the same webhook. */
type Made = { eventId: string; nowSeconds: number }

/** The account of a company in the sandbox. */
export function sandboxAccount(companyId: string): string {
  return `acct_sandbox_${companyId.replaceAll('-', '')}`
}

/** The company told Stripe who it is: cards are taken from now on. */
export function sandboxConnected(companyId: string, made: Made): object {
  return event('account.updated', sandboxAccount(companyId), made, {
    id: sandboxAccount(companyId),
    object: 'account',
    charges_enabled: true,
    metadata: { company_id: companyId },
  })
}

/** A customer paid what was asked. */
export function sandboxPaid(
  asked: { id: string; account: string; amount_cents: number; currency: string },
  made: Made,
): object {
  return event('checkout.session.completed', asked.account, made, {
    id: `cs_sandbox_${asked.id.replaceAll('-', '')}`,
    object: 'checkout.session',
    mode: 'payment',
    payment_status: 'paid',
    payment_intent: `pi_sandbox_${asked.id.replaceAll('-', '')}`,
    amount_total: asked.amount_cents,
    currency: asked.currency,
    metadata: { ask_id: asked.id },
  })
}

function event(type: string, account: string, made: Made, object: object): object {
  return {
    id: made.eventId,
    object: 'event',
    type,
    account,
    created: made.nowSeconds,
    livemode: false,
    data: { object },
  }
}
