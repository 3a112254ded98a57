import type { ReservedSql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tenantTables } from './catalogue.ts'
import { memberCalls, offered } from './function-probes.ts'
import { admin, client, db, rest, serviceClient, stack } from './harness.ts'
import { type Probe, runProbes } from './probe.ts'
import { FUNCTIONS, TABLES } from './role-matrix.ts'
import { figures } from './proof.ts'
import { LAPSED } from './table-sql.ts'
import { memberProbes } from './member-probes.ts'
import { checksums, watchQuery } from './watch.ts'
import { buildWorld, idOf, type World } from './world.ts'

/** A company whose account ran out reads everything and writes nothing, whatever the page says: ASSURANCE T16. */

const STATES = [
  ['its trial ran out', { subscription_status: 'trialing', trial: '-1 minute', clock: null }],
  ['it cancelled', { subscription_status: 'canceled', trial: '-60 days', clock: null }],
  ['what it paid for ended', { subscription_status: 'active', trial: '-60 days', clock: '-1 minute' }],
  ['it is deleted within days', { subscription_status: 'canceled', trial: '-60 days', clock: '-29 days' }],
] as const
const OPEN = [
  ['its trial runs', { subscription_status: 'trialing', trial: '1 minute', clock: null }],
  ['it pays', { subscription_status: 'active', trial: '-60 days', clock: null }],
  ['a payment is late', { subscription_status: 'past_due', trial: '-60 days', clock: null }],
  ['it cancelled for a day to come', { subscription_status: 'active', trial: '-60 days', clock: '1 minute' }],
] as const

let world: World
let sql: ReservedSql

beforeAll(async () => {
  world = await buildWorld()
  sql = await admin().reserve()
})
afterAll(() => sql.release())

async function put(state: (typeof STATES | typeof OPEN)[number][1]): Promise<void> {
  await db()`update public.companies set subscription_status = ${state.subscription_status}, trial_ends_at = now() + ${state.trial}::interval,
    deletion_clock_starts_at = now() + ${state.clock}::interval where id = ${world.company('lapsed').id}`
}

const lapsedOf = (probes: Probe[]): Probe[] =>
  probes.filter((probe) => (LAPSED as readonly string[]).includes(probe.as.name))

describe.each(figures(STATES, STATES.slice(0, 2)))('when %s', (_name, state) => {
  beforeAll(() => put(state))

  test('tables: everything is read, nothing is written', { timeout: 120_000 }, async () => {
    for (const table of tenantTables(world.catalogue)) {
      const probes = lapsedOf(memberProbes(world, table))
      expect(await runProbes(sql, world, probes, watchQuery(world, [table.name])), table.name).toEqual([])
    }
  })

  test('functions: what writes is refused by name, what reads and the written exceptions work', {
    timeout: 120_000,
  }, async () => {
    const watch = watchQuery(world)
    for (const routine of offered(world).filter((one) => one.name !== 'list_rows')) {
      expect(await runProbes(sql, world, lapsedOf(memberCalls(world, routine)), watch), routine.name).toEqual([])
    }
  })
})

test.each(STATES)('when %s, the company is not open', async (_name, state) => {
  await put(state)
  const [row] = await db()<{ open: boolean }[]>`select private.company_is_open(${world.company('lapsed').id}) as open`
  expect(row?.open).toBe(false)
})

test.each(OPEN)('when %s, everything is open', async (_name, state) => {
  await put(state)
  const [row] = await db()<{ open: boolean }[]>`select private.company_is_open(${world.company('lapsed').id}) as open`
  expect(row?.open).toBe(true)
  const answer = await rest(world.person('lapsed admin').user?.token).patch(
    `customers?id=eq.${idOf(world.company('lapsed'), 'customers')}`,
    { notes: 'seen' },
    { prefer: 'return=representation' },
  )
  expect(answer.body).toHaveLength(1)
})

