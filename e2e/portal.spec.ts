import { expect, type Page, test } from '@playwright/test'
import { DEMO_CUSTOMER } from '../supabase/local/seed-companies.ts'
import { database, mailedLink, PEOPLE, signIn } from './support/people.ts'
import { scan } from './support/scan.ts'

// The customer's own way in: let in by the office, signed in by mail, everything readable without JavaScript.

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const LINK = /\/portal\/sign-in\/link\?token_hash=/

/** Somebody else of the demo's customer, invited as the office would, so that no two tests wait for one mailbox. */
async function invited(): Promise<string> {
  const email = `guest-${Date.now()}-${Math.random().toString(36).slice(2, 8)}@example.com`
  const sql = database()
  await sql`insert into public.portal_people (company_id, customer_id, email, full_name, created_by)
    select company_id, customer_id, ${email}, 'Gil Guest', created_by from public.portal_people where email = ${DEMO_CUSTOMER} limit 1`
  await sql.end()
  return email
}

/** Asks for a link at the portal's door and follows it, as a person with their mailbox open does. Answers the address. */
async function enter(page: Page): Promise<string> {
  const email = await invited()
  await page.goto('/portal/sign-in')
  await page.getByLabel('Email').fill(email)
  await press(page, 'Mail me a sign-in link')
  await expect(page.getByText(/If .* is known here, a mail/)).toBeVisible()
  await page.goto(await mailedLink(page, email, LINK))
  await press(page, 'Sign in')
  await page.waitForURL(/\/portal$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
  return email
}

test('the office lets a customer in, who signs in by mail, asks for a visit and corrects a phone; the office answers both', async ({
  page,
  browser,
}, info) => {
  const to = `customer-${info.project.name}-${Date.now()}@example.com`
  const sql = database()
  const [customer] = await sql`
    select c.id, c.name from public.customers c join public.device_list d on d.company_id = c.company_id and d.customer_id = c.id
    where c.company_id = (select id from public.companies where name = 'Palmetto Backflow Testing') and d.compliance in ('OVERDUE', 'DUE_SOON', 'CURRENT')
      and not exists (select from public.portal_people x where x.company_id = c.company_id and x.customer_id = c.id)
    group by c.id, c.name order by c.id limit 1`
  await sql.end()
  await signIn(page, PEOPLE.office)
  await page.goto(`/customers/${String(customer?.id)}/portal`)
  await page.getByLabel('Name').fill('Cora Customer')
  await page.getByLabel('Email').fill(to)
  await press(page, 'Send the invitation')
  await expect(page.getByText(to, { exact: true })).toBeVisible()
  await expect(page.getByText('Invited', { exact: true }).first()).toBeVisible()

  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto(await mailedLink(page, to, /\/portal\/join\/[0-9a-f]{40}$/))
  await press(theirs, 'Mail me a sign-in link')
  await expect(theirs.getByText(/If .* is known here, a mail/)).toBeVisible()
  await theirs.goto(await mailedLink(page, to, LINK))
  await press(theirs, 'Sign in')
  await theirs.waitForURL(/\/portal$/)
  await expect(theirs.getByText(String(customer?.name)).first()).toBeVisible()

  // The staff's pages are not theirs.
  for (const path of ['/today', '/customers', '/invoices', '/settings/company']) {
    await theirs.goto(path)
    await expect(theirs).toHaveURL(/\/portal$/)
  }

  await theirs.goto('/portal/visits')
  const day = new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10)
  await press(theirs, 'Ask for it')
  await expect(theirs.getByText('Choose at least one day.').first()).toBeVisible()
  await theirs.getByLabel('Day that suits you').fill(day)
  await theirs.getByLabel('Note (optional)').fill('Mornings, please.')
  await press(theirs, 'Ask for it')
  await expect(theirs.getByText('Waits for the office').first()).toBeVisible()
  await theirs.goto('/portal/details')
  // An area none of the demo’s customers has: what is on file already is no correction.
  await theirs.getByLabel('Phone').first().fill('(813) 555-0177')
  await press(theirs, 'Send the correction')
  await expect(theirs.getByText(/has your correction/)).toBeVisible()

  await page.goto('/customers')
  await page.getByRole('link', { name: 'Answer them' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Customers’ requests')
  await page.goto(`/customers/${String(customer?.id)}/portal`)
  await press(page, 'Take it over')
  await expect(page.getByText('Done', { exact: true }).first()).toBeVisible()
  await press(page, 'Plan the visit')
  await page.waitForURL(/\/work-orders\/[0-9a-f-]{36}$/)
  await expect(page.getByText(/Mornings, please\./).first()).toBeVisible()

  await theirs.goto('/portal/details')
  await expect(theirs.getByLabel('Phone').first()).toHaveValue('(813) 555-0177')
  await page.goto(`/customers/${String(customer?.id)}/portal`)
  await press(page, 'End the access of Cora Customer')
  await expect(page.getByText('Nobody is let in yet.')).toBeVisible()
  await theirs.goto('/portal/assemblies')
  await expect(theirs).toHaveURL(/\/portal\/no-access$/)
  await theirs.context().close()
})

test('everything is read without JavaScript: overview, sites, assemblies, a report, papers', async ({
  page,
  browser,
}) => {
  await enter(page)
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    viewport: page.viewportSize(),
  })
  const read = await plain.newPage()
  await read.goto('/portal')
  await expect(read.getByRole('heading', { level: 1 })).toHaveText('Overview')
  for (const name of ['Assemblies', 'Sites', 'Visits', 'Quotes', 'Invoices', 'Your details']) {
    await read.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name }).click()
    await expect(read.getByRole('heading', { level: 1 })).toHaveText(name)
  }
  await read.goto('/portal/sites')
  await read.locator('a.row-link').first().click()
  await expect(read).toHaveURL(/\/portal\/assemblies\?site=/)
  await read.goto('/portal/assemblies')
  await read.getByRole('searchbox').fill('zzzz')
  await read.getByRole('button', { name: 'Search' }).click()
  await expect(read.getByText('No assembly is like that.')).toBeVisible()
  await read.goto('/portal/assemblies')
  await read.locator('a.row-link').first().click()
  await expect(read.getByRole('heading', { name: 'Tests' })).toBeVisible()
  const report = read.getByRole('link', { name: 'Open the PDF' }).first()
  if ((await report.count()) > 0) {
    const href = String(await report.getAttribute('href'))
    // Reports of the demo are drawn one after the other; each look draws some of them.
    await expect(async () => {
      const answer = await plain.request.get(href)
      expect(answer.headers()['content-type']).toBe('application/pdf')
    }).toPass({ timeout: 180_000 })
  }
  await plain.close()
})

