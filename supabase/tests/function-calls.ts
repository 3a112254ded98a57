import { randomUUID } from 'node:crypto'
import type { Ids } from './call-ids.ts'
import type { Routine } from './catalogue.ts'
import { MONEY_CALLS } from './money-calls.ts'
import { PORTAL_CALLS } from './portal-calls.ts'
import type { World } from './world.ts'
import type { Json } from './world-examples.ts'

/**
 * One way to call a function. `own` are the caller's own ids, `target` those it is tried on.
 * `runs`: called by somebody who may, with own ids, it goes through (checked); leave out where the world's rows do not allow it.
 */
export type Call = {
  name: string
  args: (own: Ids, target: Ids) => Record<string, Json>
  runs?: true
  /** Arranges the caller's own rows first. */
  before?: (own: Ids) => string
}

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const sheet = (own: Ids, state: string): string =>
  `update public.imports set state = '${state}', result = '{}', committed_at = case when '${state}' = 'committed' then now() end where company_id = '${own.company}' and id = '${own.id('imports')}'`

type RecordedTest = { [key: string]: Json }
export const recordedTest = (own: Ids, change: RecordedTest): { p: RecordedTest } => ({
  p: {
    client_id: randomUUID(),
    device_id: own.id('devices'),
    licence_id: own.id('tester_licences'),
    gauge_id: own.id('gauges'),
    signature_file_id: own.id('files'),
    tested_on: day(-1),
    test_type: 'ANNUAL',
    sign: true,
    records_version: 0,
    rule_profile: 'USC10',
    rule_version: 'example',
    computed_result: 'PASS',
    certified_result: 'PASS',
    blocks: [{ stage: 'initial', part: 'main', cv1_hundredths_psid: 800, rv_opened_hundredths_psid: 300 }],
    dates: { district_due_on: day(364), district_due_source: 'computed' },
    ...change,
  },
})

/** What our webhook makes of an event that Stripe signed. */
const stripeEvent = (own: Ids): Json => ({
  id: `evt_${randomUUID()}`,
  type: 'customer.subscription.updated',
  created: 1_700_000_000,
  customer: `cus_${own.word}`,
  company_id: own.company,
  subscription: {
    id: `sub_${own.word}`,
    status: 'active',
    interval: 'month',
    cancel_at: null,
    cancel_at_period_end: false,
    current_period_end: 1_900_000_000,
    ended_at: null,
  },
})

/** What the worker calls for a company's sheet; it names the sheet by its id. */
const byWorker = (name: string, more: Record<string, Json> = {}): Call[] => [
  {
    name,
    args: (_own, target) => ({ p_import_id: target.id('imports'), ...more }),
    before: (own) => sheet(own, 'staging'),
  },
]

/** An export that the caller's company began a moment ago, as begin_export() notes it. */
const EXPORT = 'e0e0e0e0-0000-4000-8000-00000000e0e0'
const begunExport = (own: Ids): string =>
  `select private.write_audit('${own.company}', 'started export', 'exports', 1, array['${EXPORT}']::uuid[], '{}',
    (select jsonb_build_object('profile_id', p.id) from public.profiles p where p.company_id = '${own.company}' and p.id = '${own.id('profiles')}'))`

/** An archive that the caller's admin began to bring in. */
const ARCHIVE = 'a0a0a0a0-0000-4000-8000-00000000a0a0'
const begunArchive = (own: Ids): string =>
  `insert into private.archive_runs (id, company_id, user_id, profile_id)
    select '${ARCHIVE}', p.company_id, p.user_id, p.id from public.profiles p where p.company_id = '${own.company}' and p.id = '${own.id('profiles')}'`

const byImport = (name: string, more: Record<string, Json> = {}, runs = true): Call[] => [
  {
    name,
    args: (_own, target) => ({ p_import_id: target.id('imports'), ...more }),
    ...(runs ? { runs: true as const } : {}),
  },
]

const byRequest: Call[] = [1, 2].map((set) => ({
  name: `request ${set}`,
  args: (_own, target) => ({ p_request_id: target.id('privacy_requests', set === 1 ? 1 : 2) }),
  runs: true,
}))

