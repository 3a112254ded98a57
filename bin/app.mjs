// Starts the whole app: database, gateway, the built Next app behind its front, and the ticker that drives the jobs.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PROJECT, Stop } from './bootstrap.mjs'
import { buildIfChanged } from './build.mjs'
import { webhookSecret } from './stack-env.mjs'

/**
 * @typedef {object} AppOptions
 * @property {'start' | 'dev'} mode production build, or hot reload
 * @property {{ app: number, gateway: number, database: number }} ports
 * @property {string} [dataDir] default .local
 * @property {boolean} [throwaway] tests: faster, and nothing survives a power cut
 * @property {boolean} [seed] seeds the demo companies into an empty database; default true
 * @property {Record<string, { hits: number, seconds: number }>} [limits] other sign-in limits, for tests
 * @property {Record<string, string>} [env] further variables for the app
 * @property {(sentence: string) => void} [tell]
 */

/**
 * Starts everything and waits until the app answers. `failed` resolves with a sentence when a part dies by itself.
 * @param {AppOptions} options
 */
export async function startApp(options) {
  const tell = options.tell ?? (() => undefined)
  const stops = []
  const stop = once(async () => {
    for (const each of stops.reverse()) await each()
  })
  try {
    const embedded = !process.env.SUPABASE_URL
    const { assertPortFree } = await import('../supabase/local/ports.ts')
    await assertPortFree(options.ports.app, 'app')
    const origin = process.env.APP_ORIGIN || `http://localhost:${options.ports.app}`
    const stack = embedded ? await startEmbedded(options, origin, tell, stops) : undefined
    if (!embedded) tell('Using the Supabase project of .env; no local database is started.')
    const env = { ...process.env, ...options.env, ...appEnvironment(stack, origin, options.ports.app, options.dataDir) }
    if (options.mode === 'start') await buildIfChanged(env, tell)
    tell(options.mode === 'dev' ? 'Starting Next with hot reload.' : 'Starting the app.')
    const web = startWeb(options, env)
    stops.push(web.stop)
    await Promise.race([web.ready, web.died.then(raise), ...(stack ? [stack.died.then(raise)] : [])])
    await answers(options.ports.app, web.died)
    const address = `http://127.0.0.1:${options.ports.app}/api`
    stops.push(startTicker(`${address}/jobs/run`, 'POST', env.CRON_SECRET, 2000))
    // It decides by itself whether this is its hour of the day.
    stops.push(startTicker(`${address}/cron/retention`, 'GET', env.CRON_SECRET, 20 * 60_000))
    const failed = Promise.race([web.died, ...(stack ? [stack.died] : [])])
    return { origin, stack, env, failed, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startEmbedded(options, origin, tell, stops) {
  const { startStack, resetStack, withSql } = await import('../supabase/local/stack.ts')
  const { isLoopback } = await import('../lib/messages/is-loopback.ts')
  const dataDir = resolve(options.dataDir ?? join(PROJECT, '.local'))
  const note = join(dataDir, 'seeding')
  if (existsSync(note)) {
    tell('The first start was interrupted while it made the demo companies; starting afresh.')
    await resetStack(dataDir)
  }
  const google =
    process.env.GOOGLE_CLIENT_ID && process.env.GOOGLE_CLIENT_SECRET
      ? { google: { clientId: process.env.GOOGLE_CLIENT_ID, secret: process.env.GOOGLE_CLIENT_SECRET } }
      : {}
  const stack = await startStack({
    dataDir,
    ports: options.ports,
    siteUrl: origin,
    movableClock: isLoopback(new URL(origin).hostname),
    onProgress: tell,
    ...(options.throwaway ? { throwaway: true } : {}),
    ...(process.env.FLOWTRACK_DATABASE === 'pglite' ? { pglite: true } : {}),
    ...(options.limits ? { limits: options.limits } : {}),
    ...google,
  })
  stops.push(stack.stop)
  if (options.seed !== false && (await withSql(stack.dbUrl, isEmpty))) {
    const seed = await optionalModule('../supabase/local/seed.ts')
    if (seed?.seedDemo) {
      tell('Making the demo companies.')
      mkdirSync(dataDir, { recursive: true })
      writeFileSync(note, '')
      await seed.seedDemo({ ...stack, appOrigin: origin, tell })
      rmSync(note, { force: true })
    }
  }
  return stack
}

async function isEmpty(sql) {
  const [table] = await sql`select to_regclass('public.companies') is not null as exists`
  if (!table.exists) return false
  const rows = await sql`select 1 from public.companies limit 1`
  return rows.length === 0
}

/** What the app reads in lib/env.ts. */
function appEnvironment(stack, origin, port, dataDir) {
  const common = { APP_ORIGIN: origin, PORT: String(port) }
  if (!stack) return common
  return {
    ...common,
    SUPABASE_URL: stack.apiUrl,
    SUPABASE_PUBLISHABLE_KEY: stack.publishableKey,
    SUPABASE_SECRET_KEY: stack.secretKey,
    CRON_SECRET: stack.keys.cronSecret,
    FLOWTRACK_SIGNING_SECRET: stack.keys.signingSecret,
    // The billing sandbox signs its events with it, as Stripe would.
    STRIPE_WEBHOOK_SECRET: process.env.STRIPE_WEBHOOK_SECRET || webhookSecret(stack.keys.signingSecret),
    FLOWTRACK_EMBEDDED: '1',
    ERASURE_LIST_DIR: process.env.ERASURE_LIST_DIR || join(resolve(dataDir ?? join(PROJECT, '.local')), 'erasures'),
    TRUSTED_HOPS: '1',
    SUPABASE_GOOGLE_ENABLED: String(Boolean(process.env.GOOGLE_CLIENT_ID && process.env.GOOGLE_CLIENT_SECRET)),
  }
}

/** Room for what lives as long as ten pages under way, so that it is not moved among the old, and kept between them. */
const YOUNG = ['--min-semi-space-size=128', '--max-semi-space-size=128']

function startWeb(options, env) {
  const dev = options.mode === 'dev'
  const server = [...YOUNG, join(PROJECT, 'supabase/local/serve.ts'), ...(dev ? ['--dev'] : [])]
  const child = spawn(process.execPath, server, {
    cwd: PROJECT,
    // Its own group: Ctrl-C reaches us first, and we stop things in their order. The channel ends it when we die.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...env, NODE_ENV: dev ? 'development' : 'production' },
  })
  let stopping = false
  let sentence
  const exited = new Promise((done) => child.once('exit', (code, signal) => done(signal ?? code)))
  const ready = new Promise((done) => {
    child.on('message', (message) => {
      if (message?.ready) done(undefined)
      if (message?.failed) sentence = message.failed
    })
  })
  const died = new Promise((tell) => {
    void exited.then((how) => {
      if (stopping) return
      tell(
        new Stop(
          sentence ??
            `The web server stopped unexpectedly (${how}), so everything was shut down: start again; nothing saved is lost.`,
        ),
      )
    })
  })
  const stop = async () => {
    stopping = true
    signalGroup(child, 'SIGTERM')
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), 5000)
    await exited
    clearTimeout(timer)
    signalGroup(child, 'SIGKILL')
  }
  return { ready, died, stop }
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The whole group is gone.
  }
}

