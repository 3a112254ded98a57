'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/lib/action.ts'
import { addBranch, fillBranch, removeBranch, renameBranch } from '@/lib/branches/save-branch.ts'
import { branchIdSchema, branchSchema, fillSchema } from '@/lib/branches/schema.ts'
import { now } from '@/lib/dates.ts'

export const addBranchAction = formAction('addBranch', 'company:write', branchSchema, async (context, input) => {
  const added = await addBranch(context, input)
  if (!added.ok) return added
  revalidatePath('/', 'layout')
  return { status: 'done', message: `${input.name} is open.`, id: crypto.randomUUID() }
})

export const renameBranchAction = formAction('renameBranch', 'company:write', branchSchema, async ({ db }, input) => {
  const renamed = await renameBranch(db, input)
  if (!renamed.ok) return renamed
  revalidatePath('/', 'layout')
  return { status: 'done', message: 'The name is saved.' }
})

export const removeBranchAction = formAction(
  'removeBranch',
  'company:write',
  branchIdSchema,
  async ({ db }, { id }) => {
    const removed = await removeBranch(db, id, now())
    if (!removed.ok) return removed
    revalidatePath('/', 'layout')
    return { status: 'done', message: 'The branch is gone.' }
  },
)

export const fillBranchAction = formAction('fillBranch', 'company:write', fillSchema, async ({ db }, input) => {
  const filled = await fillBranch(db, input.branch_id, input.city)
  if (!filled.ok) return filled
  revalidatePath('/settings/branches')
  const count = filled.value
  return {
    status: 'done',
    message: count === 1 ? '1 customer moved.' : `${count.toLocaleString('en-US')} customers moved.`,
  }
})
