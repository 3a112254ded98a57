'use server'

import { redirect } from 'next/navigation'
import { foundCompany } from '@/lib/accounts/company-membership.ts'
import { HOME } from '@/lib/accounts/next-url.ts'
import { publicAction } from '@/lib/accounts/public-action.ts'
import { foundSchema } from '@/lib/accounts/schema.ts'
import { supabase } from '@/lib/supabase/server.ts'

export const foundCompanyAction = publicAction('foundCompany', foundSchema, async (input) => {
  const result = await foundCompany(await supabase(), input)
  if (!result.ok) return { ...result, field: result.field === 'name' ? 'company_name' : result.field }
  redirect(HOME)
})
