/** The test vectors of DOMAIN 1.4, by number, and what a complete block needs. */
import { describe, expect, test } from 'vitest'
import type { AssemblyType } from './assembly.ts'
import { type CheckCode, evaluate, evaluateRecord, explainVerdict, type Verdict } from './evaluate.ts'
import { PROFILE_NAMES, type RuleProfile, resolveProfile } from './profiles.ts'
import { buildBlock, type ReadingFields, type ReadingsBlock } from './readings.ts'

const USC10 = resolveProfile('USC10')
const USC9 = resolveProfile('USC9_LEGACY')
const ALL: readonly RuleProfile[] = PROFILE_NAMES.map((name) => resolveProfile(name))

const rp = (
  rv: number | null,
  cv1: number | null,
  more: ReadingFields = { cv2State: 'tight', cv2HundredthsPsid: 150 },
): ReadingFields => ({
  rvOpenedHundredthsPsid: rv,
  cv1HundredthsPsid: cv1,
  ...more,
})
const dc = (cv1: number | null, cv2: number | null, more: ReadingFields = {}): ReadingFields => ({
  cv1HundredthsPsid: cv1,
  cv2HundredthsPsid: cv2,
  ...more,
})
const judge = (type: AssemblyType, main: ReadingFields, profile = USC10, bypass?: ReadingFields): Verdict =>
  evaluate(type, { main: buildBlock(type, main), ...(bypass ? { bypass: buildBlock(type, bypass) } : {}) }, profile)
const codes = (verdict: Verdict, status: string): CheckCode[] =>
  verdict.checks.filter((c) => c.status === status).map((c) => c.code)
const tightOnly: ReadingFields = { cv2State: 'tight' }

