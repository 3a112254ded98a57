import { randomUUID } from 'node:crypto'
import { readFileSync, mkdtempSync, chmodSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { signingKey } from '../../lib/export/manifest.ts'
import { DEMO_COMPANIES, DEMO_PASSWORD } from '../local/seed-companies.ts'
import { freePorts } from '../local/ports.ts'
import { deletePostgresData } from '../local/postgres-home.ts'
import { seedDemo } from '../local/seed.ts'
import { type Stack, startStack } from '../local/stack.ts'
import {
  asPerson,
  asServer,
  bring,
  comparable,
  exportTo,
  FOREIGN_KEY,
  KEY,
  newPath,
  pack,
  type Place,
  repack,
  rowsIn,
  unpack,
} from './archive-world.ts'
import { close, fingerprint, sweep } from './erasure-world.ts'
import { db, rest, stack } from './harness.ts'
import { figures } from './proof.ts'
import { codeOf, foundCompany, join as joinCompany } from './people-cast.ts'
import { buildWorld, COMPANIES, type World } from './world.ts'

/** The way back of an export: PRODUCT 3, ASSURANCE T9. */

let world: World
let here: Place
/** An archive of the rival company, which still lives here. */
let archive: string

beforeAll(async () => {
  world = await buildWorld()
  here = stack()
  archive = await exportTo(here, world.person('rival admin').user?.token ?? '')
})

type Noted = { action: string; facts: Record<string, unknown> }
const noted = (companyId: string): Promise<Noted[]> =>
  db()<
    Noted[]
  >`select action, facts from public.audit_log where company_id = ${companyId} and noun = 'archives' order by seq`

async function chainIsWhole(companyId: string): Promise<boolean | undefined> {
  const [row] = await db()<{ whole: boolean }[]>`select private.audit_chain_is_whole(${companyId}) as whole`
  return row?.whole
}

/** What is in the second export must be what was in the first, and what the account held before. */
async function expectIdentical(first: string, own: string, second: string, sourceId: string, targetId: string) {
  const [before, mine, after] = await Promise.all([unpack(first), unpack(own), unpack(second)])
  const manifest: { tables: { name: string; columns: string[] }[] } = JSON.parse(before.get('manifest.json') ?? '')
  const again: typeof manifest = JSON.parse(after.get('manifest.json') ?? '')
  const shape = (tables: { name: string; columns: string[] }[]) =>
    tables.map(({ name, columns }) => ({ name, columns }))
  expect(shape(again.tables)).toEqual(shape(manifest.tables))
  for (const { name } of manifest.tables) {
    const came = rowsIn(before, name).map((row) => comparable(name, row, sourceId))
    const found = rowsIn(after, name).map((row) => comparable(name, row, targetId))
    if (name === 'audit_log') {
      expect(found.slice(0, came.length), name).toEqual(came)
      continue
    }
    const kept = ['companies', 'company_settings'].includes(name) ? [] : rowsIn(mine, name)
    const expected = [...came, ...kept.map((row) => comparable(name, row, targetId))]
    expect(found.toSorted(), name).toEqual(expected.toSorted())
  }
}

describe('the demo companies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowtrack-demo-'))
  let demo: Stack

  beforeAll(async () => {
    chmodSync(folder, 0o711)
    demo = await startStack({ dataDir: folder, ports: await freePorts(), siteUrl: here.apiUrl, throwaway: true })
    await seedDemo(demo)
  })
  afterAll(async () => {
    await demo.stop()
    await deletePostgresData(join(folder, 'pg'))
    rmSync(folder, { recursive: true, force: true })
  })

  async function signIn(email: string): Promise<string> {
    const { data, error } = await asServer(demo).auth.signInWithPassword({ email, password: DEMO_PASSWORD })
    if (error !== null) throw error
    return data.session.access_token
  }

  /** Gives the customers of a city to a branch and looks there alone: the archive holds everything all the same. */
  async function lookIntoBranch(token: string): Promise<void> {
    const person = asPerson(demo, token)
    const { data: context } = await person.rpc('my_context')
    const id = randomUUID()
    const { company } = z.object({ company: z.object({ id: z.string() }) }).parse(context)
    expect((await person.from('branches').insert({ company_id: company.id, id, name: 'Harbor' })).error).toBeNull()
    const { data: one } = await person
      .from('customer_locations')
      .select('city')
      .not('city', 'is', null)
      .limit(1)
      .single()
    expect((await person.rpc('fill_branch', { p_branch_id: id, p_city: one?.city ?? '' })).data).toBeGreaterThan(0)
    expect((await person.rpc('choose_branch', { p_branch_id: id })).error).toBeNull()
  }

  test.each(figures(DEMO_COMPANIES, DEMO_COMPANIES.slice(1)).map((one) => [one.name, one] as const))(
    '%s comes into another installation and leaves it again with nothing lost',
    async (_name, company) => {
      const admin = company.people.find(({ role }) => role === 'company_admin')
      const token = await signIn(admin?.email ?? '')
      await lookIntoBranch(token)
      const first = await exportTo(demo, token)
      const target = await foundCompany()
      const own = await exportTo(here, target.admin.token)
      const brought = await bring(here, target.admin.token, first)
      expect(brought).toMatchObject({ ok: true, value: { signed: true } })
      const second = await exportTo(here, target.admin.token)
      const { company_id: sourceId }: { company_id: string } = JSON.parse(
        (await unpack(first)).get('manifest.json') ?? '',
      )
      await expectIdentical(first, own, second, sourceId, target.id)
      expect(await chainIsWhole(target.id)).toBe(true)
      const [people] = await db()<{ active: number; former: number; signing_in: number }[]>`
        select count(*) filter (where removed_at is null)::int as active, count(*) filter (where removed_at is not null)::int as former,
          count(user_id)::int as signing_in
        from public.profiles where company_id = ${target.id}`
      expect(people).toEqual({ active: 1, former: company.people.length, signing_in: 1 })
      const [work] = await rest(target.admin.token)
        .get('devices?select=id&limit=1')
        .then(({ body }) => [body])
      expect(work).toHaveLength(1)
      expect(await noted(target.id)).toMatchObject([{ action: 'started archive' }, { action: 'brought archive' }])
    },
  )
})

