import { listRows } from '../lists/list-rows.ts'
import type { Supabase } from '../supabase/server.ts'

/** An assembly as the search shows it. */
export interface FoundAssembly {
  id: string
  serial: string | null
  type: string
  /** 'Wilkins 975XL2 3/4 in'. */
  made: string
  customer: string
  place: string
  onSite: string | null
  dueOn: string | null
  compliance: string
}

const MOST = 20

/** Assemblies by serial, tag, model, customer or address, the soonest due first; without words, those due next. */
export async function findAssemblies(db: Supabase, words: string): Promise<{ found: FoundAssembly[]; more: boolean }> {
  const { rows } = await listRows(db, 'device_list', {
    ...(words.trim() === '' ? {} : { search: words.trim() }),
    filters: [
      {
        column: 'status',
        op: 'in',
        value: ['ACTIVE', 'SEASONAL_OFF', 'PENDING_INSTALL', 'NOT_FOUND', 'REMOVED_CAPPED'],
      },
    ],
    sort: 'district_due_on',
    pageSize: MOST + 1,
  })
  return {
    more: rows.length > MOST,
    found: rows.slice(0, MOST).flatMap((row) =>
      row.id === null
        ? []
        : [
            {
              id: row.id,
              serial: row.serial,
              type: row.type ?? '',
              made: [row.manufacturer, row.model, row.size && `${row.size} in`].filter(Boolean).join(' '),
              customer: row.customer_name ?? '',
              place: [row.line1, row.city].filter(Boolean).join(', '),
              onSite: row.location_on_site,
              dueOn: row.district_due_on,
              compliance: row.compliance ?? '',
            },
          ],
    ),
  }
}
