import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDays, instantAt, today } from '../../lib/dates.ts'
import { rowsOf } from '../../lib/packed.ts'
import { type BoardVisit, boardShape, type WaitingOrder } from '../../lib/visits/board.ts'
import { db, rest, type TestUser } from './harness.ts'
import { codeOf, foundCompany, join } from './people-cast.ts'
import { PROOF } from './proof.ts'

/** From the due list to visits and their end (DOMAIN 1.8): planned once, given to who may go, moved by one at a time, nothing lost. */

const ZONE = 'America/New_York'
const at = (days: number, time = '09:00'): string => instantAt(addDays(today(ZONE), days), time, ZONE)
const stamp = (iso: string): string => new Date(iso).toISOString()

/** The next two days on which the clocks of a zone change: noon to noon is then not 24 hours. */
function clockChanges(zone: string): string[] {
  const days = Array.from({ length: 370 }, (_, index) => addDays(today(zone), index + 2))
  const noon = (day: string): number => Date.parse(instantAt(day, '12:00', zone))
  return days.filter((day) => noon(day) - noon(addDays(day, -1)) !== 86_400_000)
}

type Person = { user: TestUser; profileId: string }
let company: { id: string; admin: TestUser }
let office: Person
let tess: Person
let omar: Person

/** A site with some assemblies, all due soon. */
async function site(
  devices: number,
  change: Record<string, string | number | boolean> = {},
): Promise<{ location: string; devices: string[] }> {
  const sql = db()
  const [customer, location] = [randomUUID(), randomUUID()]
  const ids = Array.from({ length: devices }, () => randomUUID())
  await sql`insert into public.customers (company_id, id, name, match_key) values (${company.id}, ${customer}, 'Dock Street', ${customer})`
  await sql`insert into public.customer_locations (company_id, id, customer_id, line1, state, gate_code, match_key)
    values (${company.id}, ${location}, ${customer}, '12 Dock St', 'FL', '#4711', ${location})`
  for (const id of ids)
    await sql`insert into public.devices ${sql({
      company_id: company.id,
      id,
      location_id: location,
      type: 'RP',
      size_thousandths_in: 1000,
      serial: id.slice(0, 8),
      district_due_on: addDays(today(ZONE), 20),
      match_key: id,
      ...change,
    })}`
  return { location, devices: ids }
}

const plan = (who: TestUser, devices: string[], planId: string = randomUUID()) =>
  rest(who.token).rpc('plan_visits', { p_plan_id: planId, p_device_ids: devices })

const ordersOf = (location: string) =>
  db()<{ id: string; state: string; minutes: number }[]>`
    select id, state, minutes from public.work_orders where company_id = ${company.id} and location_id = ${location} order by created_at, id`

/** A planned order of a new site. */
async function order(devices = 1, change: Record<string, string | number | boolean> = {}) {
  const made = await site(devices, change)
  expect((await plan(office.user, made.devices)).status).toBe(200)
  const [one] = await ordersOf(made.location)
  return { ...made, id: one?.id ?? '' }
}

const schedule = (workOrder: string, change: Record<string, unknown> = {}, who: TestUser = office.user) =>
  rest(who.token).rpc('schedule_visit', {
    p: { id: randomUUID(), work_order_id: workOrder, profile_id: tess.profileId, starts_at: at(3), ...change },
  })

const idOf = (answer: { body: unknown }): string =>
  typeof answer.body === 'object' && answer.body !== null && 'id' in answer.body ? String(answer.body.id) : ''

/** A visit of a new order, as it stands. */
async function visit(change: Record<string, unknown> = {}) {
  const one = await order()
  const made = await schedule(one.id, change)
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  return { ...one, visit: idOf(made) }
}

const move = (who: TestUser, id: string, version: number, change: Record<string, unknown> = {}) =>
  rest(who.token).rpc('move_visit', {
    p_id: id,
    p_version: version,
    p_profile_id: tess.profileId,
    p_starts_at: at(4),
    ...change,
  })
const mark = (who: TestUser, id: string, version: number, what: string, reason: string | null = null) =>
  rest(who.token).rpc('mark_visit', { p_id: id, p_version: version, p_what: what, p_reason: reason })

