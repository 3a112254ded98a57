import type { FileColumn } from './list-definition.ts'

type Row = Readonly<Record<string, unknown>>

/** A value of a row as text; nothing for null. */
export function textIn(row: Row, name: string): string {
  const value = row[name]
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A column that is written as it stands. Days are YYYY-MM-DD, which every spreadsheet sorts. */
export function plain(head: string, name: string): FileColumn {
  return { head, text: (row) => textIn(row, name) }
}

/** A column whose codes are written as words. */
export function inWords(head: string, name: string, words: Readonly<Record<string, string>>): FileColumn {
  return { head, text: (row) => words[textIn(row, name)] ?? textIn(row, name) }
}

/** A yes or no. */
export function yesNo(head: string, name: string): FileColumn {
  return { head, text: (row) => (row[name] === true ? 'Yes' : row[name] === false ? 'No' : '') }
}
