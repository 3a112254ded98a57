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
  invoice_lines: ['invoice line', 'invoice lines'],
  payments: ['payment', 'payments'],
  quotes: ['quote', 'quotes'],
  price_items: ['price', 'prices'],
  notification_emails: ['address for notices', 'addresses for notices'],
  device_photos: ['photo', 'photos'],
  district_forms: ['form', 'forms'],
  exports: ['data export', 'data exports'],
  privacy_requests: ['privacy request', 'privacy requests'],
  support_grants: ['support grant', 'support grants'],
  archives: ['archive', 'archives'],
  portal_people: ['access to the portal', 'accesses to the portal'],
  portal_requests: ['request of a customer', 'requests of customers'],
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
  'ended trial': 'Trial ended',
  committed: 'Committed an import',
  undone: 'Undid an import',
  expired: 'Deleted photos after their time',
  erased: 'Erased the account',
  'took certificates': 'Took reports along',
  'started export': 'Started a data export',
  'finished export': 'Finished a data export',
  'failed export': 'Broke off a data export',
  'refused export': 'Was refused a data export',
  'let support look in': 'Let support look in',
  'support looked in': 'Support looked in',
  'ended support': 'Ended support',
  'set legal hold': 'A legal hold was set',
  'lifted legal hold': 'The legal hold was lifted',
  'gave customer data': 'Took out one customer’s data',
  'deleted customer data': 'Deleted one customer’s data',
  'purged customer': 'Took away the rest of a customer, as no rule keeps it',
  'opened sealed file': 'Opened a sealed file',
  'started archive': 'Began to bring an archive in',
  'saved invoice': 'Saved an invoice',
  'discarded invoice': 'Discarded a draft of an invoice',
  'sent invoice': 'Sent an invoice',
  'voided invoice': 'Made an invoice void',
  'credited invoice': 'Credited an invoice',
  'drafted invoices': 'Drafted invoices from work',
  'recorded payment': 'Recorded a payment',
  'saved quote': 'Saved a quote',
  'sent quote': 'Sent a quote',
  'quote approved': 'A customer approved a quote',
  'quote declined': 'A customer declined a quote',
  'received payment': 'A card payment came in',
  'unmatched payment': 'A card payment came in that fits nothing',
  'refunded payment': 'Noted as refunded',
  'took back payment': 'Took a payment back',
  'brought archive': 'Brought an archive in',
  'refused archive': 'Was refused an archive',
}
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
  privacy_requests: (id) => `/settings/privacy/${id}`,
  support_grants: () => '/settings/privacy',
  work_orders: (id) => `/work-orders/${id}`,
  invoices: (id) => `/invoices/${id}`,
  price_items: () => '/settings/prices',
  files: (id) => `/files/${id}`,
}

/** "assembly" and "assemblies"; a noun nobody named yet is shown as the database names it. */
function bothWords(noun: string): readonly [string, string] {
  return (
    (Object.hasOwn(NOUNS, noun) ? NOUNS[noun] : undefined) ?? [noun.replaceAll('_', ' '), noun.replaceAll('_', ' ')]
  )
}

/** "3 assemblies", "gauge". */
export function nounWords(noun: string, count: number): string {
  const [one, many] = bothWords(noun)
  return count === 1 ? one : `${count.toLocaleString('en-US')} ${many}`
}

/** "assemblies", however many. */
export function manyWords(noun: string): string {
  return bothWords(noun)[1]
}

/** "an assembly", "the company details": one thing without a name. */
export function aNoun(noun: string): string {
  const word = nounWords(noun, 1)
  if (noun.startsWith('company') || noun === 'companies')
    return noun === 'company_districts' ? `a ${word}` : `the ${word}`
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`
}

/** What stands before a name; people, assemblies and the like need nothing. */
const BEFORE_NAME: Readonly<Record<string, string>> = {
  customers: 'customer ',
  customer_locations: 'location ',
  company_districts: 'purveyor ',
  gauges: 'gauge ',
  gauge_calibrations: 'the calibration of ',
  tester_licences: 'the licence of ',
  invitations: 'the invitation of ',
  test_records: 'the test of ',
  device_photos: 'a photo of ',
  district_forms: 'form ',
  files: 'file ',
  imports: 'the import of ',
  work_orders: 'the work order at ',
  scheduled_jobs: 'the visit at ',
  invoices: 'invoice ',
}

/** A named thing in a sentence: "RP 009M2QT", "customer Palm Court", "the test of RP 009M2QT". */
export function thingWords(noun: string, name: string): string {
  return `${BEFORE_NAME[noun] ?? ''}${name}`
}

/** The page of what an entry is about; null for several rows, or where there is none. Later targets only bear on it. */
export function targetHref(noun: string, ids: readonly string[], count: number): string | null {
  const [id] = ids
  const page = Object.hasOwn(PAGES, noun) ? PAGES[noun] : undefined
  return page !== undefined && id !== undefined && count === 1 ? page(id) : null
}

/** Choices for the filters of the log. */
export const NOUN_CHOICES = Object.entries(NOUNS).map(([value, [, many]]) => ({
  value,
  label: many.slice(0, 1).toUpperCase() + many.slice(1),
}))
export const ACTION_CHOICES = Object.entries(ACTIONS).map(([value, label]) => ({ value, label }))
