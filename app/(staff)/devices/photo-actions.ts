'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/lib/action.ts'
import { addPhoto, photoIdSchema, photoSchema, removePhoto } from '@/lib/devices/photos.ts'

export const addDevicePhotoAction = formAction(
  'addDevicePhoto',
  'photos:write',
  photoSchema,
  async (context, input) => {
    const added = await addPhoto(context, input)
    if (!added.ok) return added
    revalidatePath(`/devices/${input.device_id}`)
    return { status: 'done' as const }
  },
)

export const removeDevicePhotoAction = formAction(
  'removeDevicePhoto',
  'photos:write',
  photoIdSchema,
  async (context, input) => {
    const removed = await removePhoto(context, input.id)
    if (!removed.ok) return removed
    revalidatePath(`/devices/${input.device_id}`)
    return { status: 'done' as const }
  },
)
