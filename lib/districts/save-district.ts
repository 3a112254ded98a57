import { now } from '../dates.ts'
import { refuse, type Refusal, type Result, resultOf } from '../errors.ts'
import { kickJobs } from '../jobs/kick-jobs.ts'
import type { Json } from '../supabase/database.types.ts'
import type { Supabase } from '../supabase/server.ts'
import { readDueRule } from './due-rule-form.ts'
import { normaliseDistrict } from './match-district.ts'
import { readOverrides } from './profile-form.ts'
import type { DistrictInput } from './schema.ts'

type Saved = Promise<Result<{ id: string }>>
/** Several boxes in the wrong at once, by name. */
export type FieldErrors = { ok: false; code: 'invalid'; errors: Record<string, string> }

/** Puts a purveyor of the rulebook on the company's list, under its everyday name. */
export async function addFromRulebook(db: Supabase, companyId: string, districtId: string): Saved {
  const answer = await db.from('districts').select('id, name, state, aliases').eq('id', districtId).single()
  const found = resultOf(answer)
  if (!found.ok) return found
  // Its first other name is the short one people use: "Palm Beach County" rather than the department's.
  const name = found.value.aliases[0] ?? found.value.name
  return add(db, { company_id: companyId, district_id: districtId, name, state: found.value.state })
}

/** Puts a purveyor on the list that the rulebook does not know. */
export async function addOwnDistrict(
  db: Supabase,
  companyId: string,
  district: { name: string; state: string | null },
): Saved {
  return add(db, { company_id: companyId, ...district })
}

type NewDistrict = { company_id: string; name: string; state: string | null; district_id?: string }

async function add(db: Supabase, row: NewDistrict): Saved {
  const key = keyOf(row.name)
  if (!key.ok) return key
  return resultOf(
    await db
      .from('company_districts')
      .insert({ ...row, match_key: key.value })
      .select('id')
      .single(),
  )
}

/** Saves a purveyor with its rules; assemblies under it get their dates concluded again by the worker. */
export async function changeDistrict(db: Supabase, input: DistrictInput): Promise<Awaited<Saved> | FieldErrors> {
  const onFile = db.from('company_districts').select('due_rule, profile_overrides').eq('id', input.id)
  const answer = await onFile.is('deleted_at', null).single()
  const kept = resultOf(answer)
  if (!kept.ok) return kept
  const due = readDueRule(input, kept.value.due_rule)
  const profile = readOverrides(input, kept.value.profile_overrides)
  const errors = { ...due.errors, ...profile.errors }
  if (Object.keys(errors).length > 0) return { ok: false, code: 'invalid', errors }
  const key = keyOf(input.name)
  if (!key.ok) return key
  const { name, state, pws_id, contact_name, phone, email, notes, detector_layout, repair_days, rule_profile } = input
  const saved = resultOf(
    await db
      .from('company_districts')
      .update({
        name,
        match_key: key.value,
        state,
        pws_id,
        contact_name,
        phone,
        email,
        notes,
        detector_layout,
        repair_days,
        rule_profile,
        due_rule: json(due.rule),
        profile_overrides: json(profile.overrides) ?? {},
      })
      .eq('id', input.id)
      .is('deleted_at', null)
      .select('id')
      .single(),
  )
  if (saved.ok) kickJobs('conclude_due_dates')
  return saved
}

/** Takes a purveyor off the list, or puts it back. Refused while assemblies stand under it. */
export async function removeDistrict(db: Supabase, id: string, back: boolean): Saved {
  const row = { deleted_at: back ? null : now() }
  return resultOf(await db.from('company_districts').update(row).eq('id', id).select('id').single())
}

function keyOf(name: string): { ok: true; value: string } | Refusal {
  const key = normaliseDistrict(name)
  return key === '' ? refuse('name_missing', 'Enter the purveyor’s name in letters.', 'name') : { ok: true, value: key }
}

function json(value: object | null): Json {
  return value === null ? null : JSON.parse(JSON.stringify(value))
}
