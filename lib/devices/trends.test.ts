import { describe, expect, it } from 'vitest'
import { RULE_PROFILES } from '../backflow/profiles.ts'
import { type TrendTest, trendsOf } from './trends.ts'

const test = (tested_on: string, more: Partial<TrendTest>): TrendTest => ({
  tested_on,
  superseded_at: null,
  signed_at: `${tested_on}T12:00:00Z`,
  origin: 'recorded',
  readings: [],
  ...more,
})
const block = (stage: string, part: string, readings: Record<string, unknown>) => ({ stage, part, ...readings })

describe('trendsOf', () => {
  it('draws relief and check 1 of an RP against the limits of the profile', () => {
    const trends = trendsOf(
      'RP',
      [
        test('2025-03-04', {
          readings: [
            block('initial', 'main', {
              rv_opened_hundredths_psid: 240,
              cv1_hundredths_psid: 620,
              cv2_hundredths_psid: null,
            }),
          ],
        }),
      ],
      RULE_PROFILES.USC10,
    )
    expect(trends).toEqual([
      { label: 'Relief valve', limitHundredths: 200, readings: [{ day: '2025-03-04', hundredths: 240, passed: true }] },
      { label: 'Check 1', limitHundredths: 500, readings: [{ day: '2025-03-04', hundredths: 620, passed: true }] },
    ])
  })

  it('tells before and after a repair apart, and a leak from a number', () => {
    const [check] = trendsOf(
      'PVB',
      [
        test('2025-03-04', {
          readings: [
            block('initial', 'main', { cv_hundredths_psid: 120, cv_state: 'leaked' }),
            block('final', 'main', { cv_hundredths_psid: 160, cv_state: 'tight' }),
          ],
        }),
      ],
      RULE_PROFILES.USC10,
    )
    expect(check?.readings).toEqual([
      { day: '2025-03-04', hundredths: 120, passed: false, note: 'before repair' },
      { day: '2025-03-04', hundredths: 160, passed: true, note: 'after repair' },
    ])
  })

  it('gives a Type I detector the bypass its own lines', () => {
    const trends = trendsOf(
      'DCDA',
      [
        test('2025-03-04', {
          readings: [
            block('initial', 'main', { cv1_hundredths_psid: 140 }),
            block('initial', 'bypass', { cv1_hundredths_psid: 90 }),
          ],
        }),
      ],
      RULE_PROFILES.USC10,
    )
    expect(trends.map(({ label }) => label)).toEqual(['Check 1', 'Bypass check 1'])
    expect(trends[1]?.readings[0]?.passed).toBe(false)
  })

  it('leaves out superseded versions and drafts, and keeps imported tests', () => {
    const readings = [block('initial', 'main', { cv1_hundredths_psid: 140 })]
    const [check] = trendsOf(
      'DC',
      [
        test('2024-01-01', { readings, superseded_at: '2024-01-02T00:00:00Z' }),
        test('2024-01-02', { readings, signed_at: null }),
        test('2024-01-03', { readings, signed_at: null, origin: 'imported' }),
      ],
      RULE_PROFILES.USC10,
    )
    expect(check?.readings.map(({ day }) => day)).toEqual(['2024-01-03'])
  })

  it('draws nothing where nothing is gauged', () => {
    expect(trendsOf('AVB', [test('2024-01-01', {})], RULE_PROFILES.USC10)).toEqual([])
  })
})
