import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runImportCli } from './cli.ts'
import { synctaCsv } from './testing/device-row.ts'

const folder = mkdtempSync(join(tmpdir(), 'import-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function run(...argv: string[]) {
  const lines: string[] = []
  const errors: string[] = []
  const code = await runImportCli(argv, {
    out: async (line) => void lines.push(line),
    err: (line) => void errors.push(line),
  })
  return { code, lines: lines.map((line) => JSON.parse(line)), errors: errors.join('\n') }
}

describe('npm run import -- FILE --preview', () => {
  it('prints the issue’s example', async () => {
    const csv = synctaCsv({
      'Assembly Size': '43528',
      'Last Tested On': '04-18-25',
      'Next Test Due': '04-18-26',
      'Water Purveyor': 'Palm Beach County',
    }).csv
    const { code, lines } = await run(file('example.csv', csv), '--preview')
    expect(code).toBe(0)
    expect(lines[0]).toMatchObject({
      row: 2,
      sheet: 'syncta',
      status: 'review',
      customer: { name: 'Apocryphal Apartments' },
      location: { line1: '2964 Placeholder Pelican Place', city: 'Delray Beach', state: 'FL', zip: '33446' },
      device: {
        type: 'RP',
        manufacturer: 'Wilkins',
        model: '975XL2',
        size: '3/4',
        serial: '43318X',
        last_tested_on: '2025-04-18',
        next_due_on: '2026-04-18',
        price_cents: 11500,
        district: 'Palm Beach County',
      },
      reasons: [{ code: 'size_was_date', field: 'size', found: '43528', suggestion: '3/4' }],
    })
    expect(Object.keys(lines[0]).slice(0, 7)).toEqual([
      'row',
      'sheet',
      'status',
      'customer',
      'location',
      'device',
      'reasons',
    ])
    expect(lines[1]).toMatchObject({
      totals: { sheet: 'syncta', rows: 1, new: 0, update: 0, duplicate: 0, review: 1, refused: 0 },
    })
    expect(lines).toHaveLength(2)
  })

  it('shows a suggestion only in place of what could not be read', async () => {
    const csv = synctaCsv({ 'Assembly Model': '375XL', 'Assembly Type': 'DC', 'Assembly Size': '43528' }).csv
    const { lines } = await run(file('conflict.csv', csv), '--preview')
    expect(lines[0].device).toMatchObject({ type: 'DC', size: '3/4', size_thousandths: 750 })
  })

  it('takes columns mapped by hand, the rest by their names', async () => {
    const path = file('mapped.csv', 'Ding,Wer,Model,Make,Kind\nA1,Acme,975XL,Wilkins,RP\n')
    expect((await run(path, '--preview')).lines[0].error.code).toBe('columns_not_recognised')
    const { lines, code } = await run(
      path,
      '--preview',
      '--map',
      'Ding=serial',
      '--map=wer=customer_name',
      '--map',
      'Kind=type',
    )
    expect(code).toBe(0)
    expect(lines[0]).toMatchObject({
      sheet: 'mapped',
      device: { serial: 'A1', model: '975XL', type: 'RP' },
      customer: { name: 'Acme' },
    })
    expect(lines[1].totals.mapping).toEqual({
      Ding: 'serial',
      Wer: 'customer_name',
      Kind: 'type',
      Model: 'model',
      Make: 'manufacturer',
    })
    const tests = await run(
      file('tests.csv', 'Ding,Day,First\nA1,06-09-23,1.2\n'),
      '--preview',
      '--map',
      'Ding=serial',
      '--map',
      'Day=tested_on',
      '--map',
      'First=cv1',
    )
    expect(tests.lines[0]).toMatchObject({
      sheet: 'mapped',
      test: { serial: 'A1', tested_on: '2023-06-09', initial: { main: { cv1_hundredths_psid: 120 }, bypass: null } },
    })
  })

  it('prints one line for a file it refuses, and the place where it stopped for one it cannot finish', async () => {
    const pdf = await run(file('list.xlsx', '%PDF-1.7'), '--preview')
    expect(pdf).toMatchObject({ code: 1, lines: [{ error: { code: 'file_is_pdf' } }] })
    const broken = await run(file('broken.csv', 'Serial,Type\nA1,RP\n"A2,RP\n'), '--preview')
    expect(broken.code).toBe(1)
    expect(broken.lines).toHaveLength(2)
    expect(broken.lines[1]).toMatchObject({ error: { code: 'csv_quote_not_closed', row: 3 }, totals: { rows: 1 } })
  })

  it('says how it is used', async () => {
    const path = file('a.csv', 'Serial,Type\nA1,RP\n')
    for (const argv of [
      [],
      [path],
      [path, '--preview', '--nope'],
      [path, path, '--preview'],
      [path, '--preview', '--map', 'x'],
      [path, '--preview', '--profile', 'X'],
    ]) {
      const { code, lines, errors } = await run(...argv)
      expect([code, lines.length]).toEqual([2, 0])
      expect(errors).toContain('npm run --silent import')
    }
    expect((await run(path, '--preview', '--map', 'Nope=serial')).errors).toContain('no column "Nope"')
    expect((await run(path, '--preview', '--map', 'Type=colour')).errors).toContain('"colour" is not a field')
  })

  it('runs as a program, with nothing but JSON on its standard output', () => {
    const sample = new URL('fixtures/syncta-export-sample.csv', import.meta.url).pathname
    const program = new URL('../../bin/import.mjs', import.meta.url).pathname
    const { stdout, status } = spawnSync(process.execPath, [program, sample, '--preview'], { encoding: 'utf8' })
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(status).toBe(0)
    expect(lines).toHaveLength(226)
    expect(lines[225].totals).toMatchObject({ rows: 225, review: 82 })
  })
})
