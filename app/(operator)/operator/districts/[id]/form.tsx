'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { Mark } from '@/app/_ui/badge.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import type { RulebookEntry } from '@/lib/operator/desk.ts'
import { reviseDistrictAction } from '../../actions.ts'

export function DistrictForm({ entry }: { entry: RulebookEntry }) {
  const [state, send] = useFormAction(reviseDistrictAction)
  const { values, errors, message } = shownState(state)
  const box = (name: string, now: string | number | null) => ({
    name,
    defaultValue: values[name] ?? now ?? '',
    error: errors[name],
  })
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <input type="hidden" name="id" value={entry.id} />
      <TextInput {...box('name', entry.name)} label="Name" required />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextInput {...box('phone', entry.phone)} label="Phone" optional />
        <TextInput
          {...box('retention_years', entry.retention_years)}
          label="Years tests are kept"
          optional
          inputMode="numeric"
        />
        <TextInput {...box('program_url', entry.program_url)} label="Page of the program" optional type="url" />
        <TextInput {...box('portal_url', entry.portal_url)} label="Portal" optional type="url" />
      </div>
      <TextArea {...box('due_detail', entry.due_detail)} label="When tests are due, in words" optional />
      <TextArea {...box('tester_rules', entry.tester_rules)} label="What testers need" optional />
      <TextArea {...box('source_urls', entry.source_urls.join('\n'))} label="Sources, one a line" required />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pending="Saving">Save</SubmitButton>
        <output>{state.status === 'done' ? <Mark tone="pass">{state.message ?? 'Saved.'}</Mark> : null}</output>
      </div>
    </form>
  )
}
