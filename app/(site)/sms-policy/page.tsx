import { TextLink } from '@/app/_ui/text-link.tsx'
import { Banner } from '@/app/_ui/banner.tsx'
import { PolicyChanges, PolicyInForce } from '../policy-versions.tsx'
import { SitePage, SiteSection } from '../site-page.tsx'
import { siteMetadata } from '../site-metadata.ts'

export const generateMetadata = () =>
  siteMetadata('/sms-policy', {
    title: 'Text message policy',
    description: 'FlowTrack Pro sends no text messages today. What will hold before the first one is sent.',
  })

export default function SmsPolicyPage() {
  return (
    <SitePage title="Text message policy" lead={<PolicyInForce policy="sms" />}>
      <Banner tone="info">
        FlowTrack Pro sends no text messages today. This page says what will hold before the first one is sent.
      </Banner>
      <SiteSection id="who" title="Who writes, and about what">
        <p>
          A testing company writes to its own customers, under its own name and number, about a service they already
          have: that a test is due, and when the tester comes. Offers need a separate agreement in writing, which is
          never a condition of anything.
        </p>
      </SiteSection>
      <SiteSection id="consent" title="Only with consent">
        <ul>
          <li>
            A number is written to only if its owner gave it for this purpose; when, how and in what words is kept.
          </li>
          <li>Numbers from an imported list have no consent: they get no message.</li>
          <li>
            Numbers and consents are not sold, and not shared with anybody for their own purposes. They go only to
            whoever delivers the message.
          </li>
        </ul>
      </SiteSection>
      <SiteSection id="stop" title="STOP, HELP and START">
        <ul>
          <li>
            STOP, or any other clear word for it (unsubscribe, cancel, end, quit, revoke, opt out), ends all text
            messages from that company at once. One message confirms it.
          </li>
          <li>HELP answers with the company’s name and how to reach it.</li>
          <li>START begins again.</li>
        </ul>
      </SiteSection>
      <SiteSection id="hours" title="When, how often, at what cost">
        <p>
          Between 9 in the morning and 8 in the evening where the site is, and not on Sundays. A few messages for each
          test or visit. We charge nothing for them; message and data rates of the phone company may apply, and it is
          not liable for messages that come late or not at all.
        </p>
      </SiteSection>
      <PolicyChanges policy="sms" />
      <SiteSection id="more" title="More">
        <p>
          <TextLink href="/privacy">Privacy policy</TextLink> · <TextLink href="/terms">Terms</TextLink> ·{' '}
          <TextLink href="/contact">Contact</TextLink>
        </p>
      </SiteSection>
    </SitePage>
  )
}
