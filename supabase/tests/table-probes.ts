import { randomUUID } from 'node:crypto'
import { asReturned, asRows, literal } from './attempt.ts'
import { type Table, tenantKeys, type View } from './catalogue.ts'
import type { Probe } from './probe.ts'
import { may, TABLES, type TableRule } from './role-matrix.ts'
import { type Company, type CompanyName, idOf, type Person, type World } from './world.ts'
import { type Json, textOf } from './world-examples.ts'
import type { Row } from './world-rows.ts'

/** People who must neither see nor change a row of somebody else's company. */
export const OUTSIDERS = [
  'anonymous', 'stranger', 'rival admin', 'rival office', 'rival technician', 'manager of two', 'removed admin', 'signed-out admin',
  'lapsed admin', 'erased admin', 'victim technician',
] as const

/** Members of one company by role, and of one whose trial ran out. */
export const MEMBERS = ['rival admin', 'rival office', 'rival technician', 'rival customer', 'rival operator', 'rival district admin'] as const
export const LAPSED = ['lapsed admin', 'lapsed office', 'lapsed technician'] as const

export type Target = { kind: 'foreign' | 'random' | 'null'; companyId: string | null; key: Record<string, Json>; ids: string[] }

export function ruleOf(table: string): TableRule {
  const rule = TABLES[table]
  if (!rule) throw new Error(`Table public.${table} is not in the matrix: enter who may read and write it in TABLES of supabase/tests/role-matrix.ts.`)
  return rule
}

/** Whose rows this outsider is after: its own company's technician goes for the rival's. */
export const preyOf = (person: Person): CompanyName => (person.company === 'victim' && person.name === 'victim technician' ? 'rival' : 'victim')

/** The victim's row, one that never was, and null. */
export function targetsOf(world: World, table: Table, prey: CompanyName): Target[] {
  const company = world.company(prey)
  const row = company.rows.get(table.name)?.[0]
  if (!row) throw new Error(`Table public.${table.name} has no fixture rows: add them to supabase/tests/world.ts or world-examples.ts.`)
  const rest = table.primaryKey.filter((column) => column !== table.tenantKey)
  const key = Object.fromEntries(rest.map((column) => [column, row[column] ?? null]))
  const random = { company: randomUUID(), id: randomUUID() }
  const isId = (value: Json | undefined): boolean => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)
  const randomKey = Object.fromEntries(rest.map((column) => [column, isId(key[column]) ? random.id : (key[column] ?? null)]))
  const ids = Object.values(key).filter((value): value is string => isId(value))
  return [
    { kind: 'foreign', companyId: company.id, key, ids: [company.id, ...ids] },
    { kind: 'random', companyId: random.company, key: randomKey, ids: [random.company, random.id] },
    { kind: 'null', companyId: null, key: Object.fromEntries(rest.map((column) => [column, null])), ids: [] },
  ]
}

const q = (name: string): string => `"${name}"`
const columnsOf = (table: Table, right: 'select' | 'insert' | 'update'): string[] => table.columns.filter((column) => column[right]).map((column) => column.name)
const readable = (table: Table): string => (columnsOf(table, 'select').length > 0 ? columnsOf(table, 'select') : table.primaryKey).map(q).join(', ')
const changeable = (table: Table): string =>
  q(columnsOf(table, 'update')[0] ?? table.columns.find((column) => !table.primaryKey.includes(column.name))?.name ?? table.primaryKey[0] ?? 'id')

