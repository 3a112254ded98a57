import type { Metadata } from 'next'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { listPeople } from '@/lib/gauges/queries.ts'
import { CERTIFICATE_TYPES, SCOPES } from '@/lib/testers/schema.ts'
import { LicenceForm } from '../licence-form.tsx'
import { WhileWritable } from '../../while-writable.tsx'

export const metadata: Metadata = { title: 'Add a licence' }

export default async function NewLicencePage({ searchParams }: { searchParams: Promise<Params> }) {
  const { db } = await requireContext('licences:write')
  const people = await listPeople(db)
  const asked = param(await searchParams, 'person')
  const holder = people.some(({ id }) => id === asked) ? asked : ''
  return (
    <>
      <PageHeader
        title="Add a licence"
        crumbs={[{ label: 'Testers', href: '/testers' }]}
        sub="A renewal is a licence of its own: add it and leave the old one, so that older tests keep theirs."
      />
      <WhileWritable>
        <LicenceForm licence={null} holder={holder} people={people} types={CERTIFICATE_TYPES} scopes={SCOPES} />
      </WhileWritable>
    </>
  )
}
