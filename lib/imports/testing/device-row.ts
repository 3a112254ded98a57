import { cleanAll } from './read-all.ts'
import type { CleanContext } from '../clean-context.ts'
import type { CleanRow } from '../clean-row-types.ts'

const SOUND: Readonly<Record<string, string>> = {
  'Parent Customer': '',
  Customer: 'Apocryphal Apartments',
  'Customer Phone': '(561) 555-0120',
  'Customer Email': 'office@example.com',
  'Customer Address Line 1': '7455 N Invented Inlet Drive',
  'Customer Address Line 2': 'Suite 4',
  'Customer City': 'Delray Beach',
  'Customer State': 'FL',
  'Customer Zip': '33446',
  Serial: '43318X',
  'Syncta Id': '482953',
  Containment: 'Yes',
  'Last Tested On': '03-12-26',
  'Next Test Due': '03-12-27',
  'Assembly Status': 'Active',
  'Assembly Type': 'RPZ',
  'Assembly Manufacturer': 'Wilkins',
  'Assembly Model': '975XL2',
  'Assembly Size': '1',
  'Assembly Location': 'By meter',
  'Install Date': '',
  'Testing Frequency': '12 Months',
  Price: '$115.00',
  'Test Yearly': 'No',
  'Water Purveyor': 'Palm Beach County',
  'Service Location Name': 'Annex',
  'Service Location Phone': '',
  'Service Location Email': '',
  'Service Location Address Line 1': '2964 Placeholder Pelican Place',
  'Service Location Address Line 2': '',
  'Service Location City': 'Delray Beach',
  'Service Location State': 'FL',
  'Service Location Zip': '33446',
}

/** A sound row of a Syncta export as CSV, with cells replaced. */
export function synctaCsv(...changes: Readonly<Record<string, string>>[]): { csv: string } {
  const header = [...new Set([...Object.keys(SOUND), ...changes.flatMap((change) => Object.keys(change))])]
  const line = (cells: readonly string[]): string => cells.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',')
  const rows = changes.map((change) => line(header.map((column) => change[column] ?? SOUND[column] ?? '')))
  return { csv: `${[line(header), ...rows].join('\r\n')}\r\n` }
}

/** Cleans one row of a Syncta export. */
export async function synctaRow(
  change: Readonly<Record<string, string>> = {},
  context: Partial<CleanContext> = {},
): Promise<CleanRow> {
  const { rows, refusal } = await cleanAll(synctaCsv(change), { context: { today: '2026-05-01', ...context } })
  const [row] = rows
  if (row === undefined) throw new Error(`no row: ${refusal?.sentence}`)
  return row
}

/** Codes with field, found and suggestion, as the example has them. */
export function said(row: CleanRow): unknown[] {
  return row.reasons.map(({ code, field, found, suggestion }) => [code, field, found, suggestion ?? null])
}

/** The codes noted, in order. */
export function noted(row: CleanRow): string[] {
  return row.notes.map(({ code }) => code)
}
