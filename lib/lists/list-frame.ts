import { z } from 'zod'

const named = z.object({ id: z.string(), name: z.string() })
const frameShape = z.object({ views: z.array(named.extend({ query: z.string() })), named: z.array(named) })

/** What a page around a list shows besides its rows: the reader's saved views, and the names of what its filters name by id. */
export type ListFrame = z.infer<typeof frameShape>
export type SavedView = ListFrame['views'][number]

const NOTHING: ListFrame = { views: [], named: [] }

/** Reads what private.list_frame() answered; without one there are no views and no names. */
export function readFrame(frame: unknown): ListFrame {
  return frame === undefined || frame === null ? NOTHING : frameShape.parse(frame)
}
