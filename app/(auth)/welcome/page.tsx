import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Button } from '@/app/_ui/button.tsx'
import { chooseCompanyAction, signOutAction } from '@/app/(staff)/shell-actions.ts'
import { HOME } from '@/lib/accounts/next-url.ts'
import { findPerson } from '@/lib/context.ts'
import { DoorPage } from '@/app/_ui/door-page.tsx'
import { FoundCompanyForm } from './form.tsx'

export const metadata: Metadata = { title: 'Welcome' }

/** For somebody signed in whose account belongs to no company, or no longer. */
export default async function WelcomePage() {
  const person = await findPerson()
  if (person === null) redirect('/sign-in?next=/welcome')
  if (person.company !== null) redirect(HOME)
  return (
    <DoorPage
      title="Welcome"
      lead={
        <p>
          You are signed in as {person.email}, and this account belongs to no company yet. If your company invited you,
          open the link in that mail. Otherwise set up your own.
        </p>
      }
      foot={
        <form action={signOutAction}>
          <Button type="submit" variant="quiet">
            Sign out
          </Button>
        </form>
      }
    >
      {person.companies.length > 0 ? (
        <form action={chooseCompanyAction} className="grid gap-2">
          {person.companies.map((company) => (
            <Button key={company.id} type="submit" name="company_id" value={company.id}>
              Open {company.name}
            </Button>
          ))}
        </form>
      ) : null}
      <FoundCompanyForm />
    </DoorPage>
  )
}
