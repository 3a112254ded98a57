import type { Sql } from 'postgres'
import type { Sent } from './stripe-lifecycles.ts'

/** How Stripe's deliveries arrive, and what must stand in the end; for the database's own test and for the whole server's. */

export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ value }) => value)
}

/** Every event at least once, the rest of the deliveries repeats, all shuffled by a seed. */
export function stormOf(events: readonly Sent[], deliveries: number, seed: number): Sent[] {
  let state = seed
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const repeats = Array.from({ length: deliveries - events.length }, () => events[Math.floor(random() * events.length)])
  return shuffled([...events, ...repeats.filter((event) => event !== undefined)], random)
}

/** The account and its subscriptions, without what differs by company. */
export async function stateOf(sql: Sql, companyId: string, key: string): Promise<unknown> {
  const [company] =
    await sql`select subscription_status, deletion_clock_starts_at from public.companies where id = ${companyId}`
  const subscriptions = await sql`
    select replace(id, ${key}, '') as id, status, billing_interval, cancel_at, cancel_at_period_end, current_period_end, ended_at,
      replace(event_id, ${key}, '') as event_id, replace(version, ${key}, '') as version
    from private.stripe_subscriptions where company_id = ${companyId} order by 1`
  return { ...company, subscriptions: [...subscriptions] }
}

/**
 * What is wrong with the company's log and its events: each change of the account is one entry, caused by another event,
 * each follows from the one before, the chain is whole; every event is kept once, applied or late.
 */
export async function entryFlaws(
  sql: Sql,
  companyId: string,
  events: readonly Sent[],
  first: string,
): Promise<string[]> {
  const flaws: string[] = []
  const entries = await sql<{ action: string; facts: { event: string; was: string; status: string } }[]>`
    select action, facts from public.audit_log where company_id = ${companyId} order by seq`
  const causes = entries.map((entry) => entry.facts.event)
  if (entries.some((entry) => entry.action !== 'billing changed')) flaws.push('an entry of another kind')
  if (new Set(causes).size !== causes.length) flaws.push('two entries of one event')
  if (causes.some((id) => !events.some((event) => event.id === id))) flaws.push('an entry without its event')
  let before = first
  for (const { facts } of entries) {
    if (facts.was !== before) flaws.push(`an entry was ${facts.was} after ${before}`)
    before = facts.status
  }
  const [chain] = await sql<{ whole: boolean }[]>`select private.audit_chain_is_whole(${companyId}) as whole`
  if (chain?.whole !== true) flaws.push('the chain is broken')
  const kept = await sql<{ id: string; outcome: string; parked: boolean }[]>`
    select id, outcome, payload is not null as parked from private.stripe_events where company_id = ${companyId}`
  const ids = new Set(kept.map((row) => row.id))
  if (ids.size !== events.length || events.some((event) => !ids.has(event.id))) flaws.push('an event is missing')
  if (kept.some((row) => row.parked || !['applied', 'late'].includes(row.outcome)))
    flaws.push('an event was not applied')
  return flaws
}
