'use client'

import { Psid } from '@/app/_ui/psid.tsx'
import { ASSEMBLIES } from '@/lib/backflow/assembly.ts'
import type { RecordVerdict } from '@/lib/backflow/evaluate.ts'
import { type FieldOrder, type ReadingField as Field, readingFields } from '@/lib/backflow/field-order.ts'
import type { RuleProfile } from '@/lib/backflow/profiles.ts'
import { COLUMN_OF, type Part, type Stage } from '@/lib/backflow/readings.ts'
import { formatDay } from '@/lib/dates.ts'
import { type FormValues, type ParsedEntry, readingName } from '@/lib/test-records/form-values.ts'
import type { TestForm } from '@/lib/test-records/queries.ts'
import { type LastTime, ReadingField } from './reading-field.tsx'
import type { Change } from './use-test-form.ts'

/** All readings of one stage in the order of the hand: the main assembly, then a Type I's bypass under its own serial. */
export function StageReadings({
  stage,
  title,
  form,
  order,
  profile,
  values,
  parsed,
  verdict,
  errors,
  change,
}: {
  stage: Stage
  title: string
  form: TestForm
  order: FieldOrder
  profile: RuleProfile
  values: FormValues
  parsed: ParsedEntry
  verdict: RecordVerdict
  errors: Readonly<Record<string, string>>
  change: Change
}) {
  const type = form.inForce.conclude.type
  // A device without test cocks has no shutoffs of its own to report on.
  const fields = readingFields(type, order, profile).filter(
    ({ key }) => ASSEMBLIES[type].testable || key !== 'shutoff2State',
  )
  const parts: readonly Part[] = fields.some(({ part }) => part === 'bypass') ? ['main', 'bypass'] : ['main']
  const checks = (stage === 'initial' ? verdict.initial : verdict.final)?.checks ?? []
  const set = (name: string, text: string) =>
    change({ readings: { ...values.readings, [name]: text }, confirmed: { ...values.confirmed, [name]: '' } })
  return (
    <section aria-labelledby={`${stage}-title`} className="grid gap-4 rounded-md border border-line bg-surface p-4">
      <h2 id={`${stage}-title`} className="text-lg font-semibold">
        {title}
      </h2>
      {parts.map((part) => {
        const entry = (stage === 'initial' ? parsed.entry.initial : parsed.entry.final)?.[part] ?? {}
        const relief = numberOf(entry.rvOpenedHundredthsPsid)
        const check1 = numberOf(entry.cv1HundredthsPsid)
        return (
          <fieldset key={part} className="grid min-w-0 gap-4" aria-label={partWords(form, part, parts.length)}>
            {parts.length === 1 ? null : (
              <h3 className="border-b border-line pb-1 font-medium text-ink-2">
                {partWords(form, part, parts.length)}
              </h3>
            )}
            <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-x-6 gap-y-4">
              {fields
                .filter((field) => field.part === part)
                .map((field) => {
                  const name = readingName(stage, part, field.key)
                  return (
                    <ReadingField
                      key={name}
                      field={field}
                      stage={stage}
                      type={type}
                      profile={profile}
                      texts={values.readings}
                      error={errors[name]}
                      askAgain={parsed.implausible.includes(name)}
                      checks={checks.filter(
                        (check) => check.part === part && judges(field, check.component, check.code),
                      )}
                      last={lastTime(form, field)}
                      read={{ relief, supply: numberOf(entry.agSupplyHundredthsIn) }}
                      onChange={set}
                      onConfirm={(confirmed) =>
                        change({
                          confirmed: { ...values.confirmed, [confirmed]: (values.readings[confirmed] ?? '').trim() },
                        })
                      }
                    />
                  )
                })}
            </div>
            {relief === null || check1 === null ? null : (
              <p className="text-sm text-ink-2">
                Buffer, check 1 less relief: <Psid hundredths={check1 - relief} />
              </p>
            )}
          </fieldset>
        )
      })}
    </section>
  )
}

// A component may be read in two ways (check 2 against back-pressure and in flow): each box shows its own checks.
function judges(field: Field, component: string, code: string): boolean {
  if (component !== field.component) return false
  if (field.key === 'cv2State') return code === 'cv2_tight'
  if (field.key === 'aiFullyOpen') return code === 'ai_fully_open'
  if (field.key === 'agSupplyHundredthsIn') return false
  return code !== 'cv2_tight' && code !== 'ai_fully_open'
}

function partWords(form: TestForm, part: Part, parts: number): string {
  if (parts === 1) return 'Readings'
  const serial = part === 'main' ? form.device.serial : form.device.bypass_serial
  return `${part === 'main' ? 'Main assembly' : 'Bypass assembly'}, ${serial ? `serial ${serial}` : 'no serial on file'}`
}

/** The last record's reading of the same thing, after repair where there was one. */
function lastTime(form: TestForm, field: Field): LastTime | null {
  const rows = form.previous?.readings?.filter(({ part }) => part === field.part) ?? []
  const row = rows.find(({ stage }) => stage === 'final') ?? rows[0]
  if (row === undefined || form.previous === null) return null
  const value = row[COLUMN_OF[field.key]]
  const note = formatDay(form.previous.tested_on)
  if (typeof value === 'number') return { hundredths: value, words: null, note }
  const chosen = field.alternates.find((alternate) => {
    const stored = row[COLUMN_OF[alternate.key]]
    return stored === alternate.value && stored !== 'tight'
  })
  const told =
    chosen ??
    field.alternates.find((alternate) => field.kind !== 'psid' && row[COLUMN_OF[alternate.key]] === alternate.value)
  return told === undefined ? null : { hundredths: null, words: told.label.toLowerCase(), note }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
