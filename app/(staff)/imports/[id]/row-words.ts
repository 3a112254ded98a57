import { formatDay, isDay } from '@/lib/dates.ts'
import type { ImportRow } from '@/lib/imports/queries.ts'

type Words = { name: string; sub: string }

const RESULTS: Record<string, string> = { PASS: 'Pass', FAIL: 'Fail' }

/** The assembly or past test of a row in words. */
export function thingOf({ device, test }: Pick<ImportRow, 'device' | 'test'>): Words {
  if (test !== null) {
    const day = textOf(test, 'tested_on')
    return {
      name: textOf(test, 'serial') || 'No serial',
      sub: joined([
        isDay(day) ? `Tested ${formatDay(day)}` : '',
        RESULTS[textOf(test, 'filed_result')] ?? '',
        textOf(test, 'type'),
      ]),
    }
  }
  return {
    name: textOf(device, 'serial') || 'No serial',
    sub: joined([
      textOf(device, 'type'),
      [textOf(device, 'manufacturer'), textOf(device, 'model')].filter((part) => part !== '').join(' '),
      textOf(device, 'size') === '' ? '' : `${textOf(device, 'size')} in`,
    ]),
  }
}

/** Whose it is and where it stands; of a past test, who made it and with what. */
export function placeOf({ customer, location, test }: Pick<ImportRow, 'customer' | 'location' | 'test'>): Words {
  if (test !== null) {
    const gauge = textOf(test, 'gauge_serial')
    return { name: textOf(test, 'tester_name') || '–', sub: gauge === '' ? '' : `Gauge ${gauge}` }
  }
  const street = joined([textOf(location, 'line1'), textOf(location, 'city'), textOf(location, 'state')])
  return { name: textOf(customer, 'name') || textOf(location, 'name') || '–', sub: street }
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ')
}

function textOf(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) return ''
  const found: unknown = Reflect.get(value, key)
  return typeof found === 'string' ? found : ''
}
