import type { ReservedSql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attempt, type Outcome, prepare } from './attempt.ts'
import { tenantTables } from './catalogue.ts'
import { offered, twinCalls } from './function-probes.ts'
import { admin, assertOrdinaryRoles } from './harness.ts'
import { hasFlaw, lint } from './lint.ts'
import { lintRoutine } from './lint-functions.ts'
import { functionMutants, grantMutants, keyMutants, type Mutant, policyMutants, tableMutants } from './mutants.ts'
import { answerOf, type Probe, runProbes } from './probe.ts'
import { EQUIVALENT } from './equivalent-mutants.ts'
import { planFor } from './mutation-plan.ts'
import { PROOF } from './proof.ts'
import { twinProbes } from './table-probes.ts'
import { watchQuery } from './watch.ts'
import { buildWorld, type World } from './world.ts'

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
  await sql.unsafe('begin')
  const twins = [
    ...offered(world).flatMap((routine) => twinCalls(world, routine)),
    ...tables.flatMap((table) => twinProbes(world, table)),
  ]
  const differing = await interferes(twins, watch)
  expect(differing, differing.slice(0, 3).join('; ')).toEqual([])
  await sql.unsafe('rollback')
})

describe('every mutant is noticed', () => {
  test('policies', { timeout: 900_000 }, () => noticed(some(policyMutants(world.catalogue), / negated$/)))
  test('tables and views', { timeout: 900_000 }, () => noticed(tableMutants(world.catalogue)))
  test('keys', { timeout: 900_000 }, () => noticed(keyMutants(world.catalogue)))
  test('grants', { timeout: 900_000 }, () => noticed(grantMutants(world.catalogue)))
  test('functions with their owner’s rights', { timeout: 1_800_000 }, () =>
    noticed(some(functionMutants(world.catalogue), /^function/)),
  )
})

/** Every day a third of the kinds that others cover, and of the functions’ (they are a thousand); all of them for a proof. */
function some(mutants: Mutant[], kind: RegExp): Mutant[] {
  return mutants.filter((mutant, index) => PROOF || !kind.test(mutant.name) || index % 3 === 0)
}

const isEquivalent = (name: string): boolean => EQUIVALENT.some((one) => one.mutant.test(name))

async function noticed(chosen: Mutant[]): Promise<void> {
  // Nothing can notice the equivalent ones, so all is asked of them, twenty seconds each: only a proof does.
  const mutants = chosen.filter((mutant) => PROOF || !isEquivalent(mutant.name))
  const survivors: string[] = []
  for (const mutant of mutants) {
    const how = await kill(mutant)
    if (how === undefined) survivors.push(mutant.name)
    else killedBy[how] += 1
  }
  console.log(
    `${mutants.length} mutants, ${survivors.length} not noticed; so far by probes ${killedBy.probes}, by shared ids ${killedBy.twins}, by the catalogue ${killedBy.catalogue}`,
  )
  const unnoticed = survivors.filter((name) => !isEquivalent(name))
  expect(unnoticed, unnoticed.slice(0, 3).join('; ')).toEqual([])
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
    // Reading the source is quick; only a proof asks the rows first and counts what they alone would have noticed.
    if (place.kind === 'routine') return (await lintRoutine(sql, place.name)).length > 0 ? 'catalogue' : undefined
    if (!PROOF && place.kind === 'function' && (await lintRoutine(sql, place.routine.name)).length > 0)
      return 'catalogue'
    const { chunks, twins } = planFor(world, mutant)
    for (const chunk of chunks) {
      for (const probes of inSlices(chunk.probes()))
        if ((await runProbes(sql, world, probes, chunk.watch)).length > 0) return 'probes'
    }
    for (const chunk of twins) if ((await interferes(chunk.probes(), chunk.watch)).length > 0) return 'twins'
    return (await hasFlaw(sql, place.kind === 'none' ? place.rules : undefined)) ? 'catalogue' : undefined
  } finally {
    await sql.unsafe('rollback')
  }
}

/** Most are noticed by the first few probes; those that compare answers with each other stay together. */
const sliced = new WeakMap<Probe[], Probe[][]>()
function inSlices(probes: Probe[]): Probe[][] {
  const known = sliced.get(probes)
  if (known) return known
  const size = probes.some((probe) => probe.group !== undefined) ? probes.length : 25
  const slices = Array.from({ length: Math.ceil(probes.length / size) }, (_, index) =>
    probes.slice(index * size, (index + 1) * size),
  )
  sliced.set(probes, slices)
  return slices
}

/** What the twin is answered must not depend on whether the victim, whose ids it shares, exists. */
async function interferes(probes: Probe[], watch: string | null): Promise<string[]> {
  const present = await attempt(sql, probes, watch)
  await sql.unsafe('savepoint alone')
  await withoutRowsOf('victim')
  const alone = await attempt(sql, probes, watch)
  await sql.unsafe('rollback to savepoint alone')
  const said = (outcome: Outcome | undefined): string =>
    outcome ? `${answerOf(outcome, [], true)} ${outcome.changed.join()}` : ''
  return probes.flatMap((probe, index) => {
    const [one, other] = [said(present[index]), said(alone[index])]
    return one === other ? [] : [`${probe.name}: ${one} but alone ${other}`]
  })
}

async function withoutRowsOf(name: 'twin' | 'victim'): Promise<void> {
  // Other test files left a twin of their own: its shared ids would be in the way of a key without the company.
  const companies =
    name === 'victim'
      ? `('${world.company(name).id}')`
      : `(select id from public.companies where name like 'canarytwin%')`
  await sql.unsafe(`set local session_replication_role = replica;
    create temporary table gone on commit drop as select id from public.companies where id in ${companies};
    ${tenantTables(world.catalogue)
      .map((table) => `delete from public.${table.name} where ${table.tenantKey} in (select id from gone);`)
      .join('\n')}
    set local session_replication_role = origin`)
}
