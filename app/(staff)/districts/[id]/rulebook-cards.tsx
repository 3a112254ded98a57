import { Badge } from '@/app/_ui/badge.tsx'
import { Banner } from '@/app/_ui/banner.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { Money } from '@/app/_ui/money.tsx'
import { isStale } from '@/lib/districts/is-stale.ts'
import type { CompanyDistrict } from '@/lib/districts/queries.ts'

type Rulebook = NonNullable<CompanyDistrict['rulebook']>

const PORTALS: Readonly<Record<string, string>> = {
  SYNCTA: 'Syncta',
  SWIFTCOMPLY: 'SwiftComply',
  OWN: 'Its own portal',
  EMAIL: 'By email',
  PAPER: 'On paper',
}
const METHODS: Readonly<Record<string, string>> = {
  PORTAL: 'portal',
  EMAIL_PDF: 'PDF by email',
  MAIL_ORIGINAL: 'original by post',
  HAND: 'by hand',
}

/** How tests are filed with the purveyor, as far as the rulebook says. */
export function FilingCard({ rulebook }: { rulebook: Rulebook }) {
  const methods = (rulebook.submit_method ?? '').split(', ').filter((code) => code !== '')
  const deadline =
    rulebook.submit_deadline_value === null
      ? null
      : `within ${rulebook.submit_deadline_value} ${rulebook.submit_deadline_unit ?? 'days'} of the test`
  return (
    <Card title="Filing" id="filing">
      <DescriptionList
        facts={[
          { label: 'Portal', value: portalOf(rulebook) },
          { label: 'Filed by', value: methods.map((code) => METHODS[code] ?? code).join(', ') },
          { label: 'Deadline', value: deadline },
          {
            label: 'Failed tests',
            value: rulebook.failed_report_policy === 'IMMEDIATE' ? 'Reported at once' : null,
          },
          {
            label: 'Fee',
            value: rulebook.filing_fee_cents === null ? rulebook.fee_note : <Money cents={rulebook.filing_fee_cents} />,
          },
          { label: 'Testers', value: rulebook.tester_rules },
          { label: 'Letters', value: rulebook.notice_ladder },
        ]}
      />
    </Card>
  )
}

/** Where the rules come from and when somebody last looked. */
export function SourcesCard({ rulebook, today }: { rulebook: Rulebook; today: string }) {
  const stale = isStale(rulebook, today)
  return (
    <Card
      title="Sources"
      id="sources"
      actions={<Badge tone={stale ? 'due' : 'muted'}>{stale ? 'Check again' : 'Verified'}</Badge>}
    >
      <p className="text-ink-2">
        {rulebook.name}, verified <Day day={rulebook.verified_on} />.
      </p>
      {stale ? (
        <Banner tone="warn">
          Nobody has checked these pages for over a year, or they have changed. Ask the purveyor before you rely on
          them.
        </Banner>
      ) : null}
      {rulebook.source_urls.length === 0 ? (
        <p className="text-ink-3">No page is on file.</p>
      ) : (
        <ul className="grid gap-1">
          {rulebook.source_urls.map((url) => (
            <li key={url} className="min-w-0">
              <a href={url} target="_blank" rel="noreferrer" className="link break-all">
                {url.replace(/^https?:\/\/(www\.)?/, '')}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function portalOf({ portal_family: family, portal_url: url }: Rulebook) {
  if (family === null) return null
  const name = PORTALS[family] ?? family
  return url === null ? (
    name
  ) : (
    <a href={url} target="_blank" rel="noreferrer" className="link">
      {name}
    </a>
  )
}
