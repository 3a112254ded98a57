import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Badge } from '@/app/_ui/badge.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireOperator } from '@/lib/context.ts'
import { formatDay, today } from '@/lib/dates.ts'
import { isStale } from '@/lib/districts/is-stale.ts'
import { findRulebookEntry } from '@/lib/operator/desk.ts'
import { judgeDistrictAction } from '../../actions.ts'
import { RowButton } from '../../row-button.tsx'
import { DistrictForm } from './form.tsx'

export const metadata: Metadata = { title: 'Rulebook entry' }

export default async function RulebookEntryPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireOperator()
  const entry = await findRulebookEntry(db, (await params).id)
  if (entry === null) notFound()
  const stale = isStale(entry, today())
  return (
    <>
      <PageHeader
        title={entry.name}
        crumbs={[{ label: 'Rulebook', href: '/operator/districts' }]}
        state={<Badge tone={stale ? 'due' : 'muted'}>{stale ? 'Check again' : 'Verified'}</Badge>}
        sub={`${entry.state} · verified ${formatDay(entry.verified_on)}`}
        actions={
          <>
            <RowButton
              action={judgeDistrictAction}
              fields={{ id: entry.id, holds: 'no' }}
              label="Mark stale"
              about={entry.name}
            />
            <RowButton
              action={judgeDistrictAction}
              fields={{ id: entry.id, holds: 'yes' }}
              label="Verified today"
              about={entry.name}
            />
          </>
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Card title="What it says" id="entry">
          <DistrictForm entry={entry} />
        </Card>
        <Card title="Sources" id="sources">
          <p className="text-ink-2">Read each page before you say that the entry holds.</p>
          <ul className="grid gap-1">
            {entry.source_urls.map((url) => (
              <li key={url} className="min-w-0">
                <a href={url} target="_blank" rel="noreferrer" className="link break-all">
                  {url}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  )
}
