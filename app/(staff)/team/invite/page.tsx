import type { Metadata } from 'next'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { TEAM_ROLES } from '@/lib/team/schema.ts'
import { WhileWritable } from '../../while-writable.tsx'
import { InviteForm } from './form.tsx'

export const metadata: Metadata = { title: 'Invite somebody' }

export default async function InvitePage() {
  await requireContext('team:write')
  return (
    <>
      <PageHeader
        title="Invite somebody"
        crumbs={[{ label: 'Team', href: '/team' }]}
        sub="They get a mail with a link that works once, for seven days, and choose their own password. Anyone with a licence on file may sign tests, whatever the role."
      />
      <WhileWritable>
        <InviteForm roles={TEAM_ROLES} />
      </WhileWritable>
    </>
  )
}
