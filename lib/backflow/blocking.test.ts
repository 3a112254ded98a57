/** The blocking matrix of DOMAIN 1.5. */
import { describe, expect, test } from 'vitest'
import {
  defaultSigningRules,
  expiredOn,
  expiryBand,
  gaugeValidThrough,
  signingBlocks,
  type SigningInput,
  type SigningStage,
} from './blocking.ts'

const rules = defaultSigningRules('FL')
const fine: SigningInput = {
  testDate: '2026-06-15',
  type: 'RP',
  state: 'FL',
  certs: [{ number: 'BT-1', scope: 'general', issuedOn: '2025-01-01', expiresOn: '2027-06-30', states: ['FL'] }],
  gauge: { lastCalDate: '2026-01-10', intervalMonths: 12, waterClass: 'potable' },
  waterSupplyPotable: true,
  fireLine: false,
  repaired: false,
  registeredWithDistrict: null,
  districtRules: rules,
}
const [cert] = fine.certs
const STAGES: readonly SigningStage[] = ['draft', 'sign', 'submit']
const row = (change: Partial<SigningInput>): string =>
  STAGES.map((stage) =>
    signingBlocks({ ...fine, ...change }, stage)
      .map((b) => `${b.code} ${b.severity}${b.overridable ? ' override' : ''}`)
      .join(', '),
  ).join(' | ')
const strict = (code: string): string => `${code} warn | ${code} block override | ${code} block`
const expiring = (expiresOn: string): Partial<SigningInput> => ({ certs: cert ? [{ ...cert, expiresOn }] : [] })
const calibrated = (lastCalDate: string | null, more: object = {}): Partial<SigningInput> => ({
  gauge: { lastCalDate, intervalMonths: 12, waterClass: 'potable', ...more },
})

test('nothing stands in the way', () => {
  expect(row({})).toBe(' |  | ')
})

describe('the matrix', () => {
  test('licence missing', () => {
    expect(row({ certs: [] })).toBe(strict('cert_missing'))
    expect(row({ state: 'TX' })).toBe(strict('cert_missing'))
    expect(row({ testDate: '2024-12-31', ...calibrated('2024-06-01') })).toBe(strict('cert_missing'))
    expect(row({ certs: cert ? [{ ...cert, scope: 'repair' }] : [] })).toBe(strict('cert_missing'))
  })
  test('licence expired on the test date: its last day still counts', () => {
    expect(row(expiring('2026-06-14'))).toBe(strict('cert_expired'))
    expect(row(expiring('2026-06-15'))).not.toContain('block')
  })
  test('an expired licence beside a valid one does not matter', () => {
    expect(row({ certs: cert ? [{ ...cert, expiresOn: '2025-01-01' }, cert] : [] })).toBe(' |  | ')
  })
  test('gauge missing, without a certificate, past due on the test date', () => {
    expect(row({ gauge: null })).toBe(strict('gauge_missing'))
    expect(row(calibrated(null))).toBe(strict('gauge_no_certificate'))
    expect(row(calibrated('2025-06-14'))).toBe(strict('gauge_past_due'))
    expect(row(calibrated('2025-06-15'))).not.toContain('block')
    expect(row(calibrated('2025-12-14', { intervalMonths: 6 }))).toBe(strict('gauge_past_due'))
  })
  test('a district that only warns of the gauge', () => {
    const warned = 'gauge_past_due warn'
    expect(row({ ...calibrated('2025-01-01'), districtRules: { ...rules, gaugePastDue: 'warn' } })).toBe(
      `${warned} | ${warned} | ${warned}`,
    )
  })
  test('a test made before the latest check is judged by the check before it', () => {
    expect(row(calibrated('2026-07-01', { earlierCalDates: ['2025-07-15', '2024-01-01'] }))).not.toContain('block')
    expect(row(calibrated('2026-07-01', { earlierCalDates: ['2025-06-01'] }))).toBe(strict('gauge_past_due'))
    expect(row(calibrated('2026-07-01'))).toContain('gauge_checked_after_test warn')
    expect(row(calibrated('2026-07-01'))).not.toContain('block')
  })
  test('gauge class and supply differ: blocked at signing where the Texas rule is on', () => {
    const code = 'gauge_class_mismatch'
    expect(row({ waterSupplyPotable: false })).toBe(`${code} warn | ${code} warn | ${code} block`)
    expect(row({ waterSupplyPotable: false, districtRules: defaultSigningRules('FL') })).toBe(
      `${code} warn | ${code} warn | ${code} block`,
    )
    const texas = { ...defaultSigningRules('TX') }
    expect(row({ waterSupplyPotable: false, districtRules: texas })).toBe(
      `${code} warn | ${code} block | ${code} block`,
    )
    expect(
      row({
        ...calibrated('2026-01-10', { waterClass: 'non_potable' }),
        waterSupplyPotable: false,
        districtRules: texas,
      }),
    ).toBe(' |  | ')
    expect(row({ waterSupplyPotable: null, districtRules: texas })).toBe(' |  | ')
  })
  test('not registered: signed, but not filed', () => {
    const required = { ...rules, registrationRequired: true }
    expect(row({ districtRules: required, registeredWithDistrict: false })).toBe(
      'not_registered warn | not_registered warn | not_registered block',
    )
    expect(row({ districtRules: required, registeredWithDistrict: true })).toBe(' |  | ')
  })
  test('scope wrong: signed, but not filed', () => {
    const fire = { ...rules, fireScopeRequired: true }
    expect(row({ districtRules: fire, type: 'DCDA' })).toBe('scope_fire warn | scope_fire warn | scope_fire block')
    expect(row({ districtRules: fire, fireLine: true })).toContain('scope_fire block')
    expect(row({ districtRules: fire })).toBe(' |  | ')
    expect(row({ districtRules: fire, fireLine: true, certs: cert ? [cert, { ...cert, scope: 'fire' }] : [] })).toBe(
      ' |  | ',
    )
    expect(row({ districtRules: { ...rules, repairScopeRequired: true }, repaired: true })).toContain(
      'scope_repair block',
    )
  })
  test('what is inspected needs no gauge', () => {
    expect(row({ type: 'AVB', gauge: null })).toBe(' |  | ')
  })
})

test('warnings 60, 30, 14 and 7 days before an expiry', () => {
  const bands = ['2026-08-15', '2026-08-14', '2026-07-15', '2026-06-29', '2026-06-22', '2026-06-15', '2026-06-14'].map(
    (day) => expiryBand(day, '2026-06-15'),
  )
  expect(bands).toEqual([null, 60, 30, 14, 7, 7, 'expired'])
  expect(row(expiring('2026-07-01'))).toBe('cert_expires_soon warn | cert_expires_soon warn | cert_expires_soon warn')
  expect(row(calibrated('2025-07-01'))).toContain('gauge_due_soon warn')
  expect(signingBlocks({ ...fine, ...expiring('2026-07-01') }, 'sign')[0]?.sentence).toBe(
    'The tester’s licence BT-1 expires on Jul 1, 2026.',
  )
})

test('a gauge is good through its last day, and no visit is assigned after an expiry', () => {
  expect(gaugeValidThrough({ lastCalDate: '2024-02-29', intervalMonths: 12, waterClass: null })).toBe('2025-02-28')
  expect(gaugeValidThrough({ lastCalDate: null, intervalMonths: 12, waterClass: null })).toBeNull()
  expect([
    expiredOn('2026-06-14', '2026-06-15'),
    expiredOn('2026-06-15', '2026-06-15'),
    expiredOn(null, '2026-06-15'),
  ]).toEqual([true, false, false])
})
