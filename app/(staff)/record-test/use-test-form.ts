'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { ASSEMBLIES } from '@/lib/backflow/assembly.ts'
import type { SigningBlock } from '@/lib/backflow/blocking.ts'
import type { RecordVerdict } from '@/lib/backflow/evaluate.ts'
import type { FieldOrder } from '@/lib/backflow/field-order.ts'
import { now } from '@/lib/dates.ts'
import { concludeEntry, type Conclusion } from '@/lib/test-records/conclude-dates.ts'
import {
  emptyValues,
  type FormValues,
  type ParsedEntry,
  parseValues,
  valuesOfRecord,
} from '@/lib/test-records/form-values.ts'
import { draftKey, forgetLocalDraft, keepLocalDraft, loadLocalDraft } from '@/lib/test-records/local-drafts.ts'
import type { TestForm } from '@/lib/test-records/queries.ts'
import { blocksOnDay, defaultGauge, defaultLicence } from '@/lib/test-records/signing-choices.ts'
import { type SiteQuestion, siteQuestions } from '@/lib/test-records/site-questions.ts'
import { judgeEntry, missingForSigning, type TestEntry } from '@/lib/test-records/test-entry.ts'

export type Mode = 'new' | 'draft' | 'correct'
export interface Person {
  userId: string
  companyId: string
  profileId: string
  name: string
  timeZone: string
  fieldOrder: FieldOrder
  mayOverride: boolean
  mayAddGauge: boolean
  writable: boolean
}
export interface FormProps {
  form: TestForm
  mode: Mode
  person: Person
  newClientId: string
  timeNow: string
  phone: boolean
}

export type Change = (patch: Partial<FormValues>) => void

/** Everything that follows from what is typed. */
export interface Judged {
  parsed: ParsedEntry
  entry: Omit<TestEntry, 'sign' | 'seen'>
  verdict: RecordVerdict
  conclusion: Conclusion
  questions: readonly SiteQuestion[]
  blocks: readonly SigningBlock[]
  /** True where an owner allowed this draft to be signed as it stands. */
  allowed: boolean
  /** What keeps the record from being signed: field name and code. */
  missing: readonly { field: string; code: string }[]
}

/** The form's values, kept in the browser until saved, and what the rules make of them as one types. */
export function useTestForm(props: FormProps) {
  const { form, mode, person } = props
  const [start] = useState(() => firstValues(props))
  const [values, setValues] = useState(start)
  const [keptAt, setKeptAt] = useState<string | null>(null)
  const touched = useRef(false)
  const key = draftKey(person.userId, person.companyId, [form.device.id, mode, form.record?.id ?? null])

  useEffect(() => {
    const kept = loadLocalDraft(key, person.userId)
    if (kept === null) return
    touched.current = true
    // oxlint-disable-next-line react/set-state-in-effect -- what the browser kept is known only once it runs
    setValues(kept.values)
    setKeptAt(kept.keptAt)
  }, [key, person.userId])

  useEffect(() => {
    if (!touched.current) return
    const timer = setTimeout(() => keepLocalDraft(key, values, now()), 300)
    return () => clearTimeout(timer)
  }, [key, values])

  const change: Change = (patch) => {
    touched.current = true
    setValues((before) => ({ ...before, ...patch }))
  }
  const forget = () => {
    touched.current = false
    forgetLocalDraft(key)
  }
  return {
    values,
    change,
    /** When the entries on screen were kept by the browser, if that is where they come from. */
    keptAt,
    forget,
    startOver: () => {
      forget()
      setKeptAt(null)
      setValues({ ...start, clientId: mode === 'draft' ? start.clientId : crypto.randomUUID() })
    },
    judged: useMemo(() => judge(props, values), [props, values]),
  }
}

