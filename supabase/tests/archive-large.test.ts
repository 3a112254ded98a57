import { stat } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { fillCompany, fillTests } from '../../bin/bench/company.ts'
import { archiveRows } from '../../lib/archives/archive-rows.ts'
import { verifyArchive } from '../../lib/export/verify-archive.ts'
import { bring, exportTo, KEY } from './archive-world.ts'
import { db, signToken, stack } from './harness.ts'
import { foundCompany } from './people-cast.ts'
import { PROOF } from './proof.ts'

const [DEVICES, EACH] = PROOF ? [100_000, 5] : [300, 5]
const MOST_GROWTH_MB = 400
/** Both accounts have rows of their own here; archives.test.ts compares these. */
const OF_THE_ACCOUNT = ['companies', 'company_settings', 'profiles', 'invitations', 'notification_log', 'audit_log']

/** The slices of both archives side by side: the same rows in the same order cut at the same places. */
async function expectSame(first: string, firstId: string, second: string, secondId: string): Promise<number> {
  const others = archiveRows(second)
  const next = async () => {
    for (let one = await others.next(); ; one = await others.next())
      if (one.done || !OF_THE_ACCOUNT.includes(one.value.table)) return one.value
  }
  let slices = 0
  for await (const { table, number, rows } of archiveRows(first)) {
    if (OF_THE_ACCOUNT.includes(table)) continue
    const other = await next()
    const blank = (text: string, id: string) => text.replaceAll(`"company_id":"${id}"`, '"company_id":*')
    expect({ table: other?.table, number: other?.number }).toEqual({ table, number })
    expect(blank(other?.rows ?? '', secondId) === blank(rows, firstId), `${table} ${number}`).toBe(true)
    slices += 1
  }
  expect(await next()).toBeUndefined()
  return slices
}

test(`${DEVICES} assemblies with ${DEVICES * EACH} tests go out, come back and go out the same, in bounded memory`, {
  timeout: 3_600_000,
}, async () => {
  const source = await fillCompany(db(), DEVICES)
  await fillTests(db(), source, EACH)
  const token = signToken({
    sub: source.userId,
    session_id: source.sessionId,
    aud: 'authenticated',
    role: 'authenticated',
    email: source.email,
  })
  const target = await foundCompany()
  let [began, took] = [performance.now(), {}]
  const lap = (what: string): void => {
    took = { ...took, [what]: Math.round(performance.now() - began) }
    began = performance.now()
  }
  const first = await exportTo(stack(), token)
  lap('exported')
  // As if it had been erased: an archive of a living company comes into no other.
  await db()`update public.companies set erased_at = now() where id = ${source.companyId}`
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100)
  began = performance.now()
  const brought = await bring(stack(), target.admin.token, first)
  lap('brought in')
  clearInterval(watch)
  expect(brought).toMatchObject({
    ok: true,
    value: { signed: true, rows: { devices: DEVICES, test_records: DEVICES * EACH, test_readings: DEVICES * EACH } },
  })
  expect((most - before) / 1e6).toBeLessThan(MOST_GROWTH_MB)
  began = performance.now()
  const second = await exportTo(stack(), target.admin.token)
  lap('exported again')
  const slices = await expectSame(first, source.companyId, second, target.id)
  const { manifest, signed, problems } = await verifyArchive(second, KEY)
  expect({ signed, problems }).toEqual({ signed: true, problems: [] })
  const rows = manifest?.tables.reduce((sum, table) => sum + table.rows, 0)
  const megabytes = Math.round((await stat(first)).size / 1e6)
  console.log(JSON.stringify({ rows, megabytes, slices, ...took }), `+${Math.round((most - before) / 1e6)} MB`)
})
