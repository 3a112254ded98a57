import { parseDay, partsOfDay, type Day } from '../dates.ts'
import { dayFromSerial } from './excel-date.ts'

/** Nominal sizes in inches as the trade's forms print them (DOMAIN 1.2, W1 and TCEQ forms). */
export const NOMINAL_SIZES = [
  '1/4',
  '3/8',
  '1/2',
  '3/4',
  '1',
  '1-1/4',
  '1-1/2',
  '2',
  '2-1/2',
  '3',
  '4',
  '6',
  '8',
  '10',
  '12',
] as const
export type NominalSize = (typeof NOMINAL_SIZES)[number]

/** A nominal size: exact spelling, value in thousandths of an inch, and whether it stands in `NOMINAL_SIZES`. */
export interface Size {
  text: string
  thousandths: number
  listed: boolean
}

export type SizeFault = 'size_blank' | 'size_was_date' | 'size_run_together' | 'size_metric' | 'size_unreadable'

/** Either a size, or why not, with the size it most likely was (never to be applied without a person's yes). */
export type SizeParse = { ok: true; size: Size } | { ok: false; code: SizeFault; suggestion: string | null }

const VULGAR: Readonly<Record<string, string>> = {
  '¼': '1/4',
  '½': '1/2',
  '¾': '3/4',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
}

const METRIC: Readonly<Record<string, NominalSize>> = {
  '8': '1/4',
  '10': '3/8',
  '15': '1/2',
  '20': '3/4',
  '25': '1',
  '32': '1-1/4',
  '40': '1-1/2',
  '50': '2',
  '65': '2-1/2',
  '80': '3',
  '100': '4',
  '150': '6',
  '200': '8',
  '250': '10',
  '300': '12',
}

const LARGEST = 48_000

/** The size of that many thousandths of an inch, printed as the trade writes it ('1-1/2'); null unless a positive multiple of 1/8 up to 48 in. */
export function printSize(thousandths: number): string | null {
  if (!Number.isInteger(thousandths) || thousandths <= 0 || thousandths > LARGEST || thousandths % 125 !== 0)
    return null
  const whole = Math.floor(thousandths / 1000)
  let part = (thousandths % 1000) / 125
  if (part === 0) return String(whole)
  let of = 8
  while (part % 2 === 0) {
    part /= 2
    of /= 2
  }
  return whole === 0 ? `${part}/${of}` : `${whole}-${part}/${of}`
}

function sizeOf(thousandths: number): Size | null {
  const text = printSize(thousandths)
  return text === null ? null : { text, thousandths, listed: NOMINAL_SIZES.some((size) => size === text) }
}

function thousandthsOf(whole: string, part: string, of: string): number | null {
  const p = Number(part)
  const d = Number(of)
  if (d === 0 || p === 0 || p >= d) return null
  return Number(whole) * 1000 + (p * 1000) / d
}

function readPlain(text: string): number | null {
  const whole = /^\d{1,2}$/.exec(text)
  if (whole) return Number(text) * 1000
  const decimal = /^(\d{0,2})\.(\d{1,9})$/.exec(text)
  if (decimal) {
    const digits = `${decimal[2] ?? ''}000`.slice(0, 3)
    if (!/^0*$/.test((decimal[2] ?? '').slice(3))) return null
    return Number(decimal[1] || '0') * 1000 + Number(digits)
  }
  const fraction = /^(\d{1,2})\/(\d{1,2})$/.exec(text)
  if (fraction) return thousandthsOf('0', fraction[1] ?? '', fraction[2] ?? '')
  const mixed = /^(\d{1,2})(?:\s*[-–—&]\s*|\s+and\s+|\s+)(\d{1,2})\/(\d{1,2})$/.exec(text)
  if (mixed) return thousandthsOf(mixed[1] ?? '', mixed[2] ?? '', mixed[3] ?? '')
  return null
}

function tidy(found: string): string {
  return found
    .replace(/[¼½¾⅛⅜⅝⅞]/g, (sign) => ` ${VULGAR[sign] ?? ''}`)
    .replace(/\u2044/g, '/')
    .replace(/\s*\/\s*/g, '/')
    .replace(/\s*(?:["”“″]|'{1,2}|’{1,2}|in(?:ch(?:es)?|\.)?)\s*$/i, '')
    .replace(/\s+/g, ' ')
    .replace(/-\s+/g, '-')
    .trim()
}

/** The size that Excel made a date of: 3/4 became March 4, 1-1/2 became January 2002 (DOMAIN 1.11). */
export function sizeFromDate(date: Day): NominalSize | null {
  const { year, month, day } = partsOfDay(date)
  const candidates = [`${month}/${day}`, `${day}/${month}`]
  if (year > 2000) candidates.splice(1, 0, `${month}-${day}/${year - 2000}`)
  for (const candidate of candidates) {
    const hit = NOMINAL_SIZES.find((size) => size === candidate)
    if (hit !== undefined) return hit
  }
  return null
}

function readAsDate(text: string): Day | null {
  if (/^[1-7]\d{4}(?:\.0+)?$/.test(text)) return dayFromSerial(Number(text))
  const named = /^(?:(\d{1,2})[\s-]+([a-z]{3,9})|([a-z]{3,9})[\s-]+(\d{1,2}))$/i.exec(text)
  if (named) return parseDay(`${named[2] ?? named[3]} ${named[1] ?? named[4]} 2019`)
  return parseDay(text)
}

/**
 * Reads a size as people write it: '3/4', '1 1/2', '1½"', '1.5', '2 in'. Inches. What Excel turned into a date, what ran
 * together ('11/2') and metric sizes come back as faults with a suggestion; a suggestion is never the answer.
 */
export function parseSize(found: string): SizeParse {
  const text = tidy(found)
  if (text === '') return { ok: false, code: 'size_blank', suggestion: null }
  const thousandths = readPlain(text)
  const size = thousandths === null ? null : sizeOf(thousandths)
  if (size !== null) return { ok: true, size }
  const date = readAsDate(text)
  if (date !== null) return { ok: false, code: 'size_was_date', suggestion: sizeFromDate(date) }
  const together = /^(\d)(\d)\/(\d)$/.exec(text)
  const joined = together ? thousandthsOf(together[1] ?? '', together[2] ?? '', together[3] ?? '') : null
  const joinedSize = joined === null ? null : sizeOf(joined)
  if (joinedSize?.listed) return { ok: false, code: 'size_run_together', suggestion: joinedSize.text }
  const metric = /^(?:dn\s*(\d{1,3})|(\d{1,3})\s*mm)$/i.exec(text)
  if (metric) return { ok: false, code: 'size_metric', suggestion: METRIC[metric[1] ?? metric[2] ?? ''] ?? null }
  return { ok: false, code: 'size_unreadable', suggestion: null }
}

/** Value of a printed size in thousandths of an inch; null when it is not a size. */
export function sizeThousandths(text: string): number | null {
  const parsed = parseSize(text)
  return parsed.ok ? parsed.size.thousandths : null
}
