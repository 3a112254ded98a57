import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEVICES, DUE } from '../devices/device-lists.ts'
import { LISTS } from './lists.ts'
import { fileHref, readList } from './read-list.ts'
import { TEST_RECORDS } from './test-record-list.ts'

const reading = { today: '2027-03-04' }
const ID = '00000000-0000-4000-8000-000000000001'

describe('readList', () => {
  it('shows everything in the order of the page when the URL asks for nothing', () => {
    expect(readList(DEVICES, {}, reading)).toEqual({
      query: { filters: [], sort: 'district_due_on', page: 1 },
      asked: {},
    })
  })

  it('reads search, filters, sort and page', () => {
    const { query, asked } = readList(
      DEVICES,
      { q: ' 975XL ', type: 'RP', state: 'OVERDUE,DUE_SOON', district: ID, zip: '334', sort: '-serial', page: '3' },
      reading,
    )
    expect(query).toEqual({
      search: '975XL',
      sort: '-serial',
      page: 3,
      filters: [
        { column: 'type', op: 'eq', value: 'RP' },
        { column: 'compliance', op: 'in', value: ['OVERDUE', 'DUE_SOON'] },
        { column: 'company_district_id', op: 'eq', value: ID },
        { column: 'zip', op: 'starts', value: '334' },
      ],
    })
    expect(Object.keys(asked)).toEqual(['type', 'state', 'district', 'zip'])
  })

  it('ignores what it does not know or cannot read', () => {
    const { query, asked } = readList(
      DEVICES,
      {
        type: 'XX',
        state: "OVERDUE'; drop table devices",
        district: '7',
        from: '2027-02-30',
        to: 'soon',
        sort: 'price_cents',
        page: '-1',
        company_id: ID,
        __proto__: 'x',
        q: '\u0000',
      },
      reading,
    )
    expect(query).toEqual({ filters: [], sort: 'district_due_on', page: 1 })
    expect(asked).toEqual({})
  })

  it('asks for rows without a purveyor', () => {
    expect(readList(DEVICES, { district: 'none' }, reading).query.filters).toEqual([
      { column: 'company_district_id', op: 'is_null' },
    ])
  })

  it('takes the first of a parameter given twice', () => {
    expect(readList(DEVICES, { city: ['Jupiter', 'Stuart'] }, reading).query.filters).toEqual([
      { column: 'city', op: 'eq', value: 'Jupiter' },
    ])
  })

  it('keeps at most 500 ids of a selection', () => {
    const ids = Array.from({ length: 700 }, () => ID).join(',')
    const [filter] = readList(DEVICES, { ids: ids.slice(0, 1999) }, reading).query.filters
    expect(filter?.op).toBe('in')
  })

  it('never throws and never leaves the allow-list, whatever the URL', () => {
    const names = fc.constantFrom(
      ...new Set(Object.values(LISTS).flatMap((list) => Object.keys(list.filters))),
      'q',
      'sort',
      'page',
      'x',
    )
    const values = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '2027-03',
        '9999-12',
        '9999-12-31',
        '0001-01',
        '90',
        'none',
        ID,
        '__proto__',
        'constructor',
        '-due',
        '99999999',
      ),
      fc.array(fc.string(), { maxLength: 2 }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(LISTS)), fc.dictionary(names, values), (list, params) => {
        const { query } = readList(list, params, reading)
        expect(Object.values(list.sorts)).toContain(query.sort.replace(/^-/, ''))
        expect(query.page).toBeGreaterThanOrEqual(1)
        expect(JSON.stringify(query)).not.toContain('\\u0000')
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the due list', () => {
  const filtersOf = (params: Record<string, string>) => readList(DUE, params, reading).query.filters

  it('shows what is to do now when nothing is asked', () => {
    expect(filtersOf({})).toEqual([{ column: 'compliance', op: 'in', value: ['FAILED_OPEN', 'OVERDUE', 'DUE_SOON'] }])
  })

  it('counts exactly the overdue ones', () => {
    expect(filtersOf({ window: 'overdue' })).toEqual([{ column: 'compliance', op: 'eq', value: 'OVERDUE' }])
  })

  it('looks 30 days ahead, today included, at everything with a duty', () => {
    expect(filtersOf({ window: '30' })).toEqual([
      { column: 'district_due_on', op: 'gte', value: '2027-03-04' },
      { column: 'district_due_on', op: 'lte', value: '2027-04-03' },
      { column: 'compliance', op: 'in', value: ['FAILED_OPEN', 'OVERDUE', 'DUE_SOON', 'CURRENT'] },
    ])
  })

  it('takes a month from its first to its last day', () => {
    expect(filtersOf({ month: '2028-02' }).slice(0, 2)).toEqual([
      { column: 'district_due_on', op: 'gte', value: '2028-02-01' },
      { column: 'district_due_on', op: 'lte', value: '2028-02-29' },
    ])
  })
})

describe('test records', () => {
  it('leave superseded versions out until they are asked for', () => {
    expect(readList(TEST_RECORDS, {}, reading).query.filters).toEqual([
      { column: 'state', op: 'in', value: ['DRAFT', 'SIGNED', 'IMPORTED'] },
    ])
    expect(readList(TEST_RECORDS, { state: 'SUPERSEDED' }, reading).query.filters).toEqual([
      { column: 'state', op: 'eq', value: 'SUPERSEDED' },
    ])
  })
})

describe('fileHref', () => {
  it('keeps filters, search and sort, not the page', () => {
    expect(fileHref('devices', { q: 'A & B', type: 'RP', page: '4', sort: '-due', city: '' })).toBe(
      '/api/csv/devices?q=A+%26+B&type=RP&sort=-due',
    )
  })
})

describe('every list', () => {
  it.each(Object.entries(LISTS))('%s sorts by a column it knows', (_name, list) => {
    expect(list.sorts[list.defaultSort.replace(/^-/, '')]).toBeDefined()
  })
})
