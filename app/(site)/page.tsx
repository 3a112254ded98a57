import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { EXAMPLE_RP } from '@/lib/backflow/try-rp.ts'
import { GRACE_DAYS, PLANS, TRIAL_DAYS } from '@/lib/billing/plan.ts'
import { HOME } from '@/lib/accounts/next-url.ts'
import { findPerson } from '@/lib/context.ts'
import { SESSION_COOKIE } from '@/lib/policies/cookies.ts'
import { formatCents } from '@/lib/money.ts'
import { StartTrial } from './site-page.tsx'
import { StructuredData } from './structured-data.tsx'
import { TryReadings } from './try-readings.tsx'
import { siteMetadata } from './site-metadata.ts'

export const generateMetadata = () =>
  siteMetadata('/', {
    title: { absolute: 'FlowTrack Pro: software for backflow testing companies' },
    description:
      'Due dates by each purveyor’s rules, a verdict that names its rule, a signed report, and the next date by itself. For companies that test backflow assemblies.',
  })

/** The front door: the day's work for whoever is signed in; for everybody else what this is, tried in a minute. */
export default async function HomePage({ searchParams }: { searchParams: Promise<Params> }) {
  // Nobody without a session cookie is asked about: the page then needs no database.
  const known = (await cookies()).getAll().some(({ name }) => SESSION_COOKIE.test(name))
  if (known && (await findPerson()) !== null) redirect(HOME)
  const params = await searchParams
  const asked = ['rv', 'c1', 'c2', 'rules'].some((name) => params[name] !== undefined)
  const readings = asked
    ? { rv: param(params, 'rv'), c1: param(params, 'c1'), c2: param(params, 'c2'), rules: param(params, 'rules') }
    : EXAMPLE_RP
  return (
    <div className="grid gap-14">
      <StructuredData />
      <div className="grid max-w-[46rem] gap-5">
        <h1 className="site-title">Know what is due, test it, prove it</h1>
        <p className="text-field text-ink-2">
          FlowTrack Pro runs a company that tests backflow assemblies: who has which assembly where, what is due under
          each purveyor’s rules, what the gauge read, whether it passed and by which rule, the signed report, and the
          next due date.
        </p>
        <div className="flex flex-wrap gap-3">
          <LinkButton href="/sign-up" variant="primary" size="field" external>
            Start a {TRIAL_DAYS}-day trial
          </LinkButton>
          <LinkButton href="#try" size="field" external>
            Try a verdict first
          </LinkButton>
        </div>
        <p className="text-base text-ink-3">
          No card. Then {formatCents(PLANS.month.cents)} a month for the whole company, however many people and
          assemblies.
        </p>
      </div>
      <TryReadings readings={readings} />
      <section aria-labelledby="tour" className="grid gap-8">
        <h2 id="tour" className="text-xl font-semibold">
          A day in it
        </h2>
        <Shot
          picture="today"
          alt="The Today page of the demo company: counts of overdue, due soon and failed assemblies, and what is next"
          title="In the morning: what is overdue, what is next"
        >
          Every assembly with its own due date, worked out from the purveyor’s rule on file. The rules are from a digest
          of public sources of April 2026, each with its links, so that you can check yours. Where nobody knows the
          rule, the page says that it was assumed.
        </Shot>
        <Shot
          picture="record-a-test"
          alt="Record a test: large boxes for the readings of an RP, last year’s values beneath, and the verdict at the bottom"
          title="At the valve: large boxes, last year’s readings, the verdict as you type"
        >
          Only the readings this assembly has. You hear of an expired licence or gauge before you sign, not after. Sign
          on the screen, and the record is locked; a correction stands beside it and says why.
        </Shot>
        <p className="text-base text-ink-3">Pictures of the app itself with its demo company; nobody’s real data.</p>
      </section>
      <section aria-labelledby="yours" className="prose">
        <h2 id="yours">It stays yours</h2>
        <ul>
          <li>Bring your spreadsheet as it is: every row is shown before it goes in, and the whole import undoes.</li>
          <li>
            Take every record out as one ZIP whenever you like, also in the {GRACE_DAYS} days after the end, with links
            to photos and documents that work for seven days. The records import again into an empty account.
          </li>
          <li>
            Close the account, and it is erased after {GRACE_DAYS} days with a certificate.{' '}
            <a className="link" href="/security">
              How your data is handled
            </a>
          </li>
        </ul>
      </section>
      <StartTrial />
    </div>
  )
}

function Shot({
  picture,
  alt,
  title,
  children,
}: {
  /** A file of public/tour, made by npm run screenshots -- --tour. */
  picture: string
  alt: string
  title: string
  children: string
}) {
  return (
    <figure className="grid items-center gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)] lg:gap-8">
      {/* oxlint-disable-next-line next/no-img-element -- the picture has its size already; the component would bring a script */}
      <img
        src={`/tour/${picture}.webp`}
        width={1440}
        height={900}
        alt={alt}
        loading="lazy"
        decoding="async"
        className="shot"
      />
      <figcaption className="grid gap-2">
        <h3 className="font-semibold">{title}</h3>
        <p className="text-ink-2">{children}</p>
      </figcaption>
    </figure>
  )
}
