// Builds the app, but only when something it is made of has changed since the last build.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT, Stop } from './bootstrap.mjs'

const NOTE = join(PROJECT, '.next', 'flowtrack-build-id')

/** Folders and kinds of root files that a build reads. */
const FOLDERS = ['app', 'lib', 'public', 'sw']
const ROOT_FILES =
  /^(package-lock\.json|tsconfig\.json|(next|postcss)\.config\.\w+|(proxy|instrumentation|instrumentation-client)\.ts)$/

export async function buildIfChanged(env, tell) {
  const id = sourceId(env)
  if (existsSync(join(PROJECT, '.next', 'BUILD_ID')) && existsSync(NOTE) && readFileSync(NOTE, 'utf8') === id) return
  tell('Building the app (about a minute; only when its source has changed).')
  const { code, output } = await run(env)
  if (code !== 0) {
    const full = /ENOSPC|No space left on device/.test(output)
    console.error(output.slice(-6000))
    throw new Stop(
      full
        ? 'The disk is full, so the app could not be built: free some space and start again.'
        : 'The app could not be built: the lines above say why.',
    )
  }
  writeFileSync(NOTE, id)
}

/** One hash over everything a build reads; tests and notes beside the code do not count. */
export function sourceId(env) {
  const hash = createHash('sha256')
  const files = readdirSync(PROJECT).filter((file) => ROOT_FILES.test(file))
  for (const folder of FOLDERS.filter((name) => existsSync(join(PROJECT, name)))) {
    for (const file of readdirSync(join(PROJECT, folder), { recursive: true })) files.push(join(folder, String(file)))
  }
  for (const file of files.sort()) {
    const path = join(PROJECT, file)
    if (/\.test\.tsx?$/.test(file) || !statSync(path).isFile()) continue
    hash.update(`${file}\0`).update(readFileSync(path)).update('\0')
  }
  for (const name of Object.keys(env)
    .filter((key) => key.startsWith('NEXT_PUBLIC_'))
    .sort())
    hash.update(`${name}=${env[name]}\0`)
  return hash.digest('hex')
}

function run(env) {
  return new Promise((done, fail) => {
    const next = join(PROJECT, 'node_modules', 'next', 'dist', 'bin', 'next')
    const child = spawn(process.execPath, [next, 'build'], {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...env, NODE_ENV: 'production' },
    })
    const leave = () => child.kill('SIGKILL')
    process.once('exit', leave)
    let output = ''
    const keep = (chunk) => {
      output = (output + String(chunk)).slice(-20_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', fail)
    child.once('close', (code) => {
      process.off('exit', leave)
      done({ code: code ?? 1, output })
    })
  })
}
