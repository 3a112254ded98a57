import { z } from 'zod'

const flag = z.stringbool().optional().default(false)
const address = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''))

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** The origin people reach us at, without a trailing slash; links in messages and QR codes start with it. */
  APP_ORIGIN: address.transform((text) => new URL(text).origin),
  SUPABASE_URL: address,
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
  /** service_role: passes by RLS. Only lib/supabase/admin.ts may use it. */
  SUPABASE_SECRET_KEY: z.string().min(1),
  /** Bearer secret of the job and cron routes. */
  CRON_SECRET: z.string().min(16),
  /** Signs what we hand out and must recognise again. */
  FLOWTRACK_SIGNING_SECRET: z.string().min(32),
  /** True only when the embedded stack started us: the local outbox page exists. */
  FLOWTRACK_EMBEDDED: flag,
  /** How many proxies of ours append to X-Forwarded-For; the client is that many entries from its end. */
  TRUSTED_HOPS: z.coerce.number().int().min(1).max(10).default(1),
  SUPABASE_GOOGLE_ENABLED: flag,
  /** E-mail leaves only when key and sender are both there; otherwise messages stay in the outbox. */
  RESEND_API_KEY: z.string().optional(),
  RESEND_FROM: z.string().optional(),
  RESEND_BASE_URL: address.optional(),
  /** Payments: off without them. The old webhook secret counts too while a new one is brought in. */
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(16).optional(),
  STRIPE_WEBHOOK_SECRET_OLD: z.string().min(16).optional(),
  /** Stripe signs the events of connected accounts (invoices paid by card) with a secret of their own. */
  STRIPE_CONNECT_WEBHOOK_SECRET: z.string().min(16).optional(),
  STRIPE_PRICE_MONTHLY: z.string().optional(),
  STRIPE_PRICE_YEARLY: z.string().optional(),
  STRIPE_BASE_URL: address.default('https://api.stripe.com'),
  /** Finding addresses and drive times: without it the ZIP code says where a site is. Kept on our server. */
  MAPBOX_TOKEN: z.string().optional(),
  MAPBOX_BASE_URL: address.default('https://api.mapbox.com'),
  /** Streets on the map in the browser: a public token, limited to our origin. Without it the map shows states and counties. */
  NEXT_PUBLIC_MAPBOX_TOKEN: z.string().startsWith('pk.').optional(),
  /** Where erasures are listed outside the database: a folder, a mailbox of the operator's, or both. */
  ERASURE_LIST_DIR: z.string().optional(),
  ERASURE_LIST_EMAIL: z.email().optional(),
})

export type Env = z.infer<typeof environment>

let read: Env | undefined

/** The settings of this process, read and checked once. Throws one sentence that names what is missing or wrong. */
export function env(): Env {
  read ??= parseEnv(process.env)
  return read
}

/** True in a proof run: the same tests at full counts. Needs none of the other settings. */
export function isProof(): boolean {
  return process.env.FLOWTRACK_PROOF === '1'
}

/** Checks a set of variables; `env()` does it for those of the process. An unset variable and an empty one are the same. */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) throw new Error(sentenceOf(parsed.error, given))
  if ((parsed.data.RESEND_API_KEY === undefined) !== (parsed.data.RESEND_FROM === undefined)) {
    throw new Error('RESEND_API_KEY and RESEND_FROM belong together: set both or neither (see .env.example).')
  }
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_PRICE_MONTHLY, STRIPE_PRICE_YEARLY } = parsed.data
  const needed = [STRIPE_WEBHOOK_SECRET, STRIPE_PRICE_MONTHLY, STRIPE_PRICE_YEARLY]
  if (STRIPE_SECRET_KEY !== undefined && needed.includes(undefined)) {
    throw new Error(
      'STRIPE_SECRET_KEY needs STRIPE_WEBHOOK_SECRET, STRIPE_PRICE_MONTHLY and STRIPE_PRICE_YEARLY beside it (see .env.example).',
    )
  }
  return parsed.data
}

/** Names variables, never their values: the sentence ends up in logs. */
function sentenceOf(error: z.ZodError, given: Record<string, unknown>): string {
  const names = [...new Set(error.issues.map((issue) => String(issue.path[0])))]
  const missing = names.filter((name) => !(name in given))
  const wrong = names.filter((name) => name in given)
  const parts = [
    missing.length > 0 ? `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not set` : '',
    wrong.length > 0 ? `${wrong.join(', ')} ${wrong.length > 1 ? 'have' : 'has'} a value of the wrong form` : '',
  ]
  return `${parts.filter((part) => part !== '').join(' and ')}: see .env.example for what belongs there.`
}
