import { z } from 'zod'

/** Pages whose views people keep. */
export const VIEW_PAGES = ['/devices', '/due', '/customers', '/locations', '/test-records'] as const

/** A view is the query of a list's URL under a name; the page number is no part of it. */
export const saveViewSchema = z.object({
  page: z.enum(VIEW_PAGES),
  name: z.string().trim().min(1, 'Give the view a name.').max(40, 'Give the view a name of up to 40 characters.'),
  query: z.string().max(1000, 'This view has too many filters to keep.').transform(viewQuery),
})

export const deleteViewSchema = z.object({ id: z.guid() })

/** The part of a query string that makes a view: sorted by name, without page and empty values. Two equal views are equal texts. */
export function viewQuery(text: string): string {
  const query = new URLSearchParams(text)
  query.delete('page')
  const kept = [...query].filter(([, value]) => value !== '').toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return new URLSearchParams(kept).toString()
}
