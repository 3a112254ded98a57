'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Banner } from '@/app/_ui/banner.tsx'
import { Button, LinkButton } from '@/app/_ui/button.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { heard, useFormAction } from '@/app/_ui/heard.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { Segmented } from '@/app/_ui/radio-group.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { ASSEMBLIES } from '@/lib/backflow/assembly.ts'
import type { FieldOrder } from '@/lib/backflow/field-order.ts'
import { formatDay, formatInstant } from '@/lib/dates.ts'
import { refusalSentence } from '@/lib/errors.ts'
import { recordTestAction, setFieldOrderAction } from './actions.ts'
import { labelOf } from './field-labels.ts'
import { IdentityBar } from './identity-bar.tsx'
import { Outcome } from './outcome.tsx'
import { Particulars } from './particulars.tsx'
import { RepairsEditor } from './repairs-editor.tsx'
import { StageReadings } from './stage-readings.tsx'
import { type FormProps, useTestForm } from './use-test-form.ts'
import { VerdictBar } from './verdict-bar.tsx'
import { WhoAndWithWhat } from './who-and-with-what.tsx'

/** Step two: one record, from the first reading to the signature. Nothing typed is lost before it is saved. */
export function RecordTestForm(props: FormProps) {
  const { form, mode, person } = props
  const { inForce, record } = form
  const { profile, conclude } = inForce
  const router = useRouter()
  const element = useRef<HTMLFormElement>(null)
  const { values, change, keptAt, forget, startOver, judged } = useTestForm(props)
  const [order, setOrder] = useState<FieldOrder>(person.fieldOrder)
  const [signed, setSigned] = useState(false)
  const [tried, setTried] = useState<{ sign: boolean; count: number } | null>(null)
  const [state, send, pending] = useFormAction(recordTestAction)
  const field = useFieldDensity(props.phone)

  useEffect(() => {
    if (state.status === 'done') {
      forget()
      router.push(`/test-records/${state.id ?? ''}?done=${tried?.sign === true ? 'signed' : 'draft'}`)
    } else if (state.status === 'refused' && STALE.has(state.code)) {
      router.refresh()
    }
    // oxlint-disable-next-line react/exhaustive-deps -- once per answer
  }, [state])

  const errors = { ...(state.status === 'refused' ? state.errors : {}), ...judged.parsed.errors, ...missingErrors() }

  function missingErrors(): Record<string, string> {
    if (tried === null || !tried.sign) return {}
    const found: Record<string, string> = {}
    for (const { field: name, code } of judged.missing) {
      if (code !== 'unreadable') found[name] ??= SENTENCES[code] ?? refusalSentence(code) ?? code
    }
    if (!signed) found.signature = refusalSentence('signature_missing') ?? ''
    return found
  }

  function save(sign: boolean) {
    if (pending || !person.writable) return
    setTried({ sign, count: (tried?.count ?? 0) + 1 })
    const unreadable = Object.keys(judged.parsed.errors).length > 0
    if (unreadable || (sign && (judged.missing.length > 0 || !signed))) return
    const data = new FormData()
    const seen = { dueOn: judged.conclusion.dueOn, result: judged.verdict.result }
    data.set('entry', JSON.stringify({ ...judged.entry, sign, seen: sign ? seen : null }))
    const signature = element.current === null ? null : new FormData(element.current).get('signature')
    if (sign && typeof signature === 'string') data.set('signature', signature)
    startTransition(() => send(data))
  }

  const type = conclude.type
  const { family } = ASSEMBLIES[type]
  const removed = values.testType === 'REMOVED_CAPPED'
  const shown = tried !== null && Object.keys(errors).length > 0
  const refusal = state.status === 'refused' ? state : null
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter in any of its boxes goes on to the next
    <form
      ref={element}
      noValidate
      data-density={field ? 'field' : undefined}
      className="max-w-[60rem] [&_input]:scroll-mb-40 [&_select]:scroll-mb-40 [&_textarea]:scroll-mb-40"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={nextOnEnter}
    >
      <PageHeader title={TITLES[mode]} crumbs={[{ label: 'Find an assembly', href: '/record-test' }]} />
      <IdentityBar form={form} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {shown || refusal !== null ? (
          <FormErrorSummary
            key={tried?.count}
            message={refusal !== null && Object.keys(refusal.errors).length === 0 ? refusal.message : undefined}
            errors={errors}
            attempt={tried?.count}
            labels={Object.fromEntries(Object.keys(errors).map((name) => [name, labelOf(name)]))}
          />
        ) : null}
        {keptAt === null ? null : (
          <Banner
            action={
              <Button variant="quiet" onClick={startOver}>
                Start over
              </Button>
            }
          >
            These are your entries of {formatInstant(keptAt, person.timeZone)}, kept on this device and not saved yet.
          </Banner>
        )}
        {mode !== 'new' || form.drafts[0] === undefined ? null : (
          <Banner
            action={<LinkButton href={`/record-test?draft=${form.drafts[0].id}`}>Go on with the draft</LinkButton>}
          >
            A draft of {formatDay(form.drafts[0].tested_on)}
            {form.drafts[0].tester_name ? ` by ${form.drafts[0].tester_name}` : ''} is open for this assembly.
          </Banner>
        )}
        {mode === 'correct' && record !== null ? (
          <section className="grid gap-3 rounded-md border border-line bg-surface p-4">
            <p>
              You correct the record of {formatDay(record.tested_on)}
              {record.certified_result ? ` (${record.certified_result.toLowerCase()})` : ''}. It stays on file, marked
              superseded; this one takes its place.
            </p>
            <TextArea
              label="What was wrong with it"
              name="supersede_reason"
              required
              rows={2}
              value={values.supersedeReason}
              onChange={(event) => change({ supersedeReason: event.target.value })}
              error={errors.supersede_reason}
            />
          </section>
        ) : null}
        <Particulars form={form} values={values} errors={errors} questions={judged.questions} change={change} />
        {removed ? null : (
          <>
            <div className="flex flex-wrap items-end justify-between gap-3" data-density={field ? 'field' : undefined}>
              {family !== 'RP' ? null : (
                <Segmented
                  label="Order of reading"
                  name="field_order"
                  value={order}
                  options={[
                    { value: 'USC', label: 'Relief first' },
                    { value: 'ASSE', label: 'Check 1 first' },
                  ]}
                  onChange={(event) => {
                    const chosen = event.target.value === 'ASSE' ? 'ASSE' : 'USC'
                    setOrder(chosen)
                    const data = new FormData()
                    data.set('order', chosen)
                    startTransition(async () => {
                      await heard(setFieldOrderAction, data)
                    })
                  }}
                />
              )}
              <p className="text-sm text-ink-3">
                Judged by {profile.label}, rules {profile.version}
                {inForce.profileAssumed ? ' (assumed: the purveyor’s own is not on file)' : ''}
              </p>
            </div>
            <StageReadings
              stage="initial"
              title="Initial test"
              {...{ form, order, profile, values, errors, change }}
              parsed={judged.parsed}
              verdict={judged.verdict}
            />
            {values.hasFinal ? (
              <>
                <RepairsEditor type={type} values={values} errors={errors} change={change} />
                <StageReadings
                  stage="final"
                  title="Final test, after repair"
                  {...{ form, order, profile, values, errors, change }}
                  parsed={judged.parsed}
                  verdict={judged.verdict}
                />
                <div>
                  <Button variant="quiet" onClick={() => change({ hasFinal: false })}>
                    Remove the final test
                  </Button>
                </div>
              </>
            ) : (
              <div>
                <Button
                  variant={judged.verdict.initial.result === 'FAIL' ? 'secondary' : 'quiet'}
                  onClick={() => change({ hasFinal: true })}
                >
                  Add repairs and a final test
                </Button>
              </div>
            )}
          </>
        )}
        <WhoAndWithWhat form={form} person={person} values={values} judged={judged} errors={errors} change={change} />
        <Outcome
          form={form}
          person={person}
          values={values}
          judged={judged}
          errors={errors}
          change={change}
          onSigned={setSigned}
        />
      </div>
      <VerdictBar
        judged={judged}
        profile={profile}
        assumed={inForce.profileAssumed}
        removed={removed}
        signed={signed}
        pending={pending || state.status === 'done' ? (tried?.sign === true ? 'sign' : 'draft') : null}
        writable={person.writable}
        onSave={save}
      />
    </form>
  )
}

