import type { Metadata } from 'next'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { findCustomerPage } from '@/lib/customers/customer-page.ts'
import { LocationForm } from '../location-form.tsx'
import { WhileWritable } from '../../while-writable.tsx'

export const metadata: Metadata = { title: 'New location' }

export default async function NewLocationPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const context = await requireContext('customers:write')
  const owner = (await findCustomerPage(context.db, param(params, 'customer')))?.customer
  const mail = owner === undefined ? {} : { line1: owner.line1, city: owner.city, zip: owner.zip }
  const texts = Object.entries(mail).filter((entry): entry is [string, string] => entry[1] !== null)
  return (
    <>
      <PageHeader
        title="New location"
        crumbs={
          owner === undefined
            ? [{ label: 'Locations', href: '/locations' }]
            : [
                { label: 'Customers', href: '/customers' },
                { label: owner.name, href: `/customers/${owner.id}` },
              ]
        }
      />
      <WhileWritable>
        <LocationForm
          id={crypto.randomUUID()}
          isNew
          customer={owner === undefined ? undefined : { value: owner.id, label: owner.name }}
          onFile={{ ...Object.fromEntries(texts), state: owner?.state ?? context.company.state ?? '' }}
        />
      </WhileWritable>
    </>
  )
}
