/**
 * Who may do what, as the product promises it, written down apart from the database: role × noun × verb.
 * The tests hold the database to it; docs/roles.md prints it. A new permission, table or function is entered here first.
 */
export const ROLES = [
  'company_admin',
  'office',
  'technician',
  'customer',
  'operator',
  'district_admin',
  // An operator whom the company lets look in: reads, never writes.
  'support',
] as const
export type Role = (typeof ROLES)[number]

const ADMIN = ['company_admin'] as const
const WITH_SUPPORT = ['company_admin', 'support'] as const
const READ_STAFF = ['company_admin', 'office', 'technician', 'support'] as const
const READ_OFFICE = ['company_admin', 'office', 'support'] as const
const OFFICE = ['company_admin', 'office'] as const
const STAFF = ['company_admin', 'office', 'technician'] as const

export const PERMISSIONS = {
  'company:read': READ_STAFF,
  'company:write': ADMIN,
  'team:read': READ_STAFF,
  'team:write': ADMIN,
  'audit:read': WITH_SUPPORT,
  'messages:read': READ_OFFICE,
  'customers:read': READ_STAFF,
  'customers:write': OFFICE,
  'devices:read': READ_STAFF,
  'devices:write': OFFICE,
  'prices:read': READ_OFFICE,
  'prices:write': OFFICE,
  'tests:read': READ_STAFF,
  'tests:write': STAFF,
  'tests:override': ADMIN,
  'districts:read': READ_STAFF,
  'districts:write': OFFICE,
  'gauges:read': READ_STAFF,
  'gauges:write': OFFICE,
  'licences:read': READ_STAFF,
  'licences:write': OFFICE,
  'imports:read': READ_OFFICE,
  'imports:write': OFFICE,
  'files:read': READ_STAFF,
  'files:write': STAFF,
  'work:read': READ_STAFF,
  'work:write': OFFICE,
  'schedule:read': READ_OFFICE,
  'visits:mark': STAFF,
  'access:show': OFFICE,
  'invoices:read': READ_OFFICE,
  'invoices:write': OFFICE,
  'photos:read': READ_STAFF,
  'photos:write': STAFF,
  'forms:read': READ_STAFF,
  'forms:write': OFFICE,
  'billing:write': ADMIN,
  'export:run': ADMIN,
  'privacy:read': ADMIN,
  'privacy:write': ADMIN,
} as const satisfies Record<string, readonly Role[]>
export type Permission = keyof typeof PERMISSIONS

export const isPermission = (text: string): text is Permission => text in PERMISSIONS

export function may(role: string | null, permission: Permission): boolean {
  const roles: readonly string[] = PERMISSIONS[permission]
  return role !== null && roles.includes(role)
}

/** Support writes nothing, whatever it may read. */
export const mayWrite = (role: string | null, permission: Permission): boolean =>
  role !== 'support' && may(role, permission)

export type Verb = 'read' | 'insert' | 'update' | 'delete'
export type TableRule = { [verb in Verb]?: Permission } & {
  /** Beyond the permission: only rows whose column holds the caller's own profile. */
  onlyOwn?: string
  /** Besides whoever holds `read`: with this permission, the rows whose column holds the caller's own profile. */
  readOwn?: { permission: Permission; column: string }
  /** Rows of customers: seen by their own branch alone (0280). */
  branch?: true
  /** Shared by all companies, or nobody's: not a tenant's rows. */
  shared?: boolean
}

