/** Records for the tests of the report, as private.report_data() answers them. */
import { resolveProfile } from '../backflow/profiles.ts'
import { reportDataSchema, type ReportData } from '../test-records/stored-record.ts'
import { blockRows, judgeEntry, type TestEntry } from '../test-records/test-entry.ts'
import type { AssemblyType } from '../backflow/assembly.ts'

const ID = '3f2a91bc-0c6e-4a55-9a53-0d6c1a7be001'

/** A plain passing RP; `change` replaces what a test needs otherwise. */
export function reportFixture(
  type: AssemblyType = 'RP',
  readings: Partial<Pick<TestEntry, 'initial' | 'final' | 'repairs' | 'repairsText' | 'answers'>> = {},
  change: {
    record?: Record<string, unknown>
    device?: Record<string, unknown>
    snapshot?: Record<string, unknown>
    data?: Record<string, unknown>
  } = {},
): ReportData {
  const entry = {
    initial: {
      main: { rvOpenedHundredthsPsid: 240, cv1HundredthsPsid: 620, cv2State: 'tight', shutoff2State: 'tight' },
      bypass: null,
    },
    final: null,
    repairs: [],
    repairsText: null,
    answers: {},
    ...readings,
  } satisfies Partial<TestEntry>
  const profile = resolveProfile('USC10')
  const verdict = judgeEntry(type, profile, entry)
  return reportDataSchema.parse({
    record: {
      id: ID,
      device_id: ID,
      origin: 'recorded',
      test_type: 'ANNUAL',
      tested_on: '2027-03-04',
      tested_at: '14:30:00',
      tester_name: 'José Nguyễn',
      cert_no: 'BAT-204417',
      cert_expires_on: '2028-06-30',
      gauge_name: 'Mid-West 845-5',
      gauge_serial: '08241177',
      gauge_calibrated_on: '2026-11-02',
      line_pressure_psi: 68,
      shutoff1_state: 'tight',
      detector_meter_reading: null,
      detector_meter_moved: null,
      site_answers: entry.answers,
      repairs: entry.repairs,
      repairs_text: entry.repairsText,
      remarks: null,
      rule_profile: verdict.profile,
      rule_version: verdict.profileVersion,
      rule_assumed: true,
      checks: verdict.checks,
      computed_result: verdict.result,
      certified_result: verdict.result === 'PASS' ? 'PASS' : 'FAIL',
      signed_at: '2027-03-04T19:41:07.123456+00:00',
      next_due_on: verdict.result === 'PASS' ? '2028-03-04' : null,
      repair_due_on: verdict.result === 'PASS' ? null : '2027-04-03',
      created_at: '2027-03-04T19:40:00+00:00',
      snapshot: {
        device: {
          type,
          manufacturer: 'Wilkins',
          model: '975XL2',
          size: '3/4',
          serial: 'A127841',
          location_on_site: 'Behind the dumpster, north-east corner',
          serves: 'Irrigation',
          hazard: 'health',
          use: 'irrigation',
          containment: true,
          installed_on: '2019-05-14',
          meter_no: '55120993',
          account_no: '0044-1208-3',
          ...change.device,
        },
        location: {
          name: 'Harbor Point Plaza',
          line1: '12 Dock Street',
          city: 'Lake Worth',
          state: 'FL',
          zip: '33460',
        },
        customer: {
          name: 'Harbor Point Owners Association',
          contact_name: 'Dana Fields',
          phone: '(561) 555-0142',
          email: 'dana@example.com',
          line1: 'PO Box 118',
          city: 'Lake Worth',
          state: 'FL',
          zip: '33460',
        },
        district: {
          name: 'Palm Beach County Water Utilities',
          pws_id: 'FL4504393',
          contact_name: 'Cross-connection desk',
          phone: '(561) 555-0100',
        },
        company: {
          name: 'Coastal Backflow Testing',
          line1: '400 Canal Road',
          city: 'Lake Worth',
          state: 'FL',
          zip: '33461',
          phone: '(561) 555-0177',
          email: 'office@coastal.example',
          licence_text: 'Licence CFC-1429981',
          time_zone: 'America/New_York',
          certification:
            'I certify that this report is accurate, that I am the person who made the test, and that the readings are as I observed them on the date shown.',
        },
        licence: { certificate_type: 'ASSE 5110', issuer: 'ASSE International' },
        gauge: { kind: 'differential', water_class: 'potable', interval_months: 12 },
        ...change.snapshot,
      },
      ...change.record,
    },
    readings: blockRows(type, entry),
    supersedes: null,
    override_name: null,
    signature_path: null,
    logo_path: null,
    ...change.data,
  })
}

