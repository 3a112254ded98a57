import { describe, expect, test } from 'vitest'
import { resolveProfile } from '../backflow/profiles.ts'
import { timeOfDay, timeWords } from './clock.ts'
import { limitOf } from './limits.ts'
import { readingLines } from './reading-rows.ts'
import { testEntrySchema } from './schema.ts'
import { blocksOnDay, defaultGauge, defaultLicence, validThrough } from './signing-choices.ts'
import { siteQuestions } from './site-questions.ts'
import { blockRows, judgeEntry, missingForSigning, ruleVersion, type TestEntry } from './test-entry.ts'
import { codeOf } from './verify-report.ts'

const USC10 = resolveProfile('USC10')
const entry = (change: Partial<TestEntry> = {}): TestEntry => ({
  clientId: '00000000-0000-4000-8000-000000000001',
  deviceId: '00000000-0000-4000-8000-000000000002',
  sign: true,
  testType: 'ANNUAL',
  testedOn: '2027-03-04',
  testedAt: null,
  licenceId: '00000000-0000-4000-8000-000000000003',
  gaugeId: '00000000-0000-4000-8000-000000000004',
  linePressurePsi: null,
  shutoff1State: null,
  detectorMeterReading: null,
  detectorMeterMoved: null,
  answers: {},
  initial: { main: { rvOpenedHundredthsPsid: 240, cv1HundredthsPsid: 620, cv2State: 'tight' }, bypass: null },
  final: null,
  repairs: [],
  repairsText: null,
  remarks: null,
  certifiedResult: 'PASS',
  certifyReason: null,
  overrideReason: null,
  supersedesId: null,
  supersedeReason: null,
  seen: null,
  ...change,
})
const missing = (given: TestEntry, required: string[] = []) =>
  missingForSigning('RP', given, judgeEntry('RP', USC10, given), required).map(({ code }) => code)

describe('what keeps an entry from being signed', () => {
  test('nothing, when all is said', () => expect(missing(entry())).toEqual([]))
  test('each thing by name', () => {
    expect(missing(entry({ licenceId: null, gaugeId: null, certifiedResult: null }))).toEqual([
      'licence_missing',
      'gauge_missing',
      'result_missing',
    ])
    expect(missing(entry({ certifiedResult: 'FAIL' }))).toEqual(['certify_reason_missing'])
    expect(missing(entry({ certifiedResult: 'FAIL', certifyReason: 'Seat is cracked.' }))).toEqual([])
    expect(missing(entry({ final: entry().initial }))).toEqual(['repairs_missing'])
    expect(missing(entry({ supersedesId: 'x' }))).toEqual(['supersede_reason_missing'])
    expect(missing(entry(), ['installed_per_code'])).toEqual(['answer_missing'])
    expect(missing(entry({ answers: { installed_per_code: false } }), ['installed_per_code'])).toEqual([])
  })
  test('a removal needs neither gauge nor answers', () => {
    const removal = entry({
      testType: 'REMOVED_CAPPED',
      gaugeId: null,
      initial: { main: {}, bypass: null },
      certifyReason: 'Removed and capped.',
    })
    expect(missing(removal, ['installed_per_code'])).toEqual([])
  })
})

test('a value that holds is kept as tight, an RP’s check 2 only when answered', () => {
  const [rp] = blockRows('RP', {
    initial: { main: { cv1HundredthsPsid: 600, cv2HundredthsPsid: 120 }, bypass: null },
    final: null,
  })
  expect(rp).toMatchObject({ cv1_state: 'tight', cv2_state: null })
  const [dc] = blockRows('DC', {
    initial: { main: { cv1HundredthsPsid: 0, cv1State: 'leaked', cv2HundredthsPsid: 120 }, bypass: null },
    final: null,
  })
  expect(dc).toMatchObject({ cv1_state: 'leaked', cv2_state: 'tight' })
})

test('a Type I keeps two blocks a stage, a Type II one with its bypass check', () => {
  const rows = (type: 'DCDA' | 'DCDA2') =>
    blockRows(type, { initial: { main: { bcHundredthsPsid: 100 }, bypass: {} }, final: null })
  expect(rows('DCDA').map(({ part }) => part)).toEqual(['main', 'bypass'])
  expect(rows('DCDA2').map(({ part, bc_state }) => [part, bc_state])).toEqual([['main', 'tight']])
})

test('the rules’ version names the numbers a district replaced', () => {
  expect(ruleVersion(USC10)).toBe('2026-1')
  expect(ruleVersion(resolveProfile('USC10', { bufferMode: 'fail', rvMin: 250 }))).toBe(
    '2026-1 rvMin=250 bufferMode=fail',
  )
})

test('limits follow the profile and, for check 1, the relief valve', () => {
  const read = { relief: 240, supply: 75 }
  expect(limitOf('RP', 'cv1HundredthsPsid', USC10, read)).toBe(500)
  expect(limitOf('RP', 'cv1HundredthsPsid', USC10, { ...read, relief: 560 })).toBe(561)
  expect(limitOf('RP', 'cv1HundredthsPsid', resolveProfile('USC9_LEGACY'), read)).toBe(540)
  expect(limitOf('RP', 'cv2HundredthsPsid', USC10, read)).toBeUndefined()
  expect(limitOf('DC', 'cv1HundredthsPsid', USC10, read)).toBe(100)
  expect(limitOf('AG', 'agGapHundredthsIn', USC10, read)).toBe(150)
})

