/** What the form holds, as typed, and what it means. Pure: the browser keeps these values and the tests take them apart. */
import { ASSEMBLIES, type AssemblyType } from '../backflow/assembly.ts'
import { isImplausiblePsid, formatInches, formatPsid, parseInches, parsePsid } from '../backflow/psid.ts'
import {
  COLUMN_OF,
  type CheckState,
  type LooseReadingsRow,
  type Part,
  type ReadingKey,
  type Stage,
} from '../backflow/readings.ts'
import type { RepairLine } from '../backflow/repairs.ts'
import type { TestType } from '../backflow/test-types.ts'
import { isDay } from '../dates.ts'
import { SITE_ANSWER_KEYS, type SiteAnswerKey, type SiteAnswers } from './site-questions.ts'
import type { StageEntry, TestEntry } from './test-entry.ts'

export interface FormValues {
  /** Made with the form: double submits and retries are one record. */
  clientId: string
  testType: TestType
  testedOn: string
  testedAt: string
  licenceId: string
  gaugeId: string
  linePressure: string
  shutoff1: '' | CheckState
  meterReading: string
  meterMoved: '' | 'yes' | 'no'
  answers: { [K in SiteAnswerKey]?: 'yes' | 'no' }
  /** As typed, by `readingName`: numbers as text, ticks as 'true', 'leaked'. */
  readings: { [name: string]: string }
  hasFinal: boolean
  repairs: RepairLine[]
  repairsText: string
  remarks: string
  /** '' follows the verdict. */
  certified: '' | 'PASS' | 'FAIL'
  certifyReason: string
  overrideReason: string
  supersedeReason: string
  /** Implausible readings the person confirmed: `readingName` and the text he stood by. */
  confirmed: { [name: string]: string }
}

/** 'initial.main.cv1HundredthsPsid': the name of a reading in the form. */
export function readingName(stage: Stage, part: Part, key: ReadingKey): string {
  return `${stage}.${part}.${key}`
}

/** An empty form, with what is known already. */
export function emptyValues(known: Pick<FormValues, 'clientId' | 'testedOn'> & Partial<FormValues>): FormValues {
  return {
    testType: 'ANNUAL',
    testedAt: '',
    licenceId: '',
    gaugeId: '',
    linePressure: '',
    shutoff1: '',
    meterReading: '',
    meterMoved: '',
    answers: {},
    readings: {},
    hasFinal: false,
    repairs: [],
    repairsText: '',
    remarks: '',
    certified: '',
    certifyReason: '',
    overrideReason: '',
    supersedeReason: '',
    confirmed: {},
    ...known,
  }
}

export type ParsedEntry = {
  entry: Omit<TestEntry, 'sign' | 'seen' | 'certifiedResult' | 'certifyReason'>
  /** Sentences by field: readings by `readingName`, the others by the names of the database's refusals. */
  errors: Record<string, string>
  /** Readings over the gauge's scale that nobody confirmed yet. */
  implausible: string[]
}

/** Reads the form's texts. What cannot be read is left blank in the entry and named in `errors`. */
export function parseValues(
  type: AssemblyType,
  values: FormValues,
  about: { deviceId: string; supersedesId: string | null },
): ParsedEntry {
  const errors: Record<string, string> = {}
  const implausible: string[] = []
  const stage = (name: Stage): StageEntry => ({
    main: part(name, 'main'),
    bypass: ASSEMBLIES[type].detector === 'TYPE_I' ? part(name, 'bypass') : null,
  })
  const part = (stageName: Stage, partName: Part): StageEntry['main'] => {
    const fields: { [K in ReadingKey]?: string | number | boolean } = {}
    for (const key of READING_KEYS) {
      const name = readingName(stageName, partName, key)
      const text = values.readings[name]?.trim() ?? ''
      if (text === '') continue
      const read = readText(key, text)
      if (!read.ok) errors[name] = read.message
      else fields[key] = read.value
      if (read.ok && isPsid(key) && typeof read.value === 'number' && isImplausiblePsid(read.value)) {
        if (values.confirmed[name] !== text) implausible.push(name)
      }
    }
    return fields
  }
  const pressure = wholeNumber(values.linePressure, 400)
  if (pressure === undefined) errors.line_pressure_psi = 'Line pressure is given in whole psi, 0 to 400.'
  if (!isDay(values.testedOn)) errors.tested_on = 'Enter the day of the test.'
  const answers: SiteAnswers = {}
  for (const key of SITE_ANSWER_KEYS) {
    const answer = values.answers[key]
    if (answer !== undefined) answers[key] = answer === 'yes'
  }
  return {
    entry: {
      clientId: values.clientId,
      deviceId: about.deviceId,
      testType: values.testType,
      testedOn: values.testedOn,
      testedAt: values.testedAt === '' ? null : values.testedAt,
      licenceId: values.licenceId === '' ? null : values.licenceId,
      gaugeId: values.gaugeId === '' ? null : values.gaugeId,
      linePressurePsi: pressure ?? null,
      shutoff1State: values.shutoff1 === '' ? null : values.shutoff1,
      detectorMeterReading: textOrNull(values.meterReading),
      detectorMeterMoved: values.meterMoved === '' ? null : values.meterMoved === 'yes',
      answers,
      initial: stage('initial'),
      final: values.hasFinal ? stage('final') : null,
      repairs: values.repairs,
      repairsText: textOrNull(values.repairsText),
      remarks: textOrNull(values.remarks),
      overrideReason: textOrNull(values.overrideReason),
      supersedesId: about.supersedesId,
      supersedeReason: textOrNull(values.supersedeReason),
    },
    errors,
    implausible,
  }
}

