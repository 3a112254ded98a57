'use client'

import { Ellipsis } from 'lucide-react'
import { heard } from '@/app/_ui/heard.ts'
import { Menu, MenuItem, MenuRule } from '@/app/_ui/menu.tsx'
import { toast } from '@/app/_ui/toast.tsx'
import { removeLicenceAction } from '../actions.ts'

export function LicenceMenu({ id, profileId, name }: { id: string; profileId: string; name: string }) {
  async function remove(back: boolean) {
    const form = new FormData()
    form.set('id', id)
    form.set('profile_id', profileId)
    if (back) form.set('back', 'yes')
    const state = await heard(removeLicenceAction, form)
    if (state.status === 'idle') return
    toast({
      message: state.message ?? '',
      ...(state.status === 'done' && !back ? { undo: () => remove(true) } : {}),
    })
  }
  return (
    <Menu trigger={<Ellipsis aria-hidden="true" />} label={`More for ${name}`} align="end">
      <MenuItem href={`/testers/${profileId}/licences/${id}`}>Edit</MenuItem>
      <MenuRule />
      <MenuItem danger onClick={() => void remove(false)}>
        Take off the file
      </MenuItem>
    </Menu>
  )
}
