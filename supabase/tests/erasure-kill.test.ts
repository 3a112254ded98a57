import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { anonymize } from '../../lib/privacy/anonymize.ts'
import { close, fingerprint, left, server, sweep } from './erasure-world.ts'
import { admin, stack } from './harness.ts'
import { PROOF } from './proof.ts'
import { buildWorld } from './world.ts'

/** A sweep that is killed leaves a company whole or erased; two sweeps at once erase it once. */

const KILLS = PROOF ? 100 : 6
const NAMES = ['victim', 'rival', 'twin', 'lapsed'] as const

/** Companies whose grace has expired, made as they are needed. */
async function* expired(): AsyncGenerator<string, never> {
  for (;;) {
    const world = await buildWorld()
    for (const name of NAMES) {
      const { id } = world.company(name)
      await close(id)
      yield id
    }
  }
}

/** A connection that sweeps and is ended from outside after so many milliseconds. */
async function sweptAndKilled(companyId: string, after: number): Promise<boolean> {
  const sql = postgres(stack().dbUrl, { max: 1, onnotice: () => undefined })
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
  const running = sweep(companyId, new Date().toISOString(), sql).then(
    (outcome) => outcome.erased,
    () => false,
  )
  await wait(after)
  await admin()`select pg_terminate_backend(${row?.pid ?? 0})`
  const said = await running
  await sql.end({ timeout: 1 }).catch(() => undefined)
  return said
}

test('killed at any moment, a company is untouched or erased, and the next run finishes it', {
  timeout: 900_000,
}, async () => {
  const companies = expired()
  const first = (await companies.next()).value
  const began = performance.now()
  expect((await sweep(first)).erased).toBe(true)
  const usual = performance.now() - began
  const seen = { untouched: 0, erased: 0 }
  for (let kill = 0; kill < KILLS; kill += 1) {
    const id = (await companies.next()).value
    const before = await fingerprint(id)
    const said = await sweptAndKilled(id, (usual * 1.1 * (kill + Math.random())) / KILLS)
    const rest = await left(id)
    if (Object.keys(rest).length === 0) seen.erased += 1
    else {
      seen.untouched += 1
      expect(said).toBe(false)
      expect(await fingerprint(id)).toBe(before)
      expect((await sweep(id)).erased).toBe(true)
      expect(await left(id)).toEqual({})
    }
    expect(await sweep(id)).toEqual({ erased: false, refused: 'identity' })
  }
  console.log(`${KILLS} sweeps ended: ${seen.untouched} untouched, ${seen.erased} erased`)
  expect(seen.untouched).toBeGreaterThan(0)
})

test('two runners at once erase each company once', async () => {
  const companies = expired()
  const ids = new Set<string>()
  for (let made = 0; made < NAMES.length; made += 1) ids.add((await companies.next()).value)
  const run = () =>
    anonymize({
      admin: server(),
      now: new Date().toISOString(),
      askStripe: async (_admin, id) => (ids.has(id) ? 'ended' : 'no answer'),
    })
  const both = (await Promise.all([run(), run()])).flat().filter((one) => ids.has(one.companyId))
  for (const id of ids) {
    expect(both.filter((one) => one.companyId === id && one.erased)).toHaveLength(1)
    expect(await left(id)).toEqual({})
  }
  expect(both.filter((one) => !one.erased).every((one) => 'refused' in one && one.refused === 'identity')).toBe(true)
  // Whom two of them shared belongs to nobody any more, and is gone with the second.
  const [row] = await admin()<{ n: number }[]>`
    select count(*)::int as n from auth.users u where u.email like 'manager.of.two.%' and not exists (select from public.profiles p where p.user_id = u.id)`
  expect(row?.n).toBe(0)
})
