import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { addressWords } from '@/lib/devices/device-words.ts'
import { choices } from '@/lib/lists/filter-choices.ts'
import { WORK_KINDS } from '@/lib/work-orders/words.ts'
import { findWorkOrder } from '@/lib/work-orders/work-order-page.ts'
import { WorkOrderForm } from '../../work-order-form.tsx'
import { WhileWritable } from '../../../while-writable.tsx'

export const metadata: Metadata = { title: 'Edit work order' }

export default async function EditWorkOrderPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { db } = await requireContext('work:write')
  const found = await findWorkOrder(db, id)
  if (found === null) notFound()
  const { order } = found
  return (
    <>
      <PageHeader
        title="Edit work order"
        crumbs={[
          { label: 'Work orders', href: '/work-orders' },
          { label: order.customer_name, href: `/work-orders/${id}` },
        ]}
        sub={addressWords(order)}
      />
      <WhileWritable>
        <WorkOrderForm
          id={id}
          kinds={choices(Object.keys(WORK_KINDS), WORK_KINDS)}
          onFile={{
            kind: order.kind,
            due_on: order.due_on ?? '',
            minutes: order.minutes === null ? '' : String(order.minutes),
            purchase_order_no: order.purchase_order_no ?? '',
            standing_approval: order.standing_approval ? 'on' : '',
            water_off_from: order.water_off_from?.slice(0, 5) ?? '',
            water_off_to: order.water_off_to?.slice(0, 5) ?? '',
            notes: order.notes ?? '',
          }}
        />
      </WhileWritable>
    </>
  )
}
