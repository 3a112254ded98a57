import type { z } from 'zod'
import type { Context } from '../context.ts'
import { type Result, resultOf } from '../errors.ts'
import type { deleteViewSchema, saveViewSchema } from './schema.ts'

/** Keeps the view for the caller alone. A second view of the same name is refused. */
export async function saveView(
  context: Context,
  input: z.infer<typeof saveViewSchema>,
): Promise<Result<{ id: string }>> {
  return resultOf(
    await context.db
      .from('saved_views')
      .insert({ company_id: context.company.id, page: input.page, name: input.name, query: input.query })
      .select('id')
      .single(),
  )
}

/** Takes a view of the caller's own away and gives back what it was, for undo. */
export async function deleteView(
  context: Context,
  input: z.infer<typeof deleteViewSchema>,
): Promise<Result<{ page: string; name: string; query: string }>> {
  return resultOf(await context.db.from('saved_views').delete().eq('id', input.id).select('page, name, query').single())
}
