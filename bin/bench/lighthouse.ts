import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { z } from 'zod'
import { findChromium } from '../chromium.mjs'
import { startBareApp } from './pages.ts'
import type { Ratio } from './pairs.ts'

/** Fetched when it is asked for: 50 MB that nobody needs to build or run the product. */
const LIGHTHOUSE = 'lighthouse@13.5.0'
const FLAGS =
  '--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync'
const RUNS = 5
const PAGES = ['/', '/pricing', '/security']

const category = z.object({ score: z.number() })
const reportSchema = z.object({
  categories: z.object({
    performance: category,
    accessibility: category,
    'best-practices': category,
    seo: category,
  }),
})
type Scores = { performance: number; accessibility: number; bestPractices: number; seo: number }

/**
 * Lighthouse (phone, simulated slow 4G) on the public pages and on a bare Next page, in turns, median of 5. In points of
 * 100: performance at most 3 below the bare page, everything else whole.
 */
export async function benchLighthouse(project: string, origin: string): Promise<Ratio[]> {
  const chromium = await findChromium()
  const bare = await startBareApp(project)
  const folder = mkdtempSync(join(tmpdir(), 'flowtrack-lighthouse-'))
  const found = new Map<string, Scores[]>()
  try {
    for (let run = 0; run < RUNS; run += 1) {
      for (const url of [bare.origin, ...PAGES.map((path) => origin + path)])
        found.set(url, [...(found.get(url) ?? []), await lookAgain(url, chromium, join(folder, 'report.json'))])
    }
    const median = (url: string, of: keyof Scores): number =>
      (found.get(url) ?? []).map((scores) => scores[of]).toSorted((one, other) => one - other)[Math.floor(RUNS / 2)] ??
      0
    const yardstick = median(bare.origin, 'performance')
    return PAGES.flatMap((path) => {
      const ours = median(origin + path, 'performance')
      const whole = Math.min(
        median(origin + path, 'accessibility'),
        median(origin + path, 'bestPractices'),
        median(origin + path, 'seo'),
      )
      return [
        {
          name: `Lighthouse performance of ${path} / bare Next page`,
          goal: '3 points below at most',
          unit: 'points',
          ours,
          yardstick,
          ratio: ours / yardstick,
          holds: ours >= yardstick - 3,
          limit: 'styles, font and content of the page, on a simulated slow phone',
        },
        {
          name: `Lighthouse accessibility, best practices, SEO of ${path}, the least`,
          goal: '100',
          unit: 'points',
          ours: whole,
          yardstick: 100,
          ratio: whole / 100,
          holds: whole === 100,
          limit: 'nothing',
        },
      ]
    })
  } finally {
    await bare.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A trace is lost now and then; it is taken again, twice at most. */
async function lookAgain(url: string, chromium: string, file: string): Promise<Scores> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      return await look(url, chromium, file)
    } catch (error) {
      console.log(String(error))
    }
  }
  return look(url, chromium, file)
}

async function look(url: string, chromium: string, file: string): Promise<Scores> {
  const args = [LIGHTHOUSE, url, '--quiet', `--chrome-flags=${FLAGS}`, '--output=json', `--output-path=${file}`]
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`
  await new Promise<void>((done, fail) => {
    spawn('npx', ['--yes', ...args], {
      env: { ...process.env, PATH: path, CHROME_PATH: chromium, npm_config_loglevel: 'error' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
      .on('error', fail)
      .on('exit', (code) => (code === 0 ? done() : fail(new Error(`Lighthouse ended with ${String(code)} at ${url}`))))
  })
  const { categories } = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const points = ({ score }: { score: number }): number => Math.round(score * 100)
  return {
    performance: points(categories.performance),
    accessibility: points(categories.accessibility),
    bestPractices: points(categories['best-practices']),
    seo: points(categories.seo),
  }
}
