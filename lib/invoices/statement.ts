import { z } from 'zod'
import { addMonths, type Day, dayOfInstant, daysBetween, formatDay } from '../dates.ts'
import { wordFor } from '../devices/words.ts'
import { dataOf } from '../errors.ts'
import { isUuid } from '../lists/list-definition.ts'
import { formatCents } from '../money.ts'
import { readWindow, type Window } from '../numbers/window.ts'
import type { BillFacts, BillTable } from '../reports/draw-bill.ts'
import type { Supabase } from '../supabase/server.ts'
import { companyLines, companySchema } from './invoice-facts.ts'
import { billToLines, billToSchema } from './invoice-page.ts'
import { PAYMENT_METHODS } from './words.ts'

const entrySchema = z.object({
  day: z.string(),
  kind: z.string(),
  number: z.number(),
  invoice_id: z.string(),
  method: z.string().nullable(),
  cents: z.number(),
  /** What is open after it. */
  open_cents: z.number(),
  place: z.number(),
})
const statementSchema = z.object({
  customer: billToSchema.extend({ id: z.string() }),
  before_cents: z.number(),
  after_cents: z.number(),
  entries: z.array(entrySchema),
  /** What is open today, whatever the span. */
  open: z.array(
    z.object({
      number: z.number(),
      sent_at: z.string(),
      due_on: z.string().nullable(),
      total_cents: z.number(),
      open_cents: z.number(),
    }),
  ),
  company: companySchema,
})
export type Statement = z.infer<typeof statementSchema>

/** The days of a statement: as asked, or the last twelve months to today. */
export const statementWindow = (asked: { from: string; to: string }, today: Day): Window =>
  readWindow(asked, today, { from: addMonths(today, -12), through: today })

/** What a customer was billed, credited and paid in a span of days; null when nobody of this id is on file. */
export async function findStatement(
  db: Supabase,
  customer: string,
  { from, through }: Window,
): Promise<Statement | null> {
  if (!isUuid(customer)) return null
  const answer = await db.rpc('customer_statement', { p_customer_id: customer, p_from: from, p_through: through })
  if (answer.error === null && answer.data === null) return null
  return statementSchema.parse(dataOf(answer))
}

/** 'Payment on invoice 1042, check'. */
export function entryWords({ kind, number, method }: z.infer<typeof entrySchema>): string {
  if (kind === 'payment') return `Payment on invoice ${number}, ${wordFor(PAYMENT_METHODS, method).toLowerCase()}`
  return kind === 'credit_note' ? `Credit note ${number}` : `Invoice ${number}`
}

const AGES = ['Not due yet', '1 to 30 days late', '31 to 60 days late', '61 to 90 days late', 'Over 90 days late']

/** What is open by how long it is past its day, as words and cents, in the order of the aging list. */
export function agesOf(open: Statement['open'], today: Day): (readonly [words: string, cents: number])[] {
  const cents = AGES.map(() => 0)
  for (const { due_on, open_cents } of open) {
    const late = due_on === null ? 0 : daysBetween(due_on, today)
    const age = late <= 0 ? 0 : Math.min(4, Math.ceil(late / 30))
    cents[age] = (cents[age] ?? 0) + open_cents
  }
  return AGES.map((words, age) => [words, cents[age] ?? 0])
}

/** A statement as the texts of its paper: what is open today, then what happened in the days asked for. Pure. */
export function statementFacts(statement: Statement, { from, through }: Window, today: Day): BillFacts {
  const { company, customer, open, entries, before_cents, after_cents } = statement
  const openCents = open.reduce((sum, one) => sum + one.open_cents, 0)
  return {
    title: 'Statement',
    company: { name: company.name, lines: companyLines(company) },
    billTo: billToLines(customer),
    to: 'For',
    facts: [
      ['Date', formatDay(today)],
      ['From', formatDay(from)],
      ['To', formatDay(through)],
    ],
    tables: [
      openTable(open, company.time_zone, today),
      entriesTable(entries, from, through, before_cents, after_cents),
    ],
    sums: agesOf(open, today)
      .filter(([, cents]) => cents > 0)
      .map(([words, cents]) => [words, formatCents(cents)]),
    total: ['Open today', formatCents(openCents)],
    note: '',
    document: {
      title: `Statement for ${customer.name}`,
      author: company.name,
      subject: `Statement of ${formatDay(today)}`,
      madeAt: `${today}T12:00:00Z`,
    },
  }
}

function openTable(open: Statement['open'], timeZone: string, today: Day): BillTable {
  return {
    heading: 'Open today',
    words: { label: 'Invoice', width: 110 },
    figures: [
      { label: 'Sent', right: 250, width: 84 },
      { label: 'Payable by', right: 340, width: 84 },
      { label: 'Days late', right: 400, width: 54 },
      { label: 'Amount', right: 484, width: 78 },
      { label: 'Open', right: 564, width: 74 },
    ],
    rows:
      open.length === 0
        ? [{ words: 'Nothing is open.', figures: [] }]
        : open.map((one) => {
            const late = one.due_on === null ? 0 : daysBetween(one.due_on, today)
            return {
              words: `Invoice ${one.number}`,
              figures: [
                formatDay(dayOfInstant(one.sent_at, timeZone)),
                one.due_on === null ? '' : formatDay(one.due_on),
                late > 0 ? String(late) : '',
                formatCents(one.total_cents),
                formatCents(one.open_cents),
              ],
            }
          }),
  }
}

function entriesTable(
  entries: Statement['entries'],
  from: Day,
  through: Day,
  before: number,
  after: number,
): BillTable {
  return {
    heading: 'Invoices, credits and payments',
    words: { label: 'What', width: 250 },
    figures: [
      { label: 'Day', right: 400, width: 84 },
      { label: 'Amount', right: 484, width: 78 },
      { label: 'Open after it', right: 564, width: 74 },
    ],
    rows: [
      { words: 'Open before', figures: [formatDay(from), '', formatCents(before)] },
      ...entries.map((entry) => ({
        words: entryWords(entry),
        figures: [formatDay(entry.day), formatCents(entry.cents), formatCents(entry.open_cents)],
      })),
      { words: 'Open at the end', figures: [formatDay(through), '', formatCents(after)] },
    ],
  }
}
