import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import postgres, { type Sql } from 'postgres'
import type { AttemptLimits } from './attempts.ts'
import type { Mailbox } from './auth-mail.ts'
import { letClockMove } from './clock.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { type Keys, loadKeys } from './keys.ts'
import { migrate } from './migrate.ts'
import { assertPortFree, type Ports } from './ports.ts'
import { ADMIN_USER, type RunningPostgres, startPostgres } from './postgres.ts'
import { deletePostgresData, putOrphanAside } from './postgres-home.ts'
import { CannotRunHere, explain, Sentence } from './sentence.ts'
import { createSystemSchema, GATEWAY_USER } from './system-schema.ts'

export const PROJECT = resolve(import.meta.dirname, '../..')

export type StackOptions = {
  /** Everything local lives here: keys, data, files, logs. Default `.local` in the project. */
  dataDir?: string
  ports: Pick<Ports, 'gateway' | 'database'>
  /** The app's origin, for links in messages. */
  siteUrl: string
  /** Folder of the migrations; null applies none. Default supabase/migrations. */
  migrations?: string | null
  limits?: Partial<AttemptLimits>
  /** The demo may move a company's clock forward. Otherwise the clock is the real time, as in production. */
  movableClock?: boolean
  google?: { clientId: string; secret: string }
  /** Uses the fallback although PostgreSQL would run. */
  pglite?: boolean
  /** Tests: no fsync. */
  throwaway?: boolean
  onProgress?: (sentence: string) => void
}

export type Stack = {
  apiUrl: string
  /** As `postgres`: owns our objects, bypasses RLS, no superuser. */
  dbUrl: string
  /** As the cluster's superuser; for benchmarks and for looking at everything. */
  adminUrl: string
  /** As `authenticator`: may become anon, authenticated and service_role, and nothing else. */
  gatewayUrl: string
  keys: Keys
  publishableKey: string
  secretKey: string
  jwtSecret: string
  mailbox: Mailbox
  /** True when the database was created by this start. */
  fresh: boolean
  applied: string[]
  died: Promise<Sentence>
  /** Rereads the schema after changes made while serving. */
  reload: () => Promise<void>
  stop: () => Promise<void>
}

/** Starts database and gateway, and brings the schema up to date. Errors a person can cause are sentences. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.dataDir ?? join(PROJECT, '.local'))
  const tell = options.onProgress ?? (() => undefined)
  const release = takeFolder(dataDir)
  let database: RunningPostgres | undefined
  let gateway: Gateway | undefined
  const stop = async (): Promise<void> => {
    await gateway?.stop()
    await database?.stop()
    release()
  }
  try {
    const firstStart = !existsSync(join(dataDir, 'keys.json'))
    const keys = loadKeys(join(dataDir, 'keys.json'))
    const orphan = firstStart ? putOrphanAside(join(dataDir, 'pg')) : undefined
    if (orphan !== undefined) tell(`The keys of an earlier database are gone; it was put aside in ${orphan}.`)
    await assertPortFree(options.ports.gateway, 'gateway')
    database = await startDatabase(options, dataDir, keys, tell)
    const urls = urlsOf(options.ports.database, keys)
    await withSql(database.adminUrl, (admin) => createSystemSchema(admin, keys))
    const applied =
      options.migrations === null
        ? []
        : (await migrate(urls.dbUrl, options.migrations ?? join(PROJECT, 'supabase/migrations'))).applied
    if (applied.length > 0) tell(`Applied ${applied.length} migrations.`)
    await withSql(database.adminUrl, (admin) => letClockMove(admin, options.movableClock === true))
    tell('Starting the local gateway.')
    gateway = await startGateway({
      port: options.ports.gateway,
      keys,
      gatewayUrl: urls.gatewayUrl,
      databaseUrl: urls.dbUrl,
      storageDir: join(dataDir, 'storage'),
      siteUrl: options.siteUrl,
      ...(options.limits ? { limits: options.limits } : {}),
      ...(options.movableClock ? { movableClock: true } : {}),
      ...(options.google ? { google: options.google } : {}),
    })
    return {
      ...urls,
      apiUrl: gateway.url,
      adminUrl: database.adminUrl,
      keys,
      publishableKey: keys.publishableKey,
      secretKey: keys.secretKey,
      jwtSecret: keys.jwtSecret,
      mailbox: gateway.mailbox,
      fresh: database.fresh,
      applied,
      died: database.died,
      reload: gateway.reload,
      stop,
    }
  } catch (error) {
    await stop()
    throw explain(error, dataDir)
  }
}

/** PostgreSQL, or where its programs do not run, PGlite in its place, said aloud. */
async function startDatabase(
  options: StackOptions,
  dataDir: string,
  keys: Keys,
  tell: (sentence: string) => void,
): Promise<RunningPostgres> {
  const port = options.ports.database
  try {
    if (options.pglite) throw new CannotRunHere('PGlite was asked for (FLOWTRACK_DATABASE=pglite).')
    tell('Starting PostgreSQL 17.')
    return await startPostgres({
      dataDir: join(dataDir, 'pg'),
      port,
      password: keys.adminPassword,
      logFile: join(dataDir, 'postgres.log'),
      ...(options.throwaway ? { throwaway: true } : {}),
    })
  } catch (error) {
    if (!(error instanceof CannotRunHere)) throw error
    tell(`${error.message} PGlite takes its place: good for looking around, but slow; for work use a Supabase project.`)
    const { startPglite } = await import('./pglite.ts')
    await assertPortFree(port, 'database')
    const passwords = {
      [ADMIN_USER]: keys.adminPassword,
      postgres: keys.databasePassword,
      [GATEWAY_USER]: keys.gatewayPassword,
    }
    return startPglite({ dataDir, port, passwords })
  }
}

/** Deletes everything local: data, files, keys, logs. Refuses while a stack runs on it. */
export async function resetStack(dataDir: string = join(PROJECT, '.local')): Promise<void> {
  const release = takeFolder(dataDir)
  try {
    await deletePostgresData(join(dataDir, 'pg'))
  } finally {
    release()
  }
  rmSync(dataDir, { recursive: true, force: true })
}

/** Runs with a connection of its own that is closed afterwards. */
export async function withSql<T>(url: string, run: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 2, onnotice: () => undefined })
  try {
    return await run(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function urlsOf(port: number, keys: Keys): { dbUrl: string; gatewayUrl: string } {
  return {
    dbUrl: `postgres://postgres:${keys.databasePassword}@127.0.0.1:${port}/postgres`,
    gatewayUrl: `postgres://${GATEWAY_USER}:${keys.gatewayPassword}@127.0.0.1:${port}/postgres`,
  }
}

/** One stack per folder: notes who has it, and takes it over from a process that no longer lives. */
function takeFolder(dataDir: string): () => void {
  const note = join(dataDir, 'running.pid')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const owner = existsSync(note) ? Number(readFileSync(note, 'utf8')) : Number.NaN
    if (Number.isInteger(owner) && owner !== process.pid && runsNode(owner)) {
      throw new Sentence(`FlowTrack Pro already runs on ${dataDir} (process ${owner}): use that one, or stop it first.`)
    }
    writeFileSync(note, String(process.pid))
  } catch (error) {
    throw explain(error, dataDir)
  }
  return () => rmSync(note, { force: true })
}

function runsNode(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]?.includes('node') ?? false
  } catch {
    return process.platform !== 'linux'
  }
}
