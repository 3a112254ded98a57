import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Badge } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, EmptyRow, MenuTd, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext, ROLE_WORDS } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { findTester } from '@/lib/testers/queries.ts'
import { scopeWords } from '@/lib/testers/schema.ts'
import { ExpiryMark } from '../../expiry-mark.tsx'
import { LicenceMenu } from './licence-menu.tsx'

export const metadata: Metadata = { title: 'Tester' }

export default async function TesterPage({ params }: { params: Promise<{ id: string }> }) {
  const { db, company, may } = await requireContext('licences:read')
  const tester = await findTester(db, (await params).id)
  if (tester === null) notFound()
  const day = today(company.time_zone)
  const write = may('licences:write') && company.writable
  return (
    <>
      <PageHeader
        title={tester.full_name}
        crumbs={[{ label: 'Testers', href: '/testers' }]}
        state={
          tester.removed_at === null ? (
            <Badge tone="info">{ROLE_WORDS[tester.role] ?? tester.role}</Badge>
          ) : (
            <Badge tone="muted">Left the team</Badge>
          )
        }
        sub={
          <>
            <TextLink href={`/team/${tester.id}`}>In the team</TextLink>
            {' · '}
            <TextLink href={`/test-records?tester=${tester.id}`}>Tests signed</TextLink>
          </>
        }
        actions={
          write && tester.removed_at === null ? (
            <LinkButton href={`/testers/new?person=${tester.id}`} variant="primary" shortcut="c">
              Add a licence
            </LinkButton>
          ) : undefined
        }
      />
      <DataTable label="Licences, past and present" cards>
        <thead>
          <tr>
            <Th>Certificate</Th>
            <Th>Number</Th>
            <Th>Issued by</Th>
            <Th>Counts in</Th>
            <Th>Covers</Th>
            <Th>Issued</Th>
            <Th>Good until</Th>
            <Th>Scan</Th>
            <Th>
              <span className="sr-only">What to do</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {tester.licences.length === 0 ? (
            <EmptyRow span={9}>No licence on file. Until there is one, {tester.full_name} cannot sign a test.</EmptyRow>
          ) : null}
          {tester.licences.map((licence) => (
            <tr key={licence.id}>
              <th scope="row" className="card-head cut" title={licence.certificate_type}>
                {licence.certificate_type}
              </th>
              <Td label="Number" figures cut>
                {licence.number}
              </Td>
              <Td label="Issued by" cut>
                {licence.issuer ?? <Missing />}
              </Td>
              <Td label="Counts in">{licence.states.length === 0 ? 'All states' : licence.states.join(', ')}</Td>
              <Td label="Covers">{scopeWords(licence.scopes)}</Td>
              <Td label="Issued">{licence.issued_on === null ? <Missing /> : <Day day={licence.issued_on} />}</Td>
              <Td label="Good until">
                <ExpiryMark on={licence.expires_on} today={day} />
              </Td>
              <Td label="Scan">
                {licence.file_id === null ? (
                  <Missing words="None" />
                ) : (
                  <a href={`/files/${licence.file_id}`} target="_blank" rel="noreferrer" className="link">
                    Open
                  </a>
                )}
              </Td>
              {write ? (
                <MenuTd>
                  <LicenceMenu
                    id={licence.id}
                    profileId={tester.id}
                    name={`${licence.certificate_type} ${licence.number}`}
                  />
                </MenuTd>
              ) : (
                <Td skip />
              )}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  )
}
