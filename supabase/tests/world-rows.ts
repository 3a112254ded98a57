import type { Sql, TransactionSql } from 'postgres'
import { type Catalogue, type Column, type Table, tenantTables } from './catalogue.ts'
import { type Cell, COLUMN_EXAMPLES, type Json, MADE_BY_HAND, MADE_BY_TRIGGERS } from './world-examples.ts'

export type Row = Record<string, Json>

/** What a row of the company may point at: the id of a table's row. */
export type Parents = (table: string) => string | undefined

/** A complete, valid row of a table for a company: required columns, texts, and every foreign key inside the company. */
export function makeRow(table: Table, cell: Cell, parents: Parents): Row {
  const row: Row = {}
  for (const column of table.columns) {
    if (column.generated) continue
    const value = valueOf(table, column, cell, parents)
    if (value !== undefined) row[column.name] = value
  }
  return row
}

function valueOf(table: Table, column: Column, cell: Cell, parents: Parents): Json | undefined {
  if (column.name === table.tenantKey) return cell.companyId
  const allowed = allowedValue(table, column.name)
  const example =
    COLUMN_EXAMPLES[`${table.name}.${column.name}`] ??
    (allowed === undefined ? COLUMN_EXAMPLES[`*.${column.name}`] : undefined)
  const key = table.foreignKeys.find((one) => one.columns.includes(column.name))
  if (key && key.target === table.name) return undefined
  if (key && example?.(cell) !== undefined) return example(cell)
  if (key) return parents(key.target)
  if (example) return example(cell)
  if (column.name === 'id' && column.type === 'uuid') return cell.rowId ?? undefined
  if (column.type === 'text') {
    if (allowed !== undefined) return column.notNull && !column.hasDefault ? allowed : undefined
    return column.hasDefault ? undefined : `${cell.canary} ${cell.set}`
  }
  if (!column.notNull || column.hasDefault) return undefined
  return requiredValue(table, column)
}

function requiredValue(table: Table, column: Column): Json {
  const least = lowest(table, column.name)
  if (/^(integer|bigint|smallint|numeric)/.test(column.type)) return least ?? 1
  if (column.type === 'date') return '2026-01-05'
  if (column.type.startsWith('timestamp')) return '2026-01-05T12:00:00Z'
  if (column.type === 'boolean') return false
  if (column.type === 'jsonb' || column.type === 'json') return {}
  if (column.type.endsWith('[]')) return []
  if (column.type === 'bytea') return '\\x00'
  throw new Error(
    `Table public.${table.name} has no fixture rows: give an example for ${table.name}.${column.name} (${column.type}) in supabase/tests/world-examples.ts.`,
  )
}

/** The first value of `column = ANY (ARRAY['a', …])` or `column = 'a'` in a check. */
function allowedValue(table: Table, column: string): string | undefined {
  for (const check of table.checks) {
    const found = new RegExp(`\\(${column} = (?:ANY \\(ARRAY\\[)?'([^']+)'`).exec(check.definition)
    if (found?.[1] !== undefined) return found[1]
  }
  return undefined
}

function lowest(table: Table, column: string): number | undefined {
  for (const check of table.checks) {
    const found = new RegExp(`\\(${column} >= (-?\\d+)\\)`).exec(check.definition)
    if (found?.[1] !== undefined) return Number(found[1])
  }
  return undefined
}

/** Writes a row given by name and value, so that arrays, bytes and dates are read by the column's own type. */
export async function insertRow(sql: Sql | TransactionSql, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row)
  try {
    await sql`insert into public.${sql(table)} (${sql(columns)})
      select ${sql(columns)} from jsonb_populate_record(null::${sql.unsafe(`public."${table}"`)}, ${sql.json(row)})`
  } catch (error) {
    throw new Error(
      `Table public.${table} has no fixture rows: ${error instanceof Error ? error.message : String(error)}. Give an example for its columns in supabase/tests/world-examples.ts.`,
      { cause: error },
    )
  }
}

/** The tables that get generated rows, parents before children. */
export function generatedTables(catalogue: Catalogue): Table[] {
  const waiting = tenantTables(catalogue).filter(
    (table) => !MADE_BY_HAND.has(table.name) && !MADE_BY_TRIGGERS.has(table.name),
  )
  const ordered: Table[] = []
  const done = new Set([...MADE_BY_HAND, ...MADE_BY_TRIGGERS])
  while (waiting.length > 0) {
    const ready = waiting.findIndex((table) =>
      table.foreignKeys.every(
        (key) =>
          key.target === table.name || done.has(key.target) || !waiting.some((other) => other.name === key.target),
      ),
    )
    // A circle of tables: deferrable keys let any of them go first.
    const [next] = waiting.splice(Math.max(ready, 0), 1)
    if (!next) break
    ordered.push(next)
    done.add(next.name)
  }
  return ordered
}
