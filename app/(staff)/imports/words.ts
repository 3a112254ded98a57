import type { Tone } from '@/app/_ui/badge.tsx'
import { type ImportCounts, type ImportResult } from '@/lib/imports/queries.ts'
import { REASON_CODES } from '@/lib/imports/reason-codes.ts'

const figures = new Intl.NumberFormat('en-US')

/** 1,204 */
export function numberWords(n: number): string {
  return figures.format(n)
}

/** "1 row", "1,204 rows" */
export function countOf(n: number, one: string, many = `${one}s`): string {
  return `${figures.format(n)} ${n === 1 ? one : many}`
}

const STATES: Record<string, { words: string; tone: Tone }> = {
  uploaded: { words: 'Waiting to be read', tone: 'info' },
  mapping: { words: 'Columns to map', tone: 'due' },
  staging: { words: 'Being read', tone: 'info' },
  staged: { words: 'In review', tone: 'due' },
  committed: { words: 'Imported', tone: 'pass' },
  undone: { words: 'Undone', tone: 'muted' },
  refused: { words: 'Not readable', tone: 'fail' },
  failed: { words: 'Failed', tone: 'fail' },
}

export function stateOf(state: string): { words: string; tone: Tone } {
  return STATES[state] ?? { words: state, tone: 'muted' }
}

const FATE_WORDS: Record<string, { words: string; tone: Tone }> = {
  new: { words: 'New', tone: 'pass' },
  update: { words: 'Update', tone: 'info' },
  duplicate: { words: 'Duplicate', tone: 'muted' },
  review: { words: 'Needs review', tone: 'due' },
  refused: { words: 'Refused', tone: 'fail' },
  skipped: { words: 'Left out', tone: 'muted' },
}

export function fateOf(fate: string): { words: string; tone: Tone } {
  return FATE_WORDS[fate] ?? { words: fate, tone: 'muted' }
}

export function sheetWords(kind: string | null, rowKind: string | null): string {
  if (kind === 'syncta') return 'Syncta export'
  if (kind === 'test_history') return 'Test history'
  if (kind === 'mapped') return rowKind === 'tests' ? 'Past tests, mapped' : 'Assemblies, mapped'
  return 'Sheet'
}

/** "143 new, 12 changed, 8 to review" for lists. */
export function countsWords(counts: ImportCounts): string {
  const parts: [number, string][] = [
    [counts.new, 'new'],
    [counts.update, 'changed'],
    [counts.duplicate, 'duplicate'],
    [counts.review, 'to review'],
    [counts.refused, 'refused'],
    [counts.skipped, 'left out'],
  ]
  return joined(parts.filter(([n]) => n > 0).map(([n, words]) => `${figures.format(n)} ${words}`))
}

/** What a commit would do, in one sentence. */
export function planSentence(counts: ImportCounts, tests: boolean): string {
  const makes = tests
    ? [some(counts.tests, 'past test')]
    : [
        some(counts.devices, 'new assembly', 'new assemblies'),
        some(counts.customers, 'new customer'),
        some(counts.locations, 'new location'),
        some(counts.districts, 'new purveyor'),
        counts.update > 0 ? `${countOf(counts.update, 'row')} that change what is on file` : '',
      ]
  const said = makes.filter((part) => part !== '')
  const write = said.length === 0 ? 'Nothing would be written' : `This writes ${joined(said)}`
  const without = [
    counts.duplicate > 0 ? `${countOf(counts.duplicate, 'row')} already on file or twice in the sheet` : '',
    counts.skipped > 0 ? `${countOf(counts.skipped, 'row')} you left out` : '',
    counts.refused > 0 ? `${countOf(counts.refused, 'refused row')}` : '',
  ].filter((part) => part !== '')
  const left = without.length === 0 ? '' : ` Not written: ${joined(without)}.`
  const review =
    counts.review === 0
      ? ''
      : ` ${countOf(counts.review, 'row')} still ${counts.review === 1 ? 'needs' : 'need'} review and would be left out.`
  return `${write}.${left}${review}`
}

/** What a commit wrote, in one sentence. */
export function resultSentence(result: ImportResult): string {
  const made = [
    some(result.tests, 'past test'),
    some(result.devices, 'assembly', 'assemblies'),
    some(result.customers, 'customer'),
    some(result.locations, 'location'),
    some(result.districts, 'purveyor'),
  ].filter((part) => part !== '')
  const changed = [
    some(result.devices_changed, 'assembly', 'assemblies'),
    some(result.customers_changed, 'customer'),
    some(result.locations_changed, 'location'),
  ].filter((part) => part !== '')
  const said = [
    made.length === 0 ? '' : `${joined(made)} came in`,
    changed.length === 0 ? '' : `${joined(changed)} changed`,
  ].filter((part) => part !== '')
  return said.length === 0 ? 'Nothing was written: every row was on file already or left out.' : `${said.join('; ')}.`
}

