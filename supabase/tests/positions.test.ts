import { randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runJobs, TryLater } from '../../lib/jobs/run-jobs.ts'
import { findPositions } from '../../lib/positions/find-positions.ts'
import { server } from './erasure-world.ts'
import { db, rest, stack, type TestUser } from './harness.ts'
import { codeOf, foundCompany, join } from './people-cast.ts'
import { PROOF } from './proof.ts'

/** Where sites are: placed by ZIP code at once, asked for once per address, moved by hand, and never lost to a provider in trouble. */

let asked: string[] = []
let refuse: ((response: ServerResponse, line1: string) => void) | null = null
/** Mapbox as far as it is asked here: every address but 'Nowhere' is found, each at its own place. */
const mapbox = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://mapbox.example')
  const line1 = url.searchParams.get('address_line1') ?? ''
  asked.push(`${line1} ${url.searchParams.get('postcode') ?? ''}`)
  const answer = refuse
  setTimeout(() => {
    if (answer !== null) return answer(response, line1)
    const features = line1.includes('Nowhere')
      ? []
      : [
          {
            geometry: { coordinates: [-80 - (asked.length % 100) / 1000, 26.5] },
            properties: { feature_type: 'address', match_code: { confidence: 'exact' } },
          },
        ]
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ features }))
  }, 5)
})

let company: { id: string; admin: TestUser }
let tess: TestUser
let customer: string

beforeAll(async () => {
  await new Promise<void>((done) => mapbox.listen(0, '127.0.0.1', done))
  const address = mapbox.address()
  Object.assign(process.env, {
    APP_ORIGIN: stack().siteUrl,
    SUPABASE_URL: stack().apiUrl,
    SUPABASE_PUBLISHABLE_KEY: stack().publishableKey,
    SUPABASE_SECRET_KEY: stack().secretKey,
    CRON_SECRET: randomUUID(),
    FLOWTRACK_SIGNING_SECRET: randomUUID(),
    MAPBOX_TOKEN: 'sk.test',
    MAPBOX_BASE_URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
  })
  company = await foundCompany('Positions Backflow')
  tess = (await join(company.admin, 'technician')).user
})
afterAll(() => new Promise((done) => mapbox.close(done)))
beforeEach(async () => {
  asked = []
  refuse = null
  customer = randomUUID()
  await db()`delete from public.customer_locations where company_id = ${company.id}`
  await db()`delete from private.addresses where company_id = ${company.id}`
  await db()`delete from private.jobs where kind = 'find_positions'`
  await db()`insert into public.customers (company_id, id, name, match_key) values (${company.id}, ${customer}, 'Dock Street', ${customer})`
})

async function site(
  line1: string,
  zip: string | null = '33401',
  city: string | null = 'West Palm Beach',
): Promise<string> {
  const id = randomUUID()
  await db()`insert into public.customer_locations (company_id, id, customer_id, line1, city, state, zip, match_key)
    values (${company.id}, ${id}, ${customer}, ${line1}, ${city}, 'FL', ${zip}, ${id})`
  return id
}

type Position = {
  latitude: string | null
  longitude: string | null
  position_precision: string | null
  position_at: Date | null
}
async function positionOf(id: string): Promise<Position> {
  const [row] = await db()<Position[]>`
    select latitude, longitude, position_precision, position_at from public.customer_locations where company_id = ${company.id} and id = ${id}`
  if (row === undefined) throw new Error('no such site')
  return row
}

const job = (ask: boolean) => ({
  id: randomUUID(),
  companyId: company.id,
  originator: null,
  payload: { ask },
  attempts: 1,
})
/** The job slice by slice, as the worker does it. */
async function work(ask = true): Promise<void> {
  for (let slice = 0; slice < 200; slice += 1) if ('done' in (await findPositions(server(), job(ask)))) return
  throw new Error('the job never ends')
}
/** The part of it that asks nobody: each address at its ZIP code. */
async function place(): Promise<void> {
  for (let slice = 0; slice < 20; slice += 1) {
    const outcome = await findPositions(server(), job(false))
    if ('again' in outcome && JSON.stringify(outcome.again) === '{"ask":true}') return
  }
  throw new Error('the job never ends')
}
const waitingJobs = async () =>
  (
    await db()`select 1 from private.jobs where company_id = ${company.id} and kind = 'find_positions' and done_at is null and failed_at is null`
  ).length
/** The clock of the leases, moved on. */
const leasesEnd = () => db()`update private.addresses set lease_until = null where company_id = ${company.id}`

