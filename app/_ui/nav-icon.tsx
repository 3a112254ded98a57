import { clsx } from 'clsx'
import type { NavId } from './nav.ts'

/** The picture of a page of the navigation; also, `large`, for its empty state. Drawn by the stylesheet. */
export function NavIcon({ id, large }: { id: NavId; large?: boolean }) {
  return <span aria-hidden="true" className={clsx('icon', `icon-${id}`, large && 'icon-lg')} />
}
