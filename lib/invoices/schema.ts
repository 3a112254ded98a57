import { z } from 'zod'
import { line, optionalDay, prose } from '../devices/schema.ts'
import { parseCents } from '../money.ts'
import { parseQuantity } from './quantity.ts'

/** An amount above nothing as people type it, in cents. */
export const amount = z.string().transform((text, issues) => {
  const parsed = parseCents(text)
  if (parsed.ok && parsed.cents > 0) return parsed.cents
  issues.addIssue({ code: 'custom', message: parsed.ok ? 'Enter an amount above $0.00.' : parsed.message })
  return z.NEVER
})

/** A line as the form holds it. */
const typedLine = z.object({
  id: z.string(),
  description: z.string().trim(),
  quantity: z.string(),
  unit: z.string(),
  tax_hundredths_percent: z.int().min(0).max(10_000),
})
export type TypedLine = z.infer<typeof typedLine>

/** What a form's hidden box holds; nothing when it was tampered with. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const lines = z.string().transform((text, issues) => {
  const wrong = (message: string) => {
    issues.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  const parsed = z.array(typedLine).max(500, 'Too many lines.').safeParse(readJson(text))
  if (!parsed.success) return wrong('The lines cannot be read. Reload the page.')
  const read = []
  for (const [index, one] of parsed.data
    .filter(({ description, unit }) => description !== '' || unit !== '')
    .entries()) {
    const quantity_hundredths = parseQuantity(one.quantity)
    const unit = parseCents(one.unit)
    if (one.description === '' || one.description.length > 1000)
      return wrong(`Line ${index + 1} needs words, up to 1,000 characters.`)
    if (quantity_hundredths === undefined) return wrong(`Line ${index + 1}: enter a quantity such as 1 or 1.5.`)
    if (!unit.ok || Math.abs(unit.cents) > 10_000_000)
      return wrong(`Line ${index + 1}: enter a price up to $100,000, such as $115.00.`)
    if ((quantity_hundredths * Math.abs(unit.cents)) / 100 > 100_000_000)
      return wrong(`Line ${index + 1} comes to more than $1,000,000.`)
    read.push({
      id: one.id,
      description: one.description,
      quantity_hundredths,
      unit_cents: unit.cents,
      tax_hundredths_percent: one.tax_hundredths_percent,
    })
  }
  return read
})

export const newInvoiceSchema = z.object({ id: z.guid(), customer_id: z.guid('Choose whom to bill.') })
export const invoiceSchema = z.object({
  id: z.guid(),
  customer_id: z.guid('Choose whom to bill.'),
  due_on: optionalDay,
  memo: prose(2000),
  lines,
})
export type InvoiceInput = z.infer<typeof invoiceSchema>

const email = z.string().trim().max(254, 'Enter an email address like name@example.com.')
export const invoiceIdSchema = z.object({ id: z.guid() })
export const sendInvoiceSchema = z.object({ id: z.guid(), email })
export const reasonSchema = z.object({
  id: z.guid(),
  reason: line(500).pipe(z.string('Say why, in at least a few words.')),
})
/** What is credited on each line, with its tax: names and amounts come as `credit:<line>` boxes, blank ones count nothing. */
export const creditSchema = z
  .looseObject({ id: z.guid(), note_id: z.guid(), reason: reasonSchema.shape.reason })
  .transform((form, issues) => {
    const lines = []
    for (const [name, text] of Object.entries(form)) {
      if (!name.startsWith('credit:') || typeof text !== 'string' || text.trim() === '') continue
      const parsed = parseCents(text)
      if (parsed.ok) lines.push({ line_id: name.slice('credit:'.length), cents: parsed.cents })
      else issues.addIssue({ code: 'custom', path: [name], message: parsed.message })
    }
    if (lines.length === 0 && issues.issues.length === 0)
      issues.addIssue({ code: 'custom', path: ['lines'], message: 'Enter an amount on at least one line.' })
    return { id: form.id, note_id: form.note_id, reason: form.reason, lines }
  })
export const paymentSchema = z.object({
  id: z.guid(),
  invoice_id: z.guid(),
  method: z.enum(['check', 'cash', 'card', 'transfer'], 'Choose how it was paid.'),
  amount,
  paid_on: z.iso.date('Enter the day the money came in.'),
  reference: line(120),
})
export const billWorkSchema = z.object({
  from: z.iso.date('Enter a day.'),
  through: z.iso.date('Enter a day.'),
  customer_id: z.preprocess((value) => (value === '' ? undefined : value), z.guid().optional()),
})
