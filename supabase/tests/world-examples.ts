import { createHash, randomUUID } from 'node:crypto'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null)

/** Where a value is needed: whose row, the first or the second of its table, and the ids of the row itself. */
export type Cell = {
  companyId: string
  /** A word that stands in every text of this company's rows and nowhere else. */
  canary: string
  set: 1 | 2
  rowId: string | null
  inviteToken: string
}

const today = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const at = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()

/**
 * Values for columns whose constraints or meaning a generated word would not satisfy, by `table.column` or `*.column`.
 * `undefined` leaves the column to its default.
 */
export const COLUMN_EXAMPLES: Record<string, (cell: Cell) => Json | undefined> = {
  '*.state': () => 'FL',
  '*.time_zone': () => 'America/New_York',
  '*.rule_profile': () => undefined,
  '*.external_id': () => undefined,
  '*.email': ({ canary, set }) => `${canary}-${set}@example.com`,
  '*.match_key': ({ canary, set }) => `${canary} ${set}`,
  '*.import_id': () => undefined,
  '*.deleted_at': () => undefined,
  'companies.logo_file_id': () => undefined,
  'company_settings.certification_sentence': ({ canary }) => `${canary} certifies`,
  'device_history.changes': ({ canary }) => ({ serial: [canary, `${canary} 2`] }),
  'devices.district_due_on': () => today(20),
  'devices.district_due_source': () => 'manual',
  'devices.last_result': () => undefined,
  'devices.due_base_source': () => undefined,
  'devices.price_cents': () => 12_345,
  'devices.replaced_by_id': () => undefined,
  'files.kind': ({ set }) => (set === 1 ? 'signature' : 'import'),
  'files.path': ({ companyId, rowId, set }) => `${companyId}/${set === 1 ? 'signature' : 'import'}/${rowId}`,
  'files.content_type': () => 'image/png',
  'files.size_bytes': () => 10,
  'files.sha256': () => 'a'.repeat(64),
  'gauge_calibrations.calibrated_on': () => today(-60),
  'import_rows.row_no': ({ set }) => set,
  'import_rows.clean': ({ canary }) => ({
    customer: { name: canary },
    location: { line1: canary },
    device: { type: 'RP', serial: canary },
  }),
  'import_rows.external_id': () => undefined,
  'imports.state': ({ set }) => (set === 1 ? 'staged' : 'committed'),
  'imports.committed_at': ({ set }) => (set === 1 ? undefined : at(0)),
  'imports.header': ({ canary }) => ({ signature: canary, columns: [canary] }),
  'imports.mapping': () => ({ kind: 'devices', columns: {} }),
  'imports.result': ({ set }) => (set === 1 ? undefined : { devices: 1 }),
  'imports.refusal': () => undefined,
  'imports.counts': () => ({ rows: 1 }),
  'import_mappings.mapping': ({ canary }) => ({ kind: 'devices', columns: { [canary]: 'serial' } }),
  'invitations.token_hash': ({ inviteToken, set }) =>
    `\\x${createHash('sha256')
      .update(`${inviteToken}${set === 1 ? '' : set}`)
      .digest('hex')}`,
  'invoices.customer_snapshot': () => undefined,
  'invoices.number': () => undefined,
  'invoices.sent_at': () => undefined,
  'invoices.state': () => undefined,
  'invoices.voided_at': () => undefined,
  'invoices.void_reason': () => undefined,
  'invoices.link_hash': () => undefined,
  'invoices.file_sha256': () => undefined,
  'invoice_lines.quantity_hundredths': () => 100,
  'invoice_lines.unit_cents': () => 50_000,
  'invoice_lines.test_record_id': () => null,
  'invoice_lines.tax_rounding_cents': () => undefined,
  'payments.amount_cents': () => 100,
  'payments.reverse_reason': () => undefined,
  'deficiencies.closed_on': ({ set }) => (set === 1 ? today(-1) : undefined),
  'deficiencies.closed_because': ({ set }) => (set === 1 ? 'passed' : undefined),
  'portal_requests.days': () => [today(5)],
  'portal_requests.changes': ({ canary }) => ({ phone: [null, canary] }),
  'quotes.lines': () => [],
  'quotes.link_hash': () => undefined,
  'quotes.answered_name': () => undefined,
  'quotes.answered_from': () => undefined,
  'price_items.kind': () => 'part',
  'price_items.size': () => '3/4',
  'privacy_requests.kind': () => 'deletion',
  'privacy_requests.outcome': () => undefined,
  'privacy_requests.closed_on': () => undefined,
  'privacy_requests.received_on': () => today(-3),
  'privacy_requests.identity_checked_on': () => today(-2),
  // An order has one open visit and an assembly one open line; tests open what they need.
  'scheduled_jobs.state': () => 'done',
  'visit_events.what': () => 'planned',
  'work_order_devices.outcome': () => 'tested',
  'work_order_devices.closed_at': () => at(0),
  'saved_views.page': () => '/devices',
  'test_readings.stage': ({ set }) => (set === 1 ? 'initial' : 'final'),
  'test_readings.cv1_hundredths_psid': () => 820,
  'test_records.client_id': () => randomUUID(),
  'test_records.tested_on': () => today(-30),
  'test_records.certified_result': ({ set }) => (set === 1 ? 'PASS' : undefined),
  'test_records.rule_version': () => 'example',
  'test_records.signed_at': ({ set }) => (set === 1 ? at(-30) : undefined),
  'test_records.accepted_at': ({ set }) => (set === 1 ? at(-30) : undefined),
  'test_records.rule_profile': () => 'USC10',
  'test_records.report_sha256': () => undefined,
  'test_records.report_file_id': () => undefined,
  'test_records.superseded_by_id': () => undefined,
  'test_records.supersedes_id': () => undefined,
  'test_records.override_by': () => undefined,
  'test_records.override_reason': () => undefined,
  'tester_licences.expires_on': () => today(200),
}

/** Rows of these tables come only from the database's own triggers; the world's other rows bring some about. */
export const MADE_BY_TRIGGERS = new Set(['audit_log'])

/** Rows of these tables are the people and companies themselves, written by world.ts. */
export const MADE_BY_HAND = new Set(['companies', 'profiles'])
