'use client'

import { Ellipsis } from 'lucide-react'
import { heard } from '@/app/_ui/heard.ts'
import { Menu, MenuItem } from '@/app/_ui/menu.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import { removeCalibrationAction, retireGaugeAction } from '../actions.ts'

/** Out of use, or back into it; the toast takes it back. */
export function RetireGauge({ id, retired }: { id: string; retired: boolean }) {
  async function retire(to: 'yes' | 'no') {
    const form = new FormData()
    form.set('id', id)
    form.set('retired', to)
    const state = await heard(retireGaugeAction, form)
    if (state.status === 'refused') toastRefusal(state)
    else {
      const message = to === 'yes' ? 'Retired: no test form offers it any more.' : 'Back in use.'
      toast({ message, undo: () => retire(to === 'yes' ? 'no' : 'yes') })
    }
  }
  return (
    <form action={() => retire(retired ? 'no' : 'yes')}>
      <SubmitButton variant="secondary" pending="One moment">
        {retired ? 'Back into use' : 'Retire'}
      </SubmitButton>
    </form>
  )
}

/** For a calibration entered by mistake. */
export function RemoveCalibration({ id, gaugeId, day }: { id: string; gaugeId: string; day: string }) {
  async function remove(back: boolean) {
    const form = new FormData()
    form.set('id', id)
    form.set('gauge_id', gaugeId)
    if (back) form.set('back', 'yes')
    const state = await heard(removeCalibrationAction, form)
    if (state.status === 'idle') return
    toast({
      message: state.message ?? '',
      ...(state.status === 'done' && !back ? { undo: () => remove(true) } : {}),
    })
  }
  return (
    <Menu trigger={<Ellipsis aria-hidden="true" />} label={`More for the check of ${day}`} align="end">
      <MenuItem danger onClick={() => void remove(false)}>
        Take off the file
      </MenuItem>
    </Menu>
  )
}
