import { TextLink } from '@/app/_ui/text-link.tsx'
import { ASSEMBLIES, ASSEMBLY_TYPES } from '@/lib/backflow/assembly.ts'
import { PROFILE_NAMES, RULE_PROFILES } from '@/lib/backflow/profiles.ts'
import { DISTRICT_RULES } from '@/lib/districts/district-data.ts'
import { SitePage, SiteSection, StartTrial } from '../site-page.tsx'
import { siteMetadata } from '../site-metadata.ts'

export const generateMetadata = () =>
  siteMetadata('/features', {
    title: 'Features',
    description:
      'Import, due list, record a test, signed report, purveyor rules, gauges and licences, export: what FlowTrack Pro does today, and what it does not do yet.',
  })

const TESTED = ASSEMBLY_TYPES.filter((type) => ASSEMBLIES[type].testable).map((type) => ASSEMBLIES[type].short)
const PURVEYORS = DISTRICT_RULES.length
const STATES = new Set(DISTRICT_RULES.map(({ state }) => state)).size

export default function FeaturesPage() {
  return (
    <SitePage title="What it does" lead="Everything on this page works today. What is missing is listed at the end.">
      <SiteSection id="due" title="What is due, and by whose rule">
        <ul>
          <li>
            Each assembly has its own next date, worked out from its purveyor’s rule: anniversary, fixed date, by use,
            window, cycle group or on notice.
          </li>
          <li>
            {PURVEYORS} purveyors in {STATES} states are on file, from a digest of public sources of April 2026, each
            with its links, so that you can check yours. Change their numbers or add your own; where no rule is known
            the date says that it was assumed.
          </li>
          <li>The due list by purveyor, area and window, grouped by site: one stop, all its assemblies.</li>
          <li>A passing test moves the date by itself; a failed one sets the day by which it must be repaired.</li>
        </ul>
      </SiteSection>
      <SiteSection id="record" title="The test itself">
        <ul>
          <li>
            The readings of this assembly and no others, in your own order: {TESTED.join(', ')}, and air gaps and vacuum
            breakers, which are only inspected.
          </li>
          <li>
            The verdict as you type, and which rule decides:{' '}
            {PROFILE_NAMES.map((name) => RULE_PROFILES[name].label).join('; ')}; with your purveyor’s own numbers.{' '}
            <TextLink href="/#try">Try it</TextLink>
          </li>
          <li>A blank is missing, never a pass. A reading over the gauge’s scale is asked about again.</li>
          <li>Readings before and after repair on one record, with the parts used.</li>
          <li>
            Licence and gauge are held against the day of the test. Out of date blocks the signature, unless an owner
            gives a reason that stays on the record.
          </li>
          <li>Signed on the screen by the tester alone, then locked. A correction stands beside it and says why.</li>
        </ul>
      </SiteSection>
      <SiteSection id="report" title="The report">
        <ul>
          <li>One clean page as PDF, drawn once at signing and kept with its fingerprint.</li>
          <li>
            A code on it that the purveyor or the owner can check, without an account: genuine, superseded or unknown.
          </li>
        </ul>
      </SiteSection>
      <SiteSection id="import" title="Your list, as it is">
        <ul>
          <li>
            Bring a spreadsheet of assemblies (CSV or Excel) and one of past tests. Every row is shown before it goes
            in: new, already on file, or in doubt and why.
          </li>
          <li>
            Sizes that Excel turned into dates, models spelled five ways, half an address: suggested, never changed
            silently.
          </li>
          <li>One button takes a whole import back.</li>
        </ul>
      </SiteSection>
      <SiteSection id="week" title="The week">
        <ul>
          <li>A month of visits planned at once from the due list, or from an area of the map.</li>
          <li>
            A board of people and days: drag a visit or move it by keys, with overlaps, full days and licences that run
            out in sight. When two dispatchers move a visit at once, the second sees it and loses nothing typed.
          </li>
          <li>The stops of a day in a good order with drive times, and each technician’s day as a calendar address.</li>
          <li>Every failure with its repair deadline and who holds it, until the passing retest closes it.</li>
          <li>Quotes from your price book, approved or declined by your customer through a link.</li>
          <li>
            Invoices drafted from signed work, numbered without a gap, paid by card, cash, check or transfer; credits,
            statements, an aging list, a file for QuickBooks.
          </li>
          <li>Reports by district, technician, model and month, each with its table as CSV.</li>
          <li>A portal where your customers see their assemblies, reports, quotes and bills, and ask for a visit.</li>
        </ul>
      </SiteSection>
      <SiteSection id="company" title="The company around it">
        <ul>
          <li>Customers, locations and assemblies with their photos and history, and readings over the years.</li>
          <li>Gauges with their calibrations, testers with their licences, and what runs out next.</li>
          <li>Branches: whoever works in one office sees its customers alone.</li>
          <li>A team with roles: what a technician may not see is refused by the database, not only hidden.</li>
          <li>A log of every change, in sentences, chained so that a change to the log itself shows.</li>
          <li>Keyboard throughout, light and dark, on a phone as on a desk.</li>
        </ul>
      </SiteSection>
      <SiteSection id="leave" title="A way out">
        <p>
          Every record as one ZIP, JSON and CSV, with checksums and a signature, at any time, and with links to photos
          and documents that work for seven days. The records import again into an empty account; people come back as
          former members. <TextLink href="/security#export">How that is proved</TextLink>
        </p>
      </SiteSection>
      <SiteSection id="not-yet" title="Not there yet">
        <ul>
          <li>Text messages, reminders, and mail that tells your customers of visits and reports by itself.</li>
          <li>Working without a connection.</li>
          <li>Filing with a purveyor’s own portal: today you hand over the report.</li>
          <li>A desk for purveyors.</li>
          <li>Reading reports that you upload: past tests come from a sheet, or are typed.</li>
        </ul>
      </SiteSection>
      <StartTrial />
    </SitePage>
  )
}
