import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDeflateRaw } from 'node:zlib'
import postgres, { type Sql } from 'postgres'
import { readPages } from '../../lib/export/read-pages.ts'
import { csvFile, jsonFile } from '../../lib/export/row-files.ts'
import { zip } from '../../lib/export/zip.ts'
import { type BenchCompany, fillTests, makeCompany } from './company.ts'
import { interleave, median, milliseconds, type Ratio } from './pairs.ts'
import { page, type Running, signInCookie } from './pages.ts'

/** As many as the proof's company has; a tenth of them says the same ratio in a tenth of the time. */
const EACH = process.env.FLOWTRACK_PROOF === '1' ? 5 : 1
const [FEW, MANY] = [100_000, 1_000_000]
const MOST_MB = 400

type Place = Running & { adminUrl: string }

/** The archive of the large company against COPY and a native zip; what it takes while it is made, and from whom. */
export async function benchExport(owner: Sql, place: Place, company: BenchCompany): Promise<Ratio[]> {
  await fillTests(owner, company, EACH)
  const cookie = await signInCookie(place, company)
  const token = tokenIn(cookie)
  const time = await interleave(
    3,
    () => exported(place, token),
    () => copiedAndZipped(place.adminUrl, company),
  )
  await printSplit(place, company, token)
  const others = await othersMeanwhile(place, cookie, token)
  const memory = await peaks(owner, place)
  return [
    {
      name: 'export of 100,000 assemblies and their tests / COPY + native zip',
      goal: '≤ 5',
      unit: 'ms',
      ...time,
      holds: time.ratio <= 5,
      limit: 'jszip deflates in JavaScript, and the gateway parses and writes every row once more than COPY does',
    },
    {
      name: 'p50 of another page during an export / idle',
      goal: '≤ 2',
      unit: 'ms',
      ...others,
      holds: others.ratio <= 2,
      limit: 'two cores for the thread that packs, the database, the gateway and the page',
    },
    {
      name: `export peak memory at ${MANY.toLocaleString('en-US')} rows / at ${FEW.toLocaleString('en-US')}`,
      goal: `≤ 1.15, < ${MOST_MB} MB`,
      unit: 'MB',
      ...memory,
      holds: memory.ratio <= 1.15 && memory.ours < MOST_MB,
      limit: 'one page of rows at a time; the rest is Node and the thread',
    },
  ]
}

type Made = { milliseconds: number; megabytes: number }

/** One export by a process of its own, as the server's thread makes it; its time and the most memory it took. */
async function made(place: Place, token: string): Promise<Made> {
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'export-child.ts'),
      place.apiUrl,
      place.publishableKey,
      'a secret of at least thirty-two characters',
      token,
    ],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  )
  const said = once(child, 'message')
  child.stdout?.resume()
  const [message] = await said
  return { milliseconds: Number(message.milliseconds), megabytes: Number(message.megabytes) }
}

const exported = async (place: Place, token: string): Promise<number> => (await made(place, token)).milliseconds

/** Every exported table to CSV and to JSON by COPY, each through zlib’s deflate at the level of our archive. */
async function copiedAndZipped(adminUrl: string, { companyId }: BenchCompany): Promise<number> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined })
  try {
    return await milliseconds(async () => {
      for (const { columns, relation, key } of await tablesOf(sql)) {
        const rows = `select ${columns} from ${relation} x where x.${key} = '${companyId}'`
        for (const copy of [
          `copy (${rows}) to stdout with (format csv, header)`,
          `copy (select row_to_json(leaving) from (${rows}) leaving) to stdout`,
        ]) {
          // Never full: the driver loses its place when a copy is held back at its end.
          const out = (await sql.unsafe(copy).readable()).pipe(new PassThrough({ highWaterMark: 2 ** 30 }))
          for await (const _ of Readable.from(inLargeChunks(out)).pipe(createDeflateRaw({ level: 3 }))) continue
        }
      }
    })
  } finally {
    await sql.end()
  }
}

/** COPY gives a chunk a row; deflate would be asked a million times for a few bytes each. */
async function* inLargeChunks(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    held.push(chunk)
    bytes += chunk.length
    if (bytes < 65_536) continue
    yield Buffer.concat(held)
    held = []
    bytes = 0
  }
  yield Buffer.concat(held)
}

function tablesOf(sql: Sql): Promise<{ name: string; columns: string; relation: string; key: string }[]> {
  return sql`select name, relation::text, tenant_key as key, (select string_agg(quote_ident(c), ', ') from unnest(columns) c) as columns from private.export_tables()`
}

