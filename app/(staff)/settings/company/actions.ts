'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/action.ts'
import { changeCompany, changeLogo, changeSettings, removeLogo } from '@/lib/companies/change-company.ts'
import { addNoticeEmail, noticeEmailSchema, noticeIdSchema, removeNoticeEmail } from '@/lib/companies/notice-emails.ts'
import { companySchema, logoSchema, settingsSchema } from '@/lib/companies/schema.ts'

export const changeCompanyAction = formAction(
  'changeCompany',
  'company:write',
  companySchema,
  async ({ db, company }, input) => {
    const saved = await changeCompany(db, company.id, input)
    if (!saved.ok) return saved
    revalidatePath('/', 'layout')
    return { status: 'done' as const, message: 'Saved. Reports signed from now on carry it.' }
  },
)

export const changeSettingsAction = formAction(
  'changeSettings',
  'company:write',
  settingsSchema,
  async ({ db, company }, input) => {
    const saved = await changeSettings(db, company.id, input)
    if (!saved.ok) return saved
    revalidatePath('/', 'layout')
    return { status: 'done' as const, message: 'Saved.' }
  },
)

export const changeLogoAction = formAction(
  'changeLogo',
  'company:write',
  logoSchema,
  async ({ db, company, profile }, { file }) => {
    const saved = await changeLogo(db, company, profile.id, file)
    if (!saved.ok) return saved
    revalidatePath('/settings/company')
    return { status: 'done' as const, message: 'The logo is saved.' }
  },
)

export const removeLogoAction = formAction('removeLogo', 'company:write', z.object({}), async ({ db, company }) => {
  const saved = await removeLogo(db, company.id)
  if (!saved.ok) return saved
  revalidatePath('/settings/company')
  return { status: 'done' as const, message: 'Reports carry the name alone.' }
})

export const addNoticeEmailAction = formAction(
  'addNoticeEmail',
  'company:write',
  noticeEmailSchema,
  async ({ db, company }, { email }) => {
    const added = await addNoticeEmail(db, company.id, email)
    if (!added.ok) return added
    revalidatePath('/settings/company')
    return { status: 'done' as const }
  },
)

export const removeNoticeEmailAction = formAction(
  'removeNoticeEmail',
  'company:write',
  noticeIdSchema,
  async ({ db }, { id }) => {
    const removed = await removeNoticeEmail(db, id)
    if (!removed.ok) return removed
    revalidatePath('/settings/company')
    return { status: 'done' as const }
  },
)
