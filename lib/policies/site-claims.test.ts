import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LEAST_AGE } from '../accounts/least-age.ts'
import { DEMO_COMPANIES } from '../../supabase/local/seed-companies.ts'
import { SIGNUP_COOKIE, SIGNUP_COOKIE_SECONDS } from '../accounts/signup-proof.ts'
import { GRACE_DAYS, TRIAL_DAYS } from '../billing/plan.ts'
import { CONTACT_DAYS } from '../contact/schema.ts'
import { codeOf, importsOf, isTest, PROJECT, projectFiles, source } from '../conventions/tree.ts'
import { isDay } from '../dates.ts'
import { PROVIDERS } from '../providers/providers.ts'
import { COOKIES } from './cookies.ts'
import { DEMO_COMPANY } from './demo-company.ts'
import { POLICIES, POLICY_NAMES } from './policy-versions.ts'
import { ANSWER_DAYS, BACKUP_DAYS, EVIDENCE_YEARS, PHOTO_DAYS, REFUSAL_DAYS } from './retention.ts'

/** What the public pages say, held against the code and the documents: whoever changes one hears of the other. */

const code = projectFiles('.ts', '.tsx').filter(
  (file) => /^(lib|app)\/|^proxy\.ts$/.test(file) && !isTest(file) && !file.endsWith('database.types.ts'),
)

test('the providers of the privacy policy are the adapters there are, with their settings', () => {
  const adapters = code.filter((file) => file.startsWith('lib/providers/') && file !== 'lib/providers/providers.ts')
  const listed = PROVIDERS.map(({ adapter }) => adapter)
  expect(listed.filter((file) => file !== 'lib/supabase/server.ts').toSorted()).toEqual(adapters.toSorted())
  expect(listed.filter((file) => !existsSync(join(PROJECT, file)))).toEqual([])
  // A setting that names a key, a secret or a token of somebody's belongs to a provider, or is our own.
  const settings = [...source('lib/env.ts').matchAll(/^\s{2,}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1] ?? '')
  const ours = /^(CRON_SECRET|FLOWTRACK_SIGNING_SECRET)$/
  const secrets = settings.filter((name) => /_(KEY|SECRET|TOKEN|SID|DSN)(_|$)/.test(name) && !ours.test(name))
  expect(
    secrets.filter((name) => !PROVIDERS.some((each) => name.replace(/^NEXT_PUBLIC_/, '').startsWith(each.settings))),
  ).toEqual([])
  for (const { settings: prefix } of PROVIDERS) expect(settings.some((name) => name.startsWith(prefix))).toBe(true)
})

test('docs/hosting-regions.md places each provider, and nobody the policy does not name', () => {
  const regions = source('docs/hosting-regions.md')
  expect(PROVIDERS.filter(({ name }) => !regions.includes(name))).toEqual([])
  for (const stranger of ['Twilio', 'Mapbox', 'Anthropic', 'Sentry'])
    expect(regions.includes(stranger), stranger).toBe(PROVIDERS.some(({ name }) => name === stranger))
})

