import type { Metadata } from 'next'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { addressWords } from '@/lib/devices/device-words.ts'
import { choices } from '@/lib/lists/filter-choices.ts'
import { findLocationPage } from '@/lib/locations/location-page.ts'
import { WORK_KINDS } from '@/lib/work-orders/words.ts'
import { WorkOrderForm } from '../work-order-form.tsx'
import { WhileWritable } from '../../while-writable.tsx'

export const metadata: Metadata = { title: 'New work order' }

export default async function NewWorkOrderPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db } = await requireContext('work:write')
  const place = (await findLocationPage(db, param(params, 'location')))?.location
  return (
    <>
      <PageHeader title="New work order" crumbs={[{ label: 'Work orders', href: '/work-orders' }]} />
      <WhileWritable>
        <WorkOrderForm
          id={crypto.randomUUID()}
          kinds={choices(Object.keys(WORK_KINDS), WORK_KINDS)}
          location={place === undefined ? undefined : { value: place.id, label: addressWords(place) }}
        />
      </WhileWritable>
    </>
  )
}
