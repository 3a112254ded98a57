import {
  Building2,
  CalendarClock,
  ClipboardCheck,
  Droplets,
  FileUp,
  Gauge,
  IdCard,
  Landmark,
  MapPin,
  ScrollText,
  Settings,
  Sunrise,
  Users,
} from 'lucide-react'
import type { NavId } from './nav.ts'

const ICONS = {
  today: Sunrise,
  due: CalendarClock,
  customers: Building2,
  locations: MapPin,
  devices: Droplets,
  'test-records': ClipboardCheck,
  imports: FileUp,
  gauges: Gauge,
  testers: IdCard,
  districts: Landmark,
  team: Users,
  'audit-log': ScrollText,
  settings: Settings,
} as const satisfies Record<NavId, unknown>

/** The picture of a page of the navigation; also for its empty state. */
export function NavIcon({ id, size = 16 }: { id: NavId; size?: number }) {
  const Picture = ICONS[id]
  return <Picture aria-hidden="true" size={size} strokeWidth={1.75} />
}
