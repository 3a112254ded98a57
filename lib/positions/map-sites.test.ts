import { expect, test } from 'vitest'
import { boundsOf, readSites, sitesWithin } from './map-sites.ts'
import { positionTrouble } from './place.ts'
import { zipPlace } from './zip-place.ts'

const row = (id: string, latitude: number | null, longitude: number | null, due = 1) => [
  id,
  latitude,
  longitude,
  latitude === null ? null : 'zip',
  true,
  due,
  2,
  '12 Dock St',
  null,
  'Dock Street',
]

test('sites are read as they come, and what is none is left out', () => {
  const [site, lost] = readSites([row('a', 26.7, -80.1, 3), row('b', null, null), ['c'], 'x', null])
  expect(site).toMatchObject({ id: 'a', at: [-80.1, 26.7], precision: 'zip', due: 3, devices: 2, city: null })
  expect(lost).toMatchObject({ id: 'b', at: null, precision: null })
  expect(readSites({ sites: [] })).toEqual([])
  expect(readSites([row('d', 1, 1, 9)])[0]?.due).toBe(0)
})

test('a piece of the map holds what lies in it, the most urgent first', () => {
  const sites = readSites([
    row('fine', 26, -80, 1),
    row('late', 26.5, -80.5, 3),
    row('far', 40, -100, 3),
    row('lost', null, null),
  ])
  expect(sitesWithin(sites, { west: -81, east: -79, south: 25, north: 27 }).map(({ id }) => id)).toEqual([
    'late',
    'fine',
  ])
  expect(boundsOf(sites.map(({ at }) => at))).toEqual({ west: -100, east: -80, south: 26, north: 40 })
  expect(boundsOf([null])).toBeNull()
})

test('a ZIP code has a middle, what is none has not, and a rough place is said', () => {
  expect(zipPlace('33401-1234')?.latitude).toBeCloseTo(26.7, 0)
  for (const none of [null, '', '00000', 'constructor', '3340']) expect(zipPlace(none)).toBeNull()
  expect(positionTrouble('address', 'x')).toBeNull()
  expect(positionTrouble('by_hand', 'x')).toBeNull()
  expect(positionTrouble('zip', 'x')).toContain('middle of the ZIP code')
  expect(positionTrouble(null, null)).toContain('being looked for')
  expect(positionTrouble(null, 'x')).toContain('not found')
})
