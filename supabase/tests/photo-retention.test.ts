import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { expirePhotos } from '../../lib/files/expire-photos.ts'
import { ago, server } from './erasure-world.ts'
import { client, db, rest, stack } from './harness.ts'
import { buildWorld, type Company, idOf, type World } from './world.ts'

/** PRODUCT 8: photos of visits go after the days a company sets; what belongs to an assembly or a signed record stays. */

const DAY = 86_400_000
const DAYS = 30
let world: World
let company: Company
beforeAll(async () => {
  Object.assign(process.env, {
    APP_ORIGIN: stack().siteUrl,
    SUPABASE_URL: stack().apiUrl,
    SUPABASE_PUBLISHABLE_KEY: stack().publishableKey,
    SUPABASE_SECRET_KEY: stack().secretKey,
    CRON_SECRET: randomUUID(),
    FLOWTRACK_SIGNING_SECRET: randomUUID(),
  })
  world = await buildWorld()
  company = world.company('rival')
  await db()`update public.company_settings set photo_days = ${DAYS} where company_id = ${company.id}`
})
beforeEach(async () => {
  await db()`update public.companies set subscription_status = 'active', deletion_clock_starts_at = null where id = ${company.id}`
})

type How = { age: number; record?: string | null; takenOff?: number; shown?: boolean }

/** A photo stored so long ago, with its object and, unless told otherwise, a row that shows it on a visit. */
async function photo({ age, record = null, takenOff, shown = true }: How): Promise<string> {
  const id = randomUUID()
  const path = `${company.id}/photo/${id}`
  const stored = await client(world.person('rival technician').user?.token)
    .storage.from('company-files')
    .upload(path, Buffer.from(`photo ${id}`), { contentType: 'image/jpeg' })
  if (stored.error !== null) throw stored.error
  await db()`insert into public.files (company_id, id, kind, path, content_type, size_bytes, sha256, created_at)
    values (${company.id}, ${id}, 'photo', ${path}, 'image/jpeg', 42, ${'a'.repeat(64)}, ${ago(age)})`
  if (shown)
    await db()`insert into public.device_photos (company_id, device_id, file_id, test_record_id, created_at, deleted_at)
      values (${company.id}, ${idOf(company, 'devices')}, ${id}, ${record}, ${ago(age)}, ${takenOff === undefined ? null : ago(takenOff)})`
  return id
}

const job = () => ({
  id: randomUUID(),
  companyId: company.id,
  originator: null,
  payload: { company_id: company.id },
  attempts: 1,
})
async function expire(admin = server()): Promise<void> {
  for (;;) if ('done' in (await expirePhotos(admin, job()))) return
}

/** Of these files: whose row is left, and whose object. */
async function remaining(ids: string[]): Promise<{ rows: string[]; objects: string[] }> {
  const rows = await db()<
    { id: string }[]
  >`select id from public.files where id = any (${ids}) order by array_position(${ids}::uuid[], id)`
  const objects = await db()<{ id: string }[]>`
    select split_part(name, '/', 3) as id from storage.objects where name like ${`${company.id}/photo/%`} and split_part(name, '/', 3) = any (${ids})
    order by array_position(${ids}, split_part(name, '/', 3))`
  return { rows: rows.map((row) => row.id), objects: objects.map((row) => row.id) }
}

