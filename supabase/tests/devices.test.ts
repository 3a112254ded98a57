import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { db, rest, type TestUser } from './harness.ts'
import { codeOf, foundCompany, join } from './people-cast.ts'

let company: { id: string; admin: TestUser }
let technician: TestUser
let technicianProfile: string
const [customerId, siteA, siteB, district] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const ids = Array.from({ length: 6 }, () => randomUUID())
const DUE = ['2020-01-01', '2020-01-01', null, '2020-03-01', '2031-01-01', null] as const

const admin = () => rest(company.admin.token)

beforeAll(async () => {
  company = await foundCompany()
  ;({ user: technician, profileId: technicianProfile } = await join(company.admin))
  const sql = db()
  const own = company.id
  await sql`insert into public.company_districts (company_id, id, name, match_key) values (${own}, ${district}, 'Harbor', 'harbor')`
  await sql`insert into public.customers (company_id, id, name, match_key) values (${own}, ${customerId}, 'Dock & Sons', 'dock')`
  for (const [id, line1, city, zip] of [
    [siteA, '12 Dock St', 'Jupiter', '33458'],
    [siteB, '40 Harbor Way', 'Stuart', '34994'],
  ] as const) {
    await sql`insert into public.customer_locations (company_id, id, customer_id, line1, city, zip, match_key)
      values (${own}, ${id}, ${customerId}, ${line1}, ${city}, ${zip}, ${id})`
  }
  for (const [index, id] of ids.entries()) {
    await sql`insert into public.devices (company_id, id, location_id, company_district_id, type, serial, district_due_on, district_due_source, price_cents, match_key)
      values (${own}, ${id}, ${index % 2 === 0 ? siteA : siteB}, ${district}, 'RP', ${`S-${index}`}, ${DUE[index] ?? null},
        ${DUE[index] === null ? null : 'imported'}, 11500, ${id})`
  }
})

type Page = { rows: { id: string; district_due_on: string | null }[]; total?: number }
const list = async (args: Record<string, unknown>): Promise<Page> => {
  const answer = await admin().rpc('list_rows', { p_view: 'device_list', ...args })
  expect(answer.status).toBe(200)
  return answer.body as Page
}

describe('a list', () => {
  test.each([false, true])(
    'read slice by slice holds every row once, whatever the order (descending: %s)',
    async (descending) => {
      const args = { p_sort: 'district_due_on', p_descending: descending }
      const whole = (await list({ ...args, p_limit: 100 })).rows.map((row) => row.id)
      expect(whole).toHaveLength(ids.length)
      const sliced: string[] = []
      let after: { value: string | null; id: string } | undefined
      for (let turn = 0; turn < 10; turn += 1) {
        const { rows, total } = await list({ ...args, p_limit: 2, ...(after ? { p_after: after } : {}) })
        expect(total).toBe(after ? null : ids.length)
        const last = rows.at(-1)
        if (last === undefined) break
        sliced.push(...rows.map((row) => row.id))
        after = { value: last.district_due_on, id: last.id }
      }
      expect(sliced).toEqual(whole)
    },
  )

  test('filters by the beginning of a text as it is written, not as a pattern', async () => {
    const zip = (value: string) => list({ p_filters: [{ column: 'zip', op: 'starts', value }] })
    expect((await zip('334')).rows).toHaveLength(3)
    expect((await zip('3%')).rows).toHaveLength(0)
  })

  test('answers nothing to a value that is no value, and refuses a column that is none', async () => {
    expect(await list({ p_filters: [{ column: 'district_due_on', op: 'gte', value: 'soon' }] })).toMatchObject({
      rows: [],
      total: 0,
    })
    const refused = await admin().rpc('list_rows', {
      p_view: 'device_list',
      p_filters: [{ column: 'price_cents', op: 'eq', value: '1' }],
    })
    expect(codeOf(refused)).toBe('filter_unknown')
    expect(codeOf(await admin().rpc('list_rows', { p_view: 'devices' }))).toBe('list_unknown')
  })

  test('brings along its frame: the reader’s own views, and the names of what its filters name by id', async () => {
    await admin().post('saved_views', { company_id: company.id, page: '/devices', name: 'Mine', query: 'type=RP' })
    const frame = async (token: string, filters: unknown[] = []) => {
      const args = { p_view: 'device_list', p_page: '/devices', p_filters: filters }
      const { body } = await rest(token).rpc('list_rows', args)
      return (body as { frame: { views: { name: string }[]; named: { name: string }[] } }).frame
    }
    const own = await frame(company.admin.token)
    expect(own.views.map(({ name }) => name)).toEqual(['Mine'])
    expect(own.named).toEqual([])
    const harbor = { column: 'company_district_id', op: 'eq', value: district }
    expect(await frame(technician.token, [harbor])).toEqual({ views: [], named: [{ id: district, name: 'Harbor' }] })
    const outsider = await foundCompany()
    expect((await frame(outsider.admin.token, [harbor])).named).toEqual([])
  })

  test('has choices for its filters: the company’s own purveyors, cities and testers, in order', async () => {
    const choices = async (token: string) => (await rest(token).rpc('filter_choices')).body
    await db()`insert into public.tester_licences (company_id, profile_id, certificate_type, number, expires_on)
      values (${company.id}, ${technicianProfile}, 'Tester', 'BT-1', '2031-01-01')`
    const own = { districts: [{ id: district, name: 'Harbor' }], cities: ['Jupiter', 'Stuart'] }
    const [tester] = await db()`select id, full_name as name from public.profiles where id = ${technicianProfile}`
    expect(await choices(technician.token)).toEqual({ ...own, testers: [tester] })
    expect(await choices((await foundCompany()).admin.token)).toEqual({ districts: [], cities: [], testers: [] })
  })
})

