'use client'

import { X } from 'lucide-react'
import { Card } from '@/app/_ui/card.tsx'
import { heard, useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { toastRefusal } from '@/app/_ui/toast.tsx'
import { FileInput } from '../../file-input.tsx'
import { addFormAction, removeFormAction } from '../form-actions.ts'

/** The blank forms this purveyor wants filled. */
export function FormsCard({
  district,
  forms,
  edit,
}: {
  district: string
  forms: readonly { id: string; name: string; file_id: string }[]
  edit: boolean
}) {
  const [state, add] = useFormAction(addFormAction)
  const values = state.status === 'refused' ? state.values : {}
  const errors = state.status === 'refused' ? state.errors : {}
  return (
    <Card title="Forms" id="forms">
      {forms.length === 0 ? (
        <p className="text-ink-3">No form of this purveyor is on file.</p>
      ) : (
        <ul className="grid gap-1">
          {forms.map((form) => (
            <li key={form.id} className="flex items-center justify-between gap-2">
              <a href={`/files/${form.file_id}`} className="link truncate">
                {form.name}
              </a>
              {edit ? (
                <form action={remove}>
                  <input type="hidden" name="id" value={form.id} />
                  <input type="hidden" name="company_district_id" value={district} />
                  <SubmitButton variant="quiet" icon label={`Take ${form.name} off`}>
                    <X aria-hidden="true" />
                  </SubmitButton>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {edit ? (
        <form action={add} className="grid gap-3" key={forms.length}>
          <input type="hidden" name="company_district_id" value={district} />
          <TextInput
            name="name"
            label="Name of the form"
            required
            maxLength={120}
            autoComplete="off"
            defaultValue={values.name}
            error={errors.name}
          />
          <FileInput kind="form" name="file" label="PDF" required accept="application/pdf" error={errors.file} />
          <div>
            <SubmitButton variant="secondary" pending="Uploading">
              Add the form
            </SubmitButton>
          </div>
        </form>
      ) : null}
    </Card>
  )
}

async function remove(data: FormData) {
  const state = await heard(removeFormAction, data)
  toastRefusal(state)
}
