import { Tabs } from '@/app/_ui/tabs.tsx'

const TABS = [
  { label: 'Support', href: '/operator' },
  { label: 'Rulebook', href: '/operator/districts' },
  { label: 'Messages', href: '/operator/messages' },
  { label: 'Parked events', href: '/operator/events' },
  { label: 'Legal holds', href: '/operator/holds' },
  { label: 'Log', href: '/operator/log' },
] as const

/** The parts of the desk. */
export function DeskTabs({ on }: { on: (typeof TABS)[number]['href'] }) {
  return <Tabs label="Desk" tabs={TABS.map((tab) => ({ ...tab, on: tab.href === on }))} />
}
