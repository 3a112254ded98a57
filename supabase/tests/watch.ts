import type { Sql } from 'postgres'
import { z } from 'zod'
import { tenantTables } from './catalogue.ts'
import { literal } from './attempt.ts'
import type { CompanyName, World } from './world.ts'

/** Private tables whose rows belong to a company, watched like the public ones. */
const PRIVATE = ['audit_heads', 'calendar_feeds', 'jobs', 'outbox', 'verification_codes']

/** A query answering one jsonb object: `table/company` → a checksum of that company's rows. */
export function watchQuery(world: World, tables?: string[]): string {
  const wanted = (name: string): boolean => tables === undefined || tables.includes(name)
  const companies = [...world.companies.values()]
  const ids = companies.map((company) => literal(company.id)).join(', ')
  const users = [...world.people.values()]
    .flatMap((person) => (person.user ? [literal(person.user.id)] : []))
    .join(', ')
  const parts = [
    ...tenantTables(world.catalogue)
      .filter((table) => wanted(table.name))
      .map((table) => part(`public.${table.name}`, table.name, table.tenantKey ?? 'company_id', ids)),
    ...(tables === undefined ? PRIVATE.map((name) => part(`private.${name}`, name, 'company_id', ids)) : []),
    ...(wanted('people') ? [part('public.people', 'people', 'user_id', users)] : []),
    ...(wanted('objects')
      ? [
          `select 'objects/' || split_part(name, '/', 1) as place, sum(hashtextextended(t::text, 0)) as sum from storage.objects t group by 1`,
        ]
      : []),
  ]
  if (parts.length === 0) return `select '{}'::jsonb`
  return `select coalesce(jsonb_object_agg(place, sum), '{}') from (${parts.join(' union all ')}) sums`
}

const part = (relation: string, name: string, key: string, ids: string): string =>
  `select '${name}/' || ${key} as place, sum(hashtextextended(t::text, 0)) as sum from ${relation} t where ${key} in (${ids}) group by ${key}`

const sumsSchema = z.record(z.string(), z.unknown())

/** The checksums of everything that belongs to the named companies; equal before and after means nobody wrote. */
export async function checksums(sql: Sql, world: World, names: CompanyName[]): Promise<Record<string, string>> {
  const [row] = await sql.unsafe<{ sums: unknown }[]>(`select (${watchQuery(world)}) as sums`)
  const ids = names.map((name) => world.company(name).id)
  return Object.fromEntries(
    Object.entries(sumsSchema.parse(row?.sums))
      .filter(([place]) => ids.some((id) => place.endsWith(id)))
      .map(([place, sum]) => [place, String(sum)]),
  )
}
