'use client'

import { X } from 'lucide-react'
import { Card } from '@/app/_ui/card.tsx'
import { heard, useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { toastRefusal } from '@/app/_ui/toast.tsx'
import { FileInput } from '../../file-input.tsx'
import { addDevicePhotoAction, removeDevicePhotoAction } from '../photo-actions.ts'

/** Photos from visits: the nameplate, the access, the damage. */
export function PhotosCard({
  device,
  photos,
  edit,
}: {
  device: string
  photos: readonly { id: string; file_id: string; caption: string | null }[]
  edit: boolean
}) {
  const [state, add] = useFormAction(addDevicePhotoAction)
  const values = state.status === 'refused' ? state.values : {}
  const errors = state.status === 'refused' ? state.errors : {}
  if (photos.length === 0 && !edit) return null
  return (
    <Card title="Photos" id="photos">
      {photos.length === 0 ? null : (
        <ul className="grid grid-cols-2 gap-2">
          {photos.map((photo) => (
            <li key={photo.id} className="grid content-start gap-1">
              <a href={`/files/${photo.file_id}`} className="block">
                {/* oxlint-disable-next-line nextjs/no-img-element -- a private file, already redrawn at its size */}
                <img
                  src={`/files/${photo.file_id}`}
                  alt={photo.caption ?? 'The assembly on a visit'}
                  width={240}
                  height={160}
                  loading="lazy"
                  className="aspect-3/2 w-full rounded-md object-cover"
                />
              </a>
              <div className="flex items-center justify-between gap-1">
                <span className="truncate text-sm text-ink-2" title={photo.caption ?? undefined}>
                  {photo.caption}
                </span>
                {edit ? (
                  <form action={remove}>
                    <input type="hidden" name="id" value={photo.id} />
                    <input type="hidden" name="device_id" value={device} />
                    <SubmitButton variant="quiet" icon label={`Take off ${photo.caption ?? 'this photo'}`}>
                      <X aria-hidden="true" />
                    </SubmitButton>
                  </form>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
      {edit ? (
        <form action={add} className="grid gap-3" key={photos.length}>
          <input type="hidden" name="device_id" value={device} />
          <FileInput
            kind="photo"
            name="photo"
            label="Photo of a visit"
            help="Kept for the days set in Settings; the photo beside the facts stays with the assembly."
            required
            accept="image/jpeg,image/png,image/webp,image/heic"
            error={errors.photo}
          />
          <TextInput
            name="caption"
            label="Caption"
            optional
            maxLength={200}
            autoComplete="off"
            defaultValue={values.caption}
            error={errors.caption}
          />
          <div>
            <SubmitButton variant="secondary" pending="Uploading">
              Add the photo
            </SubmitButton>
          </div>
        </form>
      ) : null}
    </Card>
  )
}

async function remove(data: FormData) {
  const state = await heard(removeDevicePhotoAction, data)
  toastRefusal(state)
}
