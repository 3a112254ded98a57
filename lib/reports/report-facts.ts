/** Everything a field test report says, as texts in their places (DOMAIN 1.3, A to I). Drawing them is draw-test-report.ts. */
import { ASSEMBLIES } from '../backflow/assembly.ts'
import { isProfileName, RULE_PROFILES } from '../backflow/profiles.ts'
import { TEST_TYPE_LABELS } from '../backflow/test-types.ts'
import { formatPhone } from '../customers/phone.ts'
import { addMonths, dayOfInstant, formatDay } from '../dates.ts'
import { timeWords } from '../test-records/clock.ts'
import { listedRepairs } from '../test-records/repair-words.ts'
import { type ReadingLine, readingLines } from '../test-records/reading-rows.ts'
import { SITE_ANSWER_KEYS, SITE_LABELS } from '../test-records/site-questions.ts'
import type { ReportData, ShownRecord, Snapshot } from '../test-records/stored-record.ts'

export type Fact = readonly [label: string, value: string]

export interface ReportFacts {
  company: { name: string; lines: string[] }
  reportNo: string
  tested: string
  testType: string
  result: 'PASS' | 'FAIL'
  /** 'RP · Wilkins 975XL2 · 3/4 in'. */
  assembly: string
  serial: string
  /** One or two sentences beside the result. */
  verdict: string
  /** What comes next: next due date, or repair deadline. */
  next: string
  purveyor: string[]
  site: string[]
  customer: string[]
  assemblyFacts: Fact[]
  bypassFacts: Fact[]
  conditionFacts: Fact[]
  hasFinal: boolean
  readings: ReadingLine[]
  repairs: string
  remarks: string
  /** What a reader must know besides: superseding, certified against the rules, out of date. */
  notes: string[]
  gaugeFacts: Fact[]
  testerFacts: Fact[]
  certification: string
  signedAs: string
  rules: string
  document: { title: string; author: string; subject: string; madeAt: string }
}

/** Pure. Missing things are left out, never invented. */
export function reportFacts(data: ReportData): ReportFacts {
  const { record } = data
  const snapshot = record.snapshot
  const device = snapshot.device
  const type = device?.type ?? 'OTHER'
  const company = snapshot.company
  const result = record.certified_result ?? 'FAIL'
  const zone = company?.time_zone ?? undefined
  const signedOn = record.signed_at ? dayOfInstant(record.signed_at, zone) : record.tested_on
  const made = [device?.manufacturer, device?.model].filter(Boolean).join(' ')
  const companyName = company?.name ?? ''
  const serial = device?.serial ?? ''
  return {
    company: {
      name: companyName,
      lines: [
        ...addressLines(company ?? {}),
        join([phone(company?.phone), company?.email], ' · '),
        company?.licence_text ?? '',
      ].filter((line) => line !== ''),
    },
    reportNo: reportNo(record.id),
    tested: `${formatDay(record.tested_on)}${record.tested_at ? ` at ${timeWords(record.tested_at)}` : ''}`,
    testType: TEST_TYPE_LABELS[record.test_type],
    result,
    assembly: join([ASSEMBLIES[type].short, made, device?.size ? `${device.size} in` : ''], ' · '),
    serial,
    verdict: verdictWords(record, result),
    next: nextWords(record, result),
    purveyor: [
      snapshot.district?.name ?? 'Not on file',
      snapshot.district?.pws_id ? `PWS ID ${snapshot.district.pws_id}` : '',
      join([snapshot.district?.contact_name, phone(snapshot.district?.phone)], ' · '),
    ].filter((line) => line !== ''),
    site: [snapshot.location?.name ?? '', ...addressLines(snapshot.location ?? {})].filter((line) => line !== ''),
    customer: [
      snapshot.customer?.name ?? '',
      snapshot.customer?.contact_name ?? '',
      ...addressLines(snapshot.customer ?? {}),
      join([phone(snapshot.customer?.phone), snapshot.customer?.email], ' · '),
    ].filter((line) => line !== ''),
    assemblyFacts: facts([
      ['Type', ASSEMBLIES[type].name],
      ['Manufacturer', device?.manufacturer],
      ['Model', device?.model],
      ['Serial', serial],
      ['Size', device?.size ? `${device.size} in` : null],
      ['Location on site', device?.location_on_site],
      ['Serves', device?.serves],
      ['Hazard', device?.hazard ? words(device.hazard) : null],
      ['Service', device?.use ? words(device.use) : null],
      ['Protection', device?.containment == null ? null : device.containment ? 'Containment' : 'Isolation'],
      ['Installed', device?.installed_on ? formatDay(device.installed_on) : null],
      ['Meter no.', device?.meter_no],
      ['Account no.', device?.account_no],
      ['Tag', device?.tag_no],
    ]),
    bypassFacts: ASSEMBLIES[type].detector === null ? [] : bypassFacts(snapshot),
    conditionFacts: facts([
      ['Line pressure', record.line_pressure_psi == null ? null : `${record.line_pressure_psi} psi`],
      ['Shutoff 1', record.shutoff1_state ? words(record.shutoff1_state) : null],
      ['Detector meter', record.detector_meter_reading],
      ['Detector meter moved', yesNo(record.detector_meter_moved)],
      ...SITE_ANSWER_KEYS.map((key): Loose => [SITE_LABELS[key], yesNo(record.site_answers[key])]),
    ]),
    hasFinal: data.readings.some(({ stage }) => stage === 'final'),
    readings: readingLines(type, data.readings, record.checks),
    repairs: [record.repairs_text ?? '', listedRepairs(record.repairs, record.repairs_text)]
      .filter((each) => each !== '')
      .join('\n'),
    remarks: record.remarks ?? '',
    notes: notes(data, result),
    gaugeFacts: facts([
      ['Gauge', record.gauge_name],
      ['Serial', record.gauge_serial],
      ['Last accuracy check', record.gauge_calibrated_on ? formatDay(record.gauge_calibrated_on) : null],
      [
        'Valid through',
        record.gauge_calibrated_on && snapshot.gauge?.interval_months
          ? formatDay(addMonths(record.gauge_calibrated_on, snapshot.gauge.interval_months))
          : null,
      ],
      ['Kind, water', words(join([snapshot.gauge?.kind, snapshot.gauge?.water_class], ', '))],
    ]),
    testerFacts: facts([
      ['Tester', record.tester_name],
      ['Licence', record.cert_no],
      ['Certificate', snapshot.licence?.certificate_type],
      ['Issued by', snapshot.licence?.issuer],
      ['Valid through', record.cert_expires_on ? formatDay(record.cert_expires_on) : null],
    ]),
    certification: company?.certification ?? '',
    signedAs: join([record.tester_name, formatDay(signedOn)], ', '),
    rules: rulesWords(record),
    document: {
      title: `Backflow test report ${reportNo(record.id)}, ${result}, serial ${serial || 'none'}, ${formatDay(record.tested_on)}`,
      author: companyName || 'FlowTrack Pro',
      subject: 'Backflow prevention assembly field test report',
      madeAt: record.signed_at ?? record.created_at,
    },
  }
}

