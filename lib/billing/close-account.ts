import 'server-only'
import type { Context } from '../context.ts'
import { doneOf, ok, refusalSentence, refuse, type Result } from '../errors.ts'
import { endSubscriptions, resumeSubscriptions } from './change-subscription.ts'
import { getBilling, isEnding, runs } from './queries.ts'

type Who = Pick<Context, 'db' | 'company'>

/** Closes the account at once, or with the trial or what is paid. A subscription is ended first, and its event closes. */
export async function closeAccount(who: Who, name: string, when: 'now' | 'period end'): Promise<Result<unknown>> {
  const plain = (text: string): string => text.trim().toLowerCase()
  if (plain(name) !== plain(who.company.name))
    return refuse('company_name_differs', refusalSentence('company_name_differs') ?? '', 'name')
  const running = (await getBilling(who.db)).subscriptions.filter(runs)
  if (running.length === 0)
    return doneOf(await who.db.rpc('close_account', { p_name: name, p_at_once: when === 'now' }))
  // Ending with what is paid twice over is what was asked for.
  return when === 'period end' && running.every(isEnding) ? ok(null) : endSubscriptions(who, when)
}

/** Takes a closing back: the subscription goes on, or the trial that still runs. */
export async function reopenAccount(who: Who): Promise<Result<unknown>> {
  const running = (await getBilling(who.db)).subscriptions.filter(runs)
  return running.some(isEnding) ? resumeSubscriptions(who) : doneOf(await who.db.rpc('reopen_account'))
}
