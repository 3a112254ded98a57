import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Banner } from '@/app/_ui/banner.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { LOOK_COOKIE, parseLook } from '@/app/_ui/look.ts'
import { NAV } from '@/app/_ui/nav.ts'
import { Shell } from '@/app/_ui/shell.tsx'
import { accountNotice } from '@/lib/companies/account-notice.ts'
import { requireContext, ROLE_WORDS } from '@/lib/context.ts'
import { formatInstant } from '@/lib/dates.ts'
import { LeaveSupport } from './leave-support.tsx'
import { chooseBranchAction, chooseCompanyAction, signOutAction } from './shell-actions.ts'

/** What is left to do in a read-only account, for those who may: take everything along, or come back. */
function WaysOut({ may }: { may: (permission: string) => boolean }) {
  return (
    <>
      {may('export:run') ? <LinkButton href="/settings/export">Export everything</LinkButton> : null}
      {may('billing:write') ? <LinkButton href="/settings/billing">Subscribe</LinkButton> : null}
    </>
  )
}

/** What the frame shows of a company; all else of it stays on the server. */
function named({ id, name }: { id: string; name: string }) {
  return { id, name }
}

/** The frame of every page of the staff. It shows; pages and the database decide who may see what. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  const context = await requireContext()
  const { company, profile, companies, email, may, support_ends_at, branches, branch_id } = context
  const notice = accountNotice(company)
  return (
    <Shell
      nav={NAV.filter((item) => may(item.permission)).map(({ id }) => id)}
      person={{ name: profile.full_name, email, role: ROLE_WORDS[profile.role] ?? profile.role }}
      company={named(company)}
      companies={companies.map(named)}
      look={parseLook((await cookies()).get(LOOK_COOKIE)?.value)}
      switchCompany={chooseCompanyAction}
      branches={branches}
      branch={branches.find((one) => one.id === branch_id) ?? null}
      switchBranch={may('company:write') ? chooseBranchAction : null}
      signOut={signOutAction}
      banner={
        support_ends_at !== null ? (
          <Banner bar tone="warn" action={<LeaveSupport />}>
            You look in as support, to read, until {formatInstant(support_ends_at, company.time_zone)}.
          </Banner>
        ) : notice === null ? undefined : (
          <Banner bar tone={notice.tone} action={company.writable ? undefined : <WaysOut may={may} />}>
            {notice.sentence}
          </Banner>
        )
      }
    >
      {children}
    </Shell>
  )
}
