import { describe, expect, test } from 'vitest'
import { ASSEMBLIES, ASSEMBLY_TYPES, type AssemblyType } from './assembly.ts'
import { evaluate } from './evaluate.ts'
import { type FieldOrder, readingFields } from './field-order.ts'
import { PROFILE_NAMES, resolveProfile } from './profiles.ts'
import { emptyBlock } from './readings.ts'
import { CAUSES, describeRepairs, REPAIR_PARTS, repairComponents } from './repairs.ts'

const USC10 = resolveProfile('USC10')
const order = (type: AssemblyType, by: FieldOrder): string =>
  readingFields(type, by, USC10)
    .map(({ component, part }) => (part === 'bypass' ? `bp ${component}` : component))
    .filter((name, i, all) => name !== all[i - 1])
    .join(', ')

describe('the order of the hand', () => {
  test('RP: USC reads relief, check 2, check 1; ASSE check 1, relief, check 2', () => {
    expect(order('RP', 'USC')).toBe('RV, CV2, CV1, SO2')
    expect(order('RP', 'ASSE')).toBe('CV1, RV, CV2, SO2')
    expect(order('RPDA2', 'USC')).toBe('RV, CV2, CV1, BC, SO2')
  })
  test('the others', () => {
    expect(order('DC', 'USC')).toBe('CV1, CV2, SO2')
    expect(order('DCDA', 'ASSE')).toBe('CV1, CV2, SO2, bp CV1, bp CV2, bp SO2')
    expect(order('PVB', 'USC')).toBe('AI, CV, SO2')
    expect(order('SVB', 'USC')).toBe('CV, AI, SO2')
    expect(order('AG', 'USC')).toBe('AG, SO2')
  })
  test('labels, units and what may be ticked instead', () => {
    const [relief, check2] = readingFields('RP', 'USC', USC10)
    expect(relief).toMatchObject({
      label: 'Relief valve opened at',
      unit: 'psid',
      alternates: [{ key: 'rvDidNotOpen', label: 'Did not open' }],
    })
    expect(check2).toMatchObject({ key: 'cv2State', kind: 'state' })
    expect(readingFields('DCDA', 'USC', USC10).map(({ label }) => label)).toContain('Bypass check 2 held')
  })
  test('every field is a key of the type’s block, once, and each order holds the same fields', () => {
    for (const type of ASSEMBLY_TYPES) {
      const usc = readingFields(type, 'USC', USC10)
      const keys = usc.map(({ part, key }) => `${part} ${key}`)
      expect(new Set(keys).size).toBe(keys.length)
      expect(
        readingFields(type, 'ASSE', USC10)
          .map(({ part, key }) => `${part} ${key}`)
          .toSorted(),
      ).toEqual(keys.toSorted())
      for (const { key, alternates } of usc) {
        for (const used of [key, ...alternates.map((choice) => choice.key)])
          expect(emptyBlock(type)).toHaveProperty(used)
      }
    }
  })
  test('a required field is exactly one whose blank the verdict misses', () => {
    for (const type of ASSEMBLY_TYPES) {
      for (const profile of PROFILE_NAMES.map((name) => resolveProfile(name))) {
        const required = readingFields(type, 'USC', profile).filter((field) => field.required)
        const missing = evaluate(type, { main: emptyBlock(type) }, profile).checks.filter(
          ({ status }) => status === 'missing',
        )
        expect(required.length).toBe(ASSEMBLIES[type].family === 'AG' ? missing.length + 1 : missing.length)
      }
    }
  })
})

describe('repairs', () => {
  test('only what the type has can be repaired, and each has its parts', () => {
    expect(repairComponents('RP')).toEqual(['CV1', 'CV2', 'RV', 'SHUTOFF1', 'SHUTOFF2'])
    expect(repairComponents('DCDA2')).toEqual(['CV1', 'CV2', 'BC', 'SHUTOFF1', 'SHUTOFF2'])
    expect(repairComponents('PVB')).toEqual(['AI', 'CV', 'SHUTOFF1', 'SHUTOFF2'])
    expect(repairComponents('AG')).toEqual([])
    for (const type of ASSEMBLY_TYPES)
      for (const it of repairComponents(type)) expect(REPAIR_PARTS[it].length).toBeGreaterThan(0)
  })
  test('they are told line by line', () => {
    expect(
      describeRepairs([
        { part: 'main', component: 'CV1', action: 'replaced', replacedPart: 'Disc', cause: 'sand_grit' },
        { part: 'bypass', component: 'CV2', action: 'cleaned', replacedPart: null, cause: null },
      ]),
    ).toBe('Check 1: disc replaced (sand or grit)\nBypass, Check 2: cleaned')
    expect(new Set(CAUSES.map(({ code }) => code)).size).toBe(CAUSES.length)
  })
})
