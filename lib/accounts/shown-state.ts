import type { FormState } from '../action.ts'

/** What a form starts from. */
export const NOTHING_SENT: FormState = { status: 'idle' }

/** What a form has to show after it was sent: what was typed, what is in the wrong where, and the sentence on top. */
export function shownState(state: FormState): {
  values: Record<string, string>
  errors: Record<string, string>
  message: string | undefined
} {
  return state.status === 'refused'
    ? { values: state.values, errors: state.errors, message: state.message }
    : { values: {}, errors: {}, message: undefined }
}
