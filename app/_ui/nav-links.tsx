'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { type Html, html, joined } from '@/lib/html.ts'
import { SHAPES } from './icon.tsx'
import type { NavItem } from './nav.ts'

/**
 * The pages of the navigation in their groups, as markup: twenty links stand on every page and never change but for the
 * one that is marked. The mark alone moves with the page, so the focus stays on the link that was followed.
 */
export function NavLinks({ items }: { items: readonly NavItem[] }) {
  const path = usePathname()
  const [first] = useState(path)
  const links = useRef<HTMLDivElement>(null)
  const markup = markupOf(items, first)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- other markup comes marked for the first page
  useEffect(() => {
    for (const link of links.current?.querySelectorAll('a') ?? []) {
      if (isHere(path, link.dataset.section ?? '')) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
  }, [path, markup])
  return <div ref={links} className="contents" dangerouslySetInnerHTML={{ __html: markup }} />
}

/** A page and all pages below it. */
function isHere(path: string, section: string): boolean {
  return path === section || path.startsWith(`${section}/`)
}

function markupOf(items: readonly NavItem[], path: string): string {
  const group = (name: NavItem['group']): Html => {
    const links = items.filter((item) => item.group === name).map((item) => navLink(item, path))
    return html`<ul class="contents">${joined(links)}</ul>`
  }
  return html`${group('day')}<div class="nav-gap"></div>${group('rules')}<div class="nav-rest"></div>${group('house')}`
    .text
}

function navLink({ id, label, href, key }: NavItem, path: string): Html {
  const section = id === 'settings' ? '/settings' : href
  const mark = isHere(path, section) ? html` aria-current="page"` : null
  return html`<li><a data-soft="" href="${href}" class="nav-link" data-section="${section}" aria-keyshortcuts="g ${key}"${mark}><svg aria-hidden="true" viewBox="0 0 24 24" class="icon">${SHAPES[id]}</svg><span class="nav-text">${label}</span></a></li>`
}
