import 'server-only'
import type { z } from 'zod'
import { faultState, formObject, type FormState, invalidState, refusedState } from '../action.ts'
import type { Result } from '../errors.ts'
import { type Portal, requirePortal } from './portal-context.ts'

/** formAction() for the portal: who (a customer), zod, then the verb. The database asks again. */
export function portalAction<S extends z.ZodType>(
  name: string,
  schema: S,
  run: (portal: Portal, input: z.infer<S>) => Promise<FormState | Result<unknown>>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (_previous, form) => {
    try {
      const portal = await requirePortal()
      const parsed = schema.safeParse(formObject(form))
      if (!parsed.success) return invalidState(parsed.error, form)
      const answer = await run(portal, parsed.data)
      if ('status' in answer) return answer
      return answer.ok ? { status: 'done' } : refusedState(answer, form)
    } catch (error) {
      return faultState(name, error, form)
    }
  }
}
