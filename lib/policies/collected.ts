/**
 * What is kept, and what for: the table of the privacy policy. `tables` are the ones each line stands for; a test wants every
 * table that leaves in an export, and every other one with words of people in it, in exactly one line.
 */
export const COLLECTED: readonly { what: string; purpose: string; tables: readonly string[] }[] = [
  {
    what: 'Your name, email address, phone, role and password (as a hash), and lists you saved',
    purpose: 'signing in, and telling your team apart',
    tables: ['people', 'profiles', 'invitations', 'saved_views'],
  },
  {
    what: 'Your company’s name, address, phone, licence text, logo, branches and settings',
    purpose: 'reports, and your account',
    tables: ['companies', 'company_settings', 'branches', 'notification_emails', 'support_grants'],
  },
  {
    what: 'Testers’ licences and signatures, and gauges with their calibrations',
    purpose: 'signing tests, and reports',
    tables: ['tester_licences', 'gauges', 'gauge_calibrations'],
  },
  {
    what: 'Your customers’ names, phones, email addresses, notes and sites',
    purpose: 'knowing where to go and whom to tell',
    tables: ['customers', 'customer_locations'],
  },
  {
    what: 'People you let into your customers’ portal: name, email address, last visit, and what they ask for there',
    purpose: 'showing each of them their own papers, and answering them',
    tables: ['portal_people', 'portal_requests'],
  },
  {
    what: 'Assemblies, readings, test records, photos, reports, work orders, visits, quotes, prices, invoices and payments',
    purpose: 'the work itself',
    tables: [
      'devices',
      'device_history',
      'device_photos',
      'test_records',
      'test_readings',
      'verification_codes',
      'files',
      'work_orders',
      'work_order_devices',
      'scheduled_jobs',
      'visit_events',
      'deficiencies',
      'quotes',
      'price_items',
      'invoices',
      'invoice_lines',
      'payments',
    ],
  },
  {
    what: 'The purveyors you work for, with your notes and their forms',
    purpose: 'due dates and verdicts by the right rules',
    tables: ['company_districts', 'district_forms'],
  },
  {
    what: 'Spreadsheets and archives you bring in',
    purpose: 'showing you each row before it goes in, and taking an import back',
    tables: ['imports', 'import_rows', 'import_mappings'],
  },
  { what: 'What was changed, when and by whom', purpose: 'your audit log', tables: ['audit_log'] },
  {
    what: 'Mail we sent for you: to whom, about what, and whether it left',
    purpose: 'seeing that it arrived',
    tables: ['notification_log'],
  },
  {
    what: 'Requests about personal data, who made them and how they ended',
    purpose: 'answering them in time',
    tables: ['privacy_requests'],
  },
]
