import { expect, test } from 'vitest'
import { readCatalogue } from './catalogue.ts'
import { admin, db } from './harness.ts'
import { FOR_ANYBODY, lint } from './lint.ts'
import { FUNCTIONS, TABLES } from './role-matrix.ts'
import { refusalFrom } from '../../lib/errors.ts'

/** The shape of the database: ASSURANCE T5, and the names its errors carry. */

test('no rule of the catalogue is broken', async () => {
  expect(await lint(admin())).toEqual([])
})

test('the matrix names every table and every function, and nothing else', async () => {
  const catalogue = await readCatalogue(db())
  const functions = catalogue.routines.filter((routine) => routine.schema === 'public' && !routine.trigger).map((routine) => routine.name)
  expect(Object.keys(TABLES).sort()).toEqual(catalogue.tables.map((table) => table.name).sort())
  expect(Object.keys(FUNCTIONS).sort()).toEqual([...new Set(functions)].sort())
  expect(new Set(functions).size, 'a function has two signatures').toBe(functions.length)
})
