import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from 'postgres'

const FIXTURE = join(import.meta.dirname, '../../lib/imports/fixtures/syncta-export-sample.csv')
const COLUMNS = readFileSync(FIXTURE, 'utf8').split(/\r?\n/, 1)[0]?.split(',') ?? []
/** In every serial, name, street and id of the sheet: with another in its place it is a sheet about other things. */
const MARK = '70000'

/** A Syncta export of new assemblies, two at a place and four at a customer. At most 10,000 rows. */
export function sheetOfNew(rows: number): string {
  const number = (count: number) => `${MARK}${String(count).padStart(4, '0')}`
  const lines = Array.from({ length: rows }, (_, row) => {
    const [customer, place] = [number(Math.floor(row / 4)), number(Math.floor(row / 2))]
    const cells: Readonly<Record<string, string>> = {
      Customer: `Customer ${customer}`,
      'Customer Address Line 1': `${customer} Office Road`,
      'Customer City': 'Jupiter',
      'Customer State': 'FL',
      'Customer Zip': '33458',
      Serial: `S${number(row)}`,
      'Syncta Id': number(row),
      'Next Test Due': '03/04/2027',
      'Assembly Status': 'Active',
      'Assembly Type': 'RPZ',
      'Assembly Manufacturer': 'Watts',
      'Assembly Model': '009',
      'Assembly Size': '1',
      'Service Location Name': `Place ${place}`,
      'Service Location Address Line 1': `${place} Sample Street`,
      'Service Location City': 'Jupiter',
      'Service Location State': 'FL',
      'Service Location Zip': '33458',
    }
    return COLUMNS.map((column) => cells[column] ?? '').join(',')
  })
  return [COLUMNS.join(','), ...lines].join('\n')
}

/** The staged sheet once more about other things, without reading it again; `round` below 1,000 tells them apart. */
export async function anotherImport(sql: Sql, template: string, round: number): Promise<string> {
  const [fileId, id] = [randomUUID(), randomUUID()]
  const mark = String(Number(MARK) + round)
  await sql.begin(async (tx) => {
    await tx`insert into public.files (company_id, id, kind, path, content_type, size_bytes, sha256)
      select company_id, ${fileId}::uuid, kind, company_id || '/import/' || ${fileId}, content_type, size_bytes, sha256
      from public.files where id = (select file_id from public.imports where id = ${template})`
    await tx`insert into public.imports (company_id, id, file_id, file_name, state, sheet_kind, mapping, total_rows, staged_rows, counts)
      select company_id, ${id}::uuid, ${fileId}::uuid, ${`round-${round}.csv`}, 'staged', sheet_kind, mapping, total_rows, staged_rows, counts
      from public.imports where id = ${template}`
    await tx`insert into public.import_rows select n.* from public.import_rows r
      cross join lateral jsonb_populate_record(null::public.import_rows,
        replace((to_jsonb(r) - 'import_id')::text, ${MARK}, ${mark})::jsonb || jsonb_build_object('import_id', ${id}::text)) n
      where r.import_id = ${template}`
  })
  return id
}

export type Standing = { state: string; devices: number; customers: number; locations: number; entries: number }

/** How an import stands and what on file came of it, all at one moment. */
export async function standingOf(sql: Sql, id: string): Promise<Standing | undefined> {
  const [row] = await sql<Standing[]>`
    select i.state,
      (select count(*)::int from public.devices x where x.company_id = i.company_id and x.import_id = i.id) as devices,
      (select count(*)::int from public.customers x where x.company_id = i.company_id and x.import_id = i.id) as customers,
      (select count(*)::int from public.customer_locations x where x.company_id = i.company_id and x.import_id = i.id) as locations,
      (select count(*)::int from public.audit_log a where a.company_id = i.company_id and a.action = 'committed' and i.id = any (a.target_ids)) as entries
    from public.imports i where i.id = ${id}`
  return row
}

/** When it was written, in milliseconds of the clock that this machine and its database share. */
export async function committedAt(sql: Sql, id: string): Promise<number> {
  const [row] = await sql<{ committed_at: Date | null }[]>`select committed_at from public.imports where id = ${id}`
  if (!row?.committed_at) throw new Error('the import is not committed')
  return row.committed_at.getTime()
}

/** Waits until nobody works on the import any more: what a killed server began has ended one way or the other. */
export async function settled(sql: Sql, id: string): Promise<void> {
  await sql`select 1 from public.imports where id = ${id} for share`
}
