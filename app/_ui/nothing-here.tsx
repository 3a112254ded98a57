'use client'

import { LinkButton } from './button.tsx'
import { PageHeader } from './page-header.tsx'
import { PlainPage } from './plain-page.tsx'

/* Client components: every page carries its not-found along, and so it is one name instead of its elements. */

const TITLE = 'There is nothing at this address'
const WHY = 'The record may be gone, it may belong to another of your companies, or the link may be cut short.'

/** What one may not see and what never was, answered alike: a page of its own. */
export function NothingHere() {
  return (
    <PlainPage title={TITLE} actions={<ToToday />}>
      <p>{WHY}</p>
    </PlainPage>
  )
}

/** The same inside the frame. */
export function NothingInFrame() {
  return (
    <>
      <PageHeader title={TITLE} />
      <p className="mb-4 max-w-prose text-ink-2">{WHY}</p>
      <ToToday />
    </>
  )
}

function ToToday() {
  return (
    <LinkButton href="/today" variant="primary">
      Go to today
    </LinkButton>
  )
}
