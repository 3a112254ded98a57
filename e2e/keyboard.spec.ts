import { expect, type Page, test } from '@playwright/test'
import { DEMO_PASSWORD } from '../supabase/local/seed-companies.ts'
import { expectFocusSeen, pressOn, signInByKeyboard, tabTo } from './support/keyboard.ts'
import { database, PEOPLE } from './support/people.ts'

// No mouse in this file: keys, and what has the focus after them.

const main = (page: Page) => page.locator('main')
const skipLink = (page: Page) => page.getByRole('link', { name: 'Skip to the page' })

test('in, past the navigation, and out again', { tag: '@desk' }, async ({ page }) => {
  await signInByKeyboard(page, PEOPLE.office, '/devices')
  await page.keyboard.press('Tab')
  await expectFocusSeen(page, skipLink(page))
  await page.keyboard.press('Enter')
  await expect(main(page)).toBeFocused()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)

  const person = page.getByRole('button', { name: /profile, colour scheme, sign out/ })
  await pressOn(page, person, 'Shift+Tab')
  const you = page.getByRole('dialog', { name: 'You' })
  await expect(you).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(you).toBeHidden()
  await expectFocusSeen(page, person)
  await page.keyboard.press('Enter')
  await pressOn(page, you.getByRole('button', { name: 'Sign out' }))
  await page.waitForURL(/\/sign-in/)
  await expect(page.getByText('You are signed out.')).toBeVisible()

  // A page asked for without a session is where signing in leads to.
  await page.goto('/devices?type=RP')
  await page.getByLabel('Email').fill(PEOPLE.office)
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/devices\?type=RP$/)
})

