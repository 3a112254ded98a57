import { chromium, type Page } from '@playwright/test'
import type { Sql } from 'postgres'
import { estimateMatrix } from '../../lib/routes/drive-time.ts'
import { orderStops } from '../../lib/routes/order-stops.ts'
import { findChromium } from '../chromium.mjs'
import { type BenchCompany, fillCompany } from './company.ts'
import { median, type Ratio } from './pairs.ts'
import { type Running, signInCookie } from './pages.ts'

/** No task of ours may hold the page up for longer while the map is moved. */
const TASK_MS = 50
const ROUTE_MS = 100
const PANS = 24

/** A company with 10,000 sites spread over Florida and Georgia. */
async function fillSites(sql: Sql): Promise<BenchCompany> {
  const company = await fillCompany(sql, 16_666)
  await sql`update public.customer_locations l
    set latitude = 25.5 + (n.place % 400) / 60.0, longitude = -84.5 + (n.place / 400) / 6.5, position_precision = 'address', position_at = now()
    from (select id, row_number() over (order by id) as place from public.customer_locations where company_id = ${company.companyId}) n
    where l.company_id = ${company.companyId} and l.id = n.id`
  return company
}

type Frame = { scripts: { sourceURL: string; duration: number }[] }

/** What the browser tells of frames over 50 ms: which scripts ran in them, and how long. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frames: unknown[] = []
    Object.assign(window, { benchFrames: frames })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) frames.push(entry.toJSON())
    }).observe({ type: 'long-animation-frame' })
  })
}

/** The longest task of our own code, and of the map library's, while the map is panned and zoomed as a person does. */
async function longestTasks(page: Page): Promise<{ ours: number; library: number }> {
  await watchFrames(page)
  const box = await page.locator('.map-box').boundingBox()
  if (box === null) throw new Error('the map is not there')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  for (let turn = 0; turn < PANS; turn += 1) {
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + (turn % 2 === 0 ? 220 : -190), y + (turn % 3 === 0 ? 120 : -90), { steps: 12 })
    await page.mouse.up()
    if (turn % 6 === 5) await page.mouse.wheel(0, turn % 12 === 5 ? -400 : 400)
    await page.waitForTimeout(200)
  }
  const frames = await page.evaluate<Frame[]>('window.benchFrames')
  const scripts = frames.flatMap((frame) => frame.scripts)
  const libraries = new Map<string, boolean>()
  for (const { sourceURL } of scripts)
    if (!libraries.has(sourceURL) && sourceURL.startsWith('http'))
      libraries.set(sourceURL, (await (await fetch(sourceURL)).text()).includes('maplibregl-canvas'))
  const longest = (library: boolean): number =>
    Math.max(
      0,
      ...scripts
        .filter(({ sourceURL }) => (libraries.get(sourceURL) ?? false) === library)
        .map(({ duration }) => duration),
    )
  return { ours: longest(false), library: longest(true) }
}

/** The map of 10,000 sites, panned: the longest task of our own code. */
export async function benchMap(sql: Sql, app: Running): Promise<Ratio[]> {
  const company = await fillSites(sql)
  const cookie = await signInCookie(app, company)
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking'],
  })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, extraHTTPHeaders: { cookie } })
    const page = await context.newPage()
    await page.goto(`${app.origin}/map`)
    await page.locator('.map-view[data-ready]').waitFor()
    await page.getByText(/^[\d,]+ in view$/).waitFor()
    await page.waitForTimeout(3000)
    const { ours, library } = await longestTasks(page)
    return [
      {
        name: 'map of 10,000 sites panned: longest task of our own code / 50 ms',
        goal: '≤ 1',
        unit: 'ms',
        ours,
        yardstick: TASK_MS,
        ratio: ours / TASK_MS,
        holds: ours <= TASK_MS,
        limit: `the list beside the map: 50 rows of React; the map library's own longest task was ${Math.round(library)} ms`,
      },
    ]
  } finally {
    await browser.close()
  }
}

/** A route of 40 stops, a third of them with windows. */
export function benchRoute(): Ratio[] {
  let seed = 7
  const next = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648
  }
  const once = (): number => {
    const places = Array.from({ length: 41 }, () => ({ latitude: 26 + next(), longitude: -80.5 + next() / 2 }))
    const stops = Array.from({ length: 40 }, (_, index) => {
      const earliest = next() < 1 / 3 ? 480 + Math.floor(next() * 80) * 5 : null
      return { id: String(index), minutes: 30, earliest, latest: earliest === null ? null : earliest + 60 }
    })
    const started = performance.now()
    orderStops({ stops, drive: estimateMatrix(places), office: true, begin: 480 })
    return performance.now() - started
  }
  for (let turn = 0; turn < 3; turn += 1) once()
  const ours = median(Array.from({ length: 15 }, once))
  return [
    {
      name: 'route of 40 stops with windows / 100 ms',
      goal: '≤ 1',
      unit: 'ms',
      ours,
      yardstick: ROUTE_MS,
      ratio: ours / ROUTE_MS,
      holds: ours <= ROUTE_MS,
      limit: 'a search without end may always find a shorter way',
    },
  ]
}
