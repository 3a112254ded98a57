import { TextLink } from '@/app/_ui/text-link.tsx'
import { GRACE_DAYS, INTERVALS, PLANS, TRIAL_DAYS } from '@/lib/billing/plan.ts'
import { formatCents } from '@/lib/money.ts'
import { SitePage, SiteSection, StartTrial } from '../site-page.tsx'
import { siteMetadata } from '../site-metadata.ts'

const SAVED = PLANS.month.cents * 12 - PLANS.year.cents

export const generateMetadata = () =>
  siteMetadata('/pricing', {
    title: 'Pricing',
    description: `One plan for the whole company: ${formatCents(PLANS.month.cents)} a month or ${formatCents(PLANS.year.cents)} a year, after ${TRIAL_DAYS} days free without a card.`,
  })

export default function PricingPage() {
  return (
    <SitePage
      title="One plan, one price"
      lead="For the whole company: everybody in it, every assembly, every test. Nothing costs extra."
    >
      <ul className="grid max-w-[46rem] gap-4 sm:grid-cols-2">
        {INTERVALS.map((interval) => {
          const { name, cents, per } = PLANS[interval]
          return (
            <li key={interval} className="grid gap-1 rounded-lg border border-line bg-surface p-5">
              <h2 className="text-base font-semibold">{name}</h2>
              <p className="text-2xl font-semibold tabular-nums">{formatCents(cents)}</p>
              <p className="text-ink-2">
                a {per}
                {interval === 'year' ? `, ${formatCents(SAVED)} less than twelve months` : ''}
              </p>
            </li>
          )
        })}
      </ul>
      <StartTrial />
      <SiteSection id="trial" title={`The first ${TRIAL_DAYS} days`}>
        <p>
          You try everything, without a card. If you do not subscribe, nothing is charged: the account can be read and
          exported for {GRACE_DAYS} days more and is then erased.
        </p>
      </SiteSection>
      <SiteSection id="leaving" title="Leaving">
        <p>
          Cancel whenever you like, in Settings. The account works until the end of what is paid, can be read and
          exported for {GRACE_DAYS} days after that, and is then erased with a certificate. Subscribe again within those
          days and nothing is lost. <TextLink href="/policies/data-retention">Data retention</TextLink>
        </p>
      </SiteSection>
      <SiteSection id="late" title="If a payment fails">
        <p>The account keeps working, with a note on top, while the payment is tried again.</p>
      </SiteSection>
      <SiteSection id="cards" title="Cards">
        <p>Payments are made on Stripe’s own page. Your card’s number never reaches us. Prices are in US dollars.</p>
      </SiteSection>
    </SitePage>
  )
}
