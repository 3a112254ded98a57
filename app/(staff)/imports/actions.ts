'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/lib/action.ts'
import { doneOf, refuse, resultOf } from '@/lib/errors.ts'
import { type Choice, decideRows } from '@/lib/imports/decide-rows.ts'
import { mapColumns } from '@/lib/imports/map-columns.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'
import { decidedWords, type Decision } from './decided-words.ts'

const idSchema = z.object({ import_id: z.uuid() })
const DECISIONS = ['accept', 'keep', 'skip', 'restore'] as const
const decideSchema = idSchema.extend({
  do: z.enum(DECISIONS).optional(),
  /** "accept:17": one row's own button. */
  one: z
    .string()
    .regex(/^(accept|keep|skip|restore):\d{1,7}$/)
    .optional(),
  code: z
    .string()
    .regex(/^[a-z_]{1,60}$/)
    .optional(),
  ids: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().map(Number).filter(Number.isSafeInteger))
    .optional(),
})

/** A person's answer to one row, the ticked rows, or all rows of a kind. */
export const decideAction = formAction('decideImportRows', 'imports:write', decideSchema, async (context, input) => {
  const { db, company } = context
  const [decision, row] = input.one === undefined ? [input.do, null] : split(input.one)
  const rows = row === null ? (input.ids ?? []).slice(0, 500) : [row]
  const choice: Choice = row === null && input.code !== undefined ? { code: input.code } : { rows }
  if (decision === undefined || ('rows' in choice && rows.length === 0)) {
    return refuse('no_rows_chosen', 'Tick at least one row first.')
  }
  const by = { db, state: company.state, timeZone: company.time_zone }
  const decided = await decideRows(by, input.import_id, decision, choice)
  if (!decided.ok) return decided
  revalidatePath(`/imports/${input.import_id}`)
  return { status: 'done' as const, message: decidedWords(decision, decided.value) }
})

function split(one: string): [Decision, number] {
  const [word, row] = one.split(':')
  return [DECISIONS.find((each) => each === word) ?? 'keep', Number(row)]
}

const mapSchema = idSchema.extend({ kind: z.enum(['devices', 'tests']) }).catchall(z.unknown())

/** Which column feeds which field; the sheet is read again with it. */
export const mapAction = formAction('mapImport', 'imports:write', mapSchema, async ({ db }, input) => {
  const chosen = Object.entries(input).flatMap(([name, value]) => {
    const index = /^column_(\d{1,3})$/.exec(name)?.[1]
    return index !== undefined && typeof value === 'string' && value !== ''
      ? [{ index: Number(index), field: value }]
      : []
  })
  const mapped = await mapColumns(db, input.import_id, input.kind, chosen)
  if (!mapped.ok) return mapped
  kickJobs('stage_import')
  redirect(`/imports/${input.import_id}`)
})

/** Reads the sheet once more as it is mapped. */
export const restageAction = formAction('restageImport', 'imports:write', idSchema, async ({ db }, { import_id }) => {
  const done = doneOf(await db.rpc('restage_import', { p_import_id: import_id }))
  if (!done.ok) return done
  kickJobs('stage_import')
  redirect(`/imports/${import_id}`)
})

/** Both come whole or not at all and are the same when asked again: so a lock that crossed another's is tried again. */
async function tried<T extends { error: { code: string } | null }>(call: () => PromiseLike<T>): Promise<T> {
  for (let left = 3; ; left -= 1) {
    const answer = await call()
    if (left === 0 || (answer.error?.code !== '40P01' && answer.error?.code !== '40001')) return answer
  }
}

/** Writes what the review shows. */
export const commitAction = formAction('commitImport', 'imports:write', idSchema, async ({ db }, { import_id }) => {
  const done = resultOf(await tried(() => db.rpc('commit_import', { p_import_id: import_id })))
  if (!done.ok) return done
  kickJobs('conclude_due_dates', 'find_positions')
  revalidatePath('/', 'layout')
  redirect(`/imports/${import_id}?done=committed`)
})

/** Takes back everything the import wrote. */
export const undoAction = formAction('undoImport', 'imports:write', idSchema, async ({ db }, { import_id }) => {
  const done = resultOf(await tried(() => db.rpc('undo_import', { p_import_id: import_id })))
  if (!done.ok) return done
  kickJobs('conclude_due_dates')
  revalidatePath('/', 'layout')
  redirect(`/imports/${import_id}?done=undone`)
})

/** Gives an import up before anything was written. */
export const discardAction = formAction('discardImport', 'imports:write', idSchema, async ({ db }, { import_id }) => {
  const done = doneOf(await db.rpc('discard_import', { p_import_id: import_id }))
  if (!done.ok) return done
  revalidatePath('/imports')
  redirect('/imports?done=discarded')
})
