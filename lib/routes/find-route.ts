import { z } from 'zod'
import type { Context } from '../context.ts'
import type { Day } from '../dates.ts'
import { env } from '../env.ts'
import { dataOf } from '../errors.ts'
import { logFault } from '../log.ts'
import { PRECISIONS, type Place } from '../positions/place.ts'
import { driveMinutes, MapboxFault, MATRIX_PLACES } from '../providers/mapbox.ts'
import { estimateMatrix } from './drive-time.ts'
import { driveThrough, orderStops, type PlannedStop, type Route, type RouteQuestion, type Stop } from './order-stops.ts'

const text = z.string().nullable()
const degrees = z.number().nullable()
const visitShape = z.object({
  id: z.string(),
  version: z.number(),
  state: z.string(),
  /** From midnight of the company's clock. */
  minute: z.number(),
  minutes: z.number(),
  water_off_from: text,
  water_off_to: text,
  customer: z.string(),
  line1: z.string(),
  line2: text,
  city: text,
  state_code: text,
  zip: text,
  latitude: degrees,
  longitude: degrees,
  position_precision: z.enum(PRECISIONS).nullable(),
})
const routeShape = z.object({
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  office: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  visits: z.array(visitShape),
})
export type RouteVisit = z.infer<typeof visitShape>
export type RouteStop = RouteVisit & { planned: PlannedStop; fixed: boolean }
export type DayRoute = {
  person: { id: string; name: string } | null
  office: Place | null
  /** In the order proposed. */
  stops: RouteStop[]
  proposed: Route
  /** The day as it is planned now. */
  current: Route
  /** Drive times by road, or estimated from the distance. */
  byRoad: boolean
}

/** A day of one person (of whoever asks without a name) and a good order of it. */
export async function findRoute({ db }: Pick<Context, 'db'>, day: Day, profileId: string | null): Promise<DayRoute> {
  const { person, office, visits } = routeShape.parse(
    dataOf(await db.rpc('day_route', { p_day: day, ...(profileId === null ? {} : { p_profile_id: profileId }) })),
  )
  const places = [...visits.map(placeOf), ...(office === null ? [] : [office])]
  const roads = await askForRoads(places)
  const question: RouteQuestion = {
    stops: visits.map(stopOf),
    drive: roads ?? estimateMatrix(places),
    office: office !== null,
    begin: Math.min(...visits.map(({ minute }) => minute), 24 * 60),
  }
  const proposed = orderStops(question)
  const current = driveThrough(question, [...visits.keys()])
  return {
    person,
    office,
    stops: proposed.stops.flatMap((planned) => {
      const visit = visits.find(({ id }) => id === planned.id)
      return visit === undefined ? [] : [{ ...visit, planned, fixed: isFixed(visit) }]
    }),
    proposed,
    current,
    byRoad: roads !== null,
  }
}

/** By road where Mapbox is set up, knows every place and answers; otherwise the estimate has to do. */
async function askForRoads(places: readonly (Place | null)[]): Promise<number[][] | null> {
  const known = places.filter((place) => place !== null)
  if (env().MAPBOX_TOKEN === undefined || known.length < places.length) return null
  if (known.length < 2 || known.length > MATRIX_PLACES) return null
  try {
    const minutes = await driveMinutes(known)
    return minutes?.map((row) => row.map(Math.ceil)) ?? null
  } catch (error) {
    if (!(error instanceof MapboxFault)) throw error
    logFault('drive times', error)
    return null
  }
}

function placeOf({ latitude, longitude }: RouteVisit): Place | null {
  return latitude === null || longitude === null ? null : { latitude, longitude }
}

/** A confirmed time was promised to the customer; where somebody is under way already nothing moves. */
function isFixed({ state }: RouteVisit): boolean {
  return state !== 'planned'
}

/** When one may come: at the promised time, or while the water may be off for the whole visit. */
function stopOf(visit: RouteVisit): Stop {
  const { id, minute, minutes, water_off_from, water_off_to } = visit
  if (isFixed(visit)) return { id, minutes, earliest: minute, latest: minute }
  if (water_off_from === null || water_off_to === null) return { id, minutes, earliest: null, latest: null }
  const earliest = minuteOf(water_off_from)
  return { id, minutes, earliest, latest: Math.max(earliest, minuteOf(water_off_to) - minutes) }
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
