import type { Metadata } from 'next'
import { Banner } from '@/app/_ui/banner.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { ARCHIVE_REFUSALS } from '@/lib/archives/bring-archive.ts'
import { archiveObstacles, broughtArchive } from '@/lib/archives/queries.ts'
import { manyWords } from '@/lib/audit/words.ts'
import { requireContext } from '@/lib/context.ts'
import { refusalSentence } from '@/lib/errors.ts'
import { WhileWritable } from '../../../while-writable.tsx'
import { ArchiveForm } from './archive-form.tsx'
import { BroughtMark } from './brought-mark.tsx'

export const metadata: Metadata = { title: 'Bring an archive back in' }

export default async function ArchivePage({ searchParams }: { searchParams: Promise<Params> }) {
  const code = param(await searchParams, 'refused')
  const { db } = await requireContext('company:write')
  const [obstacles, brought] = await Promise.all([archiveObstacles(db), broughtArchive(db)])
  return (
    <>
      <PageHeader title="Bring an archive back in" crumbs={[{ label: 'Data export', href: '/settings/export' }]} />
      <div className="grid max-w-form gap-4">
        <Card title="Archive" id="archive">
          {brought === null ? null : <BroughtMark brought={brought} />}
          {brought !== null || obstacles.length === 0 ? null : (
            <Banner tone="warn">
              {`Only an empty company can take an archive in. This one holds ${new Intl.ListFormat('en-US').format(obstacles.map(manyWords))}.`}
            </Banner>
          )}
          {obstacles.length > 0 ? null : (
            <WhileWritable>
              <ArchiveForm refused={code === '' ? null : sentenceOf(code)} />
            </WhileWritable>
          )}
        </Card>
        <Card title="What happens" id="what">
          <DescriptionList
            facts={[
              {
                label: 'All or nothing',
                value:
                  'The file is held against its signature and checksums first. If anything in it does not fit, nothing is written.',
              },
              {
                label: 'Empty company',
                value:
                  'No customers, assemblies, tests, work, gauges, files or imports yet. Its own people, settings and log may be there; the settings and the company’s name and address are those of the archive afterwards.',
              },
              {
                label: 'People',
                value: 'Come back as former members without a sign-in. Invite who still works here.',
              },
              {
                label: 'Photos and files',
                value:
                  'Are not inside an archive, only links that work for seven days. Their entries come back and say that the file is not here; upload the logo again.',
              },
              {
                label: 'Without our signature',
                value:
                  'Signed tests come in as imported and never as genuine, and the audit log of the archive stays out.',
              },
            ]}
          />
        </Card>
      </div>
    </>
  )
}

/** For a page without script: the code came back in the address. */
function sentenceOf(code: string): string {
  return (
    Object.entries(ARCHIVE_REFUSALS).find(([name]) => name === code)?.[1] ??
    refusalSentence(code) ??
    'The archive could not be brought in. Nothing was written.'
  )
}
