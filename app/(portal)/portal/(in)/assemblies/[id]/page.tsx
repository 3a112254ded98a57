import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Mark } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Section } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { DataTable, EmptyRow, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { TEST_TYPE_LABELS, TEST_TYPES } from '@/lib/backflow/test-types.ts'
import { addressWords, makeWords, serialWords, typeInFull } from '@/lib/devices/device-words.ts'
import { requirePortal } from '@/lib/portal/portal-context.ts'
import { findPortalDevice } from '@/lib/portal/portal-pages.ts'
import { PortalState } from '../../../portal-devices.tsx'

export const metadata: Metadata = { title: 'Assembly' }

type Found = NonNullable<Awaited<ReturnType<typeof findPortalDevice>>>

/** One assembly: what it is, when it is due, and every test of it with its report. */
export default async function PortalAssemblyPage({ params }: { params: Promise<{ id: string }> }) {
  const { db, company } = await requirePortal()
  const device = await findPortalDevice(db, (await params).id)
  if (device === null) notFound()
  return (
    <>
      <div className="grid gap-1">
        <p className="text-sm">
          <TextLink href="/portal/assemblies">Assemblies</TextLink>
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="text-xl font-semibold">{serialWords(device.serial)}</h1>
          <PortalState device={device} today={company.today} />
        </div>
      </div>
      <DescriptionList
        facts={[
          { label: 'Type', value: typeInFull(device.type) },
          { label: 'Make', value: makeWords(device) },
          { label: 'Size', value: device.size === null ? null : `${device.size} in` },
          {
            label: 'Address',
            value: <TextLink href={`/portal/assemblies?site=${device.location_id}`}>{addressWords(device)}</TextLink>,
          },
          { label: 'Place on site', value: device.location_on_site },
          { label: 'Water purveyor', value: device.district_name },
          { label: 'Due', value: device.due_on === null ? null : <Day day={device.due_on} today={company.today} /> },
        ]}
      />
      <OpenFailure failures={device.failures} company={company.name} />
      <Section title="Tests" id="tests">
        <Tests tests={device.tests} />
      </Section>
    </>
  )
}

const HOLDERS: Readonly<Record<string, string>> = {
  nobody: 'A quote for the repair follows.',
  quoted: 'A quote for the repair waits for your answer.',
  declined: 'The quote was declined.',
  approved: 'The repair is approved; a visit is planned next.',
  ordered: 'The repair is ordered; a visit is planned next.',
  visit_planned: 'A visit for the repair is planned.',
}

function OpenFailure({ failures, company }: { failures: Found['failures']; company: string }) {
  const open = failures.find((failure) => failure.closed_on === null)
  if (open === undefined) return null
  return (
    <p className="max-w-prose rounded-md border border-line bg-surface p-4">
      This assembly failed on <Day day={open.failed_on} />
      {open.repair_due_on === null ? '' : ', and its purveyor wants it repaired by '}
      {open.repair_due_on === null ? null : <Day day={open.repair_due_on} />}.{' '}
      {HOLDERS[open.holder] ?? `Ask ${company}.`} <TextLink href="/portal/quotes">Quotes</TextLink>
    </p>
  )
}

function Tests({ tests }: { tests: Found['tests'] }) {
  return (
    <DataTable label="Tests" cards>
      <thead>
        <tr>
          <Th>Tested</Th>
          <Th>Test</Th>
          <Th>Result</Th>
          <Th>Tester</Th>
          <Th>Report</Th>
        </tr>
      </thead>
      <tbody>
        {tests.length === 0 ? <EmptyRow span={5}>No test is on file yet.</EmptyRow> : null}
        {tests.map((test) => {
          const type = TEST_TYPES.find((each) => each === test.test_type)
          return (
            <tr key={test.id}>
              <th scope="row">
                <Day day={test.tested_on} />
              </th>
              <Td label="Test">{type === undefined ? test.test_type : TEST_TYPE_LABELS[type]}</Td>
              <Td label="Result">
                {test.state === 'SUPERSEDED' ? (
                  <Mark tone="muted">Corrected later</Mark>
                ) : test.result === null ? null : (
                  <Mark tone={test.result === 'PASS' ? 'pass' : 'fail'}>
                    {test.result === 'PASS' ? 'Pass' : 'Fail'}
                  </Mark>
                )}
              </Td>
              <Td label="Tester">{test.tester_name}</Td>
              <Td label="Report">
                {test.has_report ? (
                  <LinkButton href={`/portal/reports/${test.id}`} external>
                    Open the PDF
                  </LinkButton>
                ) : (
                  <span className="text-ink-3">Not here</span>
                )}
              </Td>
            </tr>
          )
        })}
      </tbody>
    </DataTable>
  )
}
