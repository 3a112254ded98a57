import type { ReservedSql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attempt, type Outcome, prepare } from './attempt.ts'
import { tenantTables } from './catalogue.ts'
import { memberCalls, offered, outsiderCalls, serverCalls, twinCalls } from './function-probes.ts'
import { admin, assertOrdinaryRoles } from './harness.ts'
import { lint } from './lint.ts'
import { functionMutants, grantMutants, keyMutants, type Mutant, policyMutants, tableMutants } from './mutants.ts'
import { answerOf, type Probe, runProbes } from './probe.ts'
import { objectProbes, sharedProbes } from './shared-probes.ts'
import { reachOf } from './reach.ts'
import { keyProbes, memberProbes, outsiderProbes, twinProbes, viewProbes } from './table-probes.ts'
import { EQUIVALENT } from './equivalent-mutants.ts'
import { watchQuery } from './watch.ts'
import { buildWorld, tableIn, type World } from './world.ts'

/** A guard nobody would miss is no guard: each is spoiled once, and some probe must notice. ASSURANCE T2. */

let world: World
let sql: ReservedSql
const killedBy = { probes: 0, twins: 0, catalogue: 0 }

beforeAll(async () => {
  await assertOrdinaryRoles()
  world = await buildWorld()
  sql = await admin().reserve()
  await prepare(sql)
  expect(await lint(sql)).toEqual([])
})
afterAll(() => sql.release())

test('unspoiled, nothing is noticed', { timeout: 600_000 }, async () => {
  const watch = watchQuery(world)
  const tables = tenantTables(world.catalogue)
  expect(await runProbes(sql, world, tables.flatMap((table) => [...memberProbes(world, table), ...twinProbes(world, table)]), watch)).toEqual([])
  await sql.unsafe('begin')
  const twins = [...offered(world).flatMap((routine) => twinCalls(world, routine)), ...tables.flatMap((table) => twinProbes(world, table))]
  expect(await interferes(twins, watch)).toEqual([])
  await sql.unsafe('rollback')
})

describe('every mutant is noticed', () => {
  test('policies', { timeout: 900_000 }, () => noticed(policyMutants(world.catalogue)))
  test('tables and views', { timeout: 900_000 }, () => noticed(tableMutants(world.catalogue)))
  test('keys', { timeout: 900_000 }, () => noticed(keyMutants(world.catalogue)))
  test('grants', { timeout: 900_000 }, () => noticed(grantMutants(world.catalogue)))
  test('functions with their owner’s rights', { timeout: 1_800_000 }, () => noticed(functionMutants(world.catalogue)))
})

async function noticed(mutants: Mutant[]): Promise<void> {
  const survivors: string[] = []
  for (const mutant of mutants) {
    const how = await kill(mutant)
    if (how === undefined) survivors.push(mutant.name)
    else killedBy[how] += 1
  }
  console.log(`${mutants.length} mutants, ${survivors.length} not noticed; so far by probes ${killedBy.probes}, by shared ids ${killedBy.twins}, by the catalogue ${killedBy.catalogue}`)
  expect(survivors.filter((name) => !EQUIVALENT.some((one) => one.mutant.test(name)))).toEqual([])
}

/** Spoils the database inside a transaction, asks, and takes everything back. */
async function kill(mutant: Mutant): Promise<keyof typeof killedBy | undefined> {
  const { place } = mutant
  await sql.unsafe('begin')
  try {
    if (mutant.withoutTwin) await withoutRowsOf('twin')
    for (const statement of mutant.statements) {
      await sql.unsafe(statement).catch((error: unknown) => {
        throw new Error(`The mutant "${mutant.name}" cannot be made: ${String(error)}`)
      })
    }
    const { chunks, twins, watch } = probesFor(mutant)
    for (const chunk of chunks) if ((await runProbes(sql, world, chunk(), watch)).length > 0) return 'probes'
    if (twins.length > 0 && (await interferes(twins, watch)).length > 0) return 'twins'
    return (await lint(sql, place.kind === 'none' ? place.rules : undefined)).length > 0 ? 'catalogue' : undefined
  } finally {
    await sql.unsafe('rollback')
  }
}

