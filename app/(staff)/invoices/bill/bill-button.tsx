'use client'

import { heard } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { toastRefusal } from '@/app/_ui/toast.tsx'
import { billWorkAction } from '../actions.ts'

/** Drafts invoices for all work in a span of days, or for one customer's. */
export function BillButton({
  from,
  through,
  customer,
  label,
  primary = false,
}: {
  from: string
  through: string
  customer: string
  label: string
  primary?: boolean
}) {
  return (
    <form action={bill}>
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="through" value={through} />
      <input type="hidden" name="customer_id" value={customer} />
      <SubmitButton variant={primary ? 'primary' : 'quiet'} pending="Drafting" label={label}>
        {primary ? label : 'Draft'}
      </SubmitButton>
    </form>
  )
}

async function bill(data: FormData) {
  const state = await heard(billWorkAction, data)
  toastRefusal(state)
}
