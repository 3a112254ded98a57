import { MONEY_CONSTRAINTS, MONEY_REFUSALS } from './invoices/refusals.ts'
import { PORTAL_CONSTRAINTS, PORTAL_REFUSALS } from './portal/refusals.ts'

/** What a person may cause, as a value: a code, a sentence that says what to do, and the field it belongs to. */
export type Refusal = { ok: false; code: string; message: string; field?: string | undefined }
export type Result<T> = { ok: true; value: T } | Refusal

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

export function refuse(code: string, message: string, field?: string): Refusal {
  return { ok: false, code, message, field }
}

/** The shape of an error from PostgREST, as supabase-js hands it over. */
export type DatabaseError = { code?: string; message: string; details?: string | null }

/** Codes raised by private.refuse() in the database, with the sentence each one means. */
const REFUSALS: Record<string, string> = {
  ...MONEY_REFUSALS,
  ...PORTAL_REFUSALS,
  identity_how: 'Say how you checked who is asking, in a few words.',
  identity_not_checked: 'First note how you checked who is asking.',
  request_without_customer: 'This request names no customer on file, so there is nothing to look up.',
  not_a_deletion: 'This request does not ask for deletion.',
  received_in_future: 'A request has come today or earlier.',
  legal_hold: 'A legal hold stands on this company: nothing is deleted until it is lifted.',
  sealed_reason: 'Say in a few words why you open it.',
  support_hours: 'Support looks in for 1 hour to 7 days.',
  support_only_reads: 'Support looks in to read. Only the company’s own people change something.',
  customer_still_unknown: 'No company has this Stripe customer yet. The event stays parked.',
  hold_reason: 'Give the reason of the hold, at least 10 characters.',
  company_unknown: 'No company has this id or exactly this name.',
  company_ambiguous: 'Several companies have this name. Enter the id.',
  held_already: 'A hold stands on this company already.',
  not_signed_in: 'Your session has ended. Sign in again to go on.',
  email_not_verified: 'Confirm your email address first: the link is in the mail we sent you.',
  not_allowed: 'Your role does not allow this. Ask an admin of your company.',
  company_read_only:
    'This account is read-only. Subscribe again to make changes; everything can still be viewed and exported.',
  not_found: 'This is not on file, or no longer.',
  too_much_mail: 'Your company has sent very many messages in the last hour. Wait an hour, then go on.',
  time_zone_unknown: 'Choose a time zone from the list.',
  already_a_member: 'This person is already in your team.',
  invitation_not_valid:
    'This invitation is not valid: it was used, withdrawn, has expired, or belongs to another email address. Ask for a new one.',
  last_admin: 'This is the only admin. Make somebody else an admin first.',
  role_unknown: 'Choose a role from the list.',
  district_has_devices:
    'Assemblies still stand under this purveyor. Give them another one first, then take it off the list.',
  client_id_taken: 'This form belongs to another record. Reload the page and enter the test again.',
  not_your_draft: 'This draft belongs to another tester. Only its author, its tester or the office can change it.',
  test_date_missing: 'Enter the day of the test.',
  test_date_in_future: 'The day of the test lies in the future. Enter the day it was made.',
  licence_not_found: 'This licence is not on file. Choose another.',
  gauge_not_found: 'This gauge is not on file. Choose another.',
  records_changed:
    'Another test of this assembly was saved meanwhile. Your entries are kept; look at the history, then sign again.',
  licence_missing: 'Choose your licence. Only a person with a licence on file can sign.',
  licence_not_yours: 'You can sign only with your own licence. Save a draft and let the tester sign it.',
  gauge_missing: 'Choose the gauge the readings were taken with.',
  result_missing: 'Certify the result: pass or fail.',
  certify_reason_missing:
    'You certify against the verdict of the rules. Say why in at least a few words; both are kept.',
  readings_missing: 'Enter the readings of the first test.',
  answer_missing: 'Answer this question: the district asks it on every report.',
  gauge_class_mismatch:
    'In Texas the gauge’s water class must match the supply. Choose a gauge kept for this kind of water, or correct the answer about the supply.',
  seen_has_changed:
    'The rules or the records of this assembly changed while you were writing. Your entries are kept: look at the verdict and the next due date, then sign again.',
  repairs_missing: 'Say what was repaired: a final test follows a repair.',
  signature_missing: 'Sign before you lock the record.',
  out_of_date:
    'The licence or the gauge was out of date on the day of the test. An owner can allow signing with a reason; until then save a draft.',
  override_reason_missing: 'Say why this may be signed, in at least a few words.',
  already_superseded: 'This record was corrected already. Open the newest version and correct that one.',
  supersedes_a_draft: 'This record is still a draft. Change the draft itself.',
  not_your_record: 'Only its tester or the office can correct this record.',
  supersede_reason_missing: 'Say what was wrong with the record you correct, in at least a few words.',
  record_is_locked: 'A signed record cannot be changed. Correct it with a new version instead.',
  customer_has_locations:
    'This customer still has locations on file. Move or delete those first; test records keep their history either way.',
  location_has_devices: 'Assemblies still stand at this location. Move them, or set their status, before deleting it.',
  device_has_tests:
    'Tests of this assembly are on file, and evidence is kept. Set its status to removed, replaced, not found or abandoned instead.',
  customer_is_deleted: 'The customer of this location was deleted. Bring the customer back first.',
  location_is_deleted: 'The location of this assembly was deleted. Bring the location back first.',
  already_replaced: 'This assembly was replaced already. Open the one that stands in its place.',
  branch_in_use:
    'People still work in this branch or customers belong to it. Give them another one first, then take it away.',
  assignment_branch: 'This person works in another branch. Choose somebody of the customer’s branch.',
  assignment_team: 'This person is no longer in your team. Choose another.',
  assignment_licence:
    'No licence of this person holds on that day in the state of the site. Choose another person or day, or say why.',
  assignment_gauge: 'No gauge of this person is in date on that day. Choose another person or day, or say why.',
  assignment_scope_fire: 'This is a fire line, and no licence of this person covers those. Choose another, or say why.',
  assignment_scope_repair: 'This is a repair, and no licence of this person covers those. Choose another, or say why.',
  visit_changed: 'Somebody changed this visit meanwhile. Look where it stands now, then decide again.',
  visit_ended: 'This visit has ended. Plan another one on its work order.',
  visit_on_site: 'Somebody is on site already, so this visit stays where it is.',
  visit_open_already: 'This work order has an open visit already. Move that one instead.',
  visit_step: 'This does not follow from where the visit stands now.',
  visit_day: 'Choose a day within a year back and three years ahead.',
  no_place: 'This is no place on the map.',
  no_access_reason: 'Say in a few words why nobody got in.',
  work_order_ended: 'This work order has ended. Open it again to plan a visit.',
  too_many_rows: 'Choose between 1 and 500 rows.',
  import_not_found: 'This import is not on file.',
  import_not_ready: 'The sheet is still being read. Wait until the preview is complete.',
  import_done: 'This import was committed already.',
  mapping_not_usable:
    'Too little is mapped to make rows of. Choose the columns that hold the serial, or a model with an address.',
  no_rows_chosen: 'Tick at least one row first.',
  decision_unknown: 'This cannot be answered that way. Correct the row in the sheet, or leave it out.',
  company_name_differs: 'This is not the company’s name. Type it as it stands above.',
  subscription_runs: 'A subscription still runs. End it first; the account closes with it.',
  billing_off: 'Payments are not set up on this installation. Write to whoever runs it.',
  clock_is_real: 'Here time passes by itself: only the local demo can move it.',
  already_subscribed: 'A subscription runs already.',
  no_subscription: 'No subscription runs that this could be done to.',
  subscribe_to_reopen: 'The trial is over. Subscribe to open the account again; nothing is lost.',
  company_not_empty:
    'Only an empty company can take an archive in. This one holds records already; start a new one for it.',
  archive_replaced: 'Another archive was begun here meanwhile, so this one was stopped. Nothing was written.',
  archive_does_not_fit: 'The rows of this archive do not fit together. Nothing was written.',
  archive_of_another_version:
    'This archive was made by another version of FlowTrack Pro and holds what this one does not know. Nothing was written.',
  archive_still_in_use:
    'The records of this archive are in use in another account here. They cannot be genuine twice, so nothing was written.',
  import_has_successors: 'Newer work hangs on this import, so it can no longer be undone.',
}

