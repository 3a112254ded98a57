import { Tabs } from '@/app/_ui/tabs.tsx'

/** The company's settings, and one's own; billing and closing are an admin's. */
export function SettingsTabs({
  on,
  admin,
}: {
  on: 'company' | 'profile' | 'billing' | 'close-account'
  admin: boolean
}) {
  const tabs = [
    { label: 'Company', href: '/settings/company', on: on === 'company' },
    { label: 'Profile', href: '/settings/profile', on: on === 'profile' },
    { label: 'Billing', href: '/settings/billing', on: on === 'billing' },
    { label: 'Close account', href: '/settings/close-account', on: on === 'close-account' },
  ]
  return <Tabs label="Settings" tabs={admin ? tabs : tabs.slice(0, 2)} />
}
