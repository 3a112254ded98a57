// What `npm run demo` and `npm run dev` share: options, start, the address and sign-ins, and an orderly end.
import { parseArgs } from 'node:util'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { optionalModule, startApp } from './app.mjs'
import { PROJECT, Stop } from './bootstrap.mjs'

const HELP = `Options:
  --reset        deletes the local database, files and keys first
  --port NUMBER  serves the app on another port (default 3000, or PORT)
  --data FOLDER  keeps everything local in another folder (default .local)
`

/**
 * Starts the app and serves it until Ctrl-C, a signal, or the death of a part. Answers the exit code.
 * @param {'start' | 'dev'} mode
 */
export async function serveUntilStopped(mode) {
  const options = readOptions()
  if (options.help) {
    console.log(HELP)
    return 0
  }
  const { portsFrom } = await import('../supabase/local/ports.ts')
  const ports = portsFrom({ ...process.env, ...(options.port === undefined ? {} : { PORT: options.port }) })
  const dataDir = resolve(options.data ?? join(PROJECT, '.local'))
  const asked = untilAsked()
  if (options.reset) {
    const { resetStack } = await import('../supabase/local/stack.ts')
    await resetStack(dataDir)
    console.log('The local database, files and keys are deleted.')
  }
  const begun = Date.now()
  const starting = startApp({ mode, ports, dataDir, tell: (sentence) => console.log(sentence) })
  const early = await Promise.race([starting.then(() => undefined), asked])
  if (early !== undefined) {
    // Whatever has started by now ends with this process: each part notices when we are gone.
    console.log('\nStopped while starting.')
    return early
  }
  const app = await starting
  await printWelcome(app.origin, Math.round((Date.now() - begun) / 100) / 10, app.stack !== undefined)
  const end = await Promise.race([asked, app.failed])
  if (typeof end === 'number') console.log('\nStopping.')
  else console.error(`\n${end.message}`)
  await app.stop()
  return typeof end === 'number' ? end : 1
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        reset: { type: 'boolean' },
        port: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    return values
  } catch (error) {
    throw new Stop(`${error.message}\n\n${HELP}`)
  }
}

/** Resolves with the exit code of the first request to stop; a second one leaves at once. */
function untilAsked() {
  return new Promise((done) => {
    let asked = 0
    const ask = () => {
      asked += 1
      if (asked > 1) process.exit(130)
      done(0)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask)
    // The process that started us on this Node is gone.
    process.on('disconnect', ask)
  })
}

async function printWelcome(origin, seconds, embedded) {
  console.log(`\nFlowTrack Pro is ready after ${seconds} s:\n\n  ${origin}\n`)
  const signIns = embedded ? await demoSignIns() : []
  if (signIns.length > 0) {
    console.log('Demo sign-ins:')
    const width = Math.max(...signIns.map((one) => one.email.length))
    for (const one of signIns)
      console.log(
        `  ${one.email.padEnd(width)}  ${one.password}  ${[one.role, one.company].filter(Boolean).join(', ')}`,
      )
    console.log('')
  }
  console.log('Ctrl-C stops it; the data stays.')
}

async function demoSignIns() {
  const seed = await optionalModule('../supabase/local/seed.ts')
  if (seed?.demoSignIns) return seed.demoSignIns()
  try {
    return JSON.parse(readFileSync(join(PROJECT, 'supabase/local/demo-sign-ins.json'), 'utf8'))
  } catch {
    return []
  }
}
