import { clsx } from 'clsx'
import type { NavId } from './nav.ts'

export type IconName =
  | NavId
  | 'menu'
  | 'close'
  | 'search'
  | 'filter'
  | 'fold'
  | 'profile'
  | 'sign-out'
  | 'light'
  | 'dark'
  | 'system'

/**
 * A picture that stands on every page: a page of the navigation (`large` for its empty state) or a button of the frame.
 * Drawn by the stylesheet, which costs the server one element instead of six; all others are lucide's.
 */
export function Icon({ name, large }: { name: IconName; large?: boolean }) {
  return <span aria-hidden="true" className={clsx('icon', `icon-${name}`, large && 'icon-lg')} />
}
