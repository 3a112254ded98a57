import type { Metadata } from 'next'
import { Banner } from '@/app/_ui/banner.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { accountState } from '@/lib/billing/account-state.ts'
import { findBillingMode } from '@/lib/billing/find-billing-mode.ts'
import { GRACE_DAYS, INTERVALS, PLANS } from '@/lib/billing/plan.ts'
import { getBilling, isEnding, runs } from '@/lib/billing/queries.ts'
import { requireContext } from '@/lib/context.ts'
import { formatCents } from '@/lib/money.ts'
import { SettingsTabs } from '../settings-tabs.tsx'
import { EndForm, ManageForm, SandboxForm, SubscribeForm } from './forms.tsx'

export const metadata: Metadata = { title: 'Billing' }

const PLAN_CHOICES = INTERVALS.map((interval) => {
  const { name, cents, per } = PLANS[interval]
  return { value: interval, label: `${name}, ${formatCents(cents)} a ${per}` }
})

export default async function BillingPage({ searchParams }: { searchParams: Promise<{ paid?: string }> }) {
  const context = await requireContext('billing:write')
  const [mode, billing, { paid }] = await Promise.all([findBillingMode(), getBilling(context.db), searchParams])
  const state = accountState(context.company, billing)
  const running = billing.subscriptions.find(runs)
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs on="billing" />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Card title="Your account" id="account">
          <Banner tone={state.tone}>{state.sentence}</Banner>
          {paid === '1' && running === undefined ? (
            <Banner>Thank you. The payment is being confirmed; reload this page in a minute.</Banner>
          ) : null}
          <DescriptionList facts={state.facts} />
          {mode === 'stripe' && billing.customer !== null ? <ManageForm /> : null}
          {mode !== 'off' && running !== undefined ? (
            <EndForm key={String(isEnding(running))} ending={isEnding(running)} />
          ) : null}
        </Card>
        {running !== undefined ? null : (
          <Card title="Subscribe" id="subscribe">
            {mode === 'off' ? (
              <p className="text-ink-2">
                Payments are not set up on this installation, so nobody can subscribe here. Write to whoever runs it.
              </p>
            ) : (
              <>
                <p className="text-ink-2">
                  Everything is included, for the whole team. The first payment is due today, and you can cancel at any
                  time: the account then works until the end of what is paid, and can be read for {GRACE_DAYS} days
                  more.
                </p>
                <SubscribeForm plans={PLAN_CHOICES} />
              </>
            )}
          </Card>
        )}
        {mode === 'sandbox' ? (
          <Card title="Billing sandbox" id="sandbox">
            <p className="text-ink-2">
              This installation has no payment provider: nothing is charged. Whatever you do here sends the signed event
              that Stripe would send.
            </p>
            {running === undefined ? (
              <p className="text-ink-2">Subscribe first; then a payment can fail here and a period end.</p>
            ) : (
              <SandboxForm key={running.status} late={running.status === 'past_due'} />
            )}
          </Card>
        ) : null}
      </div>
    </>
  )
}
