import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DISTRICT_RULES } from '../../lib/districts/district-data.ts'
import type { DistrictRule } from '../../lib/districts/district-rule.ts'

/**
 * The rulebook of lib/districts as a migration, so that every installation has it. Run this file after changing the
 * data; lib/conventions/rulebook.test.ts fails while the migration is behind.
 */
export function rulebookSql(): string {
  const values = DISTRICT_RULES.map((rule) => `  (${columnsOf(rule).map(literal).join(', ')})`).join(',\n')
  return `-- The public rulebook: ${DISTRICT_RULES.length} purveyors in five states, each with its sources and the day it was verified.
-- Written by supabase/local/write-rulebook.ts from lib/districts/district-data.ts; change it there.

insert into public.districts (
  slug, name, state, cities, counties, aliases, phone, program_url, portal_family, portal_url, due_rule, due_detail, submit_method,
  submit_deadline_value, submit_deadline_unit, failed_report_policy, repair_days, filing_fee_cents, fee_note, notice_ladder, tester_list_mode,
  tester_list_url, tester_rules, retention_years, source_urls, verified_on
) values
${values};

-- The same id in every installation: the archive of a company finds its purveyors again.
update public.districts set id = md5('district ' || slug)::uuid;
`
}

type Value = string | number | null | readonly string[] | object

function columnsOf(rule: DistrictRule): Value[] {
  return [
    rule.slug,
    rule.name,
    rule.state,
    rule.cities,
    rule.counties,
    [...new Set([rule.short_name, ...rule.aliases])],
    rule.phone,
    rule.program_url,
    rule.portal_family,
    rule.portal_url,
    dueRule(rule),
    rule.due_detail || null,
    rule.submit_methods.join(', ') || null,
    rule.submit_deadline_value,
    rule.submit_deadline_unit,
    rule.failed_report_policy,
    rule.repair_days,
    rule.filing_fee_cents,
    rule.fee_note,
    rule.notice_ladder,
    rule.tester_list_mode,
    rule.tester_list_url,
    rule.tester_rules,
    rule.retention_years,
    rule.source_urls,
    rule.verified_on,
  ]
}

/** Null where the rulebook says nothing that the assumed default does not say too. */
function dueRule(rule: DistrictRule): object | null {
  if (rule.due_basis === null && (rule.interval_months === null || rule.interval_months === 12)) return null
  return {
    due_basis: rule.due_basis,
    ...(rule.schedule === null ? {} : { schedule: rule.schedule }),
    ...(rule.interval_months === null ? {} : { interval_months: rule.interval_months }),
  }
}

function literal(value: Value): string {
  if (value === null) return 'null'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value))
    return value.length === 0 ? "'{}'" : `array[${value.map((entry) => quote(String(entry))).join(', ')}]`
  return `${quote(JSON.stringify(value))}::jsonb`
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export const RULEBOOK_FILE = join(import.meta.dirname, '../migrations/0065_rulebook.sql')
if (import.meta.main) writeFileSync(RULEBOOK_FILE, rulebookSql())
