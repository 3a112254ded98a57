import { expect, test } from 'vitest'
import { calibrationSchema, gaugeSchema } from './schema.ts'

const gauge = {
  manufacturer: ' Mid-West ',
  model: '845-5',
  serial: '0712',
  kind: 'differential',
  water_class: 'potable',
  interval_months: '12',
  assigned_to: '',
  notes: '',
}
const GAUGE = '0192f0c1-8a00-7000-8000-000000000001'

test('a gauge is read from its form', () => {
  expect(gaugeSchema.parse(gauge)).toMatchObject({
    manufacturer: 'Mid-West',
    interval_months: 12,
    assigned_to: null,
    notes: null,
  })
})

test.each(['', '0', '37', '1.5', 'x', '-1'])('an interval of "%s" is refused', (interval_months) => {
  expect(gaugeSchema.safeParse({ ...gauge, interval_months }).success).toBe(false)
})

test('the largest error is psid as typed, in hundredths, and may be left out', () => {
  const of = (max_error: string) =>
    calibrationSchema.safeParse({ gauge_id: GAUGE, calibrated_on: '2026-03-04', max_error })
  expect(of('').data?.max_error).toBeNull()
  expect(of('0.2').data?.max_error).toBe(20)
  expect(of('.15 psid').data?.max_error).toBe(15)
  expect(of('0').data?.max_error).toBe(0)
  expect(of('5.01').success).toBe(false)
  expect(of('much').error?.issues[0]?.message).toContain('not a reading')
})

test('an impossible day is refused, and an empty file box is no file', () => {
  const form = { gauge_id: GAUGE, calibrated_on: '2026-02-30', file: new File([], '') }
  expect(calibrationSchema.safeParse(form).success).toBe(false)
  expect(calibrationSchema.parse({ ...form, calibrated_on: '2026-02-28' }).file).toBeNull()
})
