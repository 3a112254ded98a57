import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { CONTACT_DAYS } from '../../lib/contact/schema.ts'
import { COLLECTED } from '../../lib/policies/collected.ts'
import type { PolicyName } from '../../lib/policies/policy-versions.ts'
import { client, db, rest, serviceClient } from './harness.ts'
import { foundCompany, join } from './people-cast.ts'
import { buildWorld, type World } from './world.ts'

/** What comes from outside and goes out to everybody: the contact form's letters and the news of a changed policy. */

let world: World
beforeAll(async () => {
  world = await buildWorld()
})

const operator = () => rest(world.person('operator').user?.token)
const letter = { p_name: ' Ann Flange ', p_email: 'ann@example.com', p_company: '', p_message: 'How does it work?' }
const mails = async (kind: string): Promise<{ recipient: string; data: unknown; company_id: string | null }[]> =>
  db()`select recipient, data, company_id from private.outbox where kind = ${kind} order by recipient`

describe('the contact form', () => {
  test('is taken in by our server alone: not by a visitor, a member or an operator through REST', async () => {
    for (const token of [undefined, world.person('rival admin').user?.token, world.person('operator').user?.token]) {
      const answer = await rest(token).rpc('send_contact_message', letter)
      expect([401, 403]).toContain(answer.status)
    }
    expect(await db()`select 1 from private.contact_messages`).toEqual([])
  })

  test('tells every operator that there is a letter, and puts nothing of it into the mail', async () => {
    const sent = await serviceClient().rpc('send_contact_message', letter)
    expect(sent.error).toBeNull()
    const told = await mails('contact_message')
    const operators = await db()<{ email: string }[]>`
      select u.email from private.operators o join auth.users u on u.id = o.user_id order by 1`
    expect(operators.length).toBeGreaterThan(0)
    expect(told.map((mail) => mail.recipient)).toEqual(operators.map((each) => each.email))
    expect(told.every((mail) => mail.company_id === null && JSON.stringify(mail.data) === '{}')).toBe(true)
  })

  test('operators alone read, settle and delete it, and the desk’s log says so without its words', async () => {
    for (const name of ['rival admin', 'rival technician'])
      expect((await rest(world.person(name).user?.token).rpc('list_contact_messages')).body).toMatchObject({
        message: 'not_allowed',
      })
    const listed = await operator().rpc('list_contact_messages')
    expect(listed.body).toMatchObject([{ name: 'Ann Flange', company: null, state: 'open', message: letter.p_message }])
    const [row] = await db()<{ id: string }[]>`select id from private.contact_messages`
    const id = row?.id ?? ''
    expect((await operator().rpc('settle_contact_message', { p_id: id, p_state: 'lost' })).body).toMatchObject({
      message: 'not_allowed',
    })
    expect((await operator().rpc('settle_contact_message', { p_id: id, p_state: 'answered' })).status).toBe(204)
    const [settled] = await db()`select state, settled_by, settled_at is not null as at from private.contact_messages`
    expect(settled).toEqual({ state: 'answered', settled_by: world.person('operator').user?.id, at: true })
    expect((await operator().rpc('settle_contact_message', { p_id: id, p_state: 'open' })).status).toBe(204)
    expect((await operator().rpc('delete_contact_message', { p_id: id })).status).toBe(204)
    expect((await operator().rpc('delete_contact_message', { p_id: id })).body).toMatchObject({ message: 'not_found' })
    const log = await db()<{ event: string; facts: unknown }[]>`
      select event, facts from public.security_log where event like 'desk: % a message' order by id`
    expect(log.map((each) => each.event)).toEqual([
      'desk: settled a message',
      'desk: settled a message',
      'desk: deleted a message',
    ])
    expect(JSON.stringify(log)).not.toContain('ann@')
  })

  test('is deleted after its days, whatever its state, and not before', async () => {
    await db()`insert into private.contact_messages (name, email, message, state, created_at) values
      ('old', 'a@example.com', 'An old letter', 'open', now() - make_interval(days => ${CONTACT_DAYS}, hours => 1)),
      ('old too', 'a@example.com', 'An old letter', 'answered', now() - make_interval(days => ${CONTACT_DAYS}, hours => 1)),
      ('new', 'a@example.com', 'A letter', 'closed', now() - make_interval(days => ${CONTACT_DAYS - 1}))`
    const gone = await serviceClient().rpc('purge_contact_messages', { p_days: CONTACT_DAYS })
    expect(gone.data).toBe(2)
    expect(await db()`select name from private.contact_messages`).toEqual([{ name: 'new' }])
  })

  test('takes what people can type, and no more', async () => {
    const refused = async (change: Partial<typeof letter>): Promise<string | undefined> =>
      (await serviceClient().rpc('send_contact_message', { ...letter, ...change })).error?.code
    expect(await refused({ p_message: 'x'.repeat(5001) })).toBe('23514')
    expect(await refused({ p_name: ' ' })).toBe('23514')
    expect(await refused({ p_email: 'x'.repeat(255) })).toBe('23514')
  })
})

