import { formatDay } from '../dates.ts'
import { concludeDates } from '../test-records/conclude-dates.ts'
import { type RulesInForce, rulesInForce } from '../test-records/due-inputs.ts'
import type { DeviceFacts } from './device-page.ts'

export type NextDue = {
  /** Why it is that day, in a sentence or two. */
  why: string
  /** True where the district's own rule is not on file. */
  assumed: boolean
  rules: RulesInForce
}

/** Why an assembly is due when it is: the rule in force and the tests on file, or whoever gave the date. */
export function nextDueOf(device: DeviceFacts, dueInputs: unknown): NextDue {
  const rules = rulesInForce(dueInputs)
  const concluded = concludeDates(rules.conclude)
  return { why: whyOf(device, concluded.basis), assumed: concluded.assumed, rules }
}

function whyOf(device: DeviceFacts, basis: string): string {
  if (device.compliance === 'NOT_REQUIRED') {
    return device.type === 'OTHER'
      ? 'This kind of device is listed, not field tested.'
      : 'It is out of service, so nothing is due.'
  }
  if (device.district_due_source === 'manual' && device.district_due_on !== null) {
    return `Typed by hand as ${formatDay(device.district_due_on)}. ${basis}`
  }
  return basis
}