describe('through REST, when it cancelled', () => {
  test('every write is refused and nothing changes; removing a member and choosing a company go on', {
    timeout: 120_000,
  }, async () => {
    await put({ subscription_status: 'canceled', trial: '-60 days', clock: null })
    const company = world.company('lapsed')
    const api = rest(world.person('lapsed admin').user?.token)
    const before = await checksums(db(), world, ['lapsed'])
    for (const table of tenantTables(world.catalogue)) {
      const rule = TABLES[table.name] ?? {}
      const key = `${table.tenantKey}=eq.${company.id}&select=${table.tenantKey}`
      const column = table.columns.find((one) => one.update)?.name
      if (rule.insert)
        expect((await api.post(table.name, world.freshRow(table, 'lapsed'))).status, `add ${table.name}`).toBe(403)
      if (rule.update && column)
        expect(
          (
            await api.patch(
              `${table.name}?${key}`,
              { [column]: company.rows.get(table.name)?.[0]?.[column] ?? null },
              { prefer: 'return=representation' },
            )
          ).body,
          `change ${table.name}`,
        ).toEqual([])
      if (rule.delete)
        expect(
          (await api.delete(`${table.name}?${key}`, { prefer: 'return=representation' })).body,
          `delete ${table.name}`,
        ).toEqual([])
    }
    const upload = await client(world.person('lapsed admin').user?.token)
      .storage.from('company-files')
      .upload(`${company.id}/photo/${crypto.randomUUID()}`, new Uint8Array([1]))
    expect(upload.error).not.toBeNull()
    expect(await checksums(db(), world, ['lapsed'])).toEqual(before)
    expect((await api.rpc('choose_company', { p_company_id: company.id })).status).toBe(204)
    expect((await api.rpc('choose_branch', {})).status).toBe(204)
    expect((await api.rpc('remove_member', { p_profile_id: world.person('lapsed technician').profileId })).status).toBe(
      204,
    )
    expect((await rest(world.person('lapsed technician').user?.token).get('customers')).body).toEqual([])
  })

  test('every exception has its reason written down', () => {
    const open = Object.entries(FUNCTIONS).filter(([, rule]) => rule.openInGrace !== undefined)
    expect(open.map(([name]) => name)).toEqual([
      'accept_invitation',
      'adopt_own_email',
      'answer_privacy_request',
      'begin_export',
      'check_requester',
      'choose_company',
      'close_account',
      'create_company',
      'customer_data',
      'erase_customer',
      'open_sealed_file',
      'record_privacy_request',
      'remove_member',
      'reopen_account',
      'revoke_support',
      'stop_calendar_feed',
      'begin_card_payment',
      'choose_branch',
      'end_portal_person',
      'enter_portal',
      'portal_certificates',
      'portal_pay_invoice',
    ])
  })
})

/** The writes of PRODUCT 4 that stay open, each by itself; the last one ends the session. */
const auth = (path: string, method: string, body?: object) =>
  fetch(`${stack().apiUrl}/auth/v1/${path}`, {
    method,
    headers: {
      apikey: stack().publishableKey,
      authorization: `Bearer ${world.person('lapsed admin').user?.token}`,
      'content-type': 'application/json',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
const OPEN_WRITES: [string, () => Promise<unknown>, unknown][] = [
  [
    'an export is begun and noted',
    async () => {
      const { status } = await rest(world.person('lapsed admin').user?.token).rpc('begin_export')
      const [entry] =
        await db()`select action from public.audit_log where company_id = ${world.company('lapsed').id} order by seq desc limit 1`
      return [status, entry?.action]
    },
    [200, 'started export'],
  ],
  [
    'a password is changed',
    async () => (await auth('user', 'PUT', { password: `Pass-${crypto.randomUUID()}` })).status,
    200,
  ],
  [
    'a subscription opens the account again',
    async () => {
      const id = world.company('lapsed').id
      const outcome = await serviceClient().rpc('apply_stripe_event', { p_event: subscribed(id) })
      const [row] = await db()<{ open: boolean }[]>`select private.company_is_open(${id}) as open`
      await put({ subscription_status: 'canceled', trial: '-60 days', clock: null })
      return [outcome.data, row?.open]
    },
    ['applied', true],
  ],
  ['a person signs out', async () => (await auth('logout?scope=local', 'POST')).status, 204],
]

const subscribed = (companyId: string) => ({
  id: `evt_${companyId.replaceAll('-', '')}`,
  type: 'customer.subscription.created',
  created: 1_700_000_000,
  customer: `cus_${companyId.replaceAll('-', '')}`,
  company_id: companyId,
  subscription: {
    id: `sub_${companyId.replaceAll('-', '')}`,
    status: 'active',
    interval: 'month',
    cancel_at: null,
    cancel_at_period_end: false,
    current_period_end: 4_000_000_000,
    ended_at: null,
  },
})

test.each(OPEN_WRITES)('stays open in grace: %s', async (_name, write, expected) => {
  await put(STATES[3][1])
  expect(await write()).toEqual(expected)
})
