import { Tabs } from '@/app/_ui/tabs.tsx'

/** Who is in the team, who was asked, who left. */
export function TeamTabs({ on, invitations }: { on: 'members' | 'invitations' | 'former'; invitations: boolean }) {
  return (
    <Tabs
      label="Team"
      tabs={[
        { label: 'Members', href: '/team', on: on === 'members' },
        ...(invitations ? [{ label: 'Invitations', href: '/team/invitations', on: on === 'invitations' }] : []),
        { label: 'Former', href: '/team?state=former', on: on === 'former' },
      ]}
    />
  )
}
