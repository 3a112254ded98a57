import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addDays, instantAt, today } from '../../lib/dates.ts'
import { db, rest, type TestUser } from './harness.ts'
import { codeOf, foundCompany, join } from './people-cast.ts'

/** The map under the caller's rights, a day's stops, and the times an order of them gives: all or none. */

const ZONE = 'America/New_York'
const DAY = addDays(today(ZONE), 3)
const at = (time: string): string => new Date(instantAt(DAY, time, ZONE)).toISOString()

type Person = { user: TestUser; profileId: string }
let company: { id: string; admin: TestUser }
let tess: Person
let omar: Person
let visits: { id: string; location: string }[]

beforeAll(async () => {
  company = await foundCompany('Routes Backflow')
  tess = await join(company.admin, 'technician')
  omar = await join(company.admin, 'technician')
})
beforeEach(async () => {
  const sql = db()
  await sql`delete from public.visit_events where company_id = ${company.id}`
  await sql`delete from public.scheduled_jobs where company_id = ${company.id}`
  visits = []
  for (const [index, time] of ['08:00', '09:00', '10:00'].entries()) {
    const [customer, location, device, order, visit] = [
      randomUUID(),
      randomUUID(),
      randomUUID(),
      randomUUID(),
      randomUUID(),
    ]
    await sql`insert into public.customers (company_id, id, name, match_key) values (${company.id}, ${customer}, ${`Customer ${index}`}, ${customer})`
    await sql`insert into public.customer_locations (company_id, id, customer_id, line1, city, state, zip, match_key, latitude, longitude, position_precision, position_at)
      values (${company.id}, ${location}, ${customer}, ${`${index} Dock St`}, 'Stuart', 'FL', '34994', ${location}, ${27.1 + index / 10}, -80.2, 'by_hand', now())`
    await sql`insert into public.devices (company_id, id, location_id, type, serial, district_due_on, match_key)
      values (${company.id}, ${device}, ${location}, 'RP', ${`S${index}`}, ${addDays(today(ZONE), index === 0 ? -5 : index === 1 ? 10 : 300)}, ${device})`
    await sql`insert into public.work_orders (company_id, id, location_id, minutes) values (${company.id}, ${order}, ${location}, 30)`
    await sql`insert into public.scheduled_jobs (company_id, id, work_order_id, profile_id, starts_at, minutes, assigned_although)
      values (${company.id}, ${visit}, ${order}, ${tess.profileId}, ${at(time)}, 30, 'knows the site well')`
    visits.push({ id: visit, location })
  }
})

const moves = (times: readonly string[], version = 1) =>
  times.map((time, index) => ({ id: visits[index]?.id, version, starts_at: at(time) }))
const move = (who: TestUser, times: readonly string[], version = 1) =>
  rest(who.token).rpc('move_visits', { p_moves: moves(times, version) })
const startsAt = async (): Promise<string[]> =>
  (
    await db()<
      { id: string; starts_at: Date }[]
    >`select id, starts_at from public.scheduled_jobs where company_id = ${company.id}`
  )
    .toSorted((a, b) => visits.findIndex(({ id }) => id === a.id) - visits.findIndex(({ id }) => id === b.id))
    .map((row) => row.starts_at.toISOString())

describe('the day’s stops', () => {
  const shape = z.object({
    person: z.object({ name: z.string() }).nullable(),
    office: z.object({ latitude: z.number() }).nullable(),
    visits: z.array(z.object({ id: z.string(), minute: z.number(), latitude: z.number() })),
  })
  const day = async (who: TestUser, profile: string | null) =>
    shape.parse((await rest(who.token).rpc('day_route', { p_day: DAY, p_profile_id: profile })).body)

  test('come in the order of their times, with where they are; a technician reads their own alone', async () => {
    const seen = await day(company.admin, tess.profileId)
    expect(seen.visits.map(({ id }) => id)).toEqual(visits.map(({ id }) => id))
    expect(seen.visits.map(({ minute }) => minute)).toEqual([480, 540, 600])
    expect((await day(tess.user, null)).visits).toHaveLength(3)
    expect((await day(omar.user, tess.profileId)).visits).toEqual([])
    expect((await day(omar.user, null)).visits).toEqual([])
  })

  test('the office is where its address was found', async () => {
    expect((await day(company.admin, tess.profileId)).office).toBeNull()
    await db()`update public.companies set line1 = '1 Office Way', zip = '34994' where id = ${company.id}`
    await db()`insert into private.addresses (company_id, address_key, latitude, longitude, position_precision, placed_at)
      select id, private.address_key(line1, city, state, zip), 27.2, -80.3, 'zip', now() from public.companies where id = ${company.id}`
    expect((await day(tess.user, null)).office).toEqual({ latitude: 27.2 })
    const elsewhere = await foundCompany('Other Backflow')
    expect((await day(elsewhere.admin, tess.profileId)).visits).toEqual([])
    expect((await day(elsewhere.admin, null)).office).toBeNull()
    // At the same address, found elsewhere: still nobody's but their own.
    await db()`update public.companies set line1 = '1 Office Way', zip = '34994', city = null, state = null where id in (${elsewhere.id}, ${company.id})`
    await db()`update private.addresses set address_key = private.address_key('1 Office Way', null, null, '34994') where company_id = ${company.id}`
    expect((await day(elsewhere.admin, null)).office).toBeNull()
    expect((await day(tess.user, null)).office).toEqual({ latitude: 27.2 })
  })
})