/** What the twin is answered must not depend on whether the victim, whose ids it shares, exists. */
async function interferes(probes: Probe[], watch: string): Promise<string[]> {
  const present = await attempt(sql, probes, watch)
  await sql.unsafe('savepoint alone')
  await withoutRowsOf('victim')
  const alone = await attempt(sql, probes, watch)
  await sql.unsafe('rollback to savepoint alone')
  const said = (outcome: Outcome | undefined): string => (outcome ? `${answerOf(outcome, [], true)} ${outcome.changed.join()}` : '')
  return probes.flatMap((probe, index) => {
    const [one, other] = [said(present[index]), said(alone[index])]
    return one === other ? [] : [`${probe.name}: ${one} but alone ${other}`]
  })
}

async function withoutRowsOf(name: 'twin' | 'victim'): Promise<void> {
  const { id } = world.company(name)
  await sql.unsafe(`set local session_replication_role = replica;
    ${tenantTables(world.catalogue).map((table) => `delete from public.${table.name} where ${table.tenantKey} = '${id}';`).join('\n')}
    set local session_replication_role = origin`)
}

/** Building probes takes longer than asking them; what they ask stays the same. */
const built = new Map<string, Probe[]>()
function once(key: string, build: () => Probe[]): () => Probe[] {
  return () => {
    const probes = built.get(key) ?? build()
    built.set(key, probes)
    return probes
  }
}

type Plan = { chunks: (() => Probe[])[]; twins: Probe[]; watch: string }

function probesFor(mutant: Mutant): Plan {
  const { place } = mutant
  if (place.kind === 'none') return { chunks: [], twins: [], watch: '' }
  if (place.kind === 'view') return { chunks: [once(`view ${place.name}`, () => viewProbes(world, viewIn(place.name)))], twins: [], watch: watchQuery(world, []) }
  if (place.kind === 'objects') return { chunks: [once('objects', () => objectProbes(world))], twins: [], watch: watchQuery(world, ['objects']) }
  if (place.kind === 'table') return { chunks: tableChunks(place.name), twins: [], watch: watchQuery(world, [place.name]) }
  const reach = reachOf(world.catalogue, place.routine)
  const routines = offered(world).filter((routine) => reach.functions.has(routine.name) && routine.name !== 'create_company')
  const few = routines.filter((routine) => routine.name !== 'list_rows' || routines.length < 10)
  const tables = [...reach.tables].map((name) => tableIn(world, name))
  return {
    watch: watchQuery(world),
    chunks: [
      ...few.map((routine) => once(`members ${routine.name}`, () => [...twinCalls(world, routine), ...memberCalls(world, routine), ...serverCalls(world, routine)])),
      ...tables.flatMap(({ name }) => tableChunks(name)),
      ...(reach.objects ? [once('objects', () => objectProbes(world))] : []),
      ...few.map((routine) => once(`outsiders ${routine.name}`, () => outsiderCalls(world, routine))),
    ],
    twins: [...few.flatMap((routine) => twinCalls(world, routine)), ...tables.filter((table) => table.tenantKey !== undefined).flatMap((table) => twinProbes(world, table))],
  }
}

function tableChunks(name: string): (() => Probe[])[] {
  const table = tableIn(world, name)
  if (table.tenantKey === undefined) return [once(`shared ${name}`, () => sharedProbes(world, name))]
  return [
    once(`members of ${name}`, () => [...memberProbes(world, table), ...twinProbes(world, table)]),
    once(`keys of ${name}`, () => keyProbes(world, table)),
    once(`outsiders of ${name}`, () => outsiderProbes(world, table)),
  ]
}

function viewIn(name: string) {
  const view = world.catalogue.views.find((one) => one.name === name)
  if (!view) throw new Error(`There is no view ${name}.`)
  return view
}
