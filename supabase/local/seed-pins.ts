import { now } from '../../lib/dates.ts'
import { zipPlace } from '../../lib/positions/zip-place.ts'
import type { Chance } from './seed-chance.ts'

/** The demo's streets exist nowhere, so most of its pins stand as if placed by hand around the ZIP code; a few are left to be found. */
export function seedPin(chance: Chance, zip: string): Record<string, unknown> {
  const middle = zipPlace(zip)
  const about = (degrees: number) => degrees + chance.between(-220, 220) / 10_000
  return middle === null || chance.chance(0.06)
    ? { latitude: null, longitude: null, position_precision: null, position_at: null }
    : {
        latitude: about(middle.latitude),
        longitude: about(middle.longitude),
        position_precision: 'by_hand',
        position_at: now(),
      }
}
