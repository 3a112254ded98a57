import type { Metadata } from 'next'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { branchesToChoose } from '@/lib/branches/branch-options.ts'
import { CustomerForm } from '../customer-form.tsx'
import { WhileWritable } from '../../while-writable.tsx'

export const metadata: Metadata = { title: 'New customer' }

export default async function NewCustomerPage() {
  const context = await requireContext('customers:write')
  return (
    <>
      <PageHeader title="New customer" crumbs={[{ label: 'Customers', href: '/customers' }]} />
      <WhileWritable>
        <CustomerForm
          id={crypto.randomUUID()}
          isNew
          onFile={{ state: context.company.state ?? '' }}
          branches={branchesToChoose(context)}
        />
      </WhileWritable>
    </>
  )
}
