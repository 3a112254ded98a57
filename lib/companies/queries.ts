import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

const COMPANY = 'id, name, phone, email, line1, line2, city, state, zip, time_zone, licence_text, logo_file_id'
const SETTINGS = 'due_soon_days, target_lead_days, photo_days, certification_sentence, technicians_see_prices'

/** The company as its settings page shows it. */
export async function getCompany(db: Supabase, id: string) {
  const answer = await db.from('companies').select(`${COMPANY}, company_settings(${SETTINGS})`).eq('id', id).single()
  const { company_settings, ...company } = dataOf(answer)
  const settings = Array.isArray(company_settings) ? company_settings[0] : company_settings
  if (settings === null || settings === undefined) throw new Error('a company without settings')
  return { ...company, settings }
}
