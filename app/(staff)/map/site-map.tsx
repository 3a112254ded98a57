'use client'

import { clsx } from 'clsx'
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { Button } from '@/app/_ui/button.tsx'
import { heard } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import { type Bounds, boundsOf, DUE_WORDS, type MapSite, readSites, sitesWithin } from '@/lib/positions/map-sites.ts'
import { movePinAction, planSitesAction } from './actions.ts'
import { AreaPicker } from './area-picker.tsx'
import type { MapHands } from './gl-map.ts'
import { DueMark } from './due-mark.tsx'
import { MapView } from './map-view.tsx'
import { SiteCard } from './site-card.tsx'

/** Rows beside the map; whoever wants more zooms in. */
const MOST_ROWS = 50
const MOST_PLANNED = 500

/** The map of sites and, beside it, the list of those in view: each can be ticked on either, and planned together. */
export function SiteMap({
  query,
  token,
  first,
  plan,
  edit,
}: {
  /** The filters, as the page's address says them. */
  query: string
  token: string | null
  /** A site to begin at. */
  first: string | null
  plan: boolean
  edit: boolean
}) {
  const { sites, failed, reload } = useSites(query)
  const [hands, setHands] = useState<MapHands | null>(null)
  const [view, setView] = useState<Bounds | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [picked, setPicked] = useState<string | null>(first)
  const [mode, setMode] = useState<'look' | 'area' | 'pin'>('look')

  useEffect(() => {
    if (hands === null || sites === null) return
    hands.showSites(sites)
    setView(hands.bounds())
  }, [hands, sites])
  useEffect(() => {
    if (hands === null || sites === null) return
    const begin = sites.find(({ id }) => id === first)?.at
    const bounds = boundsOf(sites.map(({ at }) => at))
    if (begin !== undefined && begin !== null) hands.goTo(begin)
    else if (bounds !== null) hands.fit(bounds)
    // Only when the filters change: whoever moved the map keeps their place.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a reload after a moved pin must not move the map
  }, [hands, sites === null, query, first])

  const site = sites?.find(({ id }) => id === picked) ?? null
  useEffect(() => hands?.showPicked(site?.at ?? null), [hands, site])

  // The list follows a moment later, so that moving the map never waits for it.
  const seen = useDeferredValue(view)
  const inView = useMemo(
    () => (sites === null ? [] : seen === null ? sites.filter(({ at }) => at !== null) : sitesWithin(sites, seen)),
    [sites, seen],
  )
  const lost = useMemo(() => sites?.filter(({ at }) => at === null) ?? [], [sites])
  const pick = useCallback((index: number) => setPicked(sites?.[index]?.id ?? null), [sites])

  const tick = (ids: readonly string[], on: boolean) =>
    setTicked((before) => {
      const after = new Set(before)
      for (const id of ids)
        if (on) after.add(id)
        else after.delete(id)
      return after
    })

  async function planTicked() {
    const data = new FormData()
    data.set('plan_id', crypto.randomUUID())
    data.set('query', query)
    for (const id of ticked) data.append('site', id)
    const state = await heard(planSitesAction, data)
    toastRefusal(state)
    if (state.status === 'done') toast({ message: state.message ?? '' })
  }

  async function putPin(id: string, at: readonly [number, number] | null) {
    const data = new FormData()
    data.set('id', id)
    data.set('latitude', at === null ? '' : at[1].toFixed(5))
    data.set('longitude', at === null ? '' : at[0].toFixed(5))
    const state = await heard(movePinAction, data)
    setMode('look')
    toastRefusal(state)
    if (state.status !== 'done') return
    reload()
    toast({ message: state.message ?? '', ...(at === null ? {} : { undo: () => putPin(id, before(id)) }) })
  }
  /** Where a pin stood that was set by hand before; a found one goes back to where it was found. */
  const before = (id: string) => {
    const was = sites?.find((one) => one.id === id)
    return was?.precision === 'by_hand' ? was.at : null
  }

  const counts = useMemo(() => {
    const found = new Map<number, number>()
    for (const { due } of sites ?? []) found.set(due, (found.get(due) ?? 0) + 1)
    return found
  }, [sites])

  return (
    <div className="map-page">
      <div className="grid min-w-0 content-start gap-2">
        <div className="map-frame">
          <MapView token={token} onOpen={setHands} onMoved={setView} onPicked={pick} />
          {mode === 'area' && hands !== null && sites !== null ? (
            <AreaPicker
              hands={hands}
              onArea={(area) => {
                const found = sitesWithin(sites, area)
                tick(
                  found.map(({ id }) => id),
                  true,
                )
                setMode('look')
              }}
              onCancel={() => setMode('look')}
            />
          ) : null}
          {mode === 'pin' && site !== null && hands !== null ? (
            <>
              <span aria-hidden="true" className="map-aim" />
              <div className="map-card">
                <p>Move the map until the cross stands at {site.line1}.</p>
                <div className="mt-2 flex flex-wrap gap-2">
                  <Button variant="primary" onClick={() => void putPin(site.id, hands.centre())}>
                    Put the pin here
                  </Button>
                  <Button onClick={() => setMode('look')}>Cancel</Button>
                </div>
              </div>
            </>
          ) : null}
          {mode === 'look' && site !== null ? (
            <SiteCard
              site={site}
              ticked={ticked.has(site.id)}
              {...(plan ? { onTick: (on: boolean) => tick([site.id], on) } : {})}
              {...(edit && hands !== null
                ? {
                    onMove: () => {
                      if (site.at !== null) hands.goTo(site.at)
                      setMode('pin')
                    },
                    onPutBack: () => void putPin(site.id, null),
                  }
                : {})}
              onClose={() => setPicked(null)}
            />
          ) : null}
        </div>
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2" aria-label="What the marks mean">
          <li>Circle with a number: several sites, and how many of them are overdue or failed</li>
          {([3, 2, 1, 0] as const).map((due) => (
            <li key={due} className="flex items-center gap-1.5">
              <DueMark due={due} /> {DUE_WORDS[due]}{' '}
              <span className="tabular-nums text-ink-3">{counts.get(due) ?? 0}</span>
            </li>
          ))}
        </ul>
      </div>
      <section aria-label="Sites in view" className="map-list">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="font-medium" aria-live="polite">
            {sites === null ? (failed ? 'Sites' : 'Reading the sites') : `${inView.length} in view`}
          </h2>
          {plan ? (
            <div className="flex gap-1">
              <Button
                disabled={hands === null || sites === null}
                aria-pressed={mode === 'area'}
                onClick={() => setMode(mode === 'area' ? 'look' : 'area')}
              >
                Draw an area
              </Button>
              <Button
                disabled={inView.length === 0}
                onClick={() =>
                  tick(
                    inView.map(({ id }) => id),
                    true,
                  )
                }
              >
                Tick all
              </Button>
            </div>
          ) : null}
        </div>
        {failed ? (
          <p role="alert" className="flex flex-wrap items-center gap-2 text-ink-2">
            The sites could not be read. <Button onClick={reload}>Try again</Button>
          </p>
        ) : null}
        <ul className="map-rows">
          {inView.slice(0, MOST_ROWS).map((one) => (
            <SiteRow
              key={one.id}
              site={one}
              picked={one.id === picked}
              ticked={ticked.has(one.id)}
              plan={plan}
              onTick={tick}
              onPick={setPicked}
              hands={hands}
            />
          ))}
        </ul>
        {inView.length > MOST_ROWS ? (
          <p className="text-sm text-ink-3">
            And {(inView.length - MOST_ROWS).toLocaleString('en-US')} more: zoom in to list them.
          </p>
        ) : null}
        {sites !== null && inView.length === 0 && lost.length === 0 ? (
          <p className="text-ink-2">No site here matches. Move the map, or take a filter out.</p>
        ) : null}
        {lost.length === 0 ? null : (
          <details>
            <summary className="cursor-pointer font-medium">{lost.length} not on the map</summary>
            <p className="my-1 text-sm text-ink-2">
              Their addresses were not found yet. Correct the address, or put the pin by hand.
            </p>
            <ul className="map-rows">
              {lost.slice(0, MOST_ROWS).map((one) => (
                <SiteRow
                  key={one.id}
                  site={one}
                  picked={one.id === picked}
                  ticked={ticked.has(one.id)}
                  plan={plan}
                  onTick={tick}
                  onPick={setPicked}
                  hands={hands}
                />
              ))}
            </ul>
          </details>
        )}
        {ticked.size === 0 ? null : (
          <form action={planTicked} className="map-bar">
            <span aria-live="polite" className="font-medium tabular-nums">
              {ticked.size === 1 ? '1 site ticked' : `${ticked.size} sites ticked`}
            </span>
            {ticked.size > MOST_PLANNED ? (
              <span className="text-fail">At most 500 at a time.</span>
            ) : (
              <SubmitButton pending="Planning">Plan visits</SubmitButton>
            )}
            <Button variant="quiet" onClick={() => setTicked(new Set())}>
              Clear
            </Button>
          </form>
        )}
      </section>
    </div>
  )
}