test('while the company lives here, its archive comes into no other one', async () => {
  const target = await foundCompany()
  const before = await fingerprint(world.company('rival').id)
  expect(await bring(here, target.admin.token, archive)).toMatchObject({ ok: false, code: 'archive_still_in_use' })
  expect(await fingerprint(world.company('rival').id)).toBe(before)
  expect(await noted(target.id)).toMatchObject([
    { action: 'started archive' },
    { action: 'refused archive', facts: { reason: 'archive_still_in_use' } },
  ])
  // Without our signature nobody is looked for, so nobody is found out about either.
  const [stranger] = await foundAndBrought(await repack(archive, FOREIGN_KEY, undefined, { company_id: 'x' }))
  expect(stranger).toMatchObject({ ok: true, value: { signed: false } })
})

async function foundAndBrought(path: string) {
  const target = await foundCompany()
  return [await bring(here, target.admin.token, path), target] as const
}

test('without our signature it is an imported archive: nothing of it is genuine', async () => {
  const [brought, target] = await foundAndBrought(await repack(archive, FOREIGN_KEY))
  expect(brought).toMatchObject({ ok: true, value: { signed: false } })
  const records = await db()<{ origin: string; signed: boolean; locked: boolean }[]>`
    select origin, signed_at is not null or signature_file_id is not null or report_file_id is not null as signed,
      accepted_at is not null as locked
    from public.test_records where company_id = ${target.id}`
  expect(records.length).toBeGreaterThan(0)
  for (const record of records) {
    expect(record.signed).toBe(false)
    if (record.locked) expect(record.origin).toBe('imported')
  }
  const [codes] = await db()<{ n: number }[]>`
    select count(*)::int as n from private.verification_codes where company_id = ${target.id}`
  expect(codes?.n).toBe(0)
  const [trail] = await db()<{ foreign: number }[]>`
    select count(*)::int as foreign from public.audit_log where company_id = ${target.id} and noun not in ('archives', 'companies', 'profiles', 'company_settings')`
  expect(trail?.foreign).toBe(0)
  expect(await chainIsWhole(target.id)).toBe(true)
})

test('after the company was erased its archive comes back, and its printed reports are on file again', async () => {
  const { id, reportCode } = world.company('twin')
  const verdict = async () => (await rest().rpc('verify_report', { p_code: reportCode })).body
  const saved = await exportTo(here, world.person('twin admin').user?.token ?? '')
  const genuine = await verdict()
  await close(id)
  expect(await sweep(id)).toMatchObject({ erased: true })
  expect(await verdict()).toEqual({ status: 'no_longer_on_file' })
  const others = await Promise.all(COMPANIES.map((name) => fingerprint(world.company(name).id)))
  const [unsigned] = await foundAndBrought(await repack(saved, FOREIGN_KEY))
  expect(unsigned).toMatchObject({ ok: true })
  expect(await verdict()).toEqual({ status: 'no_longer_on_file' })
  expect(await Promise.all(COMPANIES.map((name) => fingerprint(world.company(name).id)))).toEqual(others)
  const [brought, target] = await foundAndBrought(saved)
  expect(brought).toMatchObject({ ok: true, value: { signed: true } })
  expect(await verdict()).toEqual(genuine)
  expect(await chainIsWhole(target.id)).toBe(true)
  expect((await foundAndBrought(saved))[0]).toMatchObject({ ok: false, code: 'archive_still_in_use' })
})

