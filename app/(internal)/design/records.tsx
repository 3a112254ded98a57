import { Badge } from '@/app/_ui/badge.tsx'
import { Button, LinkButton } from '@/app/_ui/button.tsx'
import { Card, Section } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { Progress } from '@/app/_ui/progress.tsx'
import { Psid } from '@/app/_ui/psid.tsx'
import { Skeleton } from '@/app/_ui/skeleton.tsx'
import { Stepper } from '@/app/_ui/stepper.tsx'
import { Tabs } from '@/app/_ui/tabs.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { Timeline } from '@/app/_ui/timeline.tsx'
import { TrendChart } from '@/app/_ui/trend-chart.tsx'
import { CHECK_1 } from './readings.ts'
import { Part, Specimen } from './specimen.tsx'

export function Records() {
  return (
    <Part id="records" title="Records">
      <div>
        <PageHeader
          title="Wilkins 975XL2"
          crumbs={[
            { label: 'Devices', href: '/devices' },
            { label: 'Oceanview Apartments', href: '/customers' },
          ]}
          state={<Badge tone="due">Due in 12 days</Badge>}
          sub="Serial A127841, 3/4, north wall of the pump room"
          actions={
            <>
              <Button shortcut="e">Edit</Button>
              <LinkButton href="/record-test" variant="primary">
                Record a test
              </LinkButton>
            </>
          }
        />
        <Tabs
          label="Device"
          tabs={[
            { label: 'Overview', href: '/design', on: true },
            { label: 'Tests', href: '/design?tab=tests', on: false, count: 4 },
            { label: 'Audit', href: '/design?tab=audit', on: false },
          ]}
        />
        <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="grid content-start gap-6">
            <Section title="Readings" id="r-readings">
              <div className="rounded-md border border-line bg-surface p-4">
                <TrendChart label="Check 1 held" readings={CHECK_1} limitHundredths={500} />
              </div>
            </Section>
            <Section title="History" id="r-history">
              <Timeline
                label="History of this device"
                entries={[
                  {
                    id: '1',
                    tone: 'pass',
                    title: <TextLink href="/design">Annual test passed</TextLink>,
                    when: <Day day="2026-03-04" />,
                    detail: (
                      <>
                        Relief opened at <Psid hundredths={240} />, check 1 held <Psid hundredths={620} />. Luis Ortega.
                      </>
                    ),
                  },
                  {
                    id: '2',
                    tone: 'fail',
                    title: 'Annual test failed: check 1 held 4.8 psid, 0.2 below the limit of 5.0',
                    when: <Day day="2025-03-02" />,
                    detail: 'Repaired the same day: disc and spring of check 1 replaced.',
                  },
                  { id: '3', tone: 'info', title: 'Imported from a spreadsheet', when: <Day day="2025-01-10" /> },
                  { id: '4', title: 'Installed', when: <Day day="2019-06-01" /> },
                ]}
              />
            </Section>
          </div>
          <div className="grid content-start gap-4">
            <Card title="Facts" id="r-facts" actions={<Button variant="quiet">Edit</Button>}>
              <DescriptionList
                facts={[
                  { label: 'Type', value: 'RP, reduced pressure' },
                  { label: 'Serial', value: 'A127841', figures: true },
                  { label: 'Size', value: '3/4', figures: true },
                  { label: 'Hazard', value: 'Health' },
                  { label: 'Serves', value: 'Irrigation and the pool house of building C' },
                  {
                    label: 'District',
                    value: <TextLink href="/districts">Palm Beach County</TextLink>,
                  },
                  { label: 'Installed', value: <Day day="2019-06-01" /> },
                  { label: 'Meter', value: null },
                ]}
              />
            </Card>
            <Card title="While it loads" id="r-loading">
              <DescriptionList
                facts={[
                  { label: 'Type', value: <Skeleton width={18} /> },
                  { label: 'Serial', value: <Skeleton width={9} /> },
                ]}
              />
            </Card>
          </div>
        </div>
      </div>
      <div className="grid gap-6 lg:grid-cols-2">
        <Specimen name="Stepper">
          <Stepper
            current={2}
            label="Import"
            steps={[
              { label: 'File', href: '/design' },
              { label: 'Columns', href: '/design' },
              { label: 'Review' },
              { label: 'Bring in' },
            ]}
          />
        </Specimen>
        <Specimen name="Progress">
          <div className="grid gap-3">
            <Progress label="Reading the file" value={62_000} max={100_000} detail="62,000 of 100,000 rows" />
            <Progress label="Starting" />
          </div>
        </Specimen>
      </div>
    </Part>
  )
}
