import { INTERVALS, PLANS } from '@/lib/billing/plan.ts'
import { env } from '@/lib/env.ts'

/** What search engines may know: what this is and what it costs, both from where the app itself takes them. */
export function StructuredData() {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'SoftwareApplication',
    name: 'FlowTrack Pro',
    url: env().APP_ORIGIN,
    applicationCategory: 'BusinessApplication',
    operatingSystem: 'Web',
    offers: INTERVALS.map((interval) => ({
      '@type': 'Offer',
      name: PLANS[interval].name,
      price: (PLANS[interval].cents / 100).toFixed(2),
      priceCurrency: 'USD',
    })),
  }
  // A block of data is not run; the sign that would end it cannot stand in it.
  const text = JSON.stringify(data).replaceAll('<', '\\u003c')
  // oxlint-disable-next-line react/no-danger -- React writes no script's text otherwise, and these words are ours
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
}