function firstValues({ form, mode, person, newClientId, timeNow }: FormProps): FormValues {
  const { record, inForce } = form
  if (record !== null) {
    const values = valuesOfRecord(record, record.readings, mode === 'draft' ? record.client_id : newClientId)
    return mode === 'draft' ? values : { ...values, supersedeReason: '', certified: '', certifyReason: '' }
  }
  const today = inForce.today
  const failedBefore = form.previous?.result === 'FAIL'
  return emptyValues({
    clientId: newClientId,
    testedOn: today,
    testedAt: timeNow,
    testType: inForce.conclude.status === 'PENDING_INSTALL' ? 'INITIAL' : failedBefore ? 'REPAIR_RETEST' : 'ANNUAL',
    licenceId: defaultLicence(form.licences, person.profileId, today)?.id ?? '',
    gaugeId: defaultGauge(form.gauges, today)?.id ?? '',
    answers: inForce.nonPotableSupply ? { non_potable_supply: 'yes' } : {},
  })
}

const REMOVED_REASON = 'Removed and capped: no readings are taken.'

function judge({ form, mode, person }: FormProps, values: FormValues): Judged {
  const { inForce, record } = form
  const { conclude, profile, state } = inForce
  const type = conclude.type
  const parsed = parseValues(type, values, {
    deviceId: form.device.id,
    supersedesId: mode === 'correct' ? (record?.id ?? null) : (record?.supersedes_id ?? null),
  })
  const verdict = judgeEntry(type, profile, parsed.entry)
  const removed = values.testType === 'REMOVED_CAPPED'
  const concluded = verdict.result === 'INCOMPLETE' ? null : verdict.result
  const entry = {
    ...parsed.entry,
    certifiedResult: values.certified === '' ? (removed ? ('PASS' as const) : concluded) : values.certified,
    certifyReason: values.certifyReason.trim() === '' ? (removed ? REMOVED_REASON : null) : values.certifyReason.trim(),
  }
  const licence = form.licences.find(({ id }) => id === values.licenceId) ?? null
  const gauge = form.gauges.find(({ id }) => id === values.gaugeId) ?? null
  const questions = removed ? [] : siteQuestions(type, state, profile)
  const nonPotable = entry.answers.non_potable_supply ?? inForce.nonPotableSupply
  const blocks =
    'tested_on' in parsed.errors
      ? []
      : blocksOnDay({
          type,
          testedOn: values.testedOn,
          state,
          licence,
          gauge,
          nonPotable,
          use: conclude.use,
          repaired: values.hasFinal,
          removed,
        })
  const allowed =
    mode === 'draft' &&
    record?.override_by != null &&
    record.tested_on === values.testedOn &&
    (record.licence_id ?? '') === values.licenceId &&
    (record.gauge_id ?? '') === values.gaugeId
  const required = questions.filter((question) => question.required).map(({ key }) => key)
  const overriding = person.mayOverride && values.overrideReason.trim().length >= 5
  const needsGauge = ASSEMBLIES[type].testable && !removed
  return {
    parsed,
    entry,
    verdict,
    // Until the day can be read nothing is concluded from it.
    conclusion: concludeEntry(conclude, 'tested_on' in parsed.errors ? { ...entry, testedOn: inForce.today } : entry),
    questions,
    blocks,
    allowed,
    missing: [
      ...Object.keys(parsed.errors).map((field) => ({ field, code: 'unreadable' })),
      ...parsed.implausible.map((field) => ({ field, code: 'implausible' })),
      ...(licence !== null && licence.profile_id !== person.profileId
        ? [{ field: 'licence_id', code: 'licence_not_yours' }]
        : []),
      ...missingForSigning(type, { ...entry, sign: true, seen: null }, verdict, required),
      ...(values.testedOn > inForce.today ? [{ field: 'tested_on', code: 'test_date_in_future' }] : []),
      ...blocks
        .filter(
          ({ severity, overridable, code }) =>
            severity === 'block' &&
            !(code === 'cert_missing' && licence === null) &&
            !(code === 'gauge_missing' && needsGauge) &&
            !(overridable && (allowed || overriding)),
        )
        .map(({ code }) => ({ field: code.startsWith('gauge') ? 'gauge_id' : 'licence_id', code: 'out_of_date' })),
    ],
  }
}
