'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/action.ts'
import { renewCalendarFeed, stopCalendarFeed } from '@/lib/calendar/calendar-feed.ts'
import { env } from '@/lib/env.ts'

const nothing = z.object({})

/** The address is told in the answer and nowhere else. */
export const renewCalendarFeedAction = formAction('renewCalendarFeed', 'visits:mark', nothing, async (context) => {
  const token = await renewCalendarFeed(context)
  if (!token.ok) return token
  revalidatePath('/my-day/calendar')
  return { status: 'done' as const, message: `${env().APP_ORIGIN}/api/calendar/${token.value}.ics` }
})

export const stopCalendarFeedAction = formAction('stopCalendarFeed', 'visits:mark', nothing, async (context) => {
  const ended = await stopCalendarFeed(context)
  if (!ended.ok) return ended
  revalidatePath('/my-day/calendar')
  return { status: 'done' as const }
})
