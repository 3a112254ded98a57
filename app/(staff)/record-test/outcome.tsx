'use client'

import { Mark } from '@/app/_ui/badge.tsx'
import { Segmented } from '@/app/_ui/radio-group.tsx'
import { SignaturePad } from '@/app/_ui/signature-pad.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { formatDay } from '@/lib/dates.ts'
import type { FormValues } from '@/lib/test-records/form-values.ts'
import type { TestForm } from '@/lib/test-records/queries.ts'
import type { Change, Judged, Person } from './use-test-form.ts'

/** What is certified, what follows for the assembly, remarks, and the signature. */
export function Outcome({
  form,
  person,
  values,
  judged,
  errors,
  change,
  onSigned,
}: {
  form: TestForm
  person: Person
  values: FormValues
  judged: Judged
  errors: Readonly<Record<string, string>>
  change: Change
  onSigned: (signed: boolean) => void
}) {
  const { verdict, entry, conclusion } = judged
  const removed = values.testType === 'REMOVED_CAPPED'
  const certified = entry.certifiedResult
  const against = !removed && certified !== null && certified !== verdict.result
  return (
    <section aria-labelledby="outcome-title" className="grid gap-4 rounded-md border border-line bg-surface p-4">
      <h2 id="outcome-title" className="text-lg font-semibold">
        Result and signature
      </h2>
      <TextArea
        label="Remarks"
        name="remarks"
        rows={2}
        value={values.remarks}
        onChange={(event) => change({ remarks: event.target.value })}
        error={errors.remarks}
        optional
      />
      {removed ? null : (
        <Segmented
          label="I certify"
          name="certified_result"
          value={certified ?? ''}
          options={[
            { value: 'PASS', label: 'Pass' },
            { value: 'FAIL', label: 'Fail' },
          ]}
          error={errors.certified_result}
          help={
            verdict.result === 'INCOMPLETE'
              ? 'The rules have no verdict yet: readings are missing.'
              : `The rules conclude ${verdict.result.toLowerCase()}. You decide; a reason is needed against them.`
          }
          onChange={(event) => {
            const chosen = event.target.value === 'PASS' ? 'PASS' : 'FAIL'
            change({ certified: chosen === verdict.result ? '' : chosen })
          }}
        />
      )}
      {against ? (
        <TextArea
          label={`Why ${certified === 'PASS' ? 'pass' : 'fail'}, against the verdict of the rules`}
          name="certify_reason"
          required
          rows={2}
          value={values.certifyReason}
          onChange={(event) => change({ certifyReason: event.target.value })}
          error={errors.certify_reason}
          help="Both results and this reason are kept and printed."
        />
      ) : null}
      {certified === null ? null : (
        <div className="grid gap-1">
          <NextDue form={form} judged={judged} failed={certified === 'FAIL'} />
          <p className="max-w-prose text-sm text-ink-3">{conclusion.basis}</p>
        </div>
      )}
      <div className="max-w-form">
        <p className="mb-2 max-w-prose text-sm text-ink-2">{form.company?.certification}</p>
        <SignaturePad
          label={`Signature of ${person.name}`}
          name="signature"
          typedName={person.name}
          error={errors.signature}
          onSigned={onSigned}
        />
      </div>
    </section>
  )
}

function NextDue({ form, judged, failed }: { form: TestForm; judged: Judged; failed: boolean }) {
  const { conclusion } = judged
  const before = form.inForce.dueOn
  if (failed && conclusion.repairDueOn !== null) {
    return (
      <p>
        <Mark tone="fail">
          Repair and retest by {formatDay(conclusion.repairDueOn)}
          {conclusion.repairAssumed ? ' (30 days assumed)' : ''}
        </Mark>
      </p>
    )
  }
  if (conclusion.dueOn === null) return <Mark tone="muted">Nothing is due after this test</Mark>
  return (
    <p className="flex flex-wrap items-baseline gap-x-3">
      <Mark tone="info">Next due {formatDay(conclusion.dueOn)}</Mark>
      {before === null || before === conclusion.dueOn ? null : (
        <span className="text-sm text-ink-3">
          was {formatDay(before)}
          {form.inForce.dueSource === 'imported' ? ', imported' : ''}
        </span>
      )}
    </p>
  )
}
