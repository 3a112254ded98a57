import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Badge } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext, ROLE_WORDS } from '@/lib/context.ts'
import { dayOfInstant, today } from '@/lib/dates.ts'
import { findMember } from '@/lib/team/queries.ts'
import { TEAM_ROLES } from '@/lib/team/schema.ts'
import { ExpiryMark } from '../../expiry-mark.tsx'
import { BranchForm } from './branch-form.tsx'
import { RemoveMember } from './remove-member.tsx'
import { RoleForm } from './role-form.tsx'

export const metadata: Metadata = { title: 'Team member' }

export default async function MemberPage({ params }: { params: Promise<{ id: string }> }) {
  const { db, company, profile, may, branches } = await requireContext('team:read')
  const member = await findMember(db, (await params).id)
  if (member === null) notFound()
  const day = today(company.time_zone)
  const manage = may('team:write') && member.removed_at === null
  return (
    <>
      <PageHeader
        title={member.full_name}
        crumbs={[{ label: 'Team', href: '/team' }]}
        state={
          member.removed_at === null ? (
            <Badge tone="info">{ROLE_WORDS[member.role] ?? member.role}</Badge>
          ) : (
            <Badge tone="muted">Removed</Badge>
          )
        }
        actions={
          member.id === profile.id ? <LinkButton href="/settings/profile">Correct my profile</LinkButton> : undefined
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="Facts" id="facts">
          <DescriptionList
            facts={[
              { label: 'Email', value: member.email },
              { label: 'Phone', value: member.phone },
              { label: 'In the team since', value: <Day day={dayOfInstant(member.created_at, company.time_zone)} /> },
              ...(member.removed_at === null
                ? []
                : [{ label: 'Removed', value: <Day day={dayOfInstant(member.removed_at, company.time_zone)} /> }]),
            ]}
          />
          {may('audit:read') ? (
            <p>
              <TextLink href={`/audit-log?who=${member.id}`}>What {member.full_name} changed</TextLink>
            </p>
          ) : null}
        </Card>
        <Card
          title="Licences"
          id="licences"
          actions={
            may('licences:write') && company.writable && member.removed_at === null ? (
              <LinkButton href={`/testers/new?person=${member.id}`}>Add a licence</LinkButton>
            ) : undefined
          }
        >
          {member.licences.length === 0 ? (
            <p className="text-ink-2">None on file. Only somebody with a licence on file can sign a test.</p>
          ) : (
            <ul className="grid gap-2">
              {member.licences.map((licence) => (
                <li key={licence.id} className="flex flex-wrap items-center justify-between gap-2">
                  <TextLink href={`/testers/${member.id}`}>
                    {licence.certificate_type} <span className="figures">{licence.number}</span>
                  </TextLink>
                  <ExpiryMark on={licence.expires_on} today={day} />
                </li>
              ))}
            </ul>
          )}
        </Card>
        {manage && company.writable ? (
          <Card title="Role" id="role">
            <RoleForm profileId={member.id} role={member.role} roles={TEAM_ROLES} />
          </Card>
        ) : null}
        {manage && company.writable && branches.length > 0 ? (
          <Card title="Branch" id="branch">
            <BranchForm profileId={member.id} branchId={member.branch_id} branches={branches} />
          </Card>
        ) : null}
        {manage ? (
          <Card title="Remove from the team" id="remove">
            <p className="text-ink-2">
              {member.id === profile.id ? 'You leave' : `${member.full_name} leaves`} this company at once, on every
              device. Tests, signatures and the audit log stay as they are. To come back takes a new invitation.
            </p>
            <RemoveMember profileId={member.id} name={member.full_name} own={member.id === profile.id} />
          </Card>
        ) : null}
      </div>
    </>
  )
}
