/** What people may type wrong where money and plans are made: each is a sentence at its field, never a word of the machine. */
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { quoteSchema } from '../failures/save-quote.ts'
import { billingRulesSchema, priceSchema } from '../prices/schema.ts'
import { markVisitSchema, moveVisitSchema, scheduleVisitSchema, takeOffVisitSchema } from '../visits/schema.ts'
import { workOrderSchema } from '../work-orders/schema.ts'
import {
  billWorkSchema,
  creditSchema,
  invoiceSchema,
  newInvoiceSchema,
  paymentSchema,
  reasonSchema,
  sendInvoiceSchema,
} from './schema.ts'

const ID = '8d3f7a52-0d0f-4c38-9c55-6f1c7f9f1a11'
const LONG = 'x'.repeat(10_000)
const lines = (line: object) =>
  JSON.stringify([{ id: '', description: 'Test', quantity: '1', unit: '$95.00', tax_hundredths_percent: 0, ...line }])

const FORMS: Record<
  string,
  { schema: z.ZodType; good: Record<string, string>; bad: [field: string, typed: string][] }
> = {
  'a payment': {
    schema: paymentSchema,
    good: { id: ID, invoice_id: ID, method: 'check', amount: '$95.00', paid_on: '2026-02-28', reference: '' },
    bad: [
      ['paid_on', '2026-02-30'],
      ['paid_on', 'yesterday'],
      ['paid_on', ''],
      ['amount', '-5'],
      ['amount', '0'],
      ['amount', ''],
      ['amount', 'a lot'],
      ['amount', '1.234'],
      ['amount', '99999999999999999999'],
      ['reference', LONG],
      ['method', 'shells'],
    ],
  },
  'a draft': {
    schema: invoiceSchema,
    good: { id: ID, customer_id: ID, due_on: '', memo: '', lines: lines({}) },
    bad: [
      ['due_on', '2027-13-01'],
      ['due_on', '2027-02-29'],
      ['memo', LONG],
      ['customer_id', ''],
      ['lines', lines({ unit: 'free' })],
      ['lines', lines({ unit: '$200,000' })],
      ['lines', lines({ unit: '$99,999', quantity: '99999' })],
      ['lines', lines({ quantity: '0' })],
      ['lines', lines({ quantity: '-1' })],
      ['lines', lines({ description: LONG })],
      ['lines', lines({ description: '' })],
      ['lines', 'no lines at all'],
    ],
  },
  'a quote': {
    schema: quoteSchema,
    good: { id: ID, deficiency_id: ID, valid_until_on: '', note: '', lines: lines({}) },
    bad: [
      ['valid_until_on', '2027-02-30'],
      ['note', LONG],
      ['lines', lines({ unit: '' })],
    ],
  },
  'a price': {
    schema: priceSchema,
    good: {
      id: ID,
      kind: 'test',
      name: 'Test',
      device_type: '',
      size: '',
      model: '',
      company_district_id: '',
      price: '$95',
      taxed: '',
    },
    bad: [
      ['price', '-95'],
      ['price', '$100,000.01'],
      ['price', ''],
      ['name', ''],
      ['name', LONG],
      ['model', LONG],
      ['size', 'huge'],
      ['device_type', 'TAP'],
      ['kind', 'gift'],
    ],
  },
  'the rules of billing': {
    schema: billingRulesSchema,
    good: { tax: '7.25', payment_days: '30', first_invoice_number: '1001' },
    bad: [
      ['tax', '-1'],
      ['tax', '101'],
      ['payment_days', '-1'],
      ['payment_days', '1000'],
      ['payment_days', '1.5'],
      ['first_invoice_number', '0'],
      ['first_invoice_number', '1e99'],
      ['first_invoice_number', 'one'],
    ],
  },
  'a credit': {
    schema: creditSchema,
    good: { id: ID, note_id: ID, reason: 'Not made.', [`credit:${ID}`]: '5' },
    bad: [
      ['reason', LONG],
      ['reason', ''],
      [`credit:${ID}`, 'half'],
    ],
  },
  'a reason': {
    schema: reasonSchema,
    good: { id: ID, reason: 'Billed twice.' },
    bad: [
      ['reason', ''],
      ['reason', LONG],
    ],
  },
  'a mail': { schema: sendInvoiceSchema, good: { id: ID, email: '' }, bad: [['email', LONG]] },
  'a new invoice': { schema: newInvoiceSchema, good: { id: ID, customer_id: ID }, bad: [['customer_id', 'Ann']] },
  'billing work': {
    schema: billWorkSchema,
    good: { from: '2026-01-01', through: '2026-01-31', customer_id: '' },
    bad: [
      ['from', '2026-02-30'],
      ['through', ''],
    ],
  },
  'a work order': {
    schema: workOrderSchema,
    good: {
      id: ID,
      location_id: ID,
      kind: 'repair',
      due_on: '',
      minutes: '',
      purchase_order_no: '',
      water_off_from: '',
      water_off_to: '',
      notes: '',
    },
    bad: [
      ['due_on', '2026-04-31'],
      ['minutes', '-5'],
      ['minutes', '5000'],
      ['minutes', '7.5'],
      ['minutes', 'an hour'],
      ['purchase_order_no', LONG],
      ['water_off_from', '25:00'],
      ['notes', LONG],
      ['location_id', ''],
      ['kind', 'party'],
    ],
  },
  'a visit': {
    schema: scheduleVisitSchema,
    good: {
      id: ID,
      work_order_id: ID,
      note: '',
      day: '2026-03-04',
      time: '08:30',
      profile_id: '',
      minutes: '',
      reason: '',
    },
    bad: [
      ['day', '2026-02-30'],
      ['day', ''],
      ['time', '8 in the morning'],
      ['minutes', '100000'],
      ['note', LONG],
      ['reason', LONG],
    ],
  },
  'a move': {
    schema: moveVisitSchema,
    good: { id: ID, version: '1', day: '2026-03-04', time: '08:30', profile_id: '', minutes: '', reason: '' },
    bad: [
      ['day', '2026-06-31'],
      ['minutes', '0'],
      ['reason', LONG],
    ],
  },
  'taking a visit off': {
    schema: takeOffVisitSchema,
    good: { id: ID, version: '1', reason: '' },
    bad: [['reason', LONG]],
  },
  'a mark': {
    schema: markVisitSchema,
    good: { id: ID, version: '1', what: 'no_access', reason: 'Locked.' },
    bad: [['reason', LONG]],
  },
}

test.each(Object.entries(FORMS))('%s: what is right passes', (_name, { schema, good }) => {
  expect(schema.safeParse(good).error?.issues ?? []).toEqual([])
})

const cases = Object.entries(FORMS).flatMap(([name, { schema, good, bad }]) =>
  bad.map(([field, typed]) => ({ name, schema, good, field, typed, shown: typed.slice(0, 24) })),
)
test.each(cases)('$name: $field “$shown” is a sentence at its field', ({ schema, good, field, typed }) => {
  const issues = schema.safeParse({ ...good, [field]: typed }).error?.issues ?? []
  const issue = issues.find(({ path }) => path.join('.') === field)
  expect(issue, JSON.stringify(issues)).toBeDefined()
  expect(issue?.message).toMatch(/^[A-Z“"][^]*\.$/)
  expect(issue?.message).not.toMatch(/invalid|too (big|small)|expected|received|must match|pattern/i)
  expect(issue?.message.length).toBeLessThan(140)
})
