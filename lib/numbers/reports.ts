import { COMPLIANCE } from './compliance.ts'
import { MONEY } from './money.ts'
import { PASS_RATE } from './pass-rate.ts'
import type { NumbersReport } from './report.ts'
import { TECHNICIANS } from './technicians.ts'

/** All reports by their place in the address. */
export const REPORTS: Readonly<Record<string, NumbersReport>> = {
  compliance: COMPLIANCE,
  technicians: TECHNICIANS,
  'pass-rate': PASS_RATE,
  money: MONEY,
}
