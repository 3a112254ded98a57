import { type Day as DayText, formatDay, relativeDay } from '@/lib/dates.ts'

/**
 * A day: "Mar 4, 2027". With `today` its distance follows ("in 12 days"), or stands alone with `only`, the day itself
 * in the title.
 */
export function Day({ day, today, only }: { day: DayText; today?: DayText; only?: boolean }) {
  const words = formatDay(day)
  const distance = today === undefined ? null : relativeDay(day, today)
  return (
    <time dateTime={day} title={only ? words : undefined} className="day">
      {only && distance !== null ? distance : words}
      {!only && distance !== null ? <span className="text-ink-3"> {distance}</span> : null}
    </time>
  )
}
