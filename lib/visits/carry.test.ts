import { expect, test } from 'vitest'
import { carry, freeMinute, type Place, placeWords, snapped } from './carry.ts'

const DAYS = ['2027-03-08', '2027-03-09', '2027-03-10']
const PEOPLE = [null, 'tess', 'omar']
const HERE: Place = { day: '2027-03-09', minute: 540, profile_id: 'tess' }
const press = (key: string, view: 'week' | 'day', place = HERE) => carry(place, key, view, DAYS, PEOPLE)

test('in the week arrows change day and person, Page Up and Page Down the time', () => {
  expect(press('ArrowRight', 'week')).toEqual({ ...HERE, day: '2027-03-10' })
  expect(press('ArrowLeft', 'week')).toEqual({ ...HERE, day: '2027-03-08' })
  expect(press('ArrowDown', 'week')).toEqual({ ...HERE, profile_id: 'omar' })
  expect(press('ArrowUp', 'week')).toEqual({ ...HERE, profile_id: null })
  expect(press('PageDown', 'week')).toEqual({ ...HERE, minute: 555 })
})

test('in the day arrows change person and time', () => {
  expect(press('ArrowRight', 'day')).toEqual({ ...HERE, profile_id: 'omar' })
  expect(press('ArrowDown', 'day')).toEqual({ ...HERE, minute: 555 })
  expect(press('ArrowUp', 'day')).toEqual({ ...HERE, minute: 525 })
})

test('nothing leaves the board, and other keys move nothing', () => {
  expect(press('ArrowRight', 'week', { ...HERE, day: '2027-03-10' })?.day).toBe('2027-03-10')
  expect(press('ArrowUp', 'week', { ...HERE, profile_id: null })?.profile_id).toBeNull()
  expect(press('PageUp', 'week', { ...HERE, minute: 0 })?.minute).toBe(0)
  expect(press('PageDown', 'day', { ...HERE, minute: 1425 })?.minute).toBe(1425)
  expect(press('x', 'week')).toBeNull()
})

test('an order goes after what stands there, and every place is said in words', () => {
  expect(freeMinute([])).toBe(540)
  expect(freeMinute([{ minute: 600, minutes: 50 }])).toBe(660)
  expect(snapped(547)).toBe(540)
  expect(placeWords(HERE, new Map([['tess', 'Tess Tester']]))).toBe('Tue Mar 9, 9:00 AM, Tess Tester')
})
