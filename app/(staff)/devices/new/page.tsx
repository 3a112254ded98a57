import type { Metadata } from 'next'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { readDeviceForm } from '@/lib/devices/device-page.ts'
import { DeviceForm } from '../device-form.tsx'
import { formChoices } from '../form-choices.ts'
import { WhileWritable } from '../../while-writable.tsx'

export const metadata: Metadata = { title: 'New device' }

export default async function NewDevicePage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const context = await requireContext('devices:write')
  const data = await readDeviceForm(context.db, { locationId: param(params, 'location') })
  return (
    <>
      <PageHeader
        title="New device"
        crumbs={[{ label: 'Devices', href: '/devices' }]}
        sub="Type the plate; the catalogue fills in what it knows."
      />
      <WhileWritable>
        <DeviceForm
          id={crypto.randomUUID()}
          isNew
          onFile={{ company_district_id: data.location?.company_district_id ?? '', status: 'ACTIVE' }}
          {...formChoices(data)}
        />
      </WhileWritable>
    </>
  )
}
