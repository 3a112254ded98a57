import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { readDeviceForm } from '@/lib/devices/device-page.ts'
import { plateWords, serialWords } from '@/lib/devices/device-words.ts'
import { isUuid } from '@/lib/lists/list-definition.ts'
import { DeviceForm } from '../../device-form.tsx'
import { formChoices } from '../../form-choices.ts'
import { formValues } from '../../form-values.ts'
import { WhileWritable } from '../../../while-writable.tsx'

export const metadata: Metadata = { title: 'Edit device' }

export default async function EditDevicePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const context = await requireContext('devices:write')
  if (!isUuid(id)) notFound()
  const data = await readDeviceForm(context.db, { deviceId: id })
  const { device } = data
  if (device === null) notFound()
  return (
    <>
      <PageHeader
        title={`Edit ${serialWords(device.serial)}`}
        crumbs={[
          { label: 'Devices', href: '/devices' },
          { label: serialWords(device.serial), href: `/devices/${id}` },
        ]}
        sub={plateWords(device)}
      />
      <WhileWritable>
        <DeviceForm id={id} isNew={false} onFile={formValues(device)} {...formChoices(data)} />
      </WhileWritable>
    </>
  )
}
