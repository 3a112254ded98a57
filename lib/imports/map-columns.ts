import { doneOf, refuse, type Result } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'
import { findImport } from './queries.ts'
import { type ColumnMapping, mappingIsUsable, suggestMapping } from './recognise-sheet.ts'
import {
  DEVICE_FIELDS,
  type DeviceField,
  plain,
  TEST_FIELDS,
  type TargetField,
  type TestField,
} from './target-fields.ts'

/** The fields a column of either kind of sheet may feed. */
export function fieldsOf(kind: 'devices' | 'tests'): readonly TargetField[] {
  return kind === 'tests' ? TEST_FIELDS : DEVICE_FIELDS
}

/** A first choice of fields for a sheet read as `kind`, by the columns' names. */
export function firstMapping(columns: readonly string[], kind: 'devices' | 'tests'): Record<string, string> {
  const suggested = suggestMapping(columns)
  if (suggested.kind === kind) return suggested.columns
  const found: Record<string, string> = {}
  const taken = new Set<string>()
  for (const column of columns) {
    const field = fieldsOf(kind).find(({ key, names }) => !taken.has(key) && names.includes(plain(column)))
    if (field === undefined) continue
    taken.add(field.key)
    found[column] = field.key
  }
  return found
}

/**
 * Keeps which column feeds which field, remembered for the next sheet with these columns, and queues the sheet to be read
 * with it. Refused when a field is fed twice or too little is mapped to make rows of.
 */
export async function mapColumns(
  db: Supabase,
  importId: string,
  kind: 'devices' | 'tests',
  chosen: readonly { index: number; field: string }[],
): Promise<Result<null>> {
  const found = await findImport(db, importId)
  if (found === null || found.header === null) return refuse('import_not_found', 'This import is not on file.')
  const columns: Record<string, string> = {}
  const feeds = new Map<string, string>()
  for (const { index, field } of chosen) {
    const column = found.header.columns[index]
    const target = fieldsOf(kind).find(({ key }) => key === field)
    if (column === undefined || target === undefined) continue
    const other = feeds.get(field)
    if (other !== undefined) {
      return refuse(
        'field_mapped_twice',
        `“${other}” and “${column}” both feed ${target.label}. Choose one of them.`,
        `column_${index}`,
      )
    }
    feeds.set(field, column)
    columns[column] = field
  }
  const mapping = asMapping(kind, columns)
  if (!mappingIsUsable(mapping)) {
    return refuse(
      'mapping_not_usable',
      kind === 'tests'
        ? 'A past test needs its serial and its test date. Choose the columns that hold them.'
        : 'An assembly needs a serial, or a model or type with an address. Choose the columns that hold them.',
    )
  }
  return doneOf(await db.rpc('map_import', { p_import_id: importId, p_mapping: mapping }))
}

// The keys were looked up among the fields of this kind just now.
function asMapping(kind: 'devices' | 'tests', columns: Record<string, string>): ColumnMapping {
  if (kind === 'tests') return { kind, columns: only<TestField>(columns, TEST_FIELDS) }
  return { kind, columns: only<DeviceField>(columns, DEVICE_FIELDS) }
}

function only<K extends string>(columns: Record<string, string>, fields: readonly { key: K }[]): Record<string, K> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([column, key]) => {
      const field = fields.find((each) => each.key === key)
      return field === undefined ? [] : [[column, field.key] as const]
    }),
  )
}
