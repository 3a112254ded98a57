import { loadavg } from 'node:os'

/** One side of a comparison: does its work once and answers how long it took (ms) or how much it did (per second). */
export type Side = () => Promise<number>

export type Ratio = {
  name: string
  goal: string
  ours: number
  yardstick: number
  unit: 'ms' | 'per second' | 'points' | 'KB gz' | 'MB'
  ratio: number
  holds: boolean
  limit: string
}

/**
 * Runs A B A B …, after a warm-up each (a server has compiled its hot paths after several), and takes the median of the ratios of neighbours, so that whatever else the
 * machine does falls on both sides alike.
 */
export async function interleave(
  pairs: number,
  ours: Side,
  yardstick: Side,
  warmUps = 1,
): Promise<{ ours: number; yardstick: number; ratio: number }> {
  for (let turn = 0; turn < warmUps; turn += 1) {
    await ours()
    await yardstick()
  }
  const seen: { ours: number; yardstick: number; ratio: number }[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    const first = pair % 2 === 0 ? await ours() : undefined
    const other = await yardstick()
    const mine = first ?? (await ours())
    seen.push({ ours: mine, yardstick: other, ratio: mine / other })
  }
  return {
    ours: median(seen.map((one) => one.ours)),
    yardstick: median(seen.map((one) => one.yardstick)),
    ratio: median(seen.map((one) => one.ratio)),
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2
}

export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

export function printRatio(row: Ratio): void {
  const figure = (value: number): string =>
    value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(3)
  console.log(
    `${row.holds ? 'holds ' : 'MISSES'}  ${row.name.padEnd(58)} ${figure(row.ratio).padStart(6)}×  (goal ${row.goal})   ours ${figure(row.ours)} / yardstick ${figure(row.yardstick)} ${row.unit}   load ${(loadavg()[0] ?? 0).toFixed(2)}`,
  )
}
