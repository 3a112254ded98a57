import { describeRepairs, type RepairLine } from '../backflow/repairs.ts'

/** The listed repairs in words, without those the tester's own text says already. One per line; '' when nothing is left. */
export function listedRepairs(lines: readonly RepairLine[], text: string | null | undefined): string {
  const told = new Set((text ?? '').split('\n').map((line) => line.trim().toLowerCase()))
  return describeRepairs(lines)
    .split('\n')
    .filter((line) => !told.has(line.trim().toLowerCase()))
    .join('\n')
}
