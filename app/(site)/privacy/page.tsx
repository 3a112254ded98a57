import { TextLink } from '@/app/_ui/text-link.tsx'
import { LEAST_AGE } from '@/lib/accounts/least-age.ts'
import { COLLECTED } from '@/lib/policies/collected.ts'
import { COOKIES } from '@/lib/policies/cookies.ts'
import { ANSWER_DAYS, RETENTION } from '@/lib/policies/retention.ts'
import { GOOGLE_SIGN_IN, PROVIDERS } from '@/lib/providers/providers.ts'
import { PolicyChanges, PolicyInForce } from '../policy-versions.tsx'
import { SitePage, SiteSection } from '../site-page.tsx'
import { SiteTable } from '../site-table.tsx'
import { siteMetadata } from '../site-metadata.ts'

export const generateMetadata = () =>
  siteMetadata('/privacy', {
    title: 'Privacy policy',
    description:
      'What FlowTrack Pro collects, why, who else receives it, which cookies it sets, how long it is kept and what your rights are.',
  })

export default function PrivacyPage() {
  return (
    <SitePage title="Privacy policy" lead={<PolicyInForce policy="privacy" />}>
      <SiteSection id="who" title="Whose data, and who decides">
        <p>
          A testing company (“you”) keeps its work in FlowTrack Pro. About its own customers, their sites and its staff
          you decide what is entered and why; we keep it for you and do with it what this policy and your settings say.
          About your account with us, we decide, within this policy. If you are the customer of a testing company, write
          to that company first: it can answer you from its own Settings.
        </p>
      </SiteSection>
      <SiteSection id="collected" title="What is collected, and what for">
        <SiteTable
          head={['What', 'For']}
          rows={[
            ...COLLECTED.map(({ what, purpose }) => [what, purpose]),
            ['The address a request comes from, as a hash, when attempts are counted', 'stopping guessing and abuse'],
            [
              'Of whoever answers a quote: the name they type and the time; by the link also the internet address',
              'showing who agreed to what',
            ],
            ['What you write with the contact form', 'answering you'],
            ['That a subscription runs, and its dates', 'your account; the card is Stripe’s alone'],
          ]}
        />
        <p>
          We use no trackers, advertisements or statistics of visitors. Where the map shows streets, Mapbox counts how
          it is used; see its line below. What somebody types reaches no log of ours. The place a photo was taken is
          removed when it is uploaded.
        </p>
      </SiteSection>
      <SiteSection id="not-sold" title="Not sold">
        <p>
          We do not sell or share personal data, for money or otherwise, and do not use it for advertising. Data goes to
          the providers below and to nobody else, unless a court orders it; then we tell you where the law lets us.
        </p>
      </SiteSection>
      <SiteSection id="providers" title="Providers" wide>
        <SiteTable
          head={['Who', 'For', 'Receives', 'Where it is not set up']}
          rows={PROVIDERS.map(({ name, purpose, receives, without }) => [name, purpose, receives, without])}
        />
        <p>
          {GOOGLE_SIGN_IN} The server itself runs in the United States, at the host named under{' '}
          <TextLink href="/policies/hosting-regions">hosting regions</TextLink>.
        </p>
      </SiteSection>
      <SiteSection id="cookies" title="Cookies">
        <SiteTable
          head={['Cookie', 'For', 'Kept']}
          rows={COOKIES.map(({ name, purpose, kept }) => [name, purpose, kept])}
        />
        <p>
          No page can read them by script. A draft of a test that is not saved yet is kept in your browser until you
          save it or sign out. Where the map shows streets, Mapbox keeps pieces of the map there, and a random id that
          is deleted when you leave the map.
        </p>
      </SiteSection>
      <SiteSection id="retention" title="How long it is kept">
        <SiteTable head={['What', 'Kept']} rows={RETENTION.map(({ what, kept }) => [what, kept])} />
        <p>
          After the erasure of a company three things stay: its row without name and address, its audit log without
          people, and sent invoices with the bill-to name, address and number. To the last item:{' '}
          <TextLink href="/policies/data-retention">data retention</TextLink>.
        </p>
      </SiteSection>
      <SiteSection id="rights" title="Your rights">
        <p>
          Access, correction, deletion, a copy to take along, and opting out. An admin finds them in Settings → Privacy
          and Settings → Data export; anybody may also use the <TextLink href="/contact">contact form</TextLink>. An
          answer comes within {ANSWER_DAYS.usual} days. Using a right costs nothing and changes nothing about the
          service.
        </p>
      </SiteSection>
      <SiteSection id="california" title="California">
        <p>
          If you live in California you may ask what is kept about you, have it corrected or deleted, and not be treated
          worse for it; somebody you appoint may ask for you. We check who asks before we hand anything over, and answer
          within {ANSWER_DAYS.california} days. The categories of data, their purposes and who receives them are the
          tables above. We do not sell or share personal information as California law means it.
        </p>
      </SiteSection>
      <SiteSection id="children" title="Children">
        <p>
          FlowTrack Pro is for companies. It is not for anybody under {LEAST_AGE}, and we do not knowingly keep their
          data.
        </p>
      </SiteSection>
      <PolicyChanges policy="privacy" />
      <SiteSection id="contact" title="Contact">
        <p>
          With the <TextLink href="/contact">contact form</TextLink>; say that it is about privacy.
        </p>
      </SiteSection>
    </SitePage>
  )
}