describe('the due list', () => {
  test('stands site by site in the order of the earliest date, with what else is there', async () => {
    const answer = await admin().rpc('due_sites', {
      p_filters: [{ column: 'compliance', op: 'in', value: ['OVERDUE'] }],
    })
    const body = answer.body as {
      sites: { location_id: string; devices: { id: string; listed: boolean }[] }[]
      total: number
      site_count: number
    }
    expect([body.total, body.site_count]).toEqual([3, 2])
    expect(new Set(body.sites.map((site) => site.location_id))).toEqual(new Set([siteA, siteB]))
    for (const site of body.sites) expect(site.devices).toHaveLength(3)
    expect(body.sites.flatMap((site) => site.devices).filter((device) => device.listed)).toHaveLength(3)
  })
})

describe('a change of many assemblies', () => {
  test('is one entry in the trail, and can be taken back, except where somebody changed it since', async () => {
    const [first, second] = [ids[0] ?? '', ids[1] ?? '']
    const changes = { status: 'SEASONAL_OFF' }
    const before = await admin().rpc('change_devices', { p_ids: [first, second], p_changes: changes })
    expect(before.status).toBe(200)
    const trail = await admin().get('audit_list?select=action,noun,row_count&order=seq.desc&limit=1')
    expect(trail.body).toEqual([{ action: 'changed', noun: 'devices', row_count: 2 }])
    await admin().rpc('change_devices', { p_ids: [second], p_changes: { status: 'NOT_FOUND' } })
    expect((await admin().rpc('change_devices_back', { p_before: before.body, p_changes: changes })).body).toBe(1)
    const rows = await db()`select status from public.devices where id in (${first}, ${second}) order by id = ${second}`
    expect(rows.map((row) => row.status)).toEqual(['ACTIVE', 'NOT_FOUND'])
    await admin().rpc('change_devices', { p_ids: [second], p_changes: { status: 'ACTIVE' } })
  })

  test('touches nothing but what it names', async () => {
    const id = ids[2] ?? ''
    await admin().rpc('change_devices', { p_ids: [id], p_changes: { our_target_on: '2027-03-04' } })
    const [row] =
      await db()`select status, company_district_id, our_target_on::text as target from public.devices where id = ${id}`
    expect(row).toEqual({ status: 'ACTIVE', company_district_id: district, target: '2027-03-04' })
  })

  test('has between 1 and 500 rows, and is for the office', async () => {
    const many = Array.from({ length: 501 }, () => randomUUID())
    expect(codeOf(await admin().rpc('change_devices', { p_ids: many, p_changes: { status: 'ACTIVE' } }))).toBe(
      'too_many_rows',
    )
    expect(codeOf(await admin().rpc('change_devices', { p_ids: [], p_changes: { status: 'ACTIVE' } }))).toBe(
      'too_many_rows',
    )
    expect(
      codeOf(await admin().rpc('change_devices', { p_ids: [randomUUID()], p_changes: { status: 'ACTIVE' } })),
    ).toBe('not_found')
    const asked = await rest(technician.token).rpc('change_devices', {
      p_ids: [ids[0]],
      p_changes: { status: 'NOT_FOUND' },
    })
    expect(codeOf(asked)).toBe('not_allowed')
  })

  test('sends assemblies to be concluded again when their rule changes with them, and only then', async () => {
    const jobs = () =>
      db()`select payload from private.jobs where company_id = ${company.id} and kind = 'conclude_due_dates'`
    await db()`delete from private.jobs where company_id = ${company.id}`
    await admin().rpc('change_devices', { p_ids: [ids[3]], p_changes: { our_target_on: null } })
    expect(await jobs()).toHaveLength(0)
    await admin().rpc('change_devices', { p_ids: [ids[3], ids[4]], p_changes: { company_district_id: null } })
    const [job] = await jobs()
    expect(new Set(job?.payload.device_ids)).toEqual(new Set([ids[3], ids[4]]))
  })
})

