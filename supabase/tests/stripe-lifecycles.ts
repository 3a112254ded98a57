/** What Stripe sends in the lives of a subscription, as its events look, and how each life ends for the company. */

const DAY = 86_400
export const START = Date.UTC(2027, 0, 4) / 1000
export const day = (days: number): number => START + days * DAY
export const instant = (days: number): string => new Date(day(days) * 1000).toISOString()

export type Sent = { id: string; type: string; created: number; data: { object: Record<string, unknown> } }
type Told = {
  at: number
  type: 'created' | 'updated' | 'deleted'
  sub?: 'a' | 'b'
  status: string
  ends: number
  atPeriodEnd?: true
  cancelAt?: number
  endedAt?: number
  interval?: 'month' | 'year'
}
export type Lifecycle = {
  name: string
  told: Told[]
  status: 'trialing' | 'active' | 'past_due' | 'canceled'
  /** Days after START, or null. */
  clock: number | null
}

const told = (at: number, type: Told['type'], status: string, ends: number, more: Partial<Told> = {}): Told => ({
  at,
  type,
  status,
  ends,
  ...more,
})

export const LIFECYCLES: Lifecycle[] = [
  {
    name: 'subscribes and renews twice',
    told: [told(0, 'created', 'active', 30), told(30, 'updated', 'active', 60), told(60, 'updated', 'active', 90)],
    status: 'active',
    clock: null,
  },
  {
    name: 'is made and paid within one second',
    told: [told(0, 'created', 'incomplete', 30), told(0, 'updated', 'active', 30)],
    status: 'active',
    clock: null,
  },
  {
    name: 'fails to pay, then pays',
    told: [
      told(0, 'created', 'active', 30),
      told(30, 'updated', 'past_due', 60),
      told(33, 'updated', 'past_due', 60),
      told(35, 'updated', 'active', 60),
    ],
    status: 'active',
    clock: null,
  },
  {
    name: 'fails to pay',
    told: [told(0, 'created', 'active', 30), told(30, 'updated', 'past_due', 60)],
    status: 'past_due',
    clock: null,
  },
  {
    name: 'fails to pay until Stripe gives up',
    told: [
      told(0, 'created', 'active', 30),
      told(30, 'updated', 'past_due', 60),
      told(37, 'updated', 'past_due', 60),
      told(44, 'deleted', 'canceled', 60, { endedAt: 44 }),
    ],
    status: 'canceled',
    clock: 44,
  },
  {
    name: 'cancels for the end of the period',
    told: [told(0, 'created', 'active', 30), told(9, 'updated', 'active', 30, { atPeriodEnd: true })],
    status: 'active',
    clock: 30,
  },
  {
    name: 'cancels for a day of its own',
    told: [told(0, 'created', 'active', 30), told(9, 'updated', 'active', 30, { cancelAt: 21 })],
    status: 'active',
    clock: 21,
  },
  {
    name: 'cancels and resumes',
    told: [
      told(0, 'created', 'active', 30),
      told(9, 'updated', 'active', 30, { atPeriodEnd: true }),
      told(12, 'updated', 'active', 30),
      told(30, 'updated', 'active', 60),
    ],
    status: 'active',
    clock: null,
  },
  {
    name: 'cancels and runs out',
    told: [
      told(0, 'created', 'active', 30),
      told(9, 'updated', 'active', 30, { atPeriodEnd: true }),
      told(30, 'deleted', 'canceled', 30, { atPeriodEnd: true, endedAt: 30 }),
    ],
    status: 'canceled',
    clock: 30,
  },
  {
    name: 'ends at once and subscribes again, while the old one still speaks',
    told: [
      told(0, 'created', 'active', 30),
      told(5, 'deleted', 'canceled', 30, { endedAt: 5 }),
      told(20, 'created', 'incomplete', 50, { sub: 'b' }),
      told(20, 'updated', 'active', 50, { sub: 'b' }),
      told(25, 'updated', 'canceled', 30, { endedAt: 5 }),
    ],
    status: 'active',
    clock: null,
  },
  {
    name: 'changes to the yearly plan by a second subscription',
    told: [
      told(0, 'created', 'active', 30),
      told(10, 'created', 'active', 375, { sub: 'b', interval: 'year' }),
      told(10, 'updated', 'active', 30, { atPeriodEnd: true }),
      told(30, 'deleted', 'canceled', 30, { endedAt: 30 }),
    ],
    status: 'active',
    clock: null,
  },
  {
    name: 'has ended, whatever is said of it later',
    told: [
      told(0, 'created', 'active', 30),
      told(5, 'deleted', 'canceled', 30, { endedAt: 5 }),
      told(6, 'updated', 'active', 30),
    ],
    status: 'canceled',
    clock: 5,
  },
  {
    name: 'stays unpaid',
    told: [told(0, 'created', 'active', 30), told(30, 'updated', 'past_due', 60), told(50, 'updated', 'unpaid', 60)],
    status: 'canceled',
    clock: 50,
  },
  {
    name: 'begins a checkout and never finishes it',
    told: [told(0, 'created', 'incomplete', 30), told(1, 'updated', 'incomplete_expired', 30)],
    status: 'trialing',
    clock: null,
  },
]

/**
 * The events of one life, in order, for one company. With `marked` every subscription names the company; otherwise only
 * the customer does, so that what comes before it has to wait.
 */
export function eventsOf(life: Lifecycle, companyId: string, key: string, marked: boolean): Sent[] {
  const metadata = { company_id: companyId }
  const customer: Sent = {
    id: `evt_${key}_99`,
    type: 'customer.created',
    created: day(0) - 60,
    data: { object: { id: `cus_${key}`, object: 'customer', metadata } },
  }
  return [customer, ...life.told.map((one, index) => eventOf(one, key, index + 1, marked ? metadata : {}))]
}

function eventOf(one: Told, key: string, number: number, metadata: object): Sent {
  const seconds = (days: number | undefined): number | null => (days === undefined ? null : day(days))
  return {
    // Ids say nothing of the order: here they run against it.
    id: `evt_${key}_${98 - number}`,
    type: `customer.subscription.${one.type}`,
    created: day(one.at),
    data: {
      object: {
        id: `sub_${key}_${one.sub ?? 'a'}`,
        object: 'subscription',
        customer: `cus_${key}`,
        status: one.status,
        metadata,
        cancel_at: seconds(one.cancelAt) ?? (one.atPeriodEnd ? day(one.ends) : null),
        cancel_at_period_end: one.atPeriodEnd ?? false,
        ended_at: seconds(one.endedAt),
        items: {
          object: 'list',
          data: [{ current_period_end: day(one.ends), price: { recurring: { interval: one.interval ?? 'month' } } }],
        },
      },
    },
  }
}
