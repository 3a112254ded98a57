import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { type Cell, type Column, monthBars, monthWords } from './figure-table.ts'
import type { NumbersReport } from './report.ts'
import { monthsOf } from './window.ts'

const sums = { invoiced: z.number(), tax: z.number(), credited: z.number(), received: z.number() }
const answer = z.object({
  months: z.array(z.object({ ...sums, month: z.string(), since_paid: z.number(), since_credited: z.number() })),
  customers: z.array(z.object({ ...sums, customer_id: z.string().nullable(), customer: z.string() })),
  districts: z.array(z.object({ district: z.string().nullable(), tests: z.number(), cents: z.number() })),
  ages: z.array(z.object({ age: z.number(), invoices: z.number(), cents: z.number() })),
})

const AGES = ['Not due yet', '1 to 30 days late', '31 to 60 days late', '61 to 90 days late', 'Over 90 days late']
const FIGURES: readonly Column[] = [
  { head: 'Invoiced', kind: 'cents' },
  { head: 'Credited', kind: 'cents' },
  { head: 'Tax in both', kind: 'cents' },
  { head: 'Received', kind: 'cents' },
]
const NOTHING = { invoiced: 0, tax: 0, credited: 0, received: 0, since_paid: 0, since_credited: 0 }
type Sums = Pick<typeof NOTHING, 'invoiced' | 'credited' | 'tax' | 'received'>
const cellsOf = ({ invoiced, credited, tax, received }: Sums): Cell[] => [invoiced, credited, tax, received]

/** What was billed and what came in. */
export const MONEY: NumbersReport = {
  label: 'Revenue and receivables',
  about:
    'Invoices and credit notes on the day they were sent, payments on the day they were made, whatever they pay. Drafts, void invoices and payments taken back count nowhere. What is open is as of today.',
  permission: 'invoices:read',
  narrowing: null,
  read: async (db, window) => {
    const { months, customers, districts, ages } = answer.parse(
      dataOf(await db.rpc('money_numbers', { p_from: window.from, p_through: window.through })),
    )
    const found = new Map(months.map((one) => [one.month, one]))
    const sumsIn = (month: string) => found.get(month) ?? NOTHING
    const openIn = ({ invoiced, since_paid, since_credited }: typeof NOTHING): number =>
      invoiced - since_paid - since_credited
    const whole = { ...NOTHING }
    for (const one of months)
      for (const key of ['invoiced', 'tax', 'credited', 'received', 'since_paid', 'since_credited'] as const)
        whole[key] += one[key]
    return {
      choices: [],
      chart: {
        label: 'Invoiced by month, and where it stands today',
        money: true,
        series: [
          { key: 'paid', label: 'Paid', tone: 'pass' },
          { key: 'credited', label: 'Credited', tone: 'muted' },
          { key: 'open', label: 'Open', tone: 'due' },
        ],
        bars: monthBars(monthsOf(window), (month) => {
          const one = sumsIn(month)
          return { paid: one.since_paid, credited: one.since_credited, open: openIn(one) }
        }),
      },
      tables: [
        {
          id: 'months',
          label: 'By month',
          columns: [{ head: 'Month', kind: 'words' }, ...FIGURES, { head: 'Of these invoices open', kind: 'cents' }],
          rows: monthsOf(window).map((month) => ({
            cells: [monthWords(month), ...cellsOf(sumsIn(month)), openIn(sumsIn(month))],
          })),
          total: ['All', ...cellsOf(whole), openIn(whole)],
        },
        {
          id: 'receivables',
          label: 'Open today, by age',
          about: 'All open invoices, whenever they were sent.',
          columns: [
            { head: 'Age', kind: 'words' },
            { head: 'Invoices', kind: 'count' },
            { head: 'Open', kind: 'cents' },
          ],
          rows: AGES.map((words, age) => {
            const one = ages.find((each) => each.age === age)
            return { cells: [words, one?.invoices ?? 0, one?.cents ?? 0] }
          }),
          total: [
            'All',
            ages.reduce((sum, { invoices }) => sum + invoices, 0),
            ages.reduce((sum, { cents }) => sum + cents, 0),
          ],
        },
        {
          id: 'districts',
          label: 'By purveyor, before tax',
          about: 'Lines that bill no test (filing fees, repairs, trips) have no purveyor. Credits are taken off.',
          columns: [
            { head: 'Purveyor', kind: 'words' },
            { head: 'Tests billed', kind: 'count' },
            { head: 'Amount', kind: 'cents' },
          ],
          rows: districts.map(({ district, tests, cents }) => ({
            cells: [district ?? 'Not tied to a purveyor', tests, cents],
          })),
        },
        {
          id: 'customers',
          label: 'By customer, the most invoiced first',
          columns: [{ head: 'Customer', kind: 'words' }, ...FIGURES],
          rows: customers.map((one) => ({
            cells: [one.customer === '' ? 'No longer on file' : one.customer, ...cellsOf(one)],
            ...(one.customer_id === null ? {} : { href: `/invoices/statement?customer=${one.customer_id}` }),
          })),
        },
      ],
      empty: months.length === 0 && ages.length === 0,
    }
  },
}
