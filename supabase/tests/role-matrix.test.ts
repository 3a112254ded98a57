import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReservedSql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tenantTables } from './catalogue.ts'
import { memberCalls, offered } from './function-probes.ts'
import { admin, assertOrdinaryRoles, db, rest } from './harness.ts'
import { runProbes } from './probe.ts'
import { matrixAsMarkdown, may, mayWrite, PERMISSIONS, ROLES, type Verb } from './role-matrix.ts'
import { insertable, ruleOf } from './table-sql.ts'
import { mayRead, memberProbes } from './member-probes.ts'
import { watchQuery } from './watch.ts'
import { buildWorld, type Person, tableIn, type World } from './world.ts'

/** The matrix of PRODUCT 1: every role, every noun, every verb, allowed or refused; in SQL and through REST. */

let world: World
let sql: ReservedSql
const everybody: Record<string, string> = {
  company_admin: 'rival admin',
  office: 'rival office',
  technician: 'rival technician',
  customer: 'rival customer',
  operator: 'rival operator',
  district_admin: 'rival district admin',
  support: 'support',
  removed: 'removed admin',
  'signed out': 'signed-out admin',
  anon: 'anonymous',
}

beforeAll(async () => {
  await assertOrdinaryRoles()
  world = await buildWorld()
  sql = await admin().reserve()
})
afterAll(() => sql.release())

test('the database holds the same matrix', async () => {
  const rows = await db()<{ role: string; permission: string }[]>`select role, permission from private.role_permissions`
  const written = Object.entries(PERMISSIONS).flatMap(([permission, roles]) =>
    roles.map((role) => `${role} ${permission}`),
  )
  expect(rows.map((row) => `${row.role} ${row.permission}`).sort()).toEqual(written.sort())
})

test('docs/roles.md prints it', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/roles.md'), 'utf8')
  // The formatter pads tables; the cells are what counts.
  const flat = (table: string): string => table.replace(/ *\| */g, '|').replace(/-+/g, '-')
  expect(flat(text)).toContain(flat(matrixAsMarkdown()))
})

test('a role does not hold what the matrix does not name', async () => {
  for (const role of ROLES) {
    const person = world.person(everybody[role] ?? role)
    const context = await rest(person.user?.token).rpc('my_context')
    const expected = Object.entries(PERMISSIONS).flatMap(([permission, roles]) =>
      ([...roles] as string[]).includes(role) ? [permission] : [],
    )
    expect(context.body, role).toMatchObject({ permissions: expected.sort() })
  }
})

describe('in SQL', () => {
  test('tables', { timeout: 300_000 }, async () => {
    for (const table of tenantTables(world.catalogue)) {
      expect(
        await runProbes(sql, world, memberProbes(world, table), watchQuery(world, [table.name])),
        table.name,
      ).toEqual([])
    }
  })

  test('functions', { timeout: 300_000 }, async () => {
    const watch = watchQuery(world)
    for (const routine of offered(world).filter((one) => one.name !== 'list_rows')) {
      expect(await runProbes(sql, world, memberCalls(world, routine), watch), routine.name).toEqual([])
    }
  })
})

describe('through REST', () => {
  for (const [role, name] of Object.entries(everybody)) {
    test(role, { timeout: 300_000 }, async () => {
      const person = world.person(name)
      for (const table of tenantTables(world.catalogue)) {
        for (const verb of ['read', 'insert', 'update', 'delete'] as const) {
          const allowed = allows(person, role, table.name, verb)
          expect(await tried(person, table.name, verb), `${role} ${verb} ${table.name}`).toBe(allowed)
        }
      }
    })
  }
})

function allows(person: Person, role: string, table: string, verb: Verb): boolean {
  const permission = ruleOf(table)[verb]
  if (verb === 'read' && ruleOf(table).readOwn !== undefined)
    return (
      ['removed', 'signed out', 'anon'].includes(role) === false &&
      mayRead(ruleOf(table), world.company(person.company ?? 'rival'), tableIn(world, table), person)
    )
  return (
    permission !== undefined &&
    (ruleOf(table).onlyOwn === undefined || person.profileId !== null) &&
    ['removed', 'signed out', 'anon'].includes(role) === false &&
    (verb === 'read' ? may : mayWrite)(person.profileRole, permission)
  )
}

/** Whether the verb had its effect, read back by the owner. */
async function tried(person: Person, name: string, verb: Verb): Promise<boolean> {
  const table = tableIn(world, name)
  const company = world.company(person.company ?? 'rival')
  const api = rest(person.user?.token)
  const tenantKey = table.tenantKey ?? 'company_id'
  const mine = `${tenantKey}=eq.${company.id}`
  if (verb === 'read') {
    const readable = table.columns.filter((column) => column.select).map((column) => column.name)
    const answer = await api.get(`${name}?select=${readable.join(',') || tenantKey}&${mine}&limit=5`)
    return answer.status === 200 && Array.isArray(answer.body) && answer.body.length > 0
  }
  if (verb === 'insert') {
    const row = insertable(table, {
      ...world.freshRow(table, company.name),
      ...(name === 'files' ? { created_by: person.profileId } : {}),
    })
    const id = typeof row.id === 'string' ? row.id : null
    const answer = await api.post(name, row, { prefer: 'return=minimal' })
    const [found] =
      id === null || name === 'companies'
        ? []
        : await db()`select 1 from public.${db()(name)} where ${db()(tenantKey)} = ${company.id} and id = ${id}`
    expect(found !== undefined, `${name} ${answer.status}`).toBe(answer.status === 201)
    return found !== undefined
  }
  const target = await rowFor(person, name, verb)
  const column = table.columns.find((one) => one.update)?.name
  if (verb === 'delete') {
    const answer = await api.delete(`${name}?${mine}${target === null ? '' : `&id=eq.${target}`}`, {
      prefer: 'return=representation',
    })
    return answer.status === 200 && Array.isArray(answer.body) && answer.body.length > 0
  }
  const [before] = await db()`
    select to_jsonb(t) ->> ${column ?? tenantKey} as value from public.${db()(name)} t
    where ${db()(tenantKey)} = ${company.id} and (${target}::text is null or to_jsonb(t) ->> 'id' = ${target}) limit 1`
  const answer = await api.patch(
    `${name}?${mine}${target === null ? '' : `&id=eq.${target}`}`,
    { [column ?? 'note']: before?.value ?? null },
    { prefer: 'return=headers-only,count=exact' },
  )
  return answer.status < 300 && !(answer.headers.get('content-range') ?? '*/0').endsWith('/0')
}

/** The row to change: one's own where rows are personal. */
async function rowFor(person: Person, name: string, verb: Verb): Promise<string | null> {
  const column = ruleOf(name).onlyOwn
  if (column === undefined) {
    const id = world.company(person.company ?? 'rival').rows.get(name)?.[0]?.id
    return verb === 'update' && typeof id === 'string' && name !== 'companies' ? id : null
  }
  const [row] = await db()<
    { id: string }[]
  >`select id from public.${db()(name)} where ${db()(column)} = ${person.profileId} limit 1`
  return row?.id ?? null
}
