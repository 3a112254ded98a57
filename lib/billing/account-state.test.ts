import { expect, test } from 'vitest'
import { accountState, closingChoices } from './account-state.ts'
import type { Subscription } from './queries.ts'

const account = {
  time_zone: 'America/New_York',
  subscription_status: 'trialing' as 'trialing' | 'active' | 'past_due' | 'canceled',
  // Still March 9 in New York.
  trial_ends_at: '2027-03-10T03:00:00Z',
  deletion_clock_starts_at: null as string | null,
  now: '2027-03-05T12:00:00Z',
}
const none = { customer: null, subscriptions: [] }
const subscription: Subscription = {
  id: 'sub_1',
  status: 'active',
  interval: 'year',
  cancel_at: null,
  cancel_at_period_end: false,
  current_period_end: '2027-07-04T12:00:00Z',
  event_created_at: '2027-03-01T12:00:00Z',
}
const paying = (change: Partial<Subscription> = {}) => ({
  customer: 'cus_1',
  subscriptions: [{ ...subscription, ...change }],
})
const said = (change: Partial<typeof account>, billing: Parameters<typeof accountState>[1] = none) =>
  accountState({ ...account, ...change }, billing)

test('a trial says when it ends, and, once over, until when everything can be read', () => {
  expect(said({}).sentence).toContain('runs until Mar 9, 2027')
  expect(said({}).facts).toContainEqual({ label: 'Deleted after', value: 'Apr 8, 2027' })
  const over = said({ trial_ends_at: '2027-03-01T12:00:00Z' })
  expect(over.sentence).toContain('The trial ended on Mar 1, 2027')
  expect(over.sentence).toContain('until Mar 31, 2027')
  // The daily run closes it as of its end; for who looks, nothing changes.
  const clock = '2027-03-01T12:00:00+00:00'
  const closed = { trial_ends_at: '2027-03-01T12:00:00Z', subscription_status: 'canceled' as const }
  const after = said({ ...closed, deletion_clock_starts_at: clock })
  expect(after.sentence).toBe(over.sentence)
  expect(after.facts).toEqual(over.facts.map((fact) => (fact.label === 'Plan' ? { ...fact, value: 'None' } : fact)))
})

test('a subscription says until when it is paid, that a payment failed, or when it ends', () => {
  const running = said({ subscription_status: 'active' }, paying())
  expect(running).toMatchObject({ tone: 'done' })
  expect(running.facts).toEqual([
    { label: 'Plan', value: 'Yearly' },
    { label: 'Paid until', value: 'Jul 4, 2027' },
  ])
  expect(said({ subscription_status: 'past_due' }, paying({ status: 'past_due' })).sentence).toContain(
    'did not go through',
  )
  const ending = said(
    { subscription_status: 'active', deletion_clock_starts_at: '2027-07-04T12:00:00Z' },
    paying({ cancel_at_period_end: true }),
  )
  expect(ending.sentence).toContain('cancelled: everything works until Jul 4, 2027')
  expect(ending.sentence).toContain('deleted after Aug 3, 2027')
})

test('a closed account says from when on it is deleted', () => {
  const closed = said({ subscription_status: 'canceled', deletion_clock_starts_at: '2027-03-02T12:00:00Z' })
  expect(closed.sentence).toContain('The account ended on Mar 2, 2027')
  expect(closed.sentence).toContain('until Apr 1, 2027')
})

test('closing is offered at once and with what runs; a closed account is taken back or subscribed to', () => {
  const offered = (change: Partial<typeof account>, billing: Parameters<typeof closingChoices>[1] = none) => {
    const { choices, reopen } = closingChoices({ ...account, ...change }, billing)
    return [choices.map(({ value }) => value).join(', '), reopen]
  }
  const clock = '2027-03-02T12:00:00Z'
  expect(offered({})).toEqual(['period end, now', null])
  expect(offered({ deletion_clock_starts_at: account.trial_ends_at })).toEqual(['now', 'take back'])
  expect(offered({ subscription_status: 'canceled', deletion_clock_starts_at: clock })).toEqual(['', 'take back'])
  expect(offered({ trial_ends_at: clock })).toEqual(['now', 'subscribe'])
  expect(offered({ subscription_status: 'canceled', trial_ends_at: clock, deletion_clock_starts_at: clock })).toEqual([
    '',
    'subscribe',
  ])
  expect(offered({ subscription_status: 'canceled' }, paying({ status: 'canceled' }))).toEqual(['', 'subscribe'])
  expect(offered({ subscription_status: 'active' }, paying())).toEqual(['period end, now', null])
  const ending = { subscription_status: 'active' as const, deletion_clock_starts_at: '2027-07-04T12:00:00Z' }
  expect(offered(ending, paying({ cancel_at_period_end: true }))).toEqual(['now', 'take back'])
})
