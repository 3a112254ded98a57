import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { BrandMark } from '@/app/_ui/brand.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { LOOK_COOKIE, parseLook } from '@/app/_ui/look.ts'
import { setSchemeAction } from '@/app/_ui/look-actions.ts'
import { ThemeSwitch } from '@/app/_ui/theme-switch.tsx'
import { Toaster } from '@/app/_ui/toast.tsx'
import { requireOperator } from '@/lib/context.ts'
import { signOutAction } from '../../(staff)/shell-actions.ts'

/** The frame of the desk of our own staff. It shows; each page and the database decide who may see what. */
export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const { email } = await requireOperator()
  const { scheme } = parseLook((await cookies()).get(LOOK_COOKIE)?.value)
  return (
    <div className="mx-auto grid max-w-6xl gap-4 px-4 py-4 sm:px-6">
      <a href="#main" className="skip-link">
        Skip to the page
      </a>
      <header className="flex flex-wrap items-center justify-between gap-3">
        <a data-soft="" href="/operator" className="flex items-center gap-2 rounded-md font-semibold">
          <span className="text-link">
            <BrandMark size={20} />
          </span>
          Operator desk
        </a>
        <div className="flex flex-wrap items-center gap-2">
          <ThemeSwitch scheme={scheme} action={setSchemeAction} />
          <span className="max-w-48 truncate text-sm text-ink-3" title={email}>
            {email}
          </span>
          <form action={signOutAction}>
            <SubmitButton variant="quiet">Sign out</SubmitButton>
          </form>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="min-w-0">
        {children}
      </main>
      <Toaster />
    </div>
  )
}
