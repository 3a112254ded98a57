import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { isProof } from '../../lib/env.ts'
import { db, rest } from './harness.ts'
import { commit, factsOf, makeOffice, onFile, runStaging, stateOfImport, SYNCTA, undo, upload } from './import-world.ts'

const ROWS = isProof() ? 100_000 : 6_000
const MOST_GROWTH_MB = 350

function largeSheet(): Buffer {
  const [head = '', ...lines] = SYNCTA.toString('utf8').trim().split(/\r?\n/)
  const rows = Array.from({ length: ROWS }, (_, at) =>
    (lines[at % lines.length] ?? '')
      .replace(/^([^,]*),([^,"]*),/, `$1,Customer ${Math.floor(at / 4)},`)
      .replace(/,([^,]*),(\d{6}),(Yes|No|),/, `,S${1_000_000 + at * 7},${1_000_000 + at},$3,`),
  )
  return Buffer.from([head, ...rows].join('\n'))
}

test(`a sheet of ${ROWS} rows is staged in bounded memory while others get their turn, committed and taken back`, {
  timeout: 1_800_000,
}, async () => {
  const office = await makeOffice()
  const importId = await upload(office, largeSheet(), 'large.csv')
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100)
  const seen: number[] = []
  let reading = true
  const poll = (async () => {
    while (reading) {
      const { body } = await rest(office.admin.token).rpc('import_progress', { p_import_id: importId })
      if (typeof body === 'object' && body !== null && 'staged_rows' in body) seen.push(Number(body.staged_rows))
      await wait(250)
    }
  })()
  const started = performance.now()
  await runStaging(importId)
  const stagedMs = performance.now() - started
  reading = false
  await poll
  clearInterval(watch)
  const { state, counts } = await factsOf(importId)
  expect({ state, rows: counts.rows }).toEqual({ state: 'staged', rows: ROWS })
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(new Set(seen).size).toBeGreaterThan(2)
  expect((most - before) / 1e6).toBeLessThan(MOST_GROWTH_MB)

  const committing = performance.now()
  expect((await commit(office.admin, importId)).status).toBe(200)
  const committedMs = performance.now() - committing
  expect(await stateOfImport(db(), importId)).toBe('complete')
  const undoing = performance.now()
  expect((await undo(office.admin, importId)).status).toBe(200)
  expect((await onFile(office.companyId)).devices).toBe(0)
  const figures = { rows: ROWS, staged: stagedMs, committed: committedMs, undone: performance.now() - undoing }
  console.log(
    JSON.stringify(figures, (_, value) => (typeof value === 'number' ? Math.round(value) : value)),
    `+${Math.round((most - before) / 1e6)} MB`,
  )
})
