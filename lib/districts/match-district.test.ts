import { describe, expect, it } from 'vitest'
import { isDay } from '../dates.ts'
import { DISTRICT_RULES } from './district-data.ts'
import { matchDistrict, tidyDistrictName } from './match-district.ts'

function outcome(text: string, state: string | null = 'FL'): unknown {
  const match = matchDistrict(text, state)
  if (match.kind === 'none') return 'none'
  return [match.kind, match.rule?.short_name ?? null]
}

describe('purveyors as sheets name them', () => {
  it.each([
    ['Palm Beach County', 'Palm Beach County'],
    ['palm beach county', 'Palm Beach County'],
    ['  WEST PALM BEACH ', 'West Palm Beach'],
    ['City of West Palm Beach', 'West Palm Beach'],
    ['Town of Jupiter', 'Jupiter'],
    ['MIAMI-DADE COUNTY ', 'Miami-Dade County'],
    ['Fort Lauderdale', 'Fort Lauderdale'],
    ['Broward County', 'Broward County'],
  ])('"%s" is %s', (text, name) => expect(outcome(text)).toEqual(['exact', name]))

  it.each([
    ['Jupitor', 'Jupiter'],
    ['Orlando', 'Orlando Utilities Commission'],
    ['Miami', 'Miami-Dade County'],
  ])('"%s" suggests %s', (text, name) => expect(outcome(text)).toEqual(['suggest', name]))

  it.each(['Boynton Beach', 'Seacoast Utility Authority', 'Miami Beach', 'Tequesta', ''])(
    '"%s" is not in the rulebook',
    (text) => {
      expect(outcome(text)).toBe('none')
    },
  )

  it('knows ways of filing from purveyors', () => {
    expect(matchDistrict('SUBMITTED TO SYNCTA ONLY', 'FL')).toEqual({ kind: 'pseudo', rule: null, text: null })
    expect(outcome('JUPITER-HYDROSOFT')).toEqual(['pseudo', 'Jupiter'])
    expect(matchDistrict('TEQUESTA-HYDROSOFT', 'FL')).toEqual({ kind: 'pseudo', rule: null, text: 'Tequesta' })
  })

  it('looks only in the row’s own state', () => {
    expect(outcome('Aurora', 'CO')).toEqual(['exact', 'Aurora Water'])
    expect(outcome('Aurora', 'FL')).toBe('none')
    expect(outcome('Orange County', null)).toEqual(['exact', 'Orange County'])
  })

  it('tidies names it does not know', () => {
    expect(tidyDistrictName(' BOYNTON  BEACH')).toBe('Boynton Beach')
    expect(tidyDistrictName('miami-dade county')).toBe('Miami-Dade County')
    expect(tidyDistrictName('JEA')).toBe('JEA')
    expect(tidyDistrictName('McKinney')).toBe('McKinney')
  })
})

describe('the rulebook', () => {
  it('has 80 purveyors, sixteen in each of five states, each with sources and a day', () => {
    expect(DISTRICT_RULES).toHaveLength(80)
    for (const state of ['AZ', 'CA', 'CO', 'FL', 'TX'])
      expect(DISTRICT_RULES.filter((rule) => rule.state === state)).toHaveLength(16)
    expect(new Set(DISTRICT_RULES.map(({ slug }) => slug)).size).toBe(80)
    for (const rule of DISTRICT_RULES) {
      expect(isDay(rule.verified_on)).toBe(true)
      expect(rule.source_urls.length).toBeGreaterThan(0)
      expect(rule.source_urls.every((url) => url.startsWith('https://') || url.startsWith('http://'))).toBe(true)
    }
  })

  it('says of 14 purveyors how a test falls due, and nothing of the others', () => {
    const told = DISTRICT_RULES.filter(({ due_basis }) => due_basis !== null)
    expect(told.map(({ due_basis }) => String(due_basis)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'ANNIVERSARY_OF_TEST',
      'ANNIVERSARY_OF_TEST',
      'CYCLE_GROUP',
      'CYCLE_GROUP',
      'FIXED_ANNIVERSARY',
      'FIXED_ANNIVERSARY',
      'FIXED_DATE',
      'FIXED_DATE',
      'FIXED_DATE_BY_USE',
      'ON_NOTICE',
      'ON_NOTICE',
      'ON_NOTICE',
      'ON_NOTICE',
      'WINDOW',
    ])
  })

  it('finds every purveyor by its own names', () => {
    for (const rule of DISTRICT_RULES) {
      for (const name of [rule.name, rule.short_name, ...rule.aliases]) {
        expect(matchDistrict(name.toUpperCase(), rule.state), name).toEqual({ kind: 'exact', rule })
      }
    }
  })
})
