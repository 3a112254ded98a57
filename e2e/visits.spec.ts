import { expect, type Page, test } from '@playwright/test'
import { database, PEOPLE, signIn } from './support/people.ts'

/** From the due list to the door: planned in bulk, given to somebody on the board, found by them on their day. */

async function planTwo(page: Page): Promise<void> {
  await page.goto('/due?window=90')
  const free = page.locator('tbody:has(.sel-row)')
  for (const index of [-1, -2]) {
    // The last sites of the page: the first ones are in orders of the demo already.
    await free
      .nth((await free.count()) + index)
      .locator('.sel-row')
      .first()
      .check()
  }
  await page.getByRole('button', { name: 'Plan visits' }).click()
  await page.waitForURL(/\/work-orders\/planned\//)
}

test('planned from the due list, taken back, planned again, and dropped on the board by keys alone', {
  tag: '@desk',
}, async ({ page }) => {
  await signIn(page, PEOPLE.office)
  await planTwo(page)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Planned visits')
  await page.getByRole('button', { name: 'Take the plan back' }).click()
  await expect(page.getByText('Nothing is planned here')).toBeVisible()
  await planTwo(page)

  await page.getByRole('link', { name: 'Open the schedule' }).click()
  await page.waitForURL(/\/schedule/)
  const waiting = page.getByRole('region', { name: /Waiting for a day/ }).getByRole('button')
  // The board follows the frame of its page.
  await expect(waiting.first()).toBeVisible()
  const before = await waiting.count()
  await waiting.last().focus()
  await page.keyboard.press(' ')
  await expect(page.locator('output').filter({ hasText: 'Picked up' })).toBeAttached()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Escape')
  await expect(page.locator('output').filter({ hasText: 'back where it was' })).toBeAttached()
  await page.keyboard.press(' ')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(waiting).toHaveCount(before - 1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(waiting).toHaveCount(before)
})

test('of two dispatchers the second keeps what they typed and sees what happened', { tag: '@desk' }, async ({
  page,
  browser,
}) => {
  await signIn(page, PEOPLE.office)
  await page.goto('/schedule')
  const card = page.locator('.board-main .board-card').first()
  await card.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('promised on the phone to the caretaker')
  await dialog.getByLabel('Time').fill('15:45')

  const other = await browser.newPage()
  await signIn(other, PEOPLE.admin)
  await other.goto('/schedule')
  await other.locator('.board-main .board-card').first().click()
  await other.getByRole('dialog').getByLabel('Time').fill('16:30')
  await other.getByRole('dialog').getByLabel('Reason').fill('the owner is there in the afternoon')
  await other.getByRole('dialog').getByRole('button', { name: 'Move the visit' }).click()
  await expect(other.getByRole('dialog')).toBeHidden()
  await other.close()

  await dialog.getByRole('button', { name: 'Move the visit' }).click()
  await expect(dialog.getByText('Somebody changed this visit meanwhile', { exact: false })).toBeVisible()
  await expect(dialog.getByLabel('Reason')).toHaveValue('promised on the phone to the caretaker')
  await expect(dialog.getByLabel('Time')).toHaveValue('15:45')
  await expect(dialog.getByText('4:30 PM')).toBeVisible()
  await dialog.getByRole('button', { name: 'Move the visit' }).click()
  await expect(dialog).toBeHidden()
})

test('a technician finds the visit of the day, marks it, and reads it in a calendar', async ({
  page,
  request,
}, info) => {
  const sql = database()
  try {
    const [order] = await sql`
      select w.company_id, w.id, l.id as location_id, (select p.id from public.profiles p where p.company_id = w.company_id and p.email = ${PEOPLE.technician}) as tobin
      from public.work_orders w join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
      join public.profiles p on p.company_id = w.company_id and p.email = ${PEOPLE.office}
      where w.state = 'open' and not exists (select from public.scheduled_jobs j where j.company_id = w.company_id and j.work_order_id = w.id) limit 1`
    await sql`update public.customer_locations set gate_code = ${`77-${info.project.name}`} where company_id = ${String(order?.company_id)} and id = ${String(order?.location_id)}`
    await sql`insert into public.scheduled_jobs (company_id, work_order_id, profile_id, starts_at, minutes)
      select ${String(order?.company_id)}, ${String(order?.id)}, ${String(order?.tobin)}, date_trunc('day', now() at time zone c.time_zone) at time zone c.time_zone + interval '9 hours', 45
      from public.companies c where c.id = ${String(order?.company_id)}`
  } finally {
    await sql.end()
  }
  await signIn(page, PEOPLE.technician)
  await page.goto('/my-day')
  const visit = page.getByRole('region').filter({ hasText: `77-${info.project.name}` })
  await expect(visit).toBeVisible()
  await expect(visit.getByRole('link', { name: /Record a test of/ }).first()).toBeVisible()
  await visit.getByRole('button', { name: 'On site' }).click()
  await expect(visit.getByText('On site').first()).toBeVisible()
  await visit.getByRole('button', { name: 'No access' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Gate locked' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click()
  await expect(visit.getByText('No access').first()).toBeVisible()
  expect((await page.goto('/schedule'))?.status()).toBe(404)

  await page.goto('/my-day/calendar')
  await page.getByRole('button', { name: /Make/ }).click()
  const address = await page.getByLabel('Your address').inputValue()
  const answer = await request.get(new URL(address).pathname)
  expect(answer.headers()['content-type']).toContain('text/calendar')
  expect(await answer.text()).toContain('BEGIN:VEVENT')
  await page.getByRole('button', { name: 'End the address' }).click()
  await expect(page.getByText('You have no address yet.')).toBeVisible()
  expect((await request.get(new URL(address).pathname)).status()).toBe(404)
})
