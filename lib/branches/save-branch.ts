import { z } from 'zod'
import type { Context } from '../context.ts'
import { dataOf, ok, type Result, resultOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

const pageSchema = z.object({
  branches: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      customers: z.number(),
      people: z.array(z.object({ id: z.string(), full_name: z.string() })),
    }),
  ),
  without: z.number(),
  cities: z.array(z.string()),
})
export type BranchesPage = z.infer<typeof pageSchema>

/** The branches with their people and customers, and how many customers have none. */
export async function findBranches(db: Supabase): Promise<BranchesPage> {
  return pageSchema.parse(dataOf(await db.rpc('branches_page')))
}

/** Opens a branch. The id comes from the form: sending it twice gives one. */
export async function addBranch(
  { db, company }: Context,
  branch: { id: string; name: string },
): Promise<Result<{ id: string }>> {
  const { error } = await db.from('branches').insert({ company_id: company.id, ...branch })
  if (error === null || (error.code === '23505' && error.message.includes('branches_pkey')))
    return ok({ id: branch.id })
  return resultOf({ data: null, error })
}

export async function renameBranch(
  db: Supabase,
  { id, name }: { id: string; name: string },
): Promise<Result<{ id: string }>> {
  return resultOf(await db.from('branches').update({ name }).eq('id', id).is('deleted_at', null).select('id').single())
}

/** Takes a branch away; refused while people or customers are in it. */
export async function removeBranch(db: Supabase, id: string, at: string): Promise<Result<{ id: string }>> {
  return resultOf(
    await db.from('branches').update({ deleted_at: at }).eq('id', id).is('deleted_at', null).select('id').single(),
  )
}

/** Gives the branch customers that have none: all, or those with a site in the city. Says how many. */
export async function fillBranch(db: Supabase, branchId: string, city: string): Promise<Result<number>> {
  return resultOf(await db.rpc('fill_branch', { p_branch_id: branchId, ...(city === '' ? {} : { p_city: city }) }))
}
