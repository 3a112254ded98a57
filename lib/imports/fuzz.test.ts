import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { isProof } from '../env.ts'
import type { CleanRow } from './clean-row-types.ts'
import { previewFile } from './preview-file.ts'
import { previewRow } from './preview-row.ts'
import { isRefusal } from './raw-rows.ts'
import { levelOf } from './reason-codes.ts'
import type { SheetRefusal } from './refusal.ts'
import type { SheetSource } from './sheet-source.ts'
import { suggestMapping } from './recognise-sheet.ts'
import { readSheet } from './read-sheet.ts'
import { fuzzCorpus } from './testing/fuzz-corpus.ts'

const FILES = isProof() ? 5_000 : 540
const PLACELESS = /^(?:file_|zip_|xlsx_|no_|columns_)/

function checkRefusal(refusal: SheetRefusal, name: string): void {
  expect(refusal.sentence.length, name).toBeGreaterThan(15)
  expect(refusal.sentence.trim().endsWith('.') || refusal.sentence.endsWith(')'), `${name}: ${refusal.sentence}`).toBe(
    true,
  )
  if (!PLACELESS.test(refusal.code)) expect(refusal.row, `${name}: ${refusal.code}`).toBeGreaterThan(0)
  if (/cell_too_long|too_many_columns/.test(refusal.code)) expect(refusal.column, name).toMatch(/^[A-Z]+$/)
}

/** Plain JSON all the way down, in which a jsonb column finds no NUL and no half of a character pair. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value === 'number') return Number.isFinite(value)
  if (value === null || typeof value === 'boolean') return true
  if (typeof value !== 'object') return false
  const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
  return (
    plain &&
    Object.entries(value).every(([key, inner]) => isStorable(key) && (inner === undefined || isStorable(inner)))
  )
}

function checkRow(row: CleanRow, name: string): void {
  if (!isStorable(row)) throw new Error(`not storable: ${JSON.stringify(row)}`)
  for (const reason of row.reasons) {
    if (levelOf(reason.code) !== 'refuse') continue
    expect(row.status, name).toBe('refused')
    expect(reason.field, name).not.toBeNull()
    if (reason.code !== 'row_has_no_device') expect(reason.column, `${name}: ${reason.code}`).toBeDefined()
  }
  if (row.row % 5 === 0 && !isStorable(previewRow(row))) throw new Error(`not printable: ${JSON.stringify(row)}`)
}

async function checkFile(source: SheetSource, name: string): Promise<{ rows: number; refused: boolean }> {
  // Files that are neither known sheet are mapped as far as their columns say, so that their cells are cleaned too.
  const opened = await readSheet(source)
  if (!opened.ok) {
    checkRefusal(opened, name)
    return { rows: 0, refused: true }
  }
  const suggested = suggestMapping(opened.header.columns)
  await opened.close()
  const preview = await previewFile(source, { context: { today: '2026-05-01' } })
  const chosen = preview.ok
    ? preview
    : await previewFile(source, { context: { today: '2026-05-01' }, mapping: suggested })
  if (!chosen.ok) {
    checkRefusal(chosen, name)
    return { rows: 0, refused: true }
  }
  let rows = 0
  let refused = false
  for await (const item of chosen.rows) {
    if (refused) throw new Error(`${name}: a refusal is not the last item`)
    if (isRefusal(item)) {
      checkRefusal(item, name)
      refused = true
    } else {
      checkRow(item, name)
      rows += 1
    }
  }
  expect(chosen.totals().rows, name).toBe(rows)
  return { rows, refused }
}

describe('the fuzzed corpus', () => {
  it(`${FILES} hostile files: nothing throws, every refusal has a sentence and its place`, {
    timeout: 1_500_000,
  }, async () => {
    let rows = 0
    let refused = 0
    for (const { name, bytes } of fuzzCorpus(FILES)) {
      try {
        const outcome = await checkFile(bytes, name)
        rows += outcome.rows
        refused += outcome.refused ? 1 : 0
      } catch (error) {
        throw new Error(`${name}: ${error instanceof Error ? error.stack : String(error)}`, { cause: error })
      }
    }
    // A corpus that is all refused, or never, would test half of the code.
    expect(rows).toBeGreaterThan(FILES)
    expect(refused).toBeGreaterThan(FILES / 5)
  })
})

describe('50 MB made on the fly', () => {
  const LIMIT = 50 * 1024 * 1024

  function* repeated(head: string, line: string, size: number): Generator<Buffer, void, undefined> {
    yield Buffer.from(head)
    const block = Buffer.from(line.repeat(Math.ceil(65_536 / line.length)))
    for (let left = size - head.length; left > 0; left -= block.length)
      yield block.subarray(0, Math.min(left, block.length))
  }

  const files: readonly [string, string, string, number, string | null][] = [
    ['a byte too many', 'Serial,Type\n', '1,RP\n', LIMIT + 1, 'file_too_large'],
    ['one line without end', 'Serial,Type\n', 'x', LIMIT, 'csv_quote_not_closed'],
    ['an open quotation mark', 'Serial,Type\n1,"', 'x\n', LIMIT, 'csv_quote_not_closed'],
    ['short rows beyond the limit of rows', 'Serial,Type\n', '1,RP\n', LIMIT, 'too_many_rows'],
    ['delimiters only', 'Serial,Type\n', ','.repeat(700) + '\n', LIMIT, 'too_many_columns'],
    ['NUL only', 'Serial,Type\n', '\0', LIMIT, 'file_is_binary'],
    [
      'long rows within every limit',
      'Serial,Type,Model,Make,Notes\n',
      `1,RP,975XL,Wilkins,${'n'.repeat(1_000)}\n`,
      LIMIT,
      null,
    ],
  ]

  it.each(files)('%s', { timeout: 300_000 }, async (name, head, line, size, code) => {
    const bytes = Buffer.concat([...repeated(head, line, size)])
    const source = size > LIMIT ? Readable.from(repeated(head, line, size)) : bytes
    const preview = await previewFile(source, { context: { today: '2026-05-01' } })
    let refusal: SheetRefusal | null = preview.ok ? null : preview
    let rows = 0
    if (preview.ok) {
      for await (const item of preview.rows) {
        if (isRefusal(item)) refusal = item
        else rows += 1
      }
    }
    expect(refusal?.code ?? null, name).toBe(code)
    if (refusal) checkRefusal(refusal, name)
    else expect(rows).toBeGreaterThan(40_000)
  })
})