const standing = async (id: string) => {
  const [row] =
    await db()`select state, version, profile_id, starts_at, assigned_although from public.scheduled_jobs where company_id = ${company.id} and id = ${id}`
  return row
}
const events = async (id: string): Promise<string[]> => {
  const rows = await db()<
    { what: string }[]
  >`select what from public.visit_events where company_id = ${company.id} and scheduled_job_id = ${id} order by happened_at, id`
  return rows.map((row) => row.what)
}

async function licensed(person: Person, scopes: string[], through: string): Promise<void> {
  await db()`insert into public.tester_licences (company_id, profile_id, certificate_type, number, scopes, expires_on)
    values (${company.id}, ${person.profileId}, 'BPAT', ${randomUUID().slice(0, 8)}, ${scopes}, ${through})`
}

beforeAll(async () => {
  company = await foundCompany()
  office = await join(company.admin, 'office')
  tess = await join(company.admin)
  omar = await join(company.admin)
  for (const person of [tess, omar]) {
    await licensed(person, ['general'], addDays(today(ZONE), 60))
    const gauge = randomUUID()
    await db()`insert into public.gauges (company_id, id, manufacturer, model, serial, assigned_to)
      values (${company.id}, ${gauge}, 'Mid-West', '845-5', ${gauge.slice(0, 8)}, ${person.profileId})`
    await db()`insert into public.gauge_calibrations (company_id, gauge_id, calibrated_on)
      values (${company.id}, ${gauge}, ${addDays(today(ZONE), -300)})`
  }
})

describe('planning', () => {
  test('all assemblies of a site go into one order, with an estimate; sites are apart', async () => {
    const [one, other] = [await site(3), await site(1, { type: 'DCDA', use: 'fire', size_thousandths_in: 6000 })]
    const answer = await plan(office.user, [...one.devices, ...other.devices])
    expect(answer.body).toEqual({ planned: 4, sites: 2, elsewhere: 0 })
    expect(await ordersOf(one.location)).toMatchObject([{ state: 'open', minutes: 10 + 3 * 25 }])
    expect(await ordersOf(other.location)).toMatchObject([{ state: 'open', minutes: 10 + 45 + 20 + 15 }])
  })

  test('a further assembly of the site joins the order that waits, and not one that has a day', async () => {
    const made = await site(3)
    await plan(office.user, made.devices.slice(0, 1))
    await plan(office.user, made.devices.slice(1, 2))
    const [waiting] = await ordersOf(made.location)
    expect(await ordersOf(made.location)).toHaveLength(1)
    expect((await schedule(waiting?.id ?? '')).status).toBe(200)
    await plan(office.user, made.devices)
    expect(await ordersOf(made.location)).toHaveLength(2)
  })

  test('what is removed, replaced, deleted or another company’s is left out; a technician plans nothing', async () => {
    const [gone, live] = [await site(1, { status: 'REMOVED_CAPPED' }), await site(1)]
    const other = await foundCompany()
    expect((await plan(other.admin, live.devices)).body).toEqual({ planned: 0, sites: 0, elsewhere: 0 })
    expect((await plan(office.user, [...gone.devices, ...live.devices, randomUUID()])).body).toMatchObject({
      planned: 1,
    })
    expect(codeOf(await plan(tess.user, live.devices))).toBe('not_allowed')
    expect(codeOf(await plan(office.user, []))).toBe('too_many_rows')
  })

  test('any selections, repeated and at once, give each assembly one open order and lose none', {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 9 }), { minLength: 2, maxLength: 4 }),
        async (sizes, picks) => {
          const sites = await Promise.all(sizes.map((size) => site(size)))
          const all = sites.flatMap((one) => one.devices)
          const selections = picks.map((pick) => [...new Set(pick.map((index) => all[index % all.length] ?? ''))])
          const asked = [...selections, all].map((devices) => ({ devices, id: randomUUID() }))
          const answers = await Promise.all(
            [...asked, ...asked].map(({ devices, id }) => plan(office.user, devices, id)),
          )
          expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
          const lines = await db()<{ device_id: string }[]>`
            select device_id from public.work_order_devices where company_id = ${company.id} and device_id in ${db()(all)} and closed_at is null`
          expect(lines.map((line) => line.device_id).sort()).toEqual([...all].sort())
          const orders =
            await db()`select location_id from public.work_orders where company_id = ${company.id} and location_id in ${db()(sites.map((one) => one.location))}`
          expect(orders).toHaveLength(sites.length)
        },
      ),
      { numRuns: PROOF ? 200 : 8 },
    )
  })

  test('a plan is taken back where nobody has been sent, and the assemblies are free again', async () => {
    const [sent, waiting] = [await site(1), await site(2)]
    const planId = randomUUID()
    await plan(office.user, [...sent.devices, ...waiting.devices], planId)
    const [first] = await ordersOf(sent.location)
    await schedule(first?.id ?? '')
    expect((await rest(office.user.token).rpc('unplan_visits', { p_plan_id: planId })).body).toBe(2)
    expect(await ordersOf(waiting.location)).toMatchObject([{ state: 'cancelled' }])
    expect(await ordersOf(sent.location)).toMatchObject([{ state: 'open' }])
    expect((await plan(office.user, waiting.devices)).body).toMatchObject({ planned: 2 })
    // A late repeat of the first request plans nothing anew.
    expect((await plan(office.user, waiting.devices, planId)).body).toMatchObject({ planned: 3 })
    expect((await ordersOf(waiting.location)).filter((one) => one.state === 'open')).toHaveLength(1)
  })
})

