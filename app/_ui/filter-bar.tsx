'use client'

import { X } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import type { FilterChoices } from '@/lib/lists/filter-choices.ts'
import { type Packed, unpack } from '@/lib/packed.ts'
import { FilterPopover } from './filter-popover.tsx'
import { GetForm } from './get-form.tsx'
import { hrefWith, type Params, param } from './href.ts'
import { Icon } from './icon.tsx'
import type { Option } from './select.tsx'
import { TextInput } from './text-input.tsx'

export type Filter = { name: string; label: string } & (
  | { kind: 'select'; options: readonly Option[] }
  /** Its choices are asked for when the filters are opened. */
  | { kind: 'choice'; from: keyof FilterChoices; none?: boolean }
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
  filters: packed,
  named = [],
  search,
  keep = [],
  children,
}: {
  path: string
  params: Params
  /** Packed, because their choices are many. */
  filters?: Packed<readonly Filter[]> | undefined
  /** The names of what is chosen by id. */
  named?: readonly { id: string; name: string }[]
  /** Words for the search box, `q` in the URL; without it there is none. */
  search?: string
  keep?: readonly string[]
  /** Stands at the end of the row: a CSV link, a density switch. */
  children?: ReactNode
}) {
  const filters = useMemo(() => (packed === undefined ? [] : unpack(packed)), [packed])
  const on = filters.filter((filter) => param(params, filter.name) !== '')
  const carried = ['view', 'sort', ...keep]
  const words = (filter: Filter) => wordsOf(filter, param(params, filter.name), named)
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
                lead={<Icon name="search" />}
                placeholder={search}
                defaultValue={param(params, 'q')}
                autoComplete="off"
                enterKeyHint="search"
              />
            </GetForm>
          </search>
        )}
        {packed === undefined ? null : (
          <FilterPopover
            path={path}
            filters={packed}
            values={Object.fromEntries(
              on.map((filter) => [filter.name, { value: param(params, filter.name), label: words(filter) }]),
            )}
            kept={keptIn(params, [...carried, ...(search === undefined ? [] : ['q'])])}
          >
            <Icon name="filter" />
            Filter
          </FilterPopover>
        )}
        {on.map((filter) => (
          <a
            key={filter.name}
            data-soft=""
            href={hrefWith(path, params, { [filter.name]: null, page: null })}
            className="btn btn-secondary max-w-full gap-1.5! font-normal!"
          >
            <span className="text-ink-3">
              <span className="sr-only">Remove the filter </span>
              {filter.label}
              <span className="sr-only">:</span>
            </span>
            <span className="truncate">{words(filter)}</span>
            <X aria-hidden="true" className="text-ink-3" />
          </a>
        ))}
        {on.length > 1 ? (
          <a
            data-soft=""
            href={hrefWith(path, params, {
              ...Object.fromEntries(on.map((filter) => [filter.name, null])),
              page: null,
            })}
            className="btn btn-quiet"
          >
            Clear all
          </a>
        ) : null}
        {children === undefined ? null : <div className="ms-auto flex items-center gap-2">{children}</div>}
      </div>
    </div>
  )
}

function wordsOf(filter: Filter, value: string, named: readonly { id: string; name: string }[]): string {
  if (filter.kind === 'select') return filter.options.find((option) => option.value === value)?.label ?? value
  if (filter.kind !== 'choice') return value
  return value === 'none' ? 'None' : (named.find(({ id }) => id === value)?.name ?? value)
}

function keptIn(params: Params, names: readonly string[]) {
  return names.map((name) => [name, param(params, name)] as const).filter(([, value]) => value !== '')
}

function Hidden({ params, names }: { params: Params; names: readonly string[] }) {
  return keptIn(params, names).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}
