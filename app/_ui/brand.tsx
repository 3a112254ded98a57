/** The mark: a gauge's dial as a drop, needle on the pass side. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 20 20" fill="none">
      <path d="M10 1.6c3.4 3.7 6.2 6.6 6.2 10.1a6.2 6.2 0 0 1-12.4 0C3.8 8.2 6.6 5.3 10 1.6Z" fill="currentColor" />
      <path d="m10 12.2 2.9-3" stroke="var(--canvas)" strokeWidth="1.7" strokeLinecap="round" />
      <circle cx="10" cy="12.2" r="1.5" fill="var(--canvas)" />
    </svg>
  )
}

/** Mark and name. */
export function Brand() {
  return (
    <>
      <BrandMark />
      <span className="nav-text">FlowTrack Pro</span>
    </>
  )
}
