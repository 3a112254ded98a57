import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'
import { normaliseDistrict } from './match-district.ts'

/** A company's purveyor with the rulebook's entry it is linked to; null when there is none of this id. */
export async function findDistrict(db: Supabase, id: string) {
  const { data, error } = await db
    .from('company_districts')
    .select('*, rulebook:districts(*)')
    .eq('id', id)
    .is('deleted_at', null)
    .maybeSingle()
  if (error?.code === '22P02') return null
  return error === null ? data : dataOf({ data: null, error })
}
export type CompanyDistrict = NonNullable<Awaited<ReturnType<typeof findDistrict>>>

/** Entries of the rulebook in a state ('' for all) whose name, other names, cities or counties hold the words. */
export async function searchRulebook(db: Supabase, query: { state: string; words: string }) {
  const asked = db
    .from('districts')
    .select(
      'id, name, state, cities, counties, aliases, due_rule, repair_days, due_detail, verified_on, own:company_districts(id, deleted_at)',
    )
    .order('name')
    .limit(1000)
  const rows = dataOf(await (query.state === '' ? asked : asked.eq('state', query.state)))
  const words = normaliseDistrict(query.words)
  return rows
    .filter((row) =>
      [row.name, ...row.aliases, ...row.cities, ...row.counties].some((text) =>
        normaliseDistrict(text).includes(words),
      ),
    )
    .map(({ own, ...row }) => ({ ...row, ownId: own.find((each) => each.deleted_at === null)?.id ?? null }))
}
