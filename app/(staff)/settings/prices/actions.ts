'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/lib/action.ts'
import { now } from '@/lib/dates.ts'
import { connectAccount } from '@/lib/invoices/pay-invoice.ts'
import { bringPrices, changeBillingRules, removePrice, savePrice } from '@/lib/prices/save-price.ts'
import { billingRulesSchema, pricesSheetSchema, priceSchema } from '@/lib/prices/schema.ts'

export const savePriceAction = formAction('savePrice', 'prices:write', priceSchema, async (context, input) => {
  const saved = await savePrice(context, input)
  if (!saved.ok) return saved
  revalidatePath('/settings/prices')
  return { status: 'done' as const, message: 'The price is saved.' }
})

export const removePriceAction = formAction(
  'removePrice',
  'prices:write',
  z.object({ id: z.guid() }),
  async (context, input) => {
    const removed = await removePrice(context, input.id, now())
    if (!removed.ok) return removed
    revalidatePath('/settings/prices')
    return { status: 'done' as const }
  },
)

export const bringPricesAction = formAction(
  'bringPrices',
  'prices:write',
  pricesSheetSchema,
  async (context, input) => {
    const brought = await bringPrices(context, input.sheet)
    if (!brought.ok) return brought
    revalidatePath('/settings/prices')
    return {
      status: 'done' as const,
      message: brought.value === 1 ? '1 price is in.' : `${brought.value} prices are in.`,
    }
  },
)

export const changeBillingRulesAction = formAction(
  'changeBillingRules',
  'company:write',
  billingRulesSchema,
  async (context, input) => {
    const changed = await changeBillingRules(context, input)
    if (!changed.ok) return changed
    revalidatePath('/settings/prices')
    return { status: 'done' as const }
  },
)

export const connectAccountAction = formAction('connectAccount', 'company:write', z.object({}), async (context) => {
  const connected = await connectAccount(context)
  if (!connected.ok) return connected
  revalidatePath('/settings/prices')
  if (connected.value.url !== null) redirect(connected.value.url)
  return { status: 'done' as const }
})
