import { isPrecision, type Precision } from './place.ts'

/** What is due at a site, worst first counted down: 3 overdue or failed, 2 due soon, 1 in date, 0 nothing. */
export type Due = 0 | 1 | 2 | 3
export const DUE_WORDS: Readonly<Record<Due, string>> = {
  3: 'Overdue or failed',
  2: 'Due soon',
  1: 'In date',
  0: 'Nothing due',
}

export type MapSite = {
  id: string
  /** Degrees; null while nobody knows where it is. */
  at: readonly [longitude: number, latitude: number] | null
  precision: Precision | null
  lookedFor: boolean
  due: Due
  devices: number
  line1: string
  city: string | null
  customer: string
}

/** Reads what public.map_sites() answers: a list per site, without names, because there may be ten thousand. */
export function readSites(answer: unknown): MapSite[] {
  return Array.isArray(answer) ? answer.flatMap(readSite) : []
}

function readSite(row: unknown): MapSite[] {
  if (!Array.isArray(row)) return []
  const [id, latitude, longitude, precision, lookedFor, due, devices, line1, city, customer]: unknown[] = row
  if (typeof id !== 'string' || typeof line1 !== 'string' || typeof customer !== 'string') return []
  const placed = typeof latitude === 'number' && typeof longitude === 'number'
  return [
    {
      id,
      at: placed ? [longitude, latitude] : null,
      precision: isPrecision(precision) ? precision : null,
      lookedFor: lookedFor === true,
      due: due === 3 || due === 2 || due === 1 ? due : 0,
      devices: typeof devices === 'number' ? devices : 0,
      line1,
      city: typeof city === 'string' ? city : null,
      customer,
    },
  ]
}

export type Bounds = { west: number; south: number; east: number; north: number }

/** The sites of a piece of the map, the most urgent first. */
export function sitesWithin(sites: readonly MapSite[], { west, south, east, north }: Bounds): MapSite[] {
  return sites
    .filter(({ at }) => at !== null && at[0] >= west && at[0] <= east && at[1] >= south && at[1] <= north)
    .toSorted((a, b) => b.due - a.due)
}

/** The piece of the map that holds all sites; null without any. */
export function boundsOf(places: readonly (readonly [number, number] | null)[]): Bounds | null {
  const bounds = { west: 180, south: 90, east: -180, north: -90 }
  for (const at of places) {
    if (at === null) continue
    bounds.west = Math.min(bounds.west, at[0])
    bounds.east = Math.max(bounds.east, at[0])
    bounds.south = Math.min(bounds.south, at[1])
    bounds.north = Math.max(bounds.north, at[1])
  }
  return bounds.west > bounds.east ? null : bounds
}
