import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { REASON_CODES } from './reason-codes.ts'
import { FILE_REFUSALS } from './refusal.ts'

const DOCUMENT = readFileSync(new URL('../../docs/import-codes.md', import.meta.url), 'utf8')

it('docs/import-codes.md lists every code with its meaning, and no other', () => {
  const listed = new Map([...DOCUMENT.matchAll(/^\| `(\w+)` +\| (.+?) +\|$/gm)].map((match) => [match[1], match[2]]))
  const codes = [
    ...Object.entries(REASON_CODES).map(([code, { means }]) => [code, means]),
    ...Object.entries(FILE_REFUSALS),
  ]
  expect([...listed]).toEqual(expect.arrayContaining(codes))
  expect(listed.size).toBe(codes.length)
})

it('every code is said somewhere', () => {
  const folder = new URL('./', import.meta.url)
  const files = [
    'read-values',
    'read-serial',
    'read-readings',
    'clean-identity',
    'clean-parties',
    'clean-device-row',
    'clean-test-row',
    'row-cells',
    'row-findings',
    'match-rows',
    'apply-suggestion',
  ]
  const code = files.map((name) => readFileSync(new URL(`${name}.ts`, folder), 'utf8')).join('\n')
  // Sizes pass their code on from lib/backflow/size.ts.
  const sizes = readFileSync(new URL('../backflow/size.ts', folder), 'utf8')
  expect(
    Object.keys(REASON_CODES).filter((name) => !code.includes(`'${name}'`) && !sizes.includes(`'${name}'`)),
  ).toEqual([])
})
