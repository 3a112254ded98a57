/** A row of values as a line one glance long. `label` says in words what it shows. */
export function Sparkline({
  values,
  label,
  width = 72,
  height = 20,
}: {
  values: readonly number[]
  label: string
  width?: number
  height?: number
}) {
  const least = Math.min(...values)
  const range = Math.max(1, Math.max(...values) - least)
  const x = (index: number) => 3 + (values.length === 1 ? 0 : (index / (values.length - 1)) * (width - 6))
  const y = (value: number) => height - 3 - ((value - least) / range) * (height - 6)
  const end = values.at(-1)
  if (end === undefined) return null
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="inline-block align-middle"
    >
      <path
        d={values
          .map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`)
          .join('')}
        fill="none"
        stroke="var(--edge)"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <circle cx={x(values.length - 1)} cy={y(end)} r="2.5" fill="var(--focus)" />
    </svg>
  )
}
