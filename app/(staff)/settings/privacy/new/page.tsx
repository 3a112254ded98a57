import type { Metadata } from 'next'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { findCustomerPage } from '@/lib/customers/customer-page.ts'
import { today } from '@/lib/dates.ts'
import { RequestForm } from './form.tsx'

export const metadata: Metadata = { title: 'Record a privacy request' }

export default async function NewRequestPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company } = await requireContext('privacy:write')
  const named = param(params, 'customer')
  const owner = named === '' ? undefined : (await findCustomerPage(db, named))?.customer
  return (
    <>
      <PageHeader title="Record a privacy request" crumbs={[{ label: 'Privacy', href: '/settings/privacy' }]} />
      <RequestForm
        today={today(company.time_zone)}
        customer={owner === undefined ? undefined : { value: owner.id, label: owner.name }}
      />
    </>
  )
}
