import { expect, test } from 'vitest'
import { accountNotice } from './account-notice.ts'

const trial = {
  time_zone: 'America/New_York',
  subscription_status: 'trialing' as const,
  // Still March 9 in New York.
  trial_ends_at: '2027-03-10T03:00:00Z',
  deletion_clock_starts_at: null,
  now: '2027-03-03T12:00:00Z',
  writable: true,
}
const on = (day: string) => ({ now: `${day}T12:00:00Z` })

test('a trial is mentioned in its last five days, in the company’s own days', () => {
  expect(accountNotice({ ...trial, ...on('2027-03-03') })).toBeNull()
  expect(accountNotice({ ...trial, ...on('2027-03-04') })?.sentence).toContain('in 5 days, on Mar 9, 2027')
  expect(accountNotice({ ...trial, ...on('2027-03-08') })?.sentence).toContain('ends tomorrow')
  expect(accountNotice({ ...trial, ...on('2027-03-09') })?.sentence).toContain('ends today')
})

test('read-only comes first, then a failed payment; a paid account is quiet', () => {
  expect(accountNotice({ ...trial, ...on('2027-03-08'), writable: false })?.sentence).toContain('read-only')
  expect(accountNotice({ ...trial, ...on('2027-03-08'), subscription_status: 'past_due' })?.sentence).toContain(
    'payment',
  )
  expect(accountNotice({ ...trial, ...on('2027-03-08'), subscription_status: 'active' })).toBeNull()
})

test('an ended trial says its day, before and after the daily run has closed it', () => {
  const over = { ...trial, ...on('2027-03-12'), writable: false }
  const said =
    'The trial ended on Mar 9, 2027. This account is read-only: everything can be viewed and exported until Apr 8, 2027; after that it is deleted.'
  expect(accountNotice(over)?.sentence).toBe(said)
  const closed = { subscription_status: 'canceled' as const, deletion_clock_starts_at: '2027-03-10T03:00:00+00:00' }
  expect(accountNotice({ ...over, ...closed })?.sentence).toBe(said)
})

test('an account that ends says when, and from which day on it may be deleted', () => {
  const ending = { ...trial, subscription_status: 'active' as const, deletion_clock_starts_at: '2027-04-10T03:00:00Z' }
  expect(accountNotice({ ...ending, ...on('2027-03-08') })?.sentence).toContain('ends on Apr 9, 2027')
  expect(accountNotice({ ...ending, ...on('2027-04-20'), writable: false })?.sentence).toContain('until May 9, 2027')
})
