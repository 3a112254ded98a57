import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { readDeviceForm } from '@/lib/devices/device-page.ts'
import { plateWords, serialWords } from '@/lib/devices/device-words.ts'
import { PLATE_CATALOGUE } from '@/lib/devices/plate-catalogue.ts'
import { isUuid } from '@/lib/lists/list-definition.ts'
import { WhileWritable } from '../../../while-writable.tsx'
import { ReplaceForm } from './form.tsx'

export const metadata: Metadata = { title: 'Replace device' }

export default async function ReplaceDevicePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const context = await requireContext('devices:write')
  if (!isUuid(id)) notFound()
  const { device } = await readDeviceForm(context.db, { deviceId: id })
  if (device === null || device.status === 'REPLACED') notFound()
  return (
    <>
      <PageHeader
        title={`Replace ${serialWords(device.serial)}`}
        crumbs={[
          { label: 'Devices', href: '/devices' },
          { label: serialWords(device.serial), href: `/devices/${id}` },
        ]}
        sub={`${plateWords(device)}. The old assembly stays on file as replaced, with its tests. The new one takes over its place, purveyor and duty, and is due for its initial test on the day it went in.`}
      />
      <WhileWritable>
        <ReplaceForm
          id={id}
          newId={crypto.randomUUID()}
          onFile={{ type: device.type, size: device.size ?? '', installed_on: today(context.company.time_zone) }}
          catalogue={PLATE_CATALOGUE}
        />
      </WhileWritable>
    </>
  )
}
