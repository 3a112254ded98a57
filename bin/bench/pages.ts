import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { createServerClient } from '@supabase/ssr'
import type { BenchCompany } from './company.ts'
import { freePorts } from '../../supabase/local/ports.ts'
import { interleave, type Ratio } from './pairs.ts'

/** Turns of three seconds before a server is measured: it serves for weeks, and compiles its hot paths in the first minute. */
export const WARM_UPS = 10

export type Running = { origin: string; apiUrl: string; publishableKey: string }

/** The devices list at 100,000 rows against a bare dynamic Next page, and the scripts each loads first. */
export async function benchPages(project: string, app: Running, company: BenchCompany): Promise<Ratio[]> {
  const cookie = await signInCookie(app, company)
  const bare = await startBareApp(project)
  try {
    const ours = await page(`${app.origin}/devices`, cookie)
    if (!ours.includes('0000001') && !/of 1,000\+/.test(ours)) throw new Error('the list page did not show its rows')
    const rate = await interleave(
      7,
      () => requestsPerSecond(`${app.origin}/devices`, cookie),
      () => requestsPerSecond(bare.origin, undefined),
      WARM_UPS,
    )
    const scripts = {
      ours: await firstLoadKilobytes(app.origin, '/devices', cookie),
      yardstick: await firstLoadKilobytes(bare.origin, '/', undefined),
    }
    const weight = scripts.ours / scripts.yardstick
    return [
      {
        name: 'list page at 100,000 devices / bare dynamic Next page',
        goal: '≥ 0.20',
        unit: 'per second',
        ...rate,
        holds: rate.ratio >= 0.2,
        limit: 'one gateway call, and React and Next on one thread',
      },
      {
        name: 'first-load JS of the list page / bare Next app',
        goal: '≤ 1.35',
        unit: 'KB gz',
        ...scripts,
        ratio: weight,
        holds: weight <= 1.35,
        limit: 'React and Next themselves; overlays load on first use',
      },
    ]
  } finally {
    await bare.stop()
  }
}

/** A session's cookies, as the browser would send them. */
export async function signInCookie(app: Running, company: BenchCompany): Promise<string> {
  let cookies: { name: string; value: string }[] = []
  const client = createServerClient(app.apiUrl, app.publishableKey, {
    cookies: {
      getAll: () => cookies,
      setAll: (list) => {
        cookies = [...cookies, ...list.map(({ name, value }) => ({ name, value }))]
      },
    },
  })
  const { error } = await client.auth.signInWithPassword({ email: company.email, password: company.password })
  if (error !== null) throw new Error(`the bench user could not sign in: ${error.message}`)
  await sleep(50)
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 })

/** A page's text; throws unless it is there. */
export function page(url: string, cookie: string | undefined): Promise<string> {
  return new Promise((done, fail) => {
    get(url, { agent, headers: { accept: 'text/html', ...(cookie === undefined ? {} : { cookie }) } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () =>
        response.statusCode === 200 ? done(text) : fail(new Error(`${url} answered ${response.statusCode}`)),
      )
    }).on('error', fail)
  })
}

/** Ten at a time for three seconds. */
async function requestsPerSecond(url: string, cookie: string | undefined): Promise<number> {
  const until = performance.now() + 3000
  const started = performance.now()
  let finished = 0
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      while (performance.now() < until) {
        await page(url, cookie)
        finished += 1
      }
    }),
  )
  const rate = (finished * 1000) / (performance.now() - started)
  // A server closes what was idle for seconds, perhaps just as it is used again.
  agent.destroy()
  return rate
}

/** Every script the page names, gzipped; the polyfill for old browsers (nomodule) is left out on both sides. */
export async function firstLoadKilobytes(origin: string, path: string, cookie: string | undefined): Promise<number> {
  const html = await page(`${origin}${path}`, cookie)
  const tags = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag))
  const sources = [...new Set(tags.map((match) => match[1] ?? ''))].filter((source) => source.startsWith('/_next/'))
  let bytes = 0
  for (const source of sources) bytes += gzipSync(await page(`${origin}${source}`, undefined)).length
  return bytes / 1024
}

/** A Next app with a bare page and an empty route, on the same Next as ours. */
export async function startBareApp(project: string): Promise<{ origin: string; stop: () => Promise<void> }> {
  // Inside the project, so that it finds the very same Next; a folder of its own all the same.
  mkdirSync(join(project, '.local'), { recursive: true })
  const folder = mkdtempSync(join(project, '.local/bare-'))
  mkdirSync(join(folder, 'app/empty'), { recursive: true })
  const files = {
    'package.json': '{"name":"bare","private":true,"type":"module"}',
    'next.config.mjs': `export default { poweredByHeader: false, agentRules: false, turbopack: { root: ${JSON.stringify(project)} } }`,
    'tsconfig.json':
      '{"compilerOptions":{"jsx":"react-jsx","module":"esnext","moduleResolution":"bundler","strict":true,"skipLibCheck":true}}',
    'app/layout.tsx':
      'export default function Layout({ children }: { children: React.ReactNode }) {\n  return <html lang="en"><body>{children}</body></html>\n}\n',
    'app/empty/route.ts':
      "export const dynamic = 'force-dynamic'\n\nexport async function POST(request: Request) {\n  await request.arrayBuffer()\n  return new Response(null, { status: 204 })\n}\n",
    'app/page.tsx':
      "import { connection } from 'next/server'\n\nexport default async function Page() {\n  await connection()\n  return <main><h1>Bare</h1></main>\n}\n",
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const next = join(project, 'node_modules/next/dist/bin/next')
  const environment = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  await finished(
    spawn(process.execPath, [next, 'build'], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    }),
  )
  const { app: port } = await freePorts()
  const server = spawn(process.execPath, [next, 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: folder,
    env: environment,
    stdio: 'ignore',
  })
  const origin = `http://127.0.0.1:${port}`
  for (let attempt = 0; ; attempt += 1) {
    try {
      await page(origin, undefined)
      break
    } catch (error) {
      if (attempt > 100 || server.exitCode !== null) throw error
      await sleep(100)
    }
  }
  return {
    origin,
    stop: async () => {
      server.kill()
      await new Promise((done) => server.once('exit', done))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function finished(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let words = ''
    child.stderr?.on('data', (chunk) => {
      words += String(chunk)
    })
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(`the bare app could not be built: ${words.slice(-2000)}`)),
    )
  })
}
