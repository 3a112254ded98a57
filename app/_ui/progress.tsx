/** How far a piece of work is. Without `value` it says only that something is going on. */
export function Progress({
  label,
  value,
  max = 100,
  detail,
}: {
  label: string
  value?: number
  max?: number
  detail?: string
}) {
  const share = value === undefined ? undefined : Math.max(0, Math.min(1, max === 0 ? 1 : value / max))
  return (
    <div className="grid gap-1">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span>{label}</span>
        <span className="text-ink-3 tabular-nums">
          {detail ?? (share === undefined ? '' : `${Math.floor(share * 100)}%`)}
        </span>
      </div>
      <progress
        className="progress"
        aria-label={label}
        aria-valuetext={detail}
        value={value}
        max={max === 0 ? 1 : max}
      />
    </div>
  )
}
