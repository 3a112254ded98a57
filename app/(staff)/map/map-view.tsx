'use client'

import { useEffect, useRef, useState } from 'react'
import { type Bounds, boundsOf } from '@/lib/positions/map-sites.ts'
import type { GlMap, MapHands, RouteLine } from './gl-map.ts'

/** A map, loaded when it is first shown. Where the browser cannot draw one it says so; whatever it shows stands beside it too. */
export function MapView({
  token,
  route,
  onOpen,
  onMoved,
  onPicked,
}: {
  /** With a public token of Mapbox there are streets. */
  token: string | null
  route?: RouteLine
  onOpen?: (hands: MapHands | null) => void
  onMoved?: (bounds: Bounds) => void
  onPicked?: (index: number) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const [hands, setHands] = useState<MapHands | null>(null)
  const [failed, setFailed] = useState(false)
  const heard = useRef({ onOpen, onMoved, onPicked })
  useEffect(() => {
    heard.current = { onOpen, onMoved, onPicked }
  })

  useEffect(() => {
    const container = box.current
    if (container === null) return
    let open: MapHands | null = null
    let gone = false
    const listeners = {
      onMoved: (bounds: Bounds) => heard.current.onMoved?.(bounds),
      onPicked: (index: number) => heard.current.onPicked?.(index),
    }
    openMap(container, token, listeners).then(
      (ready) => {
        if (gone) return ready.close()
        open = ready
        setHands(ready)
        heard.current.onOpen?.(ready)
      },
      () => gone || setFailed(true),
    )
    return () => {
      gone = true
      heard.current.onOpen?.(null)
      open?.close()
    }
  }, [token])

  useEffect(() => {
    if (hands === null || route === undefined) return
    hands.showRoute(route)
    const bounds = boundsOf([route.office, ...route.stops.map(({ at }) => at)])
    if (bounds !== null) hands.fit(bounds)
  }, [hands, route])

  return (
    <div className="map-view" data-ready={hands !== null || undefined}>
      {failed ? (
        <p className="p-4 text-ink-2">This browser cannot draw the map. The list shows the same.</p>
      ) : (
        <div ref={box} className="map-box" />
      )}
      <noscript>
        <p className="p-4">The map needs JavaScript. The list shows the same.</p>
      </noscript>
    </div>
  )
}

async function openMap(
  container: HTMLElement,
  token: string | null,
  heard: { onMoved: (bounds: Bounds) => void; onPicked: (index: number) => void },
): Promise<MapHands> {
  const { handsOf, readColours } = await import('./gl-map.ts')
  const colours = readColours(container)
  const map = await openGl(container, token, colours)
  await new Promise((loaded) => map.on('load', loaded))
  return handsOf(map, colours, heard)
}

async function openGl(
  container: HTMLElement,
  token: string | null,
  colours: Parameters<typeof import('./open-maplibre.ts')['openMaplibre']>[1],
): Promise<GlMap> {
  if (token === null) return (await import('./open-maplibre.ts')).openMaplibre(container, colours)
  const dark = getComputedStyle(container).colorScheme.includes('dark')
  return (await import('./open-mapbox.ts')).openMapbox(container, token, dark)
}