/** The number a report is called by: the first letters of the record's id. */
export function reportNo(id: string): string {
  return id.slice(0, 8).toUpperCase()
}

type Loose = readonly [string, string | null | undefined]

function facts(list: readonly Loose[]): Fact[] {
  return list.flatMap(([label, value]) => (value ? [[label, value] as const] : []))
}

function bypassFacts({ device }: Snapshot): Fact[] {
  return facts([
    ['Bypass', join([device?.bypass_manufacturer, device?.bypass_model], ' ')],
    ['Bypass serial', device?.bypass_serial],
    ['Bypass size', device?.bypass_size ? `${device.bypass_size} in` : null],
  ])
}

function verdictWords(record: ShownRecord, result: 'PASS' | 'FAIL'): string {
  if (record.test_type === 'REMOVED_CAPPED') return 'Removed and capped.'
  const stage = record.checks.some((check) => check.stage === 'final') ? 'final' : 'initial'
  const failed = record.checks.filter(
    (each) => each.status === 'fail' && each.stage !== (stage === 'final' ? 'initial' : 'final'),
  )
  if (result === 'FAIL') return failed.map(({ message }) => message).join(' ')
  if (record.computed_result !== 'PASS') return 'Certified by the tester against the rules: see the notes.'
  return stage === 'final'
    ? 'Passed after repair: every final reading meets the rules.'
    : 'Every reading meets the rules.'
}

function nextWords(record: ShownRecord, result: 'PASS' | 'FAIL'): string {
  if (result === 'FAIL') return record.repair_due_on ? `Repair and retest by ${formatDay(record.repair_due_on)}` : ''
  return record.next_due_on ? `Test due ${formatDay(record.next_due_on)}` : 'No test scheduled'
}

function notes({ record, supersedes, override_name: by }: ReportData, result: 'PASS' | 'FAIL'): string[] {
  const against = record.computed_result !== result && record.test_type !== 'REMOVED_CAPPED'
  return [
    supersedes
      ? `This report supersedes report ${reportNo(supersedes.id)} of ${formatDay(supersedes.tested_on)}${supersedes.certified_result ? ` (${supersedes.certified_result.toLowerCase()})` : ''}. Reason: ${record.supersede_reason ?? ''}`
      : '',
    against
      ? `The rules conclude ${record.computed_result.toLowerCase()}; the tester certifies ${result.toLowerCase()}. Reason: ${record.certify_reason ?? ''}`
      : '',
    record.override_by
      ? `Licence or gauge was out of date on the test date; signing was allowed by ${by ?? 'an owner'}. Reason: ${record.override_reason ?? ''}`
      : '',
  ].filter((note) => note !== '')
}

function rulesWords(record: ShownRecord): string {
  const label = isProfileName(record.rule_profile) ? RULE_PROFILES[record.rule_profile].label : record.rule_profile
  const assumed = record.rule_assumed ? ', assumed: the purveyor’s own rule is not on file' : ''
  return `Judged by ${label}, rules ${record.rule_version}${assumed}.`
}

function addressLines(address: {
  line1?: string | null | undefined
  line2?: string | null | undefined
  city?: string | null | undefined
  state?: string | null | undefined
  zip?: string | null | undefined
}): string[] {
  const place = join([address.city, join([address.state, address.zip], ' ')], ', ')
  return [join([address.line1, address.line2], ', '), place].filter((line) => line !== '')
}

function join(parts: readonly (string | null | undefined)[], by: string): string {
  return parts.filter((part) => part !== null && part !== undefined && part.trim() !== '').join(by)
}

function phone(given: string | null | undefined): string | null {
  return given ? formatPhone(given) : null
}

function yesNo(answer: boolean | null | undefined): string | null {
  return answer === null || answer === undefined ? null : answer ? 'Yes' : 'No'
}

/** 'non_health' → 'Non health'. */
function words(code: string): string {
  const plain = code.replaceAll('_', ' ')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
