import type { DueBasis } from '../backflow/due.ts'

/** Dates behind a due basis, month-day. `by_use` names services; `other` is the date of any use not listed. */
export interface DistrictSchedule {
  dates?: readonly string[]
  by_use?: Readonly<Record<string, string>>
  other?: string
  window?: readonly [string, string]
  cycle_dates?: readonly string[]
  days_from_letter?: number
}

/**
 * One purveyor of the public rulebook, from its own pages (`source_urls`, read on `verified_on`). Null means the rulebook
 * does not say; the product then assumes anniversary, 12 months, USC10 (TX in Texas) and marks it as assumed.
 * `schedule` restates `due_detail` where it names dates; money in cents of US dollars.
 */
export interface DistrictRule {
  slug: string
  name: string
  short_name: string
  aliases: readonly string[]
  state: 'AZ' | 'CA' | 'CO' | 'FL' | 'TX'
  cities: readonly string[]
  counties: readonly string[]
  phone: string | null
  program_url: string | null
  portal_family: 'BSI' | 'SWIFTCOMPLY' | 'SAMS' | 'SYNCTA' | 'VEPO' | 'OWN' | 'EMAIL' | 'PAPER' | null
  portal_url: string | null
  due_basis: DueBasis | null
  due_detail: string
  schedule: DistrictSchedule | null
  interval_months: number | null
  submit_methods: readonly ('PORTAL' | 'EMAIL_PDF' | 'MAIL_ORIGINAL' | 'HAND')[]
  submit_deadline_value: number | null
  submit_deadline_unit: 'days' | 'hours' | null
  failed_report_policy: 'IMMEDIATE' | null
  repair_days: number | null
  filing_fee_cents: number | null
  fee_note: string | null
  notice_ladder: string | null
  tester_list_mode: 'OFFICIAL_LIST' | 'DIRECTORY_ONLY' | 'NONE'
  tester_list_url: string | null
  tester_rules: string | null
  retention_years: number | null
  source_urls: readonly string[]
  verified_on: string
}
