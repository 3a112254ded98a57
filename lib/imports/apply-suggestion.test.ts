import { describe, expect, it } from 'vitest'
import { applySuggestion, keepFound } from './apply-suggestion.ts'
import { noted, said, synctaRow } from './testing/device-row.ts'
import { cleanAll } from './testing/read-all.ts'

describe('accepting a suggestion', () => {
  it('writes it, notes it, and works the status out again', async () => {
    const row = await synctaRow({
      'Assembly Size': '43528',
      'Assembly Manufacturer': 'Waters',
      'Assembly Model': '009',
    })
    const before = structuredClone(row)
    const sized = applySuggestion(row, 'size_was_date')
    expect(row).toEqual(before)
    expect(sized.device).toMatchObject({ size: '3/4', size_thousandths: 750, manufacturer: 'Waters' })
    expect(sized.status).toBe('review')
    expect(said(sized)).toEqual([['maker_typo', 'manufacturer', 'Waters', 'Watts']])
    const both = applySuggestion(sized, 'maker_typo')
    expect(both).toMatchObject({ status: 'new', reasons: [], device: { manufacturer: 'Watts' } })
    expect(
      both.notes.filter(({ code }) => code === 'accepted').map(({ found, suggestion }) => [found, suggestion]),
    ).toEqual([
      ['43528', '3/4'],
      ['Waters', 'Watts'],
    ])
    expect(JSON.parse(JSON.stringify(both))).toEqual(both)
  })

  it('takes over the whole of a compound suggestion', async () => {
    const filled = applySuggestion(await synctaRow({ 'Service Location Address Line 1': '' }), 'location_blank')
    expect(filled.location).toMatchObject({ line1: '7455 N Invented Inlet Drive', line2: 'Suite 4', zip: '33446' })
    expect(filled.keys.location).toBe('7455 n invented inlet dr unit 4|33446')
    const purveyor = applySuggestion(await synctaRow({ 'Water Purveyor': 'JUPITER-HYDROSOFT' }), 'district_pseudo')
    expect(purveyor.device).toMatchObject({ district: 'Jupiter', district_slug: 'jupiter-backflow-prevention-details' })
  })

  it('gives a reading back its point, and the verdict with it', async () => {
    const csv =
      'Serial,Test Date,Result,RV Opened,CV1,CV2,Tester,Cert No,Gauge Serial,Line PSI,AI Opened,AI Fully Open,CV,Repairs,Retest Date,Retest CV1,Retest CV2\nA1,01-04-24,PASS,20,76,Tight\n'
    const { rows } = await cleanAll({ csv }, { context: { today: '2026-05-01' } })
    const [row] = rows
    if (row === undefined) throw new Error('no row')
    expect(row.reasons.map(({ code }) => code)).toEqual(['reading_implausible', 'reading_implausible'])
    const relief = applySuggestion(row, 'reading_implausible', 'initial.main.rv_opened_hundredths_psid')
    expect(relief.test?.initial.main).toMatchObject({ rv_opened_hundredths_psid: 200, cv1_hundredths_psid: 7600 })
    expect(relief.status).toBe('review')
    const all = applySuggestion(row, 'reading_implausible')
    expect(all).toMatchObject({ status: 'new', test: { recomputed: { result: 'PASS' }, filed_result: 'PASS' } })
    const wrong = { ...row, test: row.test && { ...row.test, filed_result: 'FAIL' as const } }
    expect(applySuggestion(wrong, 'reading_implausible').reasons.map(({ code }) => code)).toEqual([
      'filed_result_differs',
    ])
  })

  it('does nothing where there is nothing to accept', async () => {
    const row = await synctaRow({ Serial: '' })
    expect(applySuggestion(row, 'serial_blank')).toBe(row)
    expect(applySuggestion(row, 'size_was_date')).toBe(row)
  })
})

describe('keeping what was found', () => {
  it('sets the doubt aside and leaves the value', async () => {
    const kept = keepFound(await synctaRow({ 'Assembly Model': '375XL', 'Assembly Type': 'DC' }), 'type_conflict')
    expect(kept).toMatchObject({ status: 'new', reasons: [], device: { type: 'DC' } })
    expect(noted(kept)).toContain('kept_as_found')
  })

  it('sets no refusal aside', async () => {
    const row = await synctaRow({ Serial: 'a\0b' })
    expect(keepFound(row, 'nul_character')).toBe(row)
  })
})
