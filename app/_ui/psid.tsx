import { formatPsid } from '@/lib/backflow/psid.ts'

/** A reading: one decimal (two when needed) and its unit. */
export function Psid({ hundredths, bare }: { hundredths: number; bare?: boolean }) {
  return (
    <span className="figures whitespace-nowrap">
      {formatPsid(hundredths)}
      {bare ? null : <span className="font-sans text-ink-3"> psid</span>}
    </span>
  )
}
