import type { ReservedSql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tenantTables } from './catalogue.ts'
import { admin, asUser, client, createUser, db, refusalOf, rest } from './harness.ts'
import { nuances } from './nuance-probes.ts'
import { runProbes } from './probe.ts'
import { figures } from './proof.ts'
import { TABLES } from './role-matrix.ts'
import { outsiderProbes } from './table-probes.ts'
import { checksums, watchQuery } from './watch.ts'
import { buildWorld, COMPANIES, objectsOf, OPERATORS, type World } from './world.ts'

/** Our own staff see a company while its admin lets them, read it, and change nothing: PRODUCT 1. */

let world: World
let sql: ReservedSql

beforeAll(async () => {
  world = await buildWorld()
  sql = await admin().reserve()
})
afterAll(() => sql.release())

const as = (name: string) => rest(world.person(name).user?.token)
const countOf = (body: unknown): number => (Array.isArray(body) ? body.length : -1)

async function grantOf(company: string): Promise<string> {
  const [row] = await db()<{ id: string }[]>`
    select id from public.support_grants where company_id = ${company} and revoked_at is null and ends_at > now()`
  return row?.id ?? ''
}

describe('without a grant, with an ended one, with that of another company', () => {
  test('no table answers or changes', { timeout: 120_000 }, async () => {
    const tables = tenantTables(world.catalogue)
    for (const table of figures(
      tables,
      tables.filter((one) => ['customers', 'companies', 'saved_views', 'files'].includes(one.name)),
    )) {
      const probes = outsiderProbes(world, table, OPERATORS)
      expect(await runProbes(sql, world, probes, watchQuery(world, [table.name])), table.name).toEqual([])
    }
  })

  test('and nobody is let in by a case nobody thought of', async () => {
    const probes = nuances(world)
      .filter((one) => one.leansOn.some((name) => /support|parked/.test(name)))
      .map((one) => one.probe)
    expect(probes.length).toBeGreaterThan(18)
    expect(await runProbes(sql, world, probes, watchQuery(world))).toEqual([])
  })

  test('through REST either', async () => {
    for (const name of ['operator', 'support too late'])
      for (const table of tenantTables(world.catalogue))
        expect(countOf((await as(name).get(`${table.name}?limit=1`)).body), `${name} ${table.name}`).toBeLessThan(1)
    const foreign = await as('support').get(`customers?company_id=eq.${world.company('victim').id}`)
    expect(foreign.body).toEqual([])
  })
})