/** Where the time goes, over the assemblies alone: reading and writing rows as text, deflating by jszip, and by zlib. */
async function printSplit(place: Place, { companyId }: BenchCompany, token: string): Promise<void> {
  const sql = postgres(place.adminUrl, { max: 1, onnotice: () => undefined })
  try {
    const reader = {
      url: place.apiUrl,
      publishableKey: place.publishableKey,
      token,
      exportId: await begun(place, token),
    }
    const table = (await tablesOf(sql)).find(({ name }) => name === 'devices')
    if (table === undefined) throw new Error('assemblies are not exported')
    const columns = table.columns.split(', ')
    const pages: string[][] = []
    const reading = await milliseconds(async () => {
      for await (const rows of readPages(reader, 'devices')) pages.push(rows)
    })
    const texts: string[] = []
    const writing = await milliseconds(async () => {
      async function* again(): AsyncGenerator<string[]> {
        yield* pages
      }
      for await (const text of jsonFile(again(), { rows: 0 })) texts.push(text)
      for await (const text of csvFile(columns, again(), { rows: 0 })) texts.push(text)
    })
    async function* written(): AsyncGenerator<string> {
      yield* texts
    }
    const byJszip = await milliseconds(async () => {
      for await (const _ of zip([{ name: 'devices', chunks: written() }])) continue
    })
    const native = await milliseconds(async () => {
      const deflate = createDeflateRaw({ level: 3 })
      const done = (async () => {
        for await (const _ of deflate) continue
      })()
      for (const text of texts) if (!deflate.write(text)) await once(deflate, 'drain')
      deflate.end()
      await done
    })
    const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6
    const ms = (value: number): string => `${Math.round(value)} ms`
    console.log(
      `        of ${megabytes.toFixed(0)} MB of assemblies (${companyId.slice(0, 8)}): reading ${ms(reading)}, writing as text ${ms(writing)}, deflating with jszip ${ms(byJszip)}, with zlib it would be ${ms(native)}`,
    )
  } finally {
    await sql.end()
  }
}

async function begun(place: Place, token: string): Promise<string> {
  const answer = await fetch(`${place.apiUrl}/rest/v1/rpc/begin_export`, {
    method: 'POST',
    headers: { apikey: place.publishableKey, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  })
  const plan: { id: string } = await answer.json()
  return plan.id
}

/** The same page again and again: while nothing else goes on, and while an export runs. */
async function othersMeanwhile(place: Place, cookie: string, token: string) {
  const p50 = async (going: () => boolean): Promise<number> => {
    const seen: number[] = []
    while (going()) {
      seen.push(await milliseconds(() => page(`${place.origin}/settings/company`, cookie)))
      await sleep(20)
    }
    return median(seen)
  }
  const forMs = (span: number) => {
    const until = performance.now() + span
    return () => performance.now() < until
  }
  await p50(forMs(2000))
  const idle = await p50(forMs(5000))
  let running = true
  const export_ = made(place, token).finally(() => (running = false))
  const busy = await p50(() => running)
  await export_
  const after = await p50(forMs(5000))
  const yardstick = (idle + after) / 2
  return { ours: busy, yardstick, ratio: busy / yardstick }
}

/** The most memory an export takes of two companies of which one has ten times the rows. */
async function peaks(owner: Sql, place: Place) {
  const peakOf = async (rows: number): Promise<number> => {
    const company = await makeCompany(owner)
    await owner.begin(async (tx) => {
      await tx`select set_config('flowtrack.audit_quiet', 'on', true)`
      await tx`insert into public.customers (company_id, name, match_key, notes)
        select ${company.companyId}, 'Customer number ' || i, 'c' || i, 'Gate code at the office' from generate_series(1, ${rows}::int) i`
    })
    return (await made(place, tokenIn(await signInCookie(place, company)))).megabytes
  }
  const yardstick = await peakOf(FEW)
  const ours = await peakOf(MANY)
  return { ours, yardstick, ratio: ours / yardstick }
}

/** The access token in a session's cookie. */
function tokenIn(cookie: string): string {
  const value = cookie
    .split('; ')
    .filter((one) => /^sb-.+-auth-token/.test(one))
    .map((one) => one.slice(one.indexOf('=') + 1))
    .join('')
  const session: { access_token: string } = JSON.parse(
    Buffer.from(decodeURIComponent(value).slice('base64-'.length), 'base64url').toString('utf8'),
  )
  return session.access_token
}
