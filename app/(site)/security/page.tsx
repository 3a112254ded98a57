import { TextLink } from '@/app/_ui/text-link.tsx'
import { GRACE_DAYS } from '@/lib/billing/plan.ts'
import { rulesOf } from '@/lib/policies/documents.ts'
import { BACKUP_DAYS } from '@/lib/policies/retention.ts'
import { RATE_LIMITS } from '@/lib/security/rate-limit.ts'
import { SitePage, SiteSection } from '../site-page.tsx'
import { siteMetadata } from '../site-metadata.ts'

export const generateMetadata = () =>
  siteMetadata('/security', {
    title: 'Security',
    description:
      'How FlowTrack Pro handles a testing company’s data: encryption, isolation, roles, backups, export, deletion and hosting, each with its policy and the tests that prove it.',
  })

export default function SecurityPage() {
  return (
    <SitePage
      title="How your data is handled"
      lead={
        <p>
          Section by section: what holds, the policy it is written down in, and the rules that prove it. Every rule
          names the file that decides it and the test that turns red when it stops being true.{' '}
          <TextLink href="/policies/rules">All rules</TextLink>
        </p>
      }
    >
      <SiteSection id="encryption" title="Encryption">
        <ul>
          <li>
            Every connection is encrypted, and browsers are told for two years to come back by no other way. The
            database and stored files are encrypted at rest by the host.
          </li>
          <li>
            Passwords are kept as slow hashes; links for invitations as hashes of random numbers, and they work once.
          </li>
          <li>
            The session lives in a cookie that scripts cannot read. Each page runs only scripts that carry its own
            one-time mark, and nothing comes from anybody else’s server but the map, where streets are set up.
          </li>
          <li>
            Too many attempts are stopped and counted across all servers: {RATE_LIMITS.sign_in_account.limit} wrong
            passwords for one account in {RATE_LIMITS.sign_in_account.windowSeconds / 60} minutes.
          </li>
        </ul>
        <Proof rules={['public-pages', 'accounts']} policy={['/privacy#cookies', 'Cookies']} />
      </SiteSection>
      <SiteSection id="isolation" title="One company never sees another">
        <ul>
          <li>
            Two layers that do not know of each other. The app acts as the person who asks, with their session; what
            runs without a person is a short list, held by a test. The database checks the company of every row again,
            for reading and for every kind of change.
          </li>
          <li>
            Roles are held by the database too: a technician’s session cannot read an invoice, whatever it is sent
            through. A removed member or a changed role counts from the next statement on.
          </li>
          <li>
            The checks are themselves tested: each one is broken on purpose, and a test must notice, but for a written
            list of doubles, with reasons.
          </li>
        </ul>
        <Proof rules={['isolation']} policy={['/policies/roles', 'Who may do what']} />
      </SiteSection>
      <SiteSection id="support" title="Our own staff">
        <p>
          Our staff see no company’s data unless its admin lets support look in: read-only, for an hour to seven days,
          ended at any time, with every opening in the company’s own log. Privacy requests and sealed files stay closed
          to them.
        </p>
        <Proof rules={['operators', 'the-audit-log']} policy={['/policies/roles', 'Who may do what']} />
      </SiteSection>
      <SiteSection id="backups" title="Backups">
        <p>
          Daily, kept for {BACKUP_DAYS} days. Up to about 24 hours of work may be lost in the worst case, and coming
          back may take as long. After a restore, companies that were erased since are erased again. What has been
          rehearsed and what has not stands at the end of the policy.
        </p>
        <Proof rules={['erasure']} policy={['/policies/backup-policy', 'Backup policy']} />
      </SiteSection>
      <SiteSection id="export" title="Export">
        <p>
          An admin takes every record out at any time, also while the account is read-only: one ZIP with every table as
          JSON and CSV, with row counts, checksums and a signature, and with links to photos and documents that work for
          seven days. Every export is in the company’s log. The records import again into an empty account, row for row;
          people come back as former members.
        </p>
        <Proof rules={['export', 'archives-that-come-back']} policy={['/policies/data-retention', 'Data retention']} />
      </SiteSection>
      <SiteSection id="deletion" title="Deletion">
        <p>
          A closed account can be read for {GRACE_DAYS} days and is then erased in one step, if three independent checks
          agree; stopped half-way, nothing was done. What remains is listed in the policy to the last item, and a
          certificate with counts and fingerprints says that it happened.
        </p>
        <Proof rules={['erasure', 'grace']} policy={['/policies/data-retention', 'Data retention']} />
      </SiteSection>
      <SiteSection id="rights" title="Your customers’ rights">
        <p>
          Access, correction, deletion, portability and opt-out stand in one queue with their deadlines. Nothing is
          handed over before identity was checked. What must be kept as evidence is kept without the person; the signed
          report is sealed, for admins who give a reason. A sheet that was once imported stays the company’s file.
        </p>
        <Proof rules={['privacy']} policy={['/privacy', 'Privacy policy']} />
      </SiteSection>
      <SiteSection id="hosting" title="Hosting">
        <p>
          In the United States only: database, files, app and backups. The policy lists each part, where it is set, and
          which of it has really been checked on a live installation.
        </p>
        <Proof rules={[]} policy={['/policies/hosting-regions', 'Hosting regions']} />
      </SiteSection>
      <SiteSection id="report-a-flaw" title="Found a flaw">
        <p>
          Tell us with the <TextLink href="/contact">contact form</TextLink>. We answer, and we take no action against
          research in good faith that tells us first.
        </p>
      </SiteSection>
    </SitePage>
  )
}

/** Where it is written, and how many rules prove it; what no test can see is checked by hand, and the policy says when. */
function Proof({ rules, policy: [href, title] }: { rules: readonly string[]; policy: readonly [string, string] }) {
  return (
    <p className="text-sm">
      Written in <TextLink href={href}>{title}</TextLink>.{' '}
      {rules.length === 0
        ? 'No test can see this: what was checked by hand, and when, stands at its end.'
        : 'Proved by '}
      {rules.map((section, at) => (
        <span key={section}>
          {at === 0 ? '' : ' and '}
          <TextLink href={`/policies/rules#${section}`}>
            {rulesOf(section).length} rules on {section.replaceAll('-', ' ')}
          </TextLink>
        </span>
      ))}
      {rules.length === 0 ? '' : '.'}
    </p>
  )
}
