import { z } from 'zod'
import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'
import { type FilterChoices, namedChoices, textChoices } from './filter-choices.ts'

const named = z.array(z.object({ id: z.string(), name: z.string() }))
const answerShape = z.object({ districts: named, cities: z.array(z.string()), testers: named })

/** The choices that grow with a company, under the caller's own rights; null for nobody signed in. */
export async function findFilterChoices(db: Supabase): Promise<FilterChoices | null> {
  const answer = await db.rpc('filter_choices')
  // Anonymous callers have no right to ask.
  if (answer.status === 401 || answer.error?.code === '42501') return null
  const { districts, cities, testers } = answerShape.parse(dataOf(answer))
  return { districts: namedChoices(districts), cities: textChoices(cities), testers: namedChoices(testers) }
}
