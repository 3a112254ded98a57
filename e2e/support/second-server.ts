import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { loadKeys } from '../../supabase/local/keys.ts'
import { freePorts } from '../../supabase/local/ports.ts'

const PROJECT = join(import.meta.dirname, '../..')

/** The built app once more, in a process of its own that a test may kill; on the same database and gateway. */
type SecondServer = {
  origin: string
  start: () => Promise<void>
  /** As the kernel does when memory runs out: no warning, nothing is put away. */
  kill: () => Promise<void>
  /** All it wrote to stdout and stderr since it was first started. */
  output: () => string
}

/** Settles a port and an address that outlive the process, so that sessions and open pages find the next one there. */
export async function secondServer(more: Readonly<Record<string, string>> = {}): Promise<SecondServer> {
  const { E2E_API_URL: apiUrl, E2E_DATA_DIR: dataDir } = process.env
  if (apiUrl === undefined || dataDir === undefined)
    throw new Error('E2E_API_URL or E2E_DATA_DIR is missing: run npm test -- --only=e2e')
  const keys = loadKeys(join(dataDir, 'keys.json'))
  const port = (await freePorts()).app
  const origin = `http://localhost:${port}`
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    PORT: String(port),
    APP_ORIGIN: origin,
    SUPABASE_URL: apiUrl,
    SUPABASE_PUBLISHABLE_KEY: keys.publishableKey,
    SUPABASE_SECRET_KEY: keys.secretKey,
    CRON_SECRET: keys.cronSecret,
    FLOWTRACK_SIGNING_SECRET: keys.signingSecret,
    FLOWTRACK_EMBEDDED: '1',
    ERASURE_LIST_DIR: join(dataDir, 'erasures'),
    TRUSTED_HOPS: '1',
    ...more,
  }
  let child: ChildProcess | undefined
  let output = ''
  return {
    origin,
    start: async () => {
      // The channel ends the server when the test run ends, however it ends.
      const started = spawn(process.execPath, [join(PROJECT, 'supabase/local/serve.ts')], {
        cwd: PROJECT,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env,
      })
      child = started
      for (const stream of [started.stdout, started.stderr])
        stream?.on('data', (chunk: Buffer) => {
          output += chunk.toString()
        })
      await new Promise<void>((ready, fail) => {
        started.once('message', () => ready())
        started.once('exit', (code) => fail(new Error(`the second server ended (${code}): ${output.slice(-2000)}`)))
      })
    },
    kill: async () => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
    output: () => output,
  }
}
