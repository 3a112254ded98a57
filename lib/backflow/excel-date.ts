import { addDays, daysBetween, type Day } from '../dates.ts'

const LAST_SERIAL = 2_958_465

/**
 * The day a spreadsheet's serial number stands for; null outside 1 to 2,958,465. Times (fractions) are dropped. In the
 * 1900 system serials below 60 count from one day later, because Excel believes in 1900-02-29.
 */
export function dayFromSerial(serial: number, date1904 = false): Day | null {
  if (!Number.isFinite(serial)) return null
  const whole = Math.floor(serial)
  if (whole < (date1904 ? 0 : 1) || whole > LAST_SERIAL - (date1904 ? 1462 : 0)) return null
  if (date1904) return addDays('1904-01-01', whole)
  return addDays(whole < 60 ? '1899-12-31' : '1899-12-30', whole)
}

/** The 1900-system serial of a day from 1900-03-01 on; the inverse of `dayFromSerial` there. */
export function serialFromDay(day: Day): number {
  return daysBetween('1899-12-30', day)
}
