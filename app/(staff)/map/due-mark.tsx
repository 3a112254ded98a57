import type { Due } from '@/lib/positions/map-sites.ts'
import { MARK_PATHS } from './marks.ts'

/** The mark of a site, as the map draws it; what it means stands beside it in words. */
export function DueMark({ due }: { due: Due }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className={`map-mark is-due-${due}`}>
      <path d={MARK_PATHS[due]} />
    </svg>
  )
}
