'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/lib/action.ts'
import { changeAsked, changeDevices, changeDevicesBack } from '@/lib/devices/change-devices.ts'
import { changeDevicesSchema, undoChangeSchema } from '@/lib/devices/schema.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'

export const changeDevicesAction = formAction(
  'changeDevices',
  'devices:write',
  changeDevicesSchema,
  async (context, input) => {
    const asked = changeAsked(input)
    if (!asked.ok) return asked
    const before = await changeDevices(context, input.ids, asked.value)
    if (!before.ok) return before
    changed('company_district_id' in asked.value)
    const count = before.value.length
    const what = { status: 'status', district: 'purveyor', target: 'target date' }[input.do]
    return {
      status: 'done',
      message: `Changed the ${what} of ${count === 1 ? '1 assembly' : `${count} assemblies`}.`,
      undo: JSON.stringify({ before: before.value, changes: asked.value }),
    }
  },
)

export const undoChangeAction = formAction(
  'undoChange',
  'devices:write',
  undoChangeSchema,
  async (context, { undo }) => {
    const back = await changeDevicesBack(context, undo.before, undo.changes)
    if (!back.ok) return back
    changed('company_district_id' in undo.changes)
    const left = undo.before.length - back.value
    return {
      status: 'done',
      message:
        left === 0
          ? 'Taken back.'
          : `Taken back for ${back.value}; ${left} had been changed since and stay as they are.`,
    }
  },
)

function changed(rules: boolean) {
  // A purveyor brings its own due rule: the worker concludes the dates again.
  if (rules) kickJobs('conclude_due_dates')
  revalidatePath('/devices', 'layout')
  revalidatePath('/due')
}
