import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  customerKeys,
  deviceKeys,
  locationKey,
  normaliseAddress,
  normaliseName,
  normalisePhone,
  normaliseSerial,
  testKey,
} from './keys.ts'
import { synctaRow } from './testing/device-row.ts'

const RUNS = { numRuns: 1_000 }

describe('normalisers', () => {
  it.each([
    ['The Foo & Bar, L.L.C.', 'foo and bar'],
    ['  ACME   Valves Inc ', 'acme valves'],
    ['Café Señor', 'cafe senor'],
    ['The Company', 'the company'],
    ['מים בע״מ', 'מים בע מ'],
  ])('the name %s', (name, key) => expect(normaliseName(name)).toBe(key))

  it.each([
    ['12 North Main Street', 'Suite 4', '12 n main st unit 4'],
    ['12 N. Main St.', '#4', '12 n main st unit 4'],
    ['12 N Main St, Apt. 4', null, '12 n main st unit 4'],
    ['100 Saint Johns Boulevard', null, '100 st johns blvd'],
    ['1 SW Demo Dune Terrace', 'Unit # 7', '1 sw demo dune ter unit 7'],
  ])('the address %s %s', (line1, line2, key) => expect(normaliseAddress(line1, line2)).toBe(key))

  it.each([
    ['(561) 555-0120', '+15615550120'],
    ['1-561-555-0120', '+15615550120'],
    ['561.555.0120 ext. 7', '+15615550120;ext=7'],
    ['+44 20 7946 0958', '+442079460958'],
    ['555-0120', null],
    ['161-555-0120', null],
    ['12', null],
    ['', null],
  ])('the phone %s', (text, phone) => expect(normalisePhone(text)).toBe(phone))

  it('the serial', () => {
    expect(normaliseSerial(' np-4872 ')).toBe('NP4872')
    expect(normaliseSerial('- ')).toBe('')
  })

  it('are settled by one pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normaliseAddress(normaliseAddress(text))).toBe(normaliseAddress(text))
        expect(normaliseSerial(normaliseSerial(text))).toBe(normaliseSerial(text))
        const phone = normalisePhone(text)
        if (phone !== null && !phone.includes(';')) expect(normalisePhone(phone)).toBe(phone)
      }),
      RUNS,
    )
  })
})

describe('keys', () => {
  it('of a row', async () => {
    const { keys } = await synctaRow()
    expect(keys).toEqual({
      customer: [
        'apocryphal apartments|a:7455 n invented inlet dr unit 4|33446',
        'apocryphal apartments|p:+15615550120',
        'apocryphal apartments|e:office@example.com',
      ],
      location: '2964 placeholder pelican pl|33446',
      device: ['x:482953', 's:WILKINS|43318X'],
      test: null,
    })
  })

  it('stand on city and state where there is no ZIP, on the place where there is no serial', async () => {
    const bare = await synctaRow({ 'Service Location Zip': '', Serial: '', 'Syncta Id': '' })
    expect(bare.keys.location).toBe('2964 placeholder pelican pl|delray beach fl')
    expect(bare.keys.device).toEqual(['p:2964 placeholder pelican pl|delray beach fl|975XL2|1|by meter'])
  })

  it('are missing where nothing identifies', () => {
    const blank = { line1: null, line2: null, city: null, state: null, zip: null, name: null, phone: null, email: null }
    expect(locationKey(blank)).toBeNull()
    expect(customerKeys({ ...blank, parent: null })).toEqual([])
    expect(customerKeys({ ...blank, parent: null, name: 'Acme' })).toEqual(['acme'])
    expect(testKey({ serial: null, tested_on: '2025-01-01' })).toBeNull()
    expect(testKey({ serial: 'np-1', tested_on: '2025-01-01' })).toBe('NP1|2025-01-01')
  })

  it('of one maker are the same under all its names and misspellings', async () => {
    const keys = await Promise.all(
      ['Wilkins', 'ZURN WILKINS', 'Zurn', 'Wilkens'].map(
        async (name) => (await synctaRow({ 'Assembly Manufacturer': name, 'Syncta Id': '' })).device,
      ),
    )
    expect(new Set(keys.map((device) => device && deviceKeys(device, null)[0]))).toEqual(new Set(['s:WILKINS|43318X']))
  })
})
