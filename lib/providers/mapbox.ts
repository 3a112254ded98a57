import { z } from 'zod'
import { env } from '../env.ts'
import { now } from '../dates.ts'
import type { Place, Precision } from '../positions/place.ts'

const TIMEOUT_MS = 8000

/** Mapbox gave no answer one can use: a timeout, a status, words that are no answer. Holds no address. */
export class MapboxFault extends Error {
  /** When it may be asked again, in seconds, if it said so. */
  readonly seconds: number
  constructor(what: string, seconds = 0) {
    super(`Mapbox: ${what}`)
    this.name = 'MapboxFault'
    this.seconds = seconds
  }
}

const degrees = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
const foundShape = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ coordinates: degrees }),
      properties: z.object({
        feature_type: z.string(),
        match_code: z.object({ confidence: z.string() }).optional(),
      }),
    }),
  ),
})

/** What kind of thing was found, and how exactly that says where the site is. */
const PRECISION_OF: Readonly<Record<string, Precision>> = {
  address: 'address',
  secondary_address: 'address',
  street: 'street',
  block: 'street',
  postcode: 'zip',
  place: 'city',
  locality: 'city',
}

export type Address = { line1: string; city: string | null; state: string | null; zip: string | null }

/** Where an address is and how exactly; nothing when there is no such place. Asked so that the answer may be kept. */
export async function findAddress(
  address: Address,
): Promise<(Place & { precision: Precision }) | Record<string, never>> {
  const answer = await ask('/search/geocode/v6/forward', {
    address_line1: address.line1,
    place: address.city,
    region: address.state,
    postcode: address.zip?.slice(0, 5) ?? null,
    country: 'us',
    limit: '1',
    autocomplete: 'false',
    permanent: 'true',
  })
  // It understood the question and has no answer: the address is not one.
  if (answer === REFUSED) return {}
  const read = foundShape.safeParse(answer)
  if (!read.success) throw new MapboxFault('an answer of another form')
  const [found] = read.data.features
  const precision = found === undefined ? undefined : PRECISION_OF[found.properties.feature_type]
  if (found === undefined || precision === undefined || found.properties.match_code?.confidence === 'low') return {}
  const [longitude, latitude] = found.geometry.coordinates
  return { latitude, longitude, precision }
}

const matrixShape = z.object({ durations: z.array(z.array(z.number().min(0).nullable())) })
/** Places one question about drive times may hold. */
export const MATRIX_PLACES = 25

/** Minutes of driving from each place to each other, by road; null when Mapbox cannot say. */
export async function driveMinutes(places: readonly Place[]): Promise<number[][] | null> {
  const where = places.map(({ latitude, longitude }) => `${longitude},${latitude}`).join(';')
  const answer = await ask(`/directions-matrix/v1/mapbox/driving/${where}`, { annotations: 'duration' })
  const read = matrixShape.safeParse(answer)
  if (!read.success) return null
  const rows = read.data.durations
  if (rows.length !== places.length || rows.some((row) => row.length !== places.length || row.includes(null)))
    return null
  return rows.map((row) => row.map((seconds) => (seconds ?? 0) / 60))
}

/** The question was understood and has no answer (400, 404, 422). */
const REFUSED = Symbol('refused')

/** One question; trouble is a fault. */
async function ask(path: string, fields: Readonly<Record<string, string | null>>): Promise<unknown> {
  const { MAPBOX_TOKEN, MAPBOX_BASE_URL } = env()
  if (MAPBOX_TOKEN === undefined) throw new Error('MAPBOX_TOKEN is not set')
  const url = new URL(path, MAPBOX_BASE_URL)
  for (const [name, value] of Object.entries(fields)) if (value) url.searchParams.set(name, value)
  url.searchParams.set('access_token', MAPBOX_TOKEN)
  let response: Response
  let text: string
  try {
    response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
    text = await response.text()
  } catch {
    // The error's own words may hold the address or the token.
    throw new MapboxFault('no answer')
  }
  if (response.status === 400 || response.status === 404 || response.status === 422) return REFUSED
  if (!response.ok) throw new MapboxFault(`status ${response.status}`, retryAfter(response.headers.get('retry-after')))
  try {
    return JSON.parse(text)
  } catch {
    throw new MapboxFault('an answer that is no JSON')
  }
}

/** Seconds of a Retry-After, given as a number or as a date; at most an hour. */
function retryAfter(header: string | null): number {
  if (header === null) return 0
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.parse(now())) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 0), 3600) : 0
}
