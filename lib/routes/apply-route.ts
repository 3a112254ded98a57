import { z } from 'zod'
import type { Context } from '../context.ts'
import { type Day, instantAt } from '../dates.ts'
import { ok, type Result, resultOf } from '../errors.ts'
import { clockValue } from '../visits/words.ts'
import type { Move } from './schema.ts'

const movedShape = z.array(z.object({ id: z.string(), version: z.number() }))

/** Gives visits of one day their new times, all or none; answers the moves that take it back. */
export async function applyRoute({ db, company }: Context, day: Day, moves: readonly Move[]): Promise<Result<Move[]>> {
  const result = resultOf(
    await db.rpc('move_visits', {
      p_moves: moves.map(({ id, version, minute }) => ({
        id,
        version,
        starts_at: instantAt(day, clockValue(minute), company.time_zone),
      })),
    }),
  )
  if (!result.ok) return result
  const versions = new Map(movedShape.parse(result.value).map(({ id, version }) => [id, version]))
  return ok(
    moves.map(({ id, version, minute, was }) => ({
      id,
      version: versions.get(id) ?? version,
      minute: was,
      was: minute,
    })),
  )
}
