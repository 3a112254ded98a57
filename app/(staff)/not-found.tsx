import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'

export const metadata: Metadata = { title: 'Not found' }

/** Inside the shell: what one may not see and what never was answer alike. */
export default function NotFound() {
  return (
    <>
      <PageHeader title="There is nothing at this address" />
      <p className="mb-4 max-w-prose text-ink-2">
        The record may be gone, it may belong to another of your companies, or the link may be cut short.
      </p>
      <LinkButton href="/today" variant="primary">
        Go to today
      </LinkButton>
    </>
  )
}
