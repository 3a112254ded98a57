import type { Context } from '../context.ts'
import { type Result, ok, resultOf } from '../errors.ts'
import { customerKey } from '../imports/keys.ts'
import type { CustomerInput } from './schema.ts'

/** Puts a customer on file. The id comes from the form: sending it twice gives one. */
export async function addCustomer(context: Context, input: CustomerInput): Promise<Result<{ id: string }>> {
  const { error } = await context.db
    .from('customers')
    .insert({ company_id: context.company.id, ...input, match_key: matchKey(input) })
  if (error === null || (error.code === '23505' && error.message.includes('customers_pkey')))
    return ok({ id: input.id })
  return resultOf({ data: null, error })
}

/** Corrects a customer. */
export async function correctCustomer(context: Context, input: CustomerInput): Promise<Result<{ id: string }>> {
  const { id, ...facts } = input
  return resultOf(
    await context.db
      .from('customers')
      .update({ ...facts, match_key: matchKey(input) })
      .eq('id', id)
      .is('deleted_at', null)
      .select('id')
      .single(),
  )
}

/** Takes a customer without locations away; refused while something hangs on it. */
export async function deleteCustomer(context: Context, id: string, at: string): Promise<Result<{ id: string }>> {
  return resultOf(
    await context.db
      .from('customers')
      .update({ deleted_at: at })
      .eq('id', id)
      .is('deleted_at', null)
      .select('id')
      .single(),
  )
}

/** Brings a deleted customer back. */
export async function restoreCustomer(context: Context, id: string): Promise<Result<{ id: string }>> {
  return resultOf(await context.db.from('customers').update({ deleted_at: null }).eq('id', id).select('id').single())
}

function matchKey(input: CustomerInput): string {
  return customerKey({ ...input, parent: input.parent_name }) ?? `id:${input.id}`
}
