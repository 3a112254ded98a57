import { readCalendarFeed } from '@/lib/calendar/calendar-feed.ts'
import { calendarText } from '@/lib/calendar/ics.ts'
import { logFault } from '@/lib/log.ts'
import { supabase } from '@/lib/supabase/server.ts'

export const dynamic = 'force-dynamic'

const HEADERS = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' }

/** The visits behind a secret address, for calendar programs; nobody signs in here, the address is the key. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  try {
    const { token } = await params
    const feed = await readCalendarFeed(await supabase(), token.replace(/\.ics$/, ''))
    if (feed === null) return new Response('This calendar address has ended.', { status: 404, headers: HEADERS })
    return new Response(calendarText(feed.name, feed.visits), {
      headers: { ...HEADERS, 'content-type': 'text/calendar; charset=utf-8' },
    })
  } catch (error) {
    const reference = logFault('calendar feed', error)
    return new Response(`The calendar could not be read. Reference ${reference}.`, { status: 500, headers: HEADERS })
  }
}
