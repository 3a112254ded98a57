import { expect, test } from 'vitest'
import { BYTE_ORDER_MARK } from '../lists/csv.ts'
import { csvFile, jsonFile } from './row-files.ts'

async function* pagesOf(...pages: string[][]): AsyncGenerator<string[]> {
  yield* pages
}
const textOf = async (chunks: AsyncIterable<string>): Promise<string> => (await Array.fromAsync(chunks)).join('')

test('JSON: an array with one row a line, each as the database wrote it', async () => {
  const count = { rows: 0 }
  const rows = ['{"id":1,"n":9007199254740993,"d":5.10}', '{"id":2}', '{"id":3}']
  const text = await textOf(jsonFile(pagesOf(rows.slice(0, 2), rows.slice(2)), count))
  expect(text).toBe(`[\n${rows[0]},\n${rows[1]},\n${rows[2]}\n]\n`)
  expect(JSON.parse(text)).toHaveLength(3)
  expect(count.rows).toBe(3)
  expect(JSON.parse(await textOf(jsonFile(pagesOf(), { rows: 0 })))).toEqual([])
})

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', '-1'],
  ['-1+1', "'-1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  ['Pelican, "Inc"', '"Pelican, ""Inc"""'],
  ['two\nlines', '"two\nlines"'],
  ['plain', 'plain'],
])('CSV: %j is written as %j', async (value, cell) => {
  const row = JSON.stringify({ name: value })
  expect(await textOf(csvFile(['name'], pagesOf([row]), { rows: 0 }))).toBe(`${BYTE_ORDER_MARK}name\r\n${cell}\r\n`)
})

test('CSV: columns in their order, nothing for null, lists as JSON', async () => {
  const count = { rows: 0 }
  const row = JSON.stringify({ b: null, a: [1, 'x'], c: true, d: 12.5, e: { f: 1 } })
  const text = await textOf(csvFile(['a', 'b', 'c', 'd', 'e'], pagesOf([row]), count))
  expect(text).toBe(`${BYTE_ORDER_MARK}a,b,c,d,e\r\n"[1,""x""]",,true,12.5,"{""f"":1}"\r\n`)
  expect(count.rows).toBe(1)
})
