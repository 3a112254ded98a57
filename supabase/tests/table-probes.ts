import { randomUUID } from 'node:crypto'
import { asReturned, asRows, literal } from './attempt.ts'
import { type Table, tenantKeys } from './catalogue.ts'
import type { Probe } from './probe.ts'
import { may } from './role-matrix.ts'
import {
  changeable,
  columnsOf,
  insertable,
  insertSql,
  OUTSIDERS,
  preyOf,
  q,
  readable,
  ruleOf,
  type Target,
  targetsOf,
  whereKey,
  withAuthor,
} from './table-sql.ts'
import { type CompanyName, idOf, type Person, type World } from './world.ts'

/** Everything an outsider can try on a table, for a foreign id, a random one and null. */
export function outsiderProbes(world: World, table: Table, names: readonly string[] = OUTSIDERS): Probe[] {
  return names.flatMap((name) => {
    const person = world.person(name)
    const prey = preyOf(person)
    const targets = targetsOf(world, table, prey)
    const base = { as: person, protects: [prey], writesNothing: true } as const
    const relation = `public.${q(table.name)}`
    const probes: Probe[] = [
      {
        ...base,
        name: `${name} reads all of ${table.name}`,
        expect: 'clean',
        answers: true,
        sql: asRows(`select ${readable(table)} from ${relation}`),
      },
      {
        ...base,
        name: `${name} counts all of ${table.name}`,
        expect: 'nothing',
        answers: false,
        sql: `select from ${relation} where ${q(table.tenantKey ?? 'id')} = ${literal(world.company(prey).id)}`,
      },
      {
        ...base,
        name: `${name} truncates ${table.name}`,
        expect: 'refused',
        answers: false,
        sql: `truncate ${relation} cascade`,
        codes: ['42501'],
      },
      {
        ...base,
        name: `${name} locks ${table.name}`,
        expect: 'nothing',
        answers: false,
        sql: `select ${readable(table)} from ${relation} where ${q(table.tenantKey ?? 'id')} = ${literal(world.company(prey).id)} for update`,
      },
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
      const fresh = insertable(table, {
        ...world.freshRow(table, prey),
        ...target.key,
        [table.tenantKey ?? 'company_id']: target.companyId,
      })
      const one = changeable(table)
      const conflict = `on conflict (${table.primaryKey.map(q).join(', ')}) do update set ${one} = excluded.${one}`
      probes.push(
        { ...of('reads'), answers: true, sql: asRows(`select ${readable(table)} from ${relation} where ${where}`) },
        { ...of('updates'), sql: `update ${relation} set ${one} = ${one} where ${where}` },
        {
          ...of('updates and reads'),
          answers: true,
          sql: asReturned(`update ${relation} set ${one} = ${one} where ${where} returning ${readable(table)}`),
        },
        { ...of('deletes'), sql: `delete from ${relation} where ${where}` },
        { ...of('inserts'), sql: insertSql(table, fresh) },
        {
          ...of('inserts and reads'),
          answers: true,
          sql: asReturned(`${insertSql(table, fresh)} returning ${readable(table)}`),
        },
        { ...of('upserts'), sql: `${insertSql(table, fresh)} ${conflict}` },
        ...(table.columns.some((column) => column.name === 'id') && target.key.id !== undefined
          ? [
              {
                ...of('reads by id alone'),
                answers: true,
                sql: asRows(`select ${readable(table)} from ${relation} where id = ${literal(target.key.id)}`),
              },
            ]
          : []),
      )
      if (person.company !== null && person.company !== prey)
        probes.push(...ownRowProbes(world, table, person, target, of))
    }
    return probes
  })
}

/** What somebody with rows of their own can try with them: move one over, or let one point across. */
function ownRowProbes(
  world: World,
  table: Table,
  person: Person,
  target: Target,
  of: (verb: string) => Omit<Probe, 'sql'>,
): Probe[] {
  const own = person.company
  if (own === null) return []
  const company = world.company(own)
  const relation = `public.${q(table.name)}`
  const tenantKey = table.tenantKey ?? 'company_id'
  const probes: Probe[] = [
    {
      ...of('moves an own row into'),
      sql: `update ${relation} set ${q(tenantKey)} = ${literal(target.companyId)} where ${q(tenantKey)} = ${literal(company.id)}`,
    },
  ]
  for (const key of tenantKeys(table)) {
    const column = key.columns[1]
    if (column === undefined || target.kind === 'null') continue
    const pointed = pointedAt(world, key.target, preyOf(person), target.kind)
    const row = { ...insertable(table, withAuthor(world.freshRow(table, own), person)), [column]: pointed }
    const probe = (verb: string): Omit<Probe, 'sql'> => ({
      ...of(verb),
      ids: [...target.ids, pointed, ...(typeof row.id === 'string' ? [row.id] : [])],
    })
    probes.push(
      { ...probe(`points ${column} across in`), sql: insertSql(table, row) },
      {
        ...probe(`turns ${column} across in`),
        sql: `update ${relation} set ${q(column)} = ${literal(pointed)} where ${q(tenantKey)} = ${literal(company.id)}`,
      },
    )
  }
  return probes
}

const pointedAt = (world: World, table: string, prey: CompanyName, kind: 'foreign' | 'random'): string =>
  kind === 'random' ? randomUUID() : idOf(world.company(prey), table)

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
      return {
        as: person,
        name: `the key ${key.name} lets ${column} point at a ${kind} row`,
        sql,
        answers: false,
        expect: 'refused',
        codes: ['23503'],
        protects: ['victim'],
      }
    })
  })
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
    const can = (verb: 'read' | 'update' | 'delete'): Probe['expect'] =>
      rule[verb] !== undefined && may('company_admin', rule[verb]) && mine ? 'one' : 'nothing'
    const one = changeable(table)
    return [
      {
        ...by('reads'),
        answers: true,
        expect: can('read'),
        sql: asRows(`select ${readable(table)} from ${relation} ${where}`),
      },
      {
        ...by('changes'),
        answers: false,
        expect: can('update'),
        sql: `update ${relation} set ${one} = ${one} ${where}`,
      },
      { ...by('deletes'), answers: false, expect: can('delete'), sql: `delete from ${relation} ${where}` },
      ...(columnsOf(table, 'update').includes('deleted_at') && index === 1
        ? [
            {
              ...by('takes away'),
              answers: false,
              expect: can('update'),
              sql: `update ${relation} set deleted_at = now() ${where}`,
            },
          ]
        : []),
    ]
  })
}
