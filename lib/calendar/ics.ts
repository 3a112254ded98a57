import { wordFor } from '../devices/words.ts'
import { assembliesWords } from '../visits/words.ts'
import { WORK_KINDS } from '../work-orders/words.ts'
import type { CalendarVisit } from './calendar-feed.ts'

/** The visits of a person as RFC 5545 text: times in UTC, a stable UID each, SEQUENCE counting the changes. */
export function calendarText(name: string, visits: readonly CalendarVisit[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//FlowTrack Pro//Visits//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(`${name} visits`)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...visits.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

const ENDED = new Set(['cancelled', 'rescheduled'])

function eventLines(visit: CalendarVisit): string[] {
  const place = [visit.line1, visit.city, [visit.region, visit.zip].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ')
  const summary = `${visit.customer}: ${wordFor(WORK_KINDS, visit.kind)}, ${assembliesWords(visit.devices)}`
  return [
    'BEGIN:VEVENT',
    `UID:${visit.id}@visits.flowtrack`,
    `SEQUENCE:${visit.version}`,
    `DTSTAMP:${utc(visit.updated_at)}`,
    `LAST-MODIFIED:${utc(visit.updated_at)}`,
    `DTSTART:${utc(visit.starts_at)}`,
    `DURATION:PT${visit.minutes}M`,
    `STATUS:${ENDED.has(visit.state) ? 'CANCELLED' : visit.state === 'planned' ? 'TENTATIVE' : 'CONFIRMED'}`,
    `SUMMARY:${escaped(summary)}`,
    `LOCATION:${escaped(place)}`,
    ...(visit.note === null ? [] : [`DESCRIPTION:${escaped(visit.note)}`]),
    'END:VEVENT',
  ]
}

/** 20270304T141500Z. */
const utc = (iso: string): string => iso.slice(0, 19).replaceAll(/[-:]/g, '') + 'Z'

/** Text as RFC 5545 3.3.11 wants it; what a calendar cannot hold (control characters) is left out. */
export function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\n\P{Cc}]/gu, ' ')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
}

const LONGEST = 75

/** A line of at most 75 octets, going on after a line break and a space; no character is cut in two. */
export function folded(line: string): string {
  const encoder = new TextEncoder()
  const parts: string[] = []
  let [part, size] = ['', 0]
  for (const character of line) {
    const octets = encoder.encode(character).length
    if (size + octets > LONGEST) {
      parts.push(part)
      // The space that continues a line counts.
      ;[part, size] = ['', 1]
    }
    part += character
    size += octets
  }
  return [...parts, part].join('\r\n ')
}
