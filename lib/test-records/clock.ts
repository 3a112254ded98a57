import { formatInstant, now } from '../dates.ts'

/** The time of day now in a zone, 'HH:MM' of 24 hours, as a time input holds it. */
export function timeOfDay(timeZone: string, instant: string = now()): string {
  const match = /(\d{1,2}):(\d{2}) (AM|PM)$/.exec(formatInstant(instant, timeZone))
  if (!match) return ''
  const hour = (Number(match[1]) % 12) + (match[3] === 'PM' ? 12 : 0)
  return `${String(hour).padStart(2, '0')}:${match[2]}`
}

/** '14:30' or '14:30:00' as people say it: '2:30 PM'. */
export function timeWords(time: string): string {
  const hour = Number(time.slice(0, 2))
  return `${hour % 12 === 0 ? 12 : hour % 12}:${time.slice(3, 5)} ${hour < 12 ? 'AM' : 'PM'}`
}
