import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { paymentAccountSchema, unmatchedSchema } from '../invoices/unmatched.ts'
import type { Supabase } from '../supabase/server.ts'

const pageSchema = z.object({
  rules: z.object({ tax_hundredths_percent: z.number(), payment_days: z.number(), first_invoice_number: z.number() }),
  /** Null for those who see no invoices. */
  account: paymentAccountSchema.nullable(),
  unmatched: z.array(unmatchedSchema),
  districts: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type PriceBookPage = z.infer<typeof pageSchema>

/** What the page of the price book shows besides its prices. */
export async function findPriceBookPage(db: Supabase): Promise<PriceBookPage> {
  return pageSchema.parse(dataOf(await db.rpc('price_book_page')))
}
