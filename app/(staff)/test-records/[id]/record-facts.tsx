import { Section } from '@/app/_ui/card.tsx'
import { DescriptionList, type Fact } from '@/app/_ui/description-list.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { ASSEMBLIES } from '@/lib/backflow/assembly.ts'
import { isProfileName, RULE_PROFILES } from '@/lib/backflow/profiles.ts'
import { TEST_TYPE_LABELS } from '@/lib/backflow/test-types.ts'
import { formatDay, formatInstant } from '@/lib/dates.ts'
import { reportNo } from '@/lib/reports/report-facts.ts'
import { timeWords } from '@/lib/test-records/clock.ts'
import type { TestRecordPage } from '@/lib/test-records/queries.ts'
import { SITE_ANSWER_KEYS, SITE_LABELS } from '@/lib/test-records/site-questions.ts'

/** Who tested what, where, with which gauge and by which rules: as it stood on that day. */
export function RecordFacts({ shown, timeZone }: { shown: TestRecordPage; timeZone: string }) {
  const { record } = shown
  const { device, location, customer, district } = record.snapshot
  const type = device?.type ?? 'OTHER'
  const profile = isProfileName(record.rule_profile) ? RULE_PROFILES[record.rule_profile].label : record.rule_profile
  const answers = SITE_ANSWER_KEYS.flatMap((key): Fact[] => {
    const answer = record.site_answers[key]
    return answer === null || answer === undefined ? [] : [{ label: SITE_LABELS[key], value: answer ? 'Yes' : 'No' }]
  })
  return (
    <>
      <Section title="Test" id="facts-test">
        <DescriptionList
          facts={[
            { label: 'Kind', value: TEST_TYPE_LABELS[record.test_type] },
            {
              label: 'Tested',
              value: `${formatDay(record.tested_on)}${record.tested_at ? `, ${timeWords(record.tested_at)}` : ''}`,
            },
            { label: 'Tester', value: record.tester_name },
            { label: 'Licence', value: record.cert_no, figures: true },
            { label: 'Valid through', value: record.cert_expires_on ? formatDay(record.cert_expires_on) : null },
            { label: 'Gauge', value: record.gauge_name },
            { label: 'Gauge serial', value: record.gauge_serial, figures: true },
            {
              label: 'Accuracy check',
              value: record.gauge_calibrated_on ? formatDay(record.gauge_calibrated_on) : null,
            },
            {
              label: 'Line pressure',
              value: record.line_pressure_psi == null ? null : `${record.line_pressure_psi} psi`,
            },
            ...(record.shutoff1_state ? [{ label: 'Shutoff 1', value: record.shutoff1_state }] : []),
            ...(record.detector_meter_reading
              ? [{ label: 'Detector meter', value: record.detector_meter_reading, figures: true }]
              : []),
            ...answers,
            {
              label: 'Rules',
              value: `${profile}, ${record.rule_version}${record.rule_assumed ? ' (assumed)' : ''}`,
            },
          ]}
        />
      </Section>
      <Section title="Assembly and site" id="facts-site">
        <DescriptionList
          facts={[
            {
              label: 'Serial',
              value: <TextLink href={`/devices/${record.device_id}`}>{device?.serial ?? 'No serial'}</TextLink>,
              figures: true,
            },
            ...(ASSEMBLIES[type].detector === 'TYPE_I'
              ? [{ label: 'Bypass serial', value: device?.bypass_serial, figures: true }]
              : []),
            { label: 'Type', value: ASSEMBLIES[type].short },
            { label: 'Made by', value: [device?.manufacturer, device?.model].filter(Boolean).join(' ') },
            { label: 'Size', value: device?.size ? `${device.size} in` : null },
            { label: 'On site', value: device?.location_on_site },
            { label: 'Customer', value: customer?.name },
            { label: 'Address', value: [location?.line1, location?.city].filter(Boolean).join(', ') },
            { label: 'Purveyor', value: district?.name },
          ]}
        />
      </Section>
      <Section title="Record" id="facts-record">
        <DescriptionList
          facts={[
            { label: 'Number', value: reportNo(record.id), figures: true },
            { label: 'Entered by', value: shown.created_name },
            { label: 'Signed', value: record.signed_at ? formatInstant(record.signed_at, timeZone) : null },
            ...(record.report_sha256
              ? [
                  {
                    label: 'Report SHA-256',
                    value: <span className="figures text-xs break-all">{record.report_sha256}</span>,
                  },
                ]
              : []),
          ]}
        />
        {record.signed_at ? (
          <p className="text-sm text-ink-3">
            The report carries a QR code. Whoever scans it learns whether it is genuine, its result, date, the serial’s
            last four and your company’s name: nothing else.
          </p>
        ) : null}
        {record.signature_file_id ? (
          // oxlint-disable-next-line nextjs/no-img-element -- a private file behind the caller's own session
          <img
            src={`/files/${record.signature_file_id}`}
            alt={`Signature of ${record.tester_name ?? 'the tester'}`}
            className="max-h-20 rounded-md border border-line bg-white p-2"
          />
        ) : null}
      </Section>
    </>
  )
}
