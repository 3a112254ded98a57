import { z } from 'zod'

const named = z.object({ id: z.string(), name: z.string() })
const frameShape = z.object({
  views: z.array(named.extend({ query: z.string() })),
  districts: z.array(named),
  cities: z.array(z.string()),
  testers: z.array(named),
})

/** What a page around a list shows besides its rows: the reader's saved views and the choices of its filters. */
export type ListFrame = z.infer<typeof frameShape>
export type SavedView = ListFrame['views'][number]

const NOTHING: ListFrame = { views: [], districts: [], cities: [], testers: [] }

/** Reads what private.list_frame() answered; without one there are no views and no choices. */
export function readFrame(frame: unknown): ListFrame {
  return frame === undefined || frame === null ? NOTHING : frameShape.parse(frame)
}
