/** A place on the map, in degrees. */
export type Place = { latitude: number; longitude: number }

/** How exactly it is known where a site is. */
export const PRECISIONS = ['address', 'street', 'zip', 'city', 'by_hand'] as const
export type Precision = (typeof PRECISIONS)[number]

export function isPrecision(text: unknown): text is Precision {
  return PRECISIONS.some((each) => each === text)
}

export const PRECISION_WORDS: Readonly<Record<Precision, string>> = {
  address: 'At the address',
  street: 'On the street, not at the number',
  zip: 'In the middle of the ZIP code',
  city: 'In the middle of the city',
  by_hand: 'Placed by hand',
}

/** What is said where a pin is only roughly right, or missing; null where it stands well. */
export function positionTrouble(precision: string | null, lookedAt: string | null): string | null {
  if (precision === null)
    return lookedAt === null ? 'The address is being looked for.' : 'The address was not found. Place the pin by hand.'
  if (precision === 'zip') return 'The address was not found: the pin stands in the middle of the ZIP code.'
  if (precision === 'city') return 'The address was not found: the pin stands in the middle of the city.'
  return null
}
