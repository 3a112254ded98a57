import { ShieldCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { Banner } from '@/app/_ui/banner.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card, Section } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, NameCell, Td, Th } from '@/app/_ui/table.tsx'
import { requireContext } from '@/lib/context.ts'
import { dayOfInstant, formatDay, formatInstant, now, today } from '@/lib/dates.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { REQUEST_KINDS } from '@/lib/privacy/words.ts'
import { findSupportGrant, listRequests, privacyFacts } from '@/lib/privacy/requests.ts'
import { SettingsTabs } from '../settings-tabs.tsx'
import { DueMark } from './due-mark.tsx'
import { SupportForm } from './support-card.tsx'

export const metadata: Metadata = { title: 'Privacy' }

export default async function PrivacyPage() {
  const { db, company } = await requireContext('privacy:read')
  const [requests, facts, grant] = await Promise.all([listRequests(db), privacyFacts(db), findSupportGrant(db, now())])
  const day = today(company.time_zone)
  const late = requests.filter((one) => one.closed_on === null && one.due_on !== null && one.due_on < day).length
  return (
    <>
      <PageHeader
        title="Settings"
        actions={
          <LinkButton href="/settings/privacy/new" variant="primary" shortcut="c">
            Record a request
          </LinkButton>
        }
      />
      <SettingsTabs on="privacy" />
      <div className="grid gap-4">
        {facts.held_since === null ? null : (
          <Banner tone="warn">
            A legal hold stands on this company since {formatDay(dayOfInstant(facts.held_since, company.time_zone))}:
            until it is lifted, nothing is deleted, neither by a request nor when the account ends.
          </Banner>
        )}
        {late === 0 ? null : (
          <Banner tone="danger">{`${late === 1 ? 'One request is' : `${late} requests are`} overdue. The law gives 30 days, 45 in California.`}</Banner>
        )}
        <Section title="Requests" id="requests">
          {requests.length === 0 ? (
            <EmptyState
              icon={<ShieldCheck aria-hidden="true" />}
              title="Nobody has asked yet"
              why="When somebody asks what you hold about them, wants it corrected, handed over or deleted, record it here: it keeps the day it must be answered by, and does the work."
              action={<LinkButton href="/settings/privacy/new">Record a request</LinkButton>}
            />
          ) : (
            <DataTable label="Privacy requests" cards>
              <thead>
                <tr>
                  <Th>Who asks</Th>
                  <Th>What</Th>
                  <Th>Customer</Th>
                  <Th>Came</Th>
                  <Th>Identity</Th>
                  <Th>Answer</Th>
                </tr>
              </thead>
              <tbody>
                {requests.map((request) => (
                  <tr key={request.id}>
                    <NameCell
                      href={`/settings/privacy/${request.id}`}
                      name={request.requester_name}
                      sub={request.requester_contact}
                    />
                    <Td label="What">{wordFor(REQUEST_KINDS, request.kind)}</Td>
                    <Td label="Customer" cut>
                      {request.customer?.name ?? <Missing words="None" />}
                    </Td>
                    <Td label="Came">
                      <Day day={request.received_on} />
                    </Td>
                    <Td label="Identity">
                      {request.identity_checked_on === null ? (
                        <Missing words="Not checked yet" />
                      ) : (
                        <>
                          Checked <Day day={request.identity_checked_on} />
                        </>
                      )}
                    </Td>
                    <Td label="Answer" corner>
                      <DueMark request={request} today={day} />
                    </Td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
          )}
        </Section>
        <Card title="Support" id="support" className="max-w-form">
          <SupportForm
            until={grant === null ? null : formatInstant(grant.ends_at, company.time_zone)}
            writable={company.writable}
          />
        </Card>
      </div>
    </>
  )
}
