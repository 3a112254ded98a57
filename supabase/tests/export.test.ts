import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { z } from 'zod'
import type { LogExport } from '../../lib/export/log-export.ts'
import { signingKey } from '../../lib/export/manifest.ts'
import { startExport } from '../../lib/export/start-export.ts'
import { verifyArchive } from '../../lib/export/verify-archive.ts'
import { RATE_LIMITS } from '../../lib/security/rate-limit.ts'
import { admin, db, rest, serviceClient, stack } from './harness.ts'
import { as } from './record-test-world.ts'
import { buildWorld, COMPANIES, type CompanyName, type World } from './world.ts'

/** The archive of a company against the real stack, as far as it goes without Next: PRODUCT 3, ASSURANCE T9. */

const KEY = signingKey('a secret of at least thirty-two characters')
let world: World
let folder: string

beforeAll(async () => {
  world = await buildWorld()
  folder = mkdtempSync(join(tmpdir(), 'export-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const tokenOf = (name: string): string => world.person(name).user?.token ?? ''
const idOf = (name: CompanyName): string => world.company(name).id

/** Notes the end as exportLog() does, with the key of the test's stack. */
function logOf(name: string): LogExport {
  const person = world.person(name)
  return async (outcome, exportId, facts) => {
    const { error } = await serviceClient().rpc('log_export', {
      p_company_id: person.company === null ? null : idOf(person.company),
      p_profile_id: person.profileId,
      p_export_id: exportId,
      p_outcome: outcome,
      p_facts: facts,
    })
    if (error !== null) throw new Error(error.message)
  }
}

function begin(name: string): Promise<ReadableStream<Uint8Array>> {
  const { user } = world.person(name)
  if (user === null) throw new Error(`${name} has no sign-in`)
  const { apiUrl: url, publishableKey } = stack()
  return startExport(as(user), user.token, { url, publishableKey, key: KEY, log: logOf(name) })
}

async function save(archive: ReadableStream<Uint8Array>): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.zip`)
  writeFileSync(path, Buffer.concat(await Array.fromAsync(archive)))
  return path
}

async function unpack(path: string): Promise<Map<string, string>> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
  const files = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const chunks = await Array.fromAsync(await zip.openReadStreamPromise(entry))
    files.set(entry.fileName, Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))).toString('utf8'))
  }
  zip.close()
  return files
}

type Noted = { action: string; facts: Record<string, unknown>; personal: Record<string, unknown>; target_ids: string[] }
const noted = async (company: CompanyName): Promise<Noted[]> =>
  db()<Noted[]>`
    select action, facts, personal, target_ids from public.audit_log
    where company_id = ${idOf(company)} and noun = 'exports' order by seq`

const rowsSchema = z.array(z.record(z.string(), z.unknown()))
/** A page as the worker reads it: the key to go on behind, then the rows. */
function pageOf(body: unknown): { rows: string[]; after: unknown } {
  const [after = '', ...rows] = z.string().parse(body).split('\n')
  return { rows, after: after === '' ? null : JSON.parse(after) }
}

describe.each([
  ['an open company', 'rival admin', 'rival'],
  ['a company in grace', 'lapsed admin', 'lapsed'],
] as const)('%s', (_words, name, company) => {
  let path: string
  let files: Map<string, string>

  beforeAll(async () => {
    path = await save(await begin(name))
    files = await unpack(path)
  })

  test('the archive is whole, signed, and counted exactly', async () => {
    const { manifest, signed, problems } = await verifyArchive(path, KEY)
    expect({ signed, problems }).toEqual({ signed: true, problems: [] })
    expect(manifest?.company_id).toBe(idOf(company))
    // What the end of the export itself added to the log came after.
    expect(manifest?.tables.filter(({ exact }) => !exact)).toEqual([])
    expect(manifest?.tables.every(({ rows }) => rows > 0)).toBe(true)
    expect(Date.parse(manifest?.read_from ?? '')).toBeLessThanOrEqual(Date.parse(manifest?.read_until ?? ''))
    expect([...files.keys()].at(-1)).toBe('manifest.json')
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['company.json', 'photos.csv', 'district_forms.csv', 'README.txt', 'SHA256SUMS']),
    )
  })

  test('each row is there as the database holds it, and nothing that is left out', async () => {
    const { manifest } = await verifyArchive(path, KEY)
    for (const { name: table, columns } of manifest?.tables ?? []) {
      const [place] = await admin()<{ relation: string; tenant_key: string }[]>`
        select relation::text, tenant_key from private.export_tables(${table})`
      const rows = rowsSchema.parse(JSON.parse(files.get(`json/${table}.json`) ?? ''))
      for (const row of rows) expect(Object.keys(row), table).toEqual(columns)
      // The log went on while and since it was read.
      if (table === 'audit_log') continue
      const relation = place?.relation.includes('.') ? place.relation : `public.${place?.relation}`
      const kept = await admin().unsafe<{ row: Record<string, unknown> }[]>(
        `select to_jsonb(t) as row from ${relation} t where ${place?.tenant_key} = $1`,
        [idOf(company)],
      )
      const expected = kept.map(({ row }) => Object.fromEntries(columns.map((column) => [column, row[column]])))
      const inOrder = (list: unknown[]): string[] => list.map((one) => JSON.stringify(one)).sort()
      expect(inOrder(rows), table).toEqual(inOrder(expected))
    }
    const secret = await admin()<{ table: string; column: string }[]>`
      select c.relname as table, r.column_name as column from private.column_rules r join pg_class c on c.oid = r.table_name
      where r.leaves = 'left out'`
    for (const { table, column } of secret) {
      expect(manifest?.tables.find((one) => one.name === table)?.columns ?? [], table).not.toContain(column)
      expect(manifest?.left_out.find((one) => one.table === table && one.columns.includes(column))?.why).toBeTruthy()
    }
  })

  test('nothing of another company is in it, in no file', () => {
    const text = [...files.values()].join('\n')
    for (const other of COMPANIES.filter((one) => one !== company)) {
      expect(text.includes(idOf(other)), other).toBe(false)
      expect(text.includes(world.company(other).canary), other).toBe(false)
    }
    expect(text.includes(world.company(company).canary)).toBe(true)
    expect(text.includes(world.company(company).inviteToken)).toBe(false)
  })

  test('start and end are in the log, with the counts and who it was', async () => {
    const [started, finished] = await noted(company)
    expect(started?.action).toBe('started export')
    expect(finished).toMatchObject({
      action: 'finished export',
      target_ids: started?.target_ids,
      facts: { exact: true },
      personal: { profile_id: world.person(name).profileId, user_id: world.person(name).user?.id },
    })
    expect(finished?.facts.rows).toMatchObject({ customers: expect.any(Number), devices: expect.any(Number) })
  })
})

test('what is stored has an address that works', async () => {
  const id = crypto.randomUUID()
  const company = idOf('rival')
  const file = `${company}/photo/${id}`
  const bytes = new Uint8Array([1, 2, 3])
  const uploaded = await serviceClient().storage.from('company-files').upload(file, bytes, { contentType: 'image/png' })
  expect(uploaded.error).toBeNull()
  await db()`insert into public.files (company_id, id, kind, path, file_name, content_type, size_bytes, sha256)
    values (${company}, ${id}, 'photo', ${file}, '=cmd.png', 'image/png', 3, ${'a'.repeat(64)})`
  const files = await unpack(await save(await begin('rival admin')))
  const line = files
    .get('photos.csv')
    ?.split('\r\n')
    .find((one) => one.startsWith(id))
  const cells = line?.split(',') ?? []
  expect(cells[2]).toBe("'=cmd.png")
  expect(Date.parse(cells[8] ?? '')).toBeGreaterThan(Date.now() + 6 * 86_400_000)
  const answer = await fetch(cells[7] ?? '')
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
  expect(files.get('district_forms.csv')?.split('\r\n')).toHaveLength(2)
})

/** An export of the person begun by hand, as whoever pages with a token of their own would. */
const beginByHand = async (name: string): Promise<string> =>
  z.object({ id: z.string() }).parse((await rest(tokenOf(name)).rpc('begin_export')).body).id

describe('pages', () => {
  test('are of an export somebody began, which the log knows; not of another’s, nor of one that ended', async () => {
    const page = async (name: string, id: string | null) =>
      (await rest(tokenOf(name)).rpc('export_page', { p_export_id: id, p_table: 'customers' })).body
    const counts = async (name: string, id: string | null) =>
      (await rest(tokenOf(name)).rpc('export_counts', { p_export_id: id })).body
    const begun = await beginByHand('rival admin')
    expect((await noted('rival')).at(-1)).toMatchObject({ action: 'started export', target_ids: [begun] })
    expect(pageOf(await page('rival admin', begun)).rows.length).toBeGreaterThan(0)
    expect(await counts('rival admin', begun)).toMatchObject({ counts: {} })
    const refused = { code: 'FT001', message: 'not_found' }
    for (const [name, id] of [
      ['rival admin', null],
      ['rival admin', crypto.randomUUID()],
      ['victim admin', begun],
      ['rival admin', await beginByHand('victim admin')],
    ] as const) {
      expect(await page(name, id)).toMatchObject(refused)
      expect(await counts(name, id)).toMatchObject(refused)
    }
    await logOf('rival admin')('failed', begun, { reason: 'left' })
    expect(await page('rival admin', begun)).toMatchObject(refused)
  })

  test('hold every row once, also while rows are added', async () => {
    const company = idOf('rival')
    await db()`insert into public.customers (company_id, name, match_key)
      select ${company}, 'Page ' || i, 'page ' || i from generate_series(1, 250) i`
    const before = await db()<{ id: string }[]>`select id from public.customers where company_id = ${company}`
    const seen: string[] = []
    const begun = await beginByHand('rival admin')
    let after: unknown = null
    for (;;) {
      const answer = await rest(tokenOf('rival admin')).rpc('export_page', {
        p_export_id: begun,
        p_table: 'customers',
        p_after: after,
        p_limit: 20,
      })
      const page = pageOf(answer.body)
      if (page.rows.length === 0) break
      seen.push(...page.rows.map((row) => z.object({ id: z.string() }).parse(JSON.parse(row)).id))
      after = page.after
      await db()`insert into public.customers (company_id, name, match_key) values (${company}, 'Late', ${crypto.randomUUID()})`
      if (seen.length > 2000) throw new Error('the pages do not end')
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(before.filter(({ id }) => !seen.includes(id))).toEqual([])
  })

  test('of a table without further keys end', async () => {
    const begun = await beginByHand('rival admin')
    const ask = async (after: unknown) => {
      const asked = { p_export_id: begun, p_table: 'company_settings', p_after: after }
      return pageOf((await rest(tokenOf('rival admin')).rpc('export_page', asked)).body)
    }
    const first = await ask(null)
    expect(first.rows).toHaveLength(1)
    expect(await ask(first.after)).toEqual({ rows: [], after: null })
  })

  test('of what does not leave, and of what is not there, are refused', async () => {
    const begun = await beginByHand('rival admin')
    for (const table of ['outbox', 'jobs', 'people', 'security_log', 'users', 'customers; drop table x', '', null]) {
      const answer = await rest(tokenOf('rival admin')).rpc('export_page', { p_export_id: begun, p_table: table })
      expect(answer.body, String(table)).toMatchObject({ code: 'FT001', message: 'not_found' })
    }
  })
})

test('only an admin: others are refused by the database, and the refusal is written down', async () => {
  for (const role of ['office', 'technician', 'customer', 'operator', 'district admin']) {
    const api = rest(tokenOf(`rival ${role}`))
    const p_export_id = await beginByHand('rival admin')
    for (const [call, args] of [
      ['begin_export', {}],
      ['export_counts', { p_export_id }],
      ['export_page', { p_export_id, p_table: 'customers' }],
    ] as const)
      expect((await api.rpc(call, args)).body).toMatchObject({ message: 'not_allowed' })
  }
  await logOf('rival technician')('refused', null, { reason: 'role' })
  expect((await noted('rival')).at(-1)).toMatchObject({
    action: 'refused export',
    facts: { reason: 'role' },
    personal: { profile_id: world.person('rival technician').profileId },
  })
  const foreign = await serviceClient().rpc('log_export', {
    p_company_id: idOf('rival'),
    p_profile_id: world.person('victim technician').profileId,
    p_export_id: null,
    p_outcome: 'refused',
    p_facts: {},
  })
  expect(foreign.error?.message).toBe('not_found')
})

test('five an hour for an address; looking counts nothing', async () => {
  const { limit, windowSeconds } = RATE_LIMITS.export_address
  const key = {
    p_bucket: 'export_address',
    p_key: crypto.randomUUID(),
    p_limit: limit,
    p_window_seconds: windowSeconds,
  }
  const left = async () => (await serviceClient().rpc('rate_limit_left', key)).data
  for (let hit = 0; hit < 5; hit += 1) {
    expect(await left()).toBe(5 - hit)
    expect((await serviceClient().rpc('hit_rate_limit', key)).data).toBe(0)
  }
  expect(await left()).toBe(0)
  const wait = Number((await serviceClient().rpc('hit_rate_limit', key)).data)
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(windowSeconds)
})

test('whoever goes away stops the work, and the log says so', async () => {
  const archive = await begin('rival admin')
  const reader = archive.getReader()
  const first = await reader.read()
  expect(first.done).toBe(false)
  await reader.cancel()
  expect((await noted('rival')).at(-1)).toMatchObject({ action: 'failed export', facts: { reason: 'left' } })
})

test('an export that loses its rights midway breaks off, and what arrived does not open', async () => {
  const person = world.person('twin admin')
  const reader = (await begin(person.name)).getReader()
  const arrived: Uint8Array[] = []
  const first = await reader.read()
  if (first.value !== undefined) arrived.push(first.value)
  await db()`delete from auth.sessions where id = ${person.user?.sessionId ?? ''}`
  const rest = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) arrived.push(part.value)
  })()
  await expect(rest).rejects.toThrow('the gateway answered')
  const path = join(folder, 'broken.zip')
  writeFileSync(path, Buffer.concat(arrived))
  expect(await verifyArchive(path, KEY)).toMatchObject({ manifest: null, signed: false })
  await expect
    .poll(async () => (await noted('twin')).at(-1))
    .toMatchObject({ action: 'failed export', facts: { reason: 'fault' } })
})

describe('order', () => {
  test('parents come before children; only references that may be empty bend, where they run in a circle', async () => {
    const rows = await admin()<{ name: string; firm: boolean }[]>`
      with placed as (select name, place from unnest(private.export_order()) with ordinality o (name, place))
      select k.conname as name, not exists (
        select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey) and not a.attnotnull
      ) as firm
      from pg_constraint k
      join pg_class child on child.oid = k.conrelid
      join pg_class parent on parent.oid = k.confrelid
      join placed c on c.name = child.relname
      join placed p on p.name = parent.relname
      where k.contype = 'f' and child.oid <> parent.oid and p.place > c.place
      order by 1`
    expect(rows).toEqual([{ name: 'companies_logo', firm: false }])
    const [all] = await admin()<{ order: string[]; tables: number }[]>`
      select private.export_order() as order, (select count(*)::int from private.export_tables()) as tables`
    expect(new Set(all?.order).size).toBe(all?.tables)
  })

  test('a table of a later migration is exported by itself, behind what it points at', async () => {
    const person = world.person('rival admin')
    const sql = await admin().reserve()
    try {
      await sql`begin`
      // As migrations are: by the owner of the functions.
      await sql`set local role postgres`
      // Named so that the alphabet alone would put it first.
      await sql`create table public.aaa_later (company_id uuid not null references public.companies (id), id uuid not null default gen_random_uuid(),
        device_id uuid not null, note text, token text, primary key (company_id, id), foreign key (company_id, device_id) references public.devices (company_id, id))`
      await sql`select private.classify('public.aaa_later', 'company_id id device_id note', 'as it is', 'deleted', 'company', 'a later table')`
      await sql`select private.classify('public.aaa_later', 'token', 'left out', 'deleted', 'nobody', 'a later secret')`
      for (const company of [idOf('rival'), idOf('victim')])
        await sql`insert into public.aaa_later (company_id, device_id, note, token)
          select company_id, id, 'later', 'hidden' from public.devices where company_id = ${company}`
      await sql`select set_config('request.jwt.claims', ${JSON.stringify(person.user?.claims ?? {})}, true),
        set_config('request.jwt.claim.sub', ${person.user?.id ?? ''}, true)`
      await sql`set local role authenticated`
      const [began] = await sql<
        { plan: { id: string; tables: { name: string }[] } }[]
      >`select public.begin_export() as plan`
      const names = began?.plan.tables.map(({ name }) => name) ?? []
      expect(names.indexOf('aaa_later')).toBeGreaterThan(names.indexOf('devices'))
      const [page] = await sql<
        { page: string }[]
      >`select public.export_page(${began?.plan.id ?? ''}, 'aaa_later') as page`
      const rows = pageOf(page?.page).rows
      expect(rows).toHaveLength(2)
      expect(rows.join()).not.toContain('hidden')
      expect(rows.join()).not.toContain(idOf('victim'))
    } finally {
      await sql`rollback`
      sql.release()
    }
  })
})