/** Everything at once, everything too long: a Type I detector, failed, repaired, certified, superseding. */
export function fullestFixture(): ReportData {
  const long =
    'The Grand Consolidated Metropolitan Housing & Sprinkler Maintenance Cooperative of Señor José Nguyễn-李明 and Partners'
  const dc = (a: number, b: number) => ({ cv1HundredthsPsid: a, cv2HundredthsPsid: b, shutoff2State: 'tight' })
  return reportFixture(
    'RPDA',
    {
      initial: {
        main: {
          rvOpenedHundredthsPsid: 180,
          cv1HundredthsPsid: 500,
          cv2State: 'leaked',
          cv2HundredthsPsid: 0,
          shutoff2State: 'leaked_compensated',
        },
        bypass: { rvDidNotOpen: true, ...dc(525, 110), cv2State: 'tight' },
      },
      final: {
        main: {
          rvOpenedHundredthsPsid: 240,
          cv1HundredthsPsid: 725,
          cv2State: 'tight',
          cv2HundredthsPsid: 125,
          shutoff2State: 'tight',
        },
        bypass: { rvOpenedHundredthsPsid: 210, ...dc(525, 110), cv2State: 'tight' },
      },
      repairsText: `Replaced the relief valve module and flushed. ${'New rubber kit fitted throughout, seats lapped, body flushed until clear. '.repeat(12)}`,
      repairs: [
        { part: 'main', component: 'RV', action: 'replaced', replacedPart: 'Module', cause: 'sand_grit' },
        { part: 'main', component: 'CV2', action: 'cleaned', replacedPart: null, cause: 'foreign_material' },
        { part: 'bypass', component: 'RV', action: 'rebuilt', replacedPart: null, cause: 'blocked_sensing_line' },
      ],
      answers: {
        installed_per_code: true,
        non_potable_supply: false,
        relief_air_gap_ok: true,
        approved_list_ok: true,
        back_pressure_present: false,
      },
    },
    {
      device: {
        serial: 'AA-99999-LONG-SERIAL-NUMBER-0001',
        bypass_manufacturer: 'Zurn Wilkins',
        bypass_model: '975XL3TCU',
        bypass_serial: 'B-11883-77',
        bypass_size: '3/4',
        tag_no: 'TAG-000417',
        location_on_site: 'Basement mechanical room 3, behind boiler number two, 1.2 m above the floor, ladder needed',
        serves: 'Fire riser and the standpipes of the north tower',
      },
      record: {
        remarks: 'The owner was told about the missing drain. '.repeat(40),
        detector_meter_reading: '00048213.7',
        detector_meter_moved: true,
        supersedes_id: ID,
        supersede_reason:
          'The serial of the bypass was misread in the first report and the initial relief reading left out.',
        override_by: ID,
        override_reason:
          'Gauge was at the laboratory; a second gauge of the company with a valid certificate confirmed every reading on site.',
        certify_reason: null,
      },
      data: {
        supersedes: { id: '77aa02de-0c6e-4a55-9a53-0d6c1a7be001', tested_on: '2027-03-04', certified_result: 'PASS' },
        override_name: 'Maria de los Ángeles Hernández-Villanueva',
      },
      snapshot: {
        location: {
          name: long,
          line1: '10200 North-West Seventy-Ninth Avenue Frontage Road, Building C',
          city: 'Lake Worth',
          state: 'FL',
          zip: '33460',
        },
        customer: {
          name: long,
          contact_name: 'Nguyễn Thị Minh Khai',
          line1: '1 Very Long Boulevard of the Americas',
          city: 'West Palm Beach',
          state: 'FL',
          zip: '33401-0001',
          phone: '(561) 555-0142',
          email: 'a.very.long.address.of.a.person@a-very-long-domain-name.example',
        },
      },
    },
  )
}
