import { expect, test } from 'vitest'
import { pack, packRows, rowsOf, unpack, unpackRows } from './packed.ts'

test('a packed value comes out as it went in', () => {
  const value = [{ value: 'a"b', label: 'Überprüft ✓', on: true, none: null }]
  expect(unpack(pack(value))).toEqual(value)
})

test('packed rows come out as they went in, none included', () => {
  const rows = [
    { id: '1', due: '2026-11-21', late: false, note: null },
    { id: '2', due: null, late: true, note: '</script>' },
  ]
  expect(unpackRows(packRows(rows))).toEqual(rows)
  expect(unpackRows(packRows<{ id: string }>([]))).toEqual([])
  expect(rowsOf<{ id: string; due: string }>({ id: null, due: null })).toEqual([])
})
