import type { ListPage, ListQuery } from '../lists/list-rows.ts'
import { listRows, solid } from '../lists/list-rows.ts'
import type { Database } from '../supabase/database.types.ts'
import type { Supabase } from '../supabase/server.ts'

type Row = Database['public']['Views']['device_list']['Row']
type OnPage = 'id' | 'type' | 'compliance' | 'line1' | 'customer_name'
type Known = OnPage | 'status' | 'location_id' | 'customer_id'
/** A row of device_list; what the tables require is known to be there. */
export type DeviceRow = Row & { [K in Known]: NonNullable<Row[K]> }

/** What private.device_rows() gives for a page. */
export type PageDevice = Pick<
  DeviceRow,
  | OnPage
  | 'serial'
  | 'manufacturer'
  | 'model'
  | 'size'
  | 'line2'
  | 'city'
  | 'district_name'
  | 'district_due_on'
  | 'district_due_source'
  | 'due_assumed'
  | 'repair_due_on'
  | 'last_tested_on'
  | 'last_result'
>

/** One page of assemblies, for the page it stands on. */
export async function listDevices(db: Supabase, query: ListQuery & { frameOf: string }): Promise<ListPage<PageDevice>> {
  const page = await listRows(db, 'device_list', query)
  return { ...page, rows: page.rows.map((row) => solid(row, 'id', 'type', 'compliance', 'line1', 'customer_name')) }
}

/** The row with its columns known to be there. */
export function deviceRow(row: Row): DeviceRow {
  return solid(row, 'id', 'type', 'status', 'compliance', 'location_id', 'line1', 'customer_id', 'customer_name')
}
