'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/lib/action.ts'
import { deleteView, saveView } from '@/lib/saved-views/save-view.ts'
import { deleteViewSchema, saveViewSchema } from '@/lib/saved-views/schema.ts'

export const saveViewAction = formAction('saveView', 'company:read', saveViewSchema, async (context, input) => {
  const saved = await saveView(context, input)
  if (!saved.ok) return saved
  revalidatePath(input.page)
  return { status: 'done', id: saved.value.id }
})

export const deleteViewAction = formAction('deleteView', 'company:read', deleteViewSchema, async (context, input) => {
  const deleted = await deleteView(context, input)
  if (!deleted.ok) return deleted
  revalidatePath(deleted.value.page)
  return { status: 'done', message: `The view ${deleted.value.name} is gone.`, undo: JSON.stringify(deleted.value) }
})
