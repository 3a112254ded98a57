import type { ReactNode } from 'react'
import { LinkButton } from '@/app/_ui/button.tsx'
import { TRIAL_DAYS } from '@/lib/billing/plan.ts'

/** A public page: its title, what it says in one breath, then its parts. */
export function SitePage({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-10">
      <div className="grid max-w-prose gap-3">
        <h1 className="site-title">{title}</h1>
        <div className="text-field text-ink-2">{lead}</div>
      </div>
      {children}
    </div>
  )
}

/** A part of a public page under its own heading, which can be linked to. */
export function SiteSection({
  id,
  title,
  wide,
  children,
}: {
  id: string
  title: string
  wide?: boolean
  children: ReactNode
}) {
  return (
    <section aria-labelledby={id} className={`prose ${wide === true ? 'prose-wide' : ''}`}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

/** The next step, the same on every page. */
export function StartTrial() {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <LinkButton href="/sign-up" variant="primary" size="field" external>
        Start a {TRIAL_DAYS}-day trial
      </LinkButton>
      <span className="text-ink-2">Everything included, no card.</span>
    </div>
  )
}