test('a photo goes on the day its days are over, and not a minute before; a signed record and an assembly keep theirs', async () => {
  const [signed] = await db()<
    { id: string }[]
  >`select id from public.test_records where company_id = ${company.id} and signed_at is not null limit 1`
  const [draft] = await db()<
    { id: string }[]
  >`select id from public.test_records where company_id = ${company.id} and signed_at is null limit 1`
  const stays = [
    await photo({ age: DAYS * DAY - 60_000 }),
    await photo({ age: 400 * DAY, record: signed?.id ?? null }),
    await photo({ age: 400 * DAY, record: signed?.id ?? null, takenOff: 300 * DAY }),
    await photo({ age: 400 * DAY, shown: false }),
    await photo({ age: 400 * DAY, takenOff: DAY }),
  ]
  await db()`update public.devices set photo_file_id = ${stays[3] ?? null} where company_id = ${company.id} and id = ${idOf(company, 'devices')}`
  const goes = [
    await photo({ age: DAYS * DAY }),
    await photo({ age: 400 * DAY, record: draft?.id ?? null }),
    await photo({ age: 400 * DAY, shown: false }),
    await photo({ age: 400 * DAY, takenOff: DAYS * DAY }),
  ]
  const entries = () => db()<{ row_count: number }[]>`
    select row_count from public.audit_log where company_id = ${company.id} and action = 'expired'`
  const before = (await entries()).length
  await expire()
  expect(await remaining([...stays, ...goes])).toEqual({ rows: stays, objects: stays })
  expect((await entries()).slice(before).map((entry) => entry.row_count)).toEqual([goes.length])
  await expire()
  expect(await entries()).toHaveLength(before + 1)
})

test('a run killed between rows and objects is finished by the next, and a storage that fails is tried again', async () => {
  const ids = [await photo({ age: 100 * DAY }), await photo({ age: 100 * DAY })]
  const real = server()
  const broken = Object.create(real, {
    storage: { value: { from: () => ({ remove: async () => ({ data: null, error: new Error('storage is down') }) }) } },
  })
  await expect(expire(broken)).rejects.toThrow('storage is down')
  expect(await remaining(ids)).toEqual({ rows: [], objects: ids })
  // The day after asks for it again, though no row is due any more.
  await db()`select private.begin_retention_run('2032-03-04')`
  const [queued] = await db()`select 1 from private.jobs where dedupe_key = ${`expire_photos:${company.id}:2032-03-04`}`
  expect(queued).toBeDefined()
  await expire()
  expect(await remaining(ids)).toEqual({ rows: [], objects: [] })
  await db()`select private.begin_retention_run('2032-03-05')`
  expect(await db()`select 1 from private.jobs where dedupe_key = ${`expire_photos:${company.id}:2032-03-05`}`).toEqual(
    [],
  )
})

test('a photo that anything else points at stays', async () => {
  const id = await photo({ age: 100 * DAY })
  await db()`update public.tester_licences set file_id = ${id} where company_id = ${company.id}`
  await expire()
  expect((await remaining([id])).rows).toEqual([id])
  await db()`update public.tester_licences set file_id = null where company_id = ${company.id}`
  await expire()
  expect((await remaining([id])).rows).toEqual([])
})

test('in grace and on hold nothing goes; who comes back has lost nothing', async () => {
  const id = await photo({ age: 100 * DAY })
  await db()`update public.companies set subscription_status = 'canceled', deletion_clock_starts_at = ${ago(DAY)} where id = ${company.id}`
  await expire()
  expect(await remaining([id])).toEqual({ rows: [id], objects: [id] })
  await db()`update public.companies set subscription_status = 'active', deletion_clock_starts_at = null where id = ${company.id}`
  await db()`insert into private.company_holds (company_id, reason) values (${company.id}, 'Court order 12 of 2026')`
  await expire()
  expect((await remaining([id])).rows).toEqual([id])
  await db()`delete from private.company_holds where company_id = ${company.id}`
  await expire()
  expect(await remaining([id])).toEqual({ rows: [], objects: [] })
})

test('the setting takes 7 to 365 days, from an admin of the company', async () => {
  const set = async (name: string, days: number) =>
    (
      await rest(world.person(name).user?.token).patch(
        `company_settings?company_id=eq.${company.id}`,
        { photo_days: days },
        { prefer: 'return=representation' },
      )
    ).body
  expect(await set('rival admin', 7)).toHaveLength(1)
  expect(await set('rival admin', 365)).toHaveLength(1)
  expect(await set('rival admin', 6)).toMatchObject({ code: '23514' })
  expect(await set('rival admin', 366)).toMatchObject({ code: '23514' })
  expect(await set('rival office', 90)).toEqual([])
  const fresh = await db()<
    { photo_days: number }[]
  >`select photo_days from public.company_settings where company_id = ${world.company('twin').id}`
  expect(fresh.map((row) => row.photo_days)).toEqual([90])
})
