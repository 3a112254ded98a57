import { createHash, randomUUID } from 'node:crypto'
import postgres, { type ReservedSql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { branchCalls, branchProbes, branchViews } from './branch-probes.ts'
import { tenantTables } from './catalogue.ts'
import { nuances } from './nuance-probes.ts'
import { functionProbes, offered } from './function-probes.ts'
import { admin, assertOrdinaryRoles, db, rest, signToken, stack } from './harness.ts'
import { runProbes } from './probe.ts'
import { figures, PROOF } from './proof.ts'
import { runRequests, tableRequests, viewRequests } from './rest-probes.ts'
import { objectProbes, sharedProbes } from './shared-probes.ts'
import { keyProbes, outsiderProbes, twinProbes } from './table-probes.ts'
import { OUTSIDERS } from './table-sql.ts'
import { viewProbes } from './view-probes.ts'
import { checksums, watchQuery } from './watch.ts'
import { buildWorld, COMPANIES, type World } from './world.ts'

/** Through the gateway a request takes longer, so every day fewer people send them. */
const SENDERS = figures(OUTSIDERS, ['anonymous', 'rival admin', 'removed admin'])

/** Nobody reaches another company's rows: ASSURANCE T1. Tables, views and functions are those of the catalogue. */

const CALLERS = figures(OUTSIDERS, [
  'anonymous',
  'rival admin',
  'rival technician',
  'removed admin',
  'victim technician',
])
const counted = new Map<string, number>()
const count = (name: string, probes: number): void => void counted.set(name, (counted.get(name) ?? 0) + probes)

let world: World
let before: Record<string, string>
let gateway: ReturnType<typeof postgres>
let asAnybody: ReservedSql
let asOwner: ReservedSql
let asSuperuser: ReservedSql

beforeAll(async () => {
  await assertOrdinaryRoles()
  world = await buildWorld()
  before = await checksums(db(), world, [...COMPANIES])
  gateway = postgres(stack().gatewayUrl, { max: 1, onnotice: () => undefined })
  asAnybody = await gateway.reserve()
  asOwner = await db().reserve()
  asSuperuser = await admin().reserve()
})

afterAll(async () => {
  for (const connection of [asAnybody, asOwner, asSuperuser]) connection.release()
  await gateway.end({ timeout: 2 })
})

describe('in SQL, as the roles of the API', () => {
  test('every table of a company', { timeout: 600_000 }, async () => {
    for (const table of tenantTables(world.catalogue)) {
      const probes = [...outsiderProbes(world, table), ...twinProbes(world, table)]
      count(table.name, probes.length)
      expect(await runProbes(asAnybody, world, probes), table.name).toEqual([])
    }
  })

  test('keys between tables stay inside a company even where no policy applies', async () => {
    for (const table of tenantTables(world.catalogue)) {
      const probes = keyProbes(world, table)
      count(table.name, probes.length)
      expect(await runProbes(asOwner, world, probes), table.name).toEqual([])
    }
  })

  test('every table that is no company’s', async () => {
    for (const table of world.catalogue.tables.filter((one) => one.tenantKey === undefined)) {
      expect(await runProbes(asAnybody, world, sharedProbes(world, table.name)), table.name).toEqual([])
    }
  })

  test('every view', async () => {
    for (const view of world.catalogue.views) {
      expect(await runProbes(asAnybody, world, viewProbes(world, view)), view.name).toEqual([])
    }
  })

  test('stored objects', async () => {
    expect(await runProbes(asAnybody, world, objectProbes(world))).toEqual([])
  })

  test('every branch of a company by itself', { timeout: 600_000 }, async () => {
    const tables = tenantTables(world.catalogue).flatMap((table) => branchProbes(world, table))
    const views = world.catalogue.views.flatMap((view) => branchViews(world, view))
    expect(await runProbes(asAnybody, world, [...tables, ...views])).toEqual([])
    for (const routine of offered(world)) {
      const watch = routine.volatile ? watchQuery(world) : null
      expect(await runProbes(asSuperuser, world, branchCalls(world, routine), watch), routine.name).toEqual([])
    }
  })

  test('every function, with what it would have changed', { timeout: 600_000 }, async () => {
    const watch = watchQuery(world)
    let calls = 0
    for (const routine of offered(world)) {
      const probes = functionProbes(
        world,
        routine,
        routine.name === 'list_rows' ? figures(OUTSIDERS, ['rival admin', 'removed admin']) : CALLERS,
      )
      calls += probes.length
      // A stable function cannot write; the public ones are as volatile as what they call.
      expect(await runProbes(asSuperuser, world, probes, routine.volatile ? watch : null), routine.name).toEqual([])
    }
    const special = nuances(world).map((nuance) => nuance.probe)
    expect(await runProbes(asSuperuser, world, special, watch)).toEqual([])
    console.log(`${calls + special.length} calls of ${offered(world).length} functions`)
  })
})

describe('through REST', () => {
  test('every table and view: reads, writes, upserts, embeds', { timeout: 900_000 }, async () => {
    for (const table of tenantTables(world.catalogue)) {
      const requests = tableRequests(world, table, SENDERS)
      count(table.name, requests.length)
      expect(await runRequests(world, requests), table.name).toEqual([])
    }
    for (const view of world.catalogue.views) {
      expect(await runRequests(world, viewRequests(world, view, SENDERS)), view.name).toEqual([])
    }
  })

  test('schemas, tokens and doors that are not offered', async () => {
    const token = world.person('rival admin').user?.token
    const victim = world.company('victim')
    for (const schema of [
      'private',
      'auth',
      'storage',
      'extensions',
      'pg_catalog',
      'local_gateway',
      'supabase_migrations',
    ]) {
      for (const path of ['outbox', 'users', 'objects', 'jobs', 'pg_authid', 'attempts', 'schema_migrations']) {
        const read = await rest(token).get(`${path}?limit=1`, { 'accept-profile': schema })
        const written = await rest(token).post(path, {}, { 'content-profile': schema })
        expect(
          [read.status >= 400 && read.status < 500, written.status >= 400 && written.status < 500],
          `${schema}.${path} ${read.status} ${written.status}`,
        ).toEqual([true, true])
      }
    }
    const claims = world.person('victim admin').user?.claims ?? {}
    const forged = [
      signToken(claims, 3600, 'another secret'.repeat(4)),
      signToken(claims, -60),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`,
    ]
    for (const bad of forged) {
      const answer = await rest(bad).get(`customers?company_id=eq.${victim.id}`)
      expect(answer.status, bad.slice(0, 20)).toBe(401)
    }
    const mighty = await rest(
      signToken({ ...claims, role: 'service_role', session_id: randomUUID() }, 3600, 'guessed'.repeat(6)),
    ).get('customers')
    expect(mighty.status).toBe(401)
  })
})

describe('what a token in a mail or on a sheet says', () => {
  test('an invitation and a report, to whoever holds the code, and nothing more', async () => {
    const victim = world.company('victim')
    const invited = await rest().rpc('peek_invitation', { p_token: victim.inviteToken })
    expect(Object.keys(Object(invited.body)).sort()).toEqual(['company', 'email', 'full_name', 'role'])
    const report = await rest().rpc('verify_report', { p_code: victim.reportCode })
    expect(Object.keys(Object(report.body)).sort()).toEqual([
      'company',
      'result',
      'serial_last4',
      'status',
      'tested_on',
    ])
    for (const wrong of [
      '',
      randomUUID(),
      createHash('sha256').update(victim.inviteToken).digest('hex'),
      victim.inviteToken.toUpperCase(),
    ]) {
      expect((await rest().rpc('peek_invitation', { p_token: wrong })).body).toBeNull()
      expect((await rest().rpc('verify_report', { p_code: wrong })).body).toEqual({ status: 'unknown' })
    }
  })

  test('an invitation into a lapsed or erased company lets nobody in', async () => {
    for (const name of ['lapsed', 'erased'] as const) {
      const company = world.company(name)
      const [row] = await db()<
        { email: string }[]
      >`select email from public.invitations where company_id = ${company.id} and email like '%-1@%'`
      const guest = world.person('stranger')
      await db()`update auth.users set email = ${row?.email ?? ''} where id = ${guest.user?.id ?? ''}`
      const answer = await rest(guest.user?.token).rpc('accept_invitation', { p_token: company.inviteToken })
      expect(answer.body, name).toMatchObject({ message: 'company_read_only' })
    }
  })
})

describe('afterwards', () => {
  test('not a row of any company has changed', async () => {
    expect(await checksums(db(), world, [...COMPANIES])).toEqual(before)
  })

  test('enough was tried', () => {
    const few = [...counted].filter(([, probes]) => probes < (PROOF ? 120 : 60))
    console.log(`${[...counted.values()].reduce((sum, probes) => sum + probes, 0)} probes on ${counted.size} tables`)
    expect(counted.size).toBe(tenantTables(world.catalogue).length)
    expect(few).toEqual([])
  })
})
