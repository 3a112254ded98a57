import { type Day, dayOfInstant, hourOfInstant } from '../dates.ts'

const ZONE = 'America/Los_Angeles'
const HOUR = 4

/** The day of the run this instant belongs to: between 4 and 5 o'clock in Los Angeles, summer and winter. Otherwise null. */
export function retentionDay(instant: string): Day | null {
  return hourOfInstant(instant, ZONE) === HOUR ? dayOfInstant(instant, ZONE) : null
}
