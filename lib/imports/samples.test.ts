import { describe, expect, it } from 'vitest'
import { applySuggestion } from './apply-suggestion.ts'
import type { CleanRow } from './clean-row-types.ts'
import { normaliseSerial } from './keys.ts'
import { cleanAll } from './testing/read-all.ts'

const context = { today: '2026-05-01' }
const path = (name: string): string => new URL(`fixtures/${name}`, import.meta.url).pathname

function at(rows: readonly CleanRow[], row: number): CleanRow {
  const found = rows.find((candidate) => candidate.row === row)
  if (found === undefined) throw new Error(`no row ${row}`)
  return found
}

describe('a Syncta export of 225 rows', async () => {
  const { rows, totals } = await cleanAll(path('syncta-export-sample.csv'), { context })

  it('is recognised and counted', () => {
    expect(totals).toMatchObject({
      sheet: 'syncta',
      rows: 225,
      new: 143,
      review: 82,
      refused: 0,
      duplicate: 0,
      update: 0,
      customers: 142,
      locations: 190,
      devices: 225,
    })
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 225 }, (_, n) => n + 2))
  })

  it('says of every oddity what it is, and of nothing else', () => {
    const codes: Record<string, number> = {}
    for (const { reasons } of rows) for (const { code } of reasons) codes[code] = (codes[code] ?? 0) + 1
    expect(codes).toEqual({
      size_was_date: 11,
      type_conflict: 5,
      type_unknown: 3,
      maker_typo: 15,
      maker_is_line: 1,
      model_typo: 31,
      model_alias: 5,
      district_pseudo: 16,
      serial_blank: 1,
      serial_repeated: 2,
    })
  })

  it('reads dates, prices, sizes and purveyors as they are meant', () => {
    expect(rows.every(({ device }) => device?.next_due_on !== null)).toBe(true)
    expect(rows.filter(({ device }) => device?.last_tested_on === null)).toHaveLength(16)
    expect(rows.filter(({ device }) => device?.price_cents === null)).toHaveLength(8)
    expect(rows.filter(({ device }) => device?.size === null)).toHaveLength(11)
    expect(rows.filter(({ device }) => device?.type === 'RP')).toHaveLength(153)
    expect(at(rows, 118).device).toMatchObject({ size: '1-1/2', size_thousandths: 1500 })
    const purveyors = new Set(rows.map(({ device }) => device?.district))
    expect(purveyors.has('Boca Raton')).toBe(true)
    expect([...purveyors].filter((name) => name?.toLowerCase() === 'boca raton')).toEqual(['Boca Raton'])
    expect(purveyors.size).toBe(30)
  })

  it('leads to sound rows when every suggestion is accepted', () => {
    const accepted = rows.map((row) => row.reasons.reduce((current, { code }) => applySuggestion(current, code), row))
    expect(accepted.flatMap(({ reasons }) => reasons.map(({ code }) => code)).sort()).toEqual([
      ...Array.from({ length: 9 }, () => 'district_pseudo'),
      'serial_blank',
      'serial_repeated',
      'serial_repeated',
    ])
    expect(accepted.filter(({ device }) => device?.type === null || device?.size === null)).toEqual([])
  })

  it('keeps nothing applied before it is accepted', () => {
    expect(at(rows, 28).device).toMatchObject({ size: null })
    expect(at(rows, 42).device).toMatchObject({ type: 'DC', model: '375XL' })
    expect(at(rows, 159).device).toMatchObject({ type: null, model: '975X2', size: null })
  })
})

describe('a test history of 627 rows', async () => {
  const devices = await cleanAll(path('syncta-export-sample.csv'), { context })
  const types = new Map(
    devices.rows.flatMap(({ device }) =>
      device?.serial && device.type ? [[normaliseSerial(device.serial), device.type] as const] : [],
    ),
  )
  const { rows } = await cleanAll(path('test-history-sample.csv'), {
    context: { ...context, typeOfSerial: (serial) => types.get(serial) ?? null },
  })
  const alone = await cleanAll(path('test-history-sample.csv'), { context })

  it('is recognised and counted', () => {
    expect(alone.totals).toMatchObject({
      sheet: 'test_history',
      rows: 627,
      new: 615,
      review: 12,
      refused: 0,
      tests: 627,
    })
    expect(alone.totals?.codes).toMatchObject({ serial_blank: 3, reading_implausible: 9, filed_result_differs: 1 })
  })

  it('finds every slip of the decimal point and nothing else implausible', () => {
    const slips = rows.flatMap(({ row, reasons }) =>
      reasons
        .filter(({ code }) => code === 'reading_implausible')
        .map(({ found, suggestion }) => [row, found, suggestion]),
    )
    expect(slips).toEqual([
      [9, '20', '2.0'],
      [14, '74', '7.4'],
      [110, '92', '9.2'],
      [122, '72', '7.2'],
      [157, '20', '2.0'],
      [443, '18', '1.8'],
      [484, '22', '2.2'],
      [535, '70', '7.0'],
      [538, '64', '6.4'],
    ])
  })

  it('comes to the filed verdict once the slips are put right', () => {
    const accepted = alone.rows.map((row) => applySuggestion(row, 'reading_implausible', undefined, context))
    expect(accepted.every(({ test }) => test?.recomputed?.result === test?.filed_result)).toBe(true)
    expect(accepted.filter(({ status }) => status === 'review').map(({ row }) => row)).toEqual([8, 230, 429])
  })

  it('guesses from the readings the type that the device on file has, save where that was filed wrongly', () => {
    const differing = rows.filter(
      ({ test }, index) => test?.recomputed?.type !== alone.rows[index]?.test?.recomputed?.type,
    )
    const filed = new Set(differing.map(({ test }) => `${test?.recomputed?.type} for ${test?.serial}`))
    for (const name of filed)
      expect(name.startsWith('SVB') || name.startsWith('DC ') || name.includes('E668349'), name).toBe(true)
  })
})
