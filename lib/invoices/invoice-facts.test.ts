import { extractText } from 'unpdf'
import { expect, test } from 'vitest'
import { drawBill } from '../reports/draw-bill.ts'
import { type InvoiceDocument, invoiceFacts } from './invoice-facts.ts'

const line = {
  description: 'Test of RP Watts 009M2QT 3/4 in, serial A127841, 12 Dock St, Jupiter, Mar 4, 2027',
  quantity_hundredths: 100,
  unit_cents: 11_500,
  tax_hundredths_percent: 725,
  amount_cents: 11_500,
  tax_cents: 834,
}
const document: InvoiceDocument = {
  invoice: {
    id: 'i',
    number: 1042,
    kind: 'invoice',
    total_cents: 12_334,
    tax_cents: 834,
    due_on: '2027-04-03',
    memo: 'Thank you for the quick access to the pit.',
    sent_at: '2027-03-05T03:30:00Z',
    customer_snapshot: {
      name: 'Oceanview Apartments',
      line1: '1 Ocean Blvd',
      city: 'Jupiter',
      state: 'FL',
      zip: '33458',
    },
  },
  credits_number: null,
  company: {
    name: 'Harbor Testing',
    phone: '+15615550100',
    email: 'office@example.com',
    line1: '40 Harbor Way',
    line2: null,
    city: 'Stuart',
    state: 'FL',
    zip: '34994',
    licence_text: 'Licence CFC-1429981',
    time_zone: 'America/New_York',
  },
  lines: [line],
}

async function read(facts: InvoiceDocument): Promise<{ text: string; pages: number }> {
  const bytes = await drawBill(invoiceFacts(facts))
  const { text, totalPages } = await extractText(Uint8Array.from(bytes), { mergePages: true })
  return { text: text.replace(/\s+/g, ' '), pages: totalPages }
}

test('says who bills whom for what, with the day where the company is', async () => {
  const { text, pages } = await read(document)
  expect(pages).toBe(1)
  for (const words of [
    'Invoice 1042',
    'Harbor Testing',
    '40 Harbor Way',
    'Licence CFC-1429981',
    'Oceanview Apartments',
    'Jupiter, FL 33458',
    'Mar 4, 2027',
    'Apr 3, 2027',
    'serial A127841',
    '7.25%',
    '$115.00',
    '$8.34',
    '$123.34',
    'quick access to the pit',
  ])
    expect(text).toContain(words)
})

test('many and long lines take as many pages as they need, and nothing is left out', async () => {
  const lines = Array.from({ length: 120 }, (_, index) => ({
    ...line,
    description: `Line ${index + 1} ends: ${'a long address '.repeat(index % 7 === 0 ? 60 : 3)}end${index + 1}.`,
  }))
  const { text, pages } = await read({ ...document, lines })
  expect(pages).toBeGreaterThan(4)
  for (const index of [1, 8, 60, 119, 120]) expect(text).toContain(`end${index}.`)
  expect(text).toContain(`Page ${pages} of ${pages}`)
  expect(text.match(/\$123\.34/g)).toHaveLength(1)
})

test('the same facts give the same bytes; a word without a break and strange letters do not stop it', async () => {
  const strange = { ...document, lines: [{ ...line, description: `${'x'.repeat(900)} 漢字 \u0000 José` }] }
  const [one, other] = await Promise.all([drawBill(invoiceFacts(strange)), drawBill(invoiceFacts(strange))])
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
})
