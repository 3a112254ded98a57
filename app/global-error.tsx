'use client'

import { ErrorReference } from './_ui/error-reference.tsx'
import { PlainPage } from './_ui/plain-page.tsx'
import './globals.css'

export default function GlobalError({ error }: { error: unknown }) {
  return (
    <html lang="en-US" data-scheme="system">
      <head>
        <title>FlowTrack Pro is not answering</title>
      </head>
      <body>
        <PlainPage
          title="FlowTrack Pro is not answering"
          actions={
            // oxlint-disable-next-line next/no-html-link-for-pages -- the router is what failed
            <a className="btn btn-primary" href="/today">
              Try again
            </a>
          }
        >
          <p>
            Something failed on our side before the page could start. What was saved before is safe. Try again in a
            minute.
          </p>
          <ErrorReference error={error} />
        </PlainPage>
      </body>
    </html>
  )
}
