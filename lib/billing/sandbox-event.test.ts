import { expect, test } from 'vitest'
import { epochSeconds, fromEpochSeconds } from '../dates.ts'
import type { Subscription } from './queries.ts'
import { readEvent, type StripeEvent } from './read-event.ts'
import { SANDBOX_STEPS, sandboxStepped, sandboxSubscribed } from './sandbox-event.ts'

const NOW = epochSeconds('2027-01-31T12:00:00Z')
const companyId = 'a3bb189e-8bf9-4c77-9a53-1f1d6a1d5c11'
const made = { companyId, eventId: 'evt_sandbox_1', nowSeconds: NOW }
const read = (event: object): StripeEvent => readEvent(JSON.stringify(event))

const known: Subscription = {
  id: 'sub_sandbox_1',
  status: 'active',
  interval: 'month',
  cancel_at: null,
  cancel_at_period_end: false,
  current_period_end: '2027-02-28T12:00:00Z',
  event_created_at: fromEpochSeconds(NOW),
}

test('a new subscription is one our webhook reads, paid for a month or a year', () => {
  const event = read(sandboxSubscribed('month', { ...made, subscriptionId: 'sub_sandbox_1' }))
  expect(event).toMatchObject({
    type: 'customer.subscription.created',
    created: NOW,
    customer: `cus_sandbox_${companyId.replaceAll('-', '')}`,
    company_id: companyId,
    subscription: { id: 'sub_sandbox_1', status: 'active', interval: 'month', cancel_at_period_end: false },
  })
  expect(event.subscription?.current_period_end).toBe(epochSeconds('2027-02-28T12:00:00Z'))
  const yearly = read(sandboxSubscribed('year', { ...made, subscriptionId: 'sub_sandbox_1' }))
  expect(yearly.subscription?.current_period_end).toBe(epochSeconds('2028-01-31T12:00:00Z'))
})

test('every step says what Stripe would, and is later than the one before even within a second', () => {
  const told = Object.fromEntries(SANDBOX_STEPS.map((step) => [step, read(sandboxStepped(step, known, made))]))
  for (const event of Object.values(told)) expect(event.created).toBe(NOW + 1)
  expect(told.fail?.subscription).toMatchObject({ status: 'past_due' })
  expect(told.pay?.subscription).toMatchObject({ status: 'active' })
  expect(told.cancel?.subscription).toMatchObject({
    status: 'active',
    cancel_at_period_end: true,
    cancel_at: epochSeconds('2027-02-28T12:00:00Z'),
  })
  expect(told.resume?.subscription).toMatchObject({ cancel_at_period_end: false, cancel_at: null })
  expect(told['end now']).toMatchObject({
    type: 'customer.subscription.deleted',
    subscription: { status: 'canceled', ended_at: NOW + 1 },
  })
})

test('the end of a period renews what goes on, and ends what was cancelled or not paid', () => {
  const end = (change: Partial<Subscription>) =>
    read(sandboxStepped('end period', { ...known, ...change }, made)).subscription
  expect(end({})).toMatchObject({ status: 'active', current_period_end: epochSeconds('2027-03-28T12:00:00Z') })
  expect(end({ cancel_at_period_end: true })).toMatchObject({ status: 'canceled', ended_at: NOW + 1 })
  expect(end({ status: 'past_due' })).toMatchObject({ status: 'canceled', ended_at: NOW + 1 })
})
