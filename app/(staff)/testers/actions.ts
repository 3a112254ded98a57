'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { addLicence, changeLicence, removeLicence } from '@/lib/testers/save-licence.ts'
import { addLicenceSchema, changeLicenceSchema, licenceIdSchema } from '@/lib/testers/schema.ts'

export const addLicenceAction = formAction(
  'addLicence',
  'licences:write',
  addLicenceSchema,
  async ({ db, company, profile }, input) => {
    const saved = await addLicence(db, { companyId: company.id, profileId: profile.id }, input.profile_id, input)
    if (!saved.ok) return saved
    redirect(`/testers/${input.profile_id}`)
  },
)

export const changeLicenceAction = formAction(
  'changeLicence',
  'licences:write',
  changeLicenceSchema,
  async ({ db, company, profile }, input) => {
    const saved = await changeLicence(db, { companyId: company.id, profileId: profile.id }, input.id, input)
    if (!saved.ok) return saved
    redirect(`/testers/${input.profile_id}`)
  },
)

export const removeLicenceAction = formAction(
  'removeLicence',
  'licences:write',
  licenceIdSchema,
  async ({ db }, { id, profile_id, back }) => {
    const saved = await removeLicence(db, id, back === 'yes')
    if (!saved.ok) return saved
    revalidatePath(`/testers/${profile_id}`)
    return {
      status: 'done' as const,
      message: back === 'yes' ? 'It is on file again.' : 'The licence is off the file.',
    }
  },
)
