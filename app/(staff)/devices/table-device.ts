import type { Day } from '@/lib/dates.ts'
import { addressWords, plateWords, serialWords } from '@/lib/devices/device-words.ts'
import type { PageDevice } from '@/lib/devices/list-devices.ts'
import type { TableDevice } from './device-row.ts'
import { dueWords, sourceWord, toneOf } from './due-state.tsx'

/** A row as the device list shows it: its words ready, and nothing sent to the browser that no cell shows. */
export function tableDevice(row: PageDevice, today: Day, mayRecord: boolean): TableDevice {
  return {
    id: row.id,
    serial: serialWords(row.serial),
    numbered: row.serial !== null,
    plate: plateWords(row),
    customer: row.customer_name,
    address: addressWords(row),
    district: row.district_name ?? 'No purveyor',
    due: row.district_due_on,
    source: sourceWord(row.district_due_source),
    assumed: row.due_assumed === true,
    tone: toneOf(row.compliance),
    state: dueWords(row, today),
    tested: row.last_tested_on,
    result: row.last_result,
    record: mayRecord && row.compliance !== 'NOT_REQUIRED',
  }
}
