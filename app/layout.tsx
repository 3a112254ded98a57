import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { SoftLinks } from './_ui/every-page.tsx'
import { LOOK_COOKIE, parseLook } from './_ui/look.ts'
import { fontNames } from './fonts.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'FlowTrack Pro', template: '%s · FlowTrack Pro' },
  description: 'Runs a backflow-testing company: assemblies, tests, due dates and reports.',
  formatDetection: { telephone: false, date: false, address: false, email: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafbfc' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1216' },
  ],
}

/** Every page is rendered for its request: only then does Next put the nonce of the policy on its scripts. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  const { scheme } = parseLook((await cookies()).get(LOOK_COOKIE)?.value)
  return (
    <html lang="en-US" data-scheme={scheme} className={fontNames}>
      <body>
        {children}
        <SoftLinks />
      </body>
    </html>
  )
}
