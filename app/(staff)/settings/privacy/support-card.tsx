'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { SavedMark } from '../saved-mark.tsx'
import { grantSupportAction, revokeSupportAction } from './actions.ts'

const TIMES = [
  { value: '1', label: '1 hour' },
  { value: '4', label: '4 hours' },
  { value: '24', label: '1 day' },
  { value: '72', label: '3 days' },
  { value: '168', label: '7 days' },
]

/** Lets our support look in for a while; `until` is when the grant that runs now ends. */
export function SupportForm({ until, writable }: { until: string | null; writable: boolean }) {
  const [state, send] = useFormAction(grantSupportAction)
  const [ended, end] = useFormAction(revokeSupportAction)
  return (
    <div className="grid gap-3">
      <p className="text-ink-2">
        {until === null
          ? 'Nobody of our support can see your data. If you need help, let them look in for a while: they read and change nothing, and each time they open it stands in your audit log.'
          : `Support may look in, to read, until ${until}. Each time they open it stands in your audit log.`}
      </p>
      <FormErrorSummary
        message={shownState(state).message ?? shownState(ended).message}
        errors={shownState(state).errors}
      />
      {until === null ? (
        writable ? (
          <form action={send} className="flex flex-wrap items-end gap-2">
            <Select name="hours" label="Let support look in for" options={TIMES} defaultValue="24" />
            <SubmitButton variant="secondary" pending="One moment">
              Let support look in
            </SubmitButton>
          </form>
        ) : (
          <p className="text-ink-3">This account is read-only, so support cannot be let in now.</p>
        )
      ) : (
        <form action={end}>
          <SubmitButton variant="danger" pending="Ending">
            End it now
          </SubmitButton>
        </form>
      )}
      <SavedMark state={until === null ? ended : state} />
    </div>
  )
}
