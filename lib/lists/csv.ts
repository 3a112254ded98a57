/** The mark that makes spreadsheets read the file as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * One cell as RFC 4180 wants it, quoted where it must be. What a spreadsheet would take for a formula (a first = + - @,
 * tab or line end) gets an apostrophe in front: a customer's name must never run on somebody's computer. A plain negative
 * number is no formula and stays one.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line with its CRLF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}
