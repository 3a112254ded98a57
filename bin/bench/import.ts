import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import { previewFile } from '../../lib/imports/preview-file.ts'
import { toStaged } from '../../lib/imports/staged-row.ts'
import { type BenchCompany, makeCompany } from './company.ts'
import { interleave, milliseconds, type Ratio } from './pairs.ts'
import { rolledBack } from './rolled-back.ts'

const ROWS = 100_000
const TABLES = ['company_districts', 'customers', 'customer_locations', 'devices'] as const

/** commit_import() of 100,000 staged rows against COPY of the same rows into staging tables and INSERT … SELECT. */
export async function benchImport(owner: Sql, adminUrl: string, gatewayUrl: string): Promise<Ratio[]> {
  const company = await makeCompany(owner)
  const importId = await stage(owner, company)
  const caller = postgres(gatewayUrl, { max: 1, onnotice: () => undefined })
  const raw = postgres(adminUrl, { max: 1, onnotice: () => undefined })
  try {
    const files = await copyOfResult(raw, company, importId)
    const settle = (): Promise<unknown> => raw.unsafe(`vacuum ${TABLES.map((table) => `public.${table}`).join(', ')}`)
    const time = await interleave(
      7,
      async () => {
        const spent = await rolledBack(caller, async (tx) => {
          await become(tx, company)
          return milliseconds(() => tx`select public.commit_import(${importId})`)
        })
        await settle()
        return spent
      },
      async () => {
        const spent = await rolledBack(raw, (tx) => milliseconds(() => copyAndInsert(tx, files)))
        await settle()
        return spent
      },
    )
    return [
      {
        name: 'commit of 100,000 staged rows / COPY + INSERT … SELECT',
        goal: '≤ 5',
        unit: 'ms',
        ...time,
        holds: time.ratio <= 5,
        limit: 'reading 100,000 cleaned rows out of jsonb',
      },
    ]
  } finally {
    await Promise.all([caller.end(), raw.end()])
  }
}

async function become(tx: TransactionSql, company: BenchCompany): Promise<void> {
  const claims = JSON.stringify({ sub: company.userId, session_id: company.sessionId, role: 'authenticated' })
  await tx`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true),
    set_config('statement_timeout', '0', true)`
}

/** Cleans and stages a sheet of 100,000 rows, four assemblies a customer, as the worker does. */
async function stage(owner: Sql, { companyId }: BenchCompany): Promise<string> {
  const [fileId, importId] = [randomUUID(), randomUUID()]
  await owner`insert into public.files (company_id, id, kind, path, content_type, size_bytes, sha256)
    values (${companyId}, ${fileId}, 'import', ${`${companyId}/import/${fileId}`}, 'text/csv', 1, ${'0'.repeat(64)})`
  await owner`insert into public.imports (company_id, id, file_id, file_name, state, sheet_kind, mapping, total_rows, staged_rows)
    values (${companyId}, ${importId}, ${fileId}, 'bench.csv', 'staged', 'syncta', '{"kind":"devices","columns":{}}', ${ROWS}, ${ROWS})`
  const preview = await previewFile(Readable.from(sheet()))
  if (!preview.ok) throw new Error(preview.sentence)
  const roots = new Map<number, number>()
  let slice: unknown[] = []
  const write = async (): Promise<void> => {
    await owner`select private.write_import_rows(${companyId}, ${importId}, ${owner.json(slice as never)})`
    slice = []
  }
  for await (const row of preview.rows) {
    if ('ok' in row) throw new Error(row.sentence)
    const earlier = row.match.row
    const root = earlier === null ? null : (roots.get(earlier) ?? earlier)
    if (root !== null) roots.set(row.row, root)
    slice.push(toStaged(row, root))
    if (slice.length === 1000) await write()
  }
  if (slice.length > 0) await write()
  // Doubts are settled: the bench measures writing, and every row is to be written.
  await owner`update public.import_rows set open_codes = '{}' where company_id = ${companyId} and import_id = ${importId}`
  await owner`select private.resolve_import(${companyId}, ${importId})`
  await owner`analyze`
  return importId
}

function* sheet(): Generator<Buffer> {
  const sample =
    readFileSync(join(import.meta.dirname, '../../lib/imports/fixtures/syncta-export-sample.csv'), 'utf8').split(
      '\n',
    )[0] ?? ''
  const names = sample.trim().split(',')
  yield Buffer.from(`${sample.trim()}\n`)
  const fixed: Record<string, string> = {
    'Customer City': 'West Palm Beach',
    'Customer State': 'FL',
    'Customer Zip': '33411',
    Containment: 'Yes',
    'Last Tested On': '10-05-25',
    'Next Test Due': '10-05-26',
    'Assembly Status': 'Active',
    'Assembly Type': 'RPZ',
    'Assembly Manufacturer': 'Wilkins',
    'Assembly Model': '975XL2',
    'Assembly Size': '1',
    'Assembly Location': 'By meter',
    'Testing Frequency': '12 Months',
    Price: '$115.00',
    'Test Yearly': 'No',
    'Water Purveyor': 'Palm Beach County',
    'Service Location City': 'West Palm Beach',
    'Service Location State': 'FL',
    'Service Location Zip': '33411',
  }
  for (let row = 0; row < ROWS; row += 1) {
    const customer = row >> 2
    const own: Record<string, string> = {
      ...fixed,
      Customer: `Customer number ${customer}`,
      'Customer Address Line 1': `${100 + (customer % 9000)} Placeholder Lane`,
      Serial: `S${1_000_000 + row * 7}`,
      'Syncta Id': String(500_000 + row),
      'Service Location Address Line 1': `${100 + (row >> 1)} Example Street`,
    }
    yield Buffer.from(`${names.map((name) => own[name] ?? '').join(',')}\n`)
  }
}

/** What the commit writes, as COPY gives it: the yardstick writes the very same rows. */
async function copyOfResult(raw: Sql, company: BenchCompany, importId: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  await rolledBack(raw, async (tx) => {
    await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: company.userId, session_id: company.sessionId, role: 'authenticated' })}, true)`
    await tx`select public.commit_import(${importId})`
    for (const table of TABLES) {
      const rows = await tx
        .unsafe(`copy (select * from public.${table} where company_id = '${company.companyId}') to stdout`)
        .readable()
      files.set(table, await buffer(rows))
    }
    return 0
  })
  return files
}

async function copyAndInsert(tx: TransactionSql, files: Map<string, Buffer>): Promise<void> {
  await tx`select set_config('flowtrack.audit_quiet', 'on', true)`
  for (const [table, rows] of files) {
    await tx.unsafe(`create temp table staged_${table} (like public.${table}) on commit drop`)
    await pipeline(Readable.from([rows]), await tx.unsafe(`copy staged_${table} from stdin`).writable())
  }
  for (const table of files.keys()) await tx.unsafe(`insert into public.${table} select * from staged_${table}`)
}
