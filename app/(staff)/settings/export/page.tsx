import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { attemptsLeft } from '@/lib/security/count-attempts.ts'
import { SettingsTabs } from '../settings-tabs.tsx'
import { ExportForm } from './export-form.tsx'

export const metadata: Metadata = { title: 'Data export' }

export default async function ExportPage() {
  await requireContext('export:run')
  const left = await attemptsLeft('export_address', await clientAddress())
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs on="export" />
      <div className="grid max-w-form gap-4">
        <Card title="Data export" id="export">
          <p>
            One ZIP file with everything this company has on file: to keep, to look at in a spreadsheet, or to take
            elsewhere. You can make one at any time, also when the account has ended and is read-only.
          </p>
          <ExportForm left={left} />
        </Card>
        <Card title="Bring an archive back in" id="archive">
          <p>
            The ZIP file of an export comes back into an empty company, with the same rows, the same ids and the same
            history.
          </p>
          <div>
            <LinkButton href="/settings/export/archive">Bring an archive back in</LinkButton>
          </div>
        </Card>
        <Card title="What is in it" id="contents">
          <DescriptionList
            facts={[
              {
                label: 'Your records',
                value:
                  'Customers, locations, assemblies, tests with their readings, gauges, licences, purveyors, imports, the team, messages and the audit log. Each as an exact copy (JSON) and for a spreadsheet (CSV).',
              },
              {
                label: 'Photos and files',
                value:
                  'A list of photos, signatures, reports and other files. Each has a link that works for seven days.',
              },
              {
                label: 'Proof',
                value:
                  'How many rows each table holds, a checksum of every file, and our signature, so that a changed archive is noticed.',
              },
              {
                label: 'Left out',
                value: 'Passwords, sign-ins and unused invitation links. The archive lists what was left out, and why.',
              },
            ]}
          />
          <p className="text-ink-2">
            The file holds personal data of your customers and your team. Keep it where only the right people can open
            it. Every export is noted in the audit log.
          </p>
        </Card>
      </div>
    </>
  )
}