test('the palette finds a serial; keys go and help', { tag: '@desk' }, async ({ page }) => {
  const { serial } = await testedDevice("d.type = 'RP'")
  await signInByKeyboard(page, PEOPLE.office, '/today')
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Search and go to' })
  const box = palette.getByRole('combobox', { name: 'Search' })
  await expect(box).toBeFocused()
  await page.keyboard.type(serial)
  const first = palette.getByRole('option', { selected: true })
  await expect(first).toContainText(serial)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/devices\/[0-9a-f-]{36}/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(serial)
  await expect(palette).toBeHidden()

  const edit = main(page).getByRole('link', { name: 'Edit', exact: true }).first()
  await tabTo(page, edit)
  await page.keyboard.press('Control+k')
  await expect(box).toBeFocused()
  await expect(palette.getByRole('option', { name: /^Today/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(palette.getByRole('option', { name: /^Due list/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await expectFocusSeen(page, edit)

  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keys' })
  await expect(help).toBeVisible()
  expect(await help.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  await expectFocusSeen(page, edit)

  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await page.waitForURL(/\/devices$/)
  await expect(page.getByRole('heading', { level: 1, name: /^Devices/ })).toBeVisible()
})

test('the device list is sorted, filtered, opened and ticked', { tag: '@desk' }, async ({ page }) => {
  await signInByKeyboard(page, PEOPLE.office, '/devices')
  const customer = page.getByRole('columnheader', { name: 'Customer and address' })
  await pressOn(page, customer.getByRole('link'))
  await page.waitForURL(/sort=customer/)
  await expect(customer).toHaveAttribute('aria-sort', 'ascending')
  await expectFocusSeen(page, customer.getByRole('link'))
  await page.keyboard.press('Enter')
  await page.waitForURL(/sort=-customer/)
  await expect(customer).toHaveAttribute('aria-sort', 'descending')

  await pressOn(page, page.getByRole('button', { name: 'Filter', exact: true }), 'Shift+Tab')
  const filters = page.getByRole('dialog', { name: 'Filters' })
  await expect(filters.getByLabel('Type')).toBeFocused()
  await page.keyboard.type('RP')
  await expect(filters.getByLabel('Type')).toHaveValue('RP')
  await pressOn(page, filters.getByRole('button', { name: 'Show results' }))
  await page.waitForURL(/type=RP/)
  await expect(page.getByRole('link', { name: /^Remove the filter Type/ })).toBeVisible()
  await expect(filters).toBeHidden()

  const rows = page.locator('.row-link')
  await page.keyboard.press('j')
  await expectFocusSeen(page, rows.nth(0))
  await page.keyboard.press('ArrowDown')
  await expectFocusSeen(page, rows.nth(1))
  const serial = (await rows.nth(1).textContent()) ?? ''
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/devices\/[0-9a-f-]{36}/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(serial)
  await page.goBack()
  await page.waitForURL(/type=RP/)
  await expect(customer).toHaveAttribute('aria-sort', 'descending')

  await expect(rows.nth(1)).toHaveText(serial)
  await page.keyboard.press('j')
  await tabTo(page, page.locator('.sel-row').nth(0), 'Shift+Tab')
  await page.keyboard.press('Space')
  await expect(page.locator('.sel-row').nth(0)).toBeChecked()
  const bar = page.getByRole('group', { name: 'What to do with the selection' })
  await expect(bar).toContainText('1 device selected')
  await tabTo(page, rows.nth(0))
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(bar).toContainText('2 devices selected')
  // Enter in a box that is ticked goes to what can be done with it, and changes nothing by itself.
  await tabTo(page, page.locator('.sel-row').nth(1), 'Shift+Tab')
  await page.keyboard.press('Enter')
  const target = bar.getByRole('button', { name: 'Set our target' })
  await expectFocusSeen(page, target)
  await expect(page.locator('.toast')).toHaveCount(0)
  await page.keyboard.press('Enter')
  const asked = page.getByRole('dialog', { name: 'Set our target' })
  await expect(asked.getByLabel('Our target')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(asked).toBeHidden()
  await expectFocusSeen(page, target)
  await tabTo(page, bar.getByRole('button', { name: 'CSV' }))
  await pressOn(page, bar.getByRole('button', { name: 'Clear the selection' }))
  await expect(bar).toBeHidden()
  await expect(page.locator('.sel-row').nth(1)).toBeFocused()
})

test('filters opened before their boxes are here have the focus in the first one', { tag: '@desk' }, async ({
  page,
}) => {
  await signInByKeyboard(page, PEOPLE.office, '/devices')
  await page.getByRole('button', { name: 'Filter', exact: true }).evaluate((button) => {
    if (!(button instanceof HTMLElement)) return
    button.focus()
    button.click()
  })
  await expect(page.getByRole('dialog', { name: 'Filters' }).getByLabel('Type')).toBeFocused()
})

test('choices of a filter that did not arrive are asked for again', { tag: '@desk' }, async ({ page }) => {
  await signInByKeyboard(page, PEOPLE.office, '/devices')
  let lost = true
  await page.route('**/api/choices', (route) => (lost ? route.abort() : route.continue()))
  await pressOn(page, page.getByRole('button', { name: 'Filter', exact: true }))
  const filters = page.getByRole('dialog', { name: 'Filters' })
  const purveyor = filters.getByLabel('Purveyor')
  await expect(filters.getByText('The choices did not arrive.').first()).toBeVisible()
  await expect(purveyor.locator('option')).toHaveText(['Any', 'None'])
  lost = false
  await pressOn(page, filters.getByRole('button', { name: 'Ask again' }).first())
  await expect(purveyor).toBeFocused()
  await expect(filters.getByText('The choices did not arrive.')).toHaveCount(0)
  const name = (await purveyor.locator('option').nth(1).textContent()) ?? ''
  await page.keyboard.type(name)
  await pressOn(page, filters.getByRole('button', { name: 'Show results' }))
  await page.waitForURL(/district=/)
  await expect(page.getByRole('link', { name: /^Remove the filter Purveyor/ })).toContainText(name)
})

test('menus open, move, close and give the focus back', { tag: '@desk' }, async ({ page }) => {
  const { id } = await testedDevice("d.type = 'RP'")
  await atPalmetto(PEOPLE.admin)
  await signInByKeyboard(page, PEOPLE.admin, `/devices/${id}`)
  const more = main(page).locator('button[aria-haspopup="menu"]').first()
  await pressOn(page, more)
  const items = page.locator('[role=menu]:popover-open [role=menuitem]')
  await expectFocusSeen(page, items.first())
  await expect(more).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('End')
  await expectFocusSeen(page, items.last())
  await page.keyboard.press('ArrowDown')
  await expectFocusSeen(page, items.first())
  await page.keyboard.press('ArrowUp')
  await expectFocusSeen(page, items.last())
  await page.keyboard.press('Escape')
  await expect(items).toHaveCount(0)
  await expectFocusSeen(page, more)
  await expect(more).toHaveAttribute('aria-expanded', 'false')

  const palmetto = page.getByRole('button', { name: /^Palmetto .*switch company$/ })
  await pressOn(page, palmetto, 'Shift+Tab')
  await expectFocusSeen(page, items.first())
  await page.keyboard.press('l')
  await expectFocusSeen(page, page.getByRole('menuitem', { name: /^Lone Star/ }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/today/)
  const lone = page.getByRole('button', { name: /^Lone Star .*switch company$/ })
  await pressOn(page, lone)
  await expectFocusSeen(page, items.first())
  await page.keyboard.press('p')
  await expectFocusSeen(page, page.getByRole('menuitem', { name: /^Palmetto/ }))
  await page.keyboard.press('Enter')
  await expect(palmetto).toBeVisible()
})

test('a gauge is put on file after an error and a broken connection', { tag: '@desk' }, async ({ page }) => {
  const serial = `KB-${Date.now()}`
  await signInByKeyboard(page, PEOPLE.admin, '/gauges')
  await page.keyboard.press('c')
  await page.waitForURL(/\/gauges\/new/)
  await tabTo(page, page.getByLabel('Maker'))
  await page.keyboard.type('Mid-West')
  await page.keyboard.press('Escape')
  await tabTo(page, page.getByLabel('Serial'))
  await page.keyboard.type(serial)
  await page.keyboard.press('Enter')
  const summary = main(page).getByRole('alert')
  await expectFocusSeen(page, summary)
  await pressOn(page, summary.getByRole('link').first())
  const model = page.getByLabel('Model')
  await expectFocusSeen(page, model)
  await expect(model).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Maker')).toHaveValue('Mid-West')
  await expect(page.getByLabel('Serial')).toHaveValue(serial)
  await page.keyboard.type('845-5')
  const kind = page.getByRole('group', { name: 'Kept for water that is' }).getByRole('radio')
  await tabTo(page, kind.first())
  await page.keyboard.press('ArrowRight')
  await expectFocusSeen(page, kind.nth(1))
  await expect(kind.nth(1)).toBeChecked()
  await page.keyboard.press('ArrowLeft')
  const save = page.getByRole('button', { name: 'Save', exact: true })
  await page.route('**/gauges/new', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await pressOn(page, save)
  await expect(summary).toContainText('No answer came')
  await expect(page.getByLabel('Serial')).toHaveValue(serial)
  await expect(model).toHaveValue('845-5')
  await page.unroute('**/gauges/new')
  await pressOn(page, save)
  await page.waitForURL(/\/gauges\/[0-9a-f-]{36}/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Mid-West 845-5/)
})

test('a passing test is recorded, signed with a typed name and locked', { tag: '@desk' }, async ({ page }) => {
  const { id, serial } = await testedDevice("d.type = 'RP'")
  await signInByKeyboard(page, PEOPLE.technician, `/devices/${id}`)
  await page.keyboard.press('c')
  await page.waitForURL(/\/record-test\?device=/)
  await expect(main(page).getByRole('link', { name: serial })).toBeVisible()
  // The purveyor's questions come before the readings: yes to each.
  const required = main(page).locator('section[aria-labelledby=particulars-title] .border-t fieldset')
  for (const question of await required.all()) {
    await tabTo(page, question.getByRole('radio').first())
    await page.keyboard.press('Space')
  }
  // Refused, it says what is missing; what is typed then stays where it is typed.
  await pressOn(page, page.getByRole('button', { name: 'Sign and lock' }))
  await expect(page.getByRole('alert').first()).toBeFocused()
  await read(page, 'rvOpenedHundredthsPsid', '2.4')
  // Enter goes on to the next thing to read and sends nothing.
  await page.keyboard.press('Enter')
  const second = page.locator('input[name="initial.main.cv2State"][value=tight]')
  await expectFocusSeen(page, second)
  await page.keyboard.press('Space')
  await expect(second).toBeChecked()
  await read(page, 'cv2HundredthsPsid', '1.6')
  await read(page, 'cv1HundredthsPsid', '8.2')
  await expect(main(page).locator('output').last()).toContainText('Pass')
  await tabTo(page, page.getByLabel('Gauge', { exact: true }))
  for (let choice = 0; choice < 40 && !(await chosen(page, 'gauge_id')).includes('DG-1001'); choice += 1) {
    await page.keyboard.press('ArrowDown')
  }
  expect(await chosen(page, 'gauge_id')).toContain('valid through')
  await tabTo(page, page.getByLabel('Licence', { exact: true }))
  expect(await chosen(page, 'licence_id')).toContain('valid through')
  await pressOn(page, page.getByRole('button', { name: 'Type the name instead' }))
  await tabTo(page, page.getByLabel('Full name, as a signature'))
  await expect(page.locator('input[name=signature_kind]')).toHaveValue('typed')
  await expect(page.locator('input[name=signature]')).not.toHaveValue('')
  await pressOn(page, page.getByRole('button', { name: 'Sign and lock' }))
  await page.waitForURL(/\/test-records\/[0-9a-f-]{36}/)
  await expect(main(page)).toContainText('Signed and locked')
  await tabTo(page, page.getByRole('link', { name: 'Report, PDF' }))
})

test('on a narrow screen the navigation opens and closes by key', { tag: '@phone' }, async ({ page }) => {
  await signInByKeyboard(page, PEOPLE.office, '/today')
  const open = page.getByRole('button', { name: 'Open the navigation' })
  await pressOn(page, open)
  const close = page.getByRole('button', { name: 'Close the navigation' })
  await tabTo(page, close)
  await page.keyboard.press('Escape')
  await expect(close).toBeHidden()
  await expectFocusSeen(page, open)
  await page.keyboard.press('Enter')
  await pressOn(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Devices' }))
  await page.waitForURL(/\/devices$/)
  await expect(close).toBeHidden()
})

async function read(page: Page, key: string, value: string): Promise<void> {
  await tabTo(page, page.locator(`input[name="initial.main.${key}"]`))
  await page.keyboard.type(value)
}

/** The words of what a select stands on. */
async function chosen(page: Page, name: string): Promise<string> {
  return page
    .locator(`select[name=${name}]`)
    .evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text ?? '')
}

/** Whichever company they looked at last, they start in this one. */
async function atPalmetto(email: string): Promise<void> {
  const sql = database()
  await sql`update public.people set active_company_id = (select id from public.companies where name = 'Palmetto Backflow Testing')
    where user_id = (select id from auth.users where email = ${email})`
  await sql.end()
}

/** An assembly of the demo company that passed last time and whose serial nothing else on file carries. */
async function testedDevice(where: string): Promise<{ id: string; serial: string }> {
  const sql = database()
  try {
    const [row] = await sql.unsafe(`
      select d.id, d.serial from public.devices d join public.companies c on c.id = d.company_id
      where c.name = 'Palmetto Backflow Testing' and d.deleted_at is null and d.status = 'ACTIVE' and d.last_result = 'PASS' and ${where}
        and not exists (select 1 from public.devices o where o.serial = d.serial and o.id <> d.id)
        and not exists (select 1 from public.test_records t where t.device_id = d.id and t.signed_at is null and t.origin <> 'imported')
      order by d.serial desc limit 1`)
    if (row === undefined) throw new Error('the demo company has no such assembly')
    return { id: String(row.id), serial: String(row.serial) }
  } finally {
    await sql.end()
  }
}
