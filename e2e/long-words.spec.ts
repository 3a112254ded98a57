import { expect, test } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { today } from '../lib/dates.ts'
import { database, PEOPLE, signIn } from './support/people.ts'

/** Names without a gap, as long as they may be: no page scrolls sideways for them, and nothing runs over its edge. */
test('a name without a gap bends to the page, at both widths', async ({ page }) => {
  const sql = database()
  const [customer, location, device, order, invoice] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ]
  const [company] = await sql<
    { id: string; zone: string }[]
  >`select id, time_zone as zone from public.companies where name like 'Lone Star%'`
  const own = { company_id: company?.id ?? '' }
  const day = today(company?.zone)
  const long = 'W'.repeat(120)
  await sql`insert into public.customers ${sql({ ...own, id: customer, name: long, match_key: customer })}`
  await sql`insert into public.customer_locations
    ${sql({ ...own, id: location, customer_id: customer, line1: long, city: long.slice(60), match_key: location, access_notes: long, contact_name: long })}`
  await sql`insert into public.devices
    ${sql({ ...own, id: device, location_id: location, type: 'RP', serial: long.slice(60), manufacturer: long.slice(60), model: long.slice(60), location_on_site: long, district_due_on: day, match_key: device })}`
  await sql`update public.devices set failed_on = ${day}, repair_due_on = ${day}, notes = ${long}, tag_no = ${long.slice(60)} where id = ${device}`
  await sql`insert into public.work_orders
    ${sql({ ...own, id: order, location_id: location, kind: 'annual_test', due_on: day, minutes: 45, notes: long })}`
  await sql`insert into public.work_order_devices ${sql({ ...own, work_order_id: order, device_id: device })}`
  await sql`insert into public.scheduled_jobs (company_id, work_order_id, starts_at, minutes, note) values (${own.company_id}, ${order}, now(), 45, ${long})`
  await sql`update public.work_orders set kind = 'repair' where id = ${order}`
  await sql`insert into public.invoices ${sql({ ...own, id: invoice, customer_id: customer, due_on: day })}`
  await sql`insert into public.invoice_lines ${sql({ ...own, invoice_id: invoice, position: 1, description: long, quantity_hundredths: 100, unit_cents: 11_500 })}`
  const [failure] = await sql<{ id: string }[]>`select id from public.deficiencies where device_id = ${device}`
  try {
    await signIn(page, PEOPLE.texan)
    for (const path of [
      `/customers/${customer}`,
      `/locations/${location}`,
      `/devices/${device}`,
      `/devices/${device}/edit`,
      `/failures/${failure?.id}`,
      `/work-orders/${order}`,
      `/record-test?device=${device}`,
      `/devices?q=${long.slice(60)}`,
      `/customers/${customer}/edit`,
      `/customers/${customer}/portal`,
      `/locations/${location}/edit`,
      `/work-orders/${order}/edit`,
      `/invoices/${invoice}`,
      '/customers',
      '/locations',
      '/invoices',
      '/my-day',
      '/due',
      '/failures',
      '/work-orders',
      '/schedule',
      '/map',
      '/today',
    ]) {
      expect.soft((await page.goto(path))?.status(), path).toBe(200)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const over = await page.evaluate(() => {
        const hidden = (of: Element): boolean =>
          getComputedStyle(of).overflowX !== 'visible' || (of.parentElement !== null && hidden(of.parentElement))
        const beyond = Array.from(document.querySelectorAll('main *')).filter((one) => {
          const { right, width } = one.getBoundingClientRect()
          return width > 1 && right > document.documentElement.clientWidth + 1 && !hidden(one)
        })
        return {
          page: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
          beyond: beyond.slice(0, 3).map((one) => `${one.tagName} ${one.className}`),
        }
      })
      expect.soft(over, path).toEqual({ page: 0, beyond: [] })
    }
  } finally {
    await sql`delete from public.invoice_lines where invoice_id = ${invoice}`
    await sql`delete from public.invoices where id = ${invoice}`
    await sql`update public.work_orders set state = 'cancelled' where id = ${order}`
    await sql`update public.devices set deleted_at = now() where id = ${device}`
    await sql`update public.customer_locations set deleted_at = now() where id = ${location}`
    await sql`update public.customers set deleted_at = now() where id = ${customer}`
    await sql.end()
  }
})
