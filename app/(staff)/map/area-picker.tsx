'use client'

import { type PointerEvent, useEffect, useState } from 'react'
import type { Bounds } from '@/lib/positions/map-sites.ts'
import type { MapHands } from './gl-map.ts'

type Corner = { x: number; y: number }

/** A sheet over the map on which one draws a rectangle; Escape takes it away. By keys: bring the area into view and tick all. */
export function AreaPicker({
  hands,
  onArea,
  onCancel,
}: {
  hands: MapHands
  onArea: (area: Bounds) => void
  onCancel: () => void
}) {
  const [drawn, setDrawn] = useState<{ from: Corner; to: Corner } | null>(null)
  useEffect(() => {
    const cancel = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onCancel()
    }
    document.addEventListener('keydown', cancel)
    return () => document.removeEventListener('keydown', cancel)
  }, [onCancel])
  const cornerOf = (event: PointerEvent<HTMLDivElement>): Corner => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- drawing is for pointers; keys have "Tick all"
    <div
      className="map-area"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        const at = cornerOf(event)
        setDrawn({ from: at, to: at })
      }}
      onPointerMove={(event) => {
        if (drawn !== null) setDrawn({ ...drawn, to: cornerOf(event) })
      }}
      onPointerUp={() => {
        if (drawn !== null) onArea(hands.below(drawn.from, drawn.to))
      }}
    >
      <p className="map-hint">Draw a rectangle around the sites. Escape ends it.</p>
      {drawn === null ? null : (
        <span
          className="map-rectangle"
          style={{
            left: Math.min(drawn.from.x, drawn.to.x),
            top: Math.min(drawn.from.y, drawn.to.y),
            width: Math.abs(drawn.to.x - drawn.from.x),
            height: Math.abs(drawn.to.y - drawn.from.y),
          }}
        />
      )}
    </div>
  )
}
