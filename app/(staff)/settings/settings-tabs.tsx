import { Tabs } from '@/app/_ui/tabs.tsx'

/** The company's settings, and one's own. */
export function SettingsTabs({ on }: { on: 'company' | 'profile' }) {
  return (
    <Tabs
      label="Settings"
      tabs={[
        { label: 'Company', href: '/settings/company', on: on === 'company' },
        { label: 'Profile', href: '/settings/profile', on: on === 'profile' },
      ]}
    />
  )
}
