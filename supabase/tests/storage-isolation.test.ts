import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { client, db, stack } from './harness.ts'
import { figures } from './proof.ts'
import { OUTSIDERS } from './table-sql.ts'
import { pathTricks } from './shared-probes.ts'
import { buildWorld, type Person, type World } from './world.ts'

/** Stored files through the gateway: nobody lists, reads, writes, overwrites, moves, deletes or signs another company's. ASSURANCE T4. */

const SENDERS = figures(OUTSIDERS, ['anonymous', 'rival admin', 'removed admin', 'signed-out admin', 'lapsed admin'])
const bucket = (person: Person) => client(person.user?.token).storage.from('company-files')
const secret = `secret ${randomUUID()}`
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

let world: World
let prey: string
let path: string
let probes = 0

beforeAll(async () => {
  world = await buildWorld()
  prey = world.company('victim').id
  path = `${prey}/photo/${randomUUID()}`
  const stored = await bucket(world.person('victim technician')).upload(path, bytes(secret), {
    contentType: 'text/plain',
  })
  expect(stored.error).toBeNull()
})

const objects = async (): Promise<string> =>
  JSON.stringify(
    await db()`select name, metadata, updated_at, version from storage.objects where name like ${`%${prey}%`} order by name`,
  )

/** Reads by hand what no client library would ask for. */
async function fetched(person: Person, address: string, method = 'GET'): Promise<{ status: number; text: string }> {
  probes += 1
  const headers = {
    apikey: stack().publishableKey,
    ...(person.user ? { authorization: `Bearer ${person.user.token}` } : {}),
  }
  const answer = await fetch(`${stack().apiUrl}/storage/v1/${address}`, { method, headers })
  return { status: answer.status, text: await answer.text() }
}

test('its own people read it, and by a signed address for a while', async () => {
  const own = bucket(world.person('victim office'))
  expect(await (await own.download(path)).data?.text()).toBe(secret)
  const signed = await own.createSignedUrl(path, 30)
  expect(await (await fetch(signed.data?.signedUrl ?? '')).text()).toBe(secret)
})

describe('nobody else', () => {
  test.each(SENDERS.filter((name) => name !== 'victim technician'))('%s', { timeout: 120_000 }, async (name) => {
    const person = world.person(name)
    const storage = bucket(person)
    const own = person.company === null ? undefined : world.company(person.company).id
    const before = await objects()
    const same = async (
      ask: (id: string) => Promise<{ data: unknown; error: { message: string } | null }>,
    ): Promise<void> => {
      probes += 2
      const answers = [await ask(path), await ask(`${prey}/photo/${randomUUID()}`)]
      for (const answer of answers)
        expect(answer.error === null && answer.data !== null && !isEmpty(answer.data), JSON.stringify(answer)).toBe(
          false,
        )
      const [one, other] = answers.map((answer) =>
        `${answer.error?.message ?? ''}`.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>'),
      )
      expect(one).toBe(other)
    }
    await same((id) => storage.download(id))
    await same((id) => storage.createSignedUrl(id, 60))
    await same((id) => storage.info(id))
    await same((id) => storage.remove([id]))
    await same((id) => storage.copy(id, `${own ?? randomUUID()}/photo/${randomUUID()}`))
    await same((id) => storage.move(id, `${own ?? randomUUID()}/photo/${randomUUID()}`))
    await same((id) => storage.update(id, bytes('x')))
    await same((id) => storage.upload(id, bytes('x'), { upsert: true }))
    for (const folder of ['', prey, `${prey}/photo`, `${prey}/`, `/${prey}`, `../${prey}`, prey.toUpperCase()]) {
      probes += 1
      const listed = await storage.list(folder)
      expect(JSON.stringify(listed.data ?? []), folder).not.toContain(prey)
      expect(JSON.stringify(listed.data ?? [])).not.toContain(path.split('/').at(-1))
    }
    for (const trick of pathTricks(prey, own)) {
      probes += 2
      expect((await storage.upload(trick, bytes('x'))).error, trick).not.toBeNull()
      expect((await storage.createSignedUploadUrl(trick)).error, trick).not.toBeNull()
    }
    for (const spelled of spellings(own ?? randomUUID())) {
      for (const door of [
        'object',
        'object/authenticated',
        'object/public',
        'object/info',
        'object/sign',
        'render/image/authenticated',
      ]) {
        const answer = await fetched(person, `${door}/company-files/${spelled}`)
        expect(answer.status, `${door} ${spelled} ${answer.text.slice(0, 100)}`).toBeGreaterThanOrEqual(400)
        expect(answer.text).not.toContain(secret)
      }
      expect((await fetched(person, `object/company-files/${spelled}`, 'DELETE')).status).toBeGreaterThanOrEqual(400)
    }
    expect(await objects()).toBe(before)
  })

  /** Ways to write the prey's path so that a careless check would take it for one's own. */
  function spellings(own: string): string[] {
    const [, kind, id] = path.split('/')
    return [
      path,
      `${own}/..%2f${path}`,
      `${own}%2f..%2f${path}`,
      `%2e%2e/${path}`,
      path.toUpperCase(),
      `${prey.toUpperCase()}/${kind}/${id}`,
      `${prey}//${kind}/${id}`,
      encodeURIComponent(path),
      `${path}%20`,
    ]
  }

  test('an address that was signed for one file opens no other, and not for ever', async () => {
    const signed = (await bucket(world.person('victim office')).createSignedUrl(path, 1)).data?.signedUrl ?? ''
    const other = signed.replace(path, `${prey}/signature/${randomUUID()}`)
    probes += 3
    expect((await fetch(other)).status).toBeGreaterThanOrEqual(400)
    expect((await fetch(`${signed.slice(0, -6)}AAAAAA`)).status).toBeGreaterThanOrEqual(400)
    await new Promise((done) => setTimeout(done, 2100))
    expect((await fetch(signed)).status).toBeGreaterThanOrEqual(400)
  })

  test('buckets are nobody’s to make, list or change', async () => {
    for (const name of SENDERS) {
      const storage = client(world.person(name).user?.token).storage
      probes += 4
      const found = [
        await storage.createBucket(`own-${randomUUID()}`),
        await storage.updateBucket('company-files', { public: true }),
        await storage.emptyBucket('company-files'),
        await storage.deleteBucket('company-files'),
      ]
      expect(
        found.map((answer) => answer.error === null),
        name,
      ).toEqual([false, false, false, false])
    }
    const [row] = await db()<
      { n: number; public: boolean }[]
    >`select count(*)::int as n, bool_or(public) as public from storage.buckets`
    expect(row).toEqual({ n: 1, public: false })
  })

  test('enough was tried', () => {
    console.log(`${probes} probes of stored files`)
    expect(probes).toBeGreaterThanOrEqual(500)
  })
})

const isEmpty = (data: unknown): boolean => (Array.isArray(data) ? data.length === 0 : false)
