import type { Metadata } from 'next'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { findCustomerPage } from '@/lib/customers/customer-page.ts'
import { InvoiceForm } from '../invoice-form.tsx'
import { WhileWritable } from '../../while-writable.tsx'

export const metadata: Metadata = { title: 'New invoice' }

export default async function NewInvoicePage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db } = await requireContext('invoices:write')
  const owner = (await findCustomerPage(db, param(params, 'customer')))?.customer
  return (
    <>
      <PageHeader title="New invoice" crumbs={[{ label: 'Invoices', href: '/invoices' }]} />
      <WhileWritable>
        <InvoiceForm
          id={crypto.randomUUID()}
          customer={owner === undefined ? undefined : { value: owner.id, label: owner.name }}
        />
      </WhileWritable>
    </>
  )
}
