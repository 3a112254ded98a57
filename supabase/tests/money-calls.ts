import { randomUUID } from 'node:crypto'
import type { Call } from './function-calls.ts'
import type { Ids } from './call-ids.ts'

/** How the functions of invoices, payments and prices are called. */

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** The caller's first invoice as it is once sent. */
const sent = (own: Ids): string =>
  `update public.invoices set state = 'sent', number = 1, sent_at = now(), customer_snapshot = '{}' where company_id = '${own.company}' and id = '${own.id('invoices')}'`

const line = { description: 'Test of RP', quantity_hundredths: 100, unit_cents: 11_500, tax_hundredths_percent: 725 }

/** A report, whole and narrowed to one row of a table. */
const numbersOf = (table: string, narrowed: string): Call[] => [
  { name: 'a year', args: () => ({ p_from: day(-365), p_through: day(30) }), runs: true },
  {
    name: 'narrowed',
    args: (_own, target) => ({ p_from: day(-365), p_through: day(30), [narrowed]: target.id(table) }),
    runs: true,
  },
]

export const MONEY_CALLS: Record<string, Call[]> = {
  bring_prices: [
    {
      name: 'a part',
      args: (own) => ({ p_rows: [{ kind: 'part', name: `${own.word} kit`, model: '009M2QT', unit_cents: 4500 }] }),
      runs: true,
    },
    {
      name: 'for a purveyor',
      args: (_own, target) => ({
        p_rows: [
          {
            kind: 'filing_fee',
            name: 'Filing',
            company_district_id: target.id('company_districts'),
            unit_cents: 995,
          },
        ],
      }),
      runs: true,
    },
  ],
  save_invoice: [
    {
      name: 'a new draft',
      args: (_own, target) => ({ p: { id: randomUUID(), customer_id: target.id('customers'), lines: [line] } }),
      runs: true,
    },
    {
      name: 'a draft on file',
      args: (own, target) => ({
        p: { id: target.id('invoices'), customer_id: own.id('customers'), lines: [line, line] },
      }),
    },
  ],
  discard_invoice: [{ name: 'a draft', args: (_own, target) => ({ p_id: target.id('invoices') }), runs: true }],
  send_invoice: [
    { name: 'a draft', args: (_own, target) => ({ p_id: target.id('invoices') }), runs: true },
    {
      name: 'with an address',
      args: (own, target) => ({ p_id: target.id('invoices'), p_email: own.email }),
      runs: true,
    },
  ],
  remind_invoice: [
    {
      name: 'a sent one',
      args: (own, target) => ({ p_id: target.id('invoices'), p_email: own.email }),
      before: sent,
      runs: true,
    },
    { name: 'a draft', args: (own, target) => ({ p_id: target.id('invoices'), p_email: own.email }) },
  ],
  void_invoice: [
    {
      name: 'a sent one',
      args: (_own, target) => ({ p_id: target.id('invoices'), p_reason: 'billed twice' }),
      before: (own) =>
        `update public.payments set reversed_at = now(), reverse_reason = 'it came back' where company_id = '${own.company}'; ${sent(own)}`,
      runs: true,
    },
    { name: 'a draft', args: (_own, target) => ({ p_id: target.id('invoices'), p_reason: 'billed twice' }) },
  ],
  credit_invoice: [
    {
      name: 'a sent one',
      args: (_own, target) => ({
        p_id: target.id('invoices'),
        p_new_id: randomUUID(),
        p_lines: [{ line_id: target.id('invoice_lines'), cents: 500 }],
        p_reason: 'a courtesy',
      }),
      before: sent,
      runs: true,
    },
    {
      name: 'a draft',
      args: (_own, target) => ({
        p_id: target.id('invoices'),
        p_new_id: randomUUID(),
        p_lines: [{ line_id: target.id('invoice_lines'), cents: 500 }],
        p_reason: 'a courtesy',
      }),
    },
  ],
  record_payment: [
    {
      name: 'of a sent one',
      args: (_own, target) => ({
        p: {
          id: randomUUID(),
          invoice_id: target.id('invoices'),
          method: 'check',
          amount_cents: 500,
          paid_on: day(-1),
          reference: '1044',
        },
      }),
      before: sent,
      runs: true,
    },
    {
      name: 'of a draft',
      args: (_own, target) => ({
        p: {
          id: randomUUID(),
          invoice_id: target.id('invoices'),
          method: 'check',
          amount_cents: 500,
          paid_on: day(-1),
        },
      }),
    },
  ],
  reverse_payment: [
    {
      name: 'a payment',
      args: (_own, target) => ({ p_id: target.id('payments'), p_reason: 'the check came back' }),
      runs: true,
    },
  ],
  unbilled_work: [{ name: 'two months', args: () => ({ p_from: day(-60), p_through: day(0) }), runs: true }],
  draft_invoices: [
    { name: 'all', args: () => ({ p_from: day(-60), p_through: day(0) }), runs: true },
    {
      name: 'of a customer',
      args: (_own, target) => ({ p_from: day(-60), p_through: day(0), p_customer_id: target.id('customers') }),
      runs: true,
    },
  ],
  invoice_page: [1, 2].map((set) => ({
    name: `invoice ${set}`,
    args: (_own, target) => ({ p_id: target.id('invoices', set === 1 ? 1 : 2) }),
    runs: true,
  })),
  customer_statement: [
    {
      name: 'a year',
      args: (_own, target) => ({ p_customer_id: target.id('customers'), p_from: day(-365), p_through: day(0) }),
      runs: true,
    },
  ],
  compliance_numbers: numbersOf('company_districts', 'p_district'),
  technician_numbers: numbersOf('profiles', 'p_profile'),
  pass_rate_numbers: numbersOf('company_districts', 'p_district'),
  money_numbers: [{ name: 'a year', args: () => ({ p_from: day(-365), p_through: day(30) }), runs: true }],
  price_book_page: [{ name: 'as it is', args: () => ({}), runs: true }],
  unmatched_payments: [
    { name: 'all', args: () => ({}), runs: true },
    { name: 'of an invoice', args: (_own, target) => ({ p_invoice_id: target.id('invoices') }), runs: true },
  ],
  mark_refunded: [
    {
      name: 'one that fits nothing',
      args: (_own, target) => ({ p_id: target.id('invoices') }),
      before: (own) =>
        `insert into private.card_payments (company_id, id, invoice_id, amount_cents, currency, state) values ('${own.company}', '${own.id('invoices')}', '${own.id('invoices')}', 500, 'usd', 'unmatched')`,
      runs: true,
    },
    { name: 'one that is not there', args: (_own, target) => ({ p_id: target.id('invoices', 2) }) },
  ],
  quote_document: [
    {
      name: 'a quote',
      args: (own, target) => ({ p_company_id: own.company, p_id: target.id('quotes') }),
      before: (own) =>
        `update public.quotes set state = 'sent', sent_at = now(), file_id = null where company_id = '${own.company}'`,
      runs: true,
    },
  ],
  attach_quote: [
    {
      name: 'a quote',
      args: (own, target) => ({
        p_company_id: own.company,
        p_id: target.id('quotes'),
        p_file_id: randomUUID(),
        p_size_bytes: 10,
        p_sha256: 'a'.repeat(64),
      }),
      before: (own) =>
        `update public.quotes set state = 'sent', sent_at = now(), file_id = null where company_id = '${own.company}'`,
      runs: true,
    },
  ],
  linked_invoice_paper: [{ name: 'a random token', args: () => ({ p_token: 'a'.repeat(64) }), runs: true }],
  linked_quote_paper: [{ name: 'a random token', args: () => ({ p_token: 'a'.repeat(64) }), runs: true }],
  my_payment_account: [{ name: 'as it is', args: () => ({}), runs: true }],
  open_invoice: [{ name: 'a random token', args: () => ({ p_token: 'a'.repeat(64) }), runs: true }],
  begin_card_payment: [{ name: 'a random token', args: () => ({ p_token: 'a'.repeat(64) }) }],
  apply_payment_event: [
    {
      name: 'a payment',
      args: (own, target) => ({
        p_event: {
          id: `evt_${randomUUID()}`,
          type: 'checkout.session.completed',
          created: 1_700_000_000,
          account: `acct_${own.word}`,
          link: null,
          payment: { ask_id: target.id('invoices'), stripe_id: 'pi_1', amount_cents: 500, currency: 'usd' },
        },
      }),
      before: (own) =>
        `${sent(own)}; insert into private.payment_accounts values ('${own.company}', 'acct_${own.word}', true, now());
        insert into private.card_payments (company_id, id, invoice_id, amount_cents, currency) values ('${own.company}', '${own.id('invoices')}', '${own.id('invoices')}', 500, 'usd')`,
      runs: true,
    },
    {
      name: 'an account',
      args: (own) => ({
        p_event: {
          id: `evt_${randomUUID()}`,
          type: 'account.updated',
          created: 1_700_000_000,
          account: `acct_${own.word}`,
          link: { company_id: own.company, takes_charges: true },
          payment: null,
        },
      }),
      runs: true,
    },
  ],
  failure_page: [1, 2].map((set) => ({
    name: `failure ${set}`,
    args: (_own, target) => ({ p_id: target.id('deficiencies', set === 1 ? 1 : 2) }),
    runs: true,
  })),
  plan_repair: [
    { name: 'an open one', args: (_own, target) => ({ p_id: target.id('deficiencies', 2) }), runs: true },
    { name: 'a closed one', args: (_own, target) => ({ p_id: target.id('deficiencies') }) },
  ],
  save_quote: [
    {
      name: 'a new one',
      args: (_own, target) => ({
        p: { id: randomUUID(), deficiency_id: target.id('deficiencies', 2), lines: [line], note: null },
      }),
      runs: true,
    },
    {
      name: 'one on file',
      args: (own, target) => ({
        p: { id: target.id('quotes'), deficiency_id: own.id('deficiencies', 2), lines: [line], note: null },
      }),
      before: (own) =>
        `update public.quotes set deficiency_id = '${own.id('deficiencies', 2)}' where company_id = '${own.company}' and id = '${own.id('quotes')}'`,
      runs: true,
    },
  ],
  send_quote: [
    {
      name: 'a draft',
      args: (own, target) => ({ p_id: target.id('quotes'), p_email: own.email }),
      before: (own) => `update public.quotes set total_cents = 500 where company_id = '${own.company}'`,
      runs: true,
    },
  ],
  bill_quote: [
    {
      name: 'an approved one',
      args: (_own, target) => ({ p_id: target.id('quotes') }),
      before: (own) =>
        `update public.quotes set state = 'approved', sent_at = now(), answered_at = now(), answered_name = 'Ann' where company_id = '${own.company}'`,
      runs: true,
    },
    { name: 'a draft', args: (_own, target) => ({ p_id: target.id('quotes') }) },
  ],
  open_quote: [{ name: 'a random token', args: () => ({ p_token: 'a'.repeat(64) }), runs: true }],
  answer_quote: [
    {
      name: 'a random token',
      args: () => ({ p_token: 'a'.repeat(64), p_approve: true, p_name: 'Ann', p_from: '127.0.0.1' }),
    },
  ],
  invoice_document: [
    {
      name: 'an invoice',
      args: (own, target) => ({ p_company_id: own.company, p_id: target.id('invoices') }),
      before: sent,
      runs: true,
    },
  ],
  attach_invoice: [
    {
      name: 'an invoice',
      args: (own, target) => ({
        p_company_id: own.company,
        p_id: target.id('invoices'),
        p_file_id: randomUUID(),
        p_size_bytes: 10,
        p_sha256: 'a'.repeat(64),
      }),
      before: sent,
      runs: true,
    },
  ],
}
