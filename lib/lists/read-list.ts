import { today } from '../dates.ts'
import type { ListDefinition, ReadingOf } from './list-definition.ts'
import type { ListFilter, ListQuery } from './list-rows.ts'

/** The query of a URL, once awaited; a route handler makes one from URLSearchParams. */
export type ListParams = Readonly<Record<string, string | readonly string[] | undefined>>
export type ListReading = {
  query: ListQuery & { page: number; sort: string; filters: ListFilter[] }
  /** What was understood, by parameter: the filters that are on. */
  asked: Readonly<Record<string, string>>
}

const LONGEST = 16_000
const LONGEST_SEARCH = 100
/** Beyond this many pages a person searches or filters; the database is not asked to count past them. */
const LAST_PAGE = 20_000

/**
 * What a list's URL asks for: allow-listed filters and sort, page and search. What is unknown, malformed or out of range
 * is ignored, never an error: a URL is typed, shared and shortened by people. `reading` matters to lists with windows
 * counted from today.
 */
export function readList(
  definition: ListDefinition,
  params: ListParams,
  reading: ReadingOf = { today: today() },
): ListReading {
  const asked: Record<string, string> = {}
  const filters: ListFilter[] = []
  for (const [name, read] of Object.entries(definition.filters)) {
    const value = one(params, name)
    const found = value === '' ? null : read(value, reading)
    if (found === null) continue
    asked[name] = value
    filters.push(...found)
  }
  if (definition.always) filters.push(...definition.always(asked, reading))
  const search = one(params, 'q').slice(0, LONGEST_SEARCH)
  return {
    query: {
      filters,
      ...(search === '' ? {} : { search }),
      sort: sortOf(definition, one(params, 'sort')),
      page: pageOf(one(params, 'page')),
    },
    asked,
  }
}

/** The file of the list a page shows: the same filters, sort and search under /api/csv. */
export function fileHref(name: string, params: ListParams): string {
  const query = new URLSearchParams()
  for (const key of Object.keys(params)) {
    const value = one(params, key)
    if (value !== '' && key !== 'page') query.set(key, value)
  }
  const text = query.toString()
  return `/api/csv/${name}${text === '' ? '' : `?${text}`}`
}

function one(params: ListParams, name: string): string {
  const value = Object.hasOwn(params, name) ? params[name] : undefined
  // Postgres keeps no NUL in a text, and no filter means one.
  return ((typeof value === 'string' ? value : value?.[0]) ?? '').replaceAll('\u0000', '').trim().slice(0, LONGEST)
}

function sortOf(definition: ListDefinition, asked: string): string {
  const name = asked.replace(/^-/, '')
  const known = Object.hasOwn(definition.sorts, name) ? asked : definition.defaultSort
  const column = definition.sorts[known.replace(/^-/, '')]
  if (column === undefined) throw new Error(`${definition.path} has no sort ${known}`)
  return known.startsWith('-') ? `-${column}` : column
}

function pageOf(text: string): number {
  const page = /^\d{1,6}$/.test(text) ? Number(text) : 1
  return page >= 1 && page <= LAST_PAGE ? page : 1
}