test('a stranger is answered like a customer and gets no mail; a link works once', async ({ page, context }) => {
  const stranger = `stranger-${Date.now()}@example.com`
  await page.goto('/portal/sign-in')
  await page.getByLabel('Email').fill(stranger)
  await press(page, 'Mail me a sign-in link')
  await expect(page.getByText(`If ${stranger} is known here`)).toBeVisible()
  await page.getByLabel('Code').fill('12345')
  await press(page, 'Sign in')
  await expect(page.getByText('Type the code from the mail: ten digits.').first()).toBeVisible()
  await page.getByLabel('Code').fill('1234567890')
  await press(page, 'Sign in')
  await expect(page.getByText(/This code is not right/).first()).toBeVisible()
  await page.goto('/outbox')
  await expect(page.locator(`li[data-to="${stranger}"]`)).toHaveCount(0)

  const spent = await mailedLink(page, await enter(page), LINK)
  await context.clearCookies()
  await page.goto('/portal')
  await expect(page).toHaveURL(/\/portal\/sign-in$/)
  await page.goto(spent)
  await press(page, 'Sign in')
  await expect(page.getByText(/This link was used already/)).toBeVisible()
})

test('the reports of all sites come as one ZIP, and staff are told that they are nobody’s customer', async ({
  page,
}) => {
  await enter(page)
  const answer = await page.request.get('/portal/certificates')
  expect([200, 404]).toContain(answer.status())
  if (answer.status() === 200) {
    expect(answer.headers()['content-type']).toBe('application/zip')
    const bytes = await answer.body()
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    expect(bytes.includes(Buffer.from('reports.csv'))).toBe(true)
  }
  await page.context().clearCookies()
  await signIn(page, PEOPLE.technician)
  await page.goto('/portal')
  await expect(page).toHaveURL(/\/portal\/no-access$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nobody’s customer here')
})

for (const scheme of ['light', 'dark'] as const) {
  test(`no page of the portal has an accessibility violation, ${scheme}`, async ({ page }) => {
    test.setTimeout(240_000)
    for (const path of ['/portal/sign-in', '/portal/sign-in/link', '/portal/join/unknown'])
      await scan(page, path, path, scheme)
    await enter(page)
    const sql = database()
    const [device] = await sql`
      select d.id from public.device_list d join public.portal_people x on x.company_id = d.company_id and x.customer_id = d.customer_id
      where x.email = ${DEMO_CUSTOMER} order by d.compliance = 'FAILED_OPEN' desc limit 1`
    await sql.end()
    for (const path of [
      '',
      '/assemblies',
      `/assemblies/${String(device?.id)}`,
      '/sites',
      '/visits',
      '/quotes',
      '/invoices',
      '/details',
    ])
      expect.soft(await scan(page, `/portal${path}`, '/portal', scheme), path).toBe(200)
  })
}
