import { describe, expect, it } from 'vitest'
import { RULE_PROFILES } from '../backflow/profiles.ts'
import type { CleanContext } from './clean-context.ts'
import type { CleanRow } from './clean-row-types.ts'
import { noted, said } from './testing/device-row.ts'
import { cleanAll } from './testing/read-all.ts'

const COLUMNS =
  'Serial,Test Date,Result,Tester,Cert No,Gauge Serial,RV Opened,CV1,CV2,AI Opened,AI Fully Open,CV,Line PSI,Repairs,Retest Date,Retest RV Opened,Retest CV1,Retest CV2,Retest AI Opened,Retest AI Fully Open,Retest CV,Bypass RV Opened,Bypass CV1,Bypass CV2,Retest Bypass CV1,Retest Bypass CV2'.split(
    ',',
  )
const RP = {
  Serial: 'LE-4452',
  'Test Date': '06-09-23',
  Result: 'PASS',
  Tester: 'Wrenna Gasketty',
  'RV Opened': '2.4',
  CV1: '6.8',
  CV2: 'Tight',
  'Line PSI': '62',
}

async function testRow(
  cells: Readonly<Record<string, string>>,
  context: Partial<CleanContext> = {},
): Promise<CleanRow> {
  const csv = `${COLUMNS.join(',')}\n${COLUMNS.map((column) => `"${cells[column] ?? ''}"`).join(',')}\n`
  const { rows } = await cleanAll({ csv }, { context: { today: '2026-05-01', ...context } })
  const [row] = rows
  if (row === undefined) throw new Error('no row')
  return row
}

describe('a past test', () => {
  it('keeps its readings and the filed result, with our verdict beside it', async () => {
    const row = await testRow(RP)
    expect(row).toMatchObject({ sheet: 'test_history', status: 'new', device: null })
    expect(row.test).toMatchObject({
      serial: 'LE-4452',
      tested_on: '2023-06-09',
      filed_result: 'PASS',
      line_pressure_psi: 62,
      initial: {
        main: { rv_opened_hundredths_psid: 240, rv_did_not_open: false, cv1_hundredths_psid: 680, cv2_state: 'tight' },
        bypass: null,
      },
      final: null,
      recomputed: { type: 'RP', type_source: 'readings', profile: 'USC10', result: 'PASS' },
    })
    expect(JSON.parse(JSON.stringify(row))).toEqual(row)
  })

  it('reads words and numbers as testers write them', async () => {
    const row = await testRow({ ...RP, 'RV Opened': 'DNO', CV1: 'Leaked', CV2: '1.2 tight', Result: 'F' })
    expect(row.test?.initial.main).toMatchObject({
      rv_opened_hundredths_psid: null,
      rv_did_not_open: true,
      cv1_hundredths_psid: null,
      cv1_state: 'leaked',
      cv2_hundredths_psid: 120,
      cv2_state: 'tight',
    })
    expect(row.test).toMatchObject({ filed_result: 'FAIL', recomputed: { result: 'FAIL' } })
    expect(row.reasons).toEqual([])
  })

  it('judges by the final readings where there are some', async () => {
    const row = await testRow({
      ...RP,
      CV2: 'Leaked',
      Repairs: 'New disc',
      'Retest Date': '06-20-23',
      'Retest RV Opened': '2.6',
      'Retest CV1': '6.4',
      'Retest CV2': 'Tight',
    })
    expect(row.test).toMatchObject({
      retest_on: '2023-06-20',
      repairs_text: 'New disc',
      recomputed: { result: 'PASS' },
    })
    expect(row.status).toBe('new')
  })

  it.each([
    [{ 'AI Opened': '1.2', 'AI Fully Open': 'Yes', CV: '1.6' }, 'PVB', 'PASS'],
    [{ CV1: '1.6', CV2: '2.4' }, 'DC', 'PASS'],
    [{ CV1: '1.6', CV2: '2.4', 'Bypass CV1': '2.0', 'Bypass CV2': '2.2' }, 'DCDA', 'PASS'],
    [{ CV1: '1.6', CV2: '2.4', 'Bypass CV1': '2.0' }, 'DCDA2', 'PASS'],
    [
      {
        'RV Opened': '2.4',
        CV1: '6.8',
        CV2: 'Tight',
        'Bypass RV Opened': '2.2',
        'Bypass CV1': '6',
        'Bypass CV2': 'Tight',
      },
      'RPDA',
      'PASS',
    ],
  ])('takes %o for %s', async (readings, type, result) => {
    const row = await testRow({ Serial: '1', 'Test Date': '06-09-23', Result: 'PASS', ...readings })
    expect(row.test?.recomputed).toMatchObject({ type, result, type_source: 'readings' })
  })

  it('judges by the device on file and its profile when they are known', async () => {
    const context = {
      typeOfSerial: (serial: string) => (serial === 'LE4452' ? ('RP' as const) : null),
      profile: RULE_PROFILES.USC9_LEGACY,
    }
    const row = await testRow({ ...RP, CV1: '5.2' }, context)
    expect(row.test?.recomputed).toMatchObject({ type_source: 'device', profile: 'USC9_LEGACY', result: 'FAIL' })
    expect(said(row)).toEqual([['filed_result_differs', 'filed_result', 'PASS', null]])
    expect(row.test?.filed_result).toBe('PASS')
    const typeTwo = await testRow(
      { ...RP, 'RV Opened': '', CV1: '1.4', CV2: '1.2', 'Bypass CV2': '0.8' },
      { typeOfSerial: () => 'DCDA2' },
    )
    expect(typeTwo.test?.recomputed).toMatchObject({ type: 'DCDA2', result: 'FAIL' })
  })
})

