import type { FormState } from '@/lib/action.ts'
import type { DeviceFacts } from '@/lib/devices/device-page.ts'

/** What a form shows: what was typed and came back, else what is on file. */
export type Shown = { values: Readonly<Record<string, string>>; errors: Readonly<Record<string, string>> }

export function shownOf(state: FormState, onFile: Readonly<Record<string, string>>): Shown {
  return state.status === 'refused'
    ? { values: { ...onFile, ...blanks(onFile), ...state.values }, errors: state.errors }
    : { values: onFile, errors: {} }
}

// A box that was unticked sends nothing: what the form did not send back is off.
function blanks(onFile: Readonly<Record<string, string>>): Record<string, string> {
  return onFile.non_potable_supply === undefined ? {} : { non_potable_supply: '' }
}

/** The columns of an assembly as the texts of its form. */
export function formValues(device: DeviceFacts): Record<string, string> {
  const { containment, non_potable_supply, price_cents, interval_months, ...rest } = device
  const texts = Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return {
    ...Object.fromEntries(texts),
    containment: containment === null ? '' : containment ? 'yes' : 'no',
    non_potable_supply: non_potable_supply ? 'on' : '',
    price: price_cents === null ? '' : (price_cents / 100).toFixed(2),
    interval_months: interval_months === null ? '' : String(interval_months),
    was_due_on: device.district_due_on ?? '',
  }
}
