import { cache } from 'react'

/** What another call of this request brings along, once a page has made one. */
const brought = cache((): { context?: Promise<unknown> } => ({}))

/** For a page's own first call whose answer holds the context: the layout then need not ask for it in a second one. */
export function bringContext(context: Promise<unknown>): void {
  context.catch(() => undefined)
  brought().context ??= context
}

/** The context another call brings; null when none does or that call failed. */
export async function broughtContext(): Promise<unknown> {
  return (await brought().context?.catch(() => null)) ?? null
}
