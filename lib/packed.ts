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

/** Rows of the same shape, a column at a time; PostgreSQL answers null for a column of none. */
export type Columns<Row> = { readonly [Name in keyof Row]: readonly Row[Name][] | null }

/** The rows that stand in columns. */
export function rowsOf<Row extends object>(columns: Columns<Row>): Row[] {
  const names = Object.keys(columns) as (keyof Row)[]
  const first = names[0]
  return Array.from({ length: first === undefined ? 0 : (columns[first]?.length ?? 0) }, (_, at) => {
    const row: Partial<Row> = {}
    for (const name of names) row[name] = columns[name]?.[at]
    return row as Row
  })
}

export type PackedRows<Row> = Packed<Columns<Row>>

/** Packs rows that all have the columns of the first. */
export function packRows<Row extends object>(rows: readonly Row[]): PackedRows<Row> {
  const columns: { -readonly [Name in keyof Row]?: Row[Name][] } = {}
  for (const name of Object.keys(rows[0] ?? {}) as (keyof Row)[]) columns[name] = rows.map((row) => row[name])
  return pack(columns as Columns<Row>)
}

/** The rows as they were. */
export function unpackRows<Row extends object>(packed: PackedRows<Row>): Row[] {
  return rowsOf(unpack(packed))
}
