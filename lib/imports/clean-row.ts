import { newContext, type CleanContext } from './clean-context.ts'
import { cleanDeviceRow } from './clean-device-row.ts'
import type { CleanRow, RowKeys, SheetName } from './clean-row-types.ts'
import { cleanTestRow } from './clean-test-row.ts'
import { customerKeys, deviceKeys, locationKey, testKey } from './keys.ts'
import type { SheetRow } from './raw-rows.ts'
import type { ColumnMapping } from './recognise-sheet.ts'
import { cellReader, planColumns, readExtras } from './row-cells.ts'
import { newFindings } from './row-findings.ts'
import { statusOf } from './row-status.ts'
import type { SheetHeader } from './sheet-header.ts'

export interface CleanerInput {
  sheet: SheetName
  header: SheetHeader
  mapping: ColumnMapping
  context?: Partial<CleanContext>
}

/**
 * A function that cleans one row after another of one sheet. Each row is cleaned by itself (see match-rows.ts for how rows
 * stand to each other), never throws for what a sheet may hold, and gives plain JSON.
 */
export function createCleaner({ sheet, header, mapping, context: given }: CleanerInput): (row: SheetRow) => CleanRow {
  const context = newContext(given)
  if (mapping.kind === 'tests') {
    const plan = planColumns(header, mapping.columns)
    return ({ row, cells }) => {
      const findings = newFindings()
      const test = cleanTestRow(findings, cellReader(findings, plan, cells), context)
      const extras = readExtras(findings, plan, cells)
      const keys: RowKeys = { customer: [], location: null, device: [], test: testKey(test) }
      return finished({ row, sheet, customer: null, location: null, device: null, test, extras, keys, ...findings })
    }
  }
  const plan = planColumns(header, mapping.columns)
  return ({ row, cells }) => {
    const findings = newFindings()
    const parties = cleanDeviceRow(findings, cellReader(findings, plan, cells), context)
    const extras = readExtras(findings, plan, cells)
    return finished({
      row,
      sheet,
      ...parties,
      test: null,
      extras,
      keys: keysOf({ ...parties, test: null }),
      ...findings,
    })
  }
}

/** The keys of a row's objects as they stand. */
export function keysOf({
  customer,
  location,
  device,
  test,
}: Pick<CleanRow, 'customer' | 'location' | 'device' | 'test'>): RowKeys {
  return {
    customer: customer ? customerKeys(customer) : [],
    location: location ? locationKey(location) : null,
    device: device ? deviceKeys(device, location) : [],
    test: test ? testKey(test) : null,
  }
}

function finished(parts: Omit<CleanRow, 'status' | 'match'> & { say: unknown }): CleanRow {
  const { row, sheet, customer, location, device, test, reasons, notes, keys, extras } = parts
  const match = { kind: 'new' as const, row: null, changed: [] }
  return {
    row,
    sheet,
    status: statusOf({ reasons, match }),
    customer,
    location,
    device,
    test,
    reasons,
    notes,
    match,
    keys,
    extras,
  }
}
