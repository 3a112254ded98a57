import { unstable_rethrow } from 'next/navigation'
import 'server-only'
import { z } from 'zod'
import { OPEN_IN_GRACE } from './companies/open-in-grace.ts'
import { type Context, findContext } from './context.ts'
import { type Refusal, refusalSentence, type Result } from './errors.ts'
import { logFault } from './log.ts'
import { logSecurityEvent } from './security/log-security-event.ts'
import { typedValues } from './typed-values.ts'

/**
 * What a form gets back. `values` echoes what was typed, so that nothing is lost when something is in the wrong;
 * `errors` are sentences by field; `reference` names a fault in the log.
 */
export type FormState =
  | { status: 'idle' }
  | {
      status: 'done'
      message?: string
      id?: string
      /** What the action that takes it back needs, for the toast's "Undo". */
      undo?: string
    }
  | {
      status: 'refused'
      code: string
      message: string
      errors: Record<string, string>
      values: Record<string, string>
      reference?: string
    }

/** FormData as a plain object: repeated names become arrays, files stay files, blanks stay ''. */
export function formObject(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const result: Record<string, FormDataEntryValue | FormDataEntryValue[]> = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue
    const all = form.getAll(name)
    const first = all[0]
    if (first !== undefined) result[name] = all.length > 1 ? all : first
  }
  return result
}

/** A refusal as the form shows it: in its place when it has a field, on top otherwise. */
export function refusedState(refusal: Refusal, form: FormData): FormState {
  return {
    status: 'refused',
    code: refusal.code,
    message: refusal.field ? 'Something needs another look.' : refusal.message,
    errors: refusal.field ? { [refusal.field]: refusal.message } : {},
    values: typedValues(form),
  }
}

/** Zod's complaints as sentences by field. */
export function invalidState(error: z.ZodError, form: FormData): FormState {
  const errors: Record<string, string> = {}
  for (const issue of error.issues) {
    const field = issue.path.join('.') || 'form'
    errors[field] ??= issue.message
  }
  return {
    status: 'refused',
    code: 'invalid',
    message: 'Something needs another look.',
    errors,
    values: typedValues(form),
  }
}

/** A fault: logged under an id that the person may quote; what they typed comes back. */
export function faultState(where: string, error: unknown, form: FormData): FormState {
  unstable_rethrow(error)
  const reference = logFault(where, error)
  return {
    status: 'refused',
    code: 'fault',
    message: `This could not be saved, and the fault is ours. Your entries are kept: try again, or tell us reference ${reference}.`,
    errors: {},
    values: typedValues(form),
    reference,
  }
}

/**
 * The one silhouette of a form action: who (a signed-in member with the permission), whether the account may still be
 * written (or the action stays open in grace), what (zod), then the verb.
 * Refusals become sentences, faults become a reference. The database asks everything again.
 */
export function formAction<S extends z.ZodType, T extends FormState | Result<unknown>>(
  name: string,
  permission: string,
  schema: S,
  run: (context: Context, input: z.infer<S>) => Promise<T>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (_previous, form) => {
    try {
      const context = await findContext()
      if (context === null)
        return refusedState({ ok: false, code: 'not_signed_in', message: refusalSentence('not_signed_in') ?? '' }, form)
      if (!context.may(permission)) {
        await logSecurityEvent('not_allowed', context.user_id, null, { action: name, permission })
        return refusedState({ ok: false, code: 'not_allowed', message: refusalSentence('not_allowed') ?? '' }, form)
      }
      if (!context.company.writable && !Object.hasOwn(OPEN_IN_GRACE, name))
        return refusedState(
          { ok: false, code: 'company_read_only', message: refusalSentence('company_read_only') ?? '' },
          form,
        )
      const parsed = schema.safeParse(formObject(form))
      if (!parsed.success) return invalidState(parsed.error, form)
      const answer = await run(context, parsed.data)
      if ('status' in answer) return answer
      return answer.ok ? { status: 'done' } : refusedState(answer, form)
    } catch (error) {
      return faultState(name, error, form)
    }
  }
}
