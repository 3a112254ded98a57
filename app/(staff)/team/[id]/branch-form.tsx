'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { branchOptions } from '@/lib/branches/branch-options.ts'
import { placeMemberAction } from '../actions.ts'

/** Which branch a member works in, and so which customers they see. */
export function BranchForm({
  profileId,
  branchId,
  branches,
}: {
  profileId: string
  branchId: string | null
  branches: readonly { id: string; name: string }[]
}) {
  const [state, send] = useFormAction(placeMemberAction)
  const { errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-3">
      <FormErrorSummary message={message} errors={errors} />
      <input type="hidden" name="profile_id" value={profileId} />
      <Select
        key={branchId}
        label="Works in"
        name="branch_id"
        options={[{ value: '', label: 'All branches' }, ...branchOptions(branches)]}
        defaultValue={branchId ?? ''}
        error={errors.branch_id}
        help="Whoever works in one branch sees its customers, visits and invoices alone."
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="secondary" pending="Saving">
          Change the branch
        </SubmitButton>
        {state.status === 'done' ? <output>{state.message}</output> : null}
      </div>
    </form>
  )
}