describe('what cannot come in says so, and nothing is written', () => {
  const halved = (path: string): string => {
    const to = newPath()
    const bytes = readFileSync(path)
    writeFileSync(to, bytes.subarray(0, bytes.length >> 1))
    return to
  }
  const changed = (path: string, at: number): string => {
    const to = newPath()
    const bytes = readFileSync(path)
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    writeFileSync(to, bytes)
    return to
  }
  const withText = (text: string): string => {
    const to = newPath()
    writeFileSync(to, text)
    return to
  }
  const spoiled = (name: string, change: (text: string) => string) =>
    repack(archive, FOREIGN_KEY, (files) => files.set(name, change(files.get(name) ?? '')))

  test.each<[string, () => Promise<string> | string, string, RegExp]>([
    ['no ZIP', () => withText('id,name\n1,x\n'), 'archive_not_whole', /no whole ZIP archive/],
    ['an empty file', () => withText(''), 'archive_not_whole', /no whole ZIP archive/],
    ['half an archive', () => halved(archive), 'archive_not_whole', /no whole ZIP archive/],
    ['one flipped bit', () => changed(archive, 4000), 'archive_not_whole', /was changed|damaged/],
    ['another ZIP', () => pack(new Map([['letter.txt', 'Dear']])), 'archive_unknown', /no archive of FlowTrack Pro/],
    [
      'another product',
      () => pack(new Map([['manifest.json', '{"version":3,"tables":[]}']])),
      'archive_unknown',
      /no archive of FlowTrack Pro/,
    ],
    [
      'another version',
      () => repack(archive, KEY, undefined, { schema_version: 2 }),
      'archive_not_whole',
      /made by another version/,
    ],
    [
      'a file exchanged',
      async () => {
        const files = await unpack(archive)
        files.set('json/customers.json', (files.get('json/customers.json') ?? '').replace('"name":"', '"name":"x'))
        return pack(files)
      },
      'archive_not_whole',
      /json\/customers\.json has another size/,
    ],
    [
      'a ZIP that grows without end',
      () => repack(archive, KEY, (files) => files.set('csv/customers.csv', ' '.repeat(17 * 1024 * 1024))),
      'archive_not_whole',
      /grow without end/,
    ],
    ['rows that are no rows', () => spoiled('json/customers.json', () => '[\nx\n]\n'), 'archive_does_not_fit', /fit/],
    [
      'two rows in one line',
      () => spoiled('json/customers.json', (text) => text.replace(/^(\{.*)$/m, '$1').replace(/\},?\n\{/, '},{')),
      'archive_does_not_fit',
      /fit/,
    ],
    [
      'a child without its parent',
      () => spoiled('json/customers.json', () => '[\n]\n'),
      'archive_does_not_fit',
      /do not fit together/,
    ],
    [
      'a value no column takes',
      () => spoiled('json/devices.json', (text) => text.replace(/"type":"[A-Z]+"/, '"type":"MAGIC"')),
      'archive_does_not_fit',
      /do not fit together/,
    ],
    [
      'a table nobody knows',
      async () => {
        const { tables }: { tables: object[] } = JSON.parse((await unpack(archive)).get('manifest.json') ?? '')
        const more = { name: 'wells', columns: ['id'], rows: 0, rows_in_database: 0, exact: true }
        return repack(archive, FOREIGN_KEY, (files) => files.set('json/wells.json', '[\n]\n'), {
          tables: [...tables, more] as never,
        })
      },
      'archive_of_another_version',
      /another version/,
    ],
  ])('%s', async (_what, make, code, sentence) => {
    const path = await make()
    const target = await foundCompany()
    const own = await own_(target.id)
    const answer = await bring(here, target.admin.token, path)
    expect(answer).toMatchObject({ ok: false, code })
    expect(answer.ok ? '' : answer.message).toMatch(sentence)
    expect(await own_(target.id)).toEqual(own)
    expect(await noted(target.id)).toMatchObject([
      { action: 'started archive' },
      { action: 'refused archive', facts: { reason: code } },
    ])
    expect(await chainIsWhole(target.id)).toBe(true)
  })

  /** Rows by table, but for the log of the attempt. */
  async function own_(companyId: string): Promise<Record<string, number>> {
    const [row] = await db()<{ found: Record<string, number> }[]>`select private.company_remains(${companyId}) as found`
    return Object.fromEntries(Object.entries(row?.found ?? {}).filter(([name]) => !name.includes('audit')))
  }

  test('a company that is not empty, and a second archive behind the first', async () => {
    const [brought, target] = await foundAndBrought(await repack(archive, FOREIGN_KEY))
    expect(brought.ok).toBe(true)
    expect(await bring(here, target.admin.token, archive)).toMatchObject({ ok: false, code: 'company_not_empty' })
    const used = await foundCompany()
    await db()`insert into public.customers (company_id, name, match_key) values (${used.id}, 'One', 'one')`
    expect(await bring(here, used.admin.token, archive)).toMatchObject({ ok: false, code: 'company_not_empty' })
    expect((await rest(used.admin.token).rpc('my_archive_obstacles')).body).toEqual(['customers'])
  })

  test('somebody who is no admin, or an account that is read-only', async () => {
    const target = await foundCompany()
    const { user } = await joinCompany(target.admin, 'office')
    expect(await bring(here, user.token, archive)).toMatchObject({ ok: false, code: 'not_allowed' })
    await close(target.id, 0)
    expect(await bring(here, target.admin.token, archive)).toMatchObject({ ok: false, code: 'company_read_only' })
    expect(await noted(target.id)).toEqual([])
  })
})

describe('a run', () => {
  const unsigned = signingKey('x'.repeat(40))

  test('that was written answers the same again, and one that was given up is gone', async () => {
    const { id, admin } = await foundCompany()
    const begun = String((await rest(admin.token).rpc('begin_archive')).body)
    const manifest = { company_id: id, tables: [{ name: 'customers', columns: ['id', 'name'], rows: 0 }] }
    const commit = () =>
      asServer(here).rpc('commit_archive', { p_run_id: begun, p_manifest: manifest, p_signed: false })
    const first = await commit()
    expect(first.data).toMatchObject({ signed: false })
    expect((await commit()).data).toEqual(first.data)
    await asServer(here).rpc('refuse_archive', { p_run_id: begun, p_reason: 'late' })
    expect((await commit()).data).toEqual(first.data)
  })

  test('whose server died leaves slices that the next one sweeps away', async () => {
    const { id, admin } = await foundCompany()
    const begin = async () => String((await rest(admin.token).rpc('begin_archive')).body)
    const dead = await begin()
    const stage = (run: string) =>
      asServer(here).rpc('stage_archive', { p_run_id: run, p_table: 'customers', p_slice_no: 0, p_rows: '[]' })
    expect((await stage(dead)).error).toBeNull()
    expect(await bring(here, admin.token, await repack(archive, unsigned))).toMatchObject({ ok: true })
    expect((await stage(dead)).error?.message).toBe('archive_replaced')
    const [left] = await db()<
      { n: number }[]
    >`select count(*)::int as n from private.archive_slices where company_id = ${id}`
    expect(left?.n).toBe(0)
  })

  test('is nobody’s but our server’s to stage and to write: a signature is not the caller’s word', async () => {
    const { admin } = await foundCompany()
    const begun = String((await rest(admin.token).rpc('begin_archive')).body)
    const manifest = { company_id: world.company('rival').id, tables: [] }
    for (const answer of [
      await rest(admin.token).rpc('stage_archive', {
        p_run_id: begun,
        p_table: 'customers',
        p_slice_no: 0,
        p_rows: '[]',
      }),
      await rest(admin.token).rpc('commit_archive', { p_run_id: begun, p_manifest: manifest, p_signed: true }),
      await rest(admin.token).rpc('refuse_archive', { p_run_id: begun, p_reason: 'x' }),
    ])
      expect(codeOf(answer)).toMatch(/permission denied/)
  })

  test('ends when whoever began it may no longer write', async () => {
    const { id, admin } = await foundCompany()
    const begun = String((await rest(admin.token).rpc('begin_archive')).body)
    await db()`update public.profiles set role = 'office' where company_id = ${id}`
    const answer = await asServer(here).rpc('stage_archive', {
      p_run_id: begun,
      p_table: 'customers',
      p_slice_no: 0,
      p_rows: '[]',
    })
    expect(answer.error?.message).toBe('not_allowed')
  })
})
