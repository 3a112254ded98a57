import type { AssemblyType } from '../backflow/assembly.ts'
import type { CleanDevice } from '../imports/clean-row-types.ts'
import { deviceKey } from '../imports/keys.ts'

/** Where an assembly stands, as far as it tells assemblies without a serial apart. */
export type KeyPlace = {
  name: string | null
  line1: string
  line2: string | null
  city: string | null
  state: string | null
  zip: string | null
}
type KeyPlate = {
  type: AssemblyType
  manufacturer: string | null
  model: string | null
  size: { text: string } | null
  serial: string | null
  location_on_site?: string | null
}

const NOTHING = {
  install_date: null,
  last_tested_on: null,
  next_due_on: null,
  price_cents: null,
  district: null,
  district_slug: null,
  containment: null,
  status: null,
  interval_months: null,
  test_yearly: null,
  serves: null,
  meter_no: null,
  account_no: null,
  notes: null,
  bypass_manufacturer: null,
  bypass_model: null,
  bypass_size: null,
  bypass_size_thousandths: null,
  bypass_serial: null,
  size_thousandths: null,
} satisfies Partial<CleanDevice>

/** The name under which an import finds this assembly again; its id where nothing tells it from others. */
export function deviceMatchKey(id: string, plate: KeyPlate, externalId: string | null, place: KeyPlace | null): string {
  const device: CleanDevice = {
    ...NOTHING,
    type: plate.type,
    manufacturer: plate.manufacturer,
    model: plate.model,
    size: plate.size?.text ?? null,
    serial: plate.serial,
    location_on_site: plate.location_on_site ?? null,
    external_id: externalId,
  }
  return deviceKey(device, place === null ? null : { ...place, phone: null, email: null }) ?? `id:${id}`
}
