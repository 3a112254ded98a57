/** A company that imports sheets: files are uploaded, staged by the real worker and committed as its people. */
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Sql } from 'postgres'
import { stageImport } from '../../lib/imports/stage-import.ts'
import type { Admin, Job } from '../../lib/jobs/run-jobs.ts'
import type { Supabase } from '../../lib/supabase/server.ts'
import { client, db, rest, serviceClient, type TestUser } from './harness.ts'
import { foundCompany } from './people-cast.ts'

export interface Office {
  companyId: string
  admin: TestUser
  db: Supabase
}

export async function makeOffice(): Promise<Office> {
  const { id, admin } = await foundCompany()
  return { companyId: id, admin, db: client(admin.token) as unknown as Supabase }
}

const FIXTURES = new URL('../../lib/imports/fixtures/', import.meta.url)
export const SYNCTA = readFileSync(new URL('syncta-export-sample.csv', FIXTURES))
export const HISTORY = readFileSync(new URL('test-history-sample.csv', FIXTURES))

/** Puts a file into storage and begins its import, as the upload route does. */
export async function upload(office: Office, bytes: Uint8Array | string, name = 'sheet.csv'): Promise<string> {
  const content = Buffer.from(bytes)
  const fileId = randomUUID()
  const stored = await office.db.storage
    .from('company-files')
    .upload(`${office.companyId}/import/${fileId}`, content, { contentType: 'text/csv' })
  if (stored.error !== null) throw stored.error
  const sha256 = createHash('sha256').update(content).digest('hex')
  const facts = {
    p_file_id: fileId,
    p_file_name: name,
    p_content_type: 'text/csv',
    p_size_bytes: content.length,
    p_sha256: sha256,
  }
  const begun = await rest(office.admin.token).rpc('begin_import', facts)
  if (begun.status !== 200) throw new Error(JSON.stringify(begun.body))
  return String(begun.body)
}

/** The reader the worker runs, on the job the import queued. `admin` may be a client that breaks. */
export async function runStaging(importId: string, admin: Admin = service()): Promise<void> {
  const [row] = await db()<
    { id: string; company_id: string; originator: string; payload: { import_id: string }; attempts: number }[]
  >`
    select id, company_id, originator, payload, attempts from private.jobs
    where kind = 'stage_import' and payload ->> 'import_id' = ${importId} and done_at is null order by created_at desc limit 1`
  if (row === undefined) throw new Error('no staging was queued')
  const job: Job = {
    id: row.id,
    companyId: row.company_id,
    originator: row.originator,
    payload: row.payload,
    attempts: 1,
  }
  await stageImport(admin, job)
  await db()`update private.jobs set done_at = now() where id = ${row.id}`
}

export const service = (): Admin => serviceClient() as unknown as Admin

export async function staged(office: Office, bytes: Uint8Array | string, name?: string): Promise<string> {
  const importId = await upload(office, bytes, name)
  await runStaging(importId)
  return importId
}

export interface ImportFacts {
  state: string
  counts: { [fate: string]: number }
  refusal: { code: string; sentence: string; row?: number; column?: string } | null
  result: { [made: string]: number } | null
  staged_rows: number
  total_rows: number | null
  mapping_remembered: boolean
}

export async function factsOf(importId: string): Promise<ImportFacts> {
  const [row] = await db()<ImportFacts[]>`
    select state, counts - 'codes' as counts, refusal, result, staged_rows, total_rows, mapping_remembered from public.imports where id = ${importId}`
  if (row === undefined) throw new Error('no such import')
  return row
}

export const commit = (user: TestUser, importId: string) =>
  rest(user.token).rpc('commit_import', { p_import_id: importId })
export const undo = (user: TestUser, importId: string) => rest(user.token).rpc('undo_import', { p_import_id: importId })

/** Everything a company has that an import can make. */
export async function onFile(companyId: string): Promise<Record<string, number>> {
  const [row] = await db()<Record<string, number>[]>`
    select (select count(*)::int from public.company_districts where company_id = ${companyId}) as districts,
      (select count(*)::int from public.customers where company_id = ${companyId}) as customers,
      (select count(*)::int from public.customer_locations where company_id = ${companyId}) as locations,
      (select count(*)::int from public.devices where company_id = ${companyId}) as devices,
      (select count(*)::int from public.test_records where company_id = ${companyId}) as tests`
  return row ?? {}
}

/**
 * How an import stands after something was killed: written whole, not written at all, or in between. For tests that end
 * a process in the middle of a commit, with any connection that may read everything.
 */
export async function stateOfImport(sql: Sql, importId: string): Promise<'complete' | 'untouched' | 'between'> {
  const [row] = await sql<
    {
      state: string
      result: Record<string, number> | null
      made: Record<string, number>
      entries: number
      planned: Record<string, number>
    }[]
  >`
    select i.state, i.result,
      jsonb_build_object(
        'districts', (select count(*) from public.company_districts x where x.company_id = i.company_id and x.import_id = i.id),
        'customers', (select count(*) from public.customers x where x.company_id = i.company_id and x.import_id = i.id),
        'locations', (select count(*) from public.customer_locations x where x.company_id = i.company_id and x.import_id = i.id),
        'devices', (select count(*) from public.devices x where x.company_id = i.company_id and x.import_id = i.id),
        'tests', (select count(*) from public.test_records x where x.company_id = i.company_id and x.import_id = i.id)) as made,
      jsonb_build_object('districts', i.counts -> 'districts', 'customers', i.counts -> 'customers', 'locations', i.counts -> 'locations',
        'devices', i.counts -> 'devices', 'tests', i.counts -> 'tests') as planned,
      (select count(*)::int from public.audit_log a where a.company_id = i.company_id and i.id = any (a.target_ids) and a.action = 'committed') as entries
    from public.imports i where i.id = ${importId}`
  if (row === undefined) return 'between'
  const same = Object.entries(row.planned).every(([made, planned]) => row.made[made] === planned)
  const none = Object.values(row.made).every((made) => made === 0)
  if (row.state === 'committed' && row.result !== null && same && row.entries === 1) return 'complete'
  return row.state === 'staged' && none && row.entries === 0 ? 'untouched' : 'between'
}

/** The whole of an assembly, its place, its customer and its district, as text that can be compared. */
export async function snapshot(companyId: string): Promise<string> {
  const [row] = await db()<{ all: unknown }[]>`
    select jsonb_build_array(
      (select jsonb_agg(to_jsonb(x) - array['updated_at', 'records_version'] order by x.id) from public.devices x where x.company_id = ${companyId}),
      (select jsonb_agg(to_jsonb(x) - 'updated_at' order by x.id) from public.customer_locations x where x.company_id = ${companyId}),
      (select jsonb_agg(to_jsonb(x) - 'updated_at' order by x.id) from public.customers x where x.company_id = ${companyId}),
      (select jsonb_agg(to_jsonb(x) - 'updated_at' order by x.id) from public.company_districts x where x.company_id = ${companyId}),
      (select jsonb_agg(to_jsonb(x) - 'updated_at' order by x.id) from public.test_records x where x.company_id = ${companyId})) as all`
  return JSON.stringify(row?.all)
}

/** Lines of the sample with some cells changed, by column name. */
export function sheet(rows: Record<string, string>[]): string {
  const [head = '', line = ''] = SYNCTA.toString('utf8').split(/\r?\n/)
  const columns = head.split(',')
  const cells = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const quoted = (text: string) =>
    /[",\n]/.test(text) && !text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text
  return [head, ...rows.map((row) => columns.map((name, at) => quoted(row[name] ?? cells[at] ?? '')).join(','))].join(
    '\n',
  )
}
