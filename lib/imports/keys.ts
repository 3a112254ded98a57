import { findManufacturer, normaliseModel } from '../backflow/catalogue.ts'
import type { CleanAddress, CleanCustomer, CleanDevice, CleanLocation, CleanTest } from './clean-row-types.ts'

const LEGAL_FORMS = new Set([
  'llc',
  'inc',
  'incorporated',
  'corp',
  'corporation',
  'co',
  'company',
  'ltd',
  'lp',
  'llp',
  'pllc',
  'pa',
  'the',
])

// Each word's short form first, then how else it is written.
const STREET_FORMS =
  'st street str saint|ave avenue av avn|blvd boulevard boul|rd road|dr drive drv|ln lane|ct court|pl place|ter terrace terr|cir circle circ|hwy highway|pkwy parkway|sq square|trl trail|plz plaza|pt point|cv cove|xing crossing|expy expressway|fwy freeway|mt mount|ft fort|way wy ways|n north|s south|e east|w west|ne northeast|nw northwest|se southeast|sw southwest|unit apartment apt suite ste number no|bldg building|fl floor flr'
const STREET_WORDS = new Map(
  STREET_FORMS.split('|').flatMap((forms) => {
    const [short = '', ...others] = forms.split(' ')
    return others.map((word) => [word, short] as const)
  }),
)

function words(text: string): string[] {
  const bare = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/#/g, ' unit ')
    .replace(/['’.]/g, '')
  return bare.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** A name as names are compared: lower case, no accents, signs or legal forms ('The Foo & Bar, L.L.C.' is 'foo and bar'). */
export function normaliseName(name: string): string {
  const all = words(name)
  const kept = all.filter((word) => !LEGAL_FORMS.has(word))
  return (kept.length > 0 ? kept : all).join(' ')
}

/** A street address as addresses are compared: 'Street' and 'St.', 'North' and 'N', 'Apt 4', 'Suite 4' and '#4' are equal. */
export function normaliseAddress(line1: string | null, line2: string | null = null): string {
  const parts = words(`${line1 ?? ''} ${line2 ?? ''}`).map((word) => STREET_WORDS.get(word) ?? word)
  return parts.filter((word, index) => !(word === 'unit' && parts[index - 1] === 'unit')).join(' ')
}

/**
 * A phone number as it is stored and compared: +1 and ten digits, ';ext=' and the extension where given; other countries
 * with + and their digits. Null when it is no number.
 */
export function normalisePhone(text: string): string | null {
  const parts = /^(.*?)(?:\s*(?:x|ext\.?|extension|#)\s*(\d{1,6}))?\s*$/i.exec(text.trim())
  const main = parts?.[1] ?? ''
  if (!/^[\d\s().+/-]+$/.test(main)) return null
  const digits = main.replace(/\D/g, '')
  const ext = parts?.[2] === undefined ? '' : `;ext=${parts[2]}`
  if (main.trim().startsWith('+') && !digits.startsWith('1'))
    return digits.length >= 8 && digits.length <= 15 ? `+${digits}${ext}` : null
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
  return /^[2-9]\d{2}[2-9]\d{6}$/.test(national) ? `+1${national}${ext}` : null
}

/** A serial as serials are compared: letters and digits in upper case. Empty for a blank. */
export function normaliseSerial(serial: string): string {
  return serial
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** A maker as makers are compared: the catalogue's name even for a misspelling, so that a typo does not hide a match. */
export function makerKey(manufacturer: string | null): string {
  if (manufacturer === null) return ''
  const match = findManufacturer(manufacturer)
  return normaliseModel(match.kind === 'unknown' ? manufacturer : match.name)
}

/** Where an address is: the street and the ZIP's five digits, or city and state where there is no ZIP. Null without a street. */
export function locationKey(address: CleanAddress): string | null {
  const street = normaliseAddress(address.line1, address.line2)
  if (street === '') return null
  const area =
    address.zip === null
      ? `${normaliseName(address.city ?? '')} ${address.state?.toLowerCase() ?? ''}`.trim()
      : address.zip.slice(0, 5).toLowerCase()
  return `${street}|${area}`
}

/**
 * The names under which a customer is found again, the surest first: name with address, with phone, with email; the bare
 * name only when it has nothing else. Two customers are the same when they share one. Empty without a name.
 */
export function customerKeys(customer: CleanCustomer): string[] {
  const name = normaliseName(customer.name ?? '')
  if (name === '') return []
  const place = locationKey(customer)
  const keys = [
    ...(place === null ? [] : [`${name}|a:${place}`]),
    ...(customer.phone === null ? [] : [`${name}|p:${customer.phone}`]),
    ...(customer.email === null ? [] : [`${name}|e:${customer.email}`]),
  ]
  return keys.length > 0 ? keys : [name]
}

/** The surest of `customerKeys`, or null without a name. */
export function customerKey(customer: CleanCustomer): string | null {
  return customerKeys(customer)[0] ?? null
}

/** Maker and serial of a device ('s:WILKINS|1990335'); null where the serial is blank. */
export function serialKey(device: Pick<CleanDevice, 'manufacturer' | 'serial'>): string | null {
  const serial = normaliseSerial(device.serial ?? '')
  return serial === '' ? null : `s:${makerKey(device.manufacturer)}|${serial}`
}

/**
 * The names under which a device is found again, the surest first: its id in the old system, maker and serial, and where
 * the serial is blank its place: location, model, size, place on site (or location name where the address is missing).
 */
export function deviceKeys(device: CleanDevice, location: CleanLocation | null): string[] {
  const keys: string[] = []
  if (device.external_id !== null) keys.push(`x:${device.external_id}`)
  const serial = serialKey(device)
  if (serial !== null) keys.push(serial)
  else if (location !== null) {
    const place = locationKey(location) ?? normaliseName(location.name ?? '')
    const parts = [
      place,
      normaliseModel(device.model ?? ''),
      device.size ?? '',
      normaliseName(device.location_on_site ?? ''),
    ]
    if (place !== '' && (device.model !== null || device.location_on_site !== null)) keys.push(`p:${parts.join('|')}`)
  }
  return keys
}

/** The surest of `deviceKeys`, or null when nothing tells the device from others. */
export function deviceKey(device: CleanDevice, location: CleanLocation | null): string | null {
  return deviceKeys(device, location)[0] ?? null
}

/** Serial and day of a test ('1990335|2025-10-05'); null without either. */
export function testKey(test: Pick<CleanTest, 'serial' | 'tested_on'>): string | null {
  const serial = normaliseSerial(test.serial ?? '')
  return serial === '' || test.tested_on === null ? null : `${serial}|${test.tested_on}`
}
