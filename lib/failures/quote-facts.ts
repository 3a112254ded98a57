import { z } from 'zod'
import { dayOfInstant, formatDay } from '../dates.ts'
import { companyLines, companySchema, linesSchema, paperLines, taxSums } from '../invoices/invoice-facts.ts'
import { billToLines } from '../invoices/invoice-page.ts'
import { formatCents } from '../money.ts'
import type { BillFacts } from '../reports/draw-bill.ts'

const text = z.string().nullable()

/** What quote_document() answers. */
export const quoteDocumentSchema = z.object({
  quote: z.object({
    total_cents: z.number(),
    tax_cents: z.number(),
    note: text,
    valid_until_on: text,
    sent_at: z.string(),
  }),
  failed_on: z.string(),
  repair_due_on: text,
  assembly: z.string(),
  serial: text,
  address: z.string(),
  customer: z.object({ name: z.string(), line1: text, line2: text, city: text, state: text, zip: text }),
  company: companySchema,
  lines: linesSchema,
})
export type QuoteDocument = z.infer<typeof quoteDocumentSchema>

/** A quote as the texts of its paper. Pure. */
export function quoteFacts(document: QuoteDocument): BillFacts {
  const { quote, company, customer, assembly, serial, address, failed_on, repair_due_on } = document
  const day = formatDay(dayOfInstant(quote.sent_at, company.time_zone))
  return {
    title: 'Quote',
    company: { name: company.name, lines: companyLines(company) },
    billTo: billToLines(customer),
    to: 'For',
    facts: [
      ['Date', day],
      ...(quote.valid_until_on === null ? [] : [['Good until', formatDay(quote.valid_until_on)] as const]),
      ...(repair_due_on === null ? [] : [['Repair due', formatDay(repair_due_on)] as const]),
    ],
    intro: `Repair of ${assembly}${serial === null ? '' : `, serial ${serial}`}, at ${address}, which failed its test on ${formatDay(failed_on)}.`,
    tables: [paperLines(document.lines)],
    sums: taxSums(quote),
    total: ['Total', formatCents(quote.total_cents)],
    note: quote.note ?? '',
    document: { title: 'Quote', author: company.name, subject: `Quote of ${day}`, madeAt: quote.sent_at },
  }
}