describe('vectors of DOMAIN 1.4', () => {
  test('1 RP USC10: 2.0, 5.0, tight passes with a buffer of 3.0', () => {
    const verdict = judge('RP', rp(200, 500, tightOnly))
    expect(verdict).toMatchObject({ result: 'PASS', complete: true })
    expect(verdict.checks.find(({ code }) => code === 'buffer')).toMatchObject({
      value: 300,
      limit: null,
      status: 'pass',
    })
  })
  test('2 RP USC10: 2.4, 5.2 passes, and warns of the buffer of 2.8 where the district says so', () => {
    expect(judge('RP', rp(240, 520, tightOnly))).toMatchObject({ result: 'PASS' })
    const warned = judge('RP', rp(240, 520, tightOnly), resolveProfile('USC10', { bufferMode: 'warn' }))
    expect(warned.result).toBe('PASS')
    expect(warned.checks.find(({ status }) => status === 'warn')).toMatchObject({
      code: 'buffer',
      value: 280,
      limit: 300,
    })
  })
  test('3 RP USC9: the same fails the buffer', () => {
    const verdict = judge('RP', rp(240, 520, tightOnly), USC9)
    expect(verdict.result).toBe('FAIL')
    expect(codes(verdict, 'fail')).toEqual(['buffer'])
  })
  test('4 RP USC9: 2.1, 5.1 is exactly 3.0 and passes (the float trap)', () => {
    expect(judge('RP', rp(210, 510, tightOnly), USC9).result).toBe('PASS')
  })
  test('5 RP USC9: 2.0, 4.9 fails the buffer by 0.1', () => {
    const verdict = judge('RP', rp(200, 490, tightOnly), USC9)
    expect(codes(verdict, 'fail')).toEqual(['buffer'])
    expect(verdict.checks.find(({ code }) => code === 'buffer')?.message).toBe(
      'Buffer is 2.9 psid, 0.1 below the limit of 3.0.',
    )
  })
  test('6 RP USC10: relief at 1.9 fails', () => {
    expect(codes(judge('RP', rp(190, 700, tightOnly)), 'fail')).toEqual(['rv_min'])
  })
  test('7 RP USC10: check 1 equal to the relief fails', () => {
    expect(codes(judge('RP', rp(550, 550, tightOnly)), 'fail')).toEqual(['cv1_above_rv'])
  })
  test('8 RP USC10: relief did not open fails', () => {
    expect(judge('RP', rp(null, 600, { rvDidNotOpen: true })).result).toBe('FAIL')
    expect(codes(judge('RP', rp(null, 600, { rvDidNotOpen: true, ...tightOnly })), 'fail')).toEqual(['rv_min'])
  })
  test('9 RP USC10: check 2 leaked, check 1 blank is FAIL, not incomplete', () => {
    expect(judge('RP', rp(240, null, { cv2State: 'leaked' }))).toMatchObject({ result: 'FAIL', complete: true })
  })
  test('10 RP STRICT: check 2 at 0.9 in flow fails though it held', () => {
    const verdict = judge('RP', rp(220, 600, { cv2State: 'tight', cv2HundredthsPsid: 90 }), resolveProfile('STRICT'))
    expect(codes(verdict, 'fail')).toEqual(['cv2_min'])
  })
  test.each(ALL)('11 DC $name: 1.0 and 1.0 passes', (profile) => {
    expect(judge('DC', dc(100, 100), profile).result).toBe('PASS')
  })
  test.each(ALL)('12 DC $name: 0.9 and 2.0 fails check 1, below the limit and not called a leak', (profile) => {
    const verdict = judge('DC', dc(90, 200), profile)
    expect(verdict.result).toBe('FAIL')
    expect(codes(verdict, 'fail')).toEqual(['cv1_min'])
    expect(verdict.checks[0]?.message).toBe('Check 1 held 0.9 psid, 0.1 below the limit of 1.0.')
  })
  test.each(ALL)('13 DCDA $name: bypass check 2 at 0.8 fails', (profile) => {
    const verdict = judge('DCDA', dc(140, 120), profile, dc(110, 80))
    expect(verdict.checks.filter(({ status }) => status === 'fail')).toMatchObject([
      { code: 'cv2_min', part: 'bypass', value: 80 },
    ])
  })
  test.each(ALL)('14 DCDA2 $name: 1.4, 1.2 and bypass check 1.0 passes', (profile) => {
    expect(judge('DCDA2', dc(140, 120, { bcHundredthsPsid: 100 }), profile).result).toBe('PASS')
  })
  test.each(ALL)('15 PVB $name: not fully open fails', (profile) => {
    const verdict = judge('PVB', { aiOpenedHundredthsPsid: 100, aiFullyOpen: false, cvHundredthsPsid: 160 }, profile)
    expect(codes(verdict, 'fail')).toEqual(['ai_fully_open'])
  })
  test.each(ALL)('16 SVB $name: 1.2 fully, 1.0 passes', (profile) => {
    expect(
      judge('SVB', { aiOpenedHundredthsPsid: 120, aiFullyOpen: true, cvHundredthsPsid: 100 }, profile).result,
    ).toBe('PASS')
  })
  test.each(ALL)('17 DC $name: shutoff 2 leaked passes with a warning', (profile) => {
    const verdict = judge('DC', dc(150, 150, { shutoff2State: 'leaked' }), profile)
    expect(verdict.result).toBe('PASS')
    expect(codes(verdict, 'warn')).toEqual(['so2_leaked'])
  })
  test.each(ALL)('18 RP $name: check 1 typed 55 is judged and flagged', (profile) => {
    const verdict = judge('RP', rp(240, 5500), profile)
    expect(codes(verdict, 'warn')).toEqual(['implausible'])
    expect(verdict.checks.find(({ code }) => code === 'implausible')).toMatchObject({ component: 'CV1', value: 5500 })
    expect(judge('RP', rp(5500, 5400), profile)).toMatchObject({ result: 'FAIL' })
  })
  test.each(ALL)('19 AG $name: twice the supply, never under an inch', (profile) => {
    const gap = (agSupplyHundredthsIn: number, agGapHundredthsIn: number): string =>
      judge('AG', { agSupplyHundredthsIn, agGapHundredthsIn }, profile).result
    expect([gap(100, 200), gap(100, 190), gap(25, 90), gap(25, 100)]).toEqual(['PASS', 'FAIL', 'FAIL', 'PASS'])
  })
  test.each(ALL)('20 RP $name: a passing final without repairs text is held back', (profile) => {
    const initial = { main: buildBlock('RP', rp(150, 600)) }
    const final = { main: buildBlock('RP', rp(250, 600)) }
    const common = { type: 'RP', profile, initial, final, installedPerCode: true } as const
    for (const repairsText of [null, '', '  \n']) {
      const record = evaluateRecord({ ...common, repairsText })
      expect(record).toMatchObject({ result: 'PASS', initial: { result: 'FAIL' }, final: { result: 'PASS' } })
      expect(record.blockers).toMatchObject([{ code: 'repairs_required', field: 'repairsText' }])
    }
    expect(evaluateRecord({ ...common, repairsText: 'Replaced relief seat' }).blockers).toEqual([])
  })
})