describe('applying an order', () => {
  test('gives every visit its time, keeps person and length, and can be taken back', async () => {
    const answer = await move(company.admin, ['10:00', '08:00', '09:00'])
    expect(answer.body).toEqual(expect.arrayContaining(visits.map(({ id }) => ({ id, version: 2 }))))
    expect(await startsAt()).toEqual([at('10:00'), at('08:00'), at('09:00')])
    const rows =
      await db()`select distinct profile_id, minutes from public.scheduled_jobs where company_id = ${company.id}`
    expect([...rows]).toEqual([{ profile_id: tess.profileId, minutes: 30 }])
    expect((await move(company.admin, ['08:00', '09:00', '10:00'], 2)).status).toBe(200)
    expect(await startsAt()).toEqual([at('08:00'), at('09:00'), at('10:00')])
  })

  test('somebody’s change meanwhile stops all of it; of two who apply at once one wins', async () => {
    await rest(company.admin.token).rpc('move_visit', {
      p_id: visits[2]?.id,
      p_version: 1,
      p_profile_id: tess.profileId,
      p_starts_at: at('15:00'),
      p_reason: 'knows the site well',
    })
    expect(codeOf(await move(company.admin, ['10:00', '08:00', '09:00']))).toBe('visit_changed')
    expect(await startsAt()).toEqual([at('08:00'), at('09:00'), at('15:00')])
    await db()`update public.scheduled_jobs set version = 1, starts_at = ${at('10:00')} where company_id = ${company.id}`
    const both = await Promise.all([
      move(company.admin, ['11:00', '12:00', '13:00']),
      move(company.admin, ['14:00', '15:00', '16:00']),
    ])
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(codeOf(both.find(({ status }) => status !== 200) ?? both[0])).toBe('visit_changed')
  })

  test('technicians do not, strangers find nothing, and an empty or endless list is refused', async () => {
    expect(codeOf(await move(tess.user, ['10:00', '08:00', '09:00']))).toBe('not_allowed')
    const stranger = await foundCompany('Stranger Backflow')
    expect(codeOf(await move(stranger.admin, ['10:00', '08:00', '09:00']))).toBe('not_found')
    expect(await startsAt()).toEqual([at('08:00'), at('09:00'), at('10:00')])
    for (const all of [[], Array.from({ length: 101 }, () => moves(['08:00'])[0])])
      expect(codeOf(await rest(company.admin.token).rpc('move_visits', { p_moves: all }))).toBe('too_many_rows')
  })
})

describe('the map', () => {
  const sites = async (who: TestUser, filters: unknown[] = []) =>
    z.array(z.array(z.unknown())).parse((await rest(who.token).rpc('map_sites', { p_filters: filters })).body)

  test('holds every site with what is due there, and by the filters only those that match', async () => {
    const all = new Map((await sites(tess.user)).map((row) => [row[0], row]))
    expect(visits.map(({ location }) => all.get(location)?.[5])).toEqual([3, 2, 1])
    expect(all.get(visits[0]?.location)).toEqual([
      visits[0]?.location,
      27.1,
      -80.2,
      'by_hand',
      true,
      3,
      1,
      '0 Dock St',
      'Stuart',
      'Customer 0',
    ])
    const overdue = await sites(company.admin, [{ column: 'compliance', op: 'eq', value: 'OVERDUE' }])
    expect(overdue.map((row) => row[0])).toContain(visits[0]?.location)
    expect(overdue.map((row) => row[0])).not.toContain(visits[1]?.location)
    expect(await sites(company.admin, [{ column: 'district_due_on', op: 'lte', value: 'soon' }])).toEqual([])
  })

  test('a site without an assembly is on it when nothing is filtered; another company’s never', async () => {
    const [customer, empty] = [randomUUID(), randomUUID()]
    await db()`insert into public.customers (company_id, id, name, match_key) values (${company.id}, ${customer}, 'Empty', ${customer})`
    await db()`insert into public.customer_locations (company_id, id, customer_id, line1, match_key) values (${company.id}, ${empty}, ${customer}, '9 Dock St', ${empty})`
    expect((await sites(company.admin)).find((row) => row[0] === empty)).toEqual([
      empty,
      null,
      null,
      null,
      false,
      0,
      0,
      '9 Dock St',
      null,
      'Empty',
    ])
    expect(
      (await sites(company.admin, [{ column: 'type', op: 'eq', value: 'RP' }])).some((row) => row[0] === empty),
    ).toBe(false)
    const stranger = await foundCompany('Strange Backflow')
    expect(await sites(stranger.admin)).toEqual([])
  })
})
