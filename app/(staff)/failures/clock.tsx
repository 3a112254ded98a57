import { Badge, type Tone } from '@/app/_ui/badge.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { daysBetween, relativeDay } from '@/lib/dates.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { HOLDERS } from '@/lib/failures/failure-list.ts'

/** A deadline and how far it is: the day, and in words while the failure is open. */
export function Clock({ due, today, open }: { due: string | null; today: string; open: boolean }) {
  if (due === null) return <Missing words="No deadline on file" />
  const left = daysBetween(today, due)
  const tone = left < 0 ? 'text-fail' : 'text-ink-3'
  return (
    <>
      <Day day={due} /> {open ? <span className={`sub ${tone}`}>{relativeDay(due, today)}</span> : null}
    </>
  )
}

const TONES: Readonly<Record<string, Tone>> = {
  nobody: 'fail',
  quoted: 'info',
  declined: 'due',
  approved: 'due',
  ordered: 'due',
  visit_planned: 'info',
  closed: 'pass',
}

/** Whose turn it is. */
export function Holder({ holder }: { holder: string }) {
  return <Badge tone={TONES[holder] ?? 'muted'}>{wordFor(HOLDERS, holder)}</Badge>
}
