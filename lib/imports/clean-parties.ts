import type { CleanAddress, CleanCustomer, CleanLocation } from './clean-row-types.ts'
import { readEmail, readPhone, readState, readText, readZip } from './read-values.ts'
import type { CellReader } from './row-cells.ts'
import type { Findings } from './row-findings.ts'
import { parseState } from './states.ts'
import type { DeviceField } from './target-fields.ts'

type Party = 'customer' | 'location'

/** The customer a row names. */
export function readCustomer(findings: Findings, cells: CellReader<DeviceField>): CleanCustomer {
  const name = readText(findings, 'customer.name', cells.take('customer_name', 'customer.name'))
  const parent = readText(findings, 'customer.parent', cells.take('parent_customer', 'customer.parent'))
  const contact = readContact(findings, cells, 'customer')
  return { name, parent, ...contact, ...readAddress(findings, cells, 'customer') }
}

/** The place a row names. */
export function readLocation(findings: Findings, cells: CellReader<DeviceField>): CleanLocation {
  const name = readText(findings, 'location.name', cells.take('location_name', 'location.name'))
  return { name, ...readContact(findings, cells, 'location'), ...readAddress(findings, cells, 'location') }
}

function readContact(
  findings: Findings,
  cells: CellReader<DeviceField>,
  party: Party,
): { phone: string | null; email: string | null } {
  return {
    phone: readPhone(findings, `${party}.phone`, cells.take(`${party}_phone`, `${party}.phone`)),
    email: readEmail(findings, `${party}.email`, cells.take(`${party}_email`, `${party}.email`)),
  }
}

function readAddress(findings: Findings, cells: CellReader<DeviceField>, party: Party): CleanAddress {
  const line1 = cells.take(`${party}_line1`, `${party}.line1`)
  const state = readState(findings, `${party}.state`, cells.take(`${party}_state`, `${party}.state`))
  const address: CleanAddress = {
    line1: readText(findings, `${party}.line1`, line1),
    line2: readText(findings, `${party}.line2`, cells.take(`${party}_line2`, `${party}.line2`)),
    city: readText(findings, `${party}.city`, cells.take(`${party}_city`, `${party}.city`)),
    state,
    zip: readZip(findings, `${party}.zip`, cells.take(`${party}_zip`, `${party}.zip`), state),
  }
  if (address.city !== null || address.state !== null || address.zip !== null || address.line1 === null) return address
  const parts = /^(.+?),\s*([^,]+?),?\s+([A-Za-z.]{2,20})\.?,?\s+(\d{5}(?:-\d{4})?)$/.exec(address.line1)
  const named = parts ? parseState(parts[3] ?? '') : null
  if (!parts || named === null) return address
  findings.say('address_split', `${party}.line1`, line1, {
    message: 'City, state and ZIP were taken out of the address.',
  })
  return { ...address, line1: parts[1] ?? null, city: parts[2] ?? null, state: named, zip: parts[4] ?? null }
}

/** Says what is missing of customer and location, with the other as the suggestion. */
export function sayBlankParties(
  findings: Findings,
  cells: CellReader<DeviceField>,
  customer: CleanCustomer,
  location: CleanLocation,
): void {
  if (customer.name === null) {
    const name = location.name ?? location.line1
    const message = 'The row names no customer.'
    if (name === null) findings.say('customer_blank', 'customer.name', '', { message })
    else
      findings.say('customer_blank', 'customer.name', '', {
        suggestion: name,
        message: `${message} "${name}" can stand in.`,
        set: { 'customer.name': name },
      })
  }
  if (location.line1 !== null || !(cells.has('location_line1') || cells.has('customer_line1'))) return
  if (customer.line1 === null) {
    findings.say('location_blank', 'location.line1', '', { message: 'The row names no service address.' })
    return
  }
  const { line1, line2, city, state, zip } = customer
  findings.say('location_blank', 'location.line1', '', {
    suggestion: line1,
    message: 'The row names no service address. The customer’s own address can stand in.',
    set: {
      'location.line1': line1,
      'location.line2': line2,
      'location.city': city,
      'location.state': state,
      'location.zip': zip,
    },
  })
}
