import { expect, type Page, test } from '@playwright/test'
import { database, PEOPLE, signIn } from './support/people.ts'

/** The map and a day's route: sites found, ticked and planned together, a pin moved and put back, a day put in order and taken back. */

/** Waits until the map is drawn and the sites are read. */
async function mapReady(page: Page): Promise<void> {
  // Drawn by software here, on a machine that may be busy.
  await expect(page.locator('.map-view[data-ready]')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('heading', { name: /in view/ })).toBeVisible()
}

test('sites are drawn and listed, filtered as the due list is, and planned together from an area', async ({
  page,
}, info) => {
  const violations: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text())
  })
  await signIn(page, PEOPLE.office)
  await page.goto('/map')
  await mapReady(page)
  const list = page.getByRole('region', { name: 'Sites in view' })
  const count = async () =>
    Number((await list.getByRole('heading', { name: /in view/ }).textContent())?.match(/[\d,]+/)?.[0] ?? 0)
  await expect.poll(count).toBeGreaterThan(50)
  const all = await count()

  await page.getByRole('link', { name: 'Overdue', exact: true }).click()
  await expect.poll(count).toBeLessThan(all)
  // The sites of the filter that goes must not be drawn over: they leave with it.
  await expect.poll(count).toBeGreaterThan(0)
  const overdue = await count()
  await page.getByRole('link', { name: '90 days' }).click()
  await expect.poll(count).toBeGreaterThan(overdue)

  if (info.project.name === 'desk') {
    await list.getByRole('button', { name: 'Draw an area' }).click()
    const box = await page.locator('.map-box').boundingBox()
    if (box === null) throw new Error('no map')
    await page.mouse.move(box.x + 5, box.y + 5)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width - 5, box.y + box.height - 5, { steps: 5 })
    await page.mouse.up()
    await expect(page.getByText(/sites ticked/)).toBeVisible()
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
  }
  // The same by keys alone: the list is the map.
  await list.getByRole('checkbox').first().focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('1 site ticked')).toBeVisible()
  await list.getByRole('checkbox').nth(1).check()
  await page.getByRole('button', { name: 'Plan visits' }).click()
  await expect(page.getByText(/Planned visits|in an open work order already/).first()).toBeVisible()
  expect(violations).toEqual([])
})

test('a pin is moved by hand and taken back, and the page of the site says how exact it is', { tag: '@desk' }, async ({
  page,
}) => {
  const sql = database()
  let id = ''
  try {
    const [row] = await sql`select l.id from public.customer_locations l join public.companies c on c.id = l.company_id
      where c.name = 'Palmetto Backflow Testing' and l.position_precision = 'by_hand' and l.deleted_at is null order by l.id limit 1`
    id = String(row?.id)
  } finally {
    await sql.end()
  }
  const before = await pinOf(id)
  await signIn(page, PEOPLE.office)
  await page.goto(`/locations/${id}`)
  await page.getByRole('link', { name: 'Show on the map' }).click()
  await mapReady(page)
  const card = page.getByRole('region', { name: 'Chosen site' })
  await expect(card.getByText('Placed by hand')).toBeVisible()
  await card.getByRole('button', { name: 'Move the pin' }).click()
  await page.locator('.map-box canvas').focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForTimeout(800)
  await page.getByRole('button', { name: 'Put the pin here' }).click()
  await expect(card.getByRole('button', { name: 'Back to the address' })).toBeVisible()
  await expect.poll(async () => (await pinOf(id)).at, { timeout: 20_000 }).not.toBe(before.at)
  await card.getByRole('button', { name: 'Back to the address' }).click()
  await expect.poll(async () => (await pinOf(id)).precision, { timeout: 20_000 }).not.toBe('by_hand')
})

async function pinOf(id: string): Promise<{ at: string; precision: string }> {
  const sql = database()
  try {
    const [row] =
      await sql`select latitude || ' ' || longitude as at, position_precision as precision from public.customer_locations where id = ${id}`
    return { at: String(row?.at), precision: String(row?.precision) }
  } finally {
    await sql.end()
  }
}

test('a day is put in a good order, used and taken back; the technician reads it with directions', async ({ page }) => {
  const sql = database()
  let day = ''
  try {
    // A day behind all that is planned, so that nothing else stands on it.
    const [row] = await sql<{ day: string }[]>`
      select greatest(current_date + 60, (max(j.starts_at) at time zone 'America/New_York')::date + 1)::text as day
      from public.scheduled_jobs j join public.companies c on c.id = j.company_id where c.name = 'Palmetto Backflow Testing'`
    day = row?.day ?? ''
    await sql`
      with sites as (
        select l.company_id, l.id from public.customer_locations l join public.companies c on c.id = l.company_id
        where c.name = 'Palmetto Backflow Testing' and l.latitude is not null and l.deleted_at is null order by md5(l.id::text) limit 5),
      orders as (insert into public.work_orders (company_id, location_id, minutes) select company_id, id, 30 from sites returning company_id, id)
      insert into public.scheduled_jobs (company_id, work_order_id, profile_id, starts_at, minutes, assigned_although)
      select o.company_id, o.id, p.id, (${day}::date + time '07:00' + row_number() over (order by o.id) * interval '1 hour') at time zone 'America/New_York',
        30, 'knows the sites well'
      from orders o join public.profiles p on p.company_id = o.company_id and p.email = ${PEOPLE.technician}`
  } finally {
    await sql.end()
  }
  await signIn(page, PEOPLE.office)
  await page.goto(`/schedule?view=day&day=${day}`)
  await page
    .getByRole('link', { name: /Route of/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Route')
  await expect(page.getByRole('table', { name: 'Stops of the day' }).locator('tbody tr')).toHaveCount(5)
  await page.getByRole('button', { name: 'Use this order' }).click()
  await expect(page.getByText('stand in this order and at these times already')).toBeVisible()
  // A message waits while its button has the focus.
  await page.getByRole('button', { name: 'Undo' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Use this order' })).toBeVisible()

  await page.context().clearCookies()
  await signIn(page, PEOPLE.technician)
  await page.goto(`/my-day?day=${day}`)
  await page.getByRole('link', { name: 'Route', exact: true }).click()
  await expect(page.getByText('The office gives visits their times.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Use this order' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: /Directions to/ }).first()).toHaveAttribute('href', /maps|geo:/)
})
