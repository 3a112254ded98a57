import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CalendarVisit } from './calendar-feed.ts'
import { calendarText, escaped, folded } from './ics.ts'

const VISIT: CalendarVisit = {
  id: '6f9f1d0e-0000-4000-8000-000000000001',
  version: 3,
  starts_at: '2027-03-14T13:30:00.000Z',
  minutes: 45,
  updated_at: '2027-03-01T08:00:00.000Z',
  kind: 'annual_test',
  state: 'confirmed',
  customer: 'Palm Court; Jupiter, FL',
  line1: '12 Dock St',
  city: 'Jupiter',
  region: 'FL',
  zip: '33458',
  devices: 2,
  note: 'Ring twice\nAsk for Ann',
}

/** Lines as RFC 5545 3.1 unfolds them. */
const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n')

test('a visit is an event in UTC with a stable id, its version, and its place', () => {
  const lines = unfolded(calendarText('Tess', [VISIT]))
  expect(lines).toEqual(
    expect.arrayContaining([
      'UID:6f9f1d0e-0000-4000-8000-000000000001@visits.flowtrack',
      'SEQUENCE:3',
      'DTSTART:20270314T133000Z',
      'DURATION:PT45M',
      'STATUS:CONFIRMED',
      'SUMMARY:Palm Court\\; Jupiter\\, FL: Annual test\\, 2 assemblies',
      'LOCATION:12 Dock St\\, Jupiter\\, FL 33458',
      'DESCRIPTION:Ring twice\\nAsk for Ann',
    ]),
  )
})

test('what was cancelled or taken off is cancelled, what is not confirmed is tentative', () => {
  const status = (state: string) =>
    unfolded(calendarText('Tess', [{ ...VISIT, state }])).find((line) => line.startsWith('STATUS:'))
  expect(['planned', 'on_site', 'cancelled', 'rescheduled'].map(status)).toEqual([
    'STATUS:TENTATIVE',
    'STATUS:CONFIRMED',
    'STATUS:CANCELLED',
    'STATUS:CANCELLED',
  ])
})

test('whatever is typed, lines hold 75 octets, are never broken by text, and unfold to what was', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      (a, b) => {
        const text = calendarText(a, [{ ...VISIT, customer: a, note: b }])
        for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        expect(unfolded(text).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
        expect(unfolded(text)).toContain(`DESCRIPTION:${escaped(b)}`)
      },
    ),
  )
  expect(folded(`${'x'.repeat(74)}é`).split('\r\n ')).toEqual(['x'.repeat(74), 'é'])
})