function SiteRow({
  site,
  picked,
  ticked,
  plan,
  hands,
  onTick,
  onPick,
}: {
  site: MapSite
  picked: boolean
  ticked: boolean
  plan: boolean
  hands: MapHands | null
  onTick: (ids: readonly string[], on: boolean) => void
  onPick: (id: string) => void
}) {
  return (
    <li className={clsx('map-row', picked && 'is-picked')}>
      {plan ? (
        <label>
          <input
            type="checkbox"
            className="tick"
            checked={ticked}
            onChange={(event) => onTick([site.id], event.target.checked)}
            aria-label={`Tick ${site.customer}, ${site.line1}`}
          />
        </label>
      ) : null}
      <DueMark due={site.due} />
      <button
        type="button"
        className="min-w-0 text-start"
        onClick={() => {
          onPick(site.id)
          if (site.at !== null) hands?.goTo(site.at)
        }}
      >
        <span className="block truncate">{site.customer}</span>
        <span className="block truncate text-sm text-ink-3">
          <span className="sr-only">{DUE_WORDS[site.due]}. </span>
          {[site.line1, site.city].filter(Boolean).join(', ')}
        </span>
      </button>
    </li>
  )
}

/** The sites of a query, read again when it changes or when asked to. */
function useSites(query: string) {
  const [answer, setAnswer] = useState<{ query: string; sites: MapSite[] | null; failed: boolean }>({
    query,
    sites: null,
    failed: false,
  })
  const [round, setRound] = useState(0)
  useEffect(() => {
    const stop = new AbortController()
    ask(query, stop.signal).then(
      (sites) => setAnswer({ query, sites, failed: false }),
      () =>
        stop.signal.aborted ||
        setAnswer((before) => ({ query, sites: before.query === query ? before.sites : null, failed: true })),
    )
    return () => stop.abort()
  }, [query, round])
  const reload = useCallback(() => setRound((before) => before + 1), [])
  return { sites: answer.query === query ? answer.sites : null, failed: answer.failed, reload }
}

async function ask(query: string, signal: AbortSignal): Promise<MapSite[]> {
  const response = await fetch(`/api/map?${query}`, { signal, headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`the map answered ${response.status}`)
  const answer: unknown = await response.json()
  return readSites(typeof answer === 'object' && answer !== null && 'sites' in answer ? answer.sites : null)
}
