import { expect, type Page, test } from '@playwright/test'
import { database, signIn } from './support/people.ts'
import { throwawayCompany } from './support/throwaway-company.ts'

// An account from its trial to its end and back, through the sandbox: every button sends a signed event to the webhook.

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('an admin subscribes, a payment fails and goes through, the subscription is cancelled, resumed and ended, the account comes back and is closed', {
  tag: '@desk',
}, async ({ page }) => {
  const sql = database()
  try {
    const name = 'Billing Journey'
    const company = await throwawayCompany(sql, name)
    await sql`update public.companies set subscription_status = 'trialing' where id = ${company.id}`
    const account = page.getByRole('region', { name: 'Your account' })
    const status = async () => {
      const [row] =
        await sql`select subscription_status as status, deletion_clock_starts_at is not null as ends from public.companies where id = ${company.id}`
      return row
    }

    await signIn(page, company.email)
    await page.goto('/settings/billing')
    await expect(account).toContainText('The trial runs until')
    await page.getByLabel('Yearly', { exact: false }).check()
    await press(page, 'Subscribe')
    await expect(account).toContainText('The subscription runs. It is paid until')
    await expect(account).toContainText('Yearly')
    expect(await status()).toEqual({ status: 'active', ends: false })

    await press(page, 'Fail a payment')
    await expect(account).toContainText('did not go through')
    await press(page, 'Let the payment go through')
    await expect(account).toContainText('renews then')

    await press(page, 'Cancel at the end of the period')
    await expect(account).toContainText('The subscription was cancelled')
    expect(await status()).toEqual({ status: 'active', ends: true })
    await press(page, 'Resume the subscription')
    await expect(account).toContainText('renews then')
    await press(page, 'Cancel at the end of the period')
    await expect(account).toContainText('The subscription was cancelled')
    await press(page, 'End the period')
    await expect(account).toContainText('The account ended on')
    expect(await status()).toEqual({ status: 'canceled', ends: true })

    await page.goto('/settings/company')
    await expect(page.getByText('This account is read-only', { exact: false }).first()).toBeVisible()
    await page.goto('/settings/close-account')
    await page.getByRole('link', { name: 'Go to billing' }).click()
    await page.waitForURL(/\/settings\/billing/)
    await press(page, 'Subscribe')
    await expect(account).toContainText('The subscription runs. It is paid until')
    expect(await status()).toEqual({ status: 'active', ends: false })

    await page.goto('/settings/close-account')
    const box = page.getByLabel('Type the company’s name', { exact: false })
    await box.fill('Somebody else')
    await press(page, 'Close the account')
    await expect(page.getByText('This is not the company’s name.', { exact: false }).first()).toBeVisible()
    await box.fill(name)
    await press(page, 'Close the account')
    await expect(page.getByText('The subscription was cancelled', { exact: false })).toBeVisible()
    await press(page, 'Keep the account open')
    await expect(page.getByText('renews then', { exact: false })).toBeVisible()
    await page.getByLabel('At once').check()
    await box.fill(name)
    await press(page, 'Close the account')
    await expect(page.getByRole('main').getByText('The account ended on')).toBeVisible()
    expect(await status()).toEqual({ status: 'canceled', ends: true })
  } finally {
    await sql.end()
  }
})

test('the webhook takes nothing unsigned', { tag: '@desk' }, async ({ request }) => {
  const event = { id: 'evt_forged', type: 'customer.created', created: 1, data: { object: { id: 'cus_1' } } }
  const headers = { 'stripe-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}` }
  expect((await request.post('/api/webhooks/stripe', { data: event })).status()).toBe(400)
  expect((await request.post('/api/webhooks/stripe', { data: event, headers })).status()).toBe(400)
  expect((await request.get('/api/webhooks/stripe')).status()).toBe(405)
})
