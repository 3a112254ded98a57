import { asRows, literal } from './attempt.ts'
import type { Table } from './catalogue.ts'
import type { Probe } from './probe.ts'
import { may, mayWrite, type TableRule } from './role-matrix.ts'
import {
  changeable,
  columnsOf,
  insertable,
  insertSql,
  LAPSED,
  MEMBERS,
  q,
  readable,
  ruleOf,
  withAuthor,
} from './table-sql.ts'
import type { Company, CompanyName, Person, World } from './world.ts'
import { textOf } from './world-examples.ts'
import type { Row } from './world-rows.ts'

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
      return open && permission !== undefined && mayWrite(person.profileRole, permission)
    }
    const reads = mayRead(rule, company, table, person)
    const fresh = insertable(table, withAuthor(world.freshRow(table, person.company), person))
    const last = company.rows.get(table.name)?.at(-1)
    const lastKey = `${tenantKey} = ${literal(company.id)}${typeof last?.id === 'string' && table.tenantKey !== 'id' ? ` and id = ${literal(last.id)}` : ''}`
    const protects: CompanyName[] = ['victim', 'twin']
    const probe = (verb: string, sql: string, expect: Probe['expect'], answers = false): Probe => ({
      as: person,
      name: `${name} ${verb} own ${table.name}`,
      sql,
      answers,
      expect,
      protects,
    })
    const change = `update ${relation} set ${changeable(table)} = ${changeable(table)}`
    const owned = ownsRows(rule, company, table, person)
    return [
      probe(
        'reads',
        asRows(`select ${readable(table)} from ${relation} where ${tenantKey} = ${literal(company.id)}`),
        reads ? 'some' : 'nothing',
        true,
      ),
      probe('adds', insertSql(table, fresh), allowed('insert') ? 'one' : 'nothing'),
      probe('changes', `${change} where ${lastKey}`, allowed('update') && owned ? 'one' : 'nothing'),
      probe('deletes', `delete from ${relation} where ${lastKey}`, allowed('delete') && owned ? 'one' : 'nothing'),
      ...(columnsOf(table, 'update').includes('deleted_at')
        ? [
            probe(
              'takes away',
              `update ${relation} set deleted_at = now() where ${lastKey}`,
              allowed('update') ? 'one' : 'nothing',
            ),
          ]
        : []),
      probe(
        'locks',
        `select ${readable(table)} from ${relation} where ${lastKey} for update`,
        allowed('update') && owned ? 'one' : 'nothing',
      ),
      ...impersonations(world, table, person, fresh, probe),
      ...(rule.onlyOwn === undefined ? [] : personal(table, rule.onlyOwn, person, open, probe)),
      ...(rule.readOwn === undefined ? [] : given(table, rule, company, person)),
      ...(table.name === 'files' ? sheets(person, company, fresh, open, probe, table) : []),
    ]
  })
}

function ownsRows(rule: TableRule, company: Company, table: Table, person: Person): boolean {
  if (rule.onlyOwn === undefined) return true
  const column = rule.onlyOwn
  return (company.rows.get(table.name) ?? []).some((row) => row[column] === person.profileId)
}

/** Whether some row of the table as it was filled is the person's to read. */
export function mayRead(rule: TableRule, company: Company, table: Table, person: Person): boolean {
  if (rule.read !== undefined && may(person.profileRole, rule.read))
    return rule.onlyOwn === undefined || person.profileId !== null
  const own = rule.readOwn
  return (
    own !== undefined &&
    may(person.profileRole, own.permission) &&
    (company.rows.get(table.name) ?? []).some((row) => row[own.column] === person.profileId)
  )
}

/** Rows given to a person: read by them if they may read their own, and no others unless they read all. */
function given(table: Table, rule: TableRule, company: Company, person: Person): Probe[] {
  const own = rule.readOwn
  if (own === undefined) return []
  const all = rule.read !== undefined && may(person.profileRole, rule.read)
  const give = (to: string | null): string =>
    `update public.${q(table.name)} set ${q(own.column)} = ${literal(to)} where company_id = ${literal(company.id)}`
  const probe = (verb: string, before: string, sees: boolean): Probe => ({
    as: person,
    name: `${person.name} reads ${table.name} ${verb}`,
    sql: `select from public.${q(table.name)} where company_id = ${literal(company.id)}`,
    answers: false,
    expect: sees ? 'some' : 'nothing',
    protects: ['victim', 'twin'],
    before,
  })
  const mine = all || may(person.profileRole, own.permission)
  return [
    ...(person.profileId === null || person.profileRole === 'support'
      ? []
      : [probe('given to them', give(person.profileId), mine)]),
    probe('given to nobody', give(null), all),
  ]
}

type Member = (verb: string, sql: string, expect: Probe['expect'], answers?: boolean) => Probe

/** Rows that are each person's own: neither seen nor deleted by colleagues, whatever their role. */
function personal(table: Table, column: string, person: Person, open: boolean, probe: Member): Probe[] {
  const rule = ruleOf(table.name)
  const others = `where ${q(column)} <> ${literal(person.profileId)}`
  const own =
    rule.delete !== undefined && mayWrite(person.profileRole, rule.delete) && open
      ? person.profileRole === 'company_admin'
        ? 'some'
        : 'one'
      : 'nothing'
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
    probe(
      'reads sheets among',
      `select from public.files where kind = 'import'`,
      may(person.profileRole, 'imports:read') ? 'some' : 'nothing',
    ),
    probe(
      'reads sealed files among',
      `select from public.files where sealed_at is not null`,
      may(person.profileRole, 'privacy:read') ? 'some' : 'nothing',
    ),
    probe(
      'adds a sheet to',
      insertSql(table, row),
      open && may(person.profileRole, 'imports:write') ? 'one' : 'nothing',
    ),
  ]
}

/** Nobody writes in another person's name. */
function impersonations(world: World, table: Table, person: Person, fresh: Row, probe: Member): Probe[] {
  const other = [...world.people.values()].find(
    (one) => one.company === person.company && one.profileId !== null && one.profileId !== person.profileId,
  )
  const columns = ['created_by', ...(ruleOf(table.name).onlyOwn ? [ruleOf(table.name).onlyOwn ?? ''] : [])].filter(
    (column) => table.columns.some((one) => one.name === column),
  )
  return columns.map((column) =>
    probe(
      `adds in another's name (${column}) to`,
      insertSql(table, { ...fresh, [column]: other?.profileId ?? null }),
      'nothing',
    ),
  )
}
