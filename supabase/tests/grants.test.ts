import { beforeAll, expect, test } from 'vitest'
import { tenantTables } from './catalogue.ts'
import { offered } from './function-probes.ts'
import { idsOf } from './call-ids.ts'
import { callsOf } from './function-calls.ts'
import { allGrants, client, rest, serviceClient, stack } from './harness.ts'
import { PROOF } from './proof.ts'
import { buildWorld, type World } from './world.ts'

/** The gateway’s package would grant everything to everybody at its first request if it were let: not one right may change. */

let world: World
beforeAll(async () => {
  world = await buildWorld()
})

test('every right is the same after serving', { timeout: 300_000 }, async () => {
  const before = await allGrants()
  expect(before.length).toBeGreaterThan(300)
  let served = 0
  for (let round = 0; round < (PROOF ? 10 : 2); round++) served += await serve()
  expect(served).toBeGreaterThanOrEqual(200)
  expect(await allGrants()).toEqual(before)
})

/** A mixed load: reads, writes, calls, files, sign-ins; by members, strangers and our own server. */
async function serve(): Promise<number> {
  const people = ['rival admin', 'rival technician', 'removed admin', 'anonymous'].map((name) => world.person(name))
  const own = idsOf(world, 'rival', 'own')
  const requests: (() => Promise<unknown>)[] = []
  for (const person of people) {
    const api = rest(person.user?.token)
    for (const table of tenantTables(world.catalogue)) {
      requests.push(
        () => api.get(`${table.name}?limit=1`),
        () => api.patch(`${table.name}?${table.tenantKey}=eq.${crypto.randomUUID()}`, { name: 'x' }),
      )
    }
    requests.push(
      () => api.get(''),
      () => api.get('no_such_table'),
      () =>
        client(person.user?.token)
          .storage.from('company-files')
          .list(own.company ?? ''),
    )
    if (person.user)
      requests.push(() =>
        client().auth.signInWithPassword({ email: person.user?.email ?? '', password: person.user?.password ?? '' }),
      )
  }
  const api = rest(world.person('rival admin').user?.token)
  for (const routine of offered(world).filter((one) => one.authenticated && !one.volatile)) {
    for (const call of callsOf(world, routine).slice(0, 3))
      requests.push(() => api.rpc(routine.name, call.args(own, own)))
  }
  requests.push(
    async () => serviceClient().rpc('claim_jobs', { p_limit: 0 }),
    async () => serviceClient().from('customers').select().limit(1),
  )
  requests.push(
    () => fetch(`${stack().apiUrl}/_system/`),
    () => fetch(`${stack().apiUrl}/rest/v1/`),
  )
  const waiting = [...requests]
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await next()
    }),
  )
  return requests.length
}
