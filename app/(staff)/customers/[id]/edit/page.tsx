import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { findCustomerPage } from '@/lib/customers/customer-page.ts'
import { formatPhone } from '@/lib/customers/phone.ts'
import { branchesToChoose } from '@/lib/branches/branch-options.ts'
import { CustomerForm } from '../../customer-form.tsx'
import { WhileWritable } from '../../../while-writable.tsx'

export const metadata: Metadata = { title: 'Edit customer' }

export default async function EditCustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const context = await requireContext('customers:write')
  const data = await findCustomerPage(context.db, id)
  if (data === null) notFound()
  const { customer } = data
  const texts = Object.entries(customer).filter((entry): entry is [string, string] => entry[1] !== null)
  return (
    <>
      <PageHeader
        title={`Edit ${customer.name}`}
        crumbs={[
          { label: 'Customers', href: '/customers' },
          { label: customer.name, href: `/customers/${id}` },
        ]}
      />
      <WhileWritable>
        <CustomerForm
          id={id}
          isNew={false}
          branches={branchesToChoose(context)}
          onFile={{ ...Object.fromEntries(texts), phone: customer.phone === null ? '' : formatPhone(customer.phone) }}
        />
      </WhileWritable>
    </>
  )
}