test('what the app tells Stripe is what the policy says: ids, of an invoice its number, amount and currency, and the way back', () => {
  const text = codeOf('lib/providers/stripe.ts')
  const told = [...text.matchAll(/api\.(\w+(?:\.\w+)+)\(/g)].map((match) => ({
    call: match[1] ?? '',
    values: valuesOf(text.slice(match.index + match[0].length)),
  }))
  // Each call with all that stands in it beside words of our own; what is only asked about or ended stands for itself.
  expect(told).toEqual([
    { call: 'customers.create', values: ['companyId', 'metadata'] },
    { call: 'checkout.sessions.create', values: ['back', 'companyId', 'customer', 'price'] },
    { call: 'billingPortal.sessions.create', values: ['back', 'customer'] },
    { call: 'subscriptions.update', values: ['subscription'] },
    { call: 'subscriptions.cancel', values: ['subscription'] },
    { call: 'subscriptions.update', values: ['fields', 'subscription'] },
    { call: 'customers.retrieve', values: ['customer'] },
    { call: 'subscriptions.list', values: ['customer'] },
    { call: 'customers.retrieve', values: ['customer'] },
    { call: 'customers.del', values: ['customer'] },
    { call: 'accounts.create', values: ['companyId', 'metadata'] },
    { call: 'accountLinks.create', values: ['account', 'back'] },
    {
      call: 'checkout.sessions.create',
      values: ['asked.account', 'asked.amount_cents', 'asked.currency', 'asked.id', 'asked.number', 'back'],
    },
  ])
  expect([...text.matchAll(/const (?:metadata|fields) = (.*)/g)].map((match) => match[1])).toEqual([
    '{ company_id: companyId }',
    "atPeriodEnd ? { cancel_at_period_end: false } : { cancel_at: '' as const }",
    '{ company_id: companyId }',
  ])
})

/** The names of all values in a call's arguments, up to the bracket that ends it. */
function valuesOf(text: string): string[] {
  let open = 1
  let at = 0
  for (; open > 0 && at < text.length; at += 1) open += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0
  const plain = text
    .slice(0, at - 1)
    .replace(/\/\/.*$/gm, '')
    .replace(/`([^`]*)`/g, (_, words: string) => [...words.matchAll(/\$\{([^}]*)\}/g)].map((one) => one[1]).join(' '))
    .replace(/'[^']*'/g, '')
    .replace(/\w+:/g, '')
    .replace(/\w+\(/g, '(')
  const names = [...plain.matchAll(/[a-zA-Z][\w.]*/g)]
    .map(([name]) => name)
    .filter((name) => !/^(true|false)$/.test(name))
  return [...new Set(names)].toSorted()
}

test('every cookie the code sets is in the policy, and the other way round', () => {
  const set = new Set<string>()
  for (const file of code) {
    const text = codeOf(file)
    // One of our own is set by a constant, the session's by the client with names of its own.
    for (const match of text.matchAll(/(?:jar|cookies)\.set\((\w+)/g)) set.add(match[1] ?? '')
    if (/document\.cookie/.test(text)) set.add(`document.cookie in ${file}`)
  }
  expect([...set].toSorted()).toEqual(['LOOK_COOKIE', 'SIGNUP_COOKIE', 'cookie', 'name'])
  const look = /LOOK_COOKIE = '(\w+)'/.exec(source('app/_ui/look.ts'))?.[1] ?? ''
  const names = [look, SIGNUP_COOKIE, 'sb-127-auth-token', 'sb-x-auth-token.1', 'sb-x-auth-token-code-verifier']
  for (const name of names) expect(COOKIES.filter(({ pattern }) => pattern.test(name)).length, name).toBe(1)
  expect(COOKIES.filter(({ pattern }) => !names.some((name) => pattern.test(name)))).toEqual([])
  expect(SIGNUP_COOKIE_SECONDS).toBe(86_400)
  expect(source('app/_ui/look-actions.ts')).toContain('YEAR_SECONDS = 365 *')
})

test('nothing is kept in the browser but the drafts the policy names', () => {
  const keepers = code.filter((file) => /localStorage|sessionStorage|indexedDB/.test(codeOf(file)))
  // The map's file only takes away what Mapbox keeps.
  expect(keepers).toEqual(['app/(staff)/map/open-mapbox.ts', 'lib/test-records/local-drafts.ts'])
  expect(codeOf('app/(staff)/map/open-mapbox.ts')).not.toMatch(/setItem|sessionStorage|indexedDB/)
  expect(codeOf('app/(site)/privacy/page.tsx')).toContain('a random id that')
})

test('the days and years of the policy are those of the database and of docs/', () => {
  const photos = source('supabase/migrations/0201_photo_retention.sql')
  expect(photos).toContain(`photo_days int not null default ${PHOTO_DAYS.usual}`)
  expect(photos).toContain(`photo_days between ${PHOTO_DAYS.least} and ${PHOTO_DAYS.most}`)
  const privacy = source('supabase/migrations/0214_privacy_requests.sql')
  expect(privacy).toContain(`greatest(${EVIDENCE_YEARS.tests}, `)
  expect(privacy).toContain(`interval '${EVIDENCE_YEARS.removedAssemblies} years'`)
  expect(privacy).toContain(`max(i.sent_at) + interval '${EVIDENCE_YEARS.invoices} years'`)
  for (const days of Object.values(ANSWER_DAYS)) expect(privacy).toMatch(new RegExp(`\\b${days}\\b`))
  expect(source('supabase/migrations/0180_erasure.sql')).toContain(`now() - interval '${REFUSAL_DAYS} days'`)
  const retention = source('docs/data-retention.md')
  for (const words of [
    `${TRIAL_DAYS} days; if nobody subscribes`,
    `read-only for ${GRACE_DAYS} days`,
    `${PHOTO_DAYS.least} to ${PHOTO_DAYS.most}, ${PHOTO_DAYS.usual} unless changed`,
    `${REFUSAL_DAYS} days, with address or email as a hash`,
    `${CONTACT_DAYS} days, or until an operator deletes them`,
    `${EVIDENCE_YEARS.tests} years after the test`,
    `${EVIDENCE_YEARS.removedAssemblies} years after removal`,
    `${EVIDENCE_YEARS.invoices} years`,
    `${ANSWER_DAYS.usual} days; ${ANSWER_DAYS.california} for\nCalifornia`,
  ])
    expect(retention).toContain(words)
  expect(source('docs/backup-policy.md')).toMatch(new RegExp(`\\| Kept +\\| ${BACKUP_DAYS} days`))
  expect(source('lib/privacy/run-retention.ts')).toContain("rpc('purge_contact_messages', { p_days: CONTACT_DAYS })")
})

test.each(POLICY_NAMES)('versions of %s have days, come newest first and say what changed', (policy) => {
  const { versions } = POLICIES[policy]
  expect(versions.length).toBeGreaterThan(0)
  expect(versions.map(({ version }) => version)).toEqual(versions.map((_, at, all) => all.length - at))
  for (const { on, changed } of versions) {
    expect(isDay(on)).toBe(true)
    expect(changed.length).toBeGreaterThan(0)
  }
  const days = versions.map(({ on }) => on)
  expect(days).toEqual(days.toSorted().toReversed())
})

test('the one company of the case studies is the demo’s, and its numbers are the demo’s', () => {
  const [demo] = DEMO_COMPANIES
  expect(DEMO_COMPANY).toEqual({ name: demo?.name, people: demo?.people.length, assemblies: demo?.assemblies })
})

test('a public page loads nothing from elsewhere and speaks plainly', () => {
  const pages = code.filter((file) => file.startsWith('app/(site)/'))
  expect(pages.length).toBeGreaterThan(12)
  expect(pages.filter((file) => /(src|href)=["'{`]*https?:/.test(source(file)))).toEqual([])
  // The two that are to do something while one types; everything else is read.
  expect(pages.filter((file) => source(file).startsWith("'use client'")).toSorted()).toEqual([
    'app/(site)/contact/form.tsx',
    'app/(site)/live-verdict.tsx',
  ])
  expect(pages.filter((file) => /next\/(link|image|script)/.test(importsOf(file).join(' ')))).toEqual([])
  const stock = /\b(seamless|leverag|empower|revolution|cutting.edge|game.chang|best.in.class|world.class|unlock)/i
  expect(pages.filter((file) => stock.test(source(file)))).toEqual([])
})

test('that nobody is under 16 is said where an account begins and in the policy', () => {
  expect(LEAST_AGE).toBe(16)
  for (const file of ['app/(auth)/sign-up/page.tsx', 'app/(site)/privacy/page.tsx'])
    expect(codeOf(file), file).toContain('under {LEAST_AGE}')
})
