import 'server-only'
import { z } from 'zod'
import { faultState, formObject, type FormState, invalidState, refusedState } from '../action.ts'
import { findPerson } from '../context.ts'
import { refusalSentence, type Result } from '../errors.ts'
import { logSecurityEvent } from '../security/log-security-event.ts'
import type { Supabase } from '../supabase/server.ts'

/** formAction() for the desk: an operator, zod, then the verb. The database asks for the operator again. */
export function deskAction<S extends z.ZodType, T extends FormState | Result<unknown>>(
  name: string,
  schema: S,
  run: (db: Supabase, input: z.infer<S>) => Promise<T>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (_previous, form) => {
    try {
      const person = await findPerson()
      if (person?.is_operator !== true) {
        const code = person === null ? 'not_signed_in' : 'not_allowed'
        if (person !== null)
          await logSecurityEvent(code, person.user_id, null, { action: name, permission: 'operator' })
        return refusedState({ ok: false, code, message: refusalSentence(code) ?? '' }, form)
      }
      const parsed = schema.safeParse(formObject(form))
      if (!parsed.success) return invalidState(parsed.error, form)
      const answer = await run(person.db, parsed.data)
      if ('status' in answer) return answer
      return answer.ok ? { status: 'done' } : refusedState(answer, form)
    } catch (error) {
      return faultState(name, error, form)
    }
  }
}
