import type { Context } from '../context.ts'
import { dataOf, doneOf, ok, type Result, resultOf } from '../errors.ts'
import { readPriceSheet } from './read-price-sheet.ts'
import type { BillingRules, PriceInput } from './schema.ts'

/** Adds a price, or changes the one with this id. */
export async function savePrice({ db, company }: Context, input: PriceInput): Promise<Result<{ id: string }>> {
  const { id, kind, price: unit_cents, ...facts } = input
  const changed = await db
    .from('price_items')
    .update({ ...facts, unit_cents })
    .eq('id', id)
    .select('id')
  if (changed.error !== null || changed.data.length > 0) return changed.error === null ? ok({ id }) : resultOf(changed)
  return resultOf(
    await db
      .from('price_items')
      .insert({ company_id: company.id, id, kind, unit_cents, ...facts })
      .select('id')
      .single(),
  )
}

/** Takes a price off the book; invoices keep what they charged. */
export async function removePrice({ db }: Context, id: string, at: string): Promise<Result<{ id: string }>> {
  return resultOf(
    await db.from('price_items').update({ deleted_at: at }).eq('id', id).is('deleted_at', null).select('id').single(),
  )
}

/** Brings a pasted price list in, whole or not at all. Answers how many rows came. */
export async function bringPrices({ db }: Context, sheet: string): Promise<Result<number>> {
  const districts = dataOf(await db.from('company_districts').select('id, name').is('deleted_at', null).limit(1000))
  const rows = readPriceSheet(sheet, districts)
  return rows.ok ? resultOf(await db.rpc('bring_prices', { p_rows: rows.value })) : rows
}

/** Tax rate, days to pay and the first number of invoices. */
export async function changeBillingRules({ db, company }: Context, rules: BillingRules): Promise<Result<null>> {
  const { tax, ...rest } = rules
  return doneOf(
    await db
      .from('company_settings')
      .update({ ...rest, tax_hundredths_percent: tax })
      .eq('company_id', company.id)
      .select('company_id')
      .single(),
  )
}
