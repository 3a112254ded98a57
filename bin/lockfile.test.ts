import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { tooOld } from './bootstrap.mjs'
import { missingEntries } from './complete-lockfile.mjs'

test('the lockfile names every optional package, so that npm ci accepts it (else: node bin/complete-lockfile.mjs)', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))
  expect(missingEntries(lock.packages).map(([path]) => path)).toEqual([])
})

test('a package found in a folder above is not missing, one of another machine gets its os and processor', () => {
  const packages = {
    '': {},
    'node_modules/tool': { optionalDependencies: { '@tool/linux-x64-musl': '1.2.3', shared: '^2.0.0' }, dev: true },
    'node_modules/shared': {},
  }
  const entry = { version: '1.2.3', dev: true, cpu: ['x64'], libc: ['musl'], optional: true, os: ['linux'] }
  expect(missingEntries(packages)).toEqual([['node_modules/@tool/linux-x64-musl', entry]])
})

test('Node runs the project from 22.18 on', () => {
  expect(['20.20.2', '22.12.0', '22.17.9'].map(tooOld)).toEqual([true, true, true])
  expect(['22.18.0', '24.0.0', '26.1.0'].map(tooOld)).toEqual([false, false, false])
})
