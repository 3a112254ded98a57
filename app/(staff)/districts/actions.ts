'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction, type FormState } from '@/lib/action.ts'
import { addFromRulebook, addOwnDistrict, changeDistrict, removeDistrict } from '@/lib/districts/save-district.ts'
import { addFromRulebookSchema, addOwnSchema, districtSchema, removeDistrictSchema } from '@/lib/districts/schema.ts'

export const addFromRulebookAction = formAction(
  'addFromRulebook',
  'districts:write',
  addFromRulebookSchema,
  async ({ db, company }, { district_id }) => {
    const saved = await addFromRulebook(db, company.id, district_id)
    if (!saved.ok) return { ...saved, field: undefined }
    redirect(`/districts/${saved.value.id}`)
  },
)

export const addOwnDistrictAction = formAction(
  'addOwnDistrict',
  'districts:write',
  addOwnSchema,
  async ({ db, company }, input) => {
    const saved = await addOwnDistrict(db, company.id, input)
    if (!saved.ok) return saved
    redirect(`/districts/${saved.value.id}/edit`)
  },
)

const save = formAction('changeDistrict', 'districts:write', districtSchema, async ({ db }, input) => {
  const saved = await changeDistrict(db, input)
  if (saved.ok) redirect(`/districts/${input.id}`)
  if (!('errors' in saved)) return saved
  const state: FormState = {
    status: 'refused',
    code: 'invalid',
    message: 'Something needs another look.',
    errors: saved.errors,
    values: {},
  }
  return state
})

/** Several boxes may be in the wrong at once; what was typed comes back with them. */
export async function changeDistrictAction(previous: FormState, form: FormData): Promise<FormState> {
  const state = await save(previous, form)
  if (state.status !== 'refused' || Object.keys(state.values).length > 0) return state
  const typed = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return { ...state, values: Object.fromEntries(typed) }
}

export const removeDistrictAction = formAction(
  'removeDistrict',
  'districts:write',
  removeDistrictSchema,
  async ({ db }, { id, back }) => {
    const saved = await removeDistrict(db, id, back === 'yes')
    if (!saved.ok) return saved
    revalidatePath('/districts')
    return {
      status: 'done' as const,
      message: back === 'yes' ? 'It is on your list again.' : 'The purveyor is off your list.',
    }
  },
)
