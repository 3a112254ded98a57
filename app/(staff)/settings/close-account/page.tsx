import type { Metadata } from 'next'
import { Banner } from '@/app/_ui/banner.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { accountState, closingChoices } from '@/lib/billing/account-state.ts'
import { GRACE_DAYS } from '@/lib/billing/plan.ts'
import { getBilling } from '@/lib/billing/queries.ts'
import { requireContext } from '@/lib/context.ts'
import { SettingsTabs } from '../settings-tabs.tsx'
import { CloseForm, ReopenForm } from './forms.tsx'

export const metadata: Metadata = { title: 'Close account' }

export default async function CloseAccountPage() {
  const { company, db } = await requireContext('billing:write')
  const billing = await getBilling(db)
  const state = accountState(company, billing)
  const { choices, reopen } = closingChoices(company, billing)
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs on="close-account" />
      <div className="grid max-w-form gap-4">
        <Banner tone={state.tone}>{state.sentence}</Banner>
        {reopen === null ? null : (
          <Card title="Open it again" id="reopen">
            {reopen === 'subscribe' ? (
              <>
                <p className="text-ink-2">Subscribing opens the account again, with nothing lost.</p>
                <div>
                  <LinkButton href="/settings/billing" variant="primary">
                    Go to billing
                  </LinkButton>
                </div>
              </>
            ) : (
              <ReopenForm />
            )}
          </Card>
        )}
        {choices.length === 0 ? null : (
          <Card title="Close the account" id="close">
            <p className="text-ink-2">
              A closed account can be read and exported for {GRACE_DAYS} days. Then customers, assemblies, test records,
              people and files are deleted for good. Take an export first: a law may ask you to keep test records.
            </p>
            <CloseForm name={company.name} choices={choices} />
          </Card>
        )}
      </div>
    </>
  )
}
