import { randomUUID } from 'node:crypto'
import { literal } from './attempt.ts'
import type { Table } from './catalogue.ts'
import { TABLES, type TableRule } from './role-matrix.ts'
import type { CompanyName, Person, World } from './world.ts'
import type { Json } from './world-examples.ts'
import type { Row } from './world-rows.ts'

/** People who must neither see nor change a row of somebody else's company. */
export const OUTSIDERS = [
  'anonymous',
  'stranger',
  'rival admin',
  'rival office',
  'rival technician',
  'manager of two',
  'removed admin',
  'signed-out admin',
  'lapsed admin',
  'erased admin',
  'victim technician',
  'support too late',
] as const

/** Members of one company by role, an operator it lets look in, and members of one whose trial ran out. */
export const MEMBERS = [
  'rival admin',
  'rival office',
  'rival technician',
  'rival customer',
  'rival operator',
  'rival district admin',
  'support',
] as const
export const LAPSED = ['lapsed admin', 'lapsed office', 'lapsed technician', 'lapsed customer'] as const

export type Target = {
  kind: 'foreign' | 'random' | 'null'
  companyId: string | null
  key: Record<string, Json>
  ids: string[]
}

export function ruleOf(table: string): TableRule {
  const rule = TABLES[table]
  if (!rule)
    throw new Error(
      `Table public.${table} is not in the matrix: enter who may read and write it in TABLES of supabase/tests/role-matrix.ts.`,
    )
  return rule
}

/** Whose rows this outsider is after: its own company's technician goes for the rival's. */
export const preyOf = (person: Person): CompanyName =>
  person.company === 'victim' && person.name === 'victim technician' ? 'rival' : 'victim'

/** The victim's row, one that never was, and null. */
export function targetsOf(world: World, table: Table, prey: CompanyName): Target[] {
  const company = world.company(prey)
  const row = company.rows.get(table.name)?.[0]
  if (!row)
    throw new Error(
      `Table public.${table.name} has no fixture rows: add them to supabase/tests/world.ts or world-examples.ts.`,
    )
  const rest = table.primaryKey.filter((column) => column !== table.tenantKey)
  const key = Object.fromEntries(rest.map((column) => [column, row[column] ?? null]))
  const random = { company: randomUUID(), id: randomUUID() }
  const isId = (value: Json | undefined): boolean => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)
  const randomKey = Object.fromEntries(
    rest.map((column) => [column, isId(key[column]) ? random.id : (key[column] ?? null)]),
  )
  const ids = Object.values(key).filter((value): value is string => isId(value))
  return [
    { kind: 'foreign', companyId: company.id, key, ids: [company.id, ...ids] },
    { kind: 'random', companyId: random.company, key: randomKey, ids: [random.company, random.id] },
    { kind: 'null', companyId: null, key: Object.fromEntries(rest.map((column) => [column, null])), ids: [] },
  ]
}

export const q = (name: string): string => `"${name}"`
export const columnsOf = (table: Table, right: 'select' | 'insert' | 'update'): string[] =>
  table.columns.filter((column) => column[right]).map((column) => column.name)
export const readable = (table: Table): string =>
  (columnsOf(table, 'select').length > 0 ? columnsOf(table, 'select') : table.primaryKey).map(q).join(', ')
export const changeable = (table: Table): string =>
  q(
    columnsOf(table, 'update')[0] ??
      table.columns.find((column) => !table.primaryKey.includes(column.name))?.name ??
      table.primaryKey[0] ??
      'id',
  )

export function whereKey(table: Table, target: Target): string {
  const parts = [
    `${q(table.tenantKey ?? 'company_id')} = ${literal(target.companyId)}`,
    ...Object.entries(target.key).map(([column, value]) => `${q(column)} = ${literal(value)}`),
  ]
  return parts.join(' and ')
}

/** The row as far as people may write it; the whole row where they may write nothing (and are refused for that). */
export function insertable(table: Table, row: Row): Row {
  const granted = new Set(columnsOf(table, 'insert'))
  return granted.size === 0 ? row : Object.fromEntries(Object.entries(row).filter(([column]) => granted.has(column)))
}

export function insertSql(table: Table, row: Row): string {
  const columns = Object.keys(row).map(q).join(', ')
  return `insert into public.${q(table.name)} (${columns}) select ${columns} from jsonb_populate_record(null::public.${q(table.name)}, ${literal(row)}::jsonb)`
}

export const withAuthor = (row: Row, person: Person): Row =>
  'created_by' in row ? { ...row, created_by: person.profileId } : row
