import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { formatPhone } from '@/lib/customers/phone.ts'
import { findLocationPage } from '@/lib/locations/location-page.ts'
import { LocationForm } from '../../location-form.tsx'
import { WhileWritable } from '../../../while-writable.tsx'

export const metadata: Metadata = { title: 'Edit location' }

export default async function EditLocationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const context = await requireContext('customers:write')
  const data = await findLocationPage(context.db, id)
  if (data === null) notFound()
  const { location, customer } = data
  const texts = Object.entries(location).filter((entry): entry is [string, string] => entry[1] !== null)
  return (
    <>
      <PageHeader
        title={`Edit ${location.line1}`}
        crumbs={[
          { label: 'Locations', href: '/locations' },
          { label: location.line1, href: `/locations/${id}` },
        ]}
      />
      <WhileWritable>
        <LocationForm
          id={id}
          isNew={false}
          customer={{ value: customer.id, label: customer.name }}
          onFile={{
            ...Object.fromEntries(texts),
            phone: location.phone === null ? '' : formatPhone(location.phone),
            alarm_phone: location.alarm_phone === null ? '' : formatPhone(location.alarm_phone),
            fire_phone: location.fire_phone === null ? '' : formatPhone(location.fire_phone),
          }}
        />
      </WhileWritable>
    </>
  )
}
