'use client'

import { DialogButton } from '@/app/_ui/dialog.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { allowSigningAction, discardDraftAction } from './actions.ts'

/** The owner's leave to sign this draft, with its reason. */
export function AllowSigning({ id }: { id: string }) {
  const [state, action] = useFormAction(allowSigningAction)
  const refused = state.status === 'refused' ? state : null
  return (
    <form action={action} className="grid max-w-form gap-3">
      <FormErrorSummary message={refused?.message} errors={refused?.errors} />
      <input type="hidden" name="record_id" value={id} />
      <TextArea
        label="Reason to sign all the same"
        name="override_reason"
        required
        rows={2}
        defaultValue={refused?.values.override_reason}
        error={refused?.errors.override_reason}
        help="For this day, licence and gauge. It is kept with the record and printed on the report."
      />
      <div>
        <SubmitButton variant="secondary" pending="Allowing">
          Allow signing
        </SubmitButton>
      </div>
    </form>
  )
}

/** Throwing a draft away cannot be undone, so it is asked once. */
export function DiscardDraft({ id, deviceId, words }: { id: string; deviceId: string; words: string }) {
  const [state, action] = useFormAction(discardDraftAction)
  const refused = state.status === 'refused' ? state : null
  return (
    <DialogButton trigger="Discard draft" title="Discard this draft?" variant="quiet">
      <form action={action} className="grid gap-4">
        <FormErrorSummary message={refused?.message} errors={refused?.errors} />
        <input type="hidden" name="record_id" value={id} />
        <input type="hidden" name="device_id" value={deviceId} />
        <p>{words} Its readings are gone for good; signed records are not touched.</p>
        <div>
          <SubmitButton variant="danger" pending="Discarding">
            Discard draft
          </SubmitButton>
        </div>
      </form>
    </DialogButton>
  )
}
