'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

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