describe('finding', () => {
  test('a new site is at its ZIP code at once and then where its address is; the worker does both by itself', async () => {
    const id = await site('12 Dock St')
    expect(await waitingJobs()).toBe(1)
    await place()
    expect(await positionOf(id)).toMatchObject({ position_precision: 'zip' })
    expect(Number((await positionOf(id)).latitude)).toBeCloseTo(26.7, 0)
    expect(asked).toEqual([])
    await runJobs({ milliseconds: 20_000, kinds: ['find_positions'] })
    expect(await positionOf(id)).toMatchObject({ position_precision: 'address', latitude: '26.50000' })
    expect(asked).toEqual(['12 Dock St 33401'])
    expect(await waitingJobs()).toBe(0)
  })

  test('being found is no work on the site: an import that brought it can still be taken back, until a hand moves the pin', async () => {
    const id = await site('14 Dock St')
    const changedAt = async () =>
      (
        await db()`select updated_at::text as at from public.customer_locations where company_id = ${company.id} and id = ${id}`
      )[0]?.at
    const before = await changedAt()
    await work()
    expect((await positionOf(id)).position_precision).toBe('address')
    expect(await changedAt()).toBe(before)
    await rest(company.admin.token).rpc('move_pin', { p_location_id: id, p_latitude: 26.7, p_longitude: -80.1 })
    expect(await changedAt()).not.toBe(before)
  })

  test('one address is asked for once, however it is written, however many sites stand there and however many workers ask', async () => {
    const count = PROOF ? 400 : 40
    const ids = await Promise.all([
      ...Array.from({ length: count }, (_, index) => site(`${index % (count / 4)} Dock St`)),
      site('0 DOCK  ST.', '33401-9999'),
    ])
    await Promise.all(Array.from({ length: 6 }, () => work()))
    const once = new Set(asked.map((words) => words.toLowerCase().replace(/[^a-z0-9]+/g, ' ')))
    expect(asked.length).toBe(count / 4)
    expect(once.size).toBe(count / 4)
    for (const id of ids) expect((await positionOf(id)).position_precision).toBe('address')
    expect((await positionOf(ids[0] ?? '')).longitude).toBe((await positionOf(ids.at(-1) ?? '')).longitude)
    const late = await site('1 dock st')
    await work()
    expect((await positionOf(late)).position_precision).toBe('address')
    expect(asked.length).toBe(count / 4)
  })

  test('what is not found stays at its ZIP code, else in its city, else nowhere, and is not asked again', async () => {
    const [zip, city, nowhere] = [
      await site('1 Nowhere'),
      await site('2 Nowhere', null),
      await site('3 Nowhere', null, 'Atlantis'),
    ]
    await place()
    await work()
    await work()
    expect(asked.length).toBe(3)
    expect((await positionOf(zip)).position_precision).toBe('zip')
    expect((await positionOf(city)).position_precision).toBe('city')
    expect(await positionOf(nowhere)).toMatchObject({ latitude: null, position_precision: null })
    expect((await positionOf(nowhere)).position_at).not.toBeNull()
  })

  test('a provider that times out, answers 429 or garbage loses nothing: what it answered is kept, the rest waits', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => site(`${index} Quay St`)))
    await place()
    refuse = (response) => void response.writeHead(429, { 'retry-after': '77' }).end('{}')
    const later: unknown = await findPositions(server(), job(true)).catch((error: unknown) => error)
    expect(later).toMatchObject({ name: 'TryLater', seconds: 77 })
    expect(later).toBeInstanceOf(TryLater)
    refuse = (response) => void response.end('<html>busy</html>')
    await expect(findPositions(server(), job(true))).rejects.toThrow('no JSON')
    refuse = (response) => void response.destroy()
    await expect(findPositions(server(), job(true))).rejects.toThrow('no answer')
    for (const id of ids) expect((await positionOf(id)).position_precision).toBe('zip')
    refuse = null
    asked = []
    await work()
    expect(asked.length).toBe(12)
    for (const id of ids) expect((await positionOf(id)).position_precision).toBe('address')
  })

  test('a job in trouble waits at least as long as the provider asks, and takes itself up again', async () => {
    await site('1 Pier St')
    refuse = (response) => void response.writeHead(429, { 'retry-after': '600' }).end('{}')
    await runJobs({ milliseconds: 20_000, kinds: ['find_positions'] })
    const [waits] = await db()<{ seconds: number }[]>`
      select extract(epoch from run_after - now())::int as seconds from private.jobs where company_id = ${company.id} and kind = 'find_positions'`
    expect(waits?.seconds).toBeGreaterThan(590)
    refuse = null
    await db()`update private.jobs set run_after = now() where company_id = ${company.id}`
    await runJobs({ milliseconds: 20_000, kinds: ['find_positions'] })
    expect(await waitingJobs()).toBe(0)
  })

  test('an address that fails each time holds nobody up and is given up after five times; a worker that dies is followed', async () => {
    const [bad, good] = [await site('13 Bad St'), await site('14 Good St')]
    await place()
    const answer = (response: ServerResponse, line1: string) => {
      if (line1.startsWith('13 Bad')) return void response.end('garbage')
      response.end(
        JSON.stringify({
          features: [{ geometry: { coordinates: [-80, 26] }, properties: { feature_type: 'address' } }],
        }),
      )
    }
    for (let round = 0; round < 8; round += 1) {
      refuse = answer
      await findPositions(server(), job(true)).catch(() => undefined)
    }
    expect((await positionOf(good)).position_precision).toBe('address')
    expect(asked.filter((line) => line.startsWith('13 Bad')).length).toBeLessThanOrEqual(5)
    expect((await positionOf(bad)).position_precision).toBe('zip')
    refuse = null
    const left = await site('15 Left St')
    await server().rpc('claim_addresses', { p_company_id: company.id, p_ask: true, p_limit: 20 })
    await work()
    expect(asked.some((line) => line.startsWith('15 Left'))).toBe(false)
    await leasesEnd()
    await work()
    expect((await positionOf(left)).position_precision).toBe('address')
  })
})

