import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { assertPortFree, busyPort } from './ports.ts'
import { choosePostgresHome, type PostgresHome } from './postgres-home.ts'
import { killServer, stopLeftover } from './postgres-leftover.ts'
import { CannotRunHere, diskIsFull, explain, Sentence } from './sentence.ts'

/** The cluster's own superuser; like on hosted Supabase nothing of ours runs as it except the set-up of roles. */
export const ADMIN_USER = 'supabase_admin'

export type PostgresOptions = {
  /** Folder of the data; for root it only names the place (see postgres-home.ts). */
  dataDir: string
  port: number
  /** Password of the superuser, set when the cluster is created. */
  password: string
  logFile: string
  /** Tests: no fsync, so that a fresh cluster is there in seconds. Never for data anybody wants to keep. */
  throwaway?: boolean
}

export type RunningPostgres = {
  adminUrl: string
  port: number
  data: string
  /** True when this start created the cluster. */
  fresh: boolean
  /** Resolves with a sentence when the server ends without having been asked to. */
  died: Promise<Sentence>
  stop: () => Promise<void>
}

/**
 * Starts a real PostgreSQL 17 on 127.0.0.1 from the npm package's programs, creating the cluster on first use.
 * The package's own class is not used: it creates system users, keeps exit hooks and cannot relocate for root.
 * Errors a person can cause (busy port, full disk, unreadable data) are sentences.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  try {
    return await start(options)
  } catch (error) {
    throw explain(error, `the database folder ${resolve(options.dataDir)}`)
  }
}

async function start(options: PostgresOptions): Promise<RunningPostgres> {
  const home = await choosePostgresHome(options.dataDir)
  await stopLeftover(home.data)
  await assertPortFree(options.port, 'database')
  const fresh = !existsSync(join(home.data, 'PG_VERSION'))
  if (fresh) await createCluster(home, options)
  const child = launch(home, options)
  const adminUrl = `postgres://${ADMIN_USER}:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/postgres`
  let stopping = false
  let exited = false
  const exit = new Promise<void>((done) => child.once('exit', () => done())).then(() => {
    exited = true
  })
  const died = new Promise<Sentence>((tell) => {
    void exit.then(() => {
      if (!stopping) tell(afterDeath(options.logFile))
    })
  })
  const stop = async (): Promise<void> => {
    stopping = true
    if (exited) return
    child.stdin?.end()
    const timer = setTimeout(() => killServer(home.data, 'SIGQUIT'), 15_000)
    await exit
    clearTimeout(timer)
  }
  try {
    await waitUntilReady(adminUrl, () => exited, options)
  } catch (error) {
    await stop()
    throw error
  }
  return { adminUrl, port: options.port, data: home.data, fresh, died, stop }
}

async function createCluster(home: PostgresHome, options: PostgresOptions): Promise<void> {
  // A first start that was killed half-way leaves files without PG_VERSION: nothing in them is worth keeping.
  rmSync(home.data, { recursive: true, force: true })
  mkdirSync(home.data, { recursive: true, mode: 0o700 })
  if (home.user) chownSync(home.data, home.user.uid, home.user.gid)
  const passwordFile = join(dirname(home.data), `.password-${process.pid}`)
  writeFileSync(passwordFile, options.password, { mode: 0o600 })
  if (home.user) chownSync(passwordFile, home.user.uid, home.user.gid)
  const flags = [
    `--pgdata=${home.data}`,
    `--username=${ADMIN_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=en-US',
    ...(options.throwaway ? ['--no-sync'] : []),
  ]
  try {
    const { code, output } = await run(join(home.programs, 'bin', 'initdb'), flags, home)
    if (code === 0) return
    const full = diskIsFull(dirname(home.data)) || /No space left on device/.test(output)
    rmSync(home.data, { recursive: true, force: true })
    if (full)
      throw new Sentence('The disk is full, so the database could not be created: free some space and start again.')
    throw new Sentence(`The database could not be created: ${lastLines(output)}`)
  } catch (error) {
    throw explain(error, `the database folder ${home.data}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function run(program: string, flags: string[], home: PostgresHome): Promise<{ code: number; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(program, flags, { ...identity(home), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += String(chunk)))
    child.stderr.on('data', (chunk) => (output += String(chunk)))
    // Present but not startable: another C library or another processor.
    child.once('error', (error) => fail(new CannotRunHere(`PostgreSQL's programs do not start: ${error.message}.`)))
    child.once('close', (code) => {
      done({ code: code ?? 1, output })
    })
  })
}

/**
 * PostgreSQL runs below a small shell that holds our end of a pipe: when this process ends in any way, even by kill -9,
 * the pipe closes and the shell stops the server. Its own process group keeps Ctrl-C from reaching it before us.
 */
