'use client'

import { Badge, type Tone } from '@/app/_ui/badge.tsx'
import { Button } from '@/app/_ui/button.tsx'
import { explainVerdict } from '@/lib/backflow/evaluate.ts'
import type { RuleProfile } from '@/lib/backflow/profiles.ts'
import type { Judged } from './use-test-form.ts'

/**
 * The verdict as one types, always in sight: pass, fail by which rule and how much, or what is still missing; and the two
 * ways to save. Signing waits until nothing is missing and says what is.
 */
export function VerdictBar({
  judged,
  profile,
  assumed,
  removed,
  signed,
  pending,
  writable,
  onSave,
}: {
  judged: Judged
  profile: RuleProfile
  assumed: boolean
  removed: boolean
  signed: boolean
  pending: 'draft' | 'sign' | null
  writable: boolean
  onSave: (sign: boolean) => void
}) {
  const { verdict } = judged
  const deciding = verdict.final ?? verdict.initial
  // A reading over the gauge's scale is judged as typed, but nobody is told "pass" before it is confirmed.
  const doubtful = judged.parsed.implausible.length > 0
  const [tone, word]: [Tone, string] = removed
    ? ['muted', 'Removed']
    : doubtful
      ? ['due', 'Check again']
      : verdict.result === 'PASS'
        ? ['pass', 'Pass']
        : verdict.result === 'FAIL'
          ? ['fail', 'Fail']
          : ['due', 'Incomplete']
  return (
    <div className="sticky bottom-0 z-5 -mx-(--gutter) mt-4 border-t border-line bg-canvas px-(--gutter) py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <output className="flex min-w-0 flex-1 basis-72 items-start gap-3">
          <Badge tone={tone} large>
            {word}
          </Badge>
          <span className="line-clamp-3 min-w-0 pt-1 text-sm text-ink-2">
            {removed ? 'Out of service: no readings are taken.' : sentence(judged, deciding, profile)}
            {assumed && !removed ? <span className="text-ink-3"> Profile assumed.</span> : null}
          </span>
        </output>
        <div className="flex flex-1 basis-auto justify-end gap-2 max-sm:*:flex-1">
          <Button
            onClick={() => onSave(false)}
            aria-disabled={pending !== null || !writable || undefined}
            data-pending={pending === 'draft' || undefined}
          >
            {pending === 'draft' ? 'Saving' : 'Save draft'}
          </Button>
          <Button
            variant="primary"
            onClick={() => onSave(true)}
            aria-disabled={pending !== null || !writable || undefined}
            data-pending={pending === 'sign' || undefined}
            data-ready={(judged.missing.length === 0 && signed) || undefined}
          >
            {pending === 'sign' ? 'Signing' : 'Sign and lock'}
          </Button>
        </div>
      </div>
    </div>
  )
}

function sentence({ verdict, parsed }: Judged, deciding: Judged['verdict']['initial'], profile: RuleProfile): string {
  const doubt = verdict.checks.find(({ code }) => code === 'implausible')
  if (doubt && parsed.implausible.length > 0) return doubt.message
  const installation = verdict.checks.find(({ stage, status }) => stage === 'record' && status === 'fail')
  if (installation && deciding.result !== 'FAIL')
    return `${installation.message} ${installation.rule} (${profile.label})`
  if (verdict.result === 'INCOMPLETE' && deciding.result === 'PASS') {
    return `The initial readings are incomplete. ${explainVerdict(verdict.initial, profile)}`
  }
  return explainVerdict(deciding, profile)
}
