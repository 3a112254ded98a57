import { Tabs } from '@/app/_ui/tabs.tsx'
import { requireContext } from '@/lib/context.ts'

/** The company's settings, and one's own; taking the data along is for who may. */
export async function SettingsTabs({ on }: { on: 'company' | 'profile' | 'export' }) {
  const context = await requireContext()
  return (
    <Tabs
      label="Settings"
      tabs={[
        { label: 'Company', href: '/settings/company', on: on === 'company' },
        { label: 'Profile', href: '/settings/profile', on: on === 'profile' },
        ...(context.may('export:run') ? [{ label: 'Data export', href: '/settings/export', on: on === 'export' }] : []),
      ]}
    />
  )
}