describe('with a grant', () => {
  test('all that the company’s people read is read, through REST, and nothing is written', {
    timeout: 60_000,
  }, async () => {
    const rival = world.company('rival')
    const before = await checksums(db(), world, [...COMPANIES])
    for (const table of tenantTables(world.catalogue)) {
      const rule = TABLES[table.name] ?? {}
      const key = table.tenantKey ?? 'company_id'
      const mine = `${key}=eq.${rival.id}&select=${key}`
      const reads = (rule.read ?? '').endsWith(':read') && rule.read !== 'privacy:read' && rule.onlyOwn === undefined
      expect(countOf((await as('support').get(`${table.name}?${mine}`)).body) > 0, `read ${table.name}`).toBe(reads)
      const column = table.columns.find((one) => one.update)?.name
      const added = await as('support').post(table.name, world.freshRow(table, 'rival'))
      expect(added.status, `add ${table.name}`).toBe(403)
      const kept = { prefer: 'return=representation' }
      if (column)
        expect(
          countOf((await as('support').patch(`${table.name}?${mine}`, { [column]: null }, kept)).body),
          `change ${table.name}`,
        ).toBeLessThan(1)
      expect(
        countOf((await as('support').delete(`${table.name}?${mine}`, kept)).body),
        `delete ${table.name}`,
      ).toBeLessThan(1)
    }
    expect(await checksums(db(), world, [...COMPANIES])).toEqual(before)
  })

  test('stored files are read and none is added', async () => {
    const rival = world.company('rival')
    const [signature] = objectsOf(rival)
    const { user } = world.person('support')
    if (user === null) throw new Error('support has no sign-in')
    const rows = await asUser(user, (tx) => tx`select name from storage.objects where name = ${signature}`)
    expect(rows).toHaveLength(1)
    const upload = await client(world.person('support').user?.token)
      .storage.from('company-files')
      .upload(`${rival.id}/photo/${crypto.randomUUID()}`, new Uint8Array([1]))
    expect(upload.error).not.toBeNull()
  })

  test('an admin gives it for a time, every opening stands in the company’s log, and it ends with the next statement', async () => {
    const twin = world.company('twin')
    const admins = as('twin admin')
    for (const hours of [0, 169, null])
      expect((await admins.rpc('grant_support', { p_hours: hours })).body).toMatchObject({ message: 'support_hours' })
    expect((await admins.rpc('grant_support', { p_hours: 168 })).status).toBe(200)
    const grant = await grantOf(twin.id)
    const desk = as('operator')
    expect((await desk.get('customers?limit=1')).body).toEqual([])
    expect((await desk.rpc('open_support', { p_company_id: twin.id, p_grant_id: grant })).status).toBe(204)
    expect(countOf((await desk.get('customers?limit=1')).body)).toBe(1)
    expect((await desk.rpc('my_context')).body).toMatchObject({ company: { id: twin.id }, profile: null })
    expect(countOf((await desk.rpc('list_support')).body)).toBeGreaterThan(0)
    expect((await admins.rpc('revoke_support')).status).toBe(204)
    expect((await desk.get('customers?limit=1')).body).toEqual([])
    const log = await db()<{ action: string; user_id: string }[]>`
      select action, personal ->> 'user_id' as user_id from public.audit_log where company_id = ${twin.id} and noun = 'support_grants' order by seq`
    expect(log.map((row) => row.action)).toEqual(['let support look in', 'support looked in', 'ended support'])
    expect(log[1]?.user_id).toBe(world.person('operator').user?.id)
    // A later grant is not open by itself, and a new one ends the one before.
    await admins.rpc('grant_support', { p_hours: 1 })
    expect((await desk.get('customers?limit=1')).body).toEqual([])
    await admins.rpc('grant_support', { p_hours: 2 })
    const [open] = await db()<{ n: number }[]>`
      select count(*)::int as n from public.support_grants where company_id = ${twin.id} and revoked_at is null and ends_at > now()`
    expect(open?.n).toBe(1)
  })
})

