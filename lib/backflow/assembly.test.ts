import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ASSEMBLIES, ASSEMBLY_TYPES, assemblyLabel, isAssemblyType, parseAssemblyType, SYNONYMS } from './assembly.ts'
import { parseTestType, TEST_TYPE_LABELS, TEST_TYPES } from './test-types.ts'

describe('naming a type', () => {
  // DOMAIN 1.2, column "Name, synonyms".
  test.each([
    ['RP', 'RPZ RPBA RPPA RPA RPZA RPZD RPBP'],
    ['DC', 'DCVA DCV DCA DCBA'],
    ['RPDA', 'RPBA-D'],
    ['DCDA', 'DCVA-D'],
    ['PVB', 'PVBA'],
    ['SVB', 'SRVB SVBA SRPVB SPVB'],
  ] as const)('%s: %s', (type, words) => {
    for (const word of words.split(' ')) expect(parseAssemblyType(word)).toBe(type)
  })
  test.each([
    ['R.P.Z.', 'RP'],
    [' rpz ', 'RP'],
    ['RPZ (Reduced Pressure Zone)', 'RP'],
    ['RP - Reduced pressure principle', 'RP'],
    ['DCDA Type I', 'DCDA'],
    ['DCDA-II', 'DCDA2'],
    ['DCDA type 2', 'DCDA2'],
    ['Type II RPDA', 'RPDA2'],
    ['RPBA-D II', 'RPDA2'],
    ['Double Check Detector Assembly, Type II', 'DCDA2'],
    ['Spill-Resistant Pressure Vacuum Breaker', 'SVB'],
    ['Air Gap', 'AG'],
    ['Dual check', 'OTHER'],
  ] as const)('%s is %s', (text, type) => {
    expect(parseAssemblyType(text)).toBe(type)
  })
  test.each(['', ' ', 'Unknown', 'RP/DC', 'valve', '975XL', 'Type II', 'RPZ (something else)'])(
    '%j is not guessed',
    (text) => {
      expect(parseAssemblyType(text)).toBeNull()
    },
  )
  test('no name belongs to two types', () => {
    for (const type of ASSEMBLY_TYPES) {
      for (const name of [
        type,
        ASSEMBLIES[type].name,
        ASSEMBLIES[type].short,
        assemblyLabel(type),
        ...SYNONYMS[type],
      ]) {
        expect([name, parseAssemblyType(name)]).toEqual([name, type])
      }
    }
  })
  test('case, spaces, dots and hyphens do not matter', () => {
    const named = fc
      .constantFrom(...ASSEMBLY_TYPES)
      .chain((type) => fc.constantFrom(type, ...SYNONYMS[type]).map((name) => [type, name] as const))
    const joint = fc.constantFrom('', ' ', '-', '.', '_')
    fc.assert(
      fc.property(named, joint, fc.boolean(), ([type, name], between, upper) => {
        const spelled = name.replace(/[\s-]+/g, between)
        expect(parseAssemblyType(upper ? spelled.toUpperCase() : spelled.toLowerCase())).toBe(type)
      }),
      { numRuns: 1_000 },
    )
  })
})

test('the facts of DOMAIN 1.2', () => {
  expect(ASSEMBLY_TYPES.filter((type) => !ASSEMBLIES[type].testable)).toEqual(['AVB', 'AG', 'OTHER'])
  expect(ASSEMBLY_TYPES.filter((type) => ASSEMBLIES[type].detector === 'TYPE_I')).toEqual(['RPDA', 'DCDA'])
  expect(ASSEMBLY_TYPES.filter((type) => ASSEMBLIES[type].detector === 'TYPE_II')).toEqual(['RPDA2', 'DCDA2'])
  expect(ASSEMBLIES.RPDA.testCocks).toEqual({ main: 4, bypass: 4 })
  expect(isAssemblyType('RP')).toBe(true)
  expect(isAssemblyType('rpz')).toBe(false)
  expect(assemblyLabel('PVB')).toBe('PVB, pressure vacuum breaker')
})

test('test types read by code, label and other systems’ names', () => {
  for (const type of TEST_TYPES) {
    expect(parseTestType(type)).toBe(type)
    expect(parseTestType(TEST_TYPE_LABELS[type])).toBe(type)
  }
  expect(parseTestType('Recurring')).toBe('ANNUAL')
  expect(parseTestType('Removed and Replace')).toBe('REPLACEMENT')
  expect(parseTestType('Rebuild and Test')).toBe('REBUILD')
  expect(parseTestType('Removed and Capped')).toBe('REMOVED_CAPPED')
  expect(parseTestType('')).toBeNull()
})
