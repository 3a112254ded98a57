import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

/** A stand-in that speaks Mapbox's wire format, badly when told to. */
const asked: URL[] = []
let answer: { status: number; body: string; headers?: Record<string, string> }
const server = createServer((request, response) => {
  asked.push(new URL(request.url ?? '', 'http://mapbox.example'))
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.body)
})

const feature = (type: string, confidence = 'exact') => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [-80.05, 26.71] },
  properties: { feature_type: type, match_code: { confidence } },
})
const says = (body: unknown, status = 200, headers = {}) => {
  answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body), headers }
}
const DOCK = { line1: '12 Dock St', city: 'West Palm Beach', state: 'FL', zip: '33401-1234' }

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const variables = {
    APP_ORIGIN: 'https://flow.example',
    SUPABASE_URL: 'https://x.supabase.co',
    SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
    SUPABASE_SECRET_KEY: 'sb_secret_x',
    CRON_SECRET: 'c'.repeat(16),
    FLOWTRACK_SIGNING_SECRET: 's'.repeat(32),
    MAPBOX_TOKEN: 'sk.secret-token',
    MAPBOX_BASE_URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
  }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await new Promise((done) => server.close(done))
})
beforeEach(() => {
  asked.length = 0
})

test('an address is asked for in its parts, so that the answer may be kept', async () => {
  const { findAddress } = await import('./mapbox.ts')
  says({ type: 'FeatureCollection', features: [feature('address')] })
  expect(await findAddress(DOCK)).toEqual({ latitude: 26.71, longitude: -80.05, precision: 'address' })
  expect(asked[0]?.pathname).toBe('/search/geocode/v6/forward')
  expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
    address_line1: '12 Dock St',
    place: 'West Palm Beach',
    region: 'FL',
    postcode: '33401',
    permanent: 'true',
    access_token: 'sk.secret-token',
  })
})

test('how exactly it was found is said; a guess, a country and a refusal are nothing found', async () => {
  const { findAddress } = await import('./mapbox.ts')
  for (const [type, precision] of [
    ['street', 'street'],
    ['postcode', 'zip'],
    ['place', 'city'],
  ] as const) {
    says({ features: [feature(type)] })
    expect(await findAddress(DOCK)).toMatchObject({ precision })
  }
  for (const body of [
    { features: [] },
    { features: [feature('address', 'low')] },
    { features: [feature('country')] },
  ]) {
    says(body)
    expect(await findAddress(DOCK)).toEqual({})
  }
  says({ message: 'Query too long' }, 422)
  expect(await findAddress(DOCK)).toEqual({})
})

test('trouble is a fault that says when to come back, and never the address or the token', async () => {
  const { findAddress, MapboxFault } = await import('./mapbox.ts')
  const fault = async () => {
    const error: unknown = await findAddress(DOCK).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(MapboxFault)
    expect(String(error)).not.toMatch(/Dock|secret/)
    return error instanceof MapboxFault ? error.seconds : -1
  }
  says({}, 429, { 'retry-after': '42' })
  expect(await fault()).toBe(42)
  says({}, 429, { 'retry-after': new Date(Date.now() + 90_000).toUTCString() })
  expect(await fault()).toBeGreaterThan(80)
  says({}, 503, { 'retry-after': 'soon' })
  expect(await fault()).toBe(0)
  for (const garbage of ['<html>', '[]', '{"features":[{"geometry":null}]}', '{"features":[{}]}', 'null', '']) {
    says(garbage)
    expect(await fault(), garbage).toBe(0)
  }
  says({ features: [{ ...feature('address'), geometry: { coordinates: [999, 12] } }] })
  expect(await fault()).toBe(0)
  says('', 302, { location: 'http://127.0.0.1:1/' })
  expect(await fault()).toBe(0)
})

test('drive times come as minutes; what is no square of numbers is no answer', async () => {
  const { driveMinutes } = await import('./mapbox.ts')
  const places = [
    { latitude: 26.7, longitude: -80.1 },
    { latitude: 26.8, longitude: -80.2 },
  ]
  says({
    durations: [
      [0, 600],
      [660, 0],
    ],
  })
  expect(await driveMinutes(places)).toEqual([
    [0, 10],
    [11, 0],
  ])
  expect(decodeURIComponent(asked[0]?.pathname ?? '')).toBe(
    '/directions-matrix/v1/mapbox/driving/-80.1,26.7;-80.2,26.8',
  )
  for (const body of [
    {
      durations: [
        [0, null],
        [1, 0],
      ],
    },
    { durations: [[0]] },
    { code: 'NoRoute' },
  ]) {
    says(body)
    expect(await driveMinutes(places)).toBeNull()
  }
})