function some(n: number, one: string, many?: string): string {
  return n > 0 ? countOf(n, one, many) : ''
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

const TITLES: Record<string, string> = {
  size_was_date: 'Size became a date',
  size_run_together: 'Size ran together',
  size_metric: 'Size in millimetres',
  size_unusual: 'Unusual size',
  size_unreadable: 'Size cannot be read',
  type_unknown: 'Type not known',
  type_conflict: 'Type and model disagree',
  model_typo: 'Model misspelled',
  model_alias: 'Other name of a model',
  maker_typo: 'Maker misspelled',
  maker_is_line: 'Product line as maker',
  maker_conflict: 'Maker and model disagree',
  serial_blank: 'No serial',
  serial_repeated: 'Serial twice in the sheet',
  serial_two: 'Two serials in one cell',
  serial_scientific: 'Serial became a power of ten',
  date_day_first: 'Date with the day first',
  date_unreadable: 'Date cannot be read',
  date_in_future: 'Date in the future',
  date_very_old: 'Date before 1950',
  due_before_tested: 'Due before it was tested',
  retest_before_test: 'Retest before the test',
  price_unreadable: 'Price cannot be read',
  price_unlikely: 'Unlikely price',
  zip_unreadable: 'ZIP cannot be read',
  zip_lost_zero: 'ZIP lost its zero',
  state_unknown: 'State not known',
  status_unknown: 'Status not known',
  interval_unreadable: 'Frequency cannot be read',
  yes_no_unreadable: 'Neither yes nor no',
  location_blank: 'No service address',
  customer_blank: 'No customer name',
  district_pseudo: 'Not a purveyor',
  district_near: 'Purveyor nearly known',
  excel_error: 'Spreadsheet error in a cell',
  extra_cells: 'Values beyond the last column',
  reading_implausible: 'Reading above full scale',
  reading_unreadable: 'Reading cannot be read',
  filed_result_differs: 'Filed result differs from the readings',
  result_unknown: 'Neither pass nor fail',
  test_differs: 'Two tests on one day',
  line_pressure_unreadable: 'Line pressure cannot be read',
  device_unknown: 'Assembly not on file',
  device_ambiguous: 'Several assemblies fit',
  serial_on_file: 'Serial on file elsewhere',
  type_on_file_differs: 'Type on file differs',
  place_on_file_differs: 'Address on file differs',
  customer_on_file_differs: 'Customer on file differs',
  test_on_file_differs: 'Another test on file that day',
}

/** A short heading for a code. */
export function codeTitle(code: string): string {
  return TITLES[code] ?? code.replaceAll('_', ' ')
}

type Answers = { means: string; accept: string | null; keep: string | null }

// For what differs from the file, accepting and keeping have words of their own: which side stays.
const ON_FILE: Record<string, Answers> = {
  device_unknown: {
    means:
      'No assembly on file has this serial. Import the assemblies first, or take a serial that is nearly the same.',
    accept: 'Accept all',
    keep: null,
  },
  device_ambiguous: {
    means: 'Several assemblies on file fit and the row does not say which.',
    accept: null,
    keep: 'Take the first that fits',
  },
  serial_on_file: {
    means: 'This maker and serial are on file elsewhere under another id.',
    accept: null,
    keep: 'These are other assemblies',
  },
  type_on_file_differs: {
    means: 'The sheet files another type than the one on file.',
    accept: 'Take the sheet’s type',
    keep: 'Keep the type on file',
  },
  place_on_file_differs: {
    means: 'The assembly is on file at another address.',
    accept: 'It was moved',
    keep: 'Keep the address on file',
  },
  customer_on_file_differs: {
    means: 'The address is on file under another customer.',
    accept: 'The customer has changed',
    keep: 'Keep the customer on file',
  },
  test_on_file_differs: {
    means: 'A test of this assembly on this day is on file with other readings or another result.',
    accept: null,
    keep: 'Keep both tests',
  },
}

/** What a code means and what its buttons say; null where there is no such answer. `suggested` rows have a suggestion. */
export function answersOf(code: string, suggested: number, tests: boolean): Answers {
  const onFile = ON_FILE[code]
  // Which of several assemblies was tested is nothing to guess.
  if (onFile !== undefined && tests && code === 'device_ambiguous') return { ...onFile, keep: null }
  if (onFile !== undefined) return code === 'device_unknown' && suggested === 0 ? { ...onFile, accept: null } : onFile
  const known = Object.entries(REASON_CODES).find(([name]) => name === code)?.[1]
  return { means: known?.means ?? '', accept: suggested > 0 ? 'Accept all' : null, keep: 'Keep as found' }
}
