import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { findTester } from '@/lib/testers/queries.ts'
import { CERTIFICATE_TYPES, SCOPES } from '@/lib/testers/schema.ts'
import { WhileWritable } from '../../../../while-writable.tsx'
import { LicenceForm } from '../../../licence-form.tsx'

export const metadata: Metadata = { title: 'Edit licence' }

export default async function EditLicencePage({ params }: { params: Promise<{ id: string; licence: string }> }) {
  const { db } = await requireContext('licences:write')
  const { id, licence: asked } = await params
  const tester = await findTester(db, id)
  const licence = tester?.licences.find((each) => each.id === asked)
  if (tester === null || licence === undefined) notFound()
  return (
    <>
      <PageHeader
        title="Edit licence"
        crumbs={[
          { label: 'Testers', href: '/testers' },
          { label: tester.full_name, href: `/testers/${tester.id}` },
        ]}
        sub="For what was typed wrong. A renewal is a licence of its own: add it instead."
      />
      <WhileWritable>
        <LicenceForm licence={licence} holder={tester.id} people={[]} types={CERTIFICATE_TYPES} scopes={SCOPES} />
      </WhileWritable>
    </>
  )
}
