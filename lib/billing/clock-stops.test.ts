import { expect, test } from 'vitest'
import { clockStops } from './clock-stops.ts'

const trial = {
  time_zone: 'America/New_York',
  subscription_status: 'trialing' as 'trialing' | 'active' | 'past_due' | 'canceled',
  trial_ends_at: '2027-03-10T03:00:00Z',
  deletion_clock_starts_at: null as string | null,
  now: '2027-03-01T12:00:00Z',
}
const subscription = {
  id: 'sub_1',
  status: 'active',
  interval: 'month',
  cancel_at: null,
  cancel_at_period_end: false,
  current_period_end: '2027-04-01T12:00:00Z',
  event_created_at: '2027-03-01T12:00:00Z',
}
const stops = (change: Partial<typeof trial>, subscriptions: (typeof subscription)[] = []) =>
  clockStops({ ...trial, ...change }, { customer: null, subscriptions }).map(({ label, to }) => [label, to])

const DAY_ON = ['Forward 1 day', '2027-03-02T12:00:00.000Z']

test('a trial is moved to just before and just after its end', () => {
  expect(stops({})).toEqual([
    DAY_ON,
    ['To the day before the trial ends', '2027-03-09T03:00:00.000Z'],
    ['To the end of the trial', '2027-03-10T03:00:01.000Z'],
  ])
})

test('what is paid is moved to its end; a set end to just before and after it', () => {
  expect(stops({ subscription_status: 'active' }, [subscription])).toEqual([
    DAY_ON,
    ['To the end of the paid period', '2027-04-01T12:00:01.000Z'],
  ])
  const ending = { subscription_status: 'active' as const, deletion_clock_starts_at: '2027-04-01T12:00:00Z' }
  expect(stops(ending, [subscription]).map(([label]) => label)).toEqual([
    'Forward 1 day',
    'To the day before the account ends',
    'To the end of the account',
  ])
  expect(stops({ subscription_status: 'active' })).toEqual([DAY_ON])
})

test('an account that ended is moved to both sides of its 30 days, and never back', () => {
  const ended = { subscription_status: 'canceled' as const, deletion_clock_starts_at: '2027-03-01T12:00:00Z' }
  expect(stops(ended)).toEqual([
    DAY_ON,
    ['To day 29 after the end', '2027-03-30T12:00:00.000Z'],
    ['To day 31 after the end', '2027-04-01T12:00:00.000Z'],
  ])
  expect(stops({ ...ended, now: '2027-03-30T12:00:00Z' }).map(([label]) => label)).toEqual([
    'Forward 1 day',
    'To day 31 after the end',
  ])
  expect(stops({ ...ended, now: '2027-05-01T12:00:00Z' })).toHaveLength(1)
})
