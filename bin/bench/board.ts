import { chromium } from '@playwright/test'
import type { Sql } from 'postgres'
import { findChromium } from '../chromium.mjs'
import type { BenchCompany } from './company.ts'
import { interleave, type Ratio } from './pairs.ts'
import { page, type Running, signInCookie, startBareApp } from './pages.ts'

/** A week of 500 visits for ten technicians, and 100 orders that wait. Answers the Monday. */
async function fillWeek(sql: Sql, { companyId }: BenchCompany): Promise<string> {
  const [week] = await sql<{ monday: string }[]>`select date_trunc('week', current_date + 7)::date::text as monday`
  const monday = week?.monday ?? ''
  await sql.begin(async (tx) => {
    await tx`select set_config('flowtrack.audit_quiet', 'on', true)`
    await tx`insert into public.profiles (company_id, id, role, full_name, email)
      select ${companyId}, md5('p' || i)::uuid, 'technician', 'Technician ' || i, 'bench' || i || '@example.com' from generate_series(1, 10) i`
    await tx`insert into public.tester_licences (company_id, profile_id, certificate_type, number, expires_on)
      select ${companyId}, md5('p' || i)::uuid, 'BPAT', 'B' || i, current_date + 400 from generate_series(1, 10) i`
    await tx`insert into public.gauges (company_id, id, manufacturer, model, serial, assigned_to)
      select ${companyId}, md5('g' || i)::uuid, 'Mid-West', '845-5', 'G' || i, md5('p' || i)::uuid from generate_series(1, 10) i`
    await tx`insert into public.gauge_calibrations (company_id, gauge_id, calibrated_on) select ${companyId}, md5('g' || i)::uuid, current_date - 30 from generate_series(1, 10) i`
    await tx`insert into public.work_orders (company_id, id, location_id, due_on, minutes)
      select ${companyId}, md5('w' || i)::uuid, md5('l' || i)::uuid, current_date + i % 60, 45 from generate_series(1, 600) i`
    await tx`insert into public.work_order_devices (company_id, work_order_id, device_id)
      select ${companyId}, w.id, d.id from generate_series(1, 600) i
      join public.work_orders w on w.company_id = ${companyId} and w.id = md5('w' || i)::uuid
      join public.devices d on d.company_id = ${companyId} and d.location_id = w.location_id`
    await tx`insert into public.scheduled_jobs (company_id, work_order_id, profile_id, starts_at, minutes)
      select ${companyId}::uuid, md5('w' || i)::uuid, md5('p' || (1 + i % 10))::uuid,
        (${monday}::date + i / 10 % 5 + make_interval(hours => 8 + i / 50, mins => 0)) at time zone 'America/New_York', 45
      from generate_series(0, 499) i where i > 0
      union all select ${companyId}::uuid, md5('w500')::uuid, md5('p1')::uuid, (${monday}::date + 5 + interval '8 hours') at time zone 'America/New_York', 45`
  })
  await sql`analyze public.work_orders, public.work_order_devices, public.scheduled_jobs`
  return monday
}

/** The board of a week with 500 visits against a bare dynamic Next page: until the browser has first painted something. */
export async function benchBoard(project: string, sql: Sql, app: Running, company: BenchCompany): Promise<Ratio[]> {
  const monday = await fillWeek(sql, company)
  const address = `${app.origin}/schedule?view=week&day=${monday}`
  const cookie = await signInCookie(app, company)
  const bare = await startBareApp(project)
  // As warm as a server that has been up for an hour: a page costs ours 90 ms at first, 80 after a hundred, 70 after 300.
  for (let turn = 0; turn < 400; turn += 1) {
    await page(address, cookie)
    await page(bare.origin, undefined)
  }
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, extraHTTPHeaders: { cookie } })
    const firstPaint = async (url: string): Promise<number> => {
      const tab = await context.newPage()
      await tab.goto(url, { waitUntil: 'load' })
      const painted = await tab.evaluate(async () => {
        const found = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime
        while (found() === undefined) await new Promise((turn) => setTimeout(turn, 10))
        return found() ?? Number.NaN
      })
      await tab.close()
      return painted
    }
    const opened = await context.newPage()
    await opened.goto(address)
    // Every card, in the browser: the server writes those seen first, the rest follow by themselves.
    await opened.locator('[data-card]').nth(599).waitFor({ state: 'attached' })
    await opened.close()
    const paint = await interleave(
      31,
      () => firstPaint(address),
      () => firstPaint(bare.origin),
      3,
    )
    return [
      {
        name: 'first paint of the board, 500 visits in a week / bare dynamic Next page',
        goal: '≤ 2',
        unit: 'ms',
        ...paint,
        holds: paint.ratio <= 2,
        limit: 'the frame’s styles and scripts, and 600 cards written on the same two cores as the browser',
      },
    ]
  } finally {
    await browser.close()
    await bare.stop()
  }
}
