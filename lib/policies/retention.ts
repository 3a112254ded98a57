import { GRACE_DAYS, TRIAL_DAYS } from '../billing/plan.ts'
import { CONTACT_DAYS } from '../contact/schema.ts'

/** Days and years the database keeps things by. A test compares each with the migration that enforces it and with docs/. */
export const PHOTO_DAYS = { least: 7, most: 365, usual: 90 }
export const BACKUP_DAYS = 7
export const REFUSAL_DAYS = 90
export const EVIDENCE_YEARS = { tests: 5, removedAssemblies: 3, invoices: 7 }
export const ANSWER_DAYS = { usual: 30, california: 45 }

/** How long what is kept, as the privacy policy says it. */
export const RETENTION: readonly { what: string; kept: string }[] = [
  {
    what: 'A trial',
    kept: `${TRIAL_DAYS} days; if nobody subscribes, readable for ${GRACE_DAYS} days more, then erased`,
  },
  { what: 'An account that is paid', kept: 'as long as it is paid' },
  { what: 'An account that was closed', kept: `readable for ${GRACE_DAYS} days, then erased` },
  { what: 'Backups', kept: `${BACKUP_DAYS} days` },
  {
    what: 'Photos of visits',
    kept: `as many days as the company sets, ${PHOTO_DAYS.least} to ${PHOTO_DAYS.most}, ${PHOTO_DAYS.usual} unless changed`,
  },
  { what: 'Messages sent with the contact form', kept: `${CONTACT_DAYS} days` },
  { what: 'Counts of attempts to sign in, by address', kept: 'a day, as a hash' },
  { what: 'That somebody was refused: the day, and address or email as a hash', kept: `${REFUSAL_DAYS} days` },
  {
    what: 'After a request to delete one customer: test records',
    kept: `${EVIDENCE_YEARS.tests} years after the test, longer where the purveyor’s rules say so, as rows without the person`,
  },
  {
    what: 'After such a request: signed reports and photos of a test',
    kept: 'as long as the test record, sealed: an admin opens one by giving a reason, which is logged',
  },
  {
    what: 'After such a request: assemblies',
    kept: `as long as they stand, and ${EVIDENCE_YEARS.removedAssemblies} years after removal, as rows without the person`,
  },
  { what: 'After such a request: invoices that went out', kept: `${EVIDENCE_YEARS.invoices} years` },
  {
    what: 'After such a request: a sheet that was once imported',
    kept: 'as the company’s own file; its rows about the person go',
  },
]