describe('giving a visit to somebody', () => {
  test('an order has one open visit; the same request twice gives one', async () => {
    const one = await order()
    const id = randomUUID()
    expect((await schedule(one.id, { id })).body).toEqual({ id, repeated: false })
    expect((await schedule(one.id, { id })).body).toEqual({ id, repeated: true })
    expect(codeOf(await schedule(one.id))).toBe('visit_open_already')
    expect(codeOf(await schedule(one.id, {}, tess.user))).toBe('not_allowed')
    const at16 = await Promise.all(Array.from({ length: 8 }, async () => schedule((await order()).id)))
    expect(at16.every((answer) => answer.status === 200)).toBe(true)
  })

  test('a licence or gauge that will have expired, and a scope that does not fit, are refused on that day except with a reason', async () => {
    const one = await order()
    expect(codeOf(await schedule(one.id, { starts_at: at(61) }))).toBe('assignment_licence')
    await licensed(tess, ['general'], addDays(today(ZONE), 400))
    expect(codeOf(await schedule(one.id, { starts_at: at(90) }))).toBe('assignment_gauge')
    expect(codeOf(await schedule(one.id, { starts_at: at(90), reason: 'ok' }))).toBe('assignment_gauge')
    const although = await schedule(one.id, { starts_at: at(90), reason: 'gauge goes to the lab in March' })
    expect(await standing(idOf(although))).toMatchObject({ assigned_although: 'gauge goes to the lab in March' })

    const fire = await order(1, { type: 'DCDA', use: 'fire' })
    expect(codeOf(await schedule(fire.id))).toBe('assignment_scope_fire')
    await licensed(omar, ['general', 'fire'], addDays(today(ZONE), 30))
    expect((await schedule(fire.id, { profile_id: omar.profileId })).status).toBe(200)
    const repair = await order()
    await db()`update public.work_orders set kind = 'repair' where company_id = ${company.id} and id = ${repair.id}`
    expect(codeOf(await schedule(repair.id))).toBe('assignment_scope_repair')
    const late = await order(1, { type: 'DCDA', use: 'fire' })
    expect(codeOf(await schedule(late.id, { profile_id: omar.profileId, starts_at: at(31) }))).toBe(
      'assignment_scope_fire',
    )
  })

  test('a licence of another state does not count, one for all states does', async () => {
    const una = await join(company.admin)
    await db()`insert into public.tester_licences (company_id, profile_id, certificate_type, number, states, expires_on)
      values (${company.id}, ${una.profileId}, 'BPAT', 'X1', '{TX}', ${addDays(today(ZONE), 400)})`
    const one = await order()
    expect(codeOf(await schedule(one.id, { profile_id: una.profileId }))).toBe('assignment_licence')
    await db()`update public.tester_licences set states = '{tx,fl}' where company_id = ${company.id} and profile_id = ${una.profileId}`
    expect(codeOf(await schedule(one.id, { profile_id: una.profileId }))).toBe('assignment_gauge')
  })

  test('nobody who left, of another company, or without a place in the team is sent, whatever the reason', async () => {
    const [gone, other] = [await join(company.admin), await foundCompany()]
    await rest(company.admin.token).rpc('remove_member', { p_profile_id: gone.profileId })
    const [foreign] = await db()<{ id: string }[]>`select id from public.profiles where company_id = ${other.id}`
    const one = await order()
    for (const profile of [gone.profileId, foreign?.id, randomUUID()])
      expect(codeOf(await schedule(one.id, { profile_id: profile, reason: 'because I say so' }))).toBe(
        'assignment_team',
      )
  })

  test('days that cannot be are refused; moving asks the same', async () => {
    const one = await order()
    expect(codeOf(await schedule(one.id, { starts_at: '2999-01-01T00:00:00Z' }))).toBe('visit_day')
    const made = await visit()
    expect(codeOf(await move(office.user, made.visit, 1, { p_profile_id: omar.profileId, p_starts_at: at(70) }))).toBe(
      'assignment_licence',
    )
    expect((await standing(made.visit))?.version).toBe(1)
  })
})

