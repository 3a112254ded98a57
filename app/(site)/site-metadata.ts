import type { Metadata } from 'next'
import { env } from '@/lib/env.ts'

/** What a public page says of itself to search engines and where its link is shared. */
export function siteMetadata(
  path: string,
  { title, description }: { title: string | { absolute: string }; description: string },
): Metadata {
  const url = env().APP_ORIGIN + path
  const picture = `${env().APP_ORIGIN}/og?page=${encodeURIComponent(path)}`
  return {
    title,
    description,
    alternates: { canonical: url },
    openGraph: {
      title,
      description,
      url,
      siteName: 'FlowTrack Pro',
      type: 'website',
      locale: 'en_US',
      images: [{ url: picture, width: 1200, height: 630 }],
    },
    twitter: { card: 'summary_large_image' },
  }
}
