'use client'

import { Banner } from '@/app/_ui/banner.tsx'
import { Select } from '@/app/_ui/select.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { ASSEMBLIES } from '@/lib/backflow/assembly.ts'
import { formatDay } from '@/lib/dates.ts'
import type { FormValues } from '@/lib/test-records/form-values.ts'
import type { TestForm } from '@/lib/test-records/queries.ts'
import { inDate, validThrough } from '@/lib/test-records/signing-choices.ts'
import type { Change, Judged, Person } from './use-test-form.ts'

/** Gauge and licence, each with its state on the day of the test, and what an owner may do about one that is out of date. */
export function WhoAndWithWhat({
  form,
  person,
  values,
  judged,
  errors,
  change,
}: {
  form: TestForm
  person: Person
  values: FormValues
  judged: Judged
  errors: Readonly<Record<string, string>>
  change: Change
}) {
  const needsGauge = ASSEMBLIES[form.inForce.conclude.type].testable && values.testType !== 'REMOVED_CAPPED'
  const own = form.licences.filter((licence) => licence.profile_id === person.profileId)
  const others = form.licences.filter((licence) => licence.profile_id !== person.profileId)
  return (
    <section aria-labelledby="who-title" className="grid gap-4 rounded-md border border-line bg-surface p-4">
      <h2 id="who-title" className="sr-only">
        Gauge and tester
      </h2>
      <div className="grid gap-4 md:grid-cols-2">
        {needsGauge ? (
          <Select
            label="Gauge"
            name="gauge_id"
            value={values.gaugeId}
            placeholder="Choose the gauge"
            error={errors.gauge_id}
            help={form.gauges.length === 0 ? <NoGauge person={person} /> : undefined}
            options={form.gauges.map((gauge) => ({
              value: gauge.id,
              label: `${gauge.name}, ${gauge.serial}: ${gaugeState(gauge, values.testedOn)}`,
            }))}
            onChange={(event) => change({ gaugeId: event.target.value })}
          />
        ) : null}
        <Select
          label="Licence"
          name="licence_id"
          value={values.licenceId}
          placeholder="Choose the licence"
          error={errors.licence_id}
          help={
            own.length === 0
              ? 'You have no licence on file, so you can save a draft for a tester, but not sign.'
              : undefined
          }
          options={[
            ...own.map((licence) => option(licence, values.testedOn, 'Your')),
            ...others.map((licence) => option(licence, values.testedOn, licence.full_name)),
          ]}
          onChange={(event) => change({ licenceId: event.target.value })}
        />
      </div>
      <OutOfDate person={person} values={values} judged={judged} form={form} errors={errors} change={change} />
    </section>
  )
}

function NoGauge({ person }: { person: Person }) {
  return person.mayAddGauge ? (
    <TextLink href="/gauges/new">Put your gauge on file</TextLink>
  ) : (
    'No gauge is on file. Ask the office to add yours; until then this can be kept as a draft.'
  )
}

function OutOfDate({
  person,
  values,
  judged,
  form,
  errors,
  change,
}: {
  person: Person
  values: FormValues
  judged: Judged
  form: TestForm
  errors: Readonly<Record<string, string>>
  change: Change
}) {
  const hard = judged.blocks.filter(
    ({ severity, code }) =>
      severity === 'block' &&
      !(code === 'gauge_missing' && values.gaugeId === '') &&
      !(code === 'cert_missing' && values.licenceId === ''),
  )
  const warnings = judged.blocks.filter(({ severity }) => severity === 'warn')
  const overridable = hard.length > 0 && hard.every((block) => block.overridable)
  return (
    <>
      {hard.map(({ code, sentence }) => (
        <Banner key={code} tone="danger">
          {sentence}
        </Banner>
      ))}
      {overridable && judged.allowed ? (
        <Banner tone="done">
          {form.record?.override_name ?? 'An owner'} allows signing: {form.record?.override_reason}
        </Banner>
      ) : null}
      {overridable && !judged.allowed && person.mayOverride ? (
        <TextInput
          label="Reason to sign all the same"
          name="override_reason"
          value={values.overrideReason}
          onChange={(event) => change({ overrideReason: event.target.value })}
          error={errors.override_reason}
          help="Kept with the record and printed on the report."
        />
      ) : null}
      {overridable && !judged.allowed && !person.mayOverride ? (
        <p className="text-ink-2">Save a draft. An admin can open it and allow signing, with a reason.</p>
      ) : null}
      {warnings.map(({ code, sentence }) => (
        <Banner key={code} tone="warn">
          {sentence}
        </Banner>
      ))}
    </>
  )
}

function gaugeState(gauge: TestForm['gauges'][number], day: string): string {
  if (day === '') return ''
  const through = validThrough(gauge, day)
  if (through === null) return 'no accuracy check before that day'
  return inDate(gauge, day) ? `valid through ${formatDay(through)}` : `was due ${formatDay(through)}`
}

function option(licence: TestForm['licences'][number], day: string, whose: string) {
  const expired = licence.expires_on < day
  return {
    value: licence.id,
    label: `${whose === 'Your' ? '' : `${whose}: `}${licence.certificate_type} ${licence.number}, ${expired ? 'expired' : 'valid through'} ${formatDay(licence.expires_on)}`,
  }
}