/** A record of the database as form values: a draft to go on with, or a record to correct. Null and absent are blank. */
export function valuesOfRecord(
  record: {
    test_type: TestType
    tested_on: string
    tested_at?: string | null | undefined
    licence_id?: string | null | undefined
    gauge_id?: string | null | undefined
    line_pressure_psi?: number | null | undefined
    shutoff1_state?: CheckState | null | undefined
    detector_meter_reading?: string | null | undefined
    detector_meter_moved?: boolean | null | undefined
    site_answers: Readonly<Record<string, boolean | null>>
    repairs: readonly RepairLine[]
    repairs_text?: string | null | undefined
    remarks?: string | null | undefined
    certified_result: 'PASS' | 'FAIL' | null
    computed_result: string
    certify_reason?: string | null | undefined
    supersede_reason?: string | null | undefined
  },
  readings: readonly ({ stage: Stage; part: Part } & LooseReadingsRow)[],
  clientId: string,
): FormValues {
  const texts: FormValues['readings'] = {}
  for (const row of readings) {
    for (const key of READING_KEYS) {
      const text = writeText(key, row[COLUMN_OF[key]])
      if (text !== '') texts[readingName(row.stage, row.part, key)] = text
    }
  }
  const answers: FormValues['answers'] = {}
  for (const key of SITE_ANSWER_KEYS) {
    const answer = record.site_answers[key]
    if (answer !== null && answer !== undefined) answers[key] = answer ? 'yes' : 'no'
  }
  const against = record.certified_result !== null && record.certified_result !== record.computed_result
  return emptyValues({
    clientId,
    testType: record.test_type,
    testedOn: record.tested_on,
    testedAt: record.tested_at?.slice(0, 5) ?? '',
    licenceId: record.licence_id ?? '',
    gaugeId: record.gauge_id ?? '',
    linePressure:
      record.line_pressure_psi === null || record.line_pressure_psi === undefined
        ? ''
        : String(record.line_pressure_psi),
    shutoff1: record.shutoff1_state ?? '',
    meterReading: record.detector_meter_reading ?? '',
    meterMoved: typeof record.detector_meter_moved === 'boolean' ? (record.detector_meter_moved ? 'yes' : 'no') : '',
    answers,
    readings: texts,
    hasFinal: readings.some((row) => row.stage === 'final'),
    repairs: [...record.repairs],
    repairsText: record.repairs_text ?? '',
    remarks: record.remarks ?? '',
    certified: against ? (record.certified_result ?? '') : '',
    certifyReason: record.certify_reason ?? '',
    supersedeReason: record.supersede_reason ?? '',
    // What was saved was looked at: it is not asked again.
    confirmed: { ...texts },
  })
}

/** The reading a slip of the decimal point most likely meant: '55' → '5.5', '525' → '5.25'; null when dividing does not help. */
export function likelyMeant(text: string): string | null {
  const read = parsePsid(text)
  if (!read.ok) return null
  const divisor = [10, 100].find((by) => read.hundredths % by === 0 && !isImplausiblePsid(read.hundredths / by))
  return divisor === undefined ? null : formatPsid(read.hundredths / divisor)
}

function isReadingKey(key: string): key is ReadingKey {
  return key in COLUMN_OF
}
const READING_KEYS = Object.keys(COLUMN_OF).filter(isReadingKey)

function isPsid(key: ReadingKey): boolean {
  return key.endsWith('HundredthsPsid')
}

type Read = { ok: true; value: string | number | boolean } | { ok: false; message: string }

function readText(key: ReadingKey, text: string): Read {
  if (isPsid(key)) {
    const read = parsePsid(text)
    if (read.ok && read.hundredths > 30_000) return { ok: false, message: 'A reading has 0 to 300 psid.' }
    return read.ok ? { ok: true, value: read.hundredths } : read
  }
  if (key.endsWith('HundredthsIn')) {
    const read = parseInches(text)
    return read.ok ? { ok: true, value: read.hundredths } : read
  }
  return { ok: true, value: text === 'true' ? true : text === 'false' ? false : text }
}

function writeText(key: ReadingKey, value: unknown): string {
  if (typeof value === 'number') return isPsid(key) ? formatPsid(value) : formatInches(value)
  if (value === true) return 'true'
  // "Did not open: no" is a blank tick; "fully open: no" is an answer.
  if (value === false) return key === 'aiFullyOpen' ? 'false' : ''
  if (typeof value !== 'string') return ''
  // A value that holds was kept as tight; in the form the number says so.
  return value === 'tight' && key !== 'cv2State' && key !== 'shutoff2State' ? '' : value
}

function wholeNumber(text: string, most: number): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^\d{1,3}$/.test(trimmed) && Number(trimmed) <= most ? Number(trimmed) : undefined
}

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
