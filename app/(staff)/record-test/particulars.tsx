'use client'

import { Segmented } from '@/app/_ui/radio-group.tsx'
import { Select } from '@/app/_ui/select.tsx'
import { DateInput, TextInput } from '@/app/_ui/text-input.tsx'
import { ASSEMBLIES } from '@/lib/backflow/assembly.ts'
import { TEST_TYPE_LABELS, TEST_TYPES } from '@/lib/backflow/test-types.ts'
import type { FormValues } from '@/lib/test-records/form-values.ts'
import type { TestForm } from '@/lib/test-records/queries.ts'
import type { SiteQuestion } from '@/lib/test-records/site-questions.ts'
import type { Change } from './use-test-form.ts'

const YES_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

/** Kind and day of the test, the condition it was made in, and what the district asks about the installation. */
export function Particulars({
  form,
  values,
  errors,
  questions,
  change,
}: {
  form: TestForm
  values: FormValues
  errors: Readonly<Record<string, string>>
  questions: readonly SiteQuestion[]
  change: Change
}) {
  const type = form.inForce.conclude.type
  const { testable, detector } = ASSEMBLIES[type]
  const removed = values.testType === 'REMOVED_CAPPED'
  return (
    <section aria-labelledby="particulars-title" className="grid gap-4 rounded-md border border-line bg-surface p-4">
      <h2 id="particulars-title" className="sr-only">
        The test
      </h2>
      <div className="grid gap-x-3 gap-y-4 min-[28rem]:grid-cols-2 lg:grid-cols-4">
        <Select
          className="min-[28rem]:col-span-2"
          label="Kind of test"
          name="test_type"
          value={values.testType}
          options={TEST_TYPES.map((each) => ({ value: each, label: TEST_TYPE_LABELS[each] }))}
          onChange={(event) => change({ testType: TEST_TYPES.find((each) => each === event.target.value) ?? 'ANNUAL' })}
        />
        <DateInput
          label="Day of the test"
          name="tested_on"
          value={values.testedOn}
          max={form.inForce.today}
          onChange={(event) => change({ testedOn: event.target.value })}
          error={errors.tested_on}
          required
        />
        <TextInput
          label="Time"
          name="tested_at"
          type="time"
          value={values.testedAt}
          onChange={(event) => change({ testedAt: event.target.value })}
          optional
        />
        {testable && !removed ? (
          <>
            <TextInput
              label="Line pressure"
              name="line_pressure_psi"
              unit="psi"
              inputMode="numeric"
              autoComplete="off"
              enterKeyHint="next"
              value={values.linePressure}
              onChange={(event) => change({ linePressure: event.target.value })}
              error={errors.line_pressure_psi}
              optional
            />
            <Segmented
              label="Shutoff 1"
              name="shutoff1"
              value={values.shutoff1}
              options={[
                { value: 'tight', label: 'Tight' },
                { value: 'leaked', label: 'Leaked' },
              ]}
              onChange={(event) => change({ shutoff1: event.target.value === 'leaked' ? 'leaked' : 'tight' })}
              optional
            />
          </>
        ) : null}
        {detector !== null && !removed ? (
          <>
            <TextInput
              label="Detector meter"
              name="detector_meter_reading"
              inputMode="decimal"
              autoComplete="off"
              value={values.meterReading}
              onChange={(event) => change({ meterReading: event.target.value })}
              error={errors.detector_meter_reading}
              optional
            />
            <Segmented
              label="Meter moved"
              name="detector_meter_moved"
              value={values.meterMoved}
              options={YES_NO}
              onChange={(event) => change({ meterMoved: event.target.value === 'yes' ? 'yes' : 'no' })}
              optional
            />
          </>
        ) : null}
      </div>
      {removed ? (
        <p className="text-ink-2">
          No readings are needed. Signing takes the assembly out of service; nothing is due for it after that.
        </p>
      ) : null}
      {questions.length === 0 ? null : (
        <div className="grid items-start gap-4 border-t border-line pt-4 md:grid-cols-2">
          {questions.map(({ key, question, required }) => (
            <Segmented
              key={key}
              label={question}
              name={key}
              value={values.answers[key] ?? ''}
              options={YES_NO}
              error={errors[key]}
              optional={!required}
              onChange={(event) =>
                change({ answers: { ...values.answers, [key]: event.target.value === 'yes' ? 'yes' : 'no' } })
              }
            />
          ))}
        </div>
      )}
    </section>
  )
}
