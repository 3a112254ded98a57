import { accessSync, constants } from 'node:fs'
import { z } from 'zod'
import { INTERVALS, PLANS } from '../../lib/billing/plan.ts'
import { type Env, parseEnv } from '../../lib/env.ts'
import { isLoopback } from '../../lib/messages/is-loopback.ts'

/** `off`: not set up, which is allowed and means that the feature is not there. */
export type Finding = { part: string; state: 'ok' | 'off' | 'missing'; sentence: string }

/** Holds an environment against docs/deploy.md, part by part. It writes nothing but what the job runner would do anyway. */
export async function examine(variables: Readonly<Record<string, string | undefined>>): Promise<Finding[]> {
  let env: Env
  try {
    env = parseEnv(variables)
  } catch (error) {
    return [missing('Settings', error instanceof Error ? error.message : String(error))]
  }
  const findings: Finding[] = [ok('Settings', 'Every variable that is needed is set and has the right form.')]
  for (const [part, check] of CHECKS) {
    try {
      findings.push(...(await check(env)).map((one) => ({ part, ...one })))
    } catch (error) {
      findings.push(missing(part, `No answer: ${error instanceof Error ? error.message : String(error)}.`))
    }
  }
  return findings
}

type Said = Omit<Finding, 'part'>
const ok = (part: string, sentence: string): Finding => ({ part, state: 'ok', sentence })
const missing = (part: string, sentence: string): Finding => ({ part, state: 'missing', sentence })
/** One sentence when it holds, another when it does not. */
const says = (holds: boolean, good: string, bad: string): Said => ({
  state: holds ? 'ok' : 'missing',
  sentence: holds ? good : bad,
})

const CHECKS: readonly (readonly [string, (env: Env) => Promise<Said[]>])[] = [
  ['Address', checkAddress],
  ['App', checkApp],
  ['Cron', checkCron],
  ['Database', checkDatabase],
  ['Sign-in', checkSignIn],
  ['Storage', checkStorage],
  ['Email', checkEmail],
  ['Payments', checkPayments],
  ['List of erasures', checkErasureList],
]

async function checkAddress({ APP_ORIGIN }: Env): Promise<Said[]> {
  const { protocol, hostname } = new URL(APP_ORIGIN)
  return [
    says(
      protocol === 'https:' || isLoopback(hostname),
      `People reach it at ${APP_ORIGIN}.`,
      `APP_ORIGIN is ${APP_ORIGIN}: it must begin with https:// or cookies travel in the open.`,
    ),
  ]
}

async function checkApp({ APP_ORIGIN, FLOWTRACK_EMBEDDED }: Env): Promise<Said[]> {
  const answer = await ask(`${APP_ORIGIN}/`)
  const policy = answer.headers.get('content-security-policy') ?? ''
  return [
    says(answer.status === 200, 'The home page answers.', `The home page answers with status ${answer.status}.`),
    says(
      policy.includes("'strict-dynamic'") && answer.headers.has('strict-transport-security'),
      'Its security headers are there.',
      'Its security headers are missing: something in front of the app takes them away.',
    ),
    says(
      !FLOWTRACK_EMBEDDED || isLoopback(new URL(APP_ORIGIN).hostname),
      'The local outbox, sandbox and clock are off.',
      'FLOWTRACK_EMBEDDED is set: take it away, it is for one machine alone.',
    ),
  ]
}

async function checkCron({ APP_ORIGIN, CRON_SECRET }: Env): Promise<Said[]> {
  const run = `${APP_ORIGIN}/api/jobs/run`
  const without = await ask(run, { method: 'POST' })
  const withSecret = await ask(run, { method: 'POST', headers: bearer(CRON_SECRET) })
  return [
    says(
      without.status === 401,
      'The job route refuses strangers.',
      `The job route answers strangers ${without.status}.`,
    ),
    says(
      withSecret.status === 200,
      'It runs with CRON_SECRET; that a scheduler calls it every minute is to be seen at the scheduler.',
      `With CRON_SECRET it answers ${withSecret.status}: the app runs with another secret.`,
    ),
  ]
}

