import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { admin, db, stack } from './harness.ts'
import { commit, makeOffice, type Office, onFile, staged, stateOfImport, SYNCTA, undo } from './import-world.ts'

const KILLS = 10
const ROWS = 1500
const CHILD = join(import.meta.dirname, 'commit-import-child.ts')

let office: Office
let template: string
let usualMs: number

beforeAll(async () => {
  office = await makeOffice()
  const [head = '', ...lines] = SYNCTA.toString('utf8').trim().split(/\r?\n/)
  const rows = Array.from({ length: ROWS }, (_, at) =>
    (lines[at % lines.length] ?? '')
      .replace(/^([^,]*),([^,"]*),/, `$1,Customer ${at},`)
      .replace(/,(\d{6}),(Yes|No|),/, `,${800_000 + at},$2,`),
  )
  template = await staged(office, [head, ...rows].join('\n'))
  const first = await copyOfTemplate()
  const started = performance.now()
  expect((await commit(office.admin, first)).status).toBe(200)
  usualMs = performance.now() - started
  expect((await undo(office.admin, first)).status).toBe(200)
})

/** The staged sheet once more under an id of its own, without reading it again. */
async function copyOfTemplate(): Promise<string> {
  const [fileId, importId] = [randomUUID(), randomUUID()]
  const sql = db()
  await sql`insert into public.files (company_id, id, kind, path, content_type, size_bytes, sha256)
    select company_id, ${fileId}::uuid, kind, company_id || '/import/' || ${fileId}, content_type, size_bytes, sha256 from public.files
    where id = (select file_id from public.imports where id = ${template})`
  await sql`insert into public.imports (company_id, id, file_id, file_name, state, sheet_kind, mapping, total_rows, staged_rows)
    select company_id, ${importId}::uuid, ${fileId}::uuid, file_name, state, sheet_kind, mapping, total_rows, staged_rows from public.imports where id = ${template}`
  const [columns] = await sql<{ names: string }[]>`
    select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
    where table_schema = 'public' and table_name = 'import_rows' and column_name not in ('import_id', 'before')`
  await sql.unsafe(
    `insert into public.import_rows (import_id, ${columns?.names}) select $1::uuid, ${columns?.names} from public.import_rows where import_id = $2::uuid`,
    [importId, template],
  )
  await sql`select private.resolve_import(${office.companyId}, ${importId})`
  return importId
}

function child(way: 'gateway' | 'postgres', importId: string): ChildProcess {
  const who = way === 'gateway' ? office.admin.token : JSON.stringify({ ...office.admin.claims, role: 'authenticated' })
  const address = way === 'gateway' ? stack().apiUrl : stack().gatewayUrl
  return spawn(process.execPath, [CHILD, way, address, importId, who, stack().publishableKey], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

function asked(running: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    running.stdout?.once('data', () => done())
    running.once('error', fail)
    running.once('exit', () => done())
  })
}

const gone = (running: ChildProcess): Promise<void> =>
  new Promise((done) =>
    running.exitCode === null && running.signalCode === null ? running.once('exit', () => done()) : done(),
  )

/** Waits until no session works for this import any more: what a killed process began has ended one way or the other. */
async function quiet(): Promise<void> {
  while (true) {
    const [busy] = await admin()<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity where pid <> pg_backend_pid() and state <> 'idle' and query ilike '%commit_import%'`
    if (busy?.n === 0) return
    await wait(50)
  }
}

describe.each(['gateway', 'postgres'] as const)('a process killed while it commits through the %s', (way) => {
  test('leaves the import whole or untouched, and asking again finishes it', async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const importId = await copyOfTemplate()
      const running = child(way, importId)
      await asked(running)
      await wait(Math.random() * usualMs * 1.3)
      running.kill('SIGKILL')
      await gone(running)
      await quiet()
      expect(['complete', 'untouched']).toContain(await stateOfImport(db(), importId))
      expect((await commit(office.admin, importId)).status).toBe(200)
      expect(await stateOfImport(db(), importId)).toBe('complete')
      expect((await undo(office.admin, importId)).status).toBe(200)
      expect(await onFile(office.companyId)).toEqual({ districts: 0, customers: 0, locations: 0, devices: 0, tests: 0 })
    }
  })
})

test('a database session ended while it commits leaves the import untouched, unless it was done', async () => {
  for (let kill = 0; kill < 5; kill += 1) {
    const importId = await copyOfTemplate()
    const running = child('postgres', importId)
    await asked(running)
    await wait(Math.random() * usualMs)
    await admin()`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'killed commit'`
    await gone(running)
    await quiet()
    expect(['complete', 'untouched']).toContain(await stateOfImport(db(), importId))
    expect((await commit(office.admin, importId)).status).toBe(200)
    expect((await undo(office.admin, importId)).status).toBe(200)
  }
})
