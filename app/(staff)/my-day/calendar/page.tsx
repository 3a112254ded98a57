import type { Metadata } from 'next'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { calendarFeedSince } from '@/lib/calendar/calendar-feed.ts'
import { requireContext } from '@/lib/context.ts'
import { formatInstant } from '@/lib/dates.ts'
import { FeedForm } from './feed-form.tsx'

export const metadata: Metadata = { title: 'Calendar feed' }

/** A private address at which one's own calendar reads the visits. */
export default async function CalendarFeedPage() {
  const context = await requireContext('visits:mark')
  const since = await calendarFeedSince(context)
  return (
    <>
      <PageHeader
        title="Calendar feed"
        crumbs={[{ label: 'My day', href: '/my-day' }]}
        sub="Your visits in Google Calendar, Apple Calendar or Outlook. Whoever knows the address sees them, so keep it to yourself."
      />
      <FeedForm
        since={since === null ? null : formatInstant(since, context.company.time_zone)}
        renew={context.company.writable}
      />
    </>
  )
}
