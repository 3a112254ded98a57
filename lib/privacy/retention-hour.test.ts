import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { addDays } from '../dates.ts'
import { retentionDay } from './retention-hour.ts'

const cronSchema = z.object({ crons: z.array(z.object({ path: z.string(), schedule: z.string() })) })

test('of the two calls of a day exactly one finds 4 o’clock in Los Angeles, on both sides of both changes of clocks', () => {
  const file = readFileSync(join(import.meta.dirname, '../../vercel.json'), 'utf8')
  const hours = cronSchema
    .parse(JSON.parse(file))
    .crons.filter((cron) => cron.path === '/api/cron/retention')
    .map((cron) => Number(/^0 (\d+) \* \* \*$/.exec(cron.schedule)?.[1]))
  expect(hours).toEqual([11, 12])
  for (let day = '2026-01-01'; day < '2029-01-01'; day = addDays(day, 1)) {
    const found = hours.map((hour) => retentionDay(`${day}T${hour}:00:30Z`)).filter((one) => one !== null)
    expect(found, day).toEqual([day])
  }
})

test('a call late within the hour still counts, the hours around it do not', () => {
  expect(retentionDay('2026-07-01T11:59:59Z')).toBe('2026-07-01')
  expect(retentionDay('2026-07-01T12:00:00Z')).toBeNull()
  expect(retentionDay('2026-07-01T10:59:59Z')).toBeNull()
  expect(retentionDay('2026-03-08T11:00:00Z')).toBe('2026-03-08')
  expect(retentionDay('2026-11-01T12:00:00Z')).toBe('2026-11-01')
  expect(retentionDay('2026-11-01T11:00:00Z')).toBeNull()
})
