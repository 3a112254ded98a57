declare const packs: unique symbol

/**
 * A plain value as one text, for the props of a client component. React sends a text as it stands, but walks every field
 * of an object when it writes it, when it renders the page and again in the browser: for fifty rows most of the work.
 */
export type Packed<T> = string & { readonly [packs]: T }

/** Packs plain data: no dates, no elements. */
export function pack<T>(value: T): Packed<T> {
  return JSON.stringify(value) as Packed<T>
}

/** What was packed. */
export function unpack<T>(packed: Packed<T>): T {
  return JSON.parse(packed) as T
}

/** Rows of the same shape, their columns named once. */
export type PackedRows<Row> = Packed<{ columns: (keyof Row)[]; cells: Row[keyof Row][][] }>

/** Packs rows that all have the columns of the first. */
export function packRows<Row extends object>(rows: readonly Row[]): PackedRows<Row> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Row)[]
  return pack({ columns, cells: rows.map((row) => columns.map((column) => row[column])) })
}

/** The rows as they were. */
export function unpackRows<Row extends object>(packed: PackedRows<Row>): Row[] {
  const { columns, cells } = unpack(packed)
  return cells.map((cellsOfRow) => {
    const row: Partial<Row> = {}
    for (const [at, column] of columns.entries()) row[column] = cellsOfRow[at]
    return row as Row
  })
}
