import { z } from 'zod'
import { formatPhone } from '../customers/phone.ts'
import { dayOfInstant, formatDay } from '../dates.ts'
import { formatCents } from '../money.ts'
import { type BillFacts, type BillTable, billTable } from '../reports/draw-bill.ts'
import { billToLines } from './invoice-page.ts'

const text = z.string().nullable()
export const companySchema = z.object({
  name: z.string(),
  phone: text,
  email: text,
  line1: text,
  line2: text,
  city: text,
  state: text,
  zip: text,
  licence_text: text,
  time_zone: z.string(),
})
export const linesSchema = z.array(
  z.object({
    description: z.string(),
    quantity_hundredths: z.number(),
    unit_cents: z.number(),
    tax_hundredths_percent: z.number(),
    amount_cents: z.number(),
    tax_cents: z.number(),
  }),
)

/** What invoice_document() answers. */
export const invoiceDocumentSchema = z.object({
  invoice: z.object({
    id: z.string(),
    number: z.number(),
    kind: z.string(),
    total_cents: z.number(),
    tax_cents: z.number(),
    due_on: text,
    memo: text,
    sent_at: z.string(),
    customer_snapshot: z.object({ name: z.string().nullish() }).catchall(z.unknown()),
  }),
  credits_number: z.number().nullable(),
  company: companySchema,
  lines: linesSchema,
})
export type InvoiceDocument = z.infer<typeof invoiceDocumentSchema>

/** An invoice as the texts of its paper. Pure. */
export function invoiceFacts({ invoice, credits_number, company, lines }: InvoiceDocument): BillFacts {
  const credit = invoice.kind === 'credit_note'
  const title = `${credit ? 'Credit note' : 'Invoice'} ${invoice.number}`
  const day = formatDay(dayOfInstant(invoice.sent_at, company.time_zone))
  return {
    title,
    company: { name: company.name, lines: companyLines(company) },
    billTo: billToLines(snapshotSchema.parse(invoice.customer_snapshot)),
    facts: [
      ['Date', day],
      ...(invoice.due_on === null ? [] : [['Payable by', formatDay(invoice.due_on)] as const]),
      ...(credits_number === null ? [] : [['Credits invoice', String(credits_number)] as const]),
    ],
    tables: [paperLines(lines)],
    sums: taxSums(invoice),
    total: [credit ? 'Credited' : 'Total', formatCents(invoice.total_cents)],
    note: credit && invoice.memo !== null ? `Credited because: ${invoice.memo}` : (invoice.memo ?? ''),
    document: { title, author: company.name, subject: `${title} of ${day}`, madeAt: invoice.sent_at },
  }
}

const word = z.string().nullish()
const snapshotSchema = z.object({
  name: z.string().catch(''),
  line1: word,
  line2: word,
  city: word,
  state: word,
  zip: word,
})

/** The company as it stands at the head of a paper, below its name. */
export function companyLines(company: z.infer<typeof companySchema>): string[] {
  const [, ...address] = billToLines(company)
  const reach = [company.phone === null ? '' : formatPhone(company.phone), company.email].filter(Boolean).join(' · ')
  return [...address, reach, company.licence_text ?? ''].filter((one) => one !== '')
}

/** Lines as texts: '1.5', '$95.00', '7.25%', '$142.50'. */
export function paperLines(lines: z.infer<typeof linesSchema>): BillTable {
  return billTable(
    lines.map((line) => ({
      description: line.description,
      quantity: String(line.quantity_hundredths / 100),
      unit: formatCents(line.unit_cents),
      tax: line.tax_hundredths_percent === 0 ? '' : `${line.tax_hundredths_percent / 100}%`,
      amount: formatCents(line.amount_cents),
    })),
  )
}

/** The sums under the lines of a bill with tax. */
export function taxSums({ total_cents, tax_cents }: { total_cents: number; tax_cents: number }): BillFacts['sums'] {
  return tax_cents === 0
    ? []
    : [
        ['Before tax', formatCents(total_cents - tax_cents)],
        ['Tax', formatCents(tax_cents)],
      ]
}
