import { Button } from '@/app/_ui/button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'

/** Words to look for, in the URL; works without JavaScript. */
export function PortalSearch({
  path,
  q,
  keep = {},
  help,
}: {
  path: string
  q: string
  keep?: Readonly<Record<string, string>>
  help: string
}) {
  return (
    <form action={path} method="get" aria-label="Search" className="flex flex-wrap items-end gap-2">
      {Object.entries(keep).map(([name, value]) =>
        value === '' ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <TextInput name="q" type="search" label={help} defaultValue={q} maxLength={100} className="min-w-60 flex-1" />
      <Button type="submit">Search</Button>
    </form>
  )
}

/** The page number of a URL. */
export function pageOf(text: string): number {
  const page = Number(text)
  return Number.isInteger(page) && page > 0 && page < 2000 ? page : 1
}