/** What may be done to each table by itself; a verb that is missing is refused to everybody (functions write it). */
export const TABLES: Record<string, TableRule> = {
  audit_log: { read: 'audit:read' },
  branches: { read: 'company:read', insert: 'company:write', update: 'company:write' },
  companies: { read: 'company:read', update: 'company:write' },
  company_districts: { read: 'districts:read', insert: 'districts:write', update: 'districts:write' },
  company_settings: { read: 'company:read', update: 'company:write' },
  customer_locations: { read: 'customers:read', insert: 'customers:write', update: 'customers:write', branch: true },
  customers: { read: 'customers:read', insert: 'customers:write', update: 'customers:write', branch: true },
  device_photos: { read: 'photos:read', insert: 'photos:write', update: 'photos:write', branch: true },
  district_forms: { read: 'forms:read', insert: 'forms:write', update: 'forms:write' },
  price_items: { read: 'prices:read', insert: 'prices:write', update: 'prices:write' },
  invoice_lines: { read: 'invoices:read', branch: true },
  payments: { read: 'invoices:read', branch: true },
  deficiencies: { read: 'tests:read', branch: true },
  quotes: { read: 'invoices:read', branch: true },
  portal_people: { read: 'customers:read', branch: true },
  portal_requests: { read: 'customers:read', branch: true },
  invoices: { read: 'invoices:read', insert: 'invoices:write', update: 'invoices:write', branch: true },
  notification_emails: { read: 'company:read', insert: 'company:write', update: 'company:write' },
  scheduled_jobs: { read: 'schedule:read', readOwn: { permission: 'work:read', column: 'profile_id' }, branch: true },
  visit_events: { read: 'schedule:read', branch: true },
  work_order_devices: { read: 'work:read', branch: true },
  work_orders: { read: 'work:read', insert: 'work:write', update: 'work:write', branch: true },
  device_history: { read: 'devices:read', branch: true },
  devices: { read: 'devices:read', insert: 'devices:write', update: 'devices:write', branch: true },
  districts: { read: 'districts:read', shared: true },
  files: { read: 'files:read', insert: 'files:write' },
  gauge_calibrations: { read: 'gauges:read', insert: 'gauges:write', update: 'gauges:write' },
  gauges: { read: 'gauges:read', insert: 'gauges:write', update: 'gauges:write' },
  import_mappings: { read: 'imports:read' },
  import_rows: { read: 'imports:read' },
  imports: { read: 'imports:read' },
  invitations: { read: 'team:write' },
  notification_log: { read: 'messages:read' },
  people: { shared: true },
  profiles: { read: 'team:read' },
  privacy_requests: { read: 'privacy:read' },
  support_grants: { read: 'company:write' },
  saved_views: { read: 'company:read', insert: 'company:read', delete: 'company:read', onlyOwn: 'profile_id' },
  security_log: { shared: true },
  test_readings: { read: 'tests:read', branch: true },
  test_records: { read: 'tests:read', branch: true },
  tester_licences: { read: 'licences:read', insert: 'licences:write', update: 'licences:write' },
}

export type Caller = Permission | 'anyone' | 'signed in' | 'a customer' | 'operator' | 'our server'
export type FunctionRule = {
  may: Caller
  /** Absent: it only reads. */
  writes?: true
  /** Why it stays open when the company is read-only (PRODUCT 4). */
  openInGrace?: string
  /** Answers with nothing instead of refusing. */
  silent?: true
}