describe('the desk', () => {
  test('is for operators alone, and an operator is a member of no company', async () => {
    await db()`select private.add_operator(${world.person('stranger').user?.email ?? ''})`
    expect((await as('stranger').rpc('my_context')).body).toMatchObject({ is_operator: true, company: null })
    const refused = async (email: string) => refusalOf(db()`select private.add_operator(${email})`)
    expect((await refused(world.person('rival admin').user?.email ?? ''))?.message).toContain('no company')
    expect((await refused('nobody@example.com'))?.message).toContain('signed up')
    expect((await rest((await createUser('new@example.com')).token).rpc('list_holds')).body).toMatchObject({
      message: 'not_allowed',
    })
    await db()`delete from private.operators where user_id = ${world.person('stranger').user?.id ?? ''}`
  })

  test('edits, verifies and marks an entry of the rulebook', async () => {
    const [district] = await db()<
      { id: string }[]
    >`select id from public.districts where slug = 'tempe-backflow-prevention'`
    const id = district?.id ?? ''
    const desk = as('operator')
    expect(countOf((await desk.get('districts?select=id&limit=3')).body)).toBe(3)
    expect((await desk.rpc('revise_district', { p_id: id, p_changes: { phone: '555-0100' } })).status).toBe(204)
    expect((await desk.rpc('revise_district', { p_id: id, p_changes: { slug: 'x' } })).body).toMatchObject({
      message: 'not_allowed',
    })
    expect((await desk.rpc('judge_district', { p_id: id, p_holds: false })).status).toBe(204)
    const marked = async () =>
      (
        await db()`select phone, stale_after_days < 0 as stale, verified_on = (now() at time zone 'UTC')::date as today from public.districts where id = ${id}`
      )[0]
    expect(await marked()).toEqual({ phone: '555-0100', stale: true, today: false })
    expect((await desk.rpc('judge_district', { p_id: id, p_holds: true })).status).toBe(204)
    expect(await marked()).toEqual({ phone: '555-0100', stale: false, today: true })
    expect((await desk.patch(`districts?id=eq.${id}`, { name: 'x' })).status).toBe(403)
  })

  test('takes up a parked event when its customer is known, and never shows what is in it', async () => {
    const twin = world.company('twin')
    const event = {
      id: 'evt_desk',
      type: 'customer.subscription.updated',
      created: 1_700_000_000,
      customer: 'cus_desk',
      subscription: {
        id: 'sub_desk',
        status: 'past_due',
        interval: 'month',
        cancel_at: null,
        cancel_at_period_end: false,
        current_period_end: 1_900_000_000,
        ended_at: null,
      },
    }
    await db()`select private.apply_stripe_event(${db().json(event)})`
    const desk = as('operator')
    const parked = await desk.rpc('list_parked')
    expect(parked.body).toMatchObject([{ id: 'evt_desk', stripe_customer_id: 'cus_desk' }])
    expect(Object.keys(Object(Array.isArray(parked.body) ? parked.body[0] : {})).sort()).toEqual(
      ['created_at', 'id', 'received_at', 'stripe_customer_id', 'type'].sort(),
    )
    expect((await desk.rpc('retry_parked', { p_id: 'evt_desk' })).body).toMatchObject({
      message: 'customer_still_unknown',
    })
    await db()`insert into private.stripe_customers (company_id, stripe_customer_id) values (${twin.id}, 'cus_desk')`
    expect((await desk.rpc('retry_parked', { p_id: 'evt_desk' })).status).toBe(204)
    const [row] = await db()`select subscription_status from public.companies where id = ${twin.id}`
    expect(row).toEqual({ subscription_status: 'past_due' })
    expect((await desk.rpc('list_parked')).body).toEqual([])
  })

  test('sets and lifts a hold, in the company’s log too', async () => {
    const twin = world.company('twin')
    const desk = as('operator')
    const set = (p_company: string, p_reason = 'Court order, file 17') => desk.rpc('set_hold', { p_company, p_reason })
    expect((await set('nobody at all')).body).toMatchObject({ message: 'company_unknown' })
    expect((await set(twin.id, 'short')).body).toMatchObject({ message: 'hold_reason' })
    expect((await set(twin.canary.toUpperCase())).status).toBe(204)
    expect((await set(twin.id)).body).toMatchObject({ message: 'held_already' })
    expect((await desk.rpc('list_holds')).body).toMatchObject([{ company_id: twin.id, reason: 'Court order, file 17' }])
    // The admin reads that it stands, and not why.
    const facts = await as('twin admin').rpc('privacy_facts', { p_request_id: null })
    expect(JSON.stringify(facts.body)).toMatch(/"held_since":\s*"/)
    expect(JSON.stringify(facts.body)).not.toContain('Court')
    expect((await desk.rpc('lift_hold', { p_company_id: twin.id })).status).toBe(204)
    expect((await desk.rpc('lift_hold', { p_company_id: twin.id })).body).toMatchObject({ message: 'not_found' })
    const log = await db()<{ action: string; facts: unknown }[]>`
      select action, facts from public.audit_log where company_id = ${twin.id} and action like '%legal hold' order by seq`
    expect(log).toEqual([
      { action: 'set legal hold', facts: {} },
      { action: 'lifted legal hold', facts: {} },
    ])
  })

  test('everything it did is written down', async () => {
    const answer = await as('operator').rpc('list_desk_log')
    const events = Array.isArray(answer.body) ? answer.body.map((row: { event: string }) => row.event) : []
    expect(new Set(events)).toEqual(
      new Set([
        'operator added',
        'opened a company',
        'changed a district',
        'marked a district stale',
        'verified a district',
        'retried a parked event',
        'set a hold',
        'lifted a hold',
      ]),
    )
  })
})
