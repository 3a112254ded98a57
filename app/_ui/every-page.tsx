'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { LinkButton } from './button.tsx'
import { NOTHING_TITLE, NOTHING_WHY } from './nothing-here.ts'
import { PlainPage } from './plain-page.tsx'

/* What every page carries along, in one module: a script for each of them would be one more question before the first paint. */

/**
 * Makes every plain `<a data-soft>` go without loading the page anew; `data-soft="stay"` keeps the scroll position. A sheet
 * or menu it stands in closes. One listener for the whole document: a table of a hundred links costs the server and the
 * browser a hundred plain anchors.
 */
export function SoftLinks() {
  const router = useRouter()
  useEffect(() => {
    const go = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-soft]') : null
      if (link === null || link.origin !== location.origin) return
      event.preventDefault()
      const sheet = link.closest<HTMLElement>('[popover]')
      if (sheet?.matches(':popover-open')) sheet.hidePopover()
      router.push(`${link.pathname}${link.search}${link.hash}`, { scroll: link.dataset.soft !== 'stay' })
    }
    document.addEventListener('click', go)
    return () => document.removeEventListener('click', go)
  }, [router])
  return null
}

/** What one may not see and what never was, answered alike: a page of its own. */
export function NothingHere() {
  return (
    <PlainPage title={NOTHING_TITLE} actions={<ToToday />}>
      <p>{NOTHING_WHY}</p>
    </PlainPage>
  )
}

export function ToToday() {
  return (
    <LinkButton href="/today" variant="primary">
      Go to today
    </LinkButton>
  )
}
