import type { ReactNode } from 'react'
import { Banner } from '@/app/_ui/banner.tsx'
import { Button } from '@/app/_ui/button.tsx'
import { formatPhone } from '@/lib/customers/phone.ts'
import { requirePortal } from '@/lib/portal/portal-context.ts'
import { chooseInPortalAction, leavePortalAction } from '../actions.ts'
import { PortalNav } from '../portal-nav.tsx'

/** The frame of the portal: whose customer one is, where one can go. Pages and the database decide who may see what. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { company, name, email, companies } = await requirePortal()
  const others = companies.filter((each) => each.id !== company.id)
  return (
    <>
      <a href="#main" className="skip-link">
        Skip to the page
      </a>
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 pt-3">
          <p className="text-lg font-semibold">{company.name}</p>
          <details>
            <summary className="btn btn-quiet -ms-4 sm:ms-0">
              {name ?? email} <span aria-hidden="true">▾</span>
            </summary>
            <div className="grid gap-2 py-2">
              {others.length === 0 ? null : (
                <>
                  <p className="text-sm text-ink-3">Also yours</p>
                  {others.map((each) => (
                    <form key={each.id} action={chooseInPortalAction}>
                      {each.customer ? null : <input type="hidden" name="staff" value="yes" />}
                      <Button type="submit" name="company_id" value={each.id}>
                        {each.customer ? each.name : `${each.name}, where you work`}
                      </Button>
                    </form>
                  ))}
                </>
              )}
              <form action={leavePortalAction}>
                <Button type="submit">Sign out</Button>
              </form>
            </div>
          </details>
          <PortalNav />
        </div>
      </header>
      {company.works ? null : (
        <Banner bar>
          {company.name} takes nothing in here at the moment. Everything can be read, and invoices can be paid.
        </Banner>
      )}
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto grid max-w-5xl content-start gap-6 px-4 py-6"
        data-density="field"
      >
        {children}
      </main>
      <footer className="mx-auto max-w-5xl px-4 pb-8 text-sm text-ink-3">
        {[company.name, company.phone === null ? null : formatPhone(company.phone), company.email]
          .filter(Boolean)
          .join(' · ')}
      </footer>
    </>
  )
}
