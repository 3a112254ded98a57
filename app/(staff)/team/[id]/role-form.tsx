'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { RadioGroup } from '@/app/_ui/radio-group.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { changeRoleAction } from '../actions.ts'

export function RoleForm({
  profileId,
  role,
  roles,
}: {
  profileId: string
  role: string
  roles: readonly { value: string; label: string; help: string }[]
}) {
  const [state, send] = useFormAction(changeRoleAction)
  const { errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-3">
      <FormErrorSummary message={message} errors={errors} />
      <input type="hidden" name="profile_id" value={profileId} />
      <RadioGroup
        key={role}
        label="Role"
        hideLabel
        name="role"
        options={roles}
        defaultValue={role}
        error={errors.role}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="secondary" pending="Saving">
          Change the role
        </SubmitButton>
        {state.status === 'done' ? <output>{state.message}</output> : null}
      </div>
    </form>
  )
}
