import { isUuid } from '../lists/list-definition.ts'
import { listRows, solid } from '../lists/list-rows.ts'
import type { Supabase } from '../supabase/server.ts'

/** A work order with its visits, newest first; null when it is not on file for the caller. */
export async function findWorkOrder(db: Supabase, id: string) {
  if (!isUuid(id)) return null
  const [orders, visits] = await Promise.all([
    listRows(db, 'work_order_list', { filters: [{ column: 'id', op: 'eq', value: id }], pageSize: 1 }),
    listRows(db, 'visit_list', {
      filters: [{ column: 'work_order_id', op: 'eq', value: id }],
      sort: '-starts_at',
      pageSize: 100,
    }),
  ])
  const [row] = orders.rows
  if (row === undefined) return null
  return {
    order: solid(row, 'id', 'kind', 'state', 'location_id', 'line1', 'customer_id', 'customer_name'),
    visits: visits.rows.map((visit) => solid(visit, 'id', 'starts_at', 'minutes', 'state')),
  }
}
