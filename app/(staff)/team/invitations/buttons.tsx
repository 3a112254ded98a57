'use client'

import { Ellipsis } from 'lucide-react'
import { heard } from '@/app/_ui/heard.ts'
import { Menu, MenuItem } from '@/app/_ui/menu.tsx'
import { toast } from '@/app/_ui/toast.tsx'
import { inviteAgainAction, withdrawAction } from '../actions.ts'

type Action = typeof withdrawAction

/** Send again (the old link dies) and withdraw, for one invitation. */
export function InvitationButtons({
  invitation,
}: {
  invitation: { id: string; email: string; full_name: string; role: string }
}) {
  async function run(action: Action, form: FormData) {
    const state = await heard(action, form)
    if (state.status !== 'idle') toast({ message: state.message ?? '' })
  }
  return (
    <Menu trigger={<Ellipsis aria-hidden="true" />} label={`More for ${invitation.full_name}`} align="end">
      <form action={(form) => run(inviteAgainAction, form)} role="none">
        <input type="hidden" name="email" value={invitation.email} />
        <input type="hidden" name="full_name" value={invitation.full_name} />
        <input type="hidden" name="role" value={invitation.role} />
        <MenuItem type="submit">Send a new link</MenuItem>
      </form>
      <form action={(form) => run(withdrawAction, form)} role="none">
        <input type="hidden" name="id" value={invitation.id} />
        <MenuItem type="submit" danger>
          Withdraw
        </MenuItem>
      </form>
    </Menu>
  )
}
