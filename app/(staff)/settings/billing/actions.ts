'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import {
  endSubscriptions,
  manage,
  resumeSubscriptions,
  stepSandbox,
  subscribe,
} from '@/lib/billing/change-subscription.ts'
import { moveClock } from '@/lib/billing/move-clock.ts'
import { runNight } from '@/lib/billing/run-night.ts'
import { clockSchema, nothingSchema, planSchema, stepSchema } from '@/lib/billing/schema.ts'

const WRITE = 'billing:write'

export const subscribeAction = formAction('subscribe', WRITE, planSchema, async (context, { interval }) => {
  const begun = await subscribe(context, interval)
  if (!begun.ok) return begun
  if (begun.value.url !== null) redirect(begun.value.url)
  revalidatePath('/', 'layout')
  return { status: 'done' as const, message: 'Subscribed.' }
})

export const manageAction = formAction('manageBilling', WRITE, nothingSchema, async (context) => {
  const opened = await manage(context)
  if (!opened.ok) return opened
  if (opened.value.url !== null) redirect(opened.value.url)
  return { status: 'done' as const }
})

export const cancelAction = formAction('cancelSubscription', WRITE, nothingSchema, async (context) => {
  const ended = await endSubscriptions(context, 'period end')
  if (!ended.ok) return ended
  revalidatePath('/', 'layout')
  return { status: 'done' as const, message: 'Cancelled for the end of what is paid.' }
})

export const resumeAction = formAction('resumeSubscription', WRITE, nothingSchema, async (context) => {
  const resumed = await resumeSubscriptions(context)
  if (!resumed.ok) return resumed
  revalidatePath('/', 'layout')
  return { status: 'done' as const, message: 'The subscription goes on.' }
})

/** Only under the embedded stack, for whoever sits at this machine. */
export const stepSandboxAction = formAction('stepBillingSandbox', WRITE, stepSchema, async (context, { step }) => {
  const stepped = await stepSandbox(context, step)
  if (!stepped.ok) return stepped
  revalidatePath('/', 'layout')
  return { status: 'done' as const, message: 'Done.' }
})

/** Only under the embedded stack, like the sandbox: moves this company's clock forward. */
export const moveClockAction = formAction('moveClock', WRITE, clockSchema, async (context, { to }) => {
  const moved = await moveClock(context, to)
  if (!moved.ok) return moved
  revalidatePath('/', 'layout')
  return { status: 'done' as const, message: 'Moved.' }
})

/** Only under the embedded stack: what the cron does at 4 o'clock, now. Whoever erased their own company sees its certificate. */
export const runNightAction = formAction('runNight', WRITE, nothingSchema, async ({ company }) => {
  const ran = await runNight(company.id)
  if (!ran.ok) return ran
  if (ran.value.erased) redirect(`/erased/${company.id}`)
  revalidatePath('/', 'layout')
  return { status: 'done' as const, message: 'Done. Nothing of this company was erased.' }
})
