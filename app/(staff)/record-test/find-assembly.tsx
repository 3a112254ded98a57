'use client'

import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { GetForm } from '@/app/_ui/get-form.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { formatDay } from '@/lib/dates.ts'
import type { FoundAssembly } from '@/lib/test-records/find-assemblies.ts'

type Found = { found: readonly FoundAssembly[]; more: boolean }
type Answer = Found & { words: string; failed?: true }
const WAIT_MS = 120

/**
 * Step one: which assembly. Answers come while one types; without JavaScript the box is a plain search. The first
 * answers are the page's own.
 */
export function FindAssembly({ words, first }: { words: string; first: Found }) {
  const [typed, setTyped] = useState(words)
  const [answer, setAnswer] = useState<Answer>({ ...first, words })
  useEffect(() => {
    if (typed.trim() === answer.words.trim()) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      fetch(`/record-test/find?q=${encodeURIComponent(typed)}`, { signal: stop.signal })
        .then((response) => (response.ok ? response.json() : Promise.reject(new Error(String(response.status)))))
        .then((found: Found) => setAnswer({ ...found, words: typed }))
        // The list of other words is no answer to these; the next key asks again, and Enter by loading the page.
        .catch(() => stop.signal.aborted || setAnswer({ found: [], more: false, words: typed, failed: true }))
    }, WAIT_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [typed, answer.words])
  return (
    <div data-density="field" className="grid max-w-[46rem] gap-3">
      <search>
        <GetForm action="/record-test" className="flex gap-2">
          <label className="control-box min-w-0 flex-1">
            <span className="control-affix">
              <Search aria-hidden="true" className="size-4" />
            </span>
            <input
              type="search"
              aria-label="Serial, tag, customer or address"
              name="q"
              className="control"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has this one purpose
              autoFocus
              autoComplete="off"
              enterKeyHint="search"
              placeholder="Serial, tag, customer or address"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          <SubmitButton variant="secondary">Find</SubmitButton>
        </GetForm>
      </search>
      <p aria-live="polite" className="text-sm text-ink-3">
        {sentence(answer)}
      </p>
      {answer.found.length === 0 ? null : (
        <ul className="grid overflow-hidden rounded-md border border-line bg-surface">
          {answer.found.map((assembly) => (
            <li key={assembly.id} className="border-b border-line last:border-0">
              <Result assembly={assembly} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Result({ assembly }: { assembly: FoundAssembly }) {
  const { id, serial, type, made, customer, place, onSite, dueOn, compliance } = assembly
  const tone = compliance === 'OVERDUE' ? 'is-overdue' : compliance === 'FAILED_OPEN' ? 'is-fail' : 'is-muted'
  return (
    <a
      data-soft=""
      href={`/record-test?device=${id}`}
      className="grid min-h-16 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 px-4 py-3 hover:bg-hover"
    >
      <span className="min-w-0 truncate text-field font-medium">
        <span className="figures">{serial ?? 'No serial'}</span>
        <span className="font-normal text-ink-2">
          {' '}
          {type} {made}
        </span>
      </span>
      <span className={`mark ${tone} text-sm font-normal!`}>
        {compliance === 'FAILED_OPEN' ? 'Failed' : dueOn === null ? 'No date' : `Due ${formatDay(dueOn)}`}
      </span>
      <span className="col-span-2 min-w-0 truncate text-sm text-ink-2" title={`${customer}, ${place}`}>
        {customer}
        {place === '' ? null : <span className="text-ink-3"> · {place}</span>}
        {onSite === null ? null : <span className="text-ink-3"> · {onSite}</span>}
      </span>
    </a>
  )
}

function sentence({ words, found, more, failed }: Answer): string {
  if (failed) return 'The search did not answer. Check the connection, then press Find.'
  if (words.trim() === '') return found.length === 0 ? 'No assembly is on file yet.' : 'Next due'
  if (found.length === 0)
    return `Nothing on file matches “${words.trim()}”. Try the serial without its first letters, or the street.`
  return more
    ? `The first ${found.length}; type more to narrow them down.`
    : `${found.length === 1 ? '1 assembly' : `${found.length} assemblies`}`
}