describe('replacing an assembly', () => {
  test('keeps the old one on file, hands its place and duty on, and is done once', async () => {
    const [old, fresh] = [ids[4] ?? '', randomUUID()]
    const args = {
      p_device_id: old,
      p_new: {
        id: fresh,
        type: 'RP',
        manufacturer: 'Watts',
        model: 'LF009',
        serial: 'N-1',
        installed_on: '2026-05-01',
        match_key: fresh,
      },
    }
    expect((await admin().rpc('replace_device', args)).body).toBe(fresh)
    expect((await admin().rpc('replace_device', args)).body).toBe(fresh)
    const rows = await db()`
      select id, status, replaced_by_id, location_id, price_cents, district_due_on::text as due from public.devices where id in (${old}, ${fresh}) order by id = ${fresh}`
    expect(rows).toEqual([
      expect.objectContaining({ status: 'REPLACED', replaced_by_id: fresh }),
      expect.objectContaining({ status: 'ACTIVE', location_id: siteA, price_cents: 11500, due: '2026-05-01' }),
    ])
    const again = await admin().rpc('replace_device', { ...args, p_new: { ...args.p_new, id: randomUUID() } })
    expect(codeOf(again)).toBe('already_replaced')
    const trail = await admin().get('audit_list?select=action,noun,row_count&order=seq.desc&limit=1')
    expect(trail.body).toEqual([{ action: 'replaced', noun: 'devices', row_count: 2 }])
  })
})

describe('deleting', () => {
  const gone = { deleted_at: '2027-01-01T00:00:00Z' }

  test('is refused while something hangs on it, from the customer down to the tests', async () => {
    expect(codeOf(await admin().patch(`customers?id=eq.${customerId}`, gone))).toBe('customer_has_locations')
    expect(codeOf(await admin().patch(`customer_locations?id=eq.${siteA}`, gone))).toBe('location_has_devices')
    await db()`insert into public.test_records (company_id, client_id, device_id, origin, tested_on, rule_profile, rule_version, computed_result)
      values (${company.id}, ${randomUUID()}, ${ids[0] ?? ''}, 'imported', '2020-01-01', 'USC10', '1', 'PASS')`
    expect(codeOf(await admin().patch(`devices?id=eq.${ids[0]}`, gone))).toBe('device_has_tests')
  })

  test('is soft, and comes back only onto its own ground', async () => {
    const [customer, site, device] = [randomUUID(), randomUUID(), randomUUID()]
    const sql = db()
    await sql`insert into public.customers (company_id, id, name, match_key) values (${company.id}, ${customer}, 'Short', 'short')`
    await sql`insert into public.customer_locations (company_id, id, customer_id, line1, match_key) values (${company.id}, ${site}, ${customer}, '1 Way', 'w')`
    await sql`insert into public.devices (company_id, id, location_id, type, match_key) values (${company.id}, ${device}, ${site}, 'DC', 'd')`
    const ok = async (path: string, body: object) => expect((await admin().patch(path, body)).status).toBeLessThan(300)
    await ok(`devices?id=eq.${device}`, gone)
    await ok(`customer_locations?id=eq.${site}`, gone)
    await ok(`customers?id=eq.${customer}`, gone)
    expect((await admin().rpc('device_page', { p_id: device })).body).toBeNull()
    expect(codeOf(await admin().patch(`devices?id=eq.${device}`, { deleted_at: null }))).toBe('location_is_deleted')
    expect(codeOf(await admin().patch(`customer_locations?id=eq.${site}`, { deleted_at: null }))).toBe(
      'customer_is_deleted',
    )
    await ok(`customers?id=eq.${customer}`, { deleted_at: null })
    await ok(`customer_locations?id=eq.${site}`, { deleted_at: null })
    await ok(`devices?id=eq.${device}`, { deleted_at: null })
    expect((await admin().rpc('device_page', { p_id: device })).body).toMatchObject({
      device: { id: device },
      location: { id: site },
    })
  })
})

describe('a page in one call', () => {
  test('shows prices only to those who may see them', async () => {
    const price = async (token: string) => {
      const answer = await rest(token).rpc('device_page', { p_id: ids[1] })
      return (answer.body as { device: { price_cents: number | null } }).device.price_cents
    }
    expect(await price(company.admin.token)).toBe(11500)
    expect(await price(technician.token)).toBeNull()
    await db()`update public.company_settings set technicians_see_prices = true where company_id = ${company.id}`
    expect(await price(technician.token)).toBe(11500)
  })

  test('answers a stranger as if it had never been', async () => {
    const stranger = (await foundCompany()).admin
    for (const [name, id] of [
      ['device_page', ids[0]],
      ['customer_page', customerId],
      ['location_page', siteA],
    ] as const) {
      expect((await rest(stranger.token).rpc(name, { p_id: id })).body).toBeNull()
      expect((await rest().rpc(name, { p_id: id })).status).toBe(401)
    }
  })
})
