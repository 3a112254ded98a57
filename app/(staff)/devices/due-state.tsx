import { Badge, type Tone } from '@/app/_ui/badge.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { type Day as DayText, daysBetween, relativeDay } from '@/lib/dates.ts'
import { COMPLIANCE_WORDS, DUE_SOURCE_WORDS, wordFor } from '@/lib/devices/words.ts'

const TONES: Readonly<Record<string, Tone>> = {
  FAILED_OPEN: 'fail',
  OVERDUE: 'overdue',
  DUE_SOON: 'due',
  NO_DATE: 'info',
  CURRENT: 'pass',
  NOT_REQUIRED: 'muted',
}

/** The tone of a state, for marks of one's own. */
export function toneOf(compliance: string): Tone {
  return TONES[compliance] ?? 'muted'
}

type Dates = {
  compliance: string
  district_due_on: DayText | null
  repair_due_on?: DayText | null | undefined
}

/** Where an assembly stands, in a few words: "Overdue 12 days", "Due in 5 days", "Failed, repair in 3 days", "Failed, 9 days late". */
export function DueBadge({ of, today, large }: { of: Dates; today: DayText; large?: boolean }) {
  return (
    <Badge tone={toneOf(of.compliance)} {...(large ? { large } : {})}>
      {dueWords(of, today)}
    </Badge>
  )
}

/** The same words without the pill. */
export function dueWords({ compliance, district_due_on: due, repair_due_on: repair }: Dates, today: DayText): string {
  if (compliance === 'OVERDUE' && due !== null) return `Overdue ${count(daysBetween(due, today))}`
  if (compliance === 'DUE_SOON' && due !== null) return `Due ${relativeDay(due, today)}`
  if (compliance === 'FAILED_OPEN' && repair !== null && repair !== undefined) {
    const late = daysBetween(repair, today)
    return late > 0 ? `Failed, ${count(late)} late` : `Failed, repair ${relativeDay(repair, today)}`
  }
  return wordFor(COMPLIANCE_WORDS, compliance)
}

function count(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}

/**
 * The district's date with where it comes from, unless it follows from tests under a rule that is on file: then nothing
 * needs to be said.
 */
export function DueDay({
  day,
  source,
  assumed,
  today,
}: {
  day: DayText | null
  source: string | null
  assumed: boolean | null
  today?: DayText
}) {
  if (day === null) return <Missing words="No date" />
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      <Day day={day} {...(today === undefined ? {} : { today })} />
      <DueSource source={source} assumed={assumed} />
    </span>
  )
}

/** The word for where a date comes from; nothing for one that follows from tests under a known rule. */
export function DueSource({ source, assumed }: { source: string | null; assumed: boolean | null }) {
  if (assumed === true) {
    return (
      <em
        className="text-xs text-ink-3 not-italic underline decoration-dotted"
        title="The purveyor’s own rule is not on file; 12 months after the last passing test is assumed."
      >
        assumed
      </em>
    )
  }
  const word = sourceWord(source)
  return word === null ? null : <span className="text-xs text-ink-3">{word}</span>
}

/** 'imported', 'typed'; nothing for a date that follows from tests. */
export function sourceWord(source: string | null): string | null {
  return source === null || source === 'computed' ? null : wordFor(DUE_SOURCE_WORDS, source).toLowerCase()
}