describe('what lies ahead of a site', () => {
  test('is its open orders with who comes when, and its failures; of a colleague’s visit a technician knows that it is planned', async () => {
    const made = await site(2)
    const [first = '', second = ''] = made.devices
    const ahead = async (who: TestUser, of: { p_location_id?: string; p_device_id?: string }) =>
      (await rest(who.token).rpc('site_ahead', of)).body
    const here = { p_location_id: made.location }
    expect(await ahead(office.user, here)).toEqual({ orders: [], failures: [] })
    await plan(office.user, [first])
    const [{ id } = { id: '' }] = await ordersOf(made.location)
    expect(await ahead(office.user, here)).toMatchObject({ orders: [{ id, visit_planned: false, starts_at: null }] })
    await schedule(id)
    await db()`update public.devices set failed_on = ${today(ZONE)}, repair_due_on = ${addDays(today(ZONE), 30)} where id = ${first}`
    await db()`update public.work_orders set kind = 'repair' where id = ${id}`
    const [{ name } = { name: '' }] = await db()<
      { name: string }[]
    >`select full_name as name from public.profiles where id = ${tess.profileId}`
    const failures = [{ serial: first.slice(0, 8), failed_on: today(ZONE), holder: 'visit_planned' }]
    for (const who of [office.user, tess.user]) {
      expect(await ahead(who, here)).toMatchObject({
        orders: [{ id, kind: 'repair', visit_planned: true, technician_name: name }],
        failures,
      })
    }
    expect(await ahead(omar.user, { p_device_id: first })).toMatchObject({
      orders: [{ id, visit_planned: true, starts_at: null, technician_name: null }],
      failures,
    })
    expect(await ahead(office.user, { p_device_id: second })).toEqual({ orders: [], failures: [] })
    await db()`update public.work_orders set state = 'cancelled' where id = ${id}`
    expect(await ahead(office.user, here)).toMatchObject({ orders: [], failures: [{ holder: 'nobody' }] })
    const stranger = (await foundCompany()).admin
    expect(await ahead(stranger, here)).toEqual({ orders: [], failures: [] })
  })
})

