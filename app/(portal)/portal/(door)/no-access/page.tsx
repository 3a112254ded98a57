import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Button, LinkButton } from '@/app/_ui/button.tsx'
import { findPortalPerson } from '@/lib/portal/portal-context.ts'
import { chooseInPortalAction, leavePortalAction } from '../../actions.ts'
import { DoorPage } from '@/app/_ui/door-page.tsx'

export const metadata: Metadata = { title: 'No access', robots: { index: false } }

/** Signed in, and nobody's customer in the company that is open: what else there is. */
export default async function NoAccessPage() {
  const person = await findPortalPerson()
  if (person === null) redirect('/portal/sign-in')
  if (person.company !== null) redirect('/portal')
  const portals = person.companies.filter((company) => company.customer)
  const works = person.companies.some((company) => !company.customer)
  return (
    <DoorPage
      title={portals.length > 0 ? 'Choose a company' : 'Nobody’s customer here'}
      lead={
        <p>
          {portals.length > 0
            ? 'The company that is open now is not one you are a customer of.'
            : `No company lets ${person.email} see a customer’s papers, or not any more. Ask the company that tests for you.`}
        </p>
      }
    >
      <form action={chooseInPortalAction} className="grid gap-2">
        {portals.map((company) => (
          <Button key={company.id} type="submit" name="company_id" value={company.id}>
            {company.name}
          </Button>
        ))}
      </form>
      <div className="flex flex-wrap gap-2">
        {works ? <LinkButton href="/today">Back to work</LinkButton> : null}
        <form action={leavePortalAction}>
          <Button type="submit" variant="quiet">
            Sign out
          </Button>
        </form>
      </div>
    </DoorPage>
  )
}
