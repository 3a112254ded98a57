import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { type Params, param } from '@/app/_ui/href.ts'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { findPortalPerson } from '@/lib/portal/portal-context.ts'
import { DoorForm } from '../door-form.tsx'
import { DoorPage } from '@/app/_ui/door-page.tsx'

export const metadata: Metadata = { title: 'Customer sign-in', robots: { index: false } }

export default async function PortalSignInPage({ searchParams }: { searchParams: Promise<Params> }) {
  const says =
    param(await searchParams, 'says') === 'signed-out' ? <output className="block">You are signed out.</output> : null
  const person = await findPortalPerson()
  if (person !== null && person.company !== null) redirect('/portal')
  return (
    <DoorPage
      title="Customer sign-in"
      lead={
        <>
          {says}
          <p>For customers of a testing company. No password: a link by mail signs you in.</p>
        </>
      }
      foot={
        <p>
          You work for a testing company? <TextLink href="/sign-in">Sign in here</TextLink>
        </p>
      }
    >
      <DoorForm />
    </DoorPage>
  )
}