describe('a visit on its way', () => {
  test('two dispatchers move it at once: one wins, the other hears of it', async () => {
    const made = await visit()
    const answers = await Promise.all([
      move(office.user, made.visit, 1, { p_starts_at: at(4) }),
      move(company.admin, made.visit, 1, { p_starts_at: at(5) }),
    ])
    expect(answers.map((answer) => (answer.status === 200 ? 'moved' : String(codeOf(answer)))).toSorted()).toEqual([
      'moved',
      'visit_changed',
    ])
    expect(await events(made.visit)).toEqual(['planned', 'moved'])
    expect((await standing(made.visit))?.version).toBe(2)
  })

  test('moving keeps where it stood, asks for a new confirmation, and can be moved back', async () => {
    const made = await visit()
    expect((await mark(office.user, made.visit, 1, 'confirmed')).body).toBe(2)
    expect((await move(office.user, made.visit, 2, { p_profile_id: omar.profileId })).body).toBe(3)
    expect(await standing(made.visit)).toMatchObject({ state: 'planned', profile_id: omar.profileId })
    expect((await move(office.user, made.visit, 3, { p_starts_at: at(3) })).body).toBe(4)
    const before = await db()<{ was_starts_at: Date; was_going_id: string }[]>`
      select was_starts_at, was_going_id from public.visit_events where company_id = ${company.id} and scheduled_job_id = ${made.visit} and what = 'moved' order by happened_at`
    expect(before.map((one) => [one.was_starts_at.toISOString(), one.was_going_id])).toEqual([
      [stamp(at(3)), tess.profileId],
      [stamp(at(4)), omar.profileId],
    ])
    // The same place again is no change.
    expect((await move(office.user, made.visit, 4, { p_starts_at: at(3) })).body).toBe(4)
  })

  test('back where the customer agreed to it, it is confirmed again; after they took that back it is not', async () => {
    const made = await visit()
    await mark(office.user, made.visit, 1, 'confirmed')
    await move(office.user, made.visit, 2, { p_starts_at: at(5) })
    await move(office.user, made.visit, 3, { p_starts_at: at(6) })
    expect(await standing(made.visit)).toMatchObject({ state: 'planned' })
    await move(office.user, made.visit, 4, { p_starts_at: at(5) })
    expect(await standing(made.visit)).toMatchObject({ state: 'planned' })
    await move(office.user, made.visit, 5, { p_starts_at: at(3) })
    expect(await standing(made.visit)).toMatchObject({ state: 'confirmed' })
    await mark(office.user, made.visit, 6, 'unconfirmed')
    await move(office.user, made.visit, 7, { p_starts_at: at(5) })
    await move(office.user, made.visit, 8, { p_starts_at: at(3) })
    expect(await standing(made.visit)).toMatchObject({ state: 'planned' })
  })

  test('nobody gets in: the reason and the visit stay, and the order waits for another day', async () => {
    const made = await visit()
    expect(codeOf(await mark(tess.user, made.visit, 1, 'no_access'))).toBe('no_access_reason')
    expect((await mark(tess.user, made.visit, 1, 'no_access', 'gate locked, nobody answers')).status).toBe(200)
    expect(codeOf(await mark(tess.user, made.visit, 2, 'done'))).toBe('visit_ended')
    const again = await schedule(made.id)
    expect(again.status).toBe(200)
    expect(await events(made.visit)).toEqual(['planned', 'no_access'])
    const lines =
      await db()`select 1 from public.work_order_devices where company_id = ${company.id} and work_order_id = ${made.id} and closed_at is null`
    expect(lines).toHaveLength(1)
  })

  test('taken off the schedule it stays as what was agreed, and the order waits', async () => {
    const made = await visit()
    expect(
      (
        await rest(office.user.token).rpc('take_off_visit', {
          p_id: made.visit,
          p_version: 1,
          p_reason: 'customer asked',
        })
      ).status,
    ).toBe(204)
    expect(await standing(made.visit)).toMatchObject({ state: 'rescheduled' })
    expect((await schedule(made.id)).status).toBe(200)
  })

  test('its steps follow one another, and each is kept with who and when', async () => {
    const made = await visit()
    expect(codeOf(await mark(office.user, made.visit, 1, 'unconfirmed'))).toBe('visit_step')
    expect(codeOf(await mark(office.user, made.visit, 1, 'nonsense'))).toBe('visit_step')
    await mark(office.user, made.visit, 1, 'confirmed')
    await mark(tess.user, made.visit, 2, 'en_route')
    await mark(tess.user, made.visit, 3, 'on_site')
    expect(codeOf(await move(office.user, made.visit, 4))).toBe('visit_on_site')
    await mark(tess.user, made.visit, 4, 'called_before')
    await mark(tess.user, made.visit, 4, 'called_before')
    expect(codeOf(await mark(tess.user, made.visit, 4, 'confirmed'))).toBe('visit_step')
    expect((await mark(tess.user, made.visit, 4, 'done')).body).toBe(5)
    expect(await events(made.visit)).toEqual(['planned', 'confirmed', 'en_route', 'on_site', 'called_before', 'done'])
    const [late] =
      await db()`select profile_id from public.visit_events where company_id = ${company.id} and scheduled_job_id = ${made.visit} and what = 'done'`
    expect(late).toEqual({ profile_id: tess.profileId })
    expect(await ordersOf(made.location)).toMatchObject([{ state: 'done' }])
    // What was not tested is free to be planned again.
    expect((await plan(office.user, made.devices)).body).toMatchObject({ planned: 1 })
  })

  test('an order that is cancelled takes its visit along; opened again it has its assemblies back', async () => {
    const made = await visit()
    const api = rest(office.user.token)
    expect((await api.patch(`work_orders?id=eq.${made.id}`, { state: 'cancelled' })).status).toBe(204)
    expect(await standing(made.visit)).toMatchObject({ state: 'cancelled', version: 2 })
    expect((await api.patch(`work_orders?id=eq.${made.id}`, { state: 'open' })).status).toBe(204)
    expect((await plan(office.user, made.devices)).body).toMatchObject({ planned: 0, elsewhere: 1 })
  })
})

