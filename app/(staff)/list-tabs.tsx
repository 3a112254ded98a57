import { type Params, param } from '@/app/_ui/href.ts'
import { Tabs } from '@/app/_ui/tabs.tsx'

/** The views of a short list as tabs, by its `state` parameter: '' is the first. */
export function ListTabs({
  path,
  params,
  label,
  views,
}: {
  path: string
  params: Params
  label: string
  views: readonly { label: string; state: string }[]
}) {
  const now = param(params, 'state')
  return (
    <Tabs
      label={label}
      tabs={views.map((view) => ({
        label: view.label,
        href: view.state === '' ? path : `${path}?state=${view.state}`,
        on: view.state === now,
      }))}
    />
  )
}
