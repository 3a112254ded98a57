import type { Context } from '../context.ts'
import { type Result, ok, resultOf } from '../errors.ts'
import { locationKey } from '../imports/keys.ts'
import type { LocationInput } from './schema.ts'

/** Puts a location on file. The id comes from the form: sending it twice gives one. */
export async function addLocation(context: Context, input: LocationInput): Promise<Result<{ id: string }>> {
  const { error } = await context.db
    .from('customer_locations')
    .insert({ company_id: context.company.id, ...input, match_key: matchKey(input) })
  if (error === null || (error.code === '23505' && error.message.includes('customer_locations_pkey'))) {
    return ok({ id: input.id })
  }
  return resultOf({ data: null, error })
}

/** Corrects a location; its assemblies stay with it, also when it goes to another customer. */
export async function correctLocation(context: Context, input: LocationInput): Promise<Result<{ id: string }>> {
  const { id, ...facts } = input
  return resultOf(
    await context.db
      .from('customer_locations')
      .update({ ...facts, match_key: matchKey(input) })
      .eq('id', id)
      .is('deleted_at', null)
      .select('id')
      .single(),
  )
}

/** Takes a location without assemblies away; refused while one stands there. */
export async function deleteLocation(context: Context, id: string, at: string): Promise<Result<{ id: string }>> {
  return resultOf(
    await context.db
      .from('customer_locations')
      .update({ deleted_at: at })
      .eq('id', id)
      .is('deleted_at', null)
      .select('id')
      .single(),
  )
}

/** Brings a deleted location back, as long as its customer is on file. */
export async function restoreLocation(context: Context, id: string): Promise<Result<{ id: string }>> {
  return resultOf(
    await context.db.from('customer_locations').update({ deleted_at: null }).eq('id', id).select('id').single(),
  )
}

function matchKey(input: LocationInput): string {
  return locationKey(input) ?? `id:${input.id}`
}
