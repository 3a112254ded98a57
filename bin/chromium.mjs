// Finds a Chromium that runs: the one named, one of the system, else the one from npm.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { PROJECT, Stop } from './bootstrap.mjs'

// The one without a window of its own first: each page costs it half as much.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
]
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The path of a Chromium that starts on this machine; a sentence when there is none. */
export async function findChromium() {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH
  if (named) {
    if (starts(named)) return named
    throw new Stop(
      `PLAYWRIGHT_CHROMIUM_PATH names ${named}, which does not start: correct it, or unset it to use another Chromium.`,
    )
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  for (const path of [...installed, ...ELSEWHERE]) if (existsSync(path) && starts(path)) return path
  const packed = await fromNpm()
  if (packed !== undefined && starts(packed)) return packed
  throw new Stop(
    'No Chromium was found that starts on this machine: install one (on Debian as root: apt-get install chromium) or set PLAYWRIGHT_CHROMIUM_PATH to one.',
  )
}

function starts(path) {
  return spawnSync(path, ['--version'], { timeout: 60_000 }).status === 0
}

async function fromNpm() {
  const before = process.env.TMPDIR
  try {
    // It unpacks itself below the temporary folder, where another user's copy may stand in the way.
    const folder = join(PROJECT, '.tools', 'chromium')
    mkdirSync(folder, { recursive: true })
    process.env.TMPDIR = folder
    const { default: chromium } = await import('@sparticuz/chromium')
    return await chromium.executablePath()
  } catch {
    return undefined
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}
