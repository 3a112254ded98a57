import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RULEBOOK_FILE, rulebookSql } from '../../supabase/local/write-rulebook.ts'
import { PROJECT, projectFiles, source } from './tree.ts'

const pathIn = /`((?:app|lib|supabase|docs|e2e|bin)\/[^`\s]+?)`/g

test('every path a document names exists', () => {
  const missing = [...projectFiles('.md')].flatMap((file) =>
    [...source(file).matchAll(pathIn)]
      .map((match) => (match[1] ?? '').replace(/:\d+$/, '').replace(/\/$/, ''))
      .filter((path) => !/[*{<…]/.test(path) && !existsSync(join(PROJECT, path)))
      .map((path) => `${file}: ${path}`),
  )
  expect(missing).toEqual([])
})

test('every rule of docs/rules.md names the file that holds it and the test that proves it', () => {
  const rows = source('docs/rules.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (Rule|---)/.test(line))
  expect(rows.length).toBeGreaterThan(30)
  const incomplete = rows.filter((row) => {
    const cells = row.split('|').map((cell) => cell.trim())
    return !/`[^`]+`/.test(cells[2] ?? '') || !/`[^`]*\.(test|spec)\.tsx?`/.test(cells[3] ?? '')
  })
  expect(incomplete).toEqual([])
})

test('the rulebook migration holds what lib/districts says', () => {
  expect(
    source(RULEBOOK_FILE.slice(PROJECT.length + 1)) === rulebookSql(),
    'run: node supabase/local/write-rulebook.ts',
  ).toBe(true)
})

test('.env.example names every variable lib/env.ts reads', () => {
  const read = [...source('lib/env.ts').matchAll(/^\s{2,}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1] ?? '')
  const example = source('.env.example')
  expect(read.length).toBeGreaterThan(5)
  expect(read.filter((name) => name !== 'NODE_ENV' && !example.includes(name))).toEqual([])
})

test('no document or source names a machine, a registry host or a workplace', () => {
  const words = /\/work\/|\/root\/\S|127\.0\.0\.1:4873|\.library\b/
  const wrong = projectFiles('.md', '.ts', '.tsx', '.mjs', '.sql', '.json').filter(
    (file) => file !== 'package-lock.json' && file !== 'lib/conventions/docs.test.ts' && words.test(source(file)),
  )
  expect(wrong).toEqual([])
})
