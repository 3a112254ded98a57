import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { Banner } from '@/app/_ui/banner.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { LOOK_COOKIE, parseLook } from '@/app/_ui/look.ts'
import { NAV } from '@/app/_ui/nav.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { Shell } from '@/app/_ui/shell.tsx'
import { env } from '@/lib/env.ts'
import { nothingAction } from './actions.ts'
import { Charts } from './charts.tsx'
import { Forms } from './forms.tsx'
import { Lists } from './lists.tsx'
import { Overlays } from './overlays.tsx'
import { Records } from './records.tsx'
import { Tokens } from './tokens.tsx'

export const metadata: Metadata = { title: 'Design' }

const COMPANIES = [
  { id: 'one', name: 'Harbor Backflow Testing' },
  { id: 'two', name: 'Lone Star Cross-Connection Control of Greater Austin LLC' },
]

/** Every component in every state, for whoever builds or checks a page. Only under the embedded stack. */
export default async function DesignPage({ searchParams }: { searchParams: Promise<Params> }) {
  if (!env().FLOWTRACK_EMBEDDED) notFound()
  const params = await searchParams
  const look = parseLook((await cookies()).get(LOOK_COOKIE)?.value)
  return (
    <Shell
      nav={NAV.map(({ id }) => id)}
      person={{ name: 'Dana Whitfield', email: 'dana@harborbackflow.example', role: 'Admin' }}
      company={{ id: 'one', name: 'Harbor Backflow Testing' }}
      companies={COMPANIES}
      look={look}
      branches={[]}
      branch={null}
      switchBranch={null}
      switchCompany={nothingAction}
      signOut={nothingAction}
      banner={
        <Banner
          bar
          tone="warn"
          action={
            <a className="link font-medium" href="#tokens">
              Choose a plan
            </a>
          }
        >
          Your trial ends in 3 days.
        </Banner>
      }
    >
      <PageHeader
        title="Design"
        sub="Every component and state. What is not here is not part of the product yet."
        actions={
          <LinkButton href="/design#forms" variant="primary" shortcut="c">
            Go to forms
          </LinkButton>
        }
      />
      <div className="grid gap-12">
        <Tokens />
        <Lists params={params} />
        <Records />
        <Forms />
        <Charts />
        <Overlays />
      </div>
    </Shell>
  )
}
