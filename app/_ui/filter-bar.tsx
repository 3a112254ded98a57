import { ListFilter, Search, X } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { GetForm } from './get-form.tsx'
import { hrefWith, type Params, param } from './href.ts'
import { type Option, Select } from './select.tsx'
import { DateInput, TextInput } from './text-input.tsx'

export type Filter = { name: string; label: string } & (
  | { kind: 'select'; options: readonly Option[] }
  | { kind: 'text' }
  | { kind: 'day' }
)

/**
 * Search and filters of a list, all in the URL. What is on shows as chips that take it out again. `keep` names the
 * parameters that survive a new filter besides the filters themselves (sort and view always do; page never).
 */
export function FilterBar({
  path,
  params,
  filters = [],
  search,
  keep = [],
  children,
}: {
  path: string
  params: Params
  filters?: readonly Filter[]
  /** Words for the search box, `q` in the URL; without it there is none. */
  search?: string
  keep?: readonly string[]
  /** Stands at the end of the row: a CSV link, a density switch. */
  children?: ReactNode
}) {
  const on = filters.filter((filter) => param(params, filter.name) !== '')
  const carried = ['view', 'sort', ...keep]
  return (
    <div className="mb-3 grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {search === undefined ? null : (
          <search className="w-full sm:w-72">
            <GetForm action={path}>
              <Hidden params={params} names={[...carried, ...filters.map((filter) => filter.name)]} />
              <TextInput
                key={param(params, 'q')}
                id="list-search"
                type="search"
                name="q"
                label={search}
                hideLabel
                lead={<Search aria-hidden="true" className="size-4" />}
                placeholder={search}
                defaultValue={param(params, 'q')}
                autoComplete="off"
                enterKeyHint="search"
              />
            </GetForm>
          </search>
        )}
        {filters.length === 0 ? null : (
          <>
            <Button popoverTarget="filters" aria-haspopup="dialog">
              <ListFilter aria-hidden="true" />
              Filter
            </Button>
            <dialog id="filters" popover="auto" aria-label="Filters" className="pop p-3!">
              <GetForm key={hrefWith('', params)} action={path} className="grid w-72 max-w-full gap-3">
                <Hidden params={params} names={[...carried, ...(search === undefined ? [] : ['q'])]} />
                {filters.map((filter) => (
                  <Control key={filter.name} filter={filter} value={param(params, filter.name)} />
                ))}
                <button type="submit" className="btn btn-primary">
                  Show results
                </button>
              </GetForm>
            </dialog>
          </>
        )}
        {on.map((filter) => (
          <Link
            key={filter.name}
            href={hrefWith(path, params, { [filter.name]: null, page: null })}
            prefetch={false}
            className="btn btn-secondary max-w-full gap-1.5! font-normal!"
          >
            <span className="text-ink-3">
              <span className="sr-only">Remove the filter </span>
              {filter.label}
              <span className="sr-only">:</span>
            </span>
            <span className="truncate">{wordsOf(filter, param(params, filter.name))}</span>
            <X aria-hidden="true" className="text-ink-3" />
          </Link>
        ))}
        {on.length > 1 ? (
          <Link
            href={hrefWith(path, params, {
              ...Object.fromEntries(on.map((filter) => [filter.name, null])),
              page: null,
            })}
            prefetch={false}
            className="btn btn-quiet"
          >
            Clear all
          </Link>
        ) : null}
        {children === undefined ? null : <div className="ms-auto flex items-center gap-2">{children}</div>}
      </div>
    </div>
  )
}

function wordsOf(filter: Filter, value: string): string {
  return filter.kind === 'select' ? (filter.options.find((option) => option.value === value)?.label ?? value) : value
}

function Control({ filter, value }: { filter: Filter; value: string }) {
  const props = { id: `filter-${filter.name}`, name: filter.name, label: filter.label, defaultValue: value }
  if (filter.kind === 'select') return <Select {...props} options={filter.options} placeholder="Any" />
  if (filter.kind === 'day') return <DateInput {...props} />
  return <TextInput {...props} autoComplete="off" />
}

function Hidden({ params, names }: { params: Params; names: readonly string[] }) {
  return names
    .filter((name) => param(params, name) !== '')
    .map((name) => <input key={name} type="hidden" name={name} value={param(params, name)} />)
}
