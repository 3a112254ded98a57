import type { ReactNode } from 'react'
import { BrandMark } from '@/app/_ui/brand.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { TRIAL_DAYS } from '@/lib/billing/plan.ts'

const HEADER = [
  ['/features', 'Features'],
  ['/pricing', 'Pricing'],
  ['/security', 'Security'],
  ['/about', 'About'],
  ['/contact', 'Contact'],
] as const

const FOOTER = [
  {
    title: 'Product',
    links: [
      ['/features', 'Features'],
      ['/pricing', 'Pricing'],
      ['/case-studies', 'Case studies'],
      ['/about', 'About'],
      ['/contact', 'Contact'],
    ],
  },
  {
    title: 'Your data',
    links: [
      ['/security', 'Security'],
      ['/policies/data-retention', 'Data retention'],
      ['/policies/backup-policy', 'Backups'],
      ['/policies/hosting-regions', 'Hosting regions'],
      ['/policies/rules', 'Rules and tests'],
    ],
  },
  {
    title: 'Legal',
    links: [
      ['/privacy', 'Privacy policy'],
      ['/terms', 'Terms'],
      ['/sms-policy', 'Text message policy'],
    ],
  },
  {
    title: 'Account',
    links: [
      ['/sign-in', 'Sign in'],
      ['/sign-up', `Start a ${TRIAL_DAYS}-day trial`],
    ],
  },
] as const

/** The frame of the public pages: who we are, where to go, how to begin. Plain links: no script is needed to read them. */
export default function SiteLayout({ children }: { children: ReactNode }) {
  return (
    <div className="site">
      <a href="#content" className="skip-link">
        Skip to the text
      </a>
      <header className="border-b border-line">
        <div className="site-width flex flex-wrap items-center gap-x-3 gap-y-1 py-3 sm:gap-x-6">
          <a href="/" className="flex items-center gap-2 rounded-md py-1 font-semibold sm:text-lg">
            <span className="text-link">
              <BrandMark size={24} />
            </span>
            FlowTrack Pro
          </a>
          <nav aria-label="Main" className="order-last w-full sm:order-none sm:w-auto sm:flex-1">
            <ul className="flex flex-wrap gap-x-5">{HEADER.map(siteLink)}</ul>
          </nav>
          <div className="ms-auto flex gap-1 sm:gap-2">
            <LinkButton href="/sign-in" variant="quiet" external>
              Sign in
            </LinkButton>
            <LinkButton href="/sign-up" variant="primary" external>
              Start trial
            </LinkButton>
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="site-width py-10 outline-none sm:py-14">
        {children}
      </main>
      <footer className="border-t border-line bg-sunken">
        <div className="site-width grid grid-cols-2 gap-8 py-10 sm:grid-cols-4">
          {FOOTER.map(({ title, links }) => (
            <nav key={title} aria-label={title}>
              <p className="text-sm font-semibold">{title}</p>
              <ul className="mt-1">{links.map(siteLink)}</ul>
            </nav>
          ))}
        </div>
        <p className="site-width pb-8 text-sm text-ink-3">
          FlowTrack Pro, for companies that test backflow assemblies. No trackers, no third-party scripts.
        </p>
      </footer>
    </div>
  )
}

function siteLink([href, label]: readonly [string, string]) {
  return (
    <li key={href}>
      <a href={href} className="site-link">
        {label}
      </a>
    </li>
  )
}
