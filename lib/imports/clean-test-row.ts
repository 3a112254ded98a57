import { parseAssemblyType, type AssemblyType } from '../backflow/assembly.ts'
import { parsePsid } from '../backflow/psid.ts'
import type { CleanContext } from './clean-context.ts'
import type { CleanStage, CleanTest, RecomputedVerdict } from './clean-row-types.ts'
import { normaliseSerial } from './keys.ts'
import { blankReadings, readBlock } from './read-readings.ts'
import { readSerial } from './read-serial.ts'
import { readDay, readText, saidExcelError } from './read-values.ts'
import { recomputeVerdict, typeOfReadings } from './recompute-verdict.ts'
import type { CellReader } from './row-cells.ts'
import { isBlankWord, type Cell, type Findings } from './row-findings.ts'
import type { TestField } from './target-fields.ts'

/** One row of a sheet of past tests: as found, with our verdict beside the filed one. */
export function cleanTestRow(findings: Findings, cells: CellReader<TestField>, context: CleanContext): CleanTest {
  const take = (field: TestField): Cell => cells.take(field, `test.${field}`)
  const text = (field: TestField): string | null => readText(findings, `test.${field}`, take(field))
  const serial = readSerial(findings, 'test.serial', take('serial'), false)
  const typeCell = take('type')
  const testedOn = readTestDay(findings, take('tested_on'), context)
  const resultCell = take('result')
  const filed = readResult(findings, resultCell)
  const retestCell = take('retest_on')
  const retestOn = readDay(findings, 'test.retest_on', retestCell, { pastBy: context.today })
  if (testedOn !== null && retestOn !== null && retestOn < testedOn) {
    findings.say('retest_before_test', 'test.retest_on', retestCell, {
      message: 'The test after repair is dated before the first test.',
    })
  }
  const initial: CleanStage = {
    main: readBlock(findings, cells, '') ?? blankReadings(),
    bypass: readBlock(findings, cells, 'bypass_'),
  }
  const finalMain = readBlock(findings, cells, 'retest_')
  const finalBypass = readBlock(findings, cells, 'retest_bypass_')
  const final =
    finalMain === null && finalBypass === null ? null : { main: finalMain ?? blankReadings(), bypass: finalBypass }
  const repairs = text('repairs')
  if (final !== null && repairs === null) {
    findings.say('repairs_missing', 'test.repairs_text', '', {
      message: 'There are readings after repair, and the repair is not told.',
    })
  }
  const test: CleanTest = {
    serial,
    type: parseAssemblyType(typeCell.text),
    tested_on: testedOn,
    filed_result: filed,
    tester_name: text('tester_name'),
    cert_no: text('cert_no'),
    gauge_serial: text('gauge_serial'),
    line_pressure_psi: readPressure(findings, take('line_pressure')),
    initial,
    final,
    retest_on: retestOn,
    repairs_text: repairs,
    remarks: text('remarks'),
    recomputed: null,
  }
  const judged = judgeTest(test, context)
  sayVerdict(findings, { ...test, recomputed: judged }, resultCell)
  return { ...test, recomputed: judged }
}

/** Our verdict on a test: by the device on file, else the sheet's own type, else what the readings speak of. */
export function judgeTest(test: CleanTest, context: CleanContext): RecomputedVerdict | null {
  const onFile = test.serial === null ? null : context.typeOfSerial(normaliseSerial(test.serial))
  const candidates: readonly (readonly [AssemblyType | null, RecomputedVerdict['type_source']])[] = [
    [onFile, 'device'],
    [test.type, 'column'],
    [typeOfReadings(test), 'readings'],
  ]
  for (const [type, source] of candidates)
    if (type !== null) return recomputeVerdict(test, type, source, context.profile)
  return null
}

/** Says when our verdict is another than the filed one, or cannot be given. The filed result is never changed. */
export function sayVerdict(findings: Findings, test: CleanTest, cell: Cell | string): void {
  const { recomputed, filed_result: filed } = test
  if (recomputed === null || recomputed.result === 'INCOMPLETE') {
    const missing = recomputed?.checks.find(({ status }) => status === 'missing')
    findings.say('readings_incomplete', 'test.recomputed', cell, {
      message: missing ? `No verdict from the readings: ${missing.message}` : 'There are no readings to judge.',
    })
    return
  }
  if (filed === null || filed === recomputed.result) return
  const failed = recomputed.checks.find(
    ({ status, stage }) => status === 'fail' && stage === (test.final ? 'final' : 'initial'),
  )
  findings.say('filed_result_differs', 'test.filed_result', cell, {
    message: `Filed as ${filed}; by ${recomputed.profile} the readings make it ${recomputed.result}. ${failed ? `${failed.message} ` : ''}Both are kept.`,
  })
}

function readTestDay(findings: Findings, cell: Cell, context: CleanContext): CleanTest['tested_on'] {
  if (isBlankWord(cell.text)) {
    findings.say('row_has_no_test', 'test.tested_on', cell, { message: 'The row has no test date, so it is no test.' })
    return null
  }
  const before = findings.reasons.length
  const day = readDay(findings, 'test.tested_on', cell, { pastBy: context.today })
  if (day === null && !findings.reasons.slice(before).some(({ suggestion }) => suggestion !== undefined)) {
    findings.reasons.length = before
    findings.say('test_date_unreadable', 'test.tested_on', cell, {
      message: `"${cell.text.slice(0, 40)}" is not a date, and a test needs one.`,
    })
  }
  return day
}

function readResult(findings: Findings, cell: Cell): CleanTest['filed_result'] {
  if (saidExcelError(findings, 'test.filed_result', cell)) return null
  if (/^(?:p|pass|passed|passing|ok|yes|satisfactory)$/i.test(cell.text)) return 'PASS'
  if (/^(?:f|fail|failed|failing|no|unsatisfactory)$/i.test(cell.text)) return 'FAIL'
  const message = cell.text === '' ? 'No result was filed.' : `"${cell.text.slice(0, 40)}" is neither pass nor fail.`
  findings.say('result_unknown', 'test.filed_result', cell, { message })
  return null
}

function readPressure(findings: Findings, cell: Cell): number | null {
  if (isBlankWord(cell.text) || saidExcelError(findings, 'test.line_pressure_psi', cell)) return null
  const parsed = parsePsid(cell.text)
  const whole = parsed.ok && parsed.hundredths % 100 === 0 ? parsed.hundredths / 100 : null
  if (whole !== null && whole <= 400) return whole
  findings.say('line_pressure_unreadable', 'test.line_pressure_psi', cell, {
    message: `"${cell.text.slice(0, 40)}" is not a whole number of psi up to 400.`,
  })
  return null
}
