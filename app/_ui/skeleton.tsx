/** A value that is on its way: takes exactly one line, so that nothing moves when it arrives. `width` in characters. */
export function Skeleton({ width = 12, lines = 1 }: { width?: number; lines?: number }) {
  return (
    <span aria-hidden="true" className="inline-grid max-w-full">
      {Array.from({ length: lines }, (_, line) => (
        // oxlint-disable-next-line react/no-array-index-key -- the lines are all alike
        <span key={line} className="flex h-[1lh] items-center">
          <span
            className="h-[0.6lh] max-w-full animate-pulse rounded-sm bg-muted-soft"
            style={{ width: `${width}ch` }}
          />
        </span>
      ))}
    </span>
  )
}

/** The page while it loads: its title stands, the rows are there, only values are missing. */
export function SkeletonTable({ label, head, rows = 12 }: { label: string; head: readonly string[]; rows?: number }) {
  return (
    <section className="tbl-region overflow-clip!" aria-busy="true" aria-label={`Loading ${label}`}>
      <table className="tbl" aria-hidden="true">
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            // oxlint-disable-next-line react/no-array-index-key -- the rows are all alike
            <tr key={row}>
              {head.map((name, column) => (
                <td key={name}>
                  <Skeleton width={column === 0 ? 22 : 8 + ((row + column) % 4) * 2} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
