import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isProof } from '../env.ts'
import { estimateMatrix, estimateMinutes } from './drive-time.ts'
import {
  costOf,
  driveThrough,
  lengthOf,
  nearestNeighbourTwoOpt,
  orderStops,
  type RouteQuestion,
  type Stop,
} from './order-stops.ts'

const RUNS = isProof() ? 5000 : 150
const place = fc.record({
  latitude: fc.double({ min: 25.5, max: 27.5, noNaN: true }),
  longitude: fc.double({ min: -81, max: -80, noNaN: true }),
})
const window = fc.oneof(
  { weight: 3, arbitrary: fc.constant([null, null] as const) },
  fc.integer({ min: 96, max: 200 }).map((step) => [step * 5, step * 5] as const),
  fc
    .tuple(fc.integer({ min: 90, max: 150 }), fc.integer({ min: 0, max: 60 }))
    .map(([from, width]) => [from * 5, (from + width) * 5] as const),
)
const stop = fc.record({ minutes: fc.integer({ min: 5, max: 90 }), window, place })

function question(
  stops: {
    minutes: number
    window: readonly [number | null, number | null]
    place: { latitude: number; longitude: number }
  }[],
  office: boolean,
): RouteQuestion {
  const places = stops.map((one) => one.place)
  return {
    stops: stops.map(
      ({ minutes, window: [earliest, latest] }, index): Stop => ({ id: String(index), minutes, earliest, latest }),
    ),
    drive: estimateMatrix(office ? [...places, { latitude: 26.7, longitude: -80.1 }] : places),
    office,
    begin: 480,
  }
}
const questions = (most: number, windows = true) =>
  fc
    .tuple(fc.array(stop, { maxLength: most }), fc.boolean())
    .map(([stops, office]) =>
      question(windows ? stops : stops.map((one) => ({ ...one, window: [null, null] as const })), office),
    )

describe('a route', () => {
  test('goes to every stop once, and its times follow from the ways', () => {
    fc.assert(
      fc.property(questions(14), (asked) => {
        const route = orderStops(asked)
        expect(route.stops.map(({ id }) => id).toSorted()).toEqual(asked.stops.map(({ id }) => id).toSorted())
        for (const [index, planned] of route.stops.entries()) {
          const own = asked.stops[Number(planned.id)]
          expect(planned.start).toBeGreaterThanOrEqual(planned.arrive)
          if (own?.earliest != null) expect(planned.start).toBeGreaterThanOrEqual(own.earliest)
          expect(planned.late).toBe(own?.latest == null ? 0 : Math.max(0, planned.start - own.latest))
          const before = route.stops[index - 1]
          if (before !== undefined)
            expect(planned.arrive).toBe(before.start + (asked.stops[Number(before.id)]?.minutes ?? 0) + planned.drive)
        }
        expect(route.driveMinutes).toBe(route.stops.reduce((sum, one) => sum + one.drive, route.driveHome))
      }),
      { numRuns: RUNS },
    )
  })

  test('is never longer than the nearest neighbour improved by 2-opt', () => {
    fc.assert(
      fc.property(questions(18, false), (asked) => {
        expect(orderStops(asked).driveMinutes).toBeLessThanOrEqual(lengthOf(asked, nearestNeighbourTwoOpt(asked)))
      }),
      { numRuns: RUNS },
    )
  })

  test('with windows it is never later, nor longer where as late, than that order', () => {
    fc.assert(
      fc.property(questions(14), (asked) => {
        const order = orderStops(asked).stops.map(({ id }) => Number(id))
        expect(costOf(asked, order)).toBeLessThanOrEqual(costOf(asked, nearestNeighbourTwoOpt(asked)))
      }),
      { numRuns: RUNS },
    )
  })

  test('few stops: as punctual as any order of them', () => {
    fc.assert(
      fc.property(questions(5), (asked) => {
        const best = Math.min(
          ...permutations([...asked.stops.keys()]).map((order) => driveThrough(asked, order).lateMinutes),
        )
        const found = orderStops(asked).lateMinutes
        // A local search is no proof; it may miss by a little, never by a window that anybody would meet.
        expect(found - best).toBeLessThanOrEqual(best === 0 ? 0 : 60)
      }),
      { numRuns: RUNS },
    )
  })
})

test('a fixed time is kept, and one that cannot be met is said', () => {
  const drive = estimateMatrix([
    { latitude: 26.7, longitude: -80.1 },
    { latitude: 26.71, longitude: -80.11 },
    { latitude: 26.9, longitude: -80.1 },
    { latitude: 26.7, longitude: -80.1 },
  ])
  const free = (id: string): Stop => ({ id, minutes: 30, earliest: null, latest: null })
  const fixed = { id: 'fixed', minutes: 30, earliest: 780, latest: 780 }
  const met = orderStops({ stops: [free('a'), free('b'), fixed], drive, office: true, begin: 480 })
  expect(met.stops.at(-1)).toMatchObject({ id: 'fixed', start: 780, late: 0 })
  const missed = orderStops({ stops: [{ ...fixed, id: 'a' }, fixed, free('b')], drive, office: true, begin: 480 })
  expect(missed.lateMinutes).toBeGreaterThan(0)
  expect(missed.stops.filter(({ late }) => late > 0)).toHaveLength(1)
})

test('no stop and one stop are routes too', () => {
  expect(orderStops({ stops: [], drive: [[0]], office: true, begin: 480 })).toMatchObject({
    stops: [],
    driveMinutes: 0,
  })
  const one = orderStops({
    stops: [{ id: 'a', minutes: 30, earliest: null, latest: null }],
    drive: [
      [0, 7],
      [8, 0],
    ],
    office: true,
    begin: 480,
  })
  expect(one.stops).toEqual([{ id: 'a', arrive: 480, start: 480, drive: 8, wait: 0, late: 0 }])
  expect(one.driveMinutes).toBe(15)
})

test('a longer way never takes less time, and an unknown place counts as some way', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
      const from = { latitude: 26, longitude: -80 }
      const [near, far] = [Math.min(a, b), Math.max(a, b)]
      expect(estimateMinutes(from, { latitude: 26 + near, longitude: -80 })).toBeLessThanOrEqual(
        estimateMinutes(from, { latitude: 26 + far, longitude: -80 }),
      )
    }),
    { numRuns: RUNS },
  )
  expect(estimateMinutes(null, { latitude: 26, longitude: -80 })).toBe(20)
})

function permutations(all: readonly number[]): number[][] {
  if (all.length === 0) return [[]]
  return all.flatMap((first, index) =>
    permutations(all.filter((_, other) => other !== index)).map((rest) => [first, ...rest]),
  )
}