async function answers(port, died) {
  let gone
  void died.then((why) => (gone = why))
  const until = Date.now() + 120_000
  for (;;) {
    if (gone) throw gone
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/`, {
        redirect: 'manual',
        signal: AbortSignal.timeout(60_000),
      })
      await answer.body?.cancel()
      if (answer.status < 500) return
      if (Date.now() > until)
        throw new Stop(`The app answers with status ${answer.status}: its messages above say why.`)
    } catch (error) {
      if (error instanceof Stop) throw error
      if (Date.now() > until) throw new Stop('The app did not answer within two minutes: its messages above say why.')
    }
    await sleep(200)
  }
}

/** What a scheduler does in production: calls a route again and again, never twice at once. */
function startTicker(address, method, secret, milliseconds) {
  const stopped = new AbortController()
  const turn = async () => {
    while (!stopped.signal.aborted) {
      try {
        const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(300_000)])
        const answer = await fetch(address, { method, headers: { authorization: `Bearer ${secret}` }, signal })
        await answer.body?.cancel()
      } catch {
        // The app is busy or leaving; the next turn tries again.
      }
      await sleep(milliseconds, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  }
  void turn()
  return async () => stopped.abort()
}

function raise(error) {
  throw error
}

function once(run) {
  let running
  return () => (running ??= run())
}

/** A module of the project that may not be there yet. */
export async function optionalModule(path) {
  if (!existsSync(resolve(import.meta.dirname, path))) return undefined
  return import(path)
}
