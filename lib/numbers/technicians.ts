import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { namedChoices } from '../lists/filter-choices.ts'
import { addedUp, type Cell, type Column, monthBars, monthWords, share } from './figure-table.ts'
import type { NumbersReport } from './report.ts'
import { monthsOf } from './window.ts'

const answer = z.object({
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  rows: z.array(
    z.object({
      profile_id: z.string(),
      name: z.string().nullable(),
      month: z.string(),
      tests: z.number(),
      passed: z.number(),
      visits: z.number(),
      no_access: z.number(),
      days: z.number(),
    }),
  ),
})
type Row = z.infer<typeof answer>['rows'][number]

const FIGURES: readonly Column[] = [
  { head: 'Tests', kind: 'count' },
  { head: 'Passed', kind: 'count' },
  { head: 'Pass rate', kind: 'share' },
  { head: 'Visits done', kind: 'count' },
  { head: 'No access', kind: 'count' },
  { head: 'Days worked', kind: 'count' },
  { head: 'Tests a day', kind: 'rate' },
]
const sumsOf = ({ tests, passed, visits, no_access, days }: Row) => ({ tests, passed, visits, no_access, days })
const NOTHING = { tests: 0, passed: 0, visits: 0, no_access: 0, days: 0 }
const cellsOf = ({ tests, passed, visits, no_access, days }: typeof NOTHING): Cell[] => [
  tests,
  passed,
  share(passed, tests),
  visits,
  no_access,
  days,
  share(tests, days),
]

/** Who did how much. */
export const TECHNICIANS: NumbersReport = {
  label: 'Technicians',
  about:
    'Signed tests, a corrected one once; visits by the day they were planned for. A day counts as worked when a test was signed for it or a visit ended on it. Imported tests count nowhere.',
  permission: 'tests:read',
  narrowing: 'technician',
  read: async (db, window, technician) => {
    const { people, rows } = answer.parse(
      dataOf(
        await db.rpc('technician_numbers', {
          p_from: window.from,
          p_through: window.through,
          ...(technician === undefined ? {} : { p_profile: technician }),
        }),
      ),
    )
    const months = monthsOf(window)
    const byMonth = addedUp(rows, ({ month }) => month, sumsOf)
    const sumsIn = (month: string) => byMonth.get(month)?.sums ?? NOTHING
    const nameOf = (row: Row): string => row.name ?? 'No longer on the team'
    return {
      choices: namedChoices(people),
      chart: {
        label: 'Tests by month',
        series: [
          { key: 'passed', label: 'Passed', tone: 'pass' },
          { key: 'failed', label: 'Failed', tone: 'fail' },
        ],
        bars: monthBars(months, (month) => {
          const { tests, passed } = sumsIn(month)
          return { passed, failed: tests - passed }
        }),
      },
      tables: [
        {
          id: 'technicians',
          label: 'By technician',
          columns: [{ head: 'Technician', kind: 'words' }, ...FIGURES],
          rows: [...addedUp(rows, ({ profile_id }) => profile_id, sumsOf).values()].map(({ first, sums }) => ({
            cells: [nameOf(first), ...cellsOf(sums)],
          })),
        },
        {
          id: 'months',
          label: 'By month',
          about: 'Days worked are added up over all technicians.',
          columns: [{ head: 'Month', kind: 'words' }, ...FIGURES],
          rows: months.map((month) => ({ cells: [monthWords(month), ...cellsOf(sumsIn(month))] })),
          total: ['All', ...cellsOf(addedUp(rows, () => '', sumsOf).get('')?.sums ?? NOTHING)],
        },
        {
          id: 'technicians-and-months',
          label: 'By technician and month',
          columns: [{ head: 'Technician', kind: 'words' }, { head: 'Month', kind: 'words' }, ...FIGURES],
          rows: rows.map((row) => ({ cells: [nameOf(row), monthWords(row.month), ...cellsOf(sumsOf(row))] })),
          fileOnly: true,
        },
      ],
      empty: rows.length === 0,
    }
  },
}
