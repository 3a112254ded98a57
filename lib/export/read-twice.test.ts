import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { readTwice } from './read-twice.ts'

async function* pagesOf(pages: string[][]): AsyncGenerator<string[]> {
  yield* pages
}

async function all(pages: AsyncIterable<string[]>): Promise<string[]> {
  const rows: string[] = []
  for await (const page of pages) rows.push(...page)
  return rows
}

// A place of its own, so that nobody else's files are seen.
const before = process.env.TMPDIR
const place = mkdtempSync(join(tmpdir(), 'read-twice-'))
process.env.TMPDIR = place
afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  rmSync(place, { recursive: true })
})

test('property: both times give every row, in order and whole, whatever its characters and however many', async () => {
  const row = fc.string({ unit: 'grapheme', maxLength: 300 }).map((text) => JSON.stringify(text))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(row, { minLength: 1, maxLength: 40 }), { maxLength: 8 }), async (pages) => {
      const [first, again] = readTwice(pagesOf(pages))
      expect(await all(first)).toEqual(pages.flat())
      expect(await all(again)).toEqual(pages.flat())
    }),
    { numRuns: 200 },
  )
})

test('more than is read at once comes back whole', async () => {
  const pages = Array.from({ length: 30 }, (_, page) =>
    Array.from({ length: 1000 }, (__, row) => JSON.stringify(`${page}.${row} Šípková ulice 水道`)),
  )
  const [first, again] = readTwice(pagesOf(pages))
  expect((await all(first)).length).toBe(30_000)
  expect(await all(again)).toEqual(pages.flat())
})

test('the rows have no name on disk, not even while they wait', async () => {
  const [first, again] = readTwice(pagesOf([['1'], ['2']]))
  await first.next()
  expect(readdirSync(place)).toEqual([])
  await all(first)
  expect(readdirSync(place)).toEqual([])
  expect(await all(again)).toEqual(['1', '2'])
})

test('who stops in the middle gets nothing the second time', async () => {
  const [first, again] = readTwice(pagesOf([['1'], ['2']]))
  await first.next()
  await first.return(undefined)
  await expect(all(again)).rejects.toThrow('not through')
})
