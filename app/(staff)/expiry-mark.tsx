import { Badge, type Tone } from '@/app/_ui/badge.tsx'
import { type ExpiryBand, expiryBand } from '@/lib/backflow/blocking.ts'
import { type Day, formatDay, relativeDay } from '@/lib/dates.ts'

const TONES: Readonly<Record<ExpiryBand, Tone>> = { expired: 'fail', 7: 'overdue', 14: 'due', 30: 'due', 60: 'info' }

/** How a day something ends stands today: warned of 60, 30, 14 and 7 days ahead, valid through the day itself. */
export function expiryState(on: Day, today: Day, ended = 'Expired'): { tone: Tone; words: string } {
  const band = expiryBand(on, today)
  if (band === 'expired') return { tone: 'fail', words: `${ended} ${formatDay(on)}` }
  if (band === null) return { tone: 'pass', words: formatDay(on) }
  return { tone: TONES[band], words: relativeDay(on, today).replace(/^./, (letter) => letter.toUpperCase()) }
}

/** The same as a badge, the day itself in the title. */
export function ExpiryMark({ on, today, ended }: { on: Day; today: Day; ended?: string }) {
  const { tone, words } = expiryState(on, today, ended)
  return (
    <time dateTime={on} title={formatDay(on)}>
      <Badge tone={tone}>{words}</Badge>
    </time>
  )
}
