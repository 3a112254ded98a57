import { TextLink } from '@/app/_ui/text-link.tsx'
import { Banner } from '@/app/_ui/banner.tsx'
import { DEMO_COMPANY as DEMO } from '@/lib/policies/demo-company.ts'
import { SitePage, SiteSection, StartTrial } from '../site-page.tsx'
import { siteMetadata } from '../site-metadata.ts'

export const generateMetadata = () =>
  siteMetadata('/case-studies', {
    title: 'Case studies',
    description: 'One example, marked as such: the demo company of FlowTrack Pro, and what a week in it looks like.',
  })

export default function CaseStudiesPage() {
  return (
    <SitePage
      title="Case studies"
      lead="Stories of customers will stand here when there are customers who want to tell them. Until then, one example."
    >
      <Banner tone="info">
        {DEMO.name} does not exist. It is the company in our demo, with invented people, sites and readings.
      </Banner>
      <SiteSection id="demo" title={`${DEMO.name}, a demo company`}>
        <p>
          {DEMO.people} people in South Florida look after {DEMO.assemblies} assemblies for more than ten purveyors. Two
          years of tests came in with a spreadsheet, the third was recorded here.
        </p>
        <ul>
          <li>
            Monday begins with what is overdue and what is due within 30 days, by purveyor and by site, so that one stop
            does all of it.
          </li>
          <li>
            At the valve the tester types three readings. A check that held 4.6 psid fails by 0.4, and the page says
            which rule says so, before the van has left.
          </li>
          <li>
            A repair goes on the same record, with its parts and the readings after it. The report is signed on the
            phone.
          </li>
          <li>A licence or a gauge that runs out soon stands on the first page until it is renewed.</li>
        </ul>
        <p>
          Everything in it can be tried with readings of your own:{' '}
          <TextLink href="/#try">type what the gauge read</TextLink>.
        </p>
      </SiteSection>
      <StartTrial />
    </SitePage>
  )
}
