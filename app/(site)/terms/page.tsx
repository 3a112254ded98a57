import { TextLink } from '@/app/_ui/text-link.tsx'
import { GRACE_DAYS, PLANS, TRIAL_DAYS } from '@/lib/billing/plan.ts'
import { formatCents } from '@/lib/money.ts'
import { PolicyChanges, PolicyInForce } from '../policy-versions.tsx'
import { SitePage, SiteSection } from '../site-page.tsx'
import { siteMetadata } from '../site-metadata.ts'

export const generateMetadata = () =>
  siteMetadata('/terms', {
    title: 'Terms',
    description: 'The terms FlowTrack Pro is used under, in plain words.',
  })

export default function TermsPage() {
  return (
    <SitePage title="Terms" lead={<PolicyInForce policy="terms">Short and plain. </PolicyInForce>}>
      <SiteSection id="account" title="Your account">
        <p>
          An account is for a company that tests backflow assemblies, and for the people it invites. Whoever opens it
          may act for the company. Keep passwords to yourselves; what is done with a sign-in counts as done by its owner
          until you tell us or remove the person.
        </p>
      </SiteSection>
      <SiteSection id="price" title="Trial and price">
        <p>
          The first {TRIAL_DAYS} days are free and need no card. After that the price is{' '}
          {formatCents(PLANS.month.cents)} a month or {formatCents(PLANS.year.cents)} a year for the whole company, paid
          ahead through Stripe and renewed until canceled. If we change the price, you are told before your next payment
          and can leave.
        </p>
      </SiteSection>
      <SiteSection id="end" title="Ending it">
        <p>
          You can cancel or close the account at any time in Settings. It works until the end of what is paid, can be
          read and exported for {GRACE_DAYS} days after that, and is then erased. We may close an account that is used
          to harm others or to break the law; the same {GRACE_DAYS} days then hold for its data.
        </p>
      </SiteSection>
      <SiteSection id="data" title="Your data is yours">
        <p>
          We keep it for you and use it for nothing else. The <TextLink href="/privacy">privacy policy</TextLink> and
          the <TextLink href="/policies/data-retention">retention policy</TextLink> are part of these terms.
        </p>
      </SiteSection>
      <SiteSection id="tests" title="Tests and reports">
        <p>
          The licensed tester performs the test and signs for it. The verdict and the due dates are worked out from
          rules on file, whose sources are named; your purveyor’s own rule is the one that counts. Check it where the
          page says that it was assumed or not verified lately. Records that the law makes somebody keep are kept by the
          purveyor and the owner who received them: export before you close the account.
        </p>
      </SiteSection>
      <SiteSection id="fair" title="Fair use">
        <p>
          Enter only what you may lawfully keep. Do not try to reach other companies’ data, overload the service or
          write to people who do not want it. Looking for flaws with care, on your own account, is welcome if you tell
          us first.
        </p>
      </SiteSection>
      <SiteSection id="promise" title="What we promise, and what we do not">
        <p>
          We keep the service running with care and back it up as the{' '}
          <TextLink href="/policies/backup-policy">backup policy</TextLink> says. We do not promise that it is never
          down. As far as the law allows, we answer for damage up to what you paid in the twelve months before it.
          Nothing here takes away rights that the law gives you and that cannot be agreed away.
        </p>
      </SiteSection>
      <PolicyChanges policy="terms"> If you do not agree, you can leave with your records, as above.</PolicyChanges>
    </SitePage>
  )
}
