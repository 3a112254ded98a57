import type { Routine } from './catalogue.ts'

/**
 * Functions that run with their owner's rights see every company's rows, so each table they name must be asked for by company.
 * Read from their source, statement by statement: every mention of a tenant's table needs its own `alias.company_id = …`.
 */
export type Unfiltered = { object: string; what: string }

/** Mentions that are rightly not asked for by company: how they are found instead, and why that is enough. Key: function and table. */
const BY_OTHER_MEANS: Record<string, { by: RegExp; because: string }> = {
  'accept_invitation invitations': {
    by: /token_hash = sha256/,
    because: 'a token of 160 random bits; the row says which company',
  },
  'adopt_own_email profiles': {
    by: /user_id = v_user\.id/,
    because: 'a person’s own profiles, in every company of theirs',
  },
  'apply_stripe_event stripe_customers': {
    by: /stripe_customer_id = v_customer/,
    because: 'Stripe’s own id, in an event that Stripe signed; the row says which company',
  },
  'linked_quote quotes': {
    by: /q\.link_hash = sha256/,
    because: 'a token of 256 random bits; the row says which company',
  },
  'linked_invoice invoices': {
    by: /i\.link_hash = sha256/,
    because: 'a token of 256 random bits; the row says which company',
  },
  'apply_payment_event payment_accounts': {
    by: /a\.stripe_account_id = v_account/,
    because: 'Stripe’s own id, in an event that Stripe signed; the row says which company',
  },
  'list_support support_grants': {
    by: /g\.revoked_at is null and g\.ends_at > now/,
    because: 'the desk’s list of all companies that let support look in now',
  },
  'list_holds company_holds': { by: /order by h\.since/, because: 'the desk’s list of all holds' },
  'support_grant support_openings': { by: /m\.user_id = \(select auth\.uid/, because: 'what this operator has open' },
  'open_support support_openings': { by: /o\.user_id = v_user/, because: 'what this operator had open' },
  'close_support support_openings': { by: /o\.user_id = v_user/, because: 'what this operator has open' },
  'set_hold companies': { by: /lower\(c\.name\) = /, because: 'the desk names a company by its id or its name' },
  'retry_parked stripe_customers': {
    by: /stripe_customer_id = v_event/,
    because: 'Stripe’s own id, in an event that Stripe signed; the row says which company',
  },
  'purge_restricted privacy_requests': {
    by: /private\.rules_that_hold\(q\.company_id/,
    because: 'the daily job over all companies',
  },
  'archive_run archive_runs': {
    by: /r\.id = p_run_id/,
    because: 'the id of a run our own server began; the row says which company',
  },
  'refuse_archive archive_runs': { by: /r\.id = p_run_id/, because: 'the id of a run our own server began' },
  'commit_archive archive_runs': {
    by: /r\.id = v_run\.id|r\.source_company_id = v_source/,
    because:
      'the run it holds; and who else took in the same signed archive, of which nothing is said but that there is one',
  },
  'commit_archive companies': {
    by: /c\.id = v_source/,
    because: 'whether the company of a signed archive still lives; nothing else of it is said',
  },
  'audit_statement new_rows': { by: /on %2\$s/, because: 'joined by the condition each table’s trigger is given' },
  'check_audit audit_log': {
    by: /using \(company_id\)/,
    because: 'each company’s trail by itself, over all companies',
  },
  'check_audit audit_heads': { by: /using \(company_id\)/, because: 'joined to the trail of the same company' },
  'check_audit companies': { by: /c\.id > p_after/, because: 'all companies, by key' },
  'claim_jobs jobs': { by: /for update skip locked/, because: 'the worker takes whatever is next' },
  'companies_to_erase companies': { by: /c\.erased_at is null/, because: 'the sweep’s list, over all companies' },
  'create_company profiles': { by: /user_id = v_user\.id/, because: 'asks whether this person has a company at all' },
  'ended_trials companies': { by: /c\.erased_at is null/, because: 'the daily run’s list, over all companies' },
  'fail_job jobs': { by: /where id = p_id/, because: 'the id of the job the worker holds' },
  'finish_job jobs': { by: /where id = p_id/, because: 'the id of the job the worker holds' },
  'import_of_worker imports': { by: /where id = p_import_id/, because: 'the id in a job our own database made' },
  'my_context profiles': { by: /p\.user_id = u\.id/, because: 'lists the companies of this person' },
  'enter_portal portal_people': {
    by: /lower\(x\.email\) = lower\(v_user\.email\)/,
    because: 'invitations to the caller’s own proven address; each row says which company',
  },
  'enter_portal profiles': { by: /p\.user_id = v_user\.id/, because: 'a person’s own profiles' },
  'peek_portal_invitation portal_people': { by: /token_hash = sha256/, because: 'a token of 160 random bits' },
  'portal_knows portal_people': {
    by: /lower\(x\.email\) = /,
    because: 'whether an address is known to anybody at all',
  },
  'portal_knows profiles': { by: /lower\(u\.email\) = /, because: 'whether an address is known to anybody at all' },
  'portal_me profiles': {
    by: /p\.user_id = v_user|p\.company_id = v_me/,
    because: 'lists the companies of this person',
  },
  'peek_invitation invitations': { by: /token_hash = sha256/, because: 'a token of 160 random bits' },
  'queue_policy_notices profiles': { by: /p\.user_id = u\.id/, because: 'whether this person has an account at all' },
  'queue_all_positions companies': {
    by: /c\.erased_at is null/,
    because: 'the nightly run’s list, over all companies',
  },
  'refuse_import imports': { by: /\bid = p_import_id/, because: 'the id in a job our own database made' },
  'stage_import_rows jobs': { by: /where id = p_job_id/, because: 'the id of the job the worker holds' },
  'stripe_to_reread stripe_customers': {
    by: /limit least\(p_limit, 500\)/,
    because: 'the nightly look at Stripe goes through the customers of all companies',
  },
  'stripe_to_reread stripe_subscriptions': {
    by: /using \(company_id\)/,
    because: 'joined to the customer’s company',
  },
  'types_of_serials imports': { by: /i\.id = p_import_id/, because: 'the id in a job our own database made' },
}

const NOT_AN_ALIAS = new Set([
  'where',
  'set',
  'on',
  'join',
  'left',
  'right',
  'inner',
  'cross',
  'order',
  'for',
  'limit',
  'group',
  'union',
  'using',
  'returning',
  'values',
  'select',
  'loop',
  'then',
  'as',
  'offset',
  'having',
  'and',
  'or',
])

/** Tables and views of `public` by the column that says whose row it is. */
export type Owned = Map<string, 'company_id' | 'id'>

export function unfiltered(routines: Routine[], owned: Owned): Unfiltered[] {
  return routines
    .filter((routine) => routine.definer && routine.schema === 'private')
    .flatMap((routine) => statementsOf(routine.source).flatMap((statement) => inStatement(routine, statement, owned)))
}

function inStatement(routine: Routine, statement: string, owned: Owned): Unfiltered[] {
  const mentions = new Map<string, { alias: string; key: string; tables: string[] }>()
  const pattern =
    /(?<!insert )\b(?:from|join|update|into|using|,)\s+(?:public\.(\w+)|private\.(archive_runs|archive_slices|audit_heads|jobs|stripe_customers|stripe_subscriptions|company_holds|support_openings|card_payments|payment_accounts)|(?<=join\s+)(old_rows|new_rows))\b(?:\s+as)?(?:\s+([a-z_]\w*))?/gi
  for (const [whole, table, heads, transition, next] of statement.matchAll(pattern)) {
    if (/^into\s/i.test(whole)) continue
    const name = table ?? heads ?? transition ?? ''
    const key = owned.get(name) ?? (heads || transition ? 'company_id' : undefined)
    if (key === undefined || BY_OTHER_MEANS[`${routine.name} ${name}`]?.by.test(statement)) continue
    const alias = next === undefined || NOT_AN_ALIAS.has(next.toLowerCase()) ? '' : next
    const known = mentions.get(`${alias} ${key}`) ?? { alias, key, tables: [] }
    known.tables.push(name)
    mentions.set(`${alias} ${key}`, known)
  }
  return [...mentions.values()].flatMap(({ alias, key, tables }) => {
    const column = alias === '' ? `(?<![.\\w])${key}` : `\\b${alias}\\.${key}`
    const asked = [...statement.matchAll(new RegExp(`${column}\\s*=(?!\\s*excluded)`, 'g'))].length
    return asked >= tables.length
      ? []
      : [
          {
            object: `private.${routine.name}`,
            what: `asks for ${tables.join(', ')}${alias === '' ? '' : ` (${alias})`} without the company`,
          },
        ]
  })
}

/** Statements without comments; a semicolon inside a text does not end one. */
function statementsOf(source: string): string[] {
  const bare = source.replaceAll(/--[^\n]*/g, '').replaceAll(/'(?:[^']|'')*'/g, (text) => text.replaceAll(';', ' '))
  return bare.split(';')
}
