/** The staff navigation, in the order of the working day. `permission` is what one must be allowed to see the page. */
export type NavItem = {
  id: NavId
  label: string
  href: string
  /** Pressed after `g`. */
  key: string
  permission: string
  group: 'day' | 'rules' | 'house'
}
export type NavId = (typeof IDS)[number]

const IDS = [
  'today',
  'due',
  'map',
  'schedule',
  'my-day',
  'customers',
  'locations',
  'devices',
  'test-records',
  'failures',
  'work-orders',
  'invoices',
  'numbers',
  'imports',
  'gauges',
  'testers',
  'districts',
  'team',
  'audit-log',
  'settings',
] as const

export const NAV: readonly NavItem[] = [
  { id: 'today', label: 'Today', href: '/today', key: 't', permission: 'devices:read', group: 'day' },
  { id: 'due', label: 'Due list', href: '/due', key: 'u', permission: 'devices:read', group: 'day' },
  { id: 'map', label: 'Map', href: '/map', key: 'p', permission: 'devices:read', group: 'day' },
  { id: 'schedule', label: 'Schedule', href: '/schedule', key: 'h', permission: 'schedule:read', group: 'day' },
  { id: 'my-day', label: 'My day', href: '/my-day', key: 'y', permission: 'visits:mark', group: 'day' },
  { id: 'customers', label: 'Customers', href: '/customers', key: 'c', permission: 'customers:read', group: 'day' },
  { id: 'locations', label: 'Locations', href: '/locations', key: 'l', permission: 'customers:read', group: 'day' },
  { id: 'devices', label: 'Devices', href: '/devices', key: 'd', permission: 'devices:read', group: 'day' },
  {
    id: 'test-records',
    label: 'Test records',
    href: '/test-records',
    key: 'r',
    permission: 'tests:read',
    group: 'day',
  },
  { id: 'failures', label: 'Failures', href: '/failures', key: 'f', permission: 'tests:read', group: 'day' },
  { id: 'work-orders', label: 'Work orders', href: '/work-orders', key: 'o', permission: 'work:read', group: 'day' },
  { id: 'invoices', label: 'Invoices', href: '/invoices', key: 'v', permission: 'invoices:read', group: 'day' },
  { id: 'numbers', label: 'Reports', href: '/numbers', key: 'n', permission: 'tests:read', group: 'day' },
  { id: 'imports', label: 'Imports', href: '/imports', key: 'i', permission: 'imports:read', group: 'day' },
  { id: 'gauges', label: 'Gauges', href: '/gauges', key: 'g', permission: 'gauges:read', group: 'rules' },
  { id: 'testers', label: 'Testers', href: '/testers', key: 'e', permission: 'licences:read', group: 'rules' },
  { id: 'districts', label: 'Districts', href: '/districts', key: 'w', permission: 'districts:read', group: 'rules' },
  { id: 'team', label: 'Team', href: '/team', key: 'm', permission: 'team:read', group: 'house' },
  { id: 'audit-log', label: 'Audit log', href: '/audit-log', key: 'a', permission: 'audit:read', group: 'house' },
  {
    id: 'settings',
    label: 'Settings',
    href: '/settings/company',
    key: 's',
    permission: 'company:read',
    group: 'house',
  },
]
