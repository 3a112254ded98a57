'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/lib/action.ts'
import { findContext } from '@/lib/context.ts'
import { now } from '@/lib/dates.ts'
import { catalogueHints, type DeviceHint } from '@/lib/devices/device-hints.ts'
import { findSameSerial } from '@/lib/devices/find-same-serial.ts'
import {
  addDevice,
  correctDevice,
  deleteDevice,
  replaceDevice,
  restoreDevice,
  setDevicePhoto,
} from '@/lib/devices/save-device.ts'
import { addDeviceSchema, correctDeviceSchema, deviceIdSchema, replaceDeviceSchema } from '@/lib/devices/schema.ts'
import { refuse } from '@/lib/errors.ts'
import { storeFile } from '@/lib/files/store-file.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'

export const addDeviceAction = formAction('addDevice', 'devices:write', addDeviceSchema, async (context, input) => {
  const added = await addDevice(context, input)
  if (!added.ok) return added
  revalidatePath('/devices', 'layout')
  redirect(`/devices/${added.value.id}`)
})

export const correctDeviceAction = formAction(
  'correctDevice',
  'devices:write',
  correctDeviceSchema,
  async (context, input) => {
    const corrected = await correctDevice(context, input)
    if (!corrected.ok) return corrected
    kickJobs('conclude_due_dates')
    revalidatePath('/devices', 'layout')
    redirect(`/devices/${input.id}`)
  },
)

export const replaceDeviceAction = formAction(
  'replaceDevice',
  'devices:write',
  replaceDeviceSchema,
  async (context, input) => {
    const replaced = await replaceDevice(context, input)
    if (!replaced.ok) return replaced
    revalidatePath('/devices', 'layout')
    redirect(`/devices/${replaced.value}`)
  },
)

export const deleteDeviceAction = formAction(
  'deleteDevice',
  'devices:write',
  deviceIdSchema,
  async (context, { id }) => {
    const deleted = await deleteDevice(context, id, now())
    if (!deleted.ok) return deleted
    revalidatePath('/devices', 'layout')
    return { status: 'done', message: 'The assembly is deleted.', undo: id }
  },
)

export const restoreDeviceAction = formAction(
  'restoreDevice',
  'devices:write',
  deviceIdSchema,
  async (context, { id }) => {
    const restored = await restoreDevice(context, id)
    if (!restored.ok) return restored
    revalidatePath('/devices', 'layout')
    return { status: 'done', message: 'The assembly is back.' }
  },
)

const photoSchema = z.object({ id: z.guid(), photo: z.instanceof(File, { message: 'Choose a photo.' }) })

export const addPhotoAction = formAction('addPhoto', 'devices:write', photoSchema, async (context, { id, photo }) => {
  if (photo.size === 0) return refuse('photo_missing', 'Choose a photo.', 'photo')
  const stored = await storeFile(context.db, {
    companyId: context.company.id,
    kind: 'photo',
    bytes: new Uint8Array(await photo.arrayBuffer()),
    fileName: photo.name,
    createdBy: context.profile.id,
  })
  if (!stored.ok) return { ...stored, field: 'photo' }
  const set = await setDevicePhoto(context, id, stored.value.id)
  if (!set.ok) return set
  revalidatePath(`/devices/${id}`)
  return { status: 'done', message: 'The photo is on file.' }
})

export const removePhotoAction = formAction('removePhoto', 'devices:write', deviceIdSchema, async (context, { id }) => {
  const set = await setDevicePhoto(context, id, null)
  if (!set.ok) return set
  revalidatePath(`/devices/${id}`)
  return { status: 'done', message: 'The photo is taken off.' }
})

const typedSchema = z.object({
  id: z.string().max(60),
  type: z.string().max(20),
  manufacturer: z.string().max(80),
  model: z.string().max(80),
  serial: z.string().max(60),
})

/** Remarks on a plate while it is typed: from the catalogue, and from what is on file. */
export async function deviceHintsAction(typed: z.infer<typeof typedSchema>): Promise<DeviceHint[]> {
  const parsed = typedSchema.safeParse(typed)
  const context = await findContext()
  if (!parsed.success || context === null || !context.may('devices:write')) return []
  return [...catalogueHints(parsed.data), ...(await findSameSerial(context, parsed.data))]
}