async function checkDatabase({ SUPABASE_URL, SUPABASE_SECRET_KEY, SUPABASE_PUBLISHABLE_KEY }: Env): Promise<Said[]> {
  const call = (name: string, key: string, args: object): Promise<Response> =>
    ask(`${SUPABASE_URL}/rest/v1/rpc/${name}`, {
      method: 'POST',
      headers: { ...keyed(key), 'content-type': 'application/json' },
      body: JSON.stringify(args),
    })
  // The first version is news to nobody, so this writes nothing; it is among the functions made last.
  const newest = { p_policy: 'privacy', p_version: 1, p_on: '2000-01-01' }
  const [asServer, asVisitor, unknown] = await Promise.all([
    call('queue_policy_notices', SUPABASE_SECRET_KEY, newest),
    call('queue_policy_notices', SUPABASE_PUBLISHABLE_KEY, newest),
    call('verify_report', SUPABASE_PUBLISHABLE_KEY, { p_code: 'none' }),
  ])
  return [
    says(
      asServer.ok,
      'The migrations are applied, and the secret key is right.',
      `Our server’s call is answered ${asServer.status}: apply the migrations (supabase db push), or correct SUPABASE_SECRET_KEY.`,
    ),
    says(
      !asVisitor.ok && unknown.ok,
      'The publishable key reaches what visitors may reach, and no more.',
      'The publishable key is wrong, or reaches too much: is it the secret one?',
    ),
  ]
}

const settingsShape = z.object({
  disable_signup: z.boolean(),
  mailer_autoconfirm: z.boolean(),
  external: z.object({ google: z.boolean().optional(), anonymous_users: z.boolean().optional() }),
})

async function checkSignIn({ SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SUPABASE_GOOGLE_ENABLED }: Env): Promise<Said[]> {
  const answer = await ask(`${SUPABASE_URL}/auth/v1/settings`, { headers: keyed(SUPABASE_PUBLISHABLE_KEY) })
  const { disable_signup, mailer_autoconfirm, external } = settingsShape.parse(await answer.json())
  return [
    says(!disable_signup, 'People can sign up.', 'Signing up is switched off at the sign-in service.'),
    says(
      !mailer_autoconfirm,
      'An address must be confirmed.',
      'Addresses count as confirmed unseen: switch email confirmations on.',
    ),
    says(external.anonymous_users !== true, 'Nobody signs in anonymously.', 'Switch anonymous sign-ins off.'),
    says(
      (external.google === true) === SUPABASE_GOOGLE_ENABLED,
      SUPABASE_GOOGLE_ENABLED
        ? 'Sign-in with Google is on, here and there.'
        : 'Sign-in with Google is off, here and there.',
      'SUPABASE_GOOGLE_ENABLED says otherwise than the sign-in service.',
    ),
  ]
}

async function checkStorage({ SUPABASE_URL, SUPABASE_SECRET_KEY }: Env): Promise<Said[]> {
  const answer = await ask(`${SUPABASE_URL}/storage/v1/bucket/company-files`, { headers: keyed(SUPABASE_SECRET_KEY) })
  const bucket = z.object({ public: z.boolean() }).safeParse(await answer.json())
  return [
    says(
      bucket.success && !bucket.data.public,
      'The bucket company-files is there and private.',
      bucket.success ? 'The bucket company-files is public: make it private.' : 'The bucket company-files is missing.',
    ),
  ]
}

async function checkEmail({ RESEND_API_KEY, RESEND_FROM, RESEND_BASE_URL }: Env): Promise<Said[]> {
  if (RESEND_API_KEY === undefined || RESEND_FROM === undefined)
    return [{ state: 'off', sentence: 'RESEND_API_KEY is not set: mail waits and nobody can confirm an address.' }]
  const domain = /@([^>\s]+)>?$/.exec(RESEND_FROM)?.[1] ?? RESEND_FROM
  const answer = await ask(`${RESEND_BASE_URL ?? 'https://api.resend.com'}/domains`, {
    headers: bearer(RESEND_API_KEY),
  })
  if (!answer.ok)
    return [
      {
        state: 'missing',
        sentence: `Resend answers ${answer.status}: the key is wrong, or may only send. Check the domain in its dashboard.`,
      },
    ]
  const { data } = z
    .object({ data: z.array(z.object({ name: z.string(), status: z.string() })) })
    .parse(await answer.json())
  return [
    says(
      data.some(({ name, status }) => name === domain && status === 'verified'),
      `Resend may send as ${domain}.`,
      `Resend has no verified domain ${domain}: add it there with its DNS records.`,
    ),
  ]
}

const WEBHOOK_EVENTS = [
  'customer.created',
  'customer.updated',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'checkout.session.completed',
]
/** Those of the second endpoint, for the accounts on which companies take cards. */
const CONNECT_EVENTS = ['account.updated', 'checkout.session.completed', 'checkout.session.async_payment_succeeded']

