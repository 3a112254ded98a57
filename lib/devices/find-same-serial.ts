import type { Context } from '../context.ts'
import { dataOf } from '../errors.ts'
import { serialKey } from '../imports/keys.ts'
import { addressWords } from './device-words.ts'
import type { DeviceHint } from './device-hints.ts'

/**
 * Assemblies on file that carry this serial already, by maker and serial however they are spelled, or by the very serial.
 * Serials repeat between makers, so this is said, never held against anybody.
 */
export async function findSameSerial(
  { db }: Context,
  typed: { serial: string; manufacturer: string; id: string },
): Promise<DeviceHint[]> {
  const serial = typed.serial.trim()
  const key = serialKey({ manufacturer: typed.manufacturer.trim() || null, serial })
  if (key === null) return []
  const columns = 'id, serial, customer_locations(line1, city)'
  const [byKey, bySerial] = await Promise.all([
    db.from('devices').select(columns).eq('match_key', key).is('deleted_at', null).limit(3),
    db.from('devices').select(columns).eq('serial', serial).is('deleted_at', null).limit(3),
  ])
  const found = new Map([...dataOf(byKey), ...dataOf(bySerial)].map((device) => [device.id, device]))
  found.delete(typed.id)
  return [...found.values()].slice(0, 3).map((device) => ({
    code: 'serial',
    sentence: `This serial is already on file at ${addressWords(device.customer_locations)}. Open it, or keep both.`,
    href: `/devices/${device.id}`,
  }))
}
