import { z } from 'zod'
import { addressWords, plateWords, serialWords } from '../devices/device-words.ts'
import { COMPLIANCE_WORDS, wordFor } from '../devices/words.ts'
import { DatabaseFault } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

export type FoundItem = { title: string; detail?: string; href: string }
export type FoundGroup = { label: string; items: FoundItem[] }

const text = z.string().nullable()
const foundShape = z.object({
  devices: z.array(
    z.object({
      id: z.string(),
      serial: text,
      type: z.string(),
      manufacturer: text,
      model: text,
      size: text,
      line1: z.string(),
      city: text,
      customer_name: z.string(),
      compliance: z.string(),
    }),
  ),
  customers: z.array(z.object({ id: z.string(), name: z.string(), city: text, phone: text })),
  locations: z.array(z.object({ id: z.string(), name: text, line1: z.string(), city: text })),
})

/** Whatever on file matches a few letters, in one call. Null when nobody is signed in. */
export async function findAnything(db: Supabase, words: string): Promise<FoundGroup[] | null> {
  const { data, error } = await db.rpc('find_anything', { p_q: words })
  if (error?.code === '42501') return null
  if (error !== null) throw new DatabaseFault(error)
  const { devices, customers, locations } = foundShape.parse(data)
  return [
    {
      label: 'Devices',
      items: devices.map((device) => ({
        title: `${serialWords(device.serial)} · ${plateWords(device)}`,
        detail: `${device.customer_name}, ${addressWords(device)} · ${wordFor(COMPLIANCE_WORDS, device.compliance)}`,
        href: `/devices/${device.id}`,
      })),
    },
    {
      label: 'Customers',
      items: customers.map(({ id, name, city, phone }) => ({
        title: name,
        ...((city ?? phone) ? { detail: city ?? phone ?? '' } : {}),
        href: `/customers/${id}`,
      })),
    },
    {
      label: 'Locations',
      items: locations.map(({ id, name, line1, city }) => ({
        title: addressWords({ line1, city }),
        ...(name === null ? {} : { detail: name }),
        href: `/locations/${id}`,
      })),
    },
  ].filter((group) => group.items.length > 0)
}
