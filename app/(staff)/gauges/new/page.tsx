import type { Metadata } from 'next'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { listPeople } from '@/lib/gauges/queries.ts'
import { GAUGE_CHOICES } from '../gauge-choices.ts'
import { GaugeForm } from '../gauge-form.tsx'
import { WhileWritable } from '../../while-writable.tsx'

export const metadata: Metadata = { title: 'New gauge' }

export default async function NewGaugePage() {
  const { db } = await requireContext('gauges:write')
  return (
    <>
      <PageHeader
        title="New gauge"
        crumbs={[{ label: 'Gauges', href: '/gauges' }]}
        sub="The test kit first; its accuracy checks are recorded on its page."
      />
      <WhileWritable>
        <GaugeForm gauge={null} people={await listPeople(db)} {...GAUGE_CHOICES} />
      </WhileWritable>
    </>
  )
}