describe('a blank is missing, never a pass', () => {
  const missing = (type: AssemblyType, main: ReadingFields, profile = USC10, bypass?: ReadingFields): CheckCode[] => {
    const verdict = judge(type, main, profile, bypass)
    expect(verdict).toMatchObject(
      codes(verdict, 'missing').length > 0
        ? { result: 'INCOMPLETE', complete: false }
        : { result: 'PASS', complete: true },
    )
    return codes(verdict, 'missing')
  }
  test('RP: relief, check 2 answered, check 1', () => {
    expect(missing('RP', {})).toEqual(['rv_min', 'cv2_tight', 'cv1_min'])
    expect(missing('RP', rp(null, 600, tightOnly))).toEqual(['rv_min'])
    expect(missing('RP', rp(240, null, tightOnly))).toEqual(['cv1_min'])
    expect(missing('RP', rp(240, 600, {}))).toEqual(['cv2_tight'])
    expect(missing('RP', rp(240, 600, { cv2HundredthsPsid: 200 }))).toEqual(['cv2_tight'])
    for (const profile of ALL) expect(missing('RP', rp(240, null), profile)).toEqual(['cv1_min'])
  })
  test('RP: check 2’s number only in STRICT', () => {
    expect(missing('RP', rp(240, 600, tightOnly))).toEqual([])
    expect(missing('RP', rp(240, 600, tightOnly), resolveProfile('STRICT'))).toEqual(['cv2_min'])
  })
  test('DC: each check; a value without a tick counts as tight', () => {
    expect(missing('DC', {})).toEqual(['cv1_min', 'cv2_min'])
    expect(missing('DC', dc(150, null, tightOnly))).toEqual(['cv2_min'])
    expect(missing('DC', dc(150, 150))).toEqual([])
    expect(missing('SCVT', dc(150, null))).toEqual([])
  })
  test('Type I: the bypass too, also when its block is absent; Type II: the bypass check', () => {
    expect(missing('DCDA', dc(150, 150))).toEqual(['cv1_min', 'cv2_min'])
    expect(missing('RPDA', rp(240, 600), USC10, rp(240, null))).toEqual(['cv1_min'])
    expect(missing('RPDA', rp(240, 600), USC10, rp(240, 600))).toEqual([])
    expect(missing('DCDA2', dc(150, 150))).toEqual(['bc_min'])
    expect(missing('RPDA2', rp(240, 600, { ...tightOnly, bcHundredthsPsid: 100 }))).toEqual([])
  })
  test('PVB and SVB: fully open only where the profile asks', () => {
    const read = { aiOpenedHundredthsPsid: 120, cvHundredthsPsid: 120 }
    const asking = ALL.filter((profile) => missing('PVB', read, profile).length > 0).map(({ name }) => name)
    expect(asking).toEqual(['USC10', 'TX'])
    expect(missing('SVB', { aiFullyOpen: true })).toEqual(['ai_min', 'cv_min'])
  })
  test('AG: both measures; AVB and other devices: the outcome', () => {
    expect(missing('AG', { agGapHundredthsIn: 200 })).toEqual(['air_gap'])
    expect(missing('AVB', {})).toEqual(['inspection'])
    expect(missing('AVB', { inspectionOutcome: 'acceptable' })).toEqual([])
    expect(judge('OTHER', { inspectionOutcome: 'not_acceptable' }).result).toBe('FAIL')
  })
  test('a leak or "did not open" needs no number', () => {
    expect(judge('DC', { cv1State: 'leaked', cv2State: 'leaked' })).toMatchObject({ result: 'FAIL', complete: true })
    expect(judge('PVB', { aiDidNotOpen: true, cvState: 'leaked' })).toMatchObject({ result: 'FAIL', complete: true })
    expect(
      judge('RP', { rvDidNotOpen: true, cv1State: 'leaked', cv2State: 'leaked' }, resolveProfile('STRICT')),
    ).toMatchObject({
      result: 'FAIL',
      complete: true,
    })
    expect(judge('DCDA2', dc(150, 150, { bcState: 'leaked' }))).toMatchObject({ result: 'FAIL', complete: true })
  })
})

