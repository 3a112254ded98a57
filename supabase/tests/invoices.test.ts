/** Invoices: drafted from work, sent under gapless numbers, never paid above what is open, frozen once sent. */
import { createHash, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { extractText } from 'unpdf'
import { addDays } from '../../lib/dates.ts'
import { lineTotal, type LineFigures, totalOf } from '../../lib/invoices/line-total.ts'
import { agesOf, findStatement, statementFacts, statementWindow } from '../../lib/invoices/statement.ts'
import { drawBill } from '../../lib/reports/draw-bill.ts'
import type { Admin } from '../../lib/jobs/run-jobs.ts'
import { renderInvoice } from '../../lib/invoices/render-invoice.ts'
import { db, disconnect, refusalOf, rest, serviceClient, stack, type TestUser } from './harness.ts'
import { PROOF } from './proof.ts'
import {
  addDevice,
  addMember,
  as,
  entryOf,
  FAILING,
  type House,
  makeHouse,
  type Member,
  recorded,
  TODAY,
} from './record-test-world.ts'

let house: House
let technician: Member
let customer: string

beforeAll(async () => {
  house = await makeHouse()
  technician = house.tester
  customer = await addCustomer(house)
})
afterAll(disconnect)

const office = () => rest(house.admin.user.token)

async function addCustomer(of: House): Promise<string> {
  const [row] = await db()<{ id: string }[]>`
    insert into public.customers (company_id, name, line1, city, state, zip, email, match_key)
    values (${of.companyId}, 'Oceanview Apartments', '1 Ocean Blvd', 'Jupiter', 'FL', '33458', 'pay@example.com', ${randomUUID()}) returning id`
  return row?.id ?? ''
}

const LINE = { description: 'Test of RP', quantity_hundredths: 100, unit_cents: 11_500, tax_hundredths_percent: 0 }

async function draft(lines: object[] = [LINE], more: object = {}): Promise<string> {
  const id = randomUUID()
  const answer = await office().rpc('save_invoice', { p: { id, customer_id: customer, lines, ...more } })
  expect(answer.body).toBe(id)
  return id
}

async function sent(lines: object[] = [LINE], more: object = {}): Promise<string> {
  const id = await draft(lines, more)
  expect((await office().rpc('send_invoice', { p_id: id })).status).toBe(200)
  return id
}

type InvoiceRow = {
  number: number
  state: string
  total: number
  tax: number
  paid: number
  credited: number
  snapshot: Record<string, string> | null
  due: string | null
}
async function invoiceOf(id: string): Promise<InvoiceRow> {
  const [row] = await db()<InvoiceRow[]>`
    select number, state, total_cents as total, tax_cents as tax, paid_cents as paid, credited_cents as credited, customer_snapshot as snapshot, due_on::text as due
    from public.invoices where company_id = ${house.companyId} and id = ${id}`
  if (row === undefined) throw new Error('no such invoice')
  return row
}

const pay = (invoiceId: string, amount: number, more: object = {}) =>
  office().rpc('record_payment', {
    p: { id: randomUUID(), invoice_id: invoiceId, method: 'check', amount_cents: amount, paid_on: TODAY, ...more },
  })

/** Many of one person's calls at the same moment, each on a connection of its own; what each came to. */
async function atOnce(user: TestUser, calls: readonly ((sql: postgres.TransactionSql) => Promise<unknown>)[]) {
  const sql = postgres(stack().gatewayUrl, { max: calls.length, onnotice: () => undefined })
  try {
    return await Promise.allSettled(
      calls.map((call) =>
        sql.begin(async (tx) => {
          await tx`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify(user.claims)}, true)`
          return call(tx)
        }),
      ),
    )
  } finally {
    await sql.end()
  }
}

describe('totals', () => {
  test('an invoice is the sum of its lines for any tax and rounding, as the form shows it', async () => {
    const line: fc.Arbitrary<LineFigures> = fc.record({
      quantity_hundredths: fc.integer({ min: 1, max: 5_000 }),
      unit_cents: fc.integer({ min: 0, max: 20_000 }),
      tax_hundredths_percent: fc.integer({ min: 0, max: 10_000 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const id = await draft(lines.map((one) => ({ ...one, description: 'x' })))
        const stored = await db()<{ amount: number; tax: number }[]>`
          select amount_cents as amount, tax_cents as tax from public.invoice_lines where invoice_id = ${id} order by position`
        expect(stored.map(({ amount, tax }) => [amount, tax])).toEqual(
          lines.map((one) => [lineTotal(one).amountCents, lineTotal(one).taxCents]),
        )
        const total = totalOf(lines)
        expect(await invoiceOf(id)).toMatchObject({ total: total.totalCents, tax: total.taxCents })
        const again = await office().rpc('save_invoice', { p: { id, customer_id: customer, lines: [LINE] } })
        expect(again.status).toBe(200)
        expect(await invoiceOf(id)).toMatchObject({ total: 11_500, tax: 0 })
      }),
      { numRuns: PROOF ? 300 : 20 },
    )
  })

  test('a negative sum, a line without words and 10,000 letters are refused with a sentence', async () => {
    const save = (lines: object[]) =>
      office().rpc('save_invoice', { p: { id: randomUUID(), customer_id: customer, lines } })
    expect(JSON.stringify((await save([{ ...LINE, unit_cents: -5 }])).body)).toMatch(/invoices_(balance|total)/)
    expect(JSON.stringify((await save([{ ...LINE, description: ' ' }])).body)).toContain('invoice_lines_description')
    expect(JSON.stringify((await save([{ ...LINE, description: 'x'.repeat(10_000) }])).body)).toContain(
      'invoice_lines_description',
    )
    expect(JSON.stringify((await save([{ ...LINE, quantity_hundredths: 0 }])).body)).toContain('invoice_lines_quantity')
  })
})

describe('sending', () => {
  test('gives number, day and bill-to, and from then on nothing of it changes', async () => {
    const id = await sent([LINE], { memo: 'March' })
    const invoice = await invoiceOf(id)
    expect(invoice).toMatchObject({ state: 'sent', total: 11_500, due: addDays(TODAY, 30) })
    expect(invoice.snapshot).toEqual({
      number: String(invoice.number),
      name: 'Oceanview Apartments',
      line1: '1 Ocean Blvd',
      city: 'Jupiter',
      state: 'FL',
      zip: '33458',
    })
    await db()`update public.customers set name = 'Renamed' where id = ${customer}`
    expect((await invoiceOf(id)).snapshot?.name).toBe('Oceanview Apartments')
    await db()`update public.customers set name = 'Oceanview Apartments' where id = ${customer}`

    const sql = db()
    const refused = [
      office().rpc('save_invoice', { p: { id, customer_id: customer, lines: [] } }),
      office().rpc('send_invoice', { p_id: id }),
      office().rpc('discard_invoice', { p_id: id }),
    ]
    for (const answer of await Promise.all(refused)) expect(JSON.stringify(answer.body)).toContain('invoice_is_sent')
    expect(
      (await office().patch(`invoices?id=eq.${id}&select=id`, { memo: 'x' }, { prefer: 'return=representation' })).body,
    ).toEqual([])
    // Not even whoever owns the tables.
    for (const attempt of [
      sql`update public.invoices set memo = 'x' where id = ${id}`,
      sql`update public.invoices set total_cents = 1 where id = ${id}`,
      sql`update public.invoices set state = 'draft' where id = ${id}`,
      sql`delete from public.invoices where id = ${id}`,
      sql`update public.invoice_lines set unit_cents = 1 where invoice_id = ${id}`,
      sql`delete from public.invoice_lines where invoice_id = ${id}`,
      sql`insert into public.invoice_lines (company_id, invoice_id, position, description, quantity_hundredths, unit_cents) values (${house.companyId}, ${id}, 2, 'x', 100, 1)`,
    ])
      expect((await refusalOf(attempt))?.message).toBe('invoice_is_sent')
  })

  test('an empty draft is not sent; an address that is none is refused; a mail carries a link kept as a hash', async () => {
    const empty = await draft([])
    expect(JSON.stringify((await office().rpc('send_invoice', { p_id: empty })).body)).toContain('invoice_is_empty')
    const id = await draft()
    const wrong = await office().rpc('send_invoice', { p_id: id, p_email: 'nobody' })
    expect(JSON.stringify(wrong.body)).toContain('email_not_valid')
    expect((await invoiceOf(id)).state).toBe('draft')
    await office().rpc('send_invoice', { p_id: id, p_email: 'pay@example.com' })
    const [mail] = await db()<{ token: string; number: number }[]>`
      select data ->> 'token' as token, (data ->> 'number')::int as number from private.outbox
      where company_id = ${house.companyId} and kind = 'invoice' order by created_at desc limit 1`
    expect(mail?.number).toBe((await invoiceOf(id)).number)
    expect(mail?.token).toMatch(/^[0-9a-f]{64}$/)
    const [kept] = await db()<{ same: boolean }[]>`
      select link_hash = sha256(convert_to(${mail?.token ?? ''}, 'UTF8')) as same from public.invoices where id = ${id}`
    expect(kept?.same).toBe(true)
  })

  test('numbers have no gap and no double under 16 concurrent sends, also when some of them fail', async () => {
    const own = await makeHouse()
    const buyer = await addCustomer(own)
    const api = rest(own.admin.user.token)
    const ids = Array.from({ length: 16 }, () => randomUUID())
    for (const [index, id] of ids.entries())
      await api.rpc('save_invoice', { p: { id, customer_id: buyer, lines: index % 4 === 3 ? [] : [LINE] } })
    const results = await atOnce(
      own.admin.user,
      ids.map((id) => (tx) => tx`select public.send_invoice(${id}) as number`),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(12)
    const numbers = await db()<{ number: number }[]>`
      select number from public.invoices where company_id = ${own.companyId} and number is not null order by number`
    expect(numbers.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, index) => 1001 + index))
  })
})

describe('payments', () => {
  test('come in parts, are taken back with a reason, and say where the invoice stands', async () => {
    const id = await sent()
    const standing = async () => {
      const [row] = await db()<{ standing: string; balance: number }[]>`
        select standing, balance_cents as balance from public.invoice_list where id = ${id}`
      return [row?.standing, row?.balance]
    }
    expect(await standing()).toEqual(['sent', 11_500])
    const first = (await pay(id, 5_000)).body
    expect(await standing()).toEqual(['partly_paid', 6_500])
    await pay(id, 6_500, { method: 'cash' })
    expect(await standing()).toEqual(['paid', 0])
    expect(JSON.stringify((await pay(id, 1)).body)).toContain('above_balance')
    expect((await office().rpc('reverse_payment', { p_id: first, p_reason: 'The check came back.' })).status).toBe(204)
    await office().rpc('reverse_payment', { p_id: first, p_reason: 'The check came back.' })
    expect(await standing()).toEqual(['partly_paid', 5_000])
  })

  test('an amount of nothing, a day to come, a draft, another method: each has its refusal', async () => {
    const id = await sent()
    const said = async (answer: Promise<{ body: unknown }>) => JSON.stringify((await answer).body)
    expect(await said(pay(id, 0))).toContain('amount_missing')
    expect(await said(pay(id, -100))).toContain('amount_missing')
    expect(await said(pay(id, 100, { paid_on: addDays(TODAY, 2) }))).toContain('paid_in_future')
    expect(await said(pay(id, 100, { method: 'shells' }))).toContain('payments_method')
    expect(await said(pay(await draft(), 100))).toContain('invoice_is_draft')
  })

  test('the same form twice pays once', async () => {
    const id = await sent()
    const once = { id: randomUUID() }
    await Promise.all([pay(id, 500, once), pay(id, 500, once), pay(id, 500, once)])
    expect((await invoiceOf(id)).paid).toBe(500)
  })

  test('16 at once never exceed the balance; the database refuses it even to its owner', async () => {
    const id = await sent()
    const results = await atOnce(
      house.admin.user,
      Array.from({ length: 16 }, () => (tx: postgres.TransactionSql) => {
        const p = { id: randomUUID(), invoice_id: id, method: 'cash', amount_cents: 2_500, paid_on: TODAY }
        return tx`select public.record_payment(${tx.json(p)})`
      }),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    expect((await invoiceOf(id)).paid).toBe(10_000)
    const [sum] = await db()<
      { sum: number }[]
    >`select sum(amount_cents)::int as sum from public.payments where invoice_id = ${id}`
    expect(sum?.sum).toBe(10_000)
    const owner = db()`insert into public.payments (company_id, invoice_id, method, amount_cents, paid_on) values (${house.companyId}, ${id}, 'cash', 1501, ${TODAY})`
    expect((await refusalOf(owner))?.constraint).toBe('invoices_balance')
    const changed = db()`update public.payments set amount_cents = 1 where invoice_id = ${id}`
    expect((await refusalOf(changed))?.message).toBe('payment_is_kept')
  })
})

describe('void and credit', () => {
  test('a void keeps its number and frees its work; nothing paid can be void', async () => {
    const id = await sent()
    expect(JSON.stringify((await office().rpc('void_invoice', { p_id: id, p_reason: 'no' })).body)).toContain(
      'reason_missing',
    )
    await pay(id, 100)
    const paid = await office().rpc('void_invoice', { p_id: id, p_reason: 'Billed twice.' })
    expect(JSON.stringify(paid.body)).toContain('invoice_has_payments')
    const other = await sent()
    const { number } = await invoiceOf(other)
    expect((await office().rpc('void_invoice', { p_id: other, p_reason: 'Billed twice.' })).status).toBe(204)
    expect(await invoiceOf(other)).toMatchObject({ state: 'void', number })
    expect(JSON.stringify((await pay(other, 100)).body)).toContain('invoice_is_void')
  })

  const credit = (id: string, lines: object[], note = randomUUID()) =>
    office().rpc('credit_invoice', { p_id: id, p_new_id: note, p_lines: lines, p_reason: 'One test was not made.' })
  const linesOf = (id: string) => db()<{ id: string; amount: number; tax: number }[]>`
    select id, amount_cents as amount, tax_cents as tax from public.invoice_lines where invoice_id = ${id} order by position`

  test('a credit note has a number of its own, once, and never takes off more than is open', async () => {
    const id = await sent()
    await pay(id, 10_000)
    const [line] = await linesOf(id)
    const part = (cents: number) => [{ line_id: line?.id, cents }]
    const said = async (lines: object[]) => JSON.stringify((await credit(id, lines)).body)
    expect(await said(part(1_501))).toContain('above_balance')
    expect(await said(part(-1))).toContain('above_line')
    expect(await said(part(11_501))).toContain('above_line')
    expect(await said([])).toContain('amount_missing')
    expect(await said([{ line_id: randomUUID(), cents: 5 }])).toContain('above_line')
    const [strange] = await linesOf(await sent())
    expect(await said([{ line_id: strange?.id, cents: 5 }])).toContain('above_line')
    const note = randomUUID()
    const first = await credit(id, part(1_500), note)
    expect((await credit(id, part(1_500), note)).body).toBe(first.body)
    expect(await invoiceOf(id)).toMatchObject({ credited: 1_500, paid: 10_000 })
    expect(await invoiceOf(note)).toMatchObject({ state: 'sent', number: first.body, total: 1_500 })
  })

  test('a credit holds the tax of its lines: 60.60 + 4.40 of 65.00 at 7.25 %', async () => {
    const id = await sent([{ ...LINE, tax_hundredths_percent: 725 }])
    expect(await invoiceOf(id)).toMatchObject({ total: 12_334, tax: 834 })
    const [line] = await linesOf(id)
    const note = randomUUID()
    expect((await credit(id, [{ line_id: line?.id, cents: 6_500 }], note)).status).toBe(200)
    expect(await invoiceOf(note)).toMatchObject({ total: 6_500, tax: 440 })
    const rest_ = randomUUID()
    expect((await credit(id, [{ line_id: line?.id, cents: 12_334 - 6_500 }], rest_)).status).toBe(200)
    expect((await invoiceOf(note)).tax + (await invoiceOf(rest_)).tax).toBe(834)
    const [standing] = await db()<{ standing: string }[]>`select standing from public.invoice_list where id = ${id}`
    expect(standing?.standing).toBe('credited')
  })

  test('credits in any parts come to the invoice exactly, line by line, tax by tax, and never above it', async () => {
    const figures: fc.Arbitrary<LineFigures> = fc.record({
      quantity_hundredths: fc.integer({ min: 1, max: 900 }),
      unit_cents: fc.integer({ min: 1, max: 9_000 }),
      tax_hundredths_percent: fc.constantFrom(0, 1, 50, 700, 725, 1_025, 5_000, 10_000),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(figures, { minLength: 1, maxLength: 4 }),
        fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
        async (lines, cuts) => {
          if (totalOf(lines).totalCents === 0) return
          const id = await sent(lines.map((one) => ({ ...one, description: 'x' })))
          const billed = await linesOf(id)
          const left = new Map(billed.map((one) => [one.id, one.amount + one.tax]))
          for (const cut of [...cuts, 1]) {
            const parts = [...left].map(([line_id, cents]) => ({ line_id, cents: Math.ceil(cents * cut) }))
            if (parts.every(({ cents }) => cents === 0)) continue
            const over = parts.map((part, index) =>
              index === 0 ? { ...part, cents: (left.get(part.line_id) ?? 0) + 1 } : part,
            )
            expect(JSON.stringify((await credit(id, over)).body)).toMatch(/above_(line|balance)/)
            expect((await credit(id, parts)).status).toBe(200)
            for (const { line_id, cents } of parts) left.set(line_id, (left.get(line_id) ?? 0) - cents)
          }
          const invoice = await invoiceOf(id)
          expect(invoice.credited).toBe(invoice.total)
          const credited = await db()<{ id: string; amount: number; tax: number }[]>`
            select credits_line_id as id, sum(amount_cents)::int as amount, sum(tax_cents)::int as tax from public.invoice_lines
            where company_id = ${house.companyId} and credits_line_id = any(${billed.map((one) => one.id)}) group by 1`
          expect(new Map(credited.map((one) => [one.id, [one.amount, one.tax]]))).toEqual(
            new Map(billed.filter((one) => one.amount + one.tax > 0).map((one) => [one.id, [one.amount, one.tax]])),
          )
        },
      ),
      { numRuns: PROOF ? 150 : 12 },
    )
  })
})

describe('from work', () => {
  test('each signed test is billed once, a correction never again, with price and filing fee from the book', async () => {
    const own = await makeHouse()
    const api = rest(own.admin.user.token)
    const [district] = await db()<{ id: string }[]>`
      insert into public.company_districts (company_id, name, match_key) values (${own.companyId}, 'Harbor', 'harbor') returning id`
    await api.rpc('bring_prices', {
      p_rows: [
        { kind: 'test', name: 'Any test', unit_cents: 9_500 },
        { kind: 'test', name: 'DC', device_type: 'DC', unit_cents: 11_500, taxed: true },
        { kind: 'test', name: 'DC two inch', device_type: 'DC', size: '2', unit_cents: 14_500 },
        { kind: 'filing_fee', name: 'Harbor filing', company_district_id: district?.id ?? '', unit_cents: 1_495 },
      ],
    })
    await db()`update public.company_settings set tax_hundredths_percent = 700 where company_id = ${own.companyId}`
    const plain = await addDevice(own.companyId, 'DC', { company_district_id: district?.id ?? '' })
    const wide = await addDevice(own.companyId, 'DC', { size: '2' })
    const priced = await addDevice(own.companyId, 'DC', { price_cents: 20_000 })
    for (const device of [plain, wide, priced]) await recorded(own, own.tester, entryOf(own, own.tester, device))
    const failing = await recorded(own, own.tester, entryOf(own, own.tester, wide, { initial: FAILING }))
    await recorded(
      own,
      own.tester,
      entryOf(own, own.tester, wide, { supersedesId: failing, supersedeReason: 'Misread the gauge.' }),
    )
    await recorded(own, own.tester, entryOf(own, own.tester, plain, { sign: false }))
    const span = { p_from: addDays(TODAY, -30), p_through: TODAY }
    const waiting = (await api.rpc('unbilled_work', span)).body as { tests: number; cents: number }[]
    expect(
      waiting.map(({ tests, cents }) => [tests, cents]).toSorted((one, other) => (one[1] ?? 0) - (other[1] ?? 0)),
    ).toEqual([
      [1, 11_500 + 1_495],
      [1, 20_000],
      [2, 29_000],
    ])
    const runs = await atOnce(
      own.admin.user,
      Array.from(
        { length: 4 },
        () => (tx: postgres.TransactionSql) =>
          tx`select public.draft_invoices(${span.p_from}, ${span.p_through}) as made`,
      ),
    )
    const made = runs.map((run) =>
      run.status === 'fulfilled' ? (run.value as { made: { tests: number } }[])[0]?.made.tests : -1,
    )
    expect(made.map(Number).toSorted((one, other) => one - other)).toEqual([0, 0, 0, 4])
    const totals = await db()<{ total: number; tax: number }[]>`
      select total_cents as total, tax_cents as tax from public.invoices where company_id = ${own.companyId} order by total_cents`
    expect(totals.map(({ total, tax }) => [total, tax])).toEqual([
      [13_800, 805],
      // The assembly's own price, taxed as the book's.
      [21_400, 1_400],
      [29_000, 0],
    ])
    expect((await api.rpc('unbilled_work', span)).body).toEqual([])
    // A draft that is saved again keeps what it bills; one that is discarded frees it.
    const [one] = await db()<{ id: string; line: string; customer: string }[]>`
      select i.id, l.id as line, i.customer_id as customer from public.invoices i join public.invoice_lines l on l.invoice_id = i.id and l.test_record_id is not null
      where i.company_id = ${own.companyId} and i.total_cents = 21400`
    await api.rpc('save_invoice', {
      p: { id: one?.id, customer_id: one?.customer, lines: [{ ...LINE, id: one?.line, description: 'Agreed price' }] },
    })
    const again = {
      id: one?.id,
      customer_id: one?.customer,
      lines: [{ ...LINE, id: one?.line, description: 'Agreed price' }],
    }
    expect((await api.rpc('save_invoice', { p: again })).status).toBe(200)
    expect((await api.rpc('unbilled_work', span)).body).toEqual([])
    await api.rpc('discard_invoice', { p_id: one?.id })
    expect((await api.rpc('unbilled_work', span)).body).toHaveLength(1)
  })
})

test('the drawing is made once, kept with its hash, and not for an erased company', async () => {
  const id = await sent()
  const job = { id: 'j', companyId: house.companyId, originator: null, payload: { invoice_id: id }, attempts: 1 }
  const admin = serviceClient() as unknown as Admin
  await db()`update public.companies set erased_at = now() where id = ${house.companyId}`
  await renderInvoice(admin, job)
  const attach = {
    p_company_id: house.companyId,
    p_id: id,
    p_file_id: randomUUID(),
    p_size_bytes: 9,
    p_sha256: 'a'.repeat(64),
  }
  expect((await admin.rpc('attach_invoice', attach)).data).toBe(false)
  await db()`update public.companies set erased_at = null where id = ${house.companyId}`
  await Promise.all([renderInvoice(admin, job), renderInvoice(admin, job)])
  const files = await db()<{ path: string; sha256: string; same: boolean }[]>`
    select f.path, f.sha256, i.file_sha256 = f.sha256 as same from public.invoices i join public.files f on f.company_id = i.company_id and f.id = i.file_id where i.id = ${id}`
  expect(files).toHaveLength(1)
  const stored = await admin.storage.from('company-files').download(files[0]?.path ?? '')
  const bytes = new Uint8Array(await (stored.data ?? new Blob()).arrayBuffer())
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(files[0]?.sha256)
  const drawings = await db()`select from storage.objects where name like ${`${house.companyId}/invoice/%`}`
  await renderInvoice(admin, job)
  expect(await db()`select from storage.objects where name like ${`${house.companyId}/invoice/%`}`).toHaveLength(
    drawings.length,
  )
})

describe('who may', () => {
  test('a technician sees no invoice, line, payment, price or drawing, and calls nothing', async () => {
    const id = await sent()
    await pay(id, 100)
    const drawing = randomUUID()
    await db()`insert into public.files (company_id, id, kind, path, content_type, size_bytes, sha256)
      values (${house.companyId}, ${drawing}, 'invoice', ${`${house.companyId}/invoice/${drawing}`}, 'application/pdf', 9, ${'a'.repeat(64)})`
    await db()`insert into storage.objects (bucket_id, name) values ('company-files', ${`${house.companyId}/invoice/${drawing}`})`
    const api = rest(technician.user.token)
    for (const path of [
      'invoices',
      'invoice_lines',
      'payments',
      'price_items',
      'invoice_list',
      'aging_list',
      'invoice_line_list',
    ])
      expect((await api.get(`${path}?select=id`)).body, path).toEqual([])
    expect((await api.get(`files?id=eq.${drawing}&select=id`)).body).toEqual([])
    expect((await office().get(`files?id=eq.${drawing}&select=id`)).body).toHaveLength(1)
    const stored = (sql: postgres.TransactionSql) =>
      sql`select from storage.objects where name like ${`%/invoice/${drawing}`}`
    const [theirs, ours] = [await atOnce(technician.user, [stored]), await atOnce(house.admin.user, [stored])]
    expect([theirs, ours].map(([one]) => (one?.status === 'fulfilled' ? (one.value as unknown[]).length : -1))).toEqual(
      [0, 1],
    )
    expect((await api.rpc('invoice_page', { p_id: id })).body).toBeNull()
    expect(JSON.stringify((await api.rpc('send_invoice', { p_id: id })).body)).toContain('not_allowed')
  })

  test('nobody files a drawing by hand', async () => {
    const id = randomUUID()
    const row = {
      company_id: house.companyId,
      id,
      kind: 'invoice',
      path: `${house.companyId}/invoice/${id}`,
      content_type: 'application/pdf',
      size_bytes: 9,
      sha256: 'a'.repeat(64),
    }
    expect((await office().post('files', row)).status).toBe(403)
  })

  test('the office has it all', async () => {
    const clerk = await addMember(house.companyId, 'office')
    const id = await sent()
    const page = (await rest(clerk.user.token).rpc('invoice_page', { p_id: id })).body
    expect(page).toMatchObject({ invoice: { standing: 'sent' }, lines: [{ amount_cents: 11_500 }] })
  })
})

test('aging and statement add up', async () => {
  const own = await makeHouse()
  house = own
  customer = await addCustomer(own)
  const late = await sent([LINE], { due_on: addDays(TODAY, -40) })
  const soon = await sent([{ ...LINE, unit_cents: 5_000 }])
  await pay(late, 1_500)
  await pay(soon, 2_000, { method: 'transfer' })
  const [row] = await db()<
    Record<string, number>[]
  >`select * from public.aging_list where company_id = ${own.companyId}`
  expect((await office().get('aging_list?select=open_cents,current_cents,to_30_cents,to_60_cents')).body).toEqual([
    { open_cents: 13_000, current_cents: 3_000, to_30_cents: 0, to_60_cents: 10_000 },
  ])
  expect(row).toBeDefined()
  const statement = (await office().rpc('customer_statement', {
    p_customer_id: customer,
    p_from: addDays(TODAY, -1),
    p_through: TODAY,
  })) as { body: { entries: { cents: number; open_cents: number }[]; before_cents: number; after_cents: number } }
  expect(statement.body.before_cents).toBe(0)
  expect(statement.body.entries.map(({ cents }) => cents)).toEqual([11_500, 5_000, -1_500, -2_000])
  expect(statement.body.entries.at(-1)?.open_cents).toBe(13_000)
  expect(statement.body.after_cents).toBe(13_000)
})

test('a statement’s paper holds what is open by age, the payments, and the same sums as the aging list', async () => {
  const own = await makeHouse()
  const buyer = await addCustomer(own)
  const api = rest(own.admin.user.token)
  const ids: string[] = []
  for (const due of [10, -5, -45, -200]) {
    const id = randomUUID()
    ids.push(id)
    const p = { id, customer_id: buyer, lines: [{ ...LINE, unit_cents: 10_000 - due }], due_on: addDays(TODAY, due) }
    await api.rpc('save_invoice', { p })
    await api.rpc('send_invoice', { p_id: id })
  }
  await api.rpc('record_payment', {
    p: { id: randomUUID(), invoice_id: ids[1], method: 'check', amount_cents: 5, paid_on: TODAY },
  })
  const window = statementWindow({ from: '', to: '' }, TODAY)
  const statement = await findStatement(as(own.admin.user), buyer, window)
  if (statement === null) throw new Error('no statement')
  const [aging] = (await api.get(`aging_list?id=eq.${buyer}`)).body as Record<string, number>[]
  expect(agesOf(statement.open, TODAY).map(([, cents]) => cents)).toEqual(
    ['current_cents', 'to_30_cents', 'to_60_cents', 'to_90_cents', 'over_90_cents'].map((name) => aging?.[name]),
  )
  expect(statement.after_cents).toBe(aging?.open_cents)
  const bytes = await drawBill(statementFacts(statement, window, TODAY))
  const { text } = await extractText(Uint8Array.from(bytes), { mergePages: true })
  const said = text.replaceAll(/\s+/g, ' ')
  for (const words of [
    'Statement',
    'Oceanview Apartments',
    'Invoice 1001',
    'Payment on invoice 1002, check',
    'Over 90 days late',
    '$102.00',
    'Open today',
    '$402.35',
  ])
    expect(said).toContain(words)
  expect(await findStatement(as(technician.user), buyer, window)).toBeNull()
})

test('a price book holds up to 5,000 prices, and says so', async () => {
  const own = await makeHouse()
  const api = rest(own.admin.user.token)
  const parts = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({ kind: 'part', name: `Part ${from + index}`, unit_cents: 100 }))
  for (const start of [0, 2_000])
    expect((await api.rpc('bring_prices', { p_rows: parts(start, 2_000) })).body).toBe(2_000)
  expect((await api.rpc('bring_prices', { p_rows: parts(4_000, 1_000) })).body).toBe(1_000)
  expect(JSON.stringify((await api.rpc('bring_prices', { p_rows: parts(5_000, 1) })).body)).toContain('price_book_full')
  const one = { company_id: own.companyId, kind: 'trip', name: 'Trip', unit_cents: 100 }
  expect(JSON.stringify((await api.post('price_items', one)).body)).toContain('price_book_full')
  // What is on file may change its price at any time, and what goes makes room.
  expect((await api.rpc('bring_prices', { p_rows: [{ kind: 'part', name: 'Part 1', unit_cents: 200 }] })).body).toBe(1)
  await db()`update public.price_items set deleted_at = now() where company_id = ${own.companyId} and name = 'Part 2'`
  expect((await api.post('price_items', one)).status).toBe(201)
})
