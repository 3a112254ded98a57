import { expect, test } from 'vitest'
import { boardDays, mondayOf } from './board.ts'
import { loadOf, overlapping } from './day-load.ts'

const visit = (
  id: string,
  minute: number,
  minutes: number,
  profile_id: string | null = 'tess',
  day = '2027-03-09',
) => ({
  id,
  minute,
  minutes,
  profile_id,
  day,
})

test('overlaps are told for one person on one day; one after the other is none', () => {
  expect([...overlapping([visit('a', 540, 60), visit('b', 600, 30), visit('c', 620, 30)])].toSorted()).toEqual([
    'b',
    'c',
  ])
  expect(
    overlapping([visit('a', 540, 60), visit('b', 540, 60, 'omar'), visit('c', 540, 60, 'tess', '2027-03-10')]).size,
  ).toBe(0)
  expect(overlapping([visit('a', 540, 60, null), visit('b', 540, 60, null)]).size).toBe(0)
  expect([...overlapping([visit('long', 480, 300), visit('b', 500, 10), visit('c', 700, 10)])].toSorted()).toEqual([
    'b',
    'c',
    'long',
  ])
})

test('a load is the sum of the minutes', () => {
  expect(loadOf([visit('a', 1, 50), visit('b', 2, 25)])).toBe(75)
})

test('the board begins on Monday; what is no day is today', () => {
  expect(mondayOf('2027-03-14')).toBe('2027-03-08')
  expect(mondayOf('2023-12-31')).toBe('2023-12-25')
  expect(boardDays('2027-03-10', 'week', 'America/New_York')).toEqual([
    '2027-03-08',
    '2027-03-09',
    '2027-03-10',
    '2027-03-11',
    '2027-03-12',
    '2027-03-13',
    '2027-03-14',
  ])
  expect(boardDays('2027-03-10', 'day', 'America/New_York')).toEqual(['2027-03-10'])
  expect(boardDays('2027-02-30', 'day', 'America/New_York')[0]).toMatch(/^\d{4}-\d{2}-\d{2}$/)
})
