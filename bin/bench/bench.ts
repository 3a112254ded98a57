import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { freePorts } from '../../supabase/local/ports.ts'
import { deletePostgresData } from '../../supabase/local/postgres-home.ts'
import { PROJECT } from '../../supabase/local/stack.ts'
import { startApp } from '../app.mjs'
import { benchBoard } from './board.ts'
import { fillCompany } from './company.ts'
import { benchExport } from './export.ts'
import { benchImport } from './import.ts'
import { benchInvoices } from './invoices.ts'
import { benchLighthouse } from './lighthouse.ts'
import { benchMap, benchRoute } from './map.ts'
import { benchPages } from './pages.ts'
import { printRatio, type Ratio } from './pairs.ts'
import { benchPortal } from './portal.ts'
import { benchPublic } from './public.ts'
import { benchReports } from './reports.ts'
import { benchSql } from './sql.ts'
import { benchSweep } from './sweep.ts'
import { benchWebhook } from './webhook.ts'

const OF_A_LARGE_COMPANY = ['sql', 'pages', 'board', 'export', 'sweep', 'import']
const PARTS = [
  'reports',
  'route',
  'public',
  'lighthouse',
  'webhook',
  'portal',
  'invoices',
  'map',
  ...OF_A_LARGE_COMPANY,
]

/** Runs every comparison on a stack and a build of its own; answers 0 when each goal holds. `names` runs only some. */
export async function bench(names: readonly string[]): Promise<number> {
  const wanted = (name: string): boolean => names.length === 0 || names.includes(name)
  const unknown = names.filter((name) => !PARTS.includes(name))
  if (unknown.length > 0) {
    console.log(`There is no part ${unknown.join(', ')}. The parts are ${PARTS.join(', ')}.`)
    return 1
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'flowtrack-bench-'))
  console.log(
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
  )
  const rows: Ratio[] = []
  const keep = (found: readonly Ratio[]): void => {
    for (const row of found) printRatio(row)
    rows.push(...found)
  }
  if (wanted('reports')) keep(await benchReports())
  if (wanted('route')) keep(benchRoute())
  const app = await startApp({
    mode: 'start',
    dataDir,
    ports: await freePorts(),
    throwaway: true,
    seed: false,
    tell: console.log,
  })
  try {
    if (app.stack === undefined) throw new Error('the bench needs the embedded stack: leave SUPABASE_URL out of .env')
    const { stack } = app
    if (wanted('public')) keep(await benchPublic(PROJECT, app.origin))
    // By name alone: it fetches Lighthouse from the registry.
    if (names.includes('lighthouse')) keep(await benchLighthouse(PROJECT, app.origin))
    const owner = postgres(stack.dbUrl, { max: 1, onnotice: () => undefined })
    try {
      if (wanted('webhook'))
        keep(
          await benchWebhook(
            PROJECT,
            owner,
            app.origin,
            'STRIPE_WEBHOOK_SECRET' in app.env ? app.env.STRIPE_WEBHOOK_SECRET : '',
          ),
        )
      if (wanted('portal'))
        keep(
          await benchPortal(PROJECT, owner, {
            origin: app.origin,
            apiUrl: stack.apiUrl,
            publishableKey: stack.publishableKey,
          }),
        )
      if (wanted('invoices')) keep(await benchInvoices(owner, stack.gatewayUrl))
      if (wanted('map')) {
        keep(await benchMap(owner, { origin: app.origin, apiUrl: stack.apiUrl, publishableKey: stack.publishableKey }))
      }
      if (!OF_A_LARGE_COMPANY.some(wanted)) return conclude(rows)
      const company = await fillCompany(owner)
      await stack.reload()
      await jobsDone(owner)
      if (wanted('sql')) keep(await benchSql(stack.adminUrl, stack.gatewayUrl, company))
      if (wanted('pages'))
        keep(
          await benchPages(
            PROJECT,
            { origin: app.origin, apiUrl: stack.apiUrl, publishableKey: stack.publishableKey },
            company,
          ),
        )
      if (wanted('board')) {
        const running = { origin: app.origin, apiUrl: stack.apiUrl, publishableKey: stack.publishableKey }
        keep(await benchBoard(PROJECT, owner, running, company))
      }
      if (wanted('export')) {
        const { apiUrl, publishableKey, adminUrl } = stack
        keep(await benchExport(owner, { origin: app.origin, apiUrl, publishableKey, adminUrl }, company))
      }
      if (wanted('sweep')) keep(await benchSweep(stack.dbUrl, company))
      if (wanted('import')) keep(await benchImport(owner, stack.adminUrl, stack.gatewayUrl))
    } finally {
      await owner.end()
    }
  } finally {
    await app.stop()
    await deletePostgresData(join(dataDir, 'pg'))
    rmSync(dataDir, { recursive: true, force: true })
  }
  return conclude(rows)
}

/** Waits for the background jobs that filling a company has caused: they would be measured along. */
async function jobsDone(sql: postgres.Sql): Promise<void> {
  for (;;) {
    const [waiting] = await sql<{ count: number }[]>`
      select count(*)::int as count from private.jobs where done_at is null and failed_at is null and run_after <= now()`
    if (waiting?.count === 0) return
    await sleep(500)
  }
}

function conclude(rows: readonly Ratio[]): number {
  const missed = rows.filter((row) => !row.holds)
  console.log(`\n${rows.length - missed.length} goals hold, ${missed.length} missed`)
  return missed.length === 0 ? 0 : 1
}