const KEEPER = `
exec 3<&0
"$@" 3<&- </dev/null &
server=$!
( cat <&3 >/dev/null; kill -INT "$server" 2>/dev/null ) &
watcher=$!
exec 3<&-
code=1
while kill -0 "$server" 2>/dev/null; do wait "$server"; code=$?; done
kill "$watcher" 2>/dev/null
exit "$code"
`

function launch(home: PostgresHome, options: PostgresOptions): ChildProcess {
  const settings = {
    port: String(options.port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    // As the hosted service has it: no disk of today reads neighbours four times faster than anything else.
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    password_encryption: 'scram-sha-256',
    // Small containers have too little shared memory for parallel workers, and two cores little use for them.
    max_parallel_workers_per_gather: '0',
    // Errors quote values in their message and detail, and statements and parameters are values: none of it is logged.
    // What failed for whom stands in the app's own log, by code.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_line_prefix: '%m [%p] ',
    ...(options.throwaway
      ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum_naptime: '10s' }
      : { max_wal_size: '2GB' }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  mkdirSync(dirname(options.logFile), { recursive: true })
  const log = openSync(options.logFile, 'a', 0o600)
  const server = [join(home.programs, 'bin', 'postgres'), '-D', home.data, ...flags]
  const child = spawn('/bin/sh', ['-c', KEEPER, 'keeper', ...server], {
    ...identity(home),
    detached: true,
    stdio: ['pipe', log, log],
  })
  closeSync(log)
  child.stdin?.on('error', () => undefined)
  return child
}

function identity(home: PostgresHome): { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv } {
  // Nothing of our environment belongs in the database server: keys live there, and PG* variables would mislead it.
  const env = { NODE_ENV: 'production' as const, PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  return { cwd: '/', env, ...(home.user ? { uid: home.user.uid, gid: home.user.gid } : {}) }
}

async function waitUntilReady(adminUrl: string, exited: () => boolean, options: PostgresOptions): Promise<void> {
  const until = Date.now() + 120_000
  for (;;) {
    if (exited()) throw whyNotStarted(options)
    const trouble = await ask(adminUrl)
    if (trouble === undefined) return
    if (/password authentication failed|28P01/.test(trouble)) {
      throw new Sentence(
        'The database does not accept the password in .local/keys.json, so that file belongs to another install: restore it, or start afresh with npm run demo -- --reset.',
      )
    }
    if (Date.now() > until) {
      throw new Sentence(`The database did not answer within two minutes; its log is ${options.logFile}.`)
    }
    await sleep(60)
  }
}

async function ask(adminUrl: string): Promise<string | undefined> {
  const sql = postgres(adminUrl, { max: 1, connect_timeout: 5, idle_timeout: 1, onnotice: () => undefined })
  try {
    await sql`select 1`
    return undefined
  } catch (error) {
    return String(error)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function whyNotStarted(options: PostgresOptions): Sentence {
  const tail = logTail(options.logFile)
  if (/could not bind|Address already in use/.test(tail)) return busyPort(options.port, 'database')
  if (/No space left on device/.test(tail) || diskIsFull(dirname(options.logFile))) {
    return new Sentence('The disk is full, so the database could not start: free some space and start again.')
  }
  if (/database files are incompatible|invalid data in file|could not open control file/.test(tail)) {
    return new Sentence(
      `The database folder is damaged or from another version (${lastLines(tail)}): start afresh with npm run demo -- --reset.`,
    )
  }
  return new Sentence(`The database could not start: ${lastLines(tail)} (log: ${options.logFile}).`)
}

function afterDeath(logFile: string): Sentence {
  if (/No space left on device/.test(logTail(logFile)) || diskIsFull(dirname(logFile))) {
    return new Sentence(
      'The database stopped because the disk is full: free some space and start again; nothing committed is lost.',
    )
  }
  return new Sentence(
    `The database stopped unexpectedly, so everything was shut down: start again, nothing committed is lost (log: ${logFile}).`,
  )
}

function logTail(logFile: string): string {
  try {
    return readFileSync(logFile, 'utf8').slice(-4000)
  } catch {
    return ''
  }
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-3).join(' ').slice(-600)
}
