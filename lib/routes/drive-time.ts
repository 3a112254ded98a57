import type { Place } from '../positions/place.ts'

/** Roads are longer than the straight line, on average by this much. */
const DETOUR = 1.3
/** Kilometres at a speed in km/h: streets first, then arterials, then highways. */
const STREETS = { upTo: 5, speed: 30 }
const ARTERIALS = { upTo: 25, speed: 55 }
const HIGHWAY_SPEED = 90
/** Where nobody knows where a stop is. */
const UNKNOWN_MINUTES = 20

/** Kilometres between two places, as the crow flies. */
export function distanceKm(a: Place, b: Place): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180
  const [dLat, dLng] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)]
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLng / 2) ** 2
  return 2 * 6371 * Math.asin(Math.sqrt(Math.min(1, h)))
}

/** Whole minutes of driving between two places, estimated from the distance; never less over a longer way. */
export function estimateMinutes(a: Place | null, b: Place | null): number {
  if (a === null || b === null) return UNKNOWN_MINUTES
  const road = distanceKm(a, b) * DETOUR
  const streets = Math.min(road, STREETS.upTo)
  const arterials = Math.min(Math.max(road - STREETS.upTo, 0), ARTERIALS.upTo - STREETS.upTo)
  const highway = Math.max(road - ARTERIALS.upTo, 0)
  return Math.ceil((streets / STREETS.speed + arterials / ARTERIALS.speed + highway / HIGHWAY_SPEED) * 60)
}

/** Estimated minutes from each place to each other. */
export function estimateMatrix(places: readonly (Place | null)[]): number[][] {
  return places.map((from, row) => places.map((to, column) => (row === column ? 0 : estimateMinutes(from, to))))
}