test('Texas and Washington ask, others do not', () => {
  const asked = (state: string | null) =>
    siteQuestions('DC', state, USC10)
      .filter(({ required }) => required)
      .map(({ key }) => key)
  expect(asked('TX')).toEqual(['installed_per_code', 'non_potable_supply'])
  expect(asked('WA')).toEqual(['installed_per_code', 'approved_list_ok'])
  expect(asked('FL')).toEqual([])
})

describe('licence and gauge on the day', () => {
  const licence = (id: string, expires: string, profile = 'me') => ({
    id,
    profile_id: profile,
    full_name: 'T',
    number: id,
    certificate_type: 'BAT',
    states: [],
    issued_on: null,
    expires_on: expires,
    scopes: ['general' as const],
  })
  const gauge = (id: string, calibrations: string[], change = {}) => ({
    id,
    name: 'G',
    serial: id,
    kind: 'differential',
    water_class: 'potable' as const,
    interval_months: 12,
    mine: false,
    used_last: false,
    calibrations,
    ...change,
  })
  test('one’s own licence that counts then, and one’s own gauge', () => {
    const licences = [
      licence('theirs', '2030-01-01', 'other'),
      licence('old', '2027-01-01'),
      licence('new', '2028-01-01'),
    ]
    expect(defaultLicence(licences, 'me', '2027-03-04')?.id).toBe('new')
    expect(defaultLicence([], 'me', '2027-03-04')).toBeNull()
    const gauges = [
      gauge('a', ['2026-06-01']),
      gauge('b', ['2024-06-01'], { mine: true }),
      gauge('c', ['2026-06-01'], { mine: true }),
    ]
    expect(defaultGauge(gauges, '2027-03-04')?.id).toBe('c')
    expect(defaultGauge([gauge('a', []), gauge('b', [], { used_last: true })], '2027-03-04')?.id).toBe('b')
    expect(defaultGauge([gauge('a', []), gauge('b', [])], '2027-03-04')).toBeNull()
  })
  test('the check before the day counts, not the latest', () => {
    const g = gauge('a', ['2027-02-01', '2026-01-10'])
    expect(validThrough(g, '2027-01-10')).toBe('2027-01-10')
    expect(validThrough(g, '2025-01-10')).toBeNull()
    const about = {
      type: 'DC' as const,
      testedOn: '2027-01-11',
      state: 'FL',
      licence: licence('l', '2028-01-01'),
      gauge: g,
    }
    const rest = { nonPotable: false, use: null, repaired: false, removed: false }
    expect(
      blocksOnDay({ ...about, ...rest })
        .filter(({ severity }) => severity === 'block')
        .map(({ code }) => code),
    ).toEqual(['gauge_past_due'])
    expect(blocksOnDay({ ...about, ...rest, testedOn: '2025-12-01' })).toMatchObject([
      { code: 'gauge_checked_after_test', severity: 'block', overridable: true },
    ])
    expect(blocksOnDay({ ...about, ...rest, removed: true })).toEqual([])
  })
})

test('an entry is read strictly', () => {
  expect(testEntrySchema.safeParse(entry()).success).toBe(true)
  for (const bad of [
    { testedOn: '2027-02-30' },
    { testedAt: '25:00' },
    { initial: { main: { cv1HundredthsPsid: 1.5 }, bypass: null } },
    { initial: { main: { cv1HundredthsPsid: -1 }, bypass: null } },
    { initial: { main: { surprise: 1 }, bypass: null } },
    { clientId: 'x' },
    { linePressurePsi: 401 },
    { answers: { other: true } },
  ]) {
    expect(testEntrySchema.safeParse({ ...entry(), ...bad }).success).toBe(false)
  }
})

test('readings line by line: what was asked, what was found, what nobody read', () => {
  const given = entry({ initial: { main: { rvDidNotOpen: true, cv1HundredthsPsid: 620 }, bypass: null } })
  const verdict = judgeEntry('RP', USC10, given)
  const lines = readingLines('RP', blockRows('RP', given), verdict.checks)
  expect(lines.map(({ label, asked, cells }) => [label, asked, cells.initial?.text, cells.initial?.status])).toEqual([
    ['Relief valve opened at', '≥ 2.0', 'did not open', 'fail'],
    ['Check 2 against back-pressure', 'tight', 'not read', 'missing'],
    ['Check 1 held', '≥ 5.0', '6.2 psid', 'pass'],
  ])
})

test('codes are read as people type them', () => {
  const code = 'a3f29c4be01d88f7a3f29c4be01d88f7a3f29c4b'
  expect(codeOf(code.toUpperCase())).toBe(code)
  expect(codeOf(code.replace(/(.{5})/g, '$1 '))).toBe(code)
  expect(codeOf(code.replace(/(.{5})/g, '$1%20'))).toBe(code)
  for (const wrong of ['', 'abc', `${code}0`, code.replace('a', 'g'), '%E0%A4%A', "'; drop table"])
    expect(codeOf(wrong)).toBeNull()
})

test('times of day in the company’s zone', () => {
  expect(timeOfDay('America/New_York', '2027-03-04T19:05:00Z')).toBe('14:05')
  expect(timeOfDay('America/New_York', '2027-03-04T05:05:00Z')).toBe('00:05')
  expect([timeWords('00:05:00'), timeWords('12:30'), timeWords('14:30:00')]).toEqual([
    '12:05 AM',
    '12:30 PM',
    '2:30 PM',
  ])
})
