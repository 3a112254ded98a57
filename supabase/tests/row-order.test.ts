import type { ReservedSql } from 'postgres'
import { expect, test } from 'vitest'
import { attempt, prepare } from './attempt.ts'
import { type Table, tenantTables } from './catalogue.ts'
import { memberCalls, offered } from './function-probes.ts'
import { admin } from './harness.ts'
import { answerOf } from './probe.ts'
import { buildWorld } from './world.ts'

/** A list whose order the planner chooses looks right until a table is vacuumed: equal dates and names need an id behind them. */

const ASKING = new Set(['rival admin', 'rival customer', 'operator'])

const PLANS = [
  'set local enable_seqscan = off',
  'set local enable_indexscan = off; set local enable_indexonlyscan = off; set local enable_bitmapscan = off',
  'set local enable_nestloop = off',
]

test('every answer keeps its order, whatever plan finds its rows and wherever they lie', async () => {
  const world = await buildWorld()
  const sql = await admin().reserve()
  try {
    await prepare(sql)
    await sql.unsafe('begin')
    const calls = offered(world)
      .flatMap((routine) => memberCalls(world, routine))
      .filter((call) => ASKING.has(call.as.name))
    const ask = async (): Promise<string[]> => (await attempt(sql, calls)).map((outcome) => answerOf(outcome, [], true))
    const asked = await ask()
    const unsteady = new Set<string>()
    const askAfter = async (arrange: () => Promise<unknown>): Promise<void> => {
      await sql.unsafe('savepoint as_it_was')
      await arrange()
      for (const [index, answer] of (await ask()).entries())
        if (answer !== asked[index]) unsteady.add(calls[index]?.name ?? '')
      await sql.unsafe('rollback to savepoint as_it_was')
    }
    for (const plan of PLANS) await askAfter(() => sql.unsafe(plan))
    for (const _ of [1, 2, 3]) await askAfter(() => shuffle(sql, tenantTables(world.catalogue)))
    expect(asked.length).toBeGreaterThan(100)
    expect([...unsteady]).toEqual([])
  } finally {
    await sql.unsafe('rollback')
    sql.release()
  }
})

/** Writes every row of the tables anew, in an order of chance. */
async function shuffle(sql: ReservedSql, tables: Table[]): Promise<void> {
  await sql.unsafe('set local session_replication_role = replica')
  for (const { name, columns } of tables) {
    const written = columns.filter((column) => !column.generated).map((column) => `"${column.name}"`)
    await sql.unsafe(`create temporary table shuffled on commit drop as select * from public.${name};
      delete from public.${name};
      insert into public.${name} (${written.join()}) overriding system value select ${written.join()} from shuffled order by random();
      drop table shuffled`)
  }
  await sql.unsafe('set local session_replication_role = origin')
}