describe('profiles', () => {
  test('check 1 at 4.99 fails everywhere: by its own number, or by the buffer where the profile has none', () => {
    const failing = ALL.filter((profile) => judge('RP', rp(200, 499), profile).result === 'FAIL').map(
      ({ name }) => name,
    )
    expect(failing).toEqual(['USC10', 'USC9_LEGACY', 'STRICT', 'CAN', 'TX'])
    expect(codes(judge('RP', rp(200, 499), USC9), 'fail')).toEqual(['buffer'])
    expect(codes(judge('RP', rp(200, 499)), 'fail')).toEqual(['cv1_min'])
  })
  test('a district’s buffer without a minimum of its own is 3.0; with one, its own', () => {
    expect(codes(judge('RP', rp(240, 539), resolveProfile('TX', { bufferMode: 'fail' })), 'fail')).toEqual(['buffer'])
    expect(judge('RP', rp(240, 539), resolveProfile('TX', { bufferMode: 'fail', bufferMin: 200 })).result).toBe('PASS')
  })
  test('overrides are listed, later ones win, and null lifts a number', () => {
    const profile = resolveProfile('USC10', { bypassCheckMin: 50, rpCv1Min: null }, null, { bypassCheckMin: 60 })
    expect(profile).toMatchObject({ bypassCheckMin: 60, rpCv1Min: null, overridden: ['rpCv1Min', 'bypassCheckMin'] })
    expect(resolveProfile('USC10', { dcCheckMin: 100 }).overridden).toEqual([])
    expect(judge('RP', rp(240, 400), profile).result).toBe('PASS')
    expect(judge('DCDA2', dc(150, 150, { bcHundredthsPsid: 60 }), profile).result).toBe('PASS')
  })
})

describe('a whole record', () => {
  const good = { main: buildBlock('DC', dc(150, 150)) }
  const bad = { main: buildBlock('DC', dc(90, 150)) }
  const block = (fields: ReadingFields): { main: ReadingsBlock } => ({ main: buildBlock('DC', fields) })
  const base = { type: 'DC', profile: USC10, repairsText: 'Cleaned check 1', installedPerCode: null } as const
  test('the final block decides when there is one', () => {
    expect(evaluateRecord({ ...base, initial: good, final: null })).toMatchObject({
      result: 'PASS',
      blockers: [],
      final: null,
    })
    expect(evaluateRecord({ ...base, initial: bad, final: null }).result).toBe('FAIL')
    expect(evaluateRecord({ ...base, initial: bad, final: good }).result).toBe('PASS')
    expect(evaluateRecord({ ...base, initial: bad, final: bad }).result).toBe('FAIL')
    expect(evaluateRecord({ ...base, initial: bad, final: block({}) }).result).toBe('INCOMPLETE')
  })
  test('an incomplete initial block keeps it incomplete when the final passes, even one that already fails', () => {
    expect(evaluateRecord({ ...base, initial: block({}), final: good }).result).toBe('INCOMPLETE')
    expect(evaluateRecord({ ...base, initial: block(dc(90, null)), final: good }).result).toBe('INCOMPLETE')
    expect(evaluateRecord({ ...base, initial: block({}), final: bad }).result).toBe('FAIL')
  })
  test('bad installation fails where the district says so, else warns', () => {
    const record = { ...base, initial: good, final: null, installedPerCode: false }
    expect(evaluateRecord(record).result).toBe('PASS')
    expect(evaluateRecord(record).checks[0]).toMatchObject({ code: 'bad_install', status: 'warn', stage: 'record' })
    const austin = resolveProfile('TX', { badInstallFails: true })
    expect(evaluateRecord({ ...record, profile: austin })).toMatchObject({
      result: 'FAIL',
      profile: 'TX',
      profileVersion: austin.version,
    })
    expect(evaluateRecord({ ...record, profile: austin, installedPerCode: null }).result).toBe('PASS')
  })
  test('every check is kept with its stage', () => {
    const stages = evaluateRecord({ ...base, initial: bad, final: good }).checks.map(
      ({ stage, status }) => `${stage} ${status}`,
    )
    expect(stages).toEqual(['initial fail', 'initial pass', 'final pass', 'final pass'])
  })
  test('readings of another family, and a bypass where there is none, are faults', () => {
    expect(() => evaluate('RP', good, USC10)).toThrow(TypeError)
    expect(() => evaluate('DC', { ...good, bypass: good.main }, USC10)).toThrow(TypeError)
  })
  test('the verdict is told in a sentence', () => {
    expect(explainVerdict(judge('DC', dc(90, 150)), USC10)).toBe(
      'Check 1 held 0.9 psid, 0.1 below the limit of 1.0. Check 1 must hold at least 1.0 psid. (USC 10th edition)',
    )
    expect(explainVerdict(judge('DC', dc(150, null)), USC10)).toBe('Check 2: read it, or mark it leaked.')
    expect(explainVerdict(judge('DC', dc(150, 150)), USC10)).toBe('Every reading meets USC 10th edition.')
  })
})
