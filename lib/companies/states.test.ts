import { expect, test } from 'vitest'
import { isState, STATES, timeZoneOf } from './states.ts'
import { isTimeZone } from './time-zones.ts'

test('every state has a time zone that exists and can be chosen', () => {
  expect(STATES).toHaveLength(52)
  for (const { timeZone } of STATES) {
    expect(isTimeZone(timeZone), timeZone).toBe(true)
    expect(() => new Intl.DateTimeFormat('en-US', { timeZone })).not.toThrow()
  }
})

test('states are known by their two letters', () => {
  expect(timeZoneOf('AZ')).toBe('America/Phoenix')
  expect(timeZoneOf('HI')).toBe('Pacific/Honolulu')
  expect(timeZoneOf('??')).toBe('America/New_York')
  expect(isState('FL')).toBe(true)
  expect(isState('fl')).toBe(false)
})
