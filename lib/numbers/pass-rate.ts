import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { namedChoices } from '../lists/filter-choices.ts'
import { addedUp, type Cell, type Column, type FigureRow, share } from './figure-table.ts'
import type { NumbersReport } from './report.ts'

/** Below this many tests a rate says little: it is marked, and not ranked. */
export const FEW_TESTS = 20

const BANDS = ['Under 5 years', '5 to 9 years', '10 to 14 years', '15 to 19 years', '20 years or more'] as const
const UNKNOWN_AGE = 'Age not known'

const answer = z.object({
  districts: z.array(z.object({ id: z.string(), name: z.string() })),
  rows: z.array(
    z.object({
      manufacturer: z.string(),
      model: z.string(),
      band: z.int().min(0).max(4).nullable(),
      tests: z.number(),
      passed: z.number(),
    }),
  ),
})
type Row = z.infer<typeof answer>['rows'][number]

const FIGURES: readonly Column[] = [
  { head: 'Tests', kind: 'count' },
  { head: 'Passed', kind: 'count' },
  { head: 'Failed', kind: 'count' },
  { head: 'Pass rate', kind: 'share' },
]
const sumsOf = ({ tests, passed }: Row) => ({ tests, passed })
const NOTHING = { tests: 0, passed: 0 }
const cellsOf = ({ tests, passed }: typeof NOTHING): Cell[] => [tests, passed, tests - passed, share(passed, tests)]
const bandWords = (band: number | null): string => (band === null ? UNKNOWN_AGE : (BANDS[band] ?? UNKNOWN_AGE))
const modelWords = ({ manufacturer, model }: Row): string => `${manufacturer} ${model}`.trim() || 'Model not known'
const noted = (cells: readonly Cell[], tests: number): FigureRow =>
  tests > 0 && tests < FEW_TESTS ? { cells, note: 'Few tests' } : { cells }

/** What passes: by model, and by how old the assembly was. */
export const PASS_RATE: NumbersReport = {
  label: 'Pass rate',
  about: `The result as certified, own and imported tests alike; a test repaired on the spot counts by its final result. Below ${FEW_TESTS} tests a rate says little, so those stand at the end and are not ranked.`,
  permission: 'tests:read',
  narrowing: 'district',
  read: async (db, window, district) => {
    const { districts, rows } = answer.parse(
      dataOf(
        await db.rpc('pass_rate_numbers', {
          p_from: window.from,
          p_through: window.through,
          ...(district === undefined ? {} : { p_district: district }),
        }),
      ),
    )
    const models = [...addedUp(rows, ({ manufacturer, model }) => `${manufacturer}|${model}`, sumsOf).values()]
    const rate = ({ sums }: (typeof models)[number]): number => sums.passed / sums.tests
    const many = models.filter(({ sums }) => sums.tests >= FEW_TESTS).toSorted((a, b) => rate(a) - rate(b))
    const few = models.filter(({ sums }) => sums.tests < FEW_TESTS)
    const bands = addedUp(rows, ({ band }) => String(band), sumsOf)
    const sumsIn = (band: number | null) => bands.get(String(band))?.sums ?? NOTHING
    const ages = [0, 1, 2, 3, 4, null]
    return {
      choices: namedChoices(districts),
      chart: {
        label: 'Tests by the age of the assembly',
        series: [
          { key: 'passed', label: 'Passed', tone: 'pass' },
          { key: 'failed', label: 'Failed', tone: 'fail' },
        ],
        bars: ages.map((band) => {
          const { tests, passed } = sumsIn(band)
          return {
            label: bandWords(band)
              .replace('20 years or more', '20+')
              .replace(' years', '')
              .replace('Age not known', 'Unknown'),
            name: bandWords(band),
            values: { passed, failed: tests - passed },
          }
        }),
      },
      tables: [
        {
          id: 'ages',
          label: 'By age',
          columns: [{ head: 'Age on the day', kind: 'words' }, ...FIGURES],
          rows: ages.map((band) => noted([bandWords(band), ...cellsOf(sumsIn(band))], sumsIn(band).tests)),
          total: ['All', ...cellsOf(addedUp(rows, () => '', sumsOf).get('')?.sums ?? NOTHING)],
        },
        {
          id: 'models',
          label: 'By model, the lowest rate first',
          columns: [{ head: 'Model', kind: 'words' }, ...FIGURES],
          rows: [...many, ...few].map(({ first, sums }) => noted([modelWords(first), ...cellsOf(sums)], sums.tests)),
        },
        {
          id: 'models-and-ages',
          label: 'By model and age',
          columns: [{ head: 'Model', kind: 'words' }, { head: 'Age on the day', kind: 'words' }, ...FIGURES],
          rows: rows.map((row) => ({ cells: [modelWords(row), bandWords(row.band), ...cellsOf(sumsOf(row))] })),
          fileOnly: true,
        },
      ],
      empty: rows.length === 0,
    }
  },
}
