import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { namedChoices } from '../lists/filter-choices.ts'
import { addedUp, type Cell, type Column, type FigureTable, monthBars, monthWords, share } from './figure-table.ts'
import type { NumbersReport } from './report.ts'
import { monthsOf } from './window.ts'

const NO_DISTRICT = 'No purveyor'

const answer = z.object({
  districts: z.array(z.object({ id: z.string(), name: z.string() })),
  rows: z.array(
    z.object({
      district_id: z.string().nullable(),
      district: z.string().nullable(),
      month: z.string(),
      due: z.number(),
      in_time: z.number(),
      late: z.number(),
      waiting: z.number(),
      passing: z.number(),
    }),
  ),
})
type Row = z.infer<typeof answer>['rows'][number]

const FIGURES: readonly Column[] = [
  { head: 'Due', kind: 'count' },
  { head: 'Tested in time', kind: 'count' },
  { head: 'Tested late', kind: 'count' },
  { head: 'Not tested yet', kind: 'count' },
  { head: 'In time', kind: 'share' },
  { head: 'Passing', kind: 'count' },
]
const sumsOf = ({ due, in_time, late, waiting, passing }: Row) => ({ due, in_time, late, waiting, passing })
const cellsOf = (sums: ReturnType<typeof sumsOf>): Cell[] => [
  sums.due,
  sums.in_time,
  sums.late,
  sums.waiting,
  share(sums.in_time, sums.due),
  sums.passing,
]
const NOTHING = { due: 0, in_time: 0, late: 0, waiting: 0, passing: 0 }

/** How due dates were met. */
export const COMPLIANCE: NumbersReport = {
  label: 'Compliance',
  about:
    'An assembly counts in the month of the due date that stood when it was tested; one that was not tested yet, in the month of its date today. Passing: a test that answered the date passed.',
  permission: 'tests:read',
  narrowing: 'district',
  read: async (db, window, district) => {
    const { districts, rows } = answer.parse(
      dataOf(
        await db.rpc('compliance_numbers', {
          p_from: window.from,
          p_through: window.through,
          ...(district === undefined ? {} : { p_district: district }),
        }),
      ),
    )
    const byMonth = addedUp(rows, ({ month }) => month, sumsOf)
    const byDistrict = addedUp(rows, ({ district_id }) => district_id ?? '', sumsOf)
    const whole = addedUp(rows, () => '', sumsOf).get('')?.sums ?? NOTHING
    const months = monthsOf(window)
    const sumsIn = (month: string) => byMonth.get(month)?.sums ?? NOTHING
    const tables: FigureTable[] = [
      {
        id: 'months',
        label: 'By month',
        columns: [{ head: 'Month', kind: 'words' }, ...FIGURES],
        rows: months.map((month) => ({ cells: [monthWords(month), ...cellsOf(sumsIn(month))] })),
        total: ['All', ...cellsOf(whole)],
      },
      {
        id: 'districts',
        label: 'By purveyor',
        columns: [{ head: 'Purveyor', kind: 'words' }, ...FIGURES],
        rows: [...byDistrict.values()].map(({ first, sums }) => ({
          cells: [first.district ?? NO_DISTRICT, ...cellsOf(sums)],
          ...(first.district_id === null ? {} : { href: `/districts/${first.district_id}` }),
        })),
      },
      {
        id: 'districts-and-months',
        label: 'By purveyor and month',
        columns: [{ head: 'Purveyor', kind: 'words' }, { head: 'Month', kind: 'words' }, ...FIGURES],
        rows: rows.map((row) => ({
          cells: [row.district ?? NO_DISTRICT, monthWords(row.month), ...cellsOf(sumsOf(row))],
        })),
        fileOnly: true,
      },
    ]
    return {
      choices: namedChoices(districts),
      chart: {
        label: 'Due assemblies by month',
        series: [
          { key: 'in_time', label: 'Tested in time', tone: 'pass' },
          { key: 'late', label: 'Tested late', tone: 'due' },
          { key: 'waiting', label: 'Not tested yet', tone: 'muted' },
        ],
        bars: monthBars(months, (month) => {
          const { in_time, late, waiting } = sumsIn(month)
          return { in_time, late, waiting }
        }),
      },
      tables,
      empty: rows.length === 0,
    }
  },
}
