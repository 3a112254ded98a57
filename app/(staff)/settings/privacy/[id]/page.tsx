import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Banner } from '@/app/_ui/banner.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext } from '@/lib/context.ts'
import { dayOfInstant, formatDay, today } from '@/lib/dates.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { OUTCOMES, REQUEST_KINDS } from '@/lib/privacy/words.ts'
import { findRequest, privacyFacts } from '@/lib/privacy/requests.ts'
import { DueMark } from '../due-mark.tsx'
import { AnswerForm, CheckForm, DataForm, EraseForm } from './forms.tsx'
import { KeptRules } from './kept-rules.tsx'

export const metadata: Metadata = { title: 'Privacy request' }

export default async function PrivacyRequestPage({ params }: { params: Promise<{ id: string }> }) {
  const { db, company, may } = await requireContext('privacy:read')
  const { id } = await params
  const request = await findRequest(db, id)
  if (request === null) notFound()
  const facts = await privacyFacts(db, id)
  const open = request.closed_on === null && may('privacy:write')
  const ready = request.identity_checked_on !== null && request.customer !== null
  return (
    <>
      <PageHeader
        title={request.requester_name}
        state={<DueMark request={request} today={today(company.time_zone)} />}
        sub={`${wordFor(REQUEST_KINDS, request.kind)} · came on ${formatDay(request.received_on)}`}
        crumbs={[{ label: 'Privacy', href: '/settings/privacy' }]}
      />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <div className="grid gap-4">
          <Card title="The request" id="request">
            <DescriptionList
              facts={[
                { label: 'Reached at', value: request.requester_contact },
                {
                  label: 'Customer',
                  value:
                    request.customer === null ? null : (
                      <TextLink href={`/customers/${request.customer.id}`}>{request.customer.name}</TextLink>
                    ),
                },
                {
                  label: 'Clock',
                  value: request.is_california ? 'California: 45 days once identity is checked' : '30 days',
                },
                { label: 'Answer by', value: request.due_on === null ? null : formatDay(request.due_on) },
                {
                  label: 'Identity',
                  value:
                    request.identity_checked_on === null
                      ? null
                      : `Checked ${formatDay(request.identity_checked_on)}: ${request.identity_check ?? ''}`,
                },
                { label: 'What they wrote', value: request.details },
                {
                  label: 'Outcome',
                  value:
                    request.closed_on === null || request.outcome === null
                      ? null
                      : `${wordFor(OUTCOMES, request.outcome)}, ${formatDay(request.closed_on)}${request.outcome_note === null ? '' : `: ${request.outcome_note}`}`,
                },
              ]}
            />
          </Card>
          {open && request.identity_checked_on === null ? (
            <Card title="Who is asking" id="identity">
              <CheckForm id={id} />
            </Card>
          ) : null}
          {open ? (
            <Card title="Answer" id="answer">
              <AnswerForm id={id} />
            </Card>
          ) : null}
        </div>
        <div className="grid gap-4">
          <Card title="Their data" id="data">
            {request.customer === null ? (
              <p className="text-ink-2">
                The request names no customer on file, so there is nothing to hand over or delete.
              </p>
            ) : ready ? (
              <DataForm id={id} />
            ) : (
              <p className="text-ink-2">Check who is asking first: data goes to nobody else.</p>
            )}
          </Card>
          {request.kind === 'deletion' && request.customer !== null ? (
            <Card title="Deletion" id="deletion">
              {facts.held_since === null ? null : (
                <Banner tone="warn">
                  A legal hold stands since {formatDay(dayOfInstant(facts.held_since, company.time_zone))}. Nothing is
                  deleted until it is lifted.
                </Banner>
              )}
              {request.restricted_at === null ? null : (
                <Banner tone="done">
                  Deleted on {formatDay(dayOfInstant(request.restricted_at, company.time_zone))}: name, phone, email,
                  notes, work orders, messages and photos.
                </Banner>
              )}
              <KeptRules kept={facts.kept} done={request.restricted_at !== null} />
              {ready && open && facts.held_since === null && request.restricted_at === null ? (
                <EraseForm id={id} />
              ) : null}
            </Card>
          ) : null}
        </div>
      </div>
    </>
  )
}
