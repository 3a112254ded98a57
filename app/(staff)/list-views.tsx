import { hrefWith, type Params } from '@/app/_ui/href.ts'
import { SavedViews, type Tab } from '@/app/_ui/tabs.tsx'
import type { SavedView } from '@/lib/lists/list-frame.ts'
import { viewQuery } from '@/lib/saved-views/schema.ts'
import { DeleteView, SaveView } from './view-buttons.tsx'

/** A view that every company has: its query is part of the product. */
export type BuiltInView = { label: string; query: string; count?: string | number }

/** The views of a list as tabs: the product's own, then the reader's. What is on can be kept, or given up if it is theirs. */
export function ListViews({
  path,
  params,
  builtIn,
  views,
}: {
  path: string
  params: Params
  builtIn: readonly BuiltInView[]
  views: readonly SavedView[]
}) {
  const now = viewQuery(hrefWith('', params).replace(/^\?/, ''))
  const on = (query: string) => viewQuery(query) === now
  const mine = views.find((view) => on(view.query))
  const known = mine !== undefined || builtIn.some((view) => on(view.query))
  if (known && mine === undefined && builtIn.length === 1 && views.length === 0) return null
  const tabs: Tab[] = [
    ...builtIn.map(({ label, query, count }) => ({
      label,
      href: query === '' ? path : `${path}?${query}`,
      on: on(query),
      ...(count === undefined ? {} : { count }),
    })),
    ...views.map((view) => ({
      label: (
        <span className="max-w-40 truncate" title={view.name}>
          {view.name}
        </span>
      ),
      href: view.query === '' ? path : `${path}?${view.query}`,
      on: on(view.query),
    })),
  ]
  return (
    <SavedViews
      views={tabs}
      save={
        mine !== undefined ? (
          <DeleteView key={mine.id} id={mine.id} name={mine.name} />
        ) : known ? undefined : (
          <SaveView key={now} page={path} query={now} />
        )
      }
    />
  )
}