function whereKey(table: Table, target: Target): string {
  const parts = [`${q(table.tenantKey ?? 'company_id')} = ${literal(target.companyId)}`, ...Object.entries(target.key).map(([column, value]) => `${q(column)} = ${literal(value)}`)]
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

/** Everything an outsider can try on a table, for a foreign id, a random one and null. */
export function outsiderProbes(world: World, table: Table, names: readonly string[] = OUTSIDERS): Probe[] {
  return names.flatMap((name) => {
    const person = world.person(name)
    const prey = preyOf(person)
    const targets = targetsOf(world, table, prey)
    const base = { as: person, protects: [prey], writesNothing: true } as const
    const relation = `public.${q(table.name)}`
    const probes: Probe[] = [
      { ...base, name: `${name} reads all of ${table.name}`, expect: 'clean', answers: true, sql: asRows(`select ${readable(table)} from ${relation}`) },
      { ...base, name: `${name} counts all of ${table.name}`, expect: 'nothing', answers: false, sql: `select from ${relation} where ${q(table.tenantKey ?? 'id')} = ${literal(world.company(prey).id)}` },
      { ...base, name: `${name} truncates ${table.name}`, expect: 'refused', answers: false, sql: `truncate ${relation} cascade`, codes: ['42501'] },
      { ...base, name: `${name} locks ${table.name}`, expect: 'nothing', answers: false, sql: `select ${readable(table)} from ${relation} where ${q(table.tenantKey ?? 'id')} = ${literal(world.company(prey).id)} for update` },
    ]
    for (const target of targets) {
      const where = whereKey(table, target)
      const of = (verb: string) => ({
        ...base,
        name: `${name} ${verb} ${table.name} (${target.kind})`,
        expect: 'nothing' as const,
        answers: false,
        ...(target.kind === 'null' ? {} : { group: `${name}/${table.name}/${verb}`, ids: target.ids }),
      })
      const fresh = insertable(table, { ...world.freshRow(table, prey), ...target.key, [table.tenantKey ?? 'company_id']: target.companyId })
      const one = changeable(table)
      const conflict = `on conflict (${table.primaryKey.map(q).join(', ')}) do update set ${one} = excluded.${one}`
      probes.push(
        { ...of('reads'), answers: true, sql: asRows(`select ${readable(table)} from ${relation} where ${where}`) },
        { ...of('updates'), sql: `update ${relation} set ${one} = ${one} where ${where}` },
        { ...of('updates and reads'), answers: true, sql: asReturned(`update ${relation} set ${one} = ${one} where ${where} returning ${readable(table)}`) },
        { ...of('deletes'), sql: `delete from ${relation} where ${where}` },
        { ...of('inserts'), sql: insertSql(table, fresh) },
        { ...of('inserts and reads'), answers: true, sql: asReturned(`${insertSql(table, fresh)} returning ${readable(table)}`) },
        { ...of('upserts'), sql: `${insertSql(table, fresh)} ${conflict}` },
        ...(table.columns.some((column) => column.name === 'id') && target.key.id !== undefined
          ? [{ ...of('reads by id alone'), answers: true, sql: asRows(`select ${readable(table)} from ${relation} where id = ${literal(target.key.id)}`) }]
          : []),
      )
      if (person.company !== null && person.company !== prey) probes.push(...ownRowProbes(world, table, person, target, of))
    }
    return probes
  })
}

/** What somebody with rows of their own can try with them: move one over, or let one point across. */
function ownRowProbes(world: World, table: Table, person: Person, target: Target, of: (verb: string) => Omit<Probe, 'sql'>): Probe[] {
  const own = person.company
  if (own === null) return []
  const company = world.company(own)
  const relation = `public.${q(table.name)}`
  const tenantKey = table.tenantKey ?? 'company_id'
  const probes: Probe[] = [
    { ...of('moves an own row into'), sql: `update ${relation} set ${q(tenantKey)} = ${literal(target.companyId)} where ${q(tenantKey)} = ${literal(company.id)}` },
  ]
  for (const key of tenantKeys(table)) {
    const column = key.columns[1]
    if (column === undefined || target.kind === 'null') continue
    const pointed = pointedAt(world, key.target, preyOf(person), target.kind)
    const row = { ...insertable(table, withAuthor(world.freshRow(table, own), person)), [column]: pointed }
    const probe = (verb: string): Omit<Probe, 'sql'> => ({ ...of(verb), ids: [...target.ids, pointed, ...(typeof row.id === 'string' ? [row.id] : [])] })
    probes.push(
      { ...probe(`points ${column} across in`), sql: insertSql(table, row) },
      { ...probe(`turns ${column} across in`), sql: `update ${relation} set ${q(column)} = ${literal(pointed)} where ${q(tenantKey)} = ${literal(company.id)}` },
    )
  }
  return probes
}

const pointedAt = (world: World, table: string, prey: CompanyName, kind: 'foreign' | 'random'): string =>
  kind === 'random' ? randomUUID() : idOf(world.company(prey), table)

const withAuthor = (row: Row, person: Person): Row => ('created_by' in row ? { ...row, created_by: person.profileId } : row)

/** Keys hold even where no policy does: the owner, who bypasses RLS, lets an own row point across. */
export function keyProbes(world: World, table: Table): Probe[] {
  const person = world.person('owner')
  return tenantKeys(table).flatMap((key) => {
    const column = key.columns[1]
    if (column === undefined) return []
    return (['foreign', 'random'] as const).map((kind): Probe => {
      const pointed = pointedAt(world, key.target, 'victim', kind)
      const row = { ...world.freshRow(table, 'rival'), [column]: pointed }
      const sql =
        table.tenantKey === 'id'
          ? `update public.${q(table.name)} set ${q(column)} = ${literal(pointed)} where id = ${literal(world.company('rival').id)}`
          : insertSql(table, row)
      return { as: person, name: `the key ${key.name} lets ${column} point at a ${kind} row`, sql, answers: false, expect: 'refused', codes: ['23503'], protects: ['victim'] }
    })
  })
}

/** What the people of a company may and may not do with their own rows, by role; and that a lapsed company only reads. */
export function memberProbes(world: World, table: Table): Probe[] {
  const rule = ruleOf(table.name)
  const relation = `public.${q(table.name)}`
  const tenantKey = q(table.tenantKey ?? 'company_id')
  return [...MEMBERS, ...LAPSED].flatMap((name) => {
    const person = world.person(name)
    if (person.company === null) return []
    const company = world.company(person.company)
    const open = person.company !== 'lapsed'
    const allowed = (verb: 'insert' | 'update' | 'delete'): boolean => {
      const permission = rule[verb]
      return open && permission !== undefined && may(person.profileRole, permission)
    }
    const reads = rule.read !== undefined && may(person.profileRole, rule.read)
    const fresh = insertable(table, withAuthor(world.freshRow(table, person.company), person))
    const last = company.rows.get(table.name)?.at(-1)
    const lastKey = `${tenantKey} = ${literal(company.id)}${typeof last?.id === 'string' && table.tenantKey !== 'id' ? ` and id = ${literal(last.id)}` : ''}`
    const protects: CompanyName[] = ['victim', 'twin']
    const probe = (verb: string, sql: string, expect: Probe['expect'], answers = false): Probe => ({
      as: person, name: `${name} ${verb} own ${table.name}`, sql, answers, expect, protects,
    })
    const change = `update ${relation} set ${changeable(table)} = ${changeable(table)}`
    const owned = ownsRows(rule, company, table, person)
    return [
      probe('reads', asRows(`select ${readable(table)} from ${relation} where ${tenantKey} = ${literal(company.id)}`), reads ? 'some' : 'nothing', true),
      probe('adds', insertSql(table, fresh), allowed('insert') ? 'one' : 'nothing'),
      probe('changes', `${change} where ${lastKey}`, allowed('update') && owned ? 'one' : 'nothing'),
      probe('deletes', `delete from ${relation} where ${lastKey}`, allowed('delete') && owned ? 'one' : 'nothing'),
      ...(columnsOf(table, 'update').includes('deleted_at')
        ? [probe('takes away', `update ${relation} set deleted_at = now() where ${lastKey}`, allowed('update') ? 'one' : 'nothing')]
        : []),
      probe('locks', `select ${readable(table)} from ${relation} where ${lastKey} for update`, allowed('update') && owned ? 'one' : 'nothing'),
      ...impersonations(world, table, person, fresh, probe),
      ...(rule.onlyOwn === undefined ? [] : personal(table, rule.onlyOwn, person, open, probe)),
      ...(table.name === 'files' ? sheets(person, company, fresh, open, probe, table) : []),
    ]
  })
}

function ownsRows(rule: TableRule, company: Company, table: Table, person: Person): boolean {
  if (rule.onlyOwn === undefined) return true
  const column = rule.onlyOwn
  return (company.rows.get(table.name) ?? []).some((row) => row[column] === person.profileId)
}

type Member = (verb: string, sql: string, expect: Probe['expect'], answers?: boolean) => Probe

/** Rows that are each person's own: neither seen nor deleted by colleagues, whatever their role. */
function personal(table: Table, column: string, person: Person, open: boolean, probe: Member): Probe[] {
  const rule = ruleOf(table.name)
  const others = `where ${q(column)} <> ${literal(person.profileId)}`
  const own = rule.delete !== undefined && may(person.profileRole, rule.delete) && open ? (person.profileRole === 'company_admin' ? 'some' : 'one') : 'nothing'
  return [
    probe("reads colleagues'", `select from public.${q(table.name)} ${others}`, 'nothing'),
    probe("deletes colleagues'", `delete from public.${q(table.name)} ${others}`, 'nothing'),
    probe('deletes all', `delete from public.${q(table.name)}`, own),
  ]
}

/** Sheets hold prices: they are for those who import. */
function sheets(person: Person, company: Company, fresh: Row, open: boolean, probe: Member, table: Table): Probe[] {
  const row = { ...fresh, kind: 'import', path: `${company.id}/import/${textOf(fresh.id)}` }
  return [
    probe('reads sheets among', `select from public.files where kind = 'import'`, may(person.profileRole, 'imports:read') ? 'some' : 'nothing'),
    probe('adds a sheet to', insertSql(table, row), open && may(person.profileRole, 'imports:write') ? 'one' : 'nothing'),
  ]
}

/** Nobody writes in another person's name. */
function impersonations(world: World, table: Table, person: Person, fresh: Row, probe: Member): Probe[] {
  const other = [...world.people.values()].find((one) => one.company === person.company && one.profileId !== person.profileId)
  const columns = ['created_by', ...(ruleOf(table.name).onlyOwn ? [ruleOf(table.name).onlyOwn ?? ''] : [])].filter((column) => table.columns.some((one) => one.name === column))
  return columns.map((column) => probe(`adds in another's name (${column}) to`, insertSql(table, { ...fresh, [column]: other?.profileId ?? null }), 'nothing'))
}

/** The twin's rows have the victim's ids: asked for by id alone, exactly its own row answers. */
export function twinProbes(world: World, table: Table): Probe[] {
  const person = world.person('twin admin')
  const rule = ruleOf(table.name)
  const twin = world.company('twin')
  const relation = `public.${q(table.name)}`
  const base = { as: person, protects: ['victim'] as CompanyName[] }
  return (twin.rows.get(table.name) ?? []).flatMap((row, index): Probe[] => {
    if (typeof row.id !== 'string' || table.tenantKey === 'id') return []
    const mine = ruleOf(table.name).onlyOwn === undefined || row[ruleOf(table.name).onlyOwn ?? ''] === person.profileId
    const by = (verb: string) => ({ ...base, name: `twin admin ${verb} ${table.name} ${index + 1} by id alone` })
    const where = `where id = ${literal(row.id)}`
    const can = (verb: 'read' | 'update' | 'delete'): Probe['expect'] => (rule[verb] !== undefined && may('company_admin', rule[verb]) && mine ? 'one' : 'nothing')
    const one = changeable(table)
    return [
      { ...by('reads'), answers: true, expect: can('read'), sql: asRows(`select ${readable(table)} from ${relation} ${where}`) },
      { ...by('changes'), answers: false, expect: can('update'), sql: `update ${relation} set ${one} = ${one} ${where}` },
      { ...by('deletes'), answers: false, expect: can('delete'), sql: `delete from ${relation} ${where}` },
      ...(columnsOf(table, 'update').includes('deleted_at') && index === 1
        ? [{ ...by('takes away'), answers: false, expect: can('update'), sql: `update ${relation} set deleted_at = now() ${where}` }]
        : []),
    ]
  })
}

/** Views ask with the reader's own rights. */
export function viewProbes(world: World, view: View): Probe[] {
  const relation = `public.${q(view.name)}`
  const victim = world.company('victim')
  const outsiders = OUTSIDERS.flatMap((name): Probe[] => {
    const person = world.person(name)
    const prey = preyOf(person)
    const base = { as: person, protects: [prey], answers: true, writesNothing: true } as const
    return [
      { ...base, name: `${name} reads all of ${view.name}`, expect: 'clean', sql: asRows(`select * from ${relation}`) },
      { ...base, name: `${name} reads the company's ${view.name}`, expect: 'nothing', sql: asRows(`select * from ${relation} where company_id = ${literal(world.company(prey).id)}`), group: `${name}/${view.name}`, ids: [world.company(prey).id] },
      { ...base, name: `${name} reads a random company's ${view.name}`, expect: 'nothing', sql: asRows(`select * from ${relation} where company_id = ${literal(randomUUID())}`), group: `${name}/${view.name}` },
      { ...base, name: `${name} writes through ${view.name}`, expect: 'nothing', answers: false, sql: `delete from ${relation} where company_id = ${literal(world.company(prey).id)}`, codes: ['42501', '55000'] },
    ]
  })
  const own = world.company('rival')
  return [
    ...outsiders,
    { as: world.person('rival admin'), name: `rival admin reads own ${view.name}`, expect: 'some', answers: true, protects: ['victim'], sql: asRows(`select * from ${relation} where company_id = ${literal(own.id)}`) },
    { as: world.person('twin admin'), name: `twin admin reads ${view.name}`, expect: 'clean', answers: true, protects: ['victim'], sql: asRows(`select * from ${relation} where company_id <> ${literal(victim.id)} or true`) },
    { as: world.person('rival customer'), name: `rival customer reads ${view.name}`, expect: 'nothing', answers: true, protects: ['victim', 'rival'], sql: asRows(`select * from ${relation}`) },
  ]
}
