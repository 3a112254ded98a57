'use client'

import { X } from 'lucide-react'
import { heard, useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { toastRefusal } from '@/app/_ui/toast.tsx'
import { addNoticeEmailAction, removeNoticeEmailAction } from './actions.ts'

/** Who else is to hear of what concerns the whole company. Kept for the notices to come; none is sent yet. */
export function NoticeEmails({ emails }: { emails: readonly { id: string; email: string }[] }) {
  const [state, add] = useFormAction(addNoticeEmailAction)
  const refused = state.status === 'refused' ? state : null
  return (
    <div className="grid gap-3">
      <p className="text-ink-2">
        Addresses for notices about the account, besides its admins. They are kept here; nothing is sent to them yet.
      </p>
      {emails.length === 0 ? null : (
        <ul className="grid gap-1">
          {emails.map(({ id, email }) => (
            <li key={id} className="flex items-center justify-between gap-2">
              <span className="truncate">{email}</span>
              <form action={remove}>
                <input type="hidden" name="id" value={id} />
                <SubmitButton variant="quiet" icon label={`Take ${email} off`}>
                  <X aria-hidden="true" />
                </SubmitButton>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form action={add} className="flex flex-wrap items-end gap-2" key={emails.length}>
        <div className="min-w-56 flex-1">
          <TextInput
            name="email"
            type="email"
            label="Further address"
            required
            defaultValue={refused?.values.email}
            error={refused?.errors.email ?? (refused === null ? undefined : refused.message)}
            autoComplete="off"
          />
        </div>
        <SubmitButton variant="secondary" pending="Adding">
          Add
        </SubmitButton>
      </form>
    </div>
  )
}

async function remove(data: FormData) {
  const state = await heard(removeNoticeEmailAction, data)
  toastRefusal(state)
}