async function checkPayments(env: Env): Promise<Said[]> {
  const { STRIPE_SECRET_KEY, STRIPE_BASE_URL, STRIPE_PRICE_MONTHLY, STRIPE_PRICE_YEARLY, APP_ORIGIN } = env
  const { STRIPE_CONNECT_WEBHOOK_SECRET } = env
  if (STRIPE_SECRET_KEY === undefined)
    return [{ state: 'off', sentence: 'STRIPE_SECRET_KEY is not set: nobody can subscribe.' }]
  const get = async <S extends z.ZodType>(path: string, shape: S): Promise<z.infer<S> | null> => {
    const answer = await ask(`${STRIPE_BASE_URL}${path}`, { headers: bearer(STRIPE_SECRET_KEY) })
    return answer.ok ? shape.parse(await answer.json()) : null
  }
  const prices = { month: STRIPE_PRICE_MONTHLY, year: STRIPE_PRICE_YEARLY }
  const said: Said[] = []
  for (const interval of INTERVALS) {
    const price = await get(
      `/v1/prices/${prices[interval] ?? ''}`,
      z.object({ active: z.boolean(), unit_amount: z.number().nullable(), currency: z.string() }),
    )
    const { name, cents } = PLANS[interval]
    said.push(
      says(
        price?.active === true && price.unit_amount === cents && price.currency === 'usd',
        `The price ${name} is the one the site shows.`,
        `The price ${name} is not at Stripe, not active, or not ${cents} US cents as the site shows.`,
      ),
    )
  }
  const hooks = await get(
    '/v1/webhook_endpoints?limit=100',
    z.object({
      data: z.array(z.object({ url: z.string(), status: z.string(), enabled_events: z.array(z.string()) })),
    }),
  )
  const target = `${APP_ORIGIN}/api/webhooks/stripe`
  const ours = hooks?.data.filter(({ url, status }) => url === target && status === 'enabled') ?? []
  const unheardBy = (hook: (typeof ours)[number] | undefined, events: readonly string[]): string[] =>
    events.filter((event) => !['*', event].some((one) => hook?.enabled_events.includes(one)))
  // The list does not tell which endpoint is for connected accounts: ours is the one that hears most of what it must.
  const lack = (each: (typeof ours)[number]): number => unheardBy(each, WEBHOOK_EVENTS).length
  const hook = ours.toSorted((one, other) => lack(one) - lack(other))[0]
  const hears = (which: string, endpoint: (typeof ours)[number] | undefined, events: readonly string[]): Said => {
    const unheard = unheardBy(endpoint, events)
    return says(
      endpoint !== undefined && unheard.length === 0,
      `The webhook${which} is there and hears what it must.`,
      endpoint === undefined
        ? `Stripe has no enabled webhook${which} to ${target}.`
        : `The webhook${which} does not hear: ${unheard.join(', ')}.`,
    )
  }
  said.push(hears('', hook, WEBHOOK_EVENTS))
  if (STRIPE_CONNECT_WEBHOOK_SECRET === undefined) {
    const sentence = 'STRIPE_CONNECT_WEBHOOK_SECRET is not set: customers cannot pay invoices by card.'
    return [...said, { state: 'off', sentence }]
  }
  const second = ours.find((each) => each !== hook && unheardBy(each, ['account.updated']).length === 0)
  said.push(hears(' for connected accounts', second, CONNECT_EVENTS))
  return said
}

async function checkErasureList({ ERASURE_LIST_DIR, ERASURE_LIST_EMAIL }: Env): Promise<Said[]> {
  if (ERASURE_LIST_DIR === undefined && ERASURE_LIST_EMAIL === undefined)
    return [
      {
        state: 'missing',
        sentence: 'Neither ERASURE_LIST_DIR nor ERASURE_LIST_EMAIL is set: no deletion certificate becomes final.',
      },
    ]
  if (ERASURE_LIST_DIR !== undefined) accessSync(ERASURE_LIST_DIR, constants.W_OK)
  return [{ state: 'ok', sentence: 'Erasures are listed outside the database.' }]
}

const bearer = (secret: string): Record<string, string> => ({ authorization: `Bearer ${secret}` })
const keyed = (key: string): Record<string, string> => ({ apikey: key, ...bearer(key) })

async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(15_000), ...init })
  } catch {
    throw new Error(`${new URL(url).origin} cannot be reached`)
  }
}
