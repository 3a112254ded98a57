import { redirect } from 'next/navigation'
import { BrandMark } from '@/app/_ui/brand.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { HOME } from '@/lib/accounts/next-url.ts'
import { findPerson } from '@/lib/context.ts'

/** The front door: the day's work for whoever is signed in, a few honest words for everybody else. */
export default async function FrontPage() {
  if ((await findPerson()) !== null) redirect(HOME)
  return (
    <main className="mx-auto grid min-h-dvh max-w-2xl content-center gap-8 px-4 py-12">
      <p className="flex items-center gap-2 text-lg font-semibold">
        <span className="text-link">
          <BrandMark size={28} />
        </span>
        FlowTrack Pro
      </p>
      <div className="grid gap-4">
        <h1 className="text-2xl font-semibold text-balance">For companies that test backflow assemblies</h1>
        <p className="max-w-prose text-ink-2">
          Bring your spreadsheet of assemblies and your past tests. See what is due and for which purveyor, record a
          test with a verdict that names its rule, hand over a one-page report, and let the next due date roll by
          itself.
        </p>
        <ul className="grid max-w-prose list-disc gap-1 ps-5 text-ink-2">
          <li>Each purveyor’s own due dates and thresholds, with the source and the day it was checked.</li>
          <li>An expired licence or gauge is told before you sign, not after.</li>
          <li>A signed record stays as it was signed; a correction stands beside it.</li>
        </ul>
      </div>
      <div className="flex flex-wrap gap-2">
        <LinkButton href="/sign-up" variant="primary">
          Start a trial
        </LinkButton>
        <LinkButton href="/sign-in">Sign in</LinkButton>
      </div>
      <p className="text-sm text-ink-3">Fourteen days, everything included, no card.</p>
    </main>
  )
}
