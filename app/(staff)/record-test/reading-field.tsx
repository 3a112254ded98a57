'use client'

import { Button } from '@/app/_ui/button.tsx'
import { Segmented } from '@/app/_ui/radio-group.tsx'
import { ReadingInput } from '@/app/_ui/reading-input.tsx'
import type { AssemblyType } from '@/lib/backflow/assembly.ts'
import type { Check } from '@/lib/backflow/evaluate.ts'
import type { ReadingField as Field } from '@/lib/backflow/field-order.ts'
import type { RuleProfile } from '@/lib/backflow/profiles.ts'
import type { Stage } from '@/lib/backflow/readings.ts'
import { likelyMeant, readingName } from '@/lib/test-records/form-values.ts'
import { limitOf } from '@/lib/test-records/limits.ts'

/** What was read at the same place last time. */
export interface LastTime {
  hundredths: number | null
  words: string | null
  note: string
}

/** One thing to read: a number with what may be ticked in its place, or a choice. What the rules say of it stands below. */
export function ReadingField({
  field,
  stage,
  type,
  profile,
  texts,
  error,
  askAgain,
  checks,
  last,
  read,
  onChange,
  onConfirm,
}: {
  field: Field
  stage: Stage
  type: AssemblyType
  profile: RuleProfile
  /** The form's readings by name. */
  texts: Readonly<Record<string, string>>
  error: string | undefined
  /** True when the value is over the gauge's scale and nobody confirmed it. */
  askAgain: boolean
  /** The checks of this component at this stage. */
  checks: readonly Check[]
  last: LastTime | null
  read: { relief: number | null; supply: number | null }
  onChange: (name: string, text: string) => void
  onConfirm: (name: string) => void
}) {
  const name = readingName(stage, field.part, field.key)
  const text = texts[name] ?? ''
  const failed = checks.find(({ status }) => status === 'fail')
  const warned = checks.find(({ status, code }) => status === 'warn' && code !== 'implausible' && code !== 'so2_leaked')
  const passed = checks.some(({ status }) => status === 'pass')
  if (field.kind !== 'psid' && field.kind !== 'inches') {
    return (
      <div className="grid content-start gap-1">
        <Segmented
          label={field.label}
          name={name}
          options={field.alternates.map(({ value, label }) => ({
            value: String(value),
            label: value === 'leaked_compensated' ? 'Compensated' : label,
          }))}
          value={text}
          onChange={(event) => onChange(name, event.target.value)}
          optional={!field.required}
          error={error}
          {...(last?.words == null ? {} : { help: `Last ${last.words}, ${last.note}` })}
        />
        {failed === undefined || text === '' ? null : (
          <p className="mark is-fail items-start! text-sm">{failed.message}</p>
        )}
      </div>
    )
  }
  const instead = field.alternates.find(({ value }) => value !== 'tight')
  const insteadName = instead === undefined ? name : readingName(stage, field.part, instead.key)
  const ticked = instead !== undefined && texts[insteadName] === String(instead.value)
  const blank = text === '' && !ticked
  const state = blank ? undefined : failed ? 'fail' : warned || askAgain ? 'warn' : passed ? 'pass' : undefined
  const meant = askAgain ? likelyMeant(text) : null
  const limit = limitOf(type, field.key, profile, read)
  const box = (
    <ReadingInput
      label={field.label}
      name={name}
      optional={!field.required}
      unit={field.unit ?? 'psid'}
      value={text}
      onValueChange={(typed) => onChange(name, typed)}
      error={error}
      state={state}
      verdict={blank || error !== undefined ? '' : (failed?.message ?? warned?.message ?? '')}
      {...(limit === undefined ? {} : { limitHundredths: limit })}
      {...(last?.hundredths == null ? {} : { lastHundredths: last.hundredths, lastNote: last.note })}
      {...(last?.hundredths == null && last?.words != null ? { help: ` Last ${last.words}, ${last.note}` } : {})}
    />
  )
  return (
    <div className="grid content-start gap-2">
      {instead === undefined ? (
        box
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3">
          {box}
          <label className="mt-6 flex h-14 items-center gap-2">
            <input
              type="checkbox"
              className="tick"
              name={insteadName}
              checked={ticked}
              onChange={(event) => onChange(insteadName, event.target.checked ? String(instead.value) : '')}
            />
            {instead.label}
            <span className="sr-only">, {field.label}</span>
          </label>
        </div>
      )}
      {askAgain ? (
        <div role="alert" className="banner is-overdue">
          <p className="mark is-overdue font-normal!">
            <span className="text-ink">
              {text} is above a test kit’s scale of 15 psid.{meant === null ? '' : ` Was it ${meant}?`}
            </span>
          </p>
          <span className="flex flex-wrap gap-2">
            {meant === null ? null : <Button onClick={() => onChange(name, meant)}>It is {meant}</Button>}
            <Button variant="quiet" onClick={() => onConfirm(name)}>
              It is {text}
            </Button>
          </span>
        </div>
      ) : null}
    </div>
  )
}
