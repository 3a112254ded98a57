import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { readToday } from '../../lib/devices/today-summary.ts'
import { loadSample, removeSample } from '../../lib/imports/sample-data.ts'
import { SAMPLE_FILE, sampleSheet } from '../../lib/imports/sample-sheet.ts'
import { source } from '../../lib/conventions/tree.ts'
import { client, db, stack } from './harness.ts'
import { foundCompany, join } from './people-cast.ts'

/** Sample data of a new company: marked as a whole, gone as a whole, never mixed with what is real. */

beforeAll(() => {
  Object.assign(process.env, {
    APP_ORIGIN: stack().siteUrl,
    SUPABASE_URL: stack().apiUrl,
    SUPABASE_PUBLISHABLE_KEY: stack().publishableKey,
    SUPABASE_SECRET_KEY: stack().secretKey,
    CRON_SECRET: randomUUID(),
    FLOWTRACK_SIGNING_SECRET: randomUUID(),
  })
})

async function begun(): Promise<{
  id: string
  api: ReturnType<typeof client>
  admin: Awaited<ReturnType<typeof foundCompany>>['admin']
  load: () => ReturnType<typeof loadSample>
}> {
  const { id, admin } = await foundCompany()
  const api = client(admin.token)
  return { id, api, admin, load: () => loadSample(api, { id, state: 'FL', time_zone: 'America/New_York' }) }
}

const counts = async (company: string): Promise<Record<string, number>> => {
  const [row] = await db()<Record<string, number>[]>`select
    (select count(*)::int from public.customers where company_id = ${company} and deleted_at is null) as customers,
    (select count(*)::int from public.customer_locations where company_id = ${company} and deleted_at is null) as locations,
    (select count(*)::int from public.devices where company_id = ${company} and deleted_at is null) as devices,
    (select count(*)::int from public.company_districts where company_id = ${company}) as districts`
  return row ?? {}
}
const NOTHING = { customers: 0, locations: 0, devices: 0, districts: 0 }

test('comes whole, everybody in it is called a sample, and goes whole', { timeout: 60_000 }, async () => {
  const { id, api, load } = await begun()
  expect(await load()).toMatchObject({ ok: true })
  expect(await counts(id)).toEqual({ customers: 4, locations: 4, devices: 10, districts: 1 })
  const named = await db()`select 1 from public.customers where company_id = ${id} and name not like '%(sample)'`
  expect(named).toEqual([])
  const summary = await readToday(api)
  expect(summary.sample).toBe(true)
  expect(summary.devices.overdue).toBe(2)
  expect(summary.first_run?.assemblies, 'sample data is not the company’s own').toBe(false)
  expect(await load()).toMatchObject({ ok: false, code: 'sample_not_empty' })
  expect(await removeSample(api)).toMatchObject({ ok: true })
  expect(await counts(id)).toEqual(NOTHING)
  expect((await readToday(api)).sample).toBe(false)
  // And once more, on the same day.
  expect(await load()).toMatchObject({ ok: true })
  expect((await counts(id)).devices).toBe(10)
})

test('what is real stays when it goes, and real work on it keeps it', { timeout: 60_000 }, async () => {
  const { id, api, load } = await begun()
  await load()
  const [own] = await db()<
    { id: string }[]
  >`insert into public.customers (company_id, name, match_key) values (${id}, 'Real Laundry', 'real laundry') returning id`
  expect(await removeSample(api)).toMatchObject({ ok: true })
  expect(await counts(id)).toEqual({ ...NOTHING, customers: 1 })
  expect(await load()).toMatchObject({ ok: true })
  const [site] = await db()<{ id: string; customer_id: string }[]>`
    select id, customer_id from public.customer_locations where company_id = ${id} limit 1`
  await db()`insert into public.devices (company_id, location_id, type, serial, match_key) values (${id}, ${site?.id ?? ''}, 'RP', 'REAL-1', 'real1')`
  expect((await readToday(api)).first_run?.assemblies).toBe(true)
  const before = await counts(id)
  expect(await removeSample(api)).toMatchObject({ ok: false, code: 'import_has_successors' })
  expect(await counts(id)).toEqual(before)
  expect(own?.id).toBeDefined()
})

test('never into a company that has assemblies, and only by who may import', { timeout: 60_000 }, async () => {
  const { id, admin, load } = await begun()
  const { user } = await join(admin, 'technician')
  const technician = client(user.token)
  const company = { id, state: 'FL', time_zone: 'America/New_York' }
  await expect(
    loadSample(technician, company).then((result) => {
      if (!result.ok) throw new Error(result.code)
    }),
  ).rejects.toThrow()
  expect(await counts(id)).toEqual(NOTHING)
  await load()
  await removeSample(technician)
  expect((await counts(id)).devices).toBe(10)
})

test('its name in the database is the name of the sheet, whose dates lie around today', () => {
  expect(source('supabase/migrations/0134_today.sql')).toContain(`i.file_name = '${SAMPLE_FILE}' and i.state`)
  expect(sampleSheet('2028-02-29', 'TX')).toContain('SAMPLE-07,,Yes,3/3/2027,3/3/2028')
})