/** Every function the API offers, who may call it and whether it writes. */
export const FUNCTIONS: Record<string, FunctionRule> = {
  accept_invitation: {
    may: 'signed in',
    writes: true,
    openInGrace: 'joins another company, which must be open itself',
  },
  adopt_own_email: {
    may: 'signed in',
    writes: true,
    openInGrace: 'the address one signs in with belongs to the person',
  },
  allow_signing: { may: 'tests:override', writes: true },
  answer_privacy_request: {
    may: 'privacy:write',
    writes: true,
    openInGrace: 'a person may ask about their data at any time',
  },
  apply_stripe_event: { may: 'our server', writes: true },
  attach_report: { may: 'our server', writes: true },
  audit_chain: { may: 'audit:read' },
  begin_archive: { may: 'company:write', writes: true },
  begin_export: {
    may: 'export:run',
    writes: true,
    openInGrace: 'whoever leaves takes their data along, and the log says so',
  },
  begin_import: { may: 'imports:write', writes: true },
  begin_retention_run: { may: 'our server', writes: true },
  change_devices: { may: 'devices:write', writes: true },
  change_devices_back: { may: 'devices:write', writes: true },
  change_role: { may: 'team:write', writes: true },
  check_audit: { may: 'our server' },
  check_erasure: { may: 'our server' },
  check_requester: { may: 'privacy:write', writes: true, openInGrace: 'a person may ask about their data at any time' },
  stripe_customer_of: { may: 'our server' },
  choose_company: { may: 'signed in', writes: true, openInGrace: 'changes only which company the person looks at' },
  claim_jobs: { may: 'our server', writes: true },
  clear_rate_limit: { may: 'our server', writes: true },
  close_account: {
    may: 'billing:write',
    writes: true,
    openInGrace: 'closing is possible at any time; it makes less of the account, never more',
  },
  close_again: { may: 'our server', writes: true },
  close_support: { may: 'operator', writes: true },
  commit_archive: { may: 'our server', writes: true },
  commit_import: { may: 'imports:write', writes: true },
  companies_to_erase: { may: 'our server' },
  correct_own_profile: { may: 'company:read', writes: true },
  create_company: { may: 'signed in', writes: true, openInGrace: 'writes into a company that does not exist yet' },
  customer_data: { may: 'privacy:write', writes: true, openInGrace: 'a person may ask about their data at any time' },
  customer_page: { may: 'signed in' },
  decide_import_rows: { may: 'imports:write', writes: true },
  device_form: { may: 'signed in' },
  device_page: { may: 'signed in' },
  device_prices: { may: 'prices:read', silent: true },
  discard_draft: { may: 'tests:write', writes: true },
  discard_import: { may: 'imports:write', writes: true },
  due_inputs: { may: 'our server' },
  due_sites: { may: 'signed in' },
  expire_photos: { may: 'our server', writes: true },
  erase_customer: { may: 'privacy:write', writes: true, openInGrace: 'a person may ask about their data at any time' },
  export_counts: { may: 'export:run' },
  export_page: { may: 'export:run' },
  end_trial: { may: 'our server', writes: true },
  ended_trials: { may: 'our server' },
  fail_job: { may: 'our server', writes: true },
  filter_choices: { may: 'signed in' },
  find_anything: { may: 'signed in' },
  finish_erasure: { may: 'our server', writes: true },
  finish_job: { may: 'our server', writes: true },
  finish_retention_run: { may: 'our server', writes: true },
  finish_staging: { may: 'our server', writes: true },
  forget_erasure_objects: { may: 'our server', writes: true },
  grant_support: { may: 'company:write', writes: true },
  hit_rate_limit: { may: 'our server', writes: true },
  import_progress: { may: 'imports:read' },
  import_successors: { may: 'imports:read' },
  invite_member: { may: 'team:write', writes: true },
  judge_district: { may: 'operator', writes: true },
  lift_hold: { may: 'operator', writes: true },
  list_desk_log: { may: 'operator' },
  list_holds: { may: 'operator' },
  list_outbox: { may: 'our server' },
  list_parked: { may: 'operator' },
  list_rows: { may: 'signed in' },
  list_support: { may: 'operator' },
  location_page: { may: 'signed in' },
  site_ahead: { may: 'signed in' },
  log_export: { may: 'our server', writes: true },
  log_security_event: { may: 'our server', writes: true },
  map_import: { may: 'imports:write', writes: true },
  mark_sent: { may: 'our server', writes: true },
  my_archive_obstacles: { may: 'company:write' },
  my_billing: { may: 'billing:write' },
  my_context: { may: 'signed in' },
  my_due_inputs: { may: 'tests:read' },
  open_import: { may: 'our server' },
  open_sealed_file: { may: 'privacy:write', writes: true, openInGrace: 'reading stays open, and the log says why' },
  open_support: { may: 'operator', writes: true },
  peek_invitation: { may: 'anyone' },
  queue_stripe_reread: { may: 'our server', writes: true },
  privacy_facts: { may: 'privacy:read' },
  purge_restricted: { may: 'our server', writes: true },
  rate_limit_left: { may: 'our server' },
  record_privacy_request: {
    may: 'privacy:write',
    writes: true,
    openInGrace: 'a person may ask about their data at any time',
  },
  record_test: { may: 'tests:write', writes: true },
  refuse_archive: { may: 'our server', writes: true },
  refuse_import: { may: 'our server', writes: true },
  remove_member: {
    may: 'team:write',
    writes: true,
    openInGrace: 'a company must be able to end somebody’s access at any time',
  },
  reopen_account: {
    may: 'billing:write',
    writes: true,
    openInGrace: 'takes a closing back while the trial still runs',
  },
  replace_device: { may: 'devices:write', writes: true },
  report_data: { may: 'our server' },
  restage_import: { may: 'imports:write', writes: true },
  retry_parked: { may: 'operator', writes: true },
  revise_district: { may: 'operator', writes: true },
  revoke_invitation: { may: 'team:write', writes: true },
  revoke_support: {
    may: 'company:write',
    writes: true,
    openInGrace: 'a company must be able to end somebody’s access at any time',
  },
  set_due_dates: { may: 'our server', writes: true },
  set_hold: { may: 'operator', writes: true },
  set_import_header: { may: 'our server', writes: true },
  stage_archive: { may: 'our server', writes: true },
  stage_import_rows: { may: 'our server', writes: true },
  stripe_to_reread: { may: 'our server' },
  sweep_company: { may: 'our server', writes: true },
  take_erasure_objects: { may: 'our server' },
  take_outbox: { may: 'our server' },
  test_form: { may: 'tests:write' },
  test_record: { may: 'tests:read' },
  today_summary: { may: 'signed in' },
  types_of_serials: { may: 'our server' },
  undo_import: { may: 'imports:write', writes: true },
  update_import_rows: { may: 'imports:write', writes: true },
  verify_report: { may: 'anyone' },
  delete_contact_message: { may: 'operator', writes: true },
  list_contact_messages: { may: 'operator' },
  purge_contact_messages: { may: 'our server', writes: true },
  queue_policy_notices: { may: 'our server', writes: true },
  send_contact_message: { may: 'our server', writes: true },
  settle_contact_message: { may: 'operator', writes: true },
  calendar_feed: { may: 'anyone' },
  gate_codes: { may: 'access:show', silent: true },
  mark_visit: { may: 'visits:mark', writes: true },
  move_visit: { may: 'work:write', writes: true },
  my_calendar_feed: { may: 'signed in' },
  my_day: { may: 'signed in' },
  plan_page: { may: 'signed in' },
  plan_visits: { may: 'work:write', writes: true },
  renew_calendar_feed: { may: 'visits:mark', writes: true },
  schedule_board: { may: 'schedule:read' },
  schedule_visit: { may: 'work:write', writes: true },
  stop_calendar_feed: { may: 'visits:mark', writes: true, openInGrace: 'a way to look in can be closed at any time' },
  take_off_visit: { may: 'work:write', writes: true },
  unplan_visits: { may: 'work:write', writes: true },
  work_order_page: { may: 'signed in' },
  apply_payment_event: { may: 'our server', writes: true },
  attach_invoice: { may: 'our server', writes: true },
  answer_quote: { may: 'our server', writes: true },
  attach_quote: { may: 'our server', writes: true },
  linked_quote_paper: { may: 'our server' },
  linked_invoice_paper: { may: 'our server' },
  quote_document: { may: 'our server' },
  mark_refunded: { may: 'invoices:write', writes: true },
  unmatched_payments: { may: 'invoices:read' },
  price_book_page: { may: 'signed in' },
  bill_quote: { may: 'invoices:write', writes: true },
  failure_page: { may: 'signed in' },
  open_quote: { may: 'anyone' },
  plan_repair: { may: 'work:write', writes: true },
  save_quote: { may: 'invoices:write', writes: true },
  send_quote: { may: 'invoices:write', writes: true },
  begin_card_payment: {
    may: 'anyone',
    writes: true,
    openInGrace: 'an incoming payment is taken at any time: only asks for what is open',
  },
  my_payment_account: { may: 'invoices:read' },
  open_invoice: { may: 'anyone' },
  bring_prices: { may: 'prices:write', writes: true },
  credit_invoice: { may: 'invoices:write', writes: true },
  customer_statement: { may: 'signed in' },
  compliance_numbers: { may: 'signed in' },
  technician_numbers: { may: 'signed in' },
  pass_rate_numbers: { may: 'signed in' },
  money_numbers: { may: 'signed in' },
  discard_invoice: { may: 'invoices:write', writes: true },
  draft_invoices: { may: 'invoices:write', writes: true },
  invoice_document: { may: 'our server' },
  invoice_page: { may: 'signed in' },
  record_payment: { may: 'invoices:write', writes: true },
  remind_invoice: { may: 'invoices:write', writes: true },
  reverse_payment: { may: 'invoices:write', writes: true },
  save_invoice: { may: 'invoices:write', writes: true },
  send_invoice: { may: 'invoices:write', writes: true },
  unbilled_work: { may: 'invoices:write' },
  // Map and route.
  claim_addresses: { may: 'our server', writes: true },
  day_route: { may: 'signed in' },
  map_frame: { may: 'signed in' },
  map_sites: { may: 'signed in' },
  move_visits: { may: 'work:write', writes: true },
  move_pin: { may: 'customers:write', writes: true },
  queue_all_positions: { may: 'our server', writes: true },
  save_positions: { may: 'our server', writes: true },
  void_invoice: { may: 'invoices:write', writes: true },
  branches_page: { may: 'signed in' },
  choose_branch: { may: 'company:write', writes: true, openInGrace: 'changes only which branch the person looks at' },
  fill_branch: { may: 'company:write', writes: true },
  place_member: { may: 'team:write', writes: true },
  accept_correction: { may: 'customers:write', writes: true },
  customer_portal: { may: 'signed in' },
  portal_requests_open: { may: 'signed in' },
  decline_portal_request: { may: 'customers:write', writes: true },
  end_portal_person: {
    may: 'customers:write',
    writes: true,
    openInGrace: 'a company must be able to end somebody’s access at any time',
  },
  enter_portal: {
    may: 'signed in',
    writes: true,
    openInGrace: 'opens a company one is a customer of; an invitation of a read-only company waits',
  },
  invite_portal_person: { may: 'customers:write', writes: true },
  peek_portal_invitation: { may: 'anyone' },
  plan_portal_request: { may: 'work:write', writes: true },
  portal_answer_quote: { may: 'a customer', writes: true },
  portal_ask_correction: { may: 'a customer', writes: true },
  portal_ask_visit: { may: 'a customer', writes: true },
  portal_certificates: { may: 'a customer', writes: true, openInGrace: 'reading stays open, and the log says so' },
  portal_confirm_visit: { may: 'a customer', writes: true },
  portal_device: { may: 'a customer' },
  portal_devices: { may: 'a customer' },
  portal_file: { may: 'a customer' },
  portal_invoice: { may: 'a customer' },
  portal_invoices: { may: 'a customer' },
  portal_knows: { may: 'our server' },
  portal_me: { may: 'signed in' },
  portal_overview: { may: 'a customer' },
  portal_pay_invoice: {
    may: 'a customer',
    writes: true,
    openInGrace: 'an incoming payment is taken at any time: only asks for what is open',
  },
  portal_quote: { may: 'a customer' },
  portal_quotes: { may: 'a customer' },
  portal_sites: { may: 'a customer' },
  portal_visits: { may: 'a customer' },
}

/** The matrix as the table docs/roles.md prints between its markers. */
export function matrixAsMarkdown(): string {
  const head = `| Permission | ${ROLES.map((role) => `\`${role}\``).join(' | ')} |`
  const lines = Object.keys(PERMISSIONS)
    .filter(isPermission)
    .map(
      (permission) =>
        `| \`${permission}\` | ${ROLES.map((role) => (may(role, permission) ? 'yes' : '')).join(' | ')} |`,
    )
  return [head, `|---|${ROLES.map(() => '---').join('|')}|`, ...lines].join('\n')
}