/** Constraint names are API: each one a person can run into has its field and sentence here. */
const CONSTRAINTS: Record<string, { field: string; message: string }> = {
  ...MONEY_CONSTRAINTS,
  ...PORTAL_CONSTRAINTS,
  companies_name_length: { field: 'name', message: 'Give the company a name of 2 to 120 characters.' },
  profiles_full_name_length: { field: 'full_name', message: 'Enter a name of up to 120 characters.' },
  company_settings_photo_days: { field: 'photo_days', message: 'Choose between 7 and 365 days.' },
  company_settings_due_soon: { field: 'due_soon_days', message: 'Choose between 1 and 180 days.' },
  company_settings_target_lead: { field: 'target_lead_days', message: 'Choose between 0 and 180 days.' },
  company_settings_certification: {
    field: 'certification_sentence',
    message: 'The sentence needs 10 to 600 characters.',
  },
  invitations_email: { field: 'email', message: 'Enter a complete email address.' },
  invitations_full_name: { field: 'full_name', message: 'Enter a name of up to 120 characters.' },
  invitations_role: { field: 'role', message: 'Choose a role from the list.' },
  invitations_one_open: { field: 'email', message: 'An invitation to this address is open already.' },
  company_districts_name: { field: 'name', message: 'Enter the purveyor’s name, 2 to 120 characters.' },
  company_districts_one_name: { field: 'name', message: 'This purveyor is on your list already. Open it instead.' },
  company_districts_repair_days: { field: 'repair_days', message: 'Enter 1 to 365 days.' },
  customers_name: { field: 'name', message: 'Enter a name of up to 160 characters.' },
  branches_name: { field: 'name', message: 'Give the branch a name of up to 80 characters.' },
  branches_once: { field: 'name', message: 'There is a branch of this name already.' },
  profiles_branch: { field: 'branch_id', message: 'This branch is not on file. Choose another.' },
  customers_branch: { field: 'branch_id', message: 'This branch is not on file. Choose another.' },
  customers_notes: { field: 'notes', message: 'Notes hold up to 10,000 characters.' },
  customer_locations_line1: { field: 'line1', message: 'Enter the street address, up to 160 characters.' },
  customer_locations_access_notes: { field: 'access_notes', message: 'Access notes hold up to 4,000 characters.' },
  customer_locations_contact_name: { field: 'contact_name', message: 'A name has up to 120 characters.' },
  customer_locations_gate_code: { field: 'gate_code', message: 'A gate code has up to 60 characters.' },
  customer_locations_alarm_phone: { field: 'alarm_phone', message: 'A phone number has up to 40 characters.' },
  customer_locations_fire_phone: { field: 'fire_phone', message: 'A phone number has up to 40 characters.' },
  customer_locations_customer: { field: 'customer_id', message: 'This customer is not on file. Choose another.' },
  devices_serial_length: { field: 'serial', message: 'A serial has up to 60 characters.' },
  devices_size_positive: { field: 'size', message: 'Choose a size from the list.' },
  devices_interval: { field: 'interval_months', message: 'Enter 1 to 120 months.' },
  devices_price: { field: 'price', message: 'Enter a price from $0 to $100,000.' },
  devices_location: { field: 'location_id', message: 'This location is not on file. Choose another.' },
  devices_company_district: {
    field: 'company_district_id',
    message: 'This purveyor is not on your list. Choose another.',
  },
  device_photos_caption: { field: 'caption', message: 'A caption has up to 200 characters.' },
  device_photos_device: { field: 'device_id', message: 'This assembly is not on file. Choose another.' },
  device_photos_test_record: { field: 'test_record_id', message: 'This test is not on file. Choose another.' },
  district_forms_district: { field: 'company_district_id', message: 'This purveyor is not on file. Choose another.' },
  district_forms_name: { field: 'name', message: 'Enter a name of up to 120 characters.' },
  invoices_customer: { field: 'customer_id', message: 'This customer is not on file. Choose another.' },
  invoices_memo: { field: 'memo', message: 'Keep the memo to 2,000 characters.' },
  invoices_work_order: { field: 'work_order_id', message: 'This work order is not on file. Choose another.' },
  notification_emails_email: { field: 'email', message: 'Enter an email address like name@example.com.' },
  notification_emails_once: { field: 'email', message: 'This address is on the list already.' },
  scheduled_jobs_minutes: { field: 'minutes', message: 'Enter 5 to 1,440 minutes.' },
  scheduled_jobs_note: { field: 'note', message: 'Keep the note to 2,000 characters.' },
  scheduled_jobs_work_order: { field: 'work_order_id', message: 'This work order is not on file. Choose another.' },
  work_orders_location: { field: 'location_id', message: 'This location is not on file. Choose another.' },
  work_orders_minutes: { field: 'minutes', message: 'Enter 5 to 1,440 minutes.' },
  work_orders_notes: { field: 'notes', message: 'Keep the notes to 4,000 characters.' },
  work_orders_water_off: {
    field: 'water_off_to',
    message: 'Enter both times of the water-off window, the earlier first.',
  },
  work_orders_purchase_order: {
    field: 'purchase_order_no',
    message: 'A purchase order number has up to 60 characters.',
  },
  gauges_one_serial: { field: 'serial', message: 'A gauge of this maker with this serial is on file already.' },
  gauges_serial: { field: 'serial', message: 'Enter the serial, up to 60 characters.' },
  gauges_interval: { field: 'interval_months', message: 'Enter 1 to 36 months.' },
  gauge_calibrations_error: { field: 'max_error', message: 'Enter the largest error in psid, 0 to 5.' },
  tester_licences_number: { field: 'number', message: 'Enter the certificate number.' },
  tester_licences_order: {
    field: 'expires_on',
    message: 'The licence expires before it was issued. Check both dates.',
  },
  test_records_line_pressure: { field: 'line_pressure_psi', message: 'Line pressure is given in psi, 0 to 400.' },
  test_records_superseded_once: {
    field: 'supersedes_id',
    message: 'This record was corrected already. Open the newest version and correct that one.',
  },
  test_records_meter: { field: 'detector_meter_reading', message: 'A meter reading has up to 40 characters.' },
  test_records_repairs_text: { field: 'repairs_text', message: 'The repairs hold up to 4,000 characters.' },
  test_records_remarks: { field: 'remarks', message: 'The remarks hold up to 4,000 characters.' },
  test_records_certify_reason: { field: 'certify_reason', message: 'The reason holds up to 2,000 characters.' },
  test_records_override_reason: { field: 'override_reason', message: 'The reason holds up to 2,000 characters.' },
  test_records_supersede_reason: { field: 'supersede_reason', message: 'The reason holds up to 2,000 characters.' },
  test_readings_rv: { field: 'rv_opened', message: 'A reading has 0 to 300 psid.' },
  devices_bypass_serial_length: { field: 'bypass_serial', message: 'A serial has up to 60 characters.' },
  devices_notes: { field: 'notes', message: 'Notes hold up to 10,000 characters.' },
  company_districts_notes: { field: 'notes', message: 'Notes hold up to 4,000 characters.' },
  gauges_manufacturer: { field: 'manufacturer', message: 'Enter the maker, up to 80 characters.' },
  gauges_model: { field: 'model', message: 'Enter the model, up to 80 characters.' },
  gauges_notes: { field: 'notes', message: 'Notes hold up to 4,000 characters.' },
  gauges_assigned_to: { field: 'assigned_to', message: 'This person is not in your team. Choose another.' },
  gauge_calibrations_gauge: { field: 'gauge_id', message: 'This gauge is not on file. Choose another.' },
  tester_licences_profile: { field: 'profile_id', message: 'This person is not in your team. Choose another.' },
  tester_licences_type: { field: 'certificate_type', message: 'Enter the kind of certificate, up to 60 characters.' },
  test_readings_cv1: { field: 'cv1', message: 'A reading has 0 to 300 psid.' },
  test_readings_cv2: { field: 'cv2', message: 'A reading has 0 to 300 psid.' },
  test_readings_bc: { field: 'bc', message: 'A reading has 0 to 300 psid.' },
  test_readings_ai: { field: 'ai_opened', message: 'A reading has 0 to 300 psid.' },
  test_readings_cv: { field: 'cv', message: 'A reading has 0 to 300 psid.' },
  test_readings_ag_supply: { field: 'ag_supply', message: 'A supply pipe measures 0 to 100 inches.' },
  test_readings_ag_gap: { field: 'ag_gap', message: 'An air gap measures 0 to 1,000 inches.' },
  imports_file_name: { field: 'file', message: 'The name of the file has up to 255 characters.' },
  files_size: { field: 'file', message: 'A file holds up to 50 MB and is not empty.' },
  privacy_requests_requester: { field: 'requester_name', message: 'Enter who asks, up to 160 characters.' },
  privacy_requests_contact: {
    field: 'requester_contact',
    message: 'Enter how to reach them: an email address, a phone number or an address.',
  },
  privacy_requests_details: { field: 'details', message: 'The details hold up to 4,000 characters.' },
  privacy_requests_customer: { field: 'customer_id', message: 'This customer is not on file. Choose another.' },
  privacy_requests_identity_check: { field: 'how', message: 'How you checked holds up to 500 characters.' },
  privacy_requests_outcome_note: { field: 'note', message: 'The note holds up to 2,000 characters.' },
  saved_views_query: { field: 'name', message: 'This view has too many filters to keep.' },
  saved_views_once: { field: 'name', message: 'You have a view of this name already.' },
  saved_views_name: { field: 'name', message: 'Give the view a name of up to 40 characters.' },
}

