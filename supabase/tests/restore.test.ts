import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@supabase/supabase-js'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePorts } from '../local/ports.ts'
import { deletePostgresData } from '../local/postgres-home.ts'
import { PROJECT, type Stack, startStack } from '../local/stack.ts'

/** docs/runbooks/restore.md, done for real: a backup of the whole cluster brings an erased company back, and it is erased again. */

const dataDir = mkdtempSync(join(tmpdir(), 'flowtrack-restore-'))
const backup = join(dataDir, 'pg.backup')
const companyId = randomUUID()
const canary = `canary${randomUUID().slice(0, 8)}`
let stack: Stack

const start = async (): Promise<void> => {
  stack = await startStack({ dataDir, ports: await freePorts(), siteUrl: 'http://localhost:3000', throwaway: true })
}
beforeAll(async () => {
  chmodSync(dataDir, 0o711)
  await start()
})
afterAll(async () => {
  await stack.stop()
  await deletePostgresData(join(dataDir, 'pg'))
  rmSync(dataDir, { recursive: true, force: true })
})

async function asOwner<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(stack.dbUrl, { max: 1, onnotice: () => undefined })
  try {
    return await run(sql)
  } finally {
    await sql.end()
  }
}

/** A command of bin/ as a person runs it; answers its exit code and what it printed. */
async function command(file: string, ...args: string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [join(PROJECT, 'bin', file), ...args], {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      APP_ORIGIN: 'http://localhost:3000',
      SUPABASE_URL: stack.apiUrl,
      SUPABASE_PUBLISHABLE_KEY: stack.publishableKey,
      SUPABASE_SECRET_KEY: stack.secretKey,
      CRON_SECRET: stack.keys.cronSecret,
      FLOWTRACK_SIGNING_SECRET: stack.keys.signingSecret,
      ERASURE_LIST_DIR: join(dataDir, 'erasures'),
    },
  })
  let text = ''
  child.stdout.on('data', (piece) => void (text += String(piece)))
  const code = await new Promise<number | null>((done) => child.once('exit', done))
  return { code, text }
}

const bucket = () =>
  createClient(stack.apiUrl, stack.secretKey, { auth: { persistSession: false } }).storage.from('company-files')
const customers = () => asOwner((sql) => sql`select name from public.customers where company_id = ${companyId}`)

test('a restored cluster is erased again from the list outside it, by the commands of the runbook', async () => {
  await asOwner(async (sql) => {
    await sql`insert into public.companies (id, name, subscription_status) values (${companyId}, ${canary}, 'active')`
    await sql`insert into public.company_settings (company_id) values (${companyId})`
    await sql`insert into public.customers (company_id, name, match_key) values (${companyId}, ${canary}, 'x')`
  })
  const path = `${companyId}/photo/${randomUUID()}`
  expect((await bucket().upload(path, Buffer.from(canary), { contentType: 'image/png' })).error).toBeNull()

  await stack.stop()
  expect(spawnSync('cp', ['-a', join(dataDir, 'pg'), backup]).status).toBe(0)
  await start()
  await asOwner(
    (sql) =>
      sql`update public.companies set subscription_status = 'canceled', deletion_clock_starts_at = now() - interval '31 days' where id = ${companyId}`,
  )
  expect((await command('sweep.mjs')).text).toContain(`${companyId}  erased, certificate 1`)
  expect(await command('verify-erasure.mjs', companyId)).toMatchObject({ code: 0 })

  await stack.stop()
  await deletePostgresData(join(dataDir, 'pg'))
  rmSync(join(dataDir, 'pg'), { recursive: true, force: true })
  renameSync(backup, join(dataDir, 'pg'))
  await start()
  // The rows are back, as of a company that pays. The file is not: a backup of the database holds no objects, only their index.
  expect(await customers()).toMatchObject([{ name: canary }])
  expect((await bucket().download(path)).error).not.toBeNull()
  expect(await command('verify-erasure.mjs', companyId)).toMatchObject({ code: 1 })

  const again = await command('sweep.mjs', '--reapply')
  expect(again).toMatchObject({ code: 0 })
  expect(again.text).toContain(`${companyId}  erased, certificate 1`)
  const verified = await command('verify-erasure.mjs', companyId)
  expect(verified).toMatchObject({ code: 0 })
  expect(verified.text).toMatch(/^Erased .*, final .* Certificate 1: [0-9a-f]{64}$/m)
  expect(await customers()).toEqual([])
})