describe('by hand', () => {
  const move = (
    who: TestUser,
    id: string,
    place: Record<string, number> = { p_latitude: 26.123, p_longitude: -80.456 },
  ) => rest(who.token).rpc('move_pin', { p_location_id: id, ...place })

  test('a pin moved by hand stays whatever is found later, until the address changes', async () => {
    const id = await site('12 Dock St')
    await work()
    expect((await move(company.admin, id)).status).toBe(204)
    await db()`update private.addresses set asked_at = null, attempts = 0 where company_id = ${company.id}`
    await work()
    expect(await positionOf(id)).toMatchObject({
      position_precision: 'by_hand',
      latitude: '26.12300',
      longitude: '-80.45600',
    })
    const api = rest(company.admin.token)
    expect((await api.patch(`customer_locations?id=eq.${id}`, { line1: '12 DOCK ST.', line2: 'Suite 4' })).status).toBe(
      204,
    )
    expect((await positionOf(id)).position_precision).toBe('by_hand')
    asked = []
    expect((await api.patch(`customer_locations?id=eq.${id}`, { line1: '14 Dock St' })).status).toBe(204)
    expect(await positionOf(id)).toMatchObject({ position_precision: null, position_at: null })
    expect(await waitingJobs()).toBeGreaterThan(0)
    await work()
    expect((await positionOf(id)).position_precision).toBe('address')
    expect(asked).toEqual(['14 Dock St 33401'])
  })

  test('it can be put back where the address was found', async () => {
    const id = await site('12 Dock St')
    await work()
    const found = await positionOf(id)
    await move(company.admin, id)
    expect((await move(company.admin, id, {})).status).toBe(204)
    expect(await positionOf(id)).toEqual(found)
  })

  test('only the office moves pins, to a place on the map, and the log says so', async () => {
    const id = await site('12 Dock St')
    expect(codeOf(await move(tess, id))).toBe('not_allowed')
    const nowhere: Record<string, number>[] = [
      { p_latitude: 91, p_longitude: 0 },
      { p_latitude: 0, p_longitude: 181 },
      { p_latitude: 1 },
    ]
    for (const place of nowhere) expect(codeOf(await move(company.admin, id, place))).toBe('no_place')
    expect(codeOf(await move(company.admin, randomUUID()))).toBe('not_found')
    expect((await move(company.admin, id)).status).toBe(204)
    const [entry] =
      await db()`select action, noun, facts from public.audit_log where company_id = ${company.id} order by seq desc limit 1`
    expect(entry).toMatchObject({ action: 'changed', noun: 'customer_locations' })
    const patch = await rest(company.admin.token).patch(`customer_locations?id=eq.${id}`, { latitude: 1, longitude: 1 })
    expect(patch.status).toBe(403)
  })
})

test('what is kept of an address goes when nobody stands there any more, and the address of a forgotten customer is not asked for', async () => {
  const [id, twin] = [await site('12 Dock St'), await site('12 Dock St')]
  await work()
  const kept = async () => (await db()`select 1 from private.addresses where company_id = ${company.id}`).length
  expect(await kept()).toBe(1)
  await db()`update public.customer_locations set line1 = '1 Elsewhere' where company_id = ${company.id} and id = ${id}`
  expect(await kept()).toBe(1)
  await db()`delete from public.customer_locations where company_id = ${company.id} and id = ${twin}`
  expect(await kept()).toBe(0)
  await db()`insert into public.privacy_requests (company_id, kind, requester_name, requester_contact, customer_id, received_on, restricted_at, created_by)
    select ${company.id}, 'deletion', 'Ann', 'ann@example.com', ${customer}, current_date, now(), p.id from public.profiles p where p.company_id = ${company.id} limit 1`
  asked = []
  await place()
  await work()
  expect(asked).toEqual([])
  expect(await positionOf(id)).toMatchObject({ latitude: null, position_at: null })
  await db()`delete from public.privacy_requests where company_id = ${company.id}`
})