/** The sentence for a code the database or a rule refused with; undefined for codes nobody wrote a sentence for. */
export function refusalSentence(code: string): string | undefined {
  return REFUSALS[code]
}

/** Turns a database error a person caused into a Refusal; null means a fault, to be thrown and logged. */
export function refusalFrom(error: DatabaseError): Refusal | null {
  const sentence = REFUSALS[error.message]
  if (error.code === 'FT001' && sentence !== undefined) {
    return refuse(error.message, sentence, error.details ? error.details : undefined)
  }
  const constraint = /constraint "([a-z0-9_]+)"/.exec(`${error.message} ${error.details ?? ''}`)?.[1]
  const known = constraint === undefined ? undefined : CONSTRAINTS[constraint]
  if (constraint !== undefined && known !== undefined) return refuse(constraint, known.message, known.field)
  if (error.code === '42501') return refuse('not_allowed', REFUSALS.not_allowed ?? '')
  // A single() that matched nothing: hidden by a policy, deleted, or never there. All three are "not found".
  if (error.code === 'PGRST116') return refuse('not_found', REFUSALS.not_found ?? '')
  if (error.code === '22P02') return refuse('not_found', REFUSALS.not_found ?? '')
  return null
}

/** An error nobody foresaw, carrying the database's code but none of its words. */
export class DatabaseFault extends Error {
  readonly code: string | undefined
  constructor(error: DatabaseError) {
    super(`database fault ${error.code ?? 'unknown'}`)
    this.name = 'DatabaseFault'
    this.code = error.code
  }
}

type Answer<T> =
  | { data: T; error: null }
  | { data: null; error: DatabaseError }
  | { data: T | null; error: DatabaseError | null }

/** The answer's data, or the Refusal it means; throws on a fault. */
export function resultOf<T>(answer: Answer<T>): Result<NonNullable<T>> {
  if (answer.error) {
    const refusal = refusalFrom(answer.error)
    if (refusal === null) throw new DatabaseFault(answer.error)
    return refusal
  }
  if (answer.data === null || answer.data === undefined) return refuse('not_found', REFUSALS.not_found ?? '')
  return ok(answer.data)
}

/** For calls that answer nothing: ok, or the Refusal it means; throws on a fault. */
export function doneOf(answer: { error: DatabaseError | null }): Result<null> {
  if (answer.error === null) return ok(null)
  const refusal = refusalFrom(answer.error)
  if (refusal === null) throw new DatabaseFault(answer.error)
  return refusal
}

/** The answer's data where a refusal would be our own mistake (reads of a page that was let in). */
export function dataOf<T>(answer: Answer<T>): NonNullable<T> {
  const result = resultOf(answer)
  if (!result.ok) throw new DatabaseFault({ code: result.code, message: result.code })
  return result.value
}
