import type { z } from 'zod'
import type { Context } from '../context.ts'
import { isDay } from '../dates.ts'
import { type Result, ok, refuse, resultOf } from '../errors.ts'
import { isUuid } from '../lists/list-definition.ts'
import { beforeSchema, type changeDevicesSchema, type DeviceBefore, type DeviceChange } from './schema.ts'
import { CHOSEN_STATUSES } from './words.ts'

/** The one change a bar's button asks for, or what is missing. A blank purveyor or target takes it away. */
export function changeAsked(input: z.infer<typeof changeDevicesSchema>): Result<DeviceChange> {
  switch (input.do) {
    case 'status': {
      const status = CHOSEN_STATUSES.find((each) => each === input.status)
      return status === undefined ? refuse('status_missing', 'Choose a status from the list.') : ok({ status })
    }
    case 'district': {
      const id = input.company_district_id
      if (id === 'none') return ok({ company_district_id: null })
      return isUuid(id)
        ? ok({ company_district_id: id })
        : refuse('district_missing', 'Choose a purveyor from the list.')
    }
    case 'target': {
      const day = input.our_target_on
      if (day === '') return ok({ our_target_on: null })
      return isDay(day) ? ok({ our_target_on: day }) : refuse('target_missing', 'Enter a day such as 2027-03-04.')
    }
  }
}

/** Makes one change to at most 500 assemblies in one statement. Gives what stood before, for undo. */
export async function changeDevices(
  context: Context,
  ids: readonly string[],
  changes: DeviceChange,
): Promise<Result<DeviceBefore>> {
  const answer = resultOf(await context.db.rpc('change_devices', { p_ids: [...ids], p_changes: changes }))
  return answer.ok ? ok(beforeSchema.parse(answer.value)) : answer
}

/** Takes such a change back where nobody changed the assembly since. Gives the number taken back. */
export async function changeDevicesBack(
  context: Context,
  before: DeviceBefore,
  changes: DeviceChange,
): Promise<Result<number>> {
  return resultOf(await context.db.rpc('change_devices_back', { p_before: before, p_changes: changes }))
}
