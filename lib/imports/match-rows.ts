import type { CleanRow, Reason, RowMatch } from './clean-row-types.ts'
import { createFactStore, keyNumber } from './fact-store.ts'
import { makerKey, normaliseSerial } from './keys.ts'
import { deviceFacts, partyFacts, testFacts } from './row-facts.ts'
import { statusOf } from './row-status.ts'

/** Distinct things met so far. */
export interface MatchTotals {
  customers: number
  locations: number
  devices: number
  tests: number
}

/** Compares each row with the rows before it, in order; the same rows in the same order always give the same answer. */
export interface RowMatcher {
  match: (row: CleanRow) => CleanRow
  totals: () => MatchTotals
}

interface Matched {
  match: RowMatch
  reasons: Reason[]
  notes: Reason[]
}

/**
 * A matcher for one file. Devices are the same by the old system's id, else by maker and serial, else (serial blank) by
 * place; the same with equal facts is a duplicate, with other facts an update that names the fields. Maker and serial
 * equal under two ids, or at two addresses, may be two assemblies: the row goes to review. Tests are the same by serial and day.
 */
export function createMatcher(): RowMatcher {
  const totals: MatchTotals = { customers: 0, locations: 0, devices: 0, tests: 0 }
  const parties = createPartyMatcher(totals)
  const device = createDeviceMatcher(totals)
  const test = createTestMatcher(totals)
  return {
    totals: () => ({ ...totals }),
    match: (row) => {
      if (row.status === 'refused') return row
      const partyNotes = row.test === null ? parties(row) : []
      const { match, reasons, notes } = row.test === null ? device(row) : test(row)
      const next = {
        ...row,
        match,
        reasons: [...row.reasons, ...reasons],
        notes: [...row.notes, ...partyNotes, ...notes],
      }
      return { ...next, status: statusOf(next) }
    },
  }
}

function createPartyMatcher(totals: MatchTotals): (row: CleanRow) => Reason[] {
  const store = createFactStore()
  const customers = new Map<number, number>()
  const locations = new Map<number, number>()
  return (row) => {
    const notes: Reason[] = []
    const names = row.keys.customer.map(keyNumber)
    if (row.customer !== null && names.length > 0) {
      const facts = partyFacts('customer', row.customer)
      const known = names.map((name) => customers.get(name)).find((place) => place !== undefined)
      if (known === undefined) totals.customers += 1
      else notes.push(...differences('customer_differs', store.rowAt(known), store.changed(known, '', facts), facts))
      const place = known ?? store.add(row.row, '', facts)
      for (const name of names) if (!customers.has(name)) customers.set(name, place)
    }
    if (row.location !== null && row.keys.location !== null) {
      const facts = partyFacts('location', row.location)
      const name = keyNumber(row.keys.location)
      const known = locations.get(name)
      if (known === undefined) {
        totals.locations += 1
        locations.set(name, store.add(row.row, '', facts))
      } else notes.push(...differences('location_differs', store.rowAt(known), store.changed(known, '', facts), facts))
    }
    return notes
  }
}

function differences(
  code: 'customer_differs' | 'location_differs',
  row: number,
  changed: readonly string[],
  facts: ReturnType<typeof partyFacts>,
): Reason[] {
  const message = `Row ${row} has another value here; that one is kept.`
  return facts
    .filter(([path, value]) => value !== null && changed.includes(path))
    .map(([field, value]) => ({ code, field, found: String(value).slice(0, 200), message }))
}

function createDeviceMatcher(totals: MatchTotals): (row: CleanRow) => Matched {
  const store = createFactStore()
  const known = new Map<number, number>()
  const serials = new Map<number, number>()
  return (row) => {
    const { device, keys } = row
    const matched: Matched = { match: { kind: 'new', row: null, changed: [] }, reasons: [], notes: [] }
    if (device === null) return matched
    const { shape, facts, hidden } = deviceFacts(row)
    const [byId, byOther] = [keys.device.find(isIdKey), keys.device.find((key) => !isIdKey(key))].map((key) =>
      known.get(keyNumber(key ?? '')),
    )
    const twoIds = byOther !== undefined && store.compare(byOther, hidden.id, device.external_id) === 'other'
    if (device.serial !== null && byOther !== undefined && byOther !== byId) {
      const moved = store.compare(byOther, hidden.place, keys.location) === 'other'
      if (twoIds || moved) matched.reasons.push(repeated(device.serial, store.rowAt(byOther), twoIds))
    }
    const same = byId ?? (twoIds ? undefined : byOther)
    if (same === undefined) totals.devices += 1
    else {
      matched.match = compared(store.rowAt(same), store.changed(same, shape, facts))
      matched.reasons.push(...explained(matched.match))
    }
    const place = store.add(row.row, shape, facts)
    for (const key of keys.device) if (isIdKey(key) || !twoIds) known.set(keyNumber(key), place)
    if (device.serial === null) return matched
    const bare = keyNumber(normaliseSerial(device.serial))
    const first = serials.get(bare)
    if (first === undefined) serials.set(bare, place)
    else if (store.compare(first, hidden.maker, makerKey(device.manufacturer)) === 'other')
      matched.notes.push(otherMaker(device.serial, store.rowAt(first)))
    return matched
  }
}

function isIdKey(key: string): boolean {
  return key.startsWith('x:')
}

function createTestMatcher(totals: MatchTotals): (row: CleanRow) => Matched {
  const store = createFactStore()
  const known = new Map<number, number>()
  return (row) => {
    const matched: Matched = { match: { kind: 'new', row: null, changed: [] }, reasons: [], notes: [] }
    if (row.test === null || row.test.tested_on === null) return matched
    const { shape, facts } = testFacts(row.test)
    const name = keyNumber(row.keys.test ?? `?${JSON.stringify(facts)}`)
    const earlier = known.get(name)
    if (earlier === undefined) totals.tests += 1
    else {
      matched.match = compared(store.rowAt(earlier), store.changed(earlier, shape, facts))
      matched.reasons.push(
        ...(matched.match.kind === 'update'
          ? [testDiffers(row.test.serial ?? '', matched.match)]
          : explained(matched.match)),
      )
    }
    known.set(name, store.add(row.row, shape, facts))
    return matched
  }
}

function compared(row: number, changed: string[]): RowMatch {
  return { kind: changed.length === 0 ? 'duplicate' : 'update', row, changed }
}

function explained({ kind, row, changed }: RowMatch): Reason[] {
  if (kind === 'duplicate')
    return [{ code: 'same_as_row', field: null, found: String(row), message: `The same as row ${row}.` }]
  const message = `Row ${row} has this assembly with another value here.`
  return changed.map((path) => ({
    code: 'differs_from_row',
    field: path.replace(/^device\./, ''),
    found: String(row),
    message,
  }))
}

function testDiffers(serial: string, { row, changed }: RowMatch): Reason {
  const message = `Row ${row} has a test of this serial on this day with other facts. Keep both only if two assemblies share the serial.`
  return { code: 'test_differs', field: changed[0]?.replace(/^test\./, '') ?? null, found: serial, message }
}

function repeated(serial: string, row: number, twoIds: boolean): Reason {
  const message = `Row ${row} has this maker and serial ${twoIds ? 'under another id' : 'at another address'}. Is one of them mistyped, or was the assembly moved?`
  return { code: 'serial_repeated', field: 'serial', found: serial, message }
}

function otherMaker(serial: string, row: number): Reason {
  return {
    code: 'serial_other_maker',
    field: 'serial',
    found: serial,
    message: `Row ${row} has this serial from another maker.`,
  }
}
