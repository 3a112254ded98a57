'use server'

import type { ComboOption } from '@/app/_ui/combobox.tsx'
import { findContext } from '@/lib/context.ts'
import { addressWords } from '@/lib/devices/device-words.ts'
import { listRows } from '@/lib/lists/list-rows.ts'

const MOST = 12

/** Locations for a box that offers what is on file. Nothing for people who may not see them. */
export async function findLocationsAction(words: string): Promise<ComboOption[]> {
  const context = await findContext()
  if (context === null || !context.may('customers:read')) return []
  const { rows } = await listRows(context.db, 'location_list', {
    search: asked(words),
    sort: 'line1',
    pageSize: MOST,
  })
  return rows.map(({ id, line1, city, customer_name }) => ({
    value: id ?? '',
    label: addressWords({ line1: line1 ?? '', city }),
    detail: customer_name ?? '',
  }))
}

/** Customers, likewise. */
export async function findCustomersAction(words: string): Promise<ComboOption[]> {
  const context = await findContext()
  if (context === null || !context.may('customers:read')) return []
  const { rows } = await listRows(context.db, 'customer_list', { search: asked(words), sort: 'name', pageSize: MOST })
  return rows.map(({ id, name, city }) => ({
    value: id ?? '',
    label: name ?? '',
    ...(city === null ? {} : { detail: city }),
  }))
}

function asked(words: unknown): string {
  return String(words).replaceAll('\u0000', '').trim().slice(0, 100)
}
