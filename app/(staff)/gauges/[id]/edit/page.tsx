import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { findGauge, listPeople } from '@/lib/gauges/queries.ts'
import { GAUGE_CHOICES } from '../../gauge-choices.ts'
import { GaugeForm } from '../../gauge-form.tsx'
import { WhileWritable } from '../../../while-writable.tsx'

export const metadata: Metadata = { title: 'Edit gauge' }

export default async function EditGaugePage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireContext('gauges:write')
  const [gauge, people] = await Promise.all([findGauge(db, (await params).id), listPeople(db)])
  if (gauge === null) notFound()
  const name = `${gauge.manufacturer} ${gauge.model}`
  return (
    <>
      <PageHeader
        title={`Edit ${name}`}
        crumbs={[
          { label: 'Gauges', href: '/gauges' },
          { label: name, href: `/gauges/${gauge.id}` },
        ]}
      />
      <WhileWritable>
        <GaugeForm
          gauge={{
            id: gauge.id,
            manufacturer: gauge.manufacturer,
            model: gauge.model,
            serial: gauge.serial,
            kind: gauge.kind,
            water_class: gauge.water_class,
            interval_months: gauge.interval_months,
            assigned_to: gauge.assigned_to,
            notes: gauge.notes,
          }}
          people={people}
          {...GAUGE_CHOICES}
        />
      </WhileWritable>
    </>
  )
}
