import { Badge, Mark, type Tone } from '@/app/_ui/badge.tsx'
import type { CheckStatus, Result } from '@/lib/backflow/evaluate.ts'
import { type TryRp, tryRp } from '@/lib/backflow/try-rp.ts'

/** The verdict on the readings of the home page, rule by rule; drawn by the server, and by the browser as one types. */
export function VerdictLines({ readings }: { readings: TryRp }) {
  const { verdict, sentence, errors } = tryRp(readings)
  const [tone, word] = RESULTS[verdict.result]
  return (
    <>
      <p className="flex flex-wrap items-start gap-3">
        <Badge tone={tone} large>
          {word}
        </Badge>
        <span className="min-w-0 flex-1 basis-56 text-ink">{errors.rv ?? errors.c1 ?? sentence}</span>
      </p>
      <ul className="mt-3 grid gap-2 border-t border-line pt-3">
        {verdict.checks.map((check) => (
          <li key={`${check.code} ${check.component}`} className="text-sm">
            <Mark tone={STATUSES[check.status]} className="items-start!">
              {check.message}
            </Mark>
            <span className="block ps-5.5 text-ink-3">{check.rule}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

const RESULTS: Readonly<Record<Result, [Tone, string]>> = {
  PASS: ['pass', 'Pass'],
  FAIL: ['fail', 'Fail'],
  INCOMPLETE: ['due', 'Incomplete'],
}

const STATUSES: Readonly<Record<CheckStatus, Tone>> = { pass: 'pass', fail: 'fail', warn: 'due', missing: 'muted' }
