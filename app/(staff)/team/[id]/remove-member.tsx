'use client'

import { DialogButton } from '@/app/_ui/dialog.tsx'
import { DialogClose } from '@/app/_ui/dialog-body.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { removeMemberAction } from '../actions.ts'

export function RemoveMember({ profileId, name, own }: { profileId: string; name: string; own: boolean }) {
  return (
    <div>
      <DialogButton
        trigger={own ? 'Leave the company' : `Remove ${name}`}
        title={own ? 'Leave the company' : `Remove ${name}`}
      >
        <RemoveForm profileId={profileId} words={own ? 'Leave' : 'Remove'} />
      </DialogButton>
    </div>
  )
}

function RemoveForm({ profileId, words }: { profileId: string; words: string }) {
  const [state, send] = useFormAction(removeMemberAction)
  const { errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-4">
      <FormErrorSummary message={message} errors={errors} />
      <p className="text-ink-2">
        This takes effect with the next request and cannot be undone; only a new invitation leads back.
      </p>
      <input type="hidden" name="profile_id" value={profileId} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="danger" pending="One moment">
          {words}
        </SubmitButton>
        <DialogClose />
      </div>
    </form>
  )
}
