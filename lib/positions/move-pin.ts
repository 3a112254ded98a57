import { z } from 'zod'
import type { Context } from '../context.ts'
import { type Result, resultOf } from '../errors.ts'

const degrees = (most: number) =>
  z.preprocess(
    (value) => (value === '' ? null : value),
    z.coerce.number('This is no place on the map.').min(-most).max(most).nullable(),
  )

/** A site and where its pin goes; without a place it goes back to where the address was found. */
export const pinSchema = z.object({ id: z.guid(), latitude: degrees(90), longitude: degrees(180) })

/** Sets the pin of a site by hand; it stays there until the address changes. */
export async function movePin(
  { db }: Context,
  { id, latitude, longitude }: z.infer<typeof pinSchema>,
): Promise<Result<unknown>> {
  const place = latitude === null || longitude === null ? {} : { p_latitude: latitude, p_longitude: longitude }
  return resultOf(await db.rpc('move_pin', { p_location_id: id, ...place }))
}
