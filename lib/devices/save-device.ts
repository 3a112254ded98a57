import type { Context } from '../context.ts'
import { type Result, ok, refuse, resultOf } from '../errors.ts'
import { deviceMatchKey, type KeyPlace } from './device-key.ts'
import type { AddDeviceInput, CorrectDeviceInput, ReplaceDeviceInput } from './schema.ts'

/**
 * Puts an assembly on file. The id comes from the form, so a second press of the button meets the first one's row and
 * changes nothing.
 */
export async function addDevice(context: Context, input: AddDeviceInput): Promise<Result<{ id: string }>> {
  const place = await placeOf(context, input.location_id)
  if (!place.ok) return place
  const { error } = await context.db.from('devices').insert({
    company_id: context.company.id,
    id: input.id,
    status: input.status,
    ...factsOf(input),
    ...(input.district_due_on === null
      ? {}
      : { district_due_on: input.district_due_on, district_due_source: 'manual' }),
    match_key: deviceMatchKey(input.id, input, null, place.value),
  })
  if (error === null || isRepeat(error)) return ok({ id: input.id })
  return resultOf({ data: null, error })
}

/** Corrects an assembly. Its district's date is touched only when the person changed it; then it counts as typed. */
export async function correctDevice(context: Context, input: CorrectDeviceInput): Promise<Result<{ id: string }>> {
  const [place, old] = await Promise.all([
    placeOf(context, input.location_id),
    context.db.from('devices').select('external_id').eq('id', input.id).is('deleted_at', null).single(),
  ])
  if (!place.ok) return place
  const known = resultOf(old)
  if (!known.ok) return known
  const retyped = input.district_due_on !== input.was_due_on
  return resultOf(
    await context.db
      .from('devices')
      .update({
        ...factsOf(input),
        ...(input.status === undefined ? {} : { status: input.status }),
        ...(retyped
          ? {
              district_due_on: input.district_due_on,
              district_due_source: input.district_due_on === null ? null : 'manual',
            }
          : {}),
        match_key: deviceMatchKey(input.id, input, known.value.external_id, place.value),
      })
      .eq('id', input.id)
      .is('deleted_at', null)
      .select('id')
      .single(),
  )
}

/** Puts a new assembly in the place of an old one, which stays on file as replaced. Gives the new one's id. */
export async function replaceDevice(context: Context, input: ReplaceDeviceInput): Promise<Result<string>> {
  const { data, error } = await context.db
    .from('devices')
    .select('location_on_site, customer_locations(name, line1, line2, city, state, zip)')
    .eq('id', input.id)
    .is('deleted_at', null)
    .single()
  const old = resultOf({ data, error })
  if (!old.ok) return old
  const { size, bypass_size, id, new_id, ...plate } = input
  return resultOf(
    await context.db.rpc('replace_device', {
      p_device_id: id,
      p_new: {
        ...plate,
        id: new_id,
        size: size?.text ?? null,
        size_thousandths_in: size?.thousandths ?? null,
        bypass_size: bypass_size?.text ?? null,
        match_key: deviceMatchKey(
          new_id,
          { ...input, location_on_site: old.value.location_on_site },
          null,
          old.value.customer_locations,
        ),
      },
    }),
  )
}

/** Takes an assembly without tests away; refused where evidence hangs on it. */
export async function deleteDevice(context: Context, id: string, at: string): Promise<Result<{ id: string }>> {
  return resultOf(
    await context.db
      .from('devices')
      .update({ deleted_at: at })
      .eq('id', id)
      .is('deleted_at', null)
      .select('id')
      .single(),
  )
}

/** Brings a deleted assembly back. */
export async function restoreDevice(context: Context, id: string): Promise<Result<{ id: string }>> {
  return resultOf(await context.db.from('devices').update({ deleted_at: null }).eq('id', id).select('id').single())
}

/** Sets the assembly's picture, or takes it away. The file is on file already. */
export async function setDevicePhoto(
  context: Context,
  id: string,
  fileId: string | null,
): Promise<Result<{ id: string }>> {
  return resultOf(
    await context.db
      .from('devices')
      .update({ photo_file_id: fileId })
      .eq('id', id)
      .is('deleted_at', null)
      .select('id')
      .single(),
  )
}

async function placeOf(context: Context, locationId: string): Promise<Result<KeyPlace>> {
  const place = resultOf(
    await context.db
      .from('customer_locations')
      .select('name, line1, line2, city, state, zip')
      .eq('id', locationId)
      .is('deleted_at', null)
      .single(),
  )
  return place.ok ? place : refuse('devices_location', 'This location is not on file. Choose another.', 'location_id')
}

/** The columns that follow from what was typed, alike for a new and a corrected assembly. */
function factsOf(input: Omit<AddDeviceInput, 'status'>) {
  return {
    location_id: input.location_id,
    company_district_id: input.company_district_id,
    type: input.type,
    manufacturer: input.manufacturer,
    model: input.model,
    size: input.size?.text ?? null,
    size_thousandths_in: input.size?.thousandths ?? null,
    serial: input.serial,
    bypass_manufacturer: input.bypass_manufacturer,
    bypass_model: input.bypass_model,
    bypass_size: input.bypass_size?.text ?? null,
    bypass_serial: input.bypass_serial,
    location_on_site: input.location_on_site,
    serves: input.serves,
    hazard: input.hazard,
    use: input.use,
    containment: input.containment,
    non_potable_supply: input.non_potable_supply,
    installed_on: input.installed_on,
    interval_months: input.interval_months,
    tag_no: input.tag_no,
    account_no: input.account_no,
    meter_no: input.meter_no,
    price_cents: input.price,
    our_target_on: input.our_target_on,
    notes: input.notes,
  }
}

function isRepeat(error: { code?: string; message: string }): boolean {
  return error.code === '23505' && error.message.includes('devices_pkey')
}
