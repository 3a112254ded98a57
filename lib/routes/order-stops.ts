/** A stop of a day. Times are minutes from midnight; `earliest` and `latest` say when one may arrive, the same twice is a fixed time. */
export type Stop = { id: string; minutes: number; earliest: number | null; latest: number | null }
export type RouteQuestion = {
  stops: readonly Stop[]
  /** Minutes of driving: a row and a column for each stop, and for the office as the last one if `office`. */
  drive: readonly (readonly number[])[]
  office: boolean
  /** When work begins at the first stop. */
  begin: number
}
/** A stop in its place: when one gets there, when work begins, how long the way and the wait are, how late it is. */
export type PlannedStop = { id: string; arrive: number; start: number; drive: number; wait: number; late: number }
export type Route = {
  stops: PlannedStop[]
  driveMinutes: number
  waitMinutes: number
  lateMinutes: number
  /** The way back to the office. */
  driveHome: number
}

/** Appointments are made on these minutes of the clock. */
const STEP = 5

/**
 * Puts stops in a good order: fixed times and windows first, then the least time on the road and waiting. Begins with the nearest
 * neighbour improved by 2-opt, and with the order of the windows, and moves pieces about until nothing gets better. What is as good
 * in the order given keeps it.
 */
export function orderStops(question: RouteQuestion): Route {
  const asGiven = [...question.stops.keys()]
  const windows = question.stops.some(({ earliest, latest }) => earliest !== null || latest !== null)
  const starts = [nearestNeighbourTwoOpt(question), ...(windows ? [byWindow(question)] : [])]
  const found = [
    { order: asGiven, cost: costOf(question, asGiven) },
    ...starts.map((order) => improve(question, order)),
  ]
  const best = found.toSorted((a, b) => a.cost - b.cost)[0]
  return driveThrough(question, best?.order ?? [])
}

/** The times of stops in a given order, by their places in the question. */
export function driveThrough(question: RouteQuestion, order: readonly number[]): Route {
  const { stops, drive, office, begin } = question
  const route: Route = { stops: [], driveMinutes: 0, waitMinutes: 0, lateMinutes: 0, driveHome: 0 }
  let [at, time] = [office ? stops.length : -1, begin]
  for (const [place, index] of order.entries()) {
    const stop = stops[index]
    if (stop === undefined) continue
    const way = at < 0 ? 0 : (drive[at]?.[index] ?? 0)
    // Work begins at the first stop: one leaves the office before.
    const arrive = place === 0 ? begin : time + way
    const start = startAt(stop, arrive)
    const late = stop.latest === null ? 0 : Math.max(0, start - stop.latest)
    const wait = start - arrive
    route.stops.push({ id: stop.id, arrive, start, drive: way, wait, late })
    route.driveMinutes += way
    // Up to the next appointment minute is no waiting.
    route.waitMinutes += Math.max(0, wait - STEP + 1)
    route.lateMinutes += late
    time = start + stop.minutes
    at = index
  }
  route.driveHome = office && order.length > 0 ? (drive[at]?.[stops.length] ?? 0) : 0
  route.driveMinutes += route.driveHome
  return route
}

function startAt(stop: Stop, arrive: number): number {
  if (stop.earliest !== null && stop.earliest >= arrive) return stop.earliest
  return Math.ceil(arrive / STEP) * STEP
}

/** Being late outweighs any way. */
const LATE_WEIGHT = 100_000

/** What an order costs: minutes late, then minutes on the road and waiting. */
export function costOf(question: RouteQuestion, order: readonly number[]): number {
  const { driveMinutes, waitMinutes, lateMinutes } = driveThrough(question, order)
  return lateMinutes * LATE_WEIGHT + driveMinutes + waitMinutes
}

/** A question in flat numbers, as the search asks it a million times; -1 stands for "no time". */
type Flat = {
  count: number
  side: number
  drive: Float64Array
  minutes: Float64Array
  earliest: Float64Array
  latest: Float64Array
  office: boolean
  begin: number
}

function flatten({ stops, drive, office, begin }: RouteQuestion): Flat {
  return {
    count: stops.length,
    side: drive.length,
    drive: Float64Array.from(drive.flat()),
    minutes: Float64Array.from(stops, (stop) => stop.minutes),
    earliest: Float64Array.from(stops, (stop) => stop.earliest ?? -1),
    latest: Float64Array.from(stops, (stop) => stop.latest ?? -1),
    office,
    begin,
  }
}

