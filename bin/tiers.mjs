// The tiers of npm test: what each runs and how its passed and failed are counted.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { startApp } from './app.mjs'
import { PROJECT, Stop } from './bootstrap.mjs'
import { findChromium } from './chromium.mjs'

/** `names` are the failed tests, each with the first line of what went wrong. */
/** @typedef {{ passed: number, failed: number, note?: string, names?: string[] }} Count */
/** @typedef {(text: string) => void} Say */
/**
 * A tier `aside` runs beside the others.
 * @typedef {{ name: string, aside?: true, run: (more: string[], say: Say) => Promise<Count> }} Tier
 */

const program = (name) => join(PROJECT, 'node_modules', '.bin', name)

/** @type {Tier[]} */
export const TIERS = [
  { name: 'lint', run: (_, say) => check('oxlint', ['--type-aware', '--deny-warnings'], say) },
  { name: 'format', run: (_, say) => check('biome', ['format', '.'], say) },
  { name: 'types', run: (_, say) => check('tsc', ['--noEmit', '--incremental', 'false'], say) },
  { name: 'unused', run: (_, say) => unused(say) },
  { name: 'unit', run: (more, say) => vitest('unit', more, say) },
  { name: 'database', aside: true, run: (more, say) => vitest('database', more, say) },
  { name: 'advisors', run: (_, say) => advisors(say) },
  { name: 'e2e', run: e2e },
]

/** A tool that is either content or not counts as one. */
async function check(tool, args, say) {
  const code = await run(program(tool), args, say)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

/** Unused files, exports and packages; the tool guesses the entries wrongly until knip.json names them. */
async function unused(say) {
  if (!existsSync(join(PROJECT, 'knip.json'))) return { passed: 0, failed: 0, note: 'no knip.json' }
  return check('knip', [], say)
}

async function vitest(project, more, say) {
  return withReport(async (report) => {
    const args = [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      '--passWithNoTests',
    ]
    const code = await run(program('vitest'), [...args, ...more], say)
    const found = readReport(report)
    const passed = Number(found?.numPassedTests ?? 0)
    const failed = Number(found?.numFailedTests ?? 0)
    // A file that cannot even be loaded has no failed test, but is a failure.
    return {
      passed,
      failed: code !== 0 && failed === 0 ? 1 : failed,
      note: skippedNote(found?.numPendingTests),
      names: failedTests(found),
    }
  })
}

/** What failed by name, from vitest's report: tests, and files that never came to their tests. */
function failedTests(report) {
  return (report?.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed')
    const lines = failed.map((test) => `${test.fullName}: ${firstLine(test.failureMessages?.[0])}`)
    if (lines.length === 0 && file.status === 'failed') lines.push(firstLine(file.message))
    return lines.map((line) => `${relative(PROJECT, file.name)} › ${line}`)
  })
}

const firstLine = (text) =>
  String(text ?? '')
    .split('\n', 1)[0]
    .slice(0, 300)

/** The official linter of Supabase against our migrations in a database of their own. */
async function advisors(say) {
  if (!existsSync(join(PROJECT, 'supabase/migrations'))) return { passed: 0, failed: 0, note: 'no migrations' }
  const { startStack } = await import('../supabase/local/stack.ts')
  return withFolder(async (dataDir) => {
    const stack = await startStack({ dataDir, ports: await ports(), siteUrl: 'http://localhost:3000', throwaway: true })
    try {
      const args = [
        'db',
        'advisors',
        `--remote=${stack.dbUrl}`,
        '--type',
        'all',
        '--level',
        'info',
        '--fail-on',
        'warn',
      ]
      let output = ''
      const code = await run(program('supabase'), [...args, '--workdir', dataDir], say, {}, (text) => (output += text))
      const found = parseList(output)
      for (const one of found.filter((each) => each.level !== 'INFO')) say(`${one.level} ${one.name}: ${one.detail}\n`)
      if (code !== 0 && found.length === 0) say(output)
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, note: `${found.length} notes` }
    } finally {
      await stack.stop()
      await removeData(dataDir)
    }
  })
}

/** Playwright in a real Chromium against the production build, on a stack of its own. */
async function e2e(more, say) {
  const folder = join(PROJECT, 'e2e')
  const specs = existsSync(folder)
    ? readdirSync(folder, { recursive: true }).filter((file) => String(file).endsWith('.spec.ts'))
    : []
  if (specs.length === 0) return { passed: 0, failed: 0, note: 'no e2e/*.spec.ts' }
  const chromium = await findChromium()
  const many = { hits: 100_000, seconds: 300 }
  return withFolder(async (dataDir) => {
    const app = await startApp({
      mode: 'start',
      dataDir,
      ports: await ports(),
      throwaway: true,
      // All people of all journeys sign in from one address.
      limits: {
        signInPerAddress: many,
        signUpPerAddress: many,
        mailPerAddress: many,
        verifyPerAddress: many,
        refreshPerAddress: many,
      },
      tell: (sentence) => say(`${sentence}\n`),
    })
    try {
      return await withReport(async (report) => {
        const args = ['test', '--config', join(folder, 'playwright.config.ts'), '--reporter=list,json', ...more]
        const code = await run(program('playwright'), args, say, {
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
          PLAYWRIGHT_CHROMIUM_PATH: chromium,
          E2E_ORIGIN: app.origin,
          ...(app.stack
            ? {
                E2E_API_URL: app.stack.apiUrl,
                E2E_DB_URL: app.stack.dbUrl,
                E2E_SECRET_KEY: app.stack.secretKey,
                E2E_DATA_DIR: dataDir,
              }
            : {}),
        })
        const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(report)?.stats ?? {}
        const notes = [skippedNote(skipped), flaky > 0 ? `${flaky} needed a second try` : undefined].filter(Boolean)
        return {
          passed: expected + flaky,
          failed: code !== 0 && unexpected === 0 ? 1 : unexpected,
          note: notes.join(', ') || undefined,
        }
      })
    } finally {
      await app.stop()
      await removeData(dataDir)
    }
  })
}

async function ports() {
  const { freePorts } = await import('../supabase/local/ports.ts')
  return freePorts()
}

async function removeData(dataDir) {
  const { deletePostgresData } = await import('../supabase/local/postgres-home.ts')
  await deletePostgresData(join(dataDir, 'pg'))
}

async function withFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'flowtrack-test-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const withReport = (use) => withFolder((folder) => use(join(folder, 'report.json')))

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

const skippedNote = (count) => (count > 0 ? `${count} skipped` : undefined)

function parseList(text) {
  try {
    return JSON.parse(text.slice(text.indexOf('[')))
  } catch {
    return []
  }
}

const running = new Set()

/** Ends what a tier is running; each tool then ends what it started. */
export function endTools() {
  for (const child of running) child.kill('SIGTERM')
}

function run(file, args, say, env = {}, keep = say) {
  return new Promise((done, fail) => {
    const child = spawn(file, args, {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env, PATH: `${join(PROJECT, 'node_modules', '.bin')}:${process.env.PATH ?? ''}` },
    })
    running.add(child)
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', say)
    child.once('error', (error) =>
      fail(error.code === 'ENOENT' ? new Stop(`${file} is not installed: run npm ci.`) : error),
    )
    child.once('close', (code) => {
      running.delete(child)
      done(code ?? 1)
    })
  })
}
