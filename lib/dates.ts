/**
 * Days and instants. A day is what a calendar says ('2027-03-04'), never an instant; instants are ISO strings in UTC.
 * The only file that asks the machine for the time, so tests and the phone have one place to look.
 */

/** A calendar day, 'YYYY-MM-DD', without a time zone. */
export type Day = string

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME_TAIL = /(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp][Mm])?\s*(?:Z|[+-]\d{2}:?\d{2})?$/

interface Civil {
  year: number
  month: number
  day: number
}

/** Days in a month (1 to 12) of the Gregorian calendar. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** True for a real day written YYYY-MM-DD, years 0001 to 9999. */
export function isDay(text: string): text is Day {
  return civil(text) !== null
}

/** The day a year, month (1 to 12) and day name, the day clamped to the month's end. Throws outside years 1 to 9999. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  if (!Number.isInteger(year) || year < 1 || year > 9999) throw new RangeError(`year out of range: ${year}`)
  return write({ year, month, day: Math.min(dayOfMonth, daysInMonth(year, month)) })
}

/** Year, month (1 to 12) and day of month. Throws when `day` is no day. */
export function partsOfDay(day: Day): Civil {
  const found = civil(day)
  if (!found) throw new RangeError(`not a day: ${day}`)
  return found
}

/** `n` calendar months later (earlier when negative), clamped to the month's end: Jan 31 plus one is Feb 28 or 29. */
export function addMonths(day: Day, n: number): Day {
  const { year, month, day: dom } = partsOfDay(day)
  const index = year * 12 + (month - 1) + n
  return dayOf(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, dom)
}

/** `n` days later, earlier when negative. */
export function addDays(day: Day, n: number): Day {
  return fromOrdinal(ordinal(partsOfDay(day)) + n)
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return ordinal(partsOfDay(to)) - ordinal(partsOfDay(from))
}

/** The present instant, ISO in UTC. */
export function now(): string {
  return new Date().toISOString()
}

/** An instant in whole seconds since 1970, as signatures and payment providers count; the present one without an argument. */
export function epochSeconds(iso: string = now()): number {
  return Math.floor(instant(iso).getTime() / 1000)
}

/** The instant, ISO in UTC, of whole seconds since 1970. */
export function fromEpochSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}

/** The instant some seconds after another, ISO in UTC. */
export function secondsAfter(iso: string, seconds: number): string {
  return new Date(instant(iso).getTime() + seconds * 1000).toISOString()
}

/** Today's day in an IANA time zone; without one, in the machine's. */
export function today(timeZone?: string): Day {
  return dayOfInstant(now(), timeZone)
}

/** The day an instant falls on in an IANA time zone; without one, in the machine's. Throws on a text that is no instant. */
export function dayOfInstant(iso: string, timeZone?: string): Day {
  const [month = '', day = '', year = ''] = formatter('day', timeZone).format(instant(iso)).split('/')
  return `${year.padStart(4, '0')}-${month}-${day}`
}

/** The hour (0 to 23) an instant falls into in an IANA time zone. Throws on a text that is no instant. */
export function hourOfInstant(iso: string, timeZone: string): number {
  const parts = formatter('hour', timeZone).formatToParts(instant(iso))
  return Number(parts.find((part) => part.type === 'hour')?.value)
}

/** The minute of its day (0 to 1439) an instant falls into by the clocks of an IANA zone. Throws on a text that is no instant. */
export function minuteOfInstant(iso: string, timeZone: string): number {
  const at = instant(iso).getTime()
  const minutes = Math.floor((at + offsetAt(at, timeZone)) / 60_000)
  return ((minutes % 1440) + 1440) % 1440
}

/** 'Mar 4, 2027'. Throws when `day` is no day. */
export function formatDay(day: Day): string {
  const { year, month, day: dom } = partsOfDay(day)
  return `${MONTHS[month - 1]} ${dom}, ${String(year).padStart(4, '0')}`
}

/** 'Mon Mar 4': a day in a heading, its year being plain from what stands around it. */
export function formatWeekday(day: Day): string {
  const since = daysBetween('2024-01-01', day) % 7
  const { month, day: dom } = partsOfDay(day)
  return `${WEEKDAYS[(since + 7) % 7]} ${MONTHS[month - 1]} ${dom}`
}

/** 'today', 'tomorrow', 'yesterday', 'in 12 days', '12 days ago'. */
export function relativeDay(day: Day, today: Day): string {
  const days = daysBetween(today, day)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days === -1) return 'yesterday'
  return days > 0 ? `in ${days} days` : `${-days} days ago`
}

