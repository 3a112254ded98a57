'use client'

import { X } from 'lucide-react'
import { Button, LinkButton } from '@/app/_ui/button.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { DUE_WORDS, type MapSite } from '@/lib/positions/map-sites.ts'
import { positionTrouble, PRECISION_WORDS } from '@/lib/positions/place.ts'
import { assembliesWords } from '@/lib/visits/words.ts'
import { DueMark } from './due-mark.tsx'

/** What is known of the site that was pointed at, and what can be done about it. */
export function SiteCard({
  site,
  ticked,
  onTick,
  onMove,
  onPutBack,
  onClose,
}: {
  site: MapSite
  ticked: boolean
  onTick?: (on: boolean) => void
  onMove?: () => void
  onPutBack?: () => void
  onClose: () => void
}) {
  const trouble = positionTrouble(site.precision, site.lookedFor ? 'looked for' : null)
  return (
    <section aria-label="Chosen site" aria-live="polite" className="map-card">
      <div className="flex items-start justify-between gap-2">
        <p className="min-w-0">
          <TextLink href={`/locations/${site.id}`}>{site.customer}</TextLink>
          <span className="block text-ink-2">{[site.line1, site.city].filter(Boolean).join(', ')}</span>
        </p>
        <Button variant="quiet" icon label="Close" onClick={onClose}>
          <X aria-hidden="true" />
        </Button>
      </div>
      <p className="flex items-center gap-1.5">
        <DueMark due={site.due} /> {DUE_WORDS[site.due]}, {assembliesWords(site.devices)}
      </p>
      <p className="text-sm text-ink-3">
        {trouble ?? (site.precision === null ? '' : PRECISION_WORDS[site.precision])}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {onTick === undefined ? null : (
          <Button aria-pressed={ticked} onClick={() => onTick(!ticked)}>
            {ticked ? 'Untick' : 'Tick to plan a visit'}
          </Button>
        )}
        {onMove === undefined ? null : (
          <Button onClick={onMove}>{site.at === null ? 'Place the pin' : 'Move the pin'}</Button>
        )}
        {onPutBack === undefined || site.precision !== 'by_hand' ? null : (
          <Button onClick={onPutBack}>Back to the address</Button>
        )}
        <LinkButton href={`/locations/${site.id}`} variant="quiet">
          Open
        </LinkButton>
      </div>
    </section>
  )
}
