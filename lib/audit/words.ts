/** The log's nouns (tables) as people say them: one and many. */
const NOUNS: Readonly<Record<string, readonly [string, string]>> = {
  companies: ['company details', 'company details'],
  company_settings: ['company settings', 'company settings'],
  profiles: ['team member', 'team members'],
  invitations: ['invitation', 'invitations'],
  customers: ['customer', 'customers'],
  customer_locations: ['location', 'locations'],
  company_districts: ['purveyor', 'purveyors'],
  devices: ['assembly', 'assemblies'],
  gauges: ['gauge', 'gauges'],
  gauge_calibrations: ['calibration', 'calibrations'],
  tester_licences: ['licence', 'licences'],
  test_records: ['test record', 'test records'],
  test_readings: ['reading', 'readings'],
  device_history: ['entry of history', 'entries of history'],
  files: ['file', 'files'],
  import_mappings: ['import mapping', 'import mappings'],
  import_rows: ['import row', 'import rows'],
  imports: ['import', 'imports'],
  work_orders: ['work order', 'work orders'],
  scheduled_jobs: ['visit', 'visits'],
  invoices: ['invoice', 'invoices'],
  notification_emails: ['address for notices', 'addresses for notices'],
  device_photos: ['photo', 'photos'],
  district_forms: ['form', 'forms'],
  exports: ['data export', 'data exports'],
  archives: ['archive', 'archives'],
}

const ACTIONS: Readonly<Record<string, string>> = {
  added: 'Added',
  changed: 'Changed',
  deleted: 'Deleted',
  founded: 'Founded the company',
  'saved draft': 'Saved a draft',
  'discarded draft': 'Discarded a draft',
  signed: 'Signed a test record',
  superseded: 'Corrected a test record',
  'allowed signing': 'Allowed signing out of date',
  'concluded due dates': 'Concluded due dates',
  replaced: 'Replaced an assembly',
  'billing changed': 'Billing changed',
  'closed account': 'Closed the account',
  'reopened account': 'Reopened the account',
  committed: 'Committed an import',
  undone: 'Undid an import',
  'started export': 'Started a data export',
  'finished export': 'Finished a data export',
  'failed export': 'Broke off a data export',
  'refused export': 'Was refused a data export',
  'started archive': 'Began to bring an archive in',
  'brought archive': 'Brought an archive in',
  'refused archive': 'Was refused an archive',
}
/** These need their noun; the others are whole sentences. */
const PLAIN = new Set(['added', 'changed', 'deleted'])

/** Where an entry's targets can be opened, by noun; nothing where there is no page of its own. */
const PAGES: Readonly<Record<string, (id: string) => string>> = {
  companies: () => '/settings/company',
  company_settings: () => '/settings/company',
  profiles: (id) => `/team/${id}`,
  invitations: () => '/team/invitations',
  customers: (id) => `/customers/${id}`,
  customer_locations: (id) => `/locations/${id}`,
  company_districts: (id) => `/districts/${id}`,
  devices: (id) => `/devices/${id}`,
  gauges: (id) => `/gauges/${id}`,
  test_records: (id) => `/test-records/${id}`,
  imports: (id) => `/imports/${id}`,
  work_orders: (id) => `/work-orders/${id}`,
  files: (id) => `/files/${id}`,
}

/** What an entry says: "Changed 3 assemblies", "Founded the company", "Concluded due dates, 12 assemblies". */
export function entryWords(action: string, noun: string, count: number): string {
  const words = actionWords(action)
  if (PLAIN.has(action) || !Object.hasOwn(ACTIONS, action)) return `${words} ${nounWords(noun, count)}`
  return count === 1 ? words : `${words}, ${nounWords(noun, count)}`
}

/** "3 assemblies", "gauge"; a noun nobody named yet is shown as the database names it. */
export function nounWords(noun: string, count: number): string {
  const [one, many] = (Object.hasOwn(NOUNS, noun) ? NOUNS[noun] : undefined) ?? [
    noun.replaceAll('_', ' '),
    noun.replaceAll('_', ' '),
  ]
  return count === 1 ? one : `${count.toLocaleString('en-US')} ${many}`
}

/** "Changed"; an action nobody named yet in its own words. */
export function actionWords(action: string): string {
  const words = (Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined) ?? action.replaceAll('_', ' ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** The page of what an entry is about; null for several rows, or where there is none. Later targets only bear on it. */
export function targetHref(noun: string, ids: readonly string[], count: number): string | null {
  const [id] = ids
  const page = Object.hasOwn(PAGES, noun) ? PAGES[noun] : undefined
  return page !== undefined && id !== undefined && count === 1 ? page(id) : null
}

/** Which columns an entry changed, as words: "due rule, repair days"; '' when the facts name none. */
export function changedWords(facts: unknown): string {
  if (typeof facts !== 'object' || facts === null || !('columns' in facts) || !Array.isArray(facts.columns)) return ''
  return facts.columns
    .filter((column): column is string => typeof column === 'string')
    .map((column) => column.replace(/_(id|on|at)$/, '').replaceAll('_', ' '))
    .join(', ')
}

/** Choices for the filters of the log. */
export const NOUN_CHOICES = Object.entries(NOUNS).map(([value, [, many]]) => ({
  value,
  label: many.slice(0, 1).toUpperCase() + many.slice(1),
}))
export const ACTION_CHOICES = Object.entries(ACTIONS).map(([value, label]) => ({ value, label }))