/** 'Mar 4, 2027, 2:15 PM', in an IANA zone; with `zoneName` the zone's short name follows ('EST'). */
export function formatInstant(iso: string, timeZone?: string, options: { zoneName?: boolean } = {}): string {
  const text = formatter(options.zoneName ? 'instant with zone' : 'instant', timeZone).format(instant(iso))
  return text.replace(/[\u00a0\u202f]/g, ' ')
}

/**
 * The instant of a day and a time of day ('08:30') in an IANA zone. A time that DST leaves out is taken an hour later, one
 * that comes twice is the first.
 */
export function instantAt(day: Day, time: string, timeZone: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const before = wanted - offsetAt(wanted - 86_400_000, timeZone)
  const after = wanted - offsetAt(wanted + 86_400_000, timeZone)
  const real = [before, after].find((at) => at + offsetAt(at, timeZone) === wanted)
  return new Date(real ?? before).toISOString()
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at)
  const pick = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  const local = `${pick('year')}-${pick('month')}-${pick('day')}T${pick('hour')}:${pick('minute')}:00Z`
  return Date.parse(local) - (at - (at % 60_000))
}

/**
 * Reads a day as people and exports write it: MM-DD-YY, M/D/YYYY, YYYY-MM-DD, 'Mar 4, 2027', '4-Mar-27', an ISO instant
 * or a day followed by a time (the day as written counts, no zone is applied). Two-digit years: 00 to 69 are 2000s,
 * 70 to 99 are 1900s. Null for anything else, for impossible dates such as 02-30, and for years outside 1900 to 2199.
 */
export function parseDay(text: string): Day | null {
  const trimmed = text.trim().replace(TIME_TAIL, '')
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(trimmed)
  if (iso) return checked(iso[1], iso[2], iso[3])
  const american = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4}|\d{2})$/.exec(trimmed)
  if (american) return checked(american[4], american[1], american[3])
  const named = /^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$/.exec(trimmed)
  if (named) return checked(named[3], monthNumber(named[1]), named[2])
  const dayFirst = /^(\d{1,2})[-\s]([A-Za-z]{3,9})\.?[-\s,]\s*(\d{4}|\d{2})$/.exec(trimmed)
  if (dayFirst) return checked(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1])
  return null
}

function checked(year = '', month = '', day = ''): Day | null {
  const y = year.length === 2 ? Number(year) + (Number(year) <= 69 ? 2000 : 1900) : Number(year)
  const [m, d] = [Number(month), Number(day)]
  if (y < 1900 || y > 2199 || m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return null
  return write({ year: y, month: m, day: d })
}

function monthNumber(name = ''): string {
  const FULL = 'january february march april may june july august september october november december'.split(' ')
  const lower = name.toLowerCase()
  const index = FULL.findIndex(
    (full) => full === lower || full.slice(0, 3) === lower || (lower === 'sept' && full[0] === 's'),
  )
  return String(index + 1)
}

function civil(text: string): Civil | null {
  const match = DAY_PATTERN.exec(text)
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return { year, month, day }
}

function write({ year, month, day }: Civil): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

// Days since 1970-01-01 by counting in 400-year eras from March, so that the leap day ends the year.
function ordinal({ year, month, day }: Civil): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

function fromOrdinal(days: number): Day {
  const shifted = days + 719468
  const era = Math.floor(shifted / 146097)
  const doe = shifted - era * 146097
  const yearOfEra = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365,
  )
  const dayOfYear = doe - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return dayOf(year, month, dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1)
}

function instant(iso: string): Date {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) throw new RangeError(`not an instant: ${iso}`)
  return date
}

type Shape = 'day' | 'hour' | 'instant' | 'instant with zone'
const formatters = new Map<string, Intl.DateTimeFormat>()

// Building a formatter is slow and lists format thousands of instants.
function formatter(shape: Shape, timeZone?: string): Intl.DateTimeFormat {
  const key = `${shape} ${timeZone ?? ''}`
  const known = formatters.get(key)
  if (known) return known
  const clock = { month: 'short', day: 'numeric', year: 'numeric', hour: 'numeric', minute: '2-digit' } as const
  const made =
    shape === 'day'
      ? new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
      : shape === 'hour'
        ? new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' })
        : new Intl.DateTimeFormat('en-US', {
            timeZone,
            ...clock,
            ...(shape === 'instant' ? {} : { timeZoneName: 'short' }),
          })
  formatters.set(key, made)
  return made
}
