/** Readings of the test kit as people type and read them. Hundredths of a psid inside, never floats. */

/** A differential kit's full scale is 15 psid; more is usually a slip of the decimal point (55 for 5.5). [EVAL] */
export const FULL_SCALE_HUNDREDTHS_PSID = 1500

/** Above this no reading is meant. The database keeps a 32-bit integer. */
const MAX_HUNDREDTHS = 99_999

export type ParsedPsid =
  | { ok: true; hundredths: number; implausible: boolean }
  | { ok: false; code: 'blank' | 'not_a_reading' | 'too_many_decimals' | 'negative' | 'too_large'; message: string }

export type ParsedInches =
  | { ok: true; hundredths: number }
  | { ok: false; code: 'blank' | 'not_a_measure' | 'not_hundredths' | 'too_large'; message: string }

/**
 * Reads a psid as typed: '5', '5.5', '.8', '5,5' (a comma as the decimal point), '5.25 psid'. '1,000' is refused, and so
 * are more than two decimals and minus signs. A blank is refused with code `blank`: a caller that allows blanks keeps null.
 */
export function parsePsid(text: string): ParsedPsid {
  const trimmed = text.trim().replace(/\s*psid?$/i, '')
  if (trimmed === '') return { ok: false, code: 'blank', message: 'Type the reading in psid.' }
  const match = /^(-?)(\d*)(?:[.,](\d*))?$/.exec(trimmed)
  const [whole, decimals] = [match?.[2] ?? '', match?.[3] ?? '']
  if (!match || (whole === '' && decimals === '')) {
    return { ok: false, code: 'not_a_reading', message: `"${trimmed}" is not a reading. Write it like 5.2.` }
  }
  if (match[1]) return { ok: false, code: 'negative', message: 'A reading cannot be below zero.' }
  if (decimals.length > 2) {
    return {
      ok: false,
      code: 'too_many_decimals',
      message: `"${trimmed}" is not a reading. Write at most two decimals.`,
    }
  }
  const hundredths = toHundredths(whole, decimals)
  if (hundredths > MAX_HUNDREDTHS) return { ok: false, code: 'too_large', message: 'No gauge reads that high.' }
  return { ok: true, hundredths, implausible: isImplausiblePsid(hundredths) }
}

/** True above the kit's full scale of 15 psid: judged as typed, but the person is asked again. */
export function isImplausiblePsid(hundredthsPsid: number): boolean {
  return hundredthsPsid > FULL_SCALE_HUNDREDTHS_PSID
}

/** One decimal, two when needed: 500 is '5.0', 525 is '5.25'. No unit. Negative values (a buffer) keep their sign. */
export function formatPsid(hundredthsPsid: number): string {
  return decimal(hundredthsPsid)
}

/**
 * Reads inches into hundredths: '1', '1.25', '3/4', '1-1/2', '1 1/2"'. What hundredths cannot hold exactly (5/8, three
 * decimals) is refused, so that the person decides how to round what he measured.
 */
export function parseInches(text: string): ParsedInches {
  const trimmed = text.trim().replace(/\s*(?:"|in\.?|inch(?:es)?)$/i, '')
  if (trimmed === '') return { ok: false, code: 'blank', message: 'Type the measure in inches.' }
  const refused = {
    ok: false,
    code: 'not_a_measure',
    message: `"${trimmed}" is not a measure. Write it like 1.25.`,
  } as const
  const plain = /^(\d*)(?:[.,](\d*))?$/.exec(trimmed)
  if (plain) {
    const [whole, decimals] = [plain[1] ?? '', plain[2] ?? '']
    if (whole === '' && decimals === '') return refused
    if (decimals.length > 2) return inexact()
    return measured(toHundredths(whole, decimals))
  }
  const fraction = /^(?:(\d{1,4})[-\s]+)?(\d{1,3})\/(\d{1,3})$/.exec(trimmed)
  const [over, under] = [Number(fraction?.[2]), Number(fraction?.[3])]
  if (!fraction || under === 0) return refused
  const hundredths = Number(fraction[1] ?? 0) * 100 + (over * 100) / under
  return Number.isInteger(hundredths) ? measured(hundredths) : inexact()
}

/** Inches with one decimal, two when needed, no unit. */
export function formatInches(hundredthsIn: number): string {
  return decimal(hundredthsIn)
}

function inexact(): ParsedInches {
  return { ok: false, code: 'not_hundredths', message: 'Write inches with at most two decimals, such as 0.62.' }
}

function measured(hundredths: number): ParsedInches {
  return hundredths > MAX_HUNDREDTHS
    ? { ok: false, code: 'too_large', message: 'That measure is too large.' }
    : { ok: true, hundredths }
}

// Digits past seven are over any limit already; cutting there keeps the number a safe integer.
function toHundredths(whole: string, decimals: string): number {
  const digits = whole.replace(/^0+(?=\d)/, '').slice(0, 7)
  return Number(digits || '0') * 100 + Number(decimals.padEnd(2, '0'))
}

function decimal(hundredths: number): string {
  if (!Number.isSafeInteger(hundredths)) throw new RangeError(`not whole hundredths: ${hundredths}`)
  const size = Math.abs(hundredths)
  const cents = String(size % 100).padStart(2, '0')
  return `${hundredths < 0 ? '-' : ''}${Math.trunc(size / 100)}.${cents.endsWith('0') ? cents.slice(0, 1) : cents}`
}
