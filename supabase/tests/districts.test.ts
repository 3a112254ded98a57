import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { createUser, db, rest, type TestUser } from './harness.ts'

let admin: TestUser
let companyId = ''
let districtId = ''
const deviceIds = [randomUUID(), randomUUID()]

beforeAll(async () => {
  admin = await createUser()
  const founded = await rest(admin.token).rpc('create_company', {
    p_name: 'District Co',
    p_full_name: 'Olga',
    p_state: 'FL',
    p_time_zone: 'America/New_York',
  })
  companyId = String(founded.body)
  const [customerId, locationId] = [randomUUID(), randomUUID()]
  districtId = randomUUID()
  const added = await rest(admin.token).post('company_districts', {
    company_id: companyId,
    id: districtId,
    name: 'Harbor Utilities',
    match_key: 'harborutilities',
    state: 'FL',
  })
  expect(added.status).toBe(201)
  const sql = db()
  await sql`insert into public.customers (company_id, id, name, match_key) values (${companyId}, ${customerId}, 'Dock', 'dock')`
  await sql`insert into public.customer_locations (company_id, id, customer_id, line1, match_key) values (${companyId}, ${locationId}, ${customerId}, '12 Dock St', 'x')`
  for (const id of deviceIds) {
    await sql`insert into public.devices (company_id, id, location_id, company_district_id, type, match_key)
      values (${companyId}, ${id}, ${locationId}, ${districtId}, 'RP', ${id})`
  }
})

const jobs = () => db()<{ payload: { device_ids: string[] } }[]>`
  select payload from private.jobs where company_id = ${companyId} and kind = 'conclude_due_dates' and done_at is null`
const clear = () => db()`delete from private.jobs where company_id = ${companyId}`
const change = (columns: object) => rest(admin.token).patch(`company_districts?id=eq.${districtId}`, columns)

describe('a purveyor’s rule', () => {
  test('sends its assemblies to be concluded again when it changes, and only then', async () => {
    await clear()
    expect((await change({ notes: 'Asks for photos', phone: '555' })).status).toBeLessThan(300)
    expect(await jobs()).toHaveLength(0)
    for (const columns of [
      { due_rule: { due_basis: 'FIXED_DATE', schedule: { dates: ['07-31'] }, interval_months: 12 } },
      { repair_days: 10 },
    ]) {
      await clear()
      expect((await change(columns)).status).toBeLessThan(300)
      const [job] = await jobs()
      expect(job?.payload.device_ids.toSorted()).toEqual(deviceIds.toSorted())
    }
  })

  test('and so does the lead of the company’s own target', async () => {
    await clear()
    await rest(admin.token).patch(`company_settings?company_id=eq.${companyId}`, { due_soon_days: 45 })
    expect(await jobs()).toHaveLength(0)
    await rest(admin.token).patch(`company_settings?company_id=eq.${companyId}`, { target_lead_days: 21 })
    expect((await jobs()).flatMap((job) => job.payload.device_ids)).toHaveLength(2)
  })

  test('is shown with where it comes from: the company, the rulebook, or an assumption', async () => {
    const source = async (): Promise<unknown> =>
      (await rest(admin.token).get(`district_list?id=eq.${districtId}&select=due_rule_source,devices`)).body
    await change({ due_rule: null })
    expect(await source()).toEqual([{ due_rule_source: 'assumed', devices: 2 }])
    const [known] = await db()<
      { id: string }[]
    >`select id from public.districts where due_rule ->> 'due_basis' is not null limit 1`
    await change({ district_id: known?.id })
    expect(await source()).toEqual([{ due_rule_source: 'rulebook', devices: 2 }])
    await change({ due_rule: { due_basis: 'EVENT_ONLY', interval_months: 12 } })
    expect(await source()).toEqual([{ due_rule_source: 'company', devices: 2 }])
  })
})

test('a purveyor with assemblies under it stays on the list; an empty one goes and comes back', async () => {
  const gone = new Date(0).toISOString()
  const refused = await change({ deleted_at: gone })
  expect(refused.body).toMatchObject({ message: 'district_has_devices' })
  await db()`update public.devices set company_district_id = null where company_id = ${companyId}`
  expect((await change({ deleted_at: gone })).status).toBeLessThan(300)
  expect((await rest(admin.token).get(`district_list?id=eq.${districtId}`)).body).toEqual([])
  expect((await change({ deleted_at: null })).status).toBeLessThan(300)
})

test('two purveyors of one name are one', async () => {
  const twin = { company_id: companyId, name: 'HARBOR UTILITIES', match_key: 'harborutilities' }
  expect((await rest(admin.token).post('company_districts', twin)).status).toBe(409)
})

test('the rulebook itself is read, never written', async () => {
  expect((await rest(admin.token).get('districts?select=id&limit=1')).status).toBe(200)
  expect((await rest(admin.token).patch('districts?state=eq.FL', { name: 'x' })).status).toBe(403)
  expect(
    (await rest(admin.token).post('districts', { slug: 'x', name: 'x', state: 'FL', verified_on: '2026-01-01' }))
      .status,
  ).toBe(403)
})