const PLAN = 'b0b0b0b0-0000-4000-8000-00000000b0b0'
/** An assembly that waits in an order, as plan_visits() leaves it; an order with a visit that is open. */
const planned = (own: Ids): string =>
  `update public.work_order_devices set plan_id = '${PLAN}', outcome = null, closed_at = null, test_record_id = null where company_id = '${own.company}' and id = '${own.id('work_order_devices')}'`
const visitOpen = (own: Ids): string =>
  `update public.scheduled_jobs set state = 'planned', starts_at = now() + interval '1 hour' where company_id = '${own.company}' and id = '${own.id('scheduled_jobs')}'; ${planned(own)}`
const visit = (own: Ids, target: Ids): { p: Record<string, Json> } => ({
  p: {
    id: randomUUID(),
    work_order_id: target.id('work_orders'),
    profile_id: own.id('profiles'),
    starts_at: `${day(5)}T15:00:00Z`,
    reason: 'knows the site well',
  },
})

/** How each function of the API is called, where its arguments' names do not say it all. */
export const CALLS: Record<string, Call[]> = {
  choose_branch: [
    { name: 'a branch', args: (_own, target) => ({ p_branch_id: target.id('branches') }), runs: true },
    { name: 'all', args: () => ({ p_branch_id: null }), runs: true },
  ],
  place_member: [
    {
      name: 'a member',
      args: (own, target) => ({ p_profile_id: target.id('profiles'), p_branch_id: own.id('branches') }),
      runs: true,
    },
    {
      name: 'a branch',
      args: (own, target) => ({ p_profile_id: own.id('profiles'), p_branch_id: target.id('branches') }),
      runs: true,
    },
  ],
  fill_branch: [{ name: 'a branch', args: (_own, target) => ({ p_branch_id: target.id('branches') }), runs: true }],
  // Map and route.
  claim_addresses: [
    {
      name: 'to place',
      args: (own) => ({ p_company_id: own.company, p_ask: false, p_limit: 5 }),
      runs: true,
    },
  ],
  day_route: [
    { name: 'own day', args: () => ({ p_day: day(0) }), before: visitOpen, runs: true },
    {
      name: 'of somebody',
      args: (_own, target) => ({ p_day: day(0), p_profile_id: target.id('profiles') }),
      before: visitOpen,
      runs: true,
    },
  ],
  map_frame: [
    { name: 'as it is', args: () => ({}), runs: true },
    {
      name: 'names by id',
      args: (_own, target) => ({
        p_filters: [
          { column: 'tester_profile_id', op: 'eq', value: target.id('profiles') },
          { column: 'company_district_id', op: 'eq', value: target.id('company_districts') },
        ],
      }),
      runs: true,
    },
  ],
  map_sites: [
    { name: 'all', args: () => ({}), runs: true },
    {
      name: 'a company',
      args: (_own, target) => ({ p_filters: [{ column: 'company_id', op: 'eq', value: target.company }] }),
      runs: true,
    },
    { name: 'a search', args: (_own, target) => ({ p_search: target.word }), runs: true },
  ],
  move_visits: [
    {
      name: 'a visit',
      args: (_own, target) => ({
        p_moves: [{ id: target.id('scheduled_jobs'), version: 1, starts_at: `${day(0)}T18:00:00Z` }],
      }),
      before: (own) =>
        `${visitOpen(own)}; update public.scheduled_jobs set profile_id = null where company_id = '${own.company}' and id = '${own.id('scheduled_jobs')}'`,
      runs: true,
    },
  ],
  move_pin: [
    {
      name: 'a site',
      args: (_own, target) => ({
        p_location_id: target.id('customer_locations'),
        p_latitude: 26.7,
        p_longitude: -80.1,
      }),
      runs: true,
    },
    {
      name: 'back where it was found',
      args: (_own, target) => ({ p_location_id: target.id('customer_locations') }),
      before: (own) =>
        `update public.customer_locations set latitude = 1, longitude = 1, position_precision = 'by_hand', position_at = now() where company_id = '${own.company}' and id = '${own.id('customer_locations')}'`,
      runs: true,
    },
  ],
  save_positions: [
    {
      name: 'an address',
      args: (own) => ({
        p_company_id: own.company,
        p_rows: [{ key: 'x', latitude: 26.7, longitude: -80.1, precision: 'zip', state: 'placed' }],
      }),
      runs: true,
    },
  ],
  calendar_feed: [{ name: 'a random token', args: () => ({ p_token: randomUUID() }), runs: true }],
  gate_codes: [
    { name: 'a site', args: (_own, target) => ({ p_location_ids: [target.id('customer_locations')] }), runs: true },
  ],
  my_day: [{ name: 'today', args: () => ({ p_day: day(0) }), runs: true }],
  schedule_board: [
    { name: 'a week', args: () => ({ p_from: day(0), p_days: 7 }), runs: true },
    { name: 'a week with a visit', args: () => ({ p_from: day(0), p_days: 7 }), before: visitOpen, runs: true },
  ],
  plan_page: [
    { name: 'a plan', args: () => ({ p_plan_id: PLAN }), before: planned, runs: true },
    { name: 'no plan', args: () => ({ p_plan_id: randomUUID() }), runs: true },
  ],
  plan_visits: [
    {
      name: 'assemblies',
      args: (_own, target) => ({ p_plan_id: randomUUID(), p_device_ids: [target.id('devices')] }),
      runs: true,
    },
    {
      name: 'assemblies planned already',
      args: (_own, target) => ({ p_plan_id: PLAN, p_device_ids: [target.id('devices')] }),
      before: planned,
      runs: true,
    },
  ],
  unplan_visits: [{ name: 'a plan', args: () => ({ p_plan_id: PLAN }), before: planned, runs: true }],
  schedule_visit: [
    { name: 'an order', args: visit, before: planned, runs: true },
    { name: 'an order of anybody', args: visit },
  ],
  move_visit: [
    {
      name: 'a visit',
      args: (own, target) => ({
        p_id: target.id('scheduled_jobs'),
        p_version: 1,
        p_profile_id: own.id('profiles'),
        p_starts_at: `${day(6)}T15:00:00Z`,
        p_minutes: 45,
        p_reason: 'knows the site well',
      }),
      before: visitOpen,
      runs: true,
    },
  ],
  take_off_visit: [
    {
      name: 'a visit',
      args: (_own, target) => ({ p_id: target.id('scheduled_jobs'), p_version: 1 }),
      before: visitOpen,
      runs: true,
    },
  ],
  mark_visit: ['done', 'no_access', 'cancelled', 'called_before'].map((what) => ({
    name: what,
    args: (_own, target) => ({ p_id: target.id('scheduled_jobs'), p_version: 1, p_what: what, p_reason: 'no water' }),
    before: visitOpen,
    runs: true as const,
  })),
  work_order_page: [1, 2].map((set) => ({
    name: `order ${set}`,
    args: (_own, target) => ({ p_id: target.id('work_orders', set === 1 ? 1 : 2) }),
    runs: true as const,
  })),
  answer_privacy_request: [
    {
      name: 'a request',
      args: (_own, target) => ({ p_id: target.id('privacy_requests'), p_outcome: 'done', p_note: null }),
      runs: true,
    },
  ],
  check_requester: [
    {
      name: 'a request',
      args: (_own, target) => ({ p_id: target.id('privacy_requests'), p_how: 'showed a passport' }),
      runs: true,
    },
  ],
  customer_data: byRequest,
  erase_customer: byRequest,
  privacy_facts: byRequest,
  record_privacy_request: [
    {
      name: 'of a customer',
      args: (own, target) => ({
        p: {
          kind: 'access',
          requester_name: own.word,
          requester_contact: own.email,
          customer_id: target.id('customers'),
        },
      }),
      runs: true,
    },
  ],
  open_sealed_file: [
    {
      name: 'a sealed file',
      args: (_own, target) => ({ p_file_id: target.id('files'), p_reason: 'asked by the purveyor' }),
      before: (own) => `update public.files set sealed_at = now() where company_id = '${own.company}'`,
      runs: true,
    },
    {
      name: 'a file',
      args: (_own, target) => ({ p_file_id: target.id('files'), p_reason: 'asked by the purveyor' }),
    },
  ],
  purge_restricted: [{ name: 'none', args: () => ({ p_day: day(0), p_limit: 0 }), runs: true }],
  grant_support: [{ name: 'an hour', args: () => ({ p_hours: 1 }), runs: true }],
  open_support: [
    {
      name: 'a company',
      args: (_own, target) => ({ p_company_id: target.company, p_grant_id: target.id('support_grants') }),
    },
  ],
  revise_district: [{ name: 'no district', args: () => ({ p_id: randomUUID(), p_changes: { name: 'X' } }) }],
  judge_district: [{ name: 'no district', args: () => ({ p_id: randomUUID(), p_holds: true }) }],
  retry_parked: [{ name: 'no event', args: () => ({ p_id: 'evt_none' }) }],
  delete_contact_message: [{ name: 'no message', args: () => ({ p_id: randomUUID() }) }],
  settle_contact_message: [{ name: 'no message', args: () => ({ p_id: randomUUID(), p_state: 'closed' }) }],
  send_contact_message: [
    {
      name: 'a letter',
      args: () => ({ p_name: 'Ann', p_email: 'ann@example.com', p_company: '', p_message: 'How does it work?' }),
      runs: true,
    },
  ],
  purge_contact_messages: [{ name: 'a year', args: () => ({ p_days: 365 }), runs: true }],
  queue_policy_notices: [
    { name: 'a first version', args: () => ({ p_policy: 'privacy', p_version: 1, p_on: day(0) }), runs: true },
  ],
  set_hold: [
    { name: 'a company', args: (_own, target) => ({ p_company: target.company, p_reason: 'a court wants it' }) },
  ],
  lift_hold: [{ name: 'a company', args: (_own, target) => ({ p_company_id: target.company }) }],
  accept_invitation: [{ name: "somebody's invitation", args: (_own, target) => ({ p_token: target.inviteToken }) }],
  allow_signing: [
    {
      name: 'a draft',
      args: (_own, target) => ({ p_test_record_id: target.id('test_records', 2), p_reason: 'gauge was late' }),
      runs: true,
    },
  ],
  apply_stripe_event: [
    {
      name: 'a subscription of its own customer',
      args: (own) => ({ p_event: stripeEvent(own) }),
      runs: true,
    },
  ],
  attach_report: [
    {
      name: 'a record',
      args: (own, target) => ({
        p_company_id: own.company,
        p_test_record_id: target.id('test_records'),
        p_file_id: randomUUID(),
        p_size_bytes: 9,
        p_sha256: 'b'.repeat(64),
      }),
      runs: true,
    },
  ],
  begin_archive: [{ name: 'a company with records', args: () => ({}) }],
  begin_import: [
    {
      name: 'a new file',
      args: () => ({
        p_file_id: randomUUID(),
        p_file_name: 'sheet.csv',
        p_content_type: 'text/csv',
        p_size_bytes: 9,
        p_sha256: 'b'.repeat(64),
      }),
      runs: true,
    },
    {
      name: 'a file on file',
      args: (_own, target) => ({
        p_file_id: target.id('files'),
        p_file_name: 'sheet.csv',
        p_content_type: 'text/csv',
        p_size_bytes: 9,
        p_sha256: 'b'.repeat(64),
      }),
    },
  ],
  change_devices: [
    {
      name: 'status',
      args: (_own, target) => ({ p_ids: [target.id('devices')], p_changes: { status: 'SEASONAL_OFF' } }),
      runs: true,
    },
    {
      name: 'status of a loose one',
      args: (_own, target) => ({ p_ids: [target.id('devices', 2)], p_changes: { status: 'SEASONAL_OFF' } }),
      runs: true,
    },
    {
      name: 'district',
      args: (own, target) => ({
        p_ids: [own.id('devices')],
        p_changes: { company_district_id: target.id('company_districts') },
      }),
      runs: true,
    },
  ],
  change_devices_back: [
    {
      name: 'status',
      args: (_own, target) => ({
        p_before: [{ id: target.id('devices'), status: 'ACTIVE' }],
        p_changes: { status: 'ACTIVE' },
      }),
      runs: true,
    },
    {
      name: 'district',
      args: (own, target) => ({
        p_before: [{ id: own.id('devices'), company_district_id: target.id('company_districts') }],
        p_changes: { company_district_id: own.id('company_districts') },
      }),
      runs: true,
    },
  ],
  change_role: [
    {
      name: 'the technician',
      args: (_own, target) => ({ p_profile_id: target.id('profiles', 2), p_role: 'office' }),
      runs: true,
    },
  ],
  choose_company: [{ name: 'a company', args: (_own, target) => ({ p_company_id: target.company }), runs: true }],
  begin_retention_run: [{ name: 'a day long gone', args: () => ({ p_day: '2020-01-01' }), runs: true }],
  queue_stripe_reread: [{ name: 'a day long gone', args: () => ({ p_day: '2020-01-01' }), runs: true }],
  stripe_to_reread: [{ name: 'the first', args: () => ({ p_after: '', p_limit: 10 }), runs: true }],
  check_audit: [
    { name: 'the last', args: () => ({ p_after: 'ffffffff-ffff-ffff-ffff-ffffffffffff', p_limit: 10 }), runs: true },
  ],
  check_erasure: [{ name: 'a company', args: (_own, target) => ({ p_company_id: target.company }), runs: true }],
  stripe_customer_of: [{ name: 'a company', args: (_own, target) => ({ p_company_id: target.company }), runs: true }],
  close_again: [
    {
      name: 'a company closed yesterday',
      args: (_own, target) => ({ p_company_id: target.company, p_clock: `${day(-1)}T00:00:00Z` }),
      runs: true,
    },
  ],
  companies_to_erase: [{ name: 'long ago', args: () => ({ p_now: '2020-01-01T00:00:00Z' }), runs: true }],
  ended_trials: [{ name: 'long ago', args: () => ({ p_now: '2020-01-01T00:00:00Z' }), runs: true }],
  end_trial: [
    {
      name: 'a running trial',
      args: (_own, target) => ({ p_company_id: target.company, p_now: `${day(0)}T00:00:00Z` }),
      runs: true,
    },
  ],
  expire_photos: [
    { name: 'a company', args: (_own, target) => ({ p_company_id: target.company, p_limit: 10 }), runs: true },
  ],
  finish_erasure: [
    { name: 'a living company', args: (_own, target) => ({ p_company_id: target.company }), runs: true },
  ],
  finish_retention_run: [
    { name: 'a day without a run', args: () => ({ p_day: '2020-01-02', p_result: {} }), runs: true },
  ],
  forget_erasure_objects: [
    {
      name: 'nothing queued',
      args: (_own, target) => ({ p_company_id: target.company, p_keeper: 'company-files', p_paths: ['none'] }),
      runs: true,
    },
  ],
  sweep_company: [
    {
      name: 'a living company',
      args: (_own, target) => ({ p_company_id: target.company, p_now: `${day(0)}T00:00:00Z` }),
      runs: true,
    },
  ],
  take_erasure_objects: [
    {
      name: 'nothing queued',
      args: (_own, target) => ({ p_company_id: target.company, p_limit: 10 }),
      runs: true,
    },
  ],
  claim_jobs: [{ name: 'none', args: () => ({ p_limit: 0 }), runs: true }],
  clear_rate_limit: [{ name: 'a key', args: () => ({ p_bucket: 'probe', p_key: 'x' }), runs: true }],
  close_account: [
    { name: 'its own name', args: (own) => ({ p_name: own.word, p_at_once: true }), runs: true },
    { name: 'a name', args: (_own, target) => ({ p_name: target.word, p_at_once: false }) },
  ],
  commit_archive: [
    {
      name: 'over records',
      args: (own) => ({ p_run_id: ARCHIVE, p_manifest: { company_id: own.company, tables: [] }, p_signed: true }),
      before: begunArchive,
    },
  ],
  commit_import: byImport('a sheet'),
  correct_own_profile: [
    { name: 'name', args: (own) => ({ p_full_name: `${own.word} again`, p_phone: null }), runs: true },
  ],
  create_company: [
    {
      name: 'a company',
      args: (own) => ({
        p_name: `${own.word} two`,
        p_full_name: 'Somebody',
        p_state: 'FL',
        p_time_zone: 'America/New_York',
      }),
      runs: true,
    },
  ],
  customer_page: [1, 2].map((set) => ({
    name: `customer ${set}`,
    args: (_own, target) => ({ p_id: target.id('customers', set === 1 ? 1 : 2) }),
    runs: true,
  })),
  decide_import_rows: [
    {
      name: 'skip',
      args: (_own, target) => ({ p_import_id: target.id('imports'), p_decision: 'skip', p_rows: [1, 2] }),
      runs: true,
    },
    {
      name: 'restore',
      args: (_own, target) => ({ p_import_id: target.id('imports'), p_decision: 'restore', p_rows: [1, 2] }),
      runs: true,
    },
  ],
  device_form: [
    { name: 'a device', args: (_own, target) => ({ p_device_id: target.id('devices') }), runs: true },
    { name: 'a location', args: (_own, target) => ({ p_location_id: target.id('customer_locations') }), runs: true },
  ],
  site_ahead: [
    { name: 'a site', args: (_own, target) => ({ p_location_id: target.id('customer_locations') }), runs: true },
    { name: 'a device', args: (_own, target) => ({ p_device_id: target.id('devices') }), runs: true },
  ],
  device_page: [1, 2].map((set) => ({
    name: `device ${set}`,
    args: (_own, target) => ({ p_id: target.id('devices', set === 1 ? 1 : 2) }),
    runs: true,
  })),
  device_prices: [
    {
      name: 'devices',
      args: (_own, target) => ({ p_ids: [target.id('devices'), target.id('devices', 2)] }),
      runs: true,
    },
  ],
  finish_staging: byWorker('a sheet', { p_originator: null, p_total_rows: 2 }),
  open_import: byWorker('a sheet', { p_originator: null }),
  refuse_archive: [
    { name: 'a run', args: () => ({ p_run_id: ARCHIVE, p_reason: 'x' }), before: begunArchive, runs: true },
  ],
  stage_archive: [
    {
      name: 'a slice',
      args: () => ({ p_run_id: ARCHIVE, p_table: 'customers', p_slice_no: 0, p_rows: '[]' }),
      before: begunArchive,
      runs: true,
    },
  ],
  refuse_import: byWorker('a sheet', { p_state: 'refused', p_refusal: { code: 'x' } }),
  set_import_header: byWorker('a sheet', { p_originator: null, p_header: { signature: 'x' } }),
  stage_import_rows: byWorker('a sheet', {
    p_originator: null,
    p_job_id: null,
    p_rows: [],
    p_read_rows: 1,
    p_total_rows: 2,
  }),
  types_of_serials: byWorker('a sheet', { p_serials: ['X'] }),
  import_progress: byImport('a sheet'),
  import_successors: byImport('a sheet'),
  discard_draft: [
    { name: 'a draft', args: (_own, target) => ({ p_test_record_id: target.id('test_records', 2) }), runs: true },
  ],
  discard_import: byImport('a sheet'),
  due_inputs: [
    {
      name: 'devices',
      args: (own, target) => ({
        p_company_id: own.company,
        p_device_ids: [target.id('devices'), target.id('devices', 2)],
      }),
      runs: true,
    },
  ],
  due_sites: [
    { name: 'all', args: () => ({}), runs: true },
    {
      name: 'a company',
      args: (_own, target) => ({ p_filters: [{ column: 'company_id', op: 'eq', value: target.company }] }),
      runs: true,
    },
    { name: 'a search', args: (_own, target) => ({ p_search: target.word }), runs: true },
  ],
  export_counts: [
    { name: 'an own export', args: () => ({ p_export_id: EXPORT }), before: begunExport, runs: true },
    { name: 'no export', args: () => ({ p_export_id: randomUUID() }) },
  ],
  export_page: [
    { name: 'a table', args: () => ({ p_export_id: EXPORT, p_table: 'customers' }), before: begunExport, runs: true },
    {
      // Behind an own row: any id is only a place in the order, so what follows a foreign one depends on chance.
      name: 'behind a row',
      args: (own) => ({ p_export_id: EXPORT, p_table: 'customers', p_after: [own.id('customers')], p_limit: 1 }),
      before: begunExport,
      runs: true,
    },
    {
      name: 'the company',
      args: () => ({ p_export_id: EXPORT, p_table: 'companies' }),
      before: begunExport,
      runs: true,
    },
    { name: 'without an export', args: () => ({ p_export_id: randomUUID(), p_table: 'customers' }) },
  ],
  fail_job: [{ name: 'no job', args: () => ({ p_id: randomUUID(), p_error: 'x' }), runs: true }],
  find_anything: [{ name: 'a word', args: (_own, target) => ({ p_q: target.word }), runs: true }],
  finish_job: [{ name: 'no job', args: () => ({ p_id: randomUUID() }), runs: true }],
  hit_rate_limit: [
    { name: 'a key', args: () => ({ p_bucket: 'probe', p_key: 'x', p_limit: 5, p_window_seconds: 60 }), runs: true },
  ],
  invite_member: [
    {
      name: 'somebody',
      args: (_own, target) => ({ p_email: target.email, p_full_name: 'Somebody', p_role: 'office' }),
      runs: true,
    },
    {
      name: 'a member elsewhere',
      args: (_own, target) => ({ p_email: target.memberEmail, p_full_name: 'Somebody', p_role: 'office' }),
    },
    {
      name: 'somebody invited elsewhere',
      args: (_own, target) => ({ p_email: target.invitedEmail, p_full_name: 'Somebody', p_role: 'office' }),
      runs: true,
    },
  ],
  list_outbox: [{ name: 'few', args: () => ({ p_limit: 1 }), runs: true }],
  location_page: [1, 2].map((set) => ({
    name: `location ${set}`,
    args: (_own, target) => ({ p_id: target.id('customer_locations', set === 1 ? 1 : 2) }),
    runs: true,
  })),
  log_export: [
    {
      name: 'how it went',
      args: (own, target) => ({
        p_company_id: own.company,
        p_profile_id: target.id('profiles'),
        p_export_id: null,
        p_outcome: 'finished',
        p_facts: { rows: 1 },
      }),
      runs: true,
    },
  ],
  log_security_event: [
    { name: 'an event', args: () => ({ p_event: 'probe', p_user_id: null, p_key: null, p_facts: {} }), runs: true },
  ],
  map_import: byImport('a sheet', { p_mapping: { kind: 'devices', columns: { A: 'serial' } } }),
  mark_sent: [
    { name: 'a message', args: (own) => ({ p_id: own.outbox, p_provider_id: 'x', p_wipe: false }), runs: true },
  ],
  my_due_inputs: [
    { name: 'a device', args: (_own, target) => ({ p_device_id: target.id('devices') }), runs: true },
    { name: 'a loose device', args: (_own, target) => ({ p_device_id: target.id('devices', 2) }), runs: true },
  ],
  peek_invitation: [{ name: 'a random token', args: () => ({ p_token: randomUUID() }), runs: true }],
  rate_limit_left: [
    { name: 'a key', args: () => ({ p_bucket: 'probe', p_key: 'x', p_limit: 5, p_window_seconds: 60 }), runs: true },
  ],
  record_test: [
    { name: 'a test', args: (_own, target) => recordedTest(target, {}), runs: true },
    { name: 'a draft', args: (_own, target) => recordedTest(target, { sign: false }), runs: true },
    { name: 'of a device', args: (own, target) => recordedTest(own, { device_id: target.id('devices') }), runs: true },
    {
      name: 'with a licence',
      args: (own, target) => recordedTest(own, { licence_id: target.id('tester_licences') }),
      runs: true,
    },
    { name: 'with a gauge', args: (own, target) => recordedTest(own, { gauge_id: target.id('gauges') }), runs: true },
    {
      name: 'with a signature',
      args: (own, target) => recordedTest(own, { signature_file_id: target.id('files') }),
      runs: true,
    },
    {
      name: 'over a record',
      args: (own, target) =>
        recordedTest(own, { supersedes_id: target.id('test_records'), supersede_reason: 'wrong gauge' }),
      runs: true,
    },
  ],
  remove_member: [
    { name: 'the technician', args: (_own, target) => ({ p_profile_id: target.id('profiles', 2) }), runs: true },
  ],
  reopen_account: [{ name: 'as it is', args: () => ({}) }],
  replace_device: [
    {
      name: 'a device',
      args: (_own, target) => ({
        p_device_id: target.id('devices'),
        p_new: { id: randomUUID(), type: 'RP', serial: 'NEW1', match_key: 'new1' },
      }),
      runs: true,
    },
    {
      name: 'by its own id',
      args: (own, target) => ({
        p_device_id: own.id('devices'),
        p_new: { id: target.id('devices'), type: 'RP', serial: 'NEW1', match_key: 'new1' },
      }),
    },
  ],
  report_data: [
    {
      name: 'a record',
      args: (own, target) => ({ p_company_id: own.company, p_test_record_id: target.id('test_records') }),
      runs: true,
    },
  ],
  restage_import: byImport('a sheet'),
  revoke_invitation: [
    { name: 'an invitation', args: (_own, target) => ({ p_id: target.id('invitations') }), runs: true },
  ],
  set_due_dates: [
    {
      name: 'a device',
      args: (own, target) => ({
        p_company_id: own.company,
        p_rows: [
          {
            device_id: target.id('devices'),
            records_version: 0,
            dates: { district_due_on: day(99), district_due_source: 'computed' },
          },
        ],
      }),
      runs: true,
    },
  ],
  take_outbox: [{ name: 'no message', args: () => ({ p_id: randomUUID() }), runs: true }],
  test_form: [
    { name: 'a device', args: (_own, target) => ({ p_device_id: target.id('devices') }), runs: true },
    { name: 'a loose device', args: (_own, target) => ({ p_device_id: target.id('devices', 2) }), runs: true },
    {
      name: 'a draft',
      args: (_own, target) => ({ p_device_id: null, p_test_record_id: target.id('test_records', 2) }),
      runs: true,
    },
    {
      name: 'a draft on an own device',
      args: (own, target) => ({ p_device_id: own.id('devices'), p_test_record_id: target.id('test_records', 2) }),
      runs: true,
    },
  ],
  test_record: [1, 2].map((set) => ({
    name: `record ${set}`,
    args: (_own, target) => ({ p_test_record_id: target.id('test_records', set === 1 ? 1 : 2) }),
    runs: true,
  })),
  undo_import: [
    { ...(byImport('a sheet')[0] ?? { name: '', args: () => ({}) }), before: (own) => sheet(own, 'committed') },
  ],
  update_import_rows: [
    {
      name: 'a row',
      args: (_own, target) => ({
        p_import_id: target.id('imports'),
        p_rows: [{ row_no: 1, clean: { device: { serial: 'X' } }, rekeyed: true }],
        p_resolve: true,
      }),
      runs: true,
    },
  ],
  ...MONEY_CALLS,
  ...PORTAL_CALLS,
  verify_report: [{ name: 'a random code', args: () => ({ p_code: randomUUID() }), runs: true }],
}

/** The ways to call a function: those written above, or, when every argument's name says what it is, one by itself. */
export function callsOf(world: World, routine: Routine): Call[] {
  if (routine.name === 'list_rows') return listCalls(world)
  const written = CALLS[routine.name]
  if (written) return written
  if (routine.arguments.length === 0) return [{ name: 'as it is', args: () => ({}), runs: true }]
  throw new Error(
    `public.${routine.signature} has no example call: add one to CALLS in supabase/tests/function-calls.ts.`,
  )
}

/** Every list, whole, for a company, and searched. */
const listCalls = (world: World): Call[] =>
  world.catalogue.views
    .filter((view) => view.name.endsWith('_list'))
    .flatMap((view): Call[] => [
      { name: view.name, args: () => ({ p_view: view.name }), runs: true },
      {
        name: `${view.name} of a company`,
        args: (_own, target) => ({
          p_view: view.name,
          p_filters: [{ column: 'company_id', op: 'eq', value: target.company }],
        }),
        runs: true,
      },
      {
        name: `${view.name} searched`,
        args: (_own, target) => ({ p_view: view.name, p_search: target.word, p_page: '/devices' }),
        runs: true,
      },
    ])