describe('a new version of a policy', () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const tell = async (version: number, on = tomorrow, policy: PolicyName = 'privacy'): Promise<unknown> =>
    (await serviceClient().rpc('queue_policy_notices', { p_policy: policy, p_version: version, p_on: on })).data

  test('is told once to everybody who has an account, however often and how many at once the run is made', async () => {
    const active = await db()<{ email: string }[]>`
      select distinct u.email from auth.users u join public.profiles p on p.user_id = u.id and p.removed_at is null
      join public.companies c on c.id = p.company_id and c.erased_at is null
      where u.email_confirmed_at is not null order by 1`
    expect(active.length).toBeGreaterThan(5)
    const counts = await Promise.all([tell(2), tell(2), tell(2)])
    expect(counts.map(Number).toSorted((a, b) => a - b)).toEqual([0, 0, active.length])
    expect(await tell(2)).toBe(0)
    const told = await mails('policy_changed')
    expect(told.map((mail) => mail.recipient).toSorted()).toEqual(active.map((each) => each.email).toSorted())
    expect(told[0]?.data).toEqual({ policy: 'privacy', version: 2 })
  })

  test('the one after is told again; the first is news to nobody', async () => {
    expect(Number(await tell(3))).toBeGreaterThan(5)
    expect(await tell(1)).toBe(0)
  })

  test('each policy is told of by itself', async () => {
    expect(Number(await tell(2, tomorrow, 'terms'))).toBeGreaterThan(5)
    expect(await tell(2, tomorrow, 'terms')).toBe(0)
    expect(Number(await tell(2, tomorrow, 'sms'))).toBeGreaterThan(5)
  })

  test('is not told to removed members, operators, the unconfirmed, or who came when it was in force', async () => {
    const told = new Set((await mails('policy_changed')).map((mail) => mail.recipient))
    expect(told.has(world.person('removed admin').user?.email ?? '')).toBe(false)
    expect(told.has(world.person('erased admin').user?.email ?? '')).toBe(false)
    expect(told.has(world.person('operator').user?.email ?? '')).toBe(false)
    await db()`update auth.users set email_confirmed_at = null where id = ${world.person('rival technician').user?.id ?? ''}`
    const before = told.size
    expect(Number(await tell(4))).toBe(before - 1)
    expect(await tell(5, '2020-01-01')).toBe(0)
  })

  test('nobody signed in can make it be told', async () => {
    const answer = await client(world.person('rival admin').user?.token).rpc('queue_policy_notices', {
      p_policy: 'privacy',
      p_version: 9,
      p_on: tomorrow,
    })
    expect(answer.error?.code).toBe('42501')
  })
})

test('the privacy policy has a line for every table that leaves in an export', async () => {
  const rows = await db()<{ name: string }[]>`
    select distinct c.relname as name from private.column_rules r join pg_class c on c.oid = r.table_name
    where r.leaves = 'as it is' order by 1`
  const listed = COLLECTED.flatMap(({ tables }) => tables)
  expect(new Set(listed).size).toBe(listed.length)
  const exported = rows.map((row) => row.name)
  // Kept and named, but a person's own or our own: not part of a company's archive.
  const besides = ['people', 'support_grants']
  expect(listed.filter((name) => !besides.includes(name)).toSorted()).toEqual(exported.toSorted())
})

test('first steps are counted until an admin puts them away; nobody else may', async () => {
  const { id, admin } = await foundCompany()
  const firstRun = async (): Promise<unknown> =>
    z.object({ first_run: z.unknown() }).parse((await rest(admin.token).rpc('today_summary')).body).first_run
  const nothing = { assemblies: false, gauge: false, licence: false, test: false, team: false }
  expect(await firstRun()).toEqual(nothing)
  await db()`insert into public.gauges (company_id, manufacturer, model, serial) values (${id}, 'Mid-West', '845-5', 'G1')`
  const { user } = await join(admin, 'office')
  expect(await firstRun()).toEqual({ ...nothing, gauge: true, team: true })
  const hide = (token: string) => rest(token).patch(`company_settings?company_id=eq.${id}`, { first_run_hidden: true })
  await hide(user.token)
  await hide(world.person('rival admin').user?.token ?? '')
  expect(await firstRun()).not.toBeNull()
  await hide(admin.token)
  expect(await firstRun()).toBeNull()
})
