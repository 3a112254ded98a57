import { MailPlus } from 'lucide-react'
import type { Metadata } from 'next'
import { Badge } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, MenuTd, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext, ROLE_WORDS } from '@/lib/context.ts'
import { dayOfInstant, now, today } from '@/lib/dates.ts'
import { outboxIsOpen } from '@/lib/messages/outbox-is-open.ts'
import { listInvitations } from '@/lib/team/queries.ts'
import { TeamTabs } from '../team-tabs.tsx'
import { InvitationButtons } from './buttons.tsx'

export const metadata: Metadata = { title: 'Invitations' }

export default async function InvitationsPage() {
  const { db, company } = await requireContext('team:write')
  const invitations = await listInvitations(db)
  const [day, instant] = [today(company.time_zone), now()]
  return (
    <>
      <PageHeader
        title="Team"
        actions={
          company.writable ? (
            <LinkButton href="/team/invite" variant="primary" shortcut="c">
              Invite somebody
            </LinkButton>
          ) : undefined
        }
      />
      <TeamTabs on="invitations" invitations />
      {invitations.length === 0 ? (
        <EmptyState
          icon={<MailPlus aria-hidden="true" />}
          title="No invitation is waiting"
          why="Whoever you invite shows here until they accept. Each link works once, for seven days, and you can withdraw it."
          action={company.writable ? <LinkButton href="/team/invite">Invite somebody</LinkButton> : undefined}
        />
      ) : (
        <DataTable label="Invitations" cards>
          <thead>
            <tr>
              <Th>Name</Th>
              <Th>Role</Th>
              <Th>Sent</Th>
              <Th>Link</Th>
              <Th>
                <span className="sr-only">What to do</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {invitations.map((invitation) => {
              const expired = invitation.expires_at < instant
              return (
                <tr key={invitation.id}>
                  <th scope="row" className="card-head cut" title={invitation.full_name}>
                    {invitation.full_name}
                    <span className="sub cut">{invitation.email}</span>
                  </th>
                  <Td label="Role">{ROLE_WORDS[invitation.role] ?? invitation.role}</Td>
                  <Td label="Sent">
                    <Day day={dayOfInstant(invitation.created_at, company.time_zone)} />
                  </Td>
                  <Td label="Link">
                    {expired ? (
                      <Badge tone="overdue">Expired</Badge>
                    ) : (
                      <>
                        Until <Day day={dayOfInstant(invitation.expires_at, company.time_zone)} today={day} />
                      </>
                    )}
                  </Td>
                  <MenuTd>
                    <InvitationButtons invitation={invitation} />
                  </MenuTd>
                </tr>
              )
            })}
          </tbody>
        </DataTable>
      )}
      {(await outboxIsOpen()) ? (
        <p className="mt-4 text-sm text-ink-3">
          This installation keeps its mail on this machine: <TextLink href="/outbox">open the outbox</TextLink>.
        </p>
      ) : null}
    </>
  )
}