test('the night takes up what was never answered, and nothing else', async () => {
  await site('12 Dock St')
  await work()
  await db()`delete from private.jobs where company_id = ${company.id}`
  await server().rpc('queue_all_positions')
  expect(await waitingJobs()).toBe(0)
  await db()`update private.addresses set asked_at = null, attempts = 5 where company_id = ${company.id}`
  await server().rpc('queue_all_positions')
  await server().rpc('queue_all_positions')
  expect(await waitingJobs()).toBe(1)
  asked = []
  await work()
  expect(asked.length).toBe(1)
})

test('the same address in another company is another one: asked, placed, forgotten and put back apart', async () => {
  const sql = db()
  const other = await foundCompany('Neighbour Backflow')
  const [owner, theirs] = [randomUUID(), randomUUID()]
  await sql`insert into public.customers (company_id, id, name, match_key) values (${other.id}, ${owner}, 'Next Door', ${owner})`
  await sql`insert into public.customer_locations (company_id, id, customer_id, line1, city, state, zip, match_key, latitude, longitude, position_precision, position_at)
    values (${other.id}, ${theirs}, ${owner}, '12 Dock St', 'West Palm Beach', 'FL', '33401', ${theirs}, 1, 2, 'address', now())`
  const keep = (line1: string, zip: string | null, asked: boolean) =>
    sql`insert into private.addresses (company_id, address_key, latitude, longitude, position_precision, placed_at, asked_at, attempts)
      values (${other.id}, private.address_key(${line1}, 'West Palm Beach', 'FL', ${zip}), ${asked ? 1 : null}, ${asked ? 2 : null}, ${asked ? 'address' : null},
        ${asked ? sql`now()` : null}, ${asked ? sql`now()` : null}, 3)`
  await keep('12 Dock St', '33401', true)
  await keep('2 Nowhere', null, false)
  const ofTheirs = async () => [
    await sql`select address_key, latitude, longitude, position_precision, placed_at, attempts, lease_until from private.addresses
      where company_id = ${other.id} order by address_key`,
    await sql`select latitude, longitude, position_at from public.customer_locations where company_id = ${other.id}`,
  ]
  const before = JSON.stringify(await ofTheirs())

  const [dock, city] = [await site('12 Dock St'), await site('2 Nowhere', null)]
  await place()
  await work()
  expect(asked.toSorted((a, b) => a.localeCompare(b))).toEqual(['12 Dock St 33401', '2 Nowhere '])
  expect((await positionOf(dock)).latitude).toBe('26.50000')
  expect((await positionOf(city)).position_precision).toBe('city')
  await work()
  expect(asked.length).toBe(2)

  // The night resets and queues by company.
  await sql`delete from private.jobs where company_id = ${company.id}`
  await sql`update private.addresses set asked_at = now() where company_id = ${other.id}`
  await sql`update private.addresses set asked_at = null where company_id = ${company.id}`
  await server().rpc('queue_all_positions')
  expect(await waitingJobs()).toBe(1)
  expect([...(await sql`select distinct attempts from private.addresses where company_id = ${other.id}`)]).toEqual([
    { attempts: 3 },
  ])
  await sql`delete from private.jobs where company_id = ${company.id}`
  await sql`update private.addresses set asked_at = now() where company_id = ${company.id}`
  await sql`update private.addresses set asked_at = null where company_id = ${other.id} and latitude is null`
  await server().rpc('queue_all_positions')
  expect(await waitingJobs()).toBe(0)
  await sql`update private.addresses set attempts = 3 where company_id = ${other.id}`

  await sql`update public.customer_locations set line1 = '1 Elsewhere' where company_id = ${company.id} and id = ${dock}`
  await sql`update public.customer_locations set line1 = '12 Dock St' where company_id = ${company.id} and id = ${dock}`
  const move = (place: Record<string, number>) =>
    rest(company.admin.token).rpc('move_pin', { p_location_id: dock, ...place })
  expect((await move({ p_latitude: 5, p_longitude: 5 })).status).toBe(204)
  expect((await move({})).status).toBe(204)
  expect((await positionOf(dock)).latitude).toBeNull()
  expect(JSON.stringify(await ofTheirs())).toBe(before)
})
