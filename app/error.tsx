'use client'

import { Button, LinkButton } from './_ui/button.tsx'
import { ErrorReference } from './_ui/error-reference.tsx'
import { PlainPage } from './_ui/plain-page.tsx'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <PlainPage
      title="This page could not be shown"
      actions={
        <>
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
          <LinkButton href="/today">Go to today</LinkButton>
        </>
      }
    >
      <p>
        Something failed on our side. What was saved before is safe; what was being saved just now may not be, so look
        before you send it again.
      </p>
      <ErrorReference error={error} />
    </PlainPage>
  )
}