describe('who sees what', () => {
  test('a technician reads and marks own visits alone, through REST too, and writes none', async () => {
    const made = await visit()
    const mine = (who: TestUser) => rest(who.token).get(`scheduled_jobs?select=id&id=eq.${made.visit}`)
    expect((await mine(tess.user)).body).toEqual([{ id: made.visit }])
    expect((await mine(omar.user)).body).toEqual([])
    expect((await mine(office.user)).body).toEqual([{ id: made.visit }])
    expect(codeOf(await mark(omar.user, made.visit, 1, 'done'))).toBe('not_found')
    expect((await rest(office.user.token).patch(`scheduled_jobs?id=eq.${made.visit}`, { minutes: 5 })).status).toBe(403)
    expect((await rest(tess.user.token).get('visit_events?select=id')).body).toEqual([])
  })

  test('the gate code is for the office, and for whoever goes there today or tomorrow', async () => {
    const made = await visit({ starts_at: at(1) })
    const asked = async (who: TestUser) =>
      (await rest(who.token).rpc('gate_codes', { p_location_ids: [made.location] })).body
    const code = [{ location_id: made.location, gate_code: '#4711' }]
    expect(await asked(office.user)).toEqual(code)
    expect(await asked(tess.user)).toEqual(code)
    expect(await asked(omar.user)).toEqual([])
    expect((await rest(office.user.token).get('customer_locations?select=gate_code')).status).toBe(403)
    expect((await rest(tess.user.token).get(`customer_locations?select=*&id=eq.${made.location}`)).status).toBe(403)
    await move(office.user, made.visit, 1, { p_starts_at: at(9) })
    expect(await asked(tess.user)).toEqual([])
    await move(office.user, made.visit, 2, { p_starts_at: at(1), p_profile_id: omar.profileId })
    expect([await asked(tess.user), await asked(omar.user)]).toEqual([[], code])
    await mark(office.user, made.visit, 3, 'cancelled')
    expect(await asked(omar.user)).toEqual([])
  })

  test('a day holds one’s own visits in order, by the company’s clock, with what is to be tested', async () => {
    const una = await join(company.admin)
    const [late, early] = [await order(2), await order()]
    const give = { profile_id: una.profileId, reason: 'in training, goes along' }
    await schedule(late.id, { ...give, starts_at: at(1, '23:30') })
    await schedule(early.id, { ...give, starts_at: at(1, '00:15') })
    const day = await rest(una.user.token).rpc('my_day', { p_day: addDays(today(ZONE), 1) })
    expect(day.body).toMatchObject([
      { work_order_id: early.id, gate_code: '#4711', line1: '12 Dock St', devices: [{ type: 'RP' }] },
      { work_order_id: late.id, devices: [{}, {}] },
    ])
    expect((await rest(una.user.token).rpc('my_day', { p_day: addDays(today(ZONE), 2) })).body).toEqual([])
    expect((await rest(tess.user.token).rpc('schedule_board', { p_from: today(ZONE), p_days: 7 })).status).not.toBe(200)
  })
})