const TITLES = { new: 'Record a test', draft: 'Go on with the draft', correct: 'Correct a record' } as const
const STALE: ReadonlySet<string> = new Set(['records_changed', 'seen_has_changed', 'already_superseded'])
const SENTENCES: Readonly<Record<string, string>> = {
  implausible: 'This reading is above a test kit’s scale. Confirm it, or correct it.',
  out_of_date: 'Out of date on the day of the test: save a draft, or let an owner allow signing with a reason.',
}

/** Enter goes to the next box in the order of the hand; it never sends the form. */
function nextOnEnter(event: React.KeyboardEvent<HTMLFormElement>) {
  const target = event.target
  if (event.key !== 'Enter' || !(target instanceof HTMLInputElement) || event.nativeEvent.isComposing) return
  event.preventDefault()
  const boxes = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(
      'input:not([type="hidden"], [type="checkbox"]), select, textarea',
    ),
  ]
  // A group of choices is one stop: its chosen one, or its first.
  const next = boxes
    .slice(boxes.indexOf(target) + 1)
    .find((box) => !(box instanceof HTMLInputElement && box.type === 'radio' && box.name === target.name))
  if (!(next instanceof HTMLInputElement) || next.type !== 'radio') return next?.focus()
  const group = boxes.filter((box) => box instanceof HTMLInputElement && box.name === next.name)
  ;(group.find((box) => box instanceof HTMLInputElement && box.checked) ?? next).focus()
}

/** Large controls where fingers are used. The server's guess by the browser's name holds until the page knows better. */
function useFieldDensity(guess: boolean): boolean {
  return useSyncExternalStore(
    (notify) => {
      const query = window.matchMedia(PHONE)
      query.addEventListener('change', notify)
      return () => query.removeEventListener('change', notify)
    },
    () => window.matchMedia(PHONE).matches,
    () => guess,
  )
}
const PHONE = '(width < 48rem), (pointer: coarse)'
