import { expect, test } from 'vitest'
import { accountNotice } from './account-notice.ts'

const trial = {
  time_zone: 'America/New_York',
  subscription_status: 'trialing' as const,
  // Still March 9 in New York.
  trial_ends_at: '2027-03-10T03:00:00Z',
  deletion_clock_starts_at: null,
  writable: true,
}

test('a trial is mentioned in its last five days, in the company’s own days', () => {
  expect(accountNotice(trial, '2027-03-03')).toBeNull()
  expect(accountNotice(trial, '2027-03-04')?.sentence).toContain('in 5 days, on Mar 9, 2027')
  expect(accountNotice(trial, '2027-03-08')?.sentence).toContain('ends tomorrow')
  expect(accountNotice(trial, '2027-03-09')?.sentence).toContain('ends today')
})

test('read-only comes first, then a failed payment; a paid account is quiet', () => {
  expect(accountNotice({ ...trial, writable: false }, '2027-03-08')?.sentence).toContain('read-only')
  expect(accountNotice({ ...trial, subscription_status: 'past_due' }, '2027-03-08')?.sentence).toContain('payment')
  expect(accountNotice({ ...trial, subscription_status: 'active' }, '2027-03-08')).toBeNull()
})

test('an account that ends says when, and from which day on it may be deleted', () => {
  const ending = { ...trial, subscription_status: 'active' as const, deletion_clock_starts_at: '2027-04-10T03:00:00Z' }
  expect(accountNotice(ending, '2027-03-08')?.sentence).toContain('ends on Apr 9, 2027')
  expect(accountNotice({ ...ending, writable: false }, '2027-04-20')?.sentence).toContain('until May 9, 2027')
})