describe('what follows', () => {
  /** A signed test of an assembly, as the form saves it. */
  async function tested(device: string, change: Record<string, unknown> = {}): Promise<void> {
    const file = randomUUID()
    const sql = db()
    await sql`insert into public.files (company_id, id, kind, path, content_type, size_bytes, sha256, created_by)
      values (${company.id}, ${file}, 'signature', ${`${company.id}/signature/${file}`}, 'image/png', 9, ${'a'.repeat(64)}, ${tess.profileId})`
    const [licence] =
      await sql`select id from public.tester_licences where company_id = ${company.id} and profile_id = ${tess.profileId} order by expires_on desc`
    const [gauge] =
      await sql`select id from public.gauges where company_id = ${company.id} and assigned_to = ${tess.profileId}`
    const answer = await rest(tess.user.token).rpc('record_test', {
      p: {
        client_id: randomUUID(),
        device_id: device,
        licence_id: licence?.id,
        gauge_id: gauge?.id,
        signature_file_id: file,
        tested_on: today(ZONE),
        sign: true,
        records_version: 0,
        rule_profile: 'USC10',
        rule_version: 'example',
        computed_result: 'PASS',
        certified_result: 'PASS',
        blocks: [{ stage: 'initial', part: 'main', cv1_hundredths_psid: 800, rv_opened_hundredths_psid: 300 }],
        dates: { district_due_on: addDays(today(ZONE), 365), district_due_source: 'computed' },
        ...change,
      },
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  }
  const outcomes = async (workOrder: string): Promise<unknown[]> => {
    const rows = await db()`select outcome, test_record_id is not null as on_record from public.work_order_devices
      where company_id = ${company.id} and work_order_id = ${workOrder} order by outcome nulls last`
    return rows.map((row) => [row.outcome, row.on_record])
  }

  test('recording a test ticks the assembly off its open visit; the visit ends when somebody says so', async () => {
    const made = await order(2)
    const visitId = idOf(await schedule(made.id, { starts_at: at(0, '08:00') }))
    await tested(made.devices[0] ?? '')
    expect(await outcomes(made.id)).toEqual([
      ['tested', true],
      [null, false],
    ])
    expect(await ordersOf(made.location)).toMatchObject([{ state: 'open' }])
    await mark(tess.user, visitId, 1, 'done')
    expect(await outcomes(made.id)).toEqual([
      ['left', false],
      ['tested', true],
    ])
    // A draft of that day that is signed afterwards.
    await tested(made.devices[1] ?? '')
    expect(await outcomes(made.id)).toEqual([
      ['tested', true],
      ['tested', true],
    ])
  })

  test('a draft, and a test of a day before the plan, tick nothing off', async () => {
    const made = await order(2)
    await tested(made.devices[0] ?? '', { sign: false })
    await tested(made.devices[1] ?? '', { tested_on: addDays(today(ZONE), -1) })
    expect(await outcomes(made.id)).toEqual([
      [null, false],
      [null, false],
    ])
  })

  test('an order nobody was sent for is done with the test of its last assembly', async () => {
    const made = await order(1)
    await tested(made.devices[0] ?? '')
    expect(await ordersOf(made.location)).toMatchObject([{ state: 'done' }])
  })
})

describe('a calendar of one’s own', () => {
  const renew = async (who: TestUser): Promise<string> =>
    String((await rest(who.token).rpc('renew_calendar_feed')).body)
  const feed = async (token: string) => (await rest().rpc('calendar_feed', { p_token: token })).body
  const visitsOf = async (token: string): Promise<unknown> => {
    const body = await feed(token)
    return typeof body === 'object' && body !== null && 'visits' in body ? body.visits : body
  }

  test('the address holds 244 random bits, is kept as a hash, and answers without a sign-in', async () => {
    const una = await join(company.admin)
    const token = await renew(una.user)
    expect(token).toMatch(/^[0-9a-f-]{72}$/)
    const kept =
      await db()`select token_hash, company_id::text from private.calendar_feeds where profile_id = ${una.profileId}`
    expect(JSON.stringify(kept)).not.toContain(token)
    const one = await order()
    await schedule(one.id, { profile_id: una.profileId, reason: 'in training, goes along' })
    expect(await visitsOf(token)).toMatchObject([{ state: 'planned', version: 1, line1: '12 Dock St', devices: 1 }])
    expect(JSON.stringify(await feed(token))).not.toContain('#4711')
  })

  test('what is moved to somebody else is cancelled in the first calendar and stands in the second', async () => {
    const [first, second] = [await join(company.admin), await join(company.admin)]
    const [a, b] = [await renew(first.user), await renew(second.user)]
    const one = await order()
    const reason = 'in training, goes along'
    const id = idOf(await schedule(one.id, { profile_id: first.profileId, reason }))
    await move(office.user, id, 1, { p_profile_id: second.profileId, p_reason: reason })
    expect(await visitsOf(a)).toMatchObject([{ id, state: 'cancelled', version: 2, note: null }])
    expect(await visitsOf(b)).toMatchObject([{ id, state: 'planned', version: 2 }])
  })

  test('a new address ends the old one, ending it ends it, and whoever leaves loses it', async () => {
    const una = await join(company.admin)
    const [old, fresh] = [await renew(una.user), await renew(una.user)]
    expect(await feed(old)).toBeNull()
    expect(await feed(fresh)).not.toBeNull()
    expect(await feed('')).toBeNull()
    await rest(una.user.token).rpc('stop_calendar_feed')
    expect(await feed(fresh)).toBeNull()
    const last = await renew(una.user)
    await rest(company.admin.token).rpc('remove_member', { p_profile_id: una.profileId })
    expect(await feed(last)).toBeNull()
  })
})

describe('the board', () => {
  const board = async (from: string, days: number, who: TestUser = office.user) => {
    const shown = boardShape.parse((await rest(who.token).rpc('schedule_board', { p_from: from, p_days: days })).body)
    return { ...shown, visits: rowsOf<BoardVisit>(shown.visits), waiting: rowsOf<WaitingOrder>(shown.waiting) }
  }

  test('shows the visits of its days, what waits, and what speaks against an assignment that was fine once', async () => {
    const una = await join(company.admin)
    await licensed(una, ['general'], addDays(today(ZONE), 60))
    const [one, waits] = [await order(2), await order(1)]
    // Before all that other tests left waiting: the board shows the most urgent ones.
    await db()`update public.work_orders set due_on = '2020-01-01' where id = ${waits.id}`
    const given = await schedule(one.id, {
      profile_id: una.profileId,
      starts_at: at(12, '13:30'),
      reason: 'shares a gauge',
    })
    expect(given.status).toBe(200)
    await db()`update public.tester_licences set expires_on = ${addDays(today(ZONE), 5)} where company_id = ${company.id} and profile_id = ${una.profileId}`
    const day = addDays(today(ZONE), 12)
    const shown = await board(day, 1)
    expect(shown).toMatchObject({
      visits: [
        {
          work_order_id: one.id,
          day,
          minute: 810,
          devices: 2,
          problems: ['licence', 'gauge'],
          although: 'shares a gauge',
        },
      ],
      waiting: expect.arrayContaining([expect.objectContaining({ id: waits.id, devices: 1 })]),
    })
    expect(await board(addDays(day, 1), 1)).toMatchObject({ visits: [] })
  })

  test('days and minutes are those of the company’s clock on the days it changes', async () => {
    const spots = ['America/New_York', 'America/Los_Angeles'].flatMap((zone) =>
      clockChanges(zone).map((day) => [zone, day] as const),
    )
    expect(spots).toHaveLength(4)
    for (const [zone, day] of spots.slice(0, 3)) {
      await db()`update public.companies set time_zone = ${zone} where id = ${company.id}`
      const ids: string[] = []
      for (const time of ['00:15', '01:30', '03:15', '23:45']) {
        const one = await order()
        const made = await schedule(one.id, { profile_id: null, starts_at: instantAt(day, time, zone) })
        ids.push(idOf(made))
      }
      const shown = await board(day, 1)
      expect(shown, `${zone} ${day}`).toMatchObject({
        visits: [15, 90, 195, 1425].map((minute, index) => ({ id: ids[index], day, minute })),
      })
      expect(await board(addDays(day, 1), 1)).toMatchObject({ visits: [] })
      for (const id of ids) await mark(office.user, id, 1, 'cancelled')
    }
    await db()`update public.companies set time_zone = ${ZONE} where id = ${company.id}`
  })
})
