import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Badge } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { listForms } from '@/lib/districts/forms.ts'
import { findDistrict } from '@/lib/districts/queries.ts'
import { rulesOfDistrict } from '@/lib/districts/rules-of-district.ts'
import { dueWords, profileRows, repairWords } from '@/lib/districts/rules-in-words.ts'
import { DETECTOR_LAYOUTS } from '@/lib/districts/schema.ts'
import { SourceBadge } from '../source-badge.tsx'
import { FormsCard } from './forms-card.tsx'
import { RemoveDistrict } from './remove-district.tsx'
import { FilingCard, SourcesCard } from './rulebook-cards.tsx'

export const metadata: Metadata = { title: 'District' }

export default async function DistrictPage({ params }: { params: Promise<{ id: string }> }) {
  const { db, company, may } = await requireContext('districts:read')
  const district = await findDistrict(db, (await params).id)
  if (district === null) notFound()
  const forms = await listForms(db, district.id)
  const rules = rulesOfDistrict(district)
  const write = may('districts:write') && company.writable
  const layout = DETECTOR_LAYOUTS.find(({ value }) => value === district.detector_layout)?.label
  return (
    <>
      <PageHeader
        title={district.name}
        crumbs={[{ label: 'Districts', href: '/districts' }]}
        state={district.state === null ? undefined : <Badge tone="muted">{district.state}</Badge>}
        sub={<TextLink href={`/devices?district=${district.id}`}>Its assemblies</TextLink>}
        actions={
          write ? (
            <LinkButton href={`/districts/${district.id}/edit`} variant="primary" shortcut="e">
              Edit the rules
            </LinkButton>
          ) : undefined
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
        <div className="grid min-w-0 gap-4">
          <Card title="When tests are due" id="due" actions={<SourceBadge source={rules.dueSource} />}>
            <p className="max-w-prose">{dueWords(rules.due)}</p>
            {rules.dueSource === 'assumed' ? (
              <p className="max-w-prose text-ink-2">
                No source says when this purveyor’s tests are due, so this rule is assumed wherever its dates are shown.
              </p>
            ) : null}
            {district.rulebook?.due_detail ? (
              <p className="max-w-prose text-sm text-ink-3">The rulebook notes: {district.rulebook.due_detail}.</p>
            ) : null}
            <DescriptionList
              facts={[
                { label: 'Repairs', value: repairWords(rules.due.repairDays) },
                {
                  label: 'Counts from',
                  value: rules.due.earlyDays === null ? null : `${rules.due.earlyDays} days before the due date`,
                },
                { label: 'Detector assemblies', value: layout },
              ]}
            />
          </Card>
          <Card title="What a test must reach" id="profile" actions={<SourceBadge source={rules.profileSource} />}>
            <p className="text-ink-2">
              {rules.profile.label}
              {rules.profileSource === 'assumed' ? ', assumed: no source names this purveyor’s profile.' : '.'}
            </p>
            <DescriptionList
              className="grid-cols-[minmax(0,3fr)_minmax(6rem,2fr)]!"
              facts={profileRows(rules.profile).map(({ label, value, replaced }) => ({
                label,
                value: replaced ? (
                  <span className="inline-flex flex-wrap items-center gap-2">
                    {value} <Badge tone="info">Replaced</Badge>
                  </span>
                ) : (
                  value
                ),
              }))}
            />
          </Card>
          {district.notes === null ? null : (
            <Card title="Notes" id="notes">
              <p className="max-w-prose whitespace-pre-wrap">{district.notes}</p>
            </Card>
          )}
        </div>
        <div className="grid min-w-0 gap-4">
          <Card title="Contact" id="contact">
            <DescriptionList
              facts={[
                { label: 'Contact', value: district.contact_name },
                { label: 'Phone', value: district.phone ?? district.rulebook?.phone ?? null },
                { label: 'Email', value: district.email },
                { label: 'PWS ID', value: district.pws_id, figures: true },
              ]}
            />
          </Card>
          {district.rulebook === null ? (
            <Card title="Sources" id="sources">
              <p className="text-ink-2">This purveyor is your own: the rulebook has no entry for it.</p>
            </Card>
          ) : (
            <>
              <FilingCard rulebook={district.rulebook} />
              <SourcesCard rulebook={district.rulebook} today={today(company.time_zone)} />
            </>
          )}
          {may('forms:read') ? (
            <FormsCard district={district.id} forms={forms} edit={may('forms:write') && company.writable} />
          ) : null}
          {write ? (
            <Card title="Take it off your list" id="remove">
              <p className="text-ink-2">
                Refused while assemblies stand under it. Signed reports keep the name they were signed with.
              </p>
              <RemoveDistrict id={district.id} />
            </Card>
          ) : null}
        </div>
      </div>
    </>
  )
}
