'use client'

import { Banner } from '@/app/_ui/banner.tsx'
import { heard } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { toastRefusal } from '@/app/_ui/toast.tsx'
import { type Unmatched } from '@/lib/invoices/unmatched.ts'
import { receivedWords } from '@/lib/invoices/words.ts'
import { markRefundedAction } from './actions.ts'

/** A card payment that fits nothing: what came in, where it is, and what to do about it. */
export function UnmatchedNote({ one, write }: { one: Unmatched; write: boolean }) {
  return (
    <Banner
      tone="warn"
      action={
        write ? (
          <form action={refunded}>
            <input type="hidden" name="id" value={one.id} />
            <SubmitButton variant="secondary" pending="Noting" label={`Refunded: ${one.stripe_payment_id ?? ''}`}>
              It is refunded
            </SubmitButton>
          </form>
        ) : undefined
      }
    >
      A card payment of {receivedWords(one)} came in for{' '}
      <TextLink href={`/invoices/${one.invoice_id}`}>invoice {one.number}</TextLink> and does not fit what was open, so
      it pays nothing here. Refund it at Stripe: {one.stripe_payment_id}.
    </Banner>
  )
}

async function refunded(data: FormData) {
  const state = await heard(markRefundedAction, data)
  toastRefusal(state)
}
