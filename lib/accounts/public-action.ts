import 'server-only'
import { z } from 'zod'
import { faultState, formObject, type FormState, invalidState, refusedState } from '../action.ts'
import type { Result } from '../errors.ts'

/** formAction() for people who are not signed in: zod, then the verb. Whoever calls it counts attempts first. */
export function publicAction<S extends z.ZodType, T extends FormState | Result<unknown>>(
  name: string,
  schema: S,
  run: (input: z.infer<S>) => Promise<T>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (_previous, form) => {
    try {
      const parsed = schema.safeParse(formObject(form))
      if (!parsed.success) return invalidState(parsed.error, form)
      const answer = await run(parsed.data)
      if ('status' in answer) return answer
      return answer.ok ? { status: 'done' } : refusedState(answer, form)
    } catch (error) {
      return faultState(name, error, form)
    }
  }
}
