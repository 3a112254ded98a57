import { beforeAll, describe, expect, test } from 'vitest'
import { tenantKeys, tenantTables } from './catalogue.ts'
import { db, disconnect, stack } from './harness.ts'
import { runProbes } from './probe.ts'
import { keyProbes, memberProbes, outsiderProbes, twinProbes, viewProbes } from './table-probes.ts'
import { objectProbes, sharedProbes } from './shared-probes.ts'
import { buildWorld, type World } from './world.ts'
import postgres from 'postgres'

let world: World
beforeAll(async () => {
  world = await buildWorld()
})
test('sql', async () => {
  const gate = postgres(stack().gatewayUrl, { max: 1, onnotice: () => undefined })
  const conn = await gate.reserve()
  let n = 0
  for (const table of tenantTables(world.catalogue)) {
    const probes = [...outsiderProbes(world, table), ...memberProbes(world, table), ...twinProbes(world, table)]
    n += probes.length
    const t = performance.now()
    const found = await runProbes(conn, world, probes)
    console.log(table.name, probes.length, Math.round(performance.now() - t), found.length, JSON.stringify(found.slice(0, 6), null, 1))
    const o = await db().reserve()
    console.log('keys', JSON.stringify(await runProbes(o, world, keyProbes(world, table)).catch(String)))
    o.release()
  }
  for (const view of world.catalogue.views) {
    const found = await runProbes(conn, world, viewProbes(world, view))
    console.log(view.name, JSON.stringify(found.slice(0, 6), null, 1))
  }
  for (const table of world.catalogue.tables) if (!table.tenantKey) console.log(table.name, JSON.stringify(await runProbes(conn, world, sharedProbes(world, table.name)), null, 1))
  console.log('objects', JSON.stringify(await runProbes(conn, world, objectProbes(world)), null, 1))
  console.log(n)
  conn.release()
  await gate.end()
})
