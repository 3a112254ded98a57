import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { keepFound } from './apply-suggestion.ts'
import type { CleanRow } from './clean-row-types.ts'
import { correctRow, isCorrectable } from './correct-row.ts'
import { previewFile } from './preview-file.ts'
import { isRefusal } from './raw-rows.ts'
import { fromStaged, toStaged } from './staged-row.ts'

async function rowsOf(name: string): Promise<CleanRow[]> {
  const preview = await previewFile(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)))
  if (!preview.ok) throw new Error(preview.sentence)
  const rows: CleanRow[] = []
  for await (const row of preview.rows) {
    if (isRefusal(row)) throw new Error(row.sentence)
    rows.push(row)
  }
  return rows
}

const devices = await rowsOf('syncta-export-sample.csv')
const tests = await rowsOf('test-history-sample.csv')
const withCode = (code: string): CleanRow => {
  const row = [...devices, ...tests].find(({ reasons }) => reasons.some((reason) => reason.code === code))
  if (row === undefined) throw new Error(`no sample row says ${code}`)
  return row
}

describe('a staged row', () => {
  it('comes back as it was, whatever the sheet held', () => {
    for (const row of [...devices, ...tests]) {
      const staged = JSON.parse(JSON.stringify(toStaged(row, null)))
      const back = fromStaged(row.row, staged.clean, staged.reasons)
      expect({ ...back, status: row.status, keys: row.keys, extras: row.extras, reasons: row.reasons }).toEqual(row)
      expect(back.reasons).toEqual(
        row.reasons.filter(({ code }) => code !== 'same_as_row' && code !== 'differs_from_row'),
      )
    }
  })
})

describe('correcting a value', () => {
  it('settles the doubt it was typed for', () => {
    const row = withCode('size_was_date')
    const next = correctRow(row, 'size', '1-1/2')
    expect(next?.device?.size).toBe('1-1/2')
    expect(next?.device?.size_thousandths).toBe(1500)
    expect(next?.reasons.some(({ code }) => code === 'size_was_date')).toBe(false)
    expect(
      next?.notes.some(
        ({ code, field, suggestion }) => code === 'accepted' && field === 'size' && suggestion === '1-1/2',
      ),
    ).toBe(true)
  })

  it('says a new doubt when what was typed is doubtful', () => {
    const next = correctRow(withCode('size_was_date'), 'size', 'about so big')
    expect(next?.reasons.some(({ code }) => code === 'size_unreadable')).toBe(true)
    expect(next?.status).toBe('review')
  })

  it('gives the row the keys of the serial that was typed', () => {
    const next = correctRow(withCode('serial_blank'), 'serial', 'ZZ-12345')
    expect(JSON.stringify(next?.keys)).toContain('ZZ12345')
  })

  it('leaves what was kept as found alone, and other doubts open', () => {
    const row = withCode('model_typo')
    const kept = keepFound(row, 'model_typo')
    const next = correctRow(kept, 'location_on_site', 'North wall')
    expect(next?.device).toEqual({ ...kept.device, location_on_site: 'North wall' })
    expect(next?.reasons).toEqual(kept.reasons)
    const open = correctRow(row, 'location_on_site', 'North wall')
    expect(open?.reasons.map(({ code, found }) => [code, found])).toEqual(
      row.reasons.map(({ code, found }) => [code, found]),
    )
  })

  it('types a reading anew and judges again', () => {
    const row = withCode('reading_implausible')
    const reason = row.reasons.find(({ code }) => code === 'reading_implausible')
    const next = correctRow(row, reason?.field ?? '', '5.5')
    expect(next?.reasons.some(({ code, field }) => code === 'reading_implausible' && field === reason?.field)).toBe(
      false,
    )
    expect(JSON.stringify(next?.test)).toContain('550')
  })

  it('changes nothing when the same value is typed', () => {
    for (const row of devices.filter(({ reasons }) => reasons.length === 0)) {
      const next = correctRow(row, 'serial', row.device?.serial ?? '')
      expect(next?.device).toEqual(row.device)
      expect(next?.customer).toEqual(row.customer)
      expect(next?.location).toEqual(row.location)
    }
    for (const row of tests.filter(({ reasons }) => reasons.length === 0)) {
      expect(correctRow(row, 'serial', row.test?.serial ?? '')?.test).toEqual(row.test)
    }
  })

  it('never throws, whatever is typed in whatever field', () => {
    const fields = [
      'size',
      'type',
      'serial',
      'price_cents',
      'customer.zip',
      'location.state',
      'next_due_on',
      'nonsense',
      '__proto__',
      'status',
      'external_id',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...devices), fc.constantFrom(...fields), fc.string(), (row, field, text) => {
        const next = correctRow(row, field, text)
        expect(next === null).toBe(!isCorrectable('devices', field))
      }),
      { numRuns: 1000 },
    )
  })
})
