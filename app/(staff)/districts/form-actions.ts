'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/lib/action.ts'
import { addForm, formIdSchema, formSchema, removeForm } from '@/lib/districts/forms.ts'

export const addFormAction = formAction(
  'addForm',
  'forms:write',
  formSchema,
  async ({ db, company, profile }, input) => {
    const added = await addForm(db, { companyId: company.id, profileId: profile.id }, input)
    if (!added.ok) return added
    revalidatePath(`/districts/${input.company_district_id}`)
    return { status: 'done' as const }
  },
)

export const removeFormAction = formAction('removeForm', 'forms:write', formIdSchema, async ({ db }, input) => {
  const removed = await removeForm(db, input.id)
  if (!removed.ok) return removed
  revalidatePath(`/districts/${input.company_district_id}`)
  return { status: 'done' as const }
})