/** The same as costOf(), in flat numbers; gives up once it is clear that `limit` is passed. */
function quickCost(flat: Flat, order: Int32Array, limit: number): number {
  const { count, side, drive, minutes, earliest, latest, office } = flat
  let at = office ? count : -1
  let time = flat.begin
  let cost = 0
  for (let place = 0; place < order.length; place += 1) {
    const index = order[place] ?? 0
    const way = at < 0 ? 0 : (drive[at * side + index] ?? 0)
    const arrive = place === 0 ? time : time + way
    const opens = earliest[index] ?? -1
    const start = opens >= arrive ? opens : Math.ceil(arrive / STEP) * STEP
    cost += way + Math.max(0, start - arrive - STEP + 1)
    const closes = latest[index] ?? -1
    if (closes >= 0 && start > closes) cost += (start - closes) * LATE_WEIGHT
    if (cost >= limit) return cost
    time = start + (minutes[index] ?? 0)
    at = index
  }
  return office && at !== count ? cost + (drive[at * side + count] ?? 0) : cost
}

/** The yardstick: to the nearest stop each time, then pieces turned round while that shortens the way. Knows no windows. */
export function nearestNeighbourTwoOpt({ stops, drive, office }: RouteQuestion): number[] {
  const left = new Set(stops.keys())
  const order: number[] = []
  let at = office ? stops.length : 0
  if (!office && left.delete(0)) order.push(0)
  while (left.size > 0) {
    let [nearest, way] = [-1, Number.POSITIVE_INFINITY]
    for (const index of left) {
      const minutes = drive[at]?.[index] ?? 0
      if (minutes < way) [nearest, way] = [index, minutes]
    }
    left.delete(nearest)
    order.push(nearest)
    at = nearest
  }
  const free: RouteQuestion = {
    stops: stops.map((stop) => ({ ...stop, earliest: null, latest: null })),
    drive,
    office,
    begin: 0,
  }
  let length = lengthOf(free, order)
  for (let better = true; better; ) {
    better = false
    for (let from = 0; from < order.length - 1; from += 1)
      for (let to = from + 1; to < order.length; to += 1) {
        turn(order, from, to)
        const turned = lengthOf(free, order)
        if (turned < length) [length, better] = [turned, true]
        else turn(order, from, to)
      }
  }
  return order
}

/** Minutes on the road of an order, there and back. */
export function lengthOf(
  { stops, drive, office }: Pick<RouteQuestion, 'stops' | 'drive' | 'office'>,
  order: readonly number[],
): number {
  let [at, sum] = [office ? stops.length : -1, 0]
  for (const index of order) {
    if (at >= 0) sum += drive[at]?.[index] ?? 0
    at = index
  }
  return office && order.length > 0 ? sum + (drive[at]?.[stops.length] ?? 0) : sum
}

/** Stops with a time in the order of their times, the others behind. */
function byWindow({ stops }: RouteQuestion): number[] {
  const due = (index: number): number => stops[index]?.latest ?? stops[index]?.earliest ?? Number.MAX_SAFE_INTEGER
  return [...stops.keys()].toSorted((a, b) => due(a) - due(b))
}

function turn(order: number[], from: number, to: number): void {
  for (let [low, high] = [from, to]; low < high; low += 1, high -= 1) {
    const [a, b] = [order[low] ?? 0, order[high] ?? 0]
    order[low] = b
    order[high] = a
  }
}

/** Longest piece that is moved elsewhere as it is. */
const PIECE = 3

/** Turns pieces round and moves pieces elsewhere, each change taken that helps, until none does. */
function improve(question: RouteQuestion, begin: readonly number[]): { order: readonly number[]; cost: number } {
  const flat = flatten(question)
  const size = begin.length
  let order = Int32Array.from(begin)
  let trial = new Int32Array(size)
  let cost = quickCost(flat, order, Number.POSITIVE_INFINITY)
  let better = true
  const attempt = (): void => {
    const trialCost = quickCost(flat, trial, cost)
    if (trialCost >= cost) return
    ;[order, trial, cost, better] = [trial, order, trialCost, true]
  }
  while (better) {
    better = false
    for (let from = 0; from < size - 1; from += 1)
      for (let to = from + 1; to < size; to += 1) {
        for (let at = 0; at < size; at += 1) trial[at] = order[at < from || at > to ? at : from + to - at] ?? 0
        attempt()
      }
    for (let length = 1; length <= PIECE; length += 1)
      for (let from = 0; from + length <= size; from += 1)
        for (let to = 0; to + length <= size; to += 1) {
          if (to === from) continue
          for (let at = 0; at < size; at += 1) trial[at] = order[movedFrom(at, from, to, length)] ?? 0
          attempt()
        }
  }
  return { order: [...order], cost }
}

/** Where the stop at `at` stood before a piece was taken out at `from` and put in at `to`: those between move over by its length. */
function movedFrom(at: number, from: number, to: number, length: number): number {
  if (at >= to && at < to + length) return from + at - to
  if (to < from) return at >= to + length && at < from + length ? at - length : at
  return at >= from && at < to ? at + length : at
}
