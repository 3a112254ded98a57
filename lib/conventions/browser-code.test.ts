import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** Zod is a quarter of a first load, and forms are checked by the server: words and counting live beside the schemas, not in them. */

const IMPORTS = /^(?:import|export)\s+(?!type\b)([^'";]*?)\s*from\s+'([^']+)'/gm

const isFor = (place: 'client' | 'server', file: string): boolean =>
  new RegExp(`^['"]use ${place}['"]`).test(readFileSync(file, 'utf8'))

/** The files a file brings along; those whose types alone are used are left out, as the compiler leaves them out. */
function broughtBy(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORTS)]
    .filter(([, names = '']) => !/^\{(\s*type [^,}]+,?)+\s*\}$/.test(names))
    .map(([, , from = '']) => {
      if (from.startsWith('@/')) return from.slice(2)
      return from.startsWith('.') ? join(dirname(file), from) : from
    })
}

test('no code for the browser reaches zod', () => {
  const starts = globSync('{app,lib}/**/*.{ts,tsx}').filter((file) => isFor('client', file))
  expect(starts.length).toBeGreaterThan(100)
  const reached: string[] = []
  const seen = new Set<string>()
  const follow = (file: string, path: string): void => {
    for (const one of broughtBy(file)) {
      if (one === 'zod') reached.push(`${path} → zod`)
      // What is written for the server stays there: the browser gets an address instead.
      if (!/\.tsx?$/.test(one) || seen.has(one) || !existsSync(one) || isFor('server', one)) continue
      seen.add(one)
      follow(one, `${path} → ${one}`)
    }
  }
  for (const file of starts) follow(file, file)
  expect(reached).toEqual([])
})
