import { ASSEMBLIES } from '../backflow/assembly.ts'
import { matchDistrict, tidyDistrictName } from '../districts/match-district.ts'
import type { CleanContext } from './clean-context.ts'
import { readIdentity } from './clean-identity.ts'
import { readCustomer, readLocation, sayBlankParties } from './clean-parties.ts'
import type { CleanCustomer, CleanDevice, CleanLocation } from './clean-row-types.ts'
import { readDay, readInterval, readPrice, readSize, readStatus, readText, readYesNo } from './read-values.ts'
import { levelOf } from './reason-codes.ts'
import { readSerial } from './read-serial.ts'
import type { CellReader } from './row-cells.ts'
import { isBlankWord, type Cell, type Findings } from './row-findings.ts'
import type { DeviceField } from './target-fields.ts'

/** One row of a sheet of assemblies: customer, location and device as found, with everything doubtful said. */
export function cleanDeviceRow(findings: Findings, cells: CellReader<DeviceField>, context: CleanContext) {
  const customer = readCustomer(findings, cells)
  const location = readLocation(findings, cells)
  const device = readDevice(findings, cells, context, location.state ?? customer.state ?? context.state)
  if (
    device.serial === null &&
    device.model === null &&
    device.type === null &&
    device.size === null &&
    device.manufacturer === null
  ) {
    dropDoubts(findings)
    findings.say('row_has_no_device', 'serial', '', {
      message: 'Nothing in the row names an assembly: no serial, maker, model, type or size.',
    })
    return { customer: named(customer), location: placed(location), device: null }
  }
  sayBlankParties(findings, cells, customer, location)
  return { customer, location, device }
}

// What is doubtful about a row that is refused anyway would only distract; other refusals stay.
function dropDoubts(findings: Findings): void {
  const refusals = findings.reasons.filter(({ code }) => levelOf(code) === 'refuse')
  findings.reasons.splice(0, findings.reasons.length, ...refusals)
}

function named(customer: CleanCustomer): CleanCustomer | null {
  return Object.values(customer).some((value) => value !== null) ? customer : null
}

function placed(location: CleanLocation): CleanLocation | null {
  return Object.values(location).some((value) => value !== null) ? location : null
}

function readDevice(
  findings: Findings,
  cells: CellReader<DeviceField>,
  context: CleanContext,
  state: string | null,
): CleanDevice {
  const take = (field: DeviceField): Cell => cells.take(field, `device.${field === 'price' ? 'price_cents' : field}`)
  const text = (field: DeviceField): string | null => readText(findings, `device.${field}`, take(field))
  const identity = readIdentity(findings, take('type'), take('manufacturer'), take('model'))
  const size = readSize(findings, 'device.size', take('size'))
  const detector = identity.type !== null && ASSEMBLIES[identity.type].detector === 'TYPE_I'
  const serial = readSerial(findings, 'device.serial', take('serial'), detector)
  const past = { pastBy: context.today }
  const install = readDay(findings, 'device.install_date', take('install_date'), past)
  const tested = readDay(findings, 'device.last_tested_on', take('last_tested_on'), past)
  const dueCell = take('next_due_on')
  const due = readDay(findings, 'device.next_due_on', dueCell)
  if (tested !== null && due !== null && due < tested) {
    findings.say('due_before_tested', 'device.next_due_on', dueCell, {
      message: 'The next test is due before the last one was made.',
    })
  }
  const bypassSize = cells.has('bypass_size') ? readSize(findings, 'device.bypass_size', take('bypass_size')) : null
  const bypassSerial = cells.has('bypass_serial')
    ? readText(findings, 'device.bypass_serial', take('bypass_serial'))
    : null
  if (
    detector &&
    serial !== null &&
    bypassSerial === null &&
    !findings.reasons.some(({ code }) => code === 'serial_two')
  ) {
    findings.say('bypass_serial_missing', 'device.bypass_serial', '', {
      message: 'The bypass of a Type I detector has a serial of its own; the sheet gives none.',
    })
  }
  return {
    ...identity,
    size: size?.text ?? null,
    size_thousandths: size?.thousandths ?? null,
    serial,
    location_on_site: text('location_on_site'),
    install_date: install,
    last_tested_on: tested,
    next_due_on: due,
    price_cents: readPrice(findings, 'device.price_cents', take('price')),
    ...readDistrict(findings, take('district'), state),
    containment: readYesNo(findings, 'device.containment', take('containment')),
    status: readStatus(findings, 'device.status', take('status')),
    interval_months: readInterval(findings, 'device.interval_months', take('interval_months')),
    test_yearly: readYesNo(findings, 'device.test_yearly', take('test_yearly')),
    external_id: externalId(text('external_id')),
    serves: text('serves'),
    meter_no: text('meter_no'),
    account_no: text('account_no'),
    notes: text('notes'),
    bypass_manufacturer: text('bypass_manufacturer'),
    bypass_model: text('bypass_model'),
    bypass_size: bypassSize?.text ?? null,
    bypass_size_thousandths: bypassSize?.thousandths ?? null,
    bypass_serial: bypassSerial,
  }
}

// A zero stands for none; taken for an id it would make one device of all that have it.
function externalId(text: string | null): string | null {
  const id = text?.replace(/^(\d+)\.0+$/, '$1') ?? null
  return id === null || /^0+$/.test(id) ? null : id
}

function readDistrict(
  findings: Findings,
  cell: Cell,
  state: string | null,
): Pick<CleanDevice, 'district' | 'district_slug'> {
  const field = 'device.district'
  if (isBlankWord(cell.text) || readText(findings, field, cell) === null) return { district: null, district_slug: null }
  const match = matchDistrict(cell.text, state)
  if (match.kind === 'exact') {
    const { short_name: name, slug } = match.rule
    if (name !== cell.raw) findings.say('district_spelling', field, cell, { message: `Written as ${name}.` })
    return { district: name, district_slug: slug }
  }
  if (match.kind === 'pseudo') {
    const name = match.rule?.short_name ?? match.text
    const message = `"${cell.text.slice(0, 60)}" says how reports are filed, not who supplies the water.`
    if (name === null) findings.say('district_pseudo', field, cell, { message })
    else
      findings.say('district_pseudo', field, cell, {
        suggestion: name,
        message,
        set: { 'device.district': name, 'device.district_slug': match.rule?.slug ?? null },
      })
    return { district: null, district_slug: null }
  }
  const tidy = tidyDistrictName(cell.text)
  if (match.kind === 'suggest') {
    const { short_name: name, slug } = match.rule
    const message = match.why === 'city' ? `${name} supplies ${tidy}.` : `Is this ${name}?`
    findings.say('district_near', field, cell, {
      suggestion: name,
      message,
      set: { 'device.district': name, 'device.district_slug': slug },
    })
    return { district: tidy, district_slug: null }
  }
  if (tidy !== cell.raw) findings.say('district_spelling', field, cell, { message: `Written as ${tidy}.` })
  findings.say('district_not_in_rulebook', field, cell, {
    message: `The rulebook has no purveyor "${tidy.slice(0, 60)}". It becomes one of your own.`,
  })
  return { district: tidy, district_slug: null }
}
