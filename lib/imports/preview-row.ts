import type { CleanRow, JsonScalar, Reason } from './clean-row-types.ts'

/** A row as the preview prints it: what it would become, and why it needs a look. */
export interface PreviewRow {
  row: number
  sheet: CleanRow['sheet']
  status: CleanRow['status']
  customer?: object
  location?: object
  device?: object
  test?: object
  reasons: Omit<Reason, 'set'>[]
  notes?: Omit<Reason, 'set'>[]
}

/**
 * The row for the preview. A value that could not be read as found stands as suggested (and its reason says so); a value
 * that could be read stands as found, whatever is suggested for it.
 */
export function previewRow(row: CleanRow): PreviewRow {
  const proposed = propose(row)
  const preview: PreviewRow = {
    row: row.row,
    sheet: row.sheet,
    status: row.status,
    reasons: row.reasons.map(withoutSet),
  }
  const { reasons, ...head } = preview
  return {
    ...head,
    ...(proposed.customer && { customer: proposed.customer }),
    ...(proposed.location && { location: proposed.location }),
    ...(proposed.device && { device: proposed.device }),
    ...(proposed.test && { test: withoutBlanks(proposed.test) }),
    reasons,
    ...(row.notes.length > 0 && { notes: row.notes.map(withoutSet) }),
  }
}

function withoutSet(reason: Reason): Omit<Reason, 'set'> {
  const { set: _, ...said } = reason
  return said
}

function propose(row: CleanRow): CleanRow {
  const sets = row.reasons.flatMap(({ set }) => (set === undefined ? [] : [Object.entries(set)]))
  if (sets.length === 0) return row
  const next = structuredClone(row)
  for (const entries of sets) {
    const [first] = entries
    if (first === undefined || place(next, first[0])?.value !== null) continue
    for (const [path, value] of entries) place(next, path)?.write(value)
  }
  return next
}

function place(row: CleanRow, path: string): { value: unknown; write: (value: JsonScalar) => void } | null {
  const [part, key, deeper] = path.split('.')
  if (deeper !== undefined || key === undefined) return null
  const target =
    part === 'device'
      ? row.device
      : part === 'customer'
        ? row.customer
        : part === 'location'
          ? row.location
          : part === 'test'
            ? row.test
            : null
  if (target === null || !Object.hasOwn(target, key)) return null
  return { value: Reflect.get(target, key), write: (value) => void Reflect.set(target, key, value) }
}

// Readings have 17 columns of which a type uses a few: the blank ones would drown the rest.
function withoutBlanks(test: NonNullable<CleanRow['test']>): object {
  const stage = (given: typeof test.initial): object => ({
    main: filled(given.main),
    bypass: given.bypass && filled(given.bypass),
  })
  return { ...test, initial: stage(test.initial), final: test.final && stage(test.final) }
}

function filled(readings: object): object {
  return Object.fromEntries(Object.entries(readings).filter(([, value]) => value !== null))
}
