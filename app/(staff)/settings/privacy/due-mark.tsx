import { Badge } from '@/app/_ui/badge.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { type Day as DayText, daysBetween } from '@/lib/dates.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { OUTCOMES } from '@/lib/privacy/words.ts'

type Asked = { due_on: string | null; closed_on: string | null; outcome: string | null }

/** How long a request still has, or how it ended. */
export function DueMark({ request, today }: { request: Asked; today: DayText }) {
  if (request.outcome !== null) return <Badge tone="muted">{wordFor(OUTCOMES, request.outcome)}</Badge>
  if (request.due_on === null) return null
  const left = daysBetween(today, request.due_on)
  if (left < 0) return <Badge tone="overdue">{`Overdue by ${-left} ${left === -1 ? 'day' : 'days'}`}</Badge>
  return (
    <Badge tone={left <= 7 ? 'due' : 'info'}>
      Answer by <Day day={request.due_on} />
    </Badge>
  )
}
