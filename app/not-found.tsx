import type { Metadata } from 'next'
import { LinkButton } from './_ui/button.tsx'
import { PlainPage } from './_ui/plain-page.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <PlainPage
      title="There is nothing at this address"
      actions={
        <LinkButton href="/today" variant="primary">
          Go to today
        </LinkButton>
      }
    >
      <p>The record may be gone, it may belong to another of your companies, or the link may be cut short.</p>
    </PlainPage>
  )
}
