'use client'

import { unstable_rethrow } from 'next/navigation'
import { useActionState } from 'react'
import { NOTHING_SENT } from '@/lib/accounts/shown-state.ts'
import type { FormState } from '@/lib/action.ts'
import { typedValues } from '@/lib/typed-values.ts'

type FormAction = (previous: FormState, form: FormData) => Promise<FormState>

/** What to say when no answer came. */
export const UNREACHED = 'No answer came, so it may not be saved. Check the connection and try again.'

/** A refusal that says that no answer came, and keeps what was typed. */
export function unheard(form: FormData): FormState {
  return { status: 'refused', code: 'unreached', message: UNREACHED, errors: {}, values: typedValues(form) }
}

/** What the action answers; where the connection breaks, `unheard`. */
export async function heard(action: FormAction, form: FormData): Promise<FormState> {
  return action(NOTHING_SENT, form).catch(answerWith(() => unheard(form)))
}

/** useActionState of one of our forms: a broken connection is an answer too. */
export function useFormAction(action: FormAction) {
  return useHeardAction(action, NOTHING_SENT, (_, form) => unheard(form))
}

/** The same for a form with a state of its own: `lost` is its state when no answer came. */
export function useHeardAction<State>(
  action: (previous: State, form: FormData) => Promise<State>,
  initial: Awaited<State>,
  lost: (previous: State, form: FormData) => State,
) {
  const heardAction = (previous: State, form: FormData) =>
    action(previous, form).catch(answerWith(() => lost(previous, form)))
  // Drawn by the server it is the server's own action, and the form works without scripts.
  return useActionState(typeof window === 'undefined' ? action : heardAction, initial)
}

function answerWith<State>(answer: () => State): (error: unknown) => State {
  return (error) => {
    // A redirect is an answer.
    unstable_rethrow(error)
    return answer()
  }
}
