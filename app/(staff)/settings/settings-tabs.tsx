import { Tabs } from '@/app/_ui/tabs.tsx'
import { requireContext } from '@/lib/context.ts'

const TABS = [
  { id: 'company', label: 'Company', href: '/settings/company', permission: 'company:read' },
  { id: 'prices', label: 'Price book', href: '/settings/prices', permission: 'prices:read' },
  { id: 'branches', label: 'Branches', href: '/settings/branches', permission: 'company:write' },
  { id: 'profile', label: 'Profile', href: '/settings/profile', permission: 'company:read' },
  { id: 'billing', label: 'Billing', href: '/settings/billing', permission: 'billing:write' },
  { id: 'export', label: 'Data export', href: '/settings/export', permission: 'export:run' },
  { id: 'privacy', label: 'Privacy', href: '/settings/privacy', permission: 'privacy:read' },
  { id: 'close-account', label: 'Close account', href: '/settings/close-account', permission: 'billing:write' },
] as const

/** The company's settings, and one's own; each for those who may use it. */
export async function SettingsTabs({ on }: { on: (typeof TABS)[number]['id'] }) {
  const { may } = await requireContext()
  return (
    <Tabs
      label="Settings"
      tabs={TABS.filter((tab) => may(tab.permission)).map(({ id, label, href }) => ({ label, href, on: id === on }))}
    />
  )
}