describe('doubtful tests', () => {
  it('20 for 2.0 and 74 for 7.4 are asked about, never changed', async () => {
    const row = await testRow({ ...RP, 'RV Opened': '20', CV1: '74' })
    expect(said(row)).toEqual([
      ['reading_implausible', 'initial.main.rv_opened_hundredths_psid', '20', '2.0'],
      ['reading_implausible', 'initial.main.cv1_hundredths_psid', '74', '7.4'],
    ])
    expect(row.test?.initial.main).toMatchObject({ rv_opened_hundredths_psid: 2000, cv1_hundredths_psid: 7400 })
    expect(row.status).toBe('review')
    expect(said(await testRow({ ...RP, CV1: '16.5' }))).toEqual([
      ['reading_implausible', 'initial.main.cv1_hundredths_psid', '16.5', null],
    ])
  })

  it.each([
    [{ CV1: '1,000' }, 'reading_unreadable'],
    [{ CV1: 'good' }, 'reading_unreadable'],
    [{ Serial: '' }, 'serial_blank'],
    [{ Result: '' }, 'result_unknown'],
    [{ Result: 'see file' }, 'result_unknown'],
    [{ 'Test Date': '18/04/2025' }, 'date_day_first'],
    [{ 'Test Date': '05-20-26' }, 'date_in_future'],
    [{ 'Retest Date': '06-01-23' }, 'retest_before_test'],
    [{ 'Line PSI': 'high' }, 'line_pressure_unreadable'],
    [{ Result: 'FAIL' }, 'filed_result_differs'],
    [{ CV1: '4.8' }, 'filed_result_differs'],
  ])('%o', async (change, code) => {
    const row = await testRow({ ...RP, ...change })
    expect(row.reasons.map((reason) => reason.code)).toEqual([code])
    expect(row.status).toBe('review')
  })

  it('notes what keeps a verdict from being given, and repairs that are not told', async () => {
    const row = await testRow({ ...RP, CV2: '' })
    expect(noted(row)).toEqual(['readings_incomplete'])
    expect(row.status).toBe('new')
    expect(
      noted(await testRow({ ...RP, 'Retest RV Opened': '2.4', 'Retest CV1': '6', 'Retest CV2': 'Tight' })),
    ).toEqual(['repairs_missing'])
  })

  it('refuses what has no readable date', async () => {
    for (const [date, code] of [
      ['', 'row_has_no_test'],
      ['last year', 'test_date_unreadable'],
    ]) {
      const row = await testRow({ ...RP, 'Test Date': date ?? '' })
      expect(row.status).toBe('refused')
      expect(row.reasons[0]).toMatchObject({ code, field: 'tested_on', column: 'Test Date' })
    }
  })
})
