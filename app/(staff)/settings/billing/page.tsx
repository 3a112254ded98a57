import type { Metadata } from 'next'
import { Banner } from '@/app/_ui/banner.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { accountState } from '@/lib/billing/account-state.ts'
import { clockStops } from '@/lib/billing/clock-stops.ts'
import { findBillingMode } from '@/lib/billing/find-billing-mode.ts'
import { GRACE_DAYS, INTERVALS, PLANS } from '@/lib/billing/plan.ts'
import { getBilling, isEnding, runs } from '@/lib/billing/queries.ts'
import { requireContext } from '@/lib/context.ts'
import { dayOfInstant, daysBetween, formatInstant, today } from '@/lib/dates.ts'
import { formatCents } from '@/lib/money.ts'
import { SettingsTabs } from '../settings-tabs.tsx'
import { ClockForm, EndForm, ManageForm, NightForm, SandboxForm, SubscribeForm } from './forms.tsx'

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
  const { now, time_zone: zone } = context.company
  const ahead = daysBetween(today(zone), dayOfInstant(now, zone))
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
        {mode === 'sandbox' ? (
          <Card title="Demo clock" id="clock">
            <p className="text-ink-2">
              Part of the demo, never of a real installation. Moving it on lets this company’s account live through its
              trial, what is paid, the {GRACE_DAYS} days and the end. It cannot be turned back. Other companies, due
              dates and mail stay in real time.
            </p>
            <p>
              For this account it is <strong>{formatInstant(now, zone)}</strong>
              {ahead === 0 ? ', the real time' : `, ${ahead} ${ahead === 1 ? 'day' : 'days'} ahead of the real time`}.
            </p>
            <ClockForm stops={clockStops(context.company, billing)} />
            <p className="text-ink-2">
              Each night at 4:00 in Los Angeles trials that are over are closed, and accounts whose {GRACE_DAYS} days
              have passed are erased for good: this one too, once its own clock says so.
            </p>
            <NightForm />
          </Card>
        ) : null}
      </div>
    </>
  )
}
