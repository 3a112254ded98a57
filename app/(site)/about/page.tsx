import { TextLink } from '@/app/_ui/text-link.tsx'
import { SitePage, SiteSection, StartTrial } from '../site-page.tsx'
import { siteMetadata } from '../site-metadata.ts'

export const generateMetadata = () =>
  siteMetadata('/about', {
    title: 'About',
    description: 'Why FlowTrack Pro exists, how it is built, and what it will not do.',
  })

export default function AboutPage() {
  return (
    <SitePage
      title="Made for one trade"
      lead="The valves that keep dirty water out of the public main are tested about once a year, by a certified tester, with a calibrated gauge. Somebody has to know which, when, by whose rules, and be able to prove it. That is all this does."
    >
      <SiteSection id="how" title="How we work">
        <ul>
          <li>
            The number on the gauge is the record. It is kept to the hundredth of a psid, as it was read, and never
            rounded into a pass.
          </li>
          <li>
            A verdict names its rule and who set it. Where nobody knows a purveyor’s rule, the page says assumed instead
            of pretending.
          </li>
          <li>What was signed stays as it was signed. What was wrong is corrected beside it, in sight.</li>
          <li>
            A promise counts only with a test that fails when it is broken. They are{' '}
            <TextLink href="/policies/rules">all written down</TextLink>.
          </li>
        </ul>
      </SiteSection>
      <SiteSection id="not" title="What we will not do">
        <ul>
          <li>
            Sell your data, or your customers’, or show it to anybody but the providers listed in the privacy policy.
          </li>
          <li>Put trackers or advertisements on a page.</li>
          <li>
            Make leaving hard: every record comes out in one ZIP, with links to photos and documents that work for seven
            days, and the account closes with one form.
          </li>
        </ul>
      </SiteSection>
      <SiteSection id="who" title="Where we stand">
        <p>
          FlowTrack Pro is young. There are no customers’ logos on this site because none have agreed to one; the only
          company shown is the demo, and it says so. <TextLink href="/contact">Write to us</TextLink>.
        </p>
      </SiteSection>
      <StartTrial />
    </SitePage>
  )
}
