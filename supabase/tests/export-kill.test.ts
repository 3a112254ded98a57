import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startExport } from '../../lib/export/start-export.ts'
import { verifyArchive } from '../../lib/export/verify-archive.ts'
import { asPerson, exportTo, KEY, newPath, rowsIn, SECRET, unpack } from './archive-world.ts'
import { db, stack, type TestUser } from './harness.ts'
import { foundCompany } from './people-cast.ts'
import { PROOF } from './proof.ts'

/** An export that is broken off, taken slowly or made while people work: ASSURANCE T9. */

const KILLS = PROOF ? 50 : 3
const CUTS = PROOF ? 2_000 : 100
const CUSTOMERS = PROOF ? 60_000 : 4_000

let company: { id: string; admin: TestUser }
let whole: Buffer

beforeAll(async () => {
  company = await foundCompany()
  await db()`insert into public.customers (company_id, name, match_key, notes)
    select ${company.id}, 'Customer ' || i, 'c' || i, md5(i::text) || md5('x' || i) from generate_series(1, ${CUSTOMERS}::int) i`
  whole = readFileSync(await exportTo(stack(), company.admin.token))
})

const verdictOn = async (bytes: Uint8Array) => {
  const path = newPath()
  writeFileSync(path, bytes)
  const verdict = await verifyArchive(path, KEY)
  rmSync(path)
  return verdict
}

/** Offsets over the whole archive, thicker at its end, where the directory begins. */
const offsets = (count: number, size: number): number[] =>
  Array.from({ length: count }, (_, at) =>
    at % 4 === 3 ? size - 1 - Math.floor(Math.random() * 4096) : Math.floor((size * (at + Math.random())) / count),
  )

test('however much of it arrived, a part never opens as if it were whole', async () => {
  expect(await verdictOn(whole)).toMatchObject({ signed: true, problems: [] })
  for (const at of offsets(CUTS, whole.length)) {
    expect(await verdictOn(whole.subarray(0, at)), `cut at ${at}`).toMatchObject({ manifest: null, signed: false })
  }
})

test(`a server killed at ${KILLS} places leaves no archive, and the next export is whole`, {
  timeout: 900_000,
}, async () => {
  const { apiUrl, publishableKey } = stack()
  for (const at of offsets(KILLS, whole.length)) {
    const child = spawn(
      process.execPath,
      [
        join(import.meta.dirname, '../../bin/bench/export-child.ts'),
        apiUrl,
        publishableKey,
        SECRET,
        company.admin.token,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const gone = once(child, 'exit')
    const arrived: Buffer[] = []
    let bytes = 0
    for await (const chunk of child.stdout) {
      const piece = Buffer.from(chunk)
      bytes += piece.length
      arrived.push(piece)
      if (bytes >= at) child.kill('SIGKILL')
    }
    await gone
    // What was under way when the kill came still arrives; the manifest and the directory are the last bytes.
    if (child.signalCode !== null && bytes < whole.length - 4096)
      expect(await verdictOn(Buffer.concat(arrived)), `killed at ${at}`).toMatchObject({
        manifest: null,
        signed: false,
      })
  }
  const again = readFileSync(await exportTo(stack(), company.admin.token))
  expect(await verdictOn(again)).toMatchObject({ signed: true, problems: [] })
})

describe('through a gateway that counts', () => {
  let pages = 0
  let url = ''
  const server = createServer((request, response) => {
    forward(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })

  async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await Array.fromAsync(request, (chunk) => Buffer.from(chunk)))
    if (request.url?.endsWith('/export_page')) pages += 1
    const headers = Object.fromEntries(
      ['apikey', 'authorization', 'content-type'].flatMap((name) => {
        const value = request.headers[name]
        return typeof value === 'string' ? [[name, value]] : []
      }),
    )
    const answer = await fetch(`${stack().apiUrl}${request.url}`, { method: 'POST', headers, body })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  }

  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const begin = () =>
    startExport(asPerson(stack(), company.admin.token), company.admin.token, {
      url,
      publishableKey: stack().publishableKey,
      key: KEY,
      log: async () => undefined,
    })

  /** Waits until nobody asks for a page any more, and says how many were asked for in all. */
  async function settled(): Promise<number> {
    for (let last = -1; last !== pages; ) {
      last = pages
      await wait(400)
    }
    return pages
  }

  test('a slow reader holds the work back, and none is done once nobody reads', async () => {
    await Array.fromAsync(await begin())
    const all = pages
    pages = 0
    const reader = (await begin()).getReader()
    await reader.read()
    expect(await settled()).toBeLessThan(all / 2)
    await reader.cancel()
    const atLast = await settled()
    await wait(500)
    expect(pages).toBe(atLast)
  })
})

test('while people work each row that stood there before is in it once, and the manifest says what it counted and when', async () => {
  let working = true
  const added = (async () => {
    let count = 0
    for (; working; count += 1) {
      await db()`insert into public.customers (company_id, name, match_key) values (${company.id}, 'Late', ${crypto.randomUUID()})`
      await db()`update public.customers set notes = 'seen' where company_id = ${company.id} and match_key = ${`c${count + 1}`}`
    }
    return count
  })()
  const before = await db()<{ id: string }[]>`select id from public.customers where company_id = ${company.id}`
  const path = await exportTo(stack(), company.admin.token)
  working = false
  const late = await added
  const [after] = await db()<{ n: number }[]>`
    select count(*)::int as n from public.customers where company_id = ${company.id}`
  const { manifest, problems } = await verifyArchive(path, KEY)
  expect(problems).toEqual([])
  const ids = rowsIn(await unpack(path), 'customers').map((row) => String(JSON.parse(row).id))
  expect(new Set(ids).size).toBe(ids.length)
  const had = new Set(ids)
  expect(before.filter(({ id }) => !had.has(id))).toEqual([])
  const table = manifest?.tables.find(({ name }) => name === 'customers')
  expect(late).toBeGreaterThan(0)
  expect(table?.rows).toBe(ids.length)
  expect(table?.rows_in_database).toBeGreaterThanOrEqual(before.length)
  expect(table?.rows_in_database).toBeLessThanOrEqual(after?.n ?? 0)
  if (table?.exact) expect(table.rows).toBe(table.rows_in_database)
  expect(Date.parse(manifest?.read_from ?? '')).toBeLessThan(Date.parse(manifest?.read_until ?? ''))
})
