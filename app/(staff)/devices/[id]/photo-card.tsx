'use client'

import { Camera, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { heard, useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import { chooseFile } from '../../choose-file.ts'
import { addPhotoAction, removePhotoAction } from '../actions.ts'

/** What the assembly looks like, so that the next person finds it. Choosing a picture uploads it. */
export function PhotoCard({ id, fileId, edit }: { id: string; fileId: string | null; edit: boolean }) {
  const [state, add] = useFormAction(addPhotoAction)
  const form = useRef<HTMLFormElement>(null)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    toastRefusal(state)
  }, [state])
  if (fileId === null && !edit) return null
  return (
    <section aria-label="Photo" className="relative overflow-hidden rounded-md border border-line bg-surface">
      {fileId === null ? null : (
        <a href={`/files/${fileId}`} className="block">
          {/* oxlint-disable-next-line nextjs/no-img-element -- a private file, already redrawn at its size */}
          <img
            src={`/files/${fileId}`}
            alt="The assembly on site"
            width={640}
            height={400}
            className="aspect-8/5 w-full object-cover"
          />
        </a>
      )}
      {edit ? (
        <div className="flex items-center justify-between gap-2 p-2">
          <form ref={form} action={add}>
            <input type="hidden" name="id" value={id} />
            <input
              ref={input}
              type="file"
              name="photo"
              accept="image/jpeg,image/png,image/webp,image/heic"
              aria-label="Photo"
              className="sr-only"
              tabIndex={-1}
              onChange={({ currentTarget }) =>
                void chooseFile(currentTarget, 'photo').then((wrong) => {
                  if (wrong === undefined) form.current?.requestSubmit()
                  else toast({ message: wrong })
                })
              }
            />
            <SubmitButton
              variant="quiet"
              pending="Uploading"
              onClick={(event) => {
                if (input.current?.files?.length) return
                event.preventDefault()
                input.current?.click()
              }}
            >
              <Camera aria-hidden="true" />
              {fileId === null ? 'Add a photo' : 'Change the photo'}
            </SubmitButton>
          </form>
          {fileId === null ? null : (
            <form action={takeOff}>
              <input type="hidden" name="id" value={id} />
              <SubmitButton variant="quiet" icon label="Take the photo off">
                <X aria-hidden="true" />
              </SubmitButton>
            </form>
          )}
        </div>
      ) : null}
    </section>
  )
}

async function takeOff(data: FormData) {
  const state = await heard(removePhotoAction, data)
  toastRefusal(state)
}
