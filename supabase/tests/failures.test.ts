/** Failures never get lost: opened by a failing test, quoted, answered by link, repaired, closed by the passing retest. */
import { createHash, randomUUID } from 'node:crypto'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../lib/dates.ts'
import { renderQuote } from '../../lib/failures/render-quote.ts'
import { totalOf } from '../../lib/invoices/line-total.ts'
import type { Admin } from '../../lib/jobs/run-jobs.ts'
import { db, disconnect, refusalOf, rest, serviceClient, stack } from './harness.ts'
import { addDevice, entryOf, FAILING, type House, makeHouse, recorded, TODAY } from './record-test-world.ts'

let house: House
beforeAll(async () => {
  house = await makeHouse()
})
afterAll(disconnect)

const office = () => rest(house.admin.user.token)
const tested = (device: string, more: Parameters<typeof entryOf>[3] = {}) =>
  recorded(house, house.tester, entryOf(house, house.tester, device, more))

type Failure = {
  id: string
  failed: string
  repair: string | null
  closed: string | null
  because: string | null
  opener: string
  holder: string
}
async function failuresOf(device: string): Promise<Failure[]> {
  return [
    ...(await db()<Failure[]>`
      select id, failed_on::text as failed, repair_due_on::text as repair, closed_on::text as closed, closed_because as because, opened_by_id as opener, holder
      from public.deficiency_list where device_id = ${device} order by created_at`),
  ]
}

describe('a failure', () => {
  test('is opened once by a failing test with the repair deadline, and closed by the passing retest', async () => {
    const device = await addDevice(house.companyId)
    const first = await tested(device, { initial: FAILING, testedOn: addDays(TODAY, -3) })
    const [row] = await failuresOf(device)
    const [assembly] = await db()<
      { repair: string }[]
    >`select repair_due_on::text as repair from public.devices where id = ${device}`
    expect(row).toMatchObject({
      failed: addDays(TODAY, -3),
      repair: assembly?.repair,
      closed: null,
      opener: first,
      holder: 'nobody',
    })
    await tested(device, { initial: FAILING, testedOn: addDays(TODAY, -1) })
    expect(await failuresOf(device)).toHaveLength(1)
    expect((await failuresOf(device))[0]).toMatchObject({ failed: addDays(TODAY, -3), opener: first })
    await tested(device)
    expect(await failuresOf(device)).toMatchObject([{ closed: TODAY, because: 'passed', holder: 'closed' }])
  })

  test('a corrected failure closes as corrected; a corrected pass opens the same failure again', async () => {
    const device = await addDevice(house.companyId)
    const failing = await tested(device, { initial: FAILING, testedOn: addDays(TODAY, -3) })
    await tested(device, { supersedesId: failing, supersedeReason: 'Misread the gauge.', testedOn: addDays(TODAY, -3) })
    expect(await failuresOf(device)).toMatchObject([{ because: 'corrected' }])

    const other = await addDevice(house.companyId)
    await tested(other, { initial: FAILING, testedOn: addDays(TODAY, -3) })
    const passing = await tested(other, { testedOn: addDays(TODAY, -2) })
    const [before] = await failuresOf(other)
    await tested(other, {
      initial: FAILING,
      testedOn: addDays(TODAY, -2),
      supersedesId: passing,
      supersedeReason: 'Wrong assembly.',
    })
    expect(await failuresOf(other)).toMatchObject([{ id: before?.id, closed: null, failed: addDays(TODAY, -3) }])
  })

  test('a pass that was corrected and still passes keeps its failure closed: the next one is a failure of its own', async () => {
    const device = await addDevice(house.companyId)
    await tested(device, { initial: FAILING, testedOn: addDays(TODAY, -9) })
    const passing = await tested(device, { testedOn: addDays(TODAY, -8) })
    await tested(device, { testedOn: addDays(TODAY, -8), supersedesId: passing, supersedeReason: 'Wrong remark.' })
    const second = await tested(device, { initial: FAILING, testedOn: addDays(TODAY, -1) })
    expect(await failuresOf(device)).toMatchObject([
      { failed: addDays(TODAY, -9), because: 'passed' },
      { failed: addDays(TODAY, -1), closed: null, opener: second, holder: 'nobody' },
    ])
  })

  test('an order whose work becomes a repair holds the failures of the assemblies that wait in it', async () => {
    const device = await addDevice(house.companyId)
    await tested(device, { initial: FAILING, testedOn: addDays(TODAY, -3) })
    const [failure] = await failuresOf(device)
    const planned = await office().rpc('plan_visits', { p_plan_id: randomUUID(), p_device_ids: [device] })
    expect(planned.status).toBe(200)
    const orderOf = async () =>
      (
        await db()<
          { id: string }[]
        >`select work_order_id as id from public.work_order_devices where device_id = ${device} and closed_at is null`
      )[0]?.id ?? ''
    const order = await orderOf()
    const becomes = (kind: string) => office().patch(`work_orders?id=eq.${order}`, { kind })
    expect((await failuresOf(device))[0]?.holder).toBe('nobody')
    expect((await becomes('inspection')).status).toBeLessThan(300)
    expect((await failuresOf(device))[0]?.holder).toBe('nobody')
    expect((await becomes('repair')).status).toBeLessThan(300)
    expect((await failuresOf(device))[0]?.holder).toBe('ordered')
    expect((await office().rpc('plan_repair', { p_id: failure?.id })).body).toBe(order)
    expect(await orderOf()).toBe(order)
  })

  test('nobody is sent to repair what is gone or never failed, nor twice; a new assembly takes over the visit of the old one', async () => {
    const ordered = async (): Promise<{ device: string; failing: string; order: string }> => {
      const device = await addDevice(house.companyId)
      const failing = await tested(device, { initial: FAILING, testedOn: addDays(TODAY, -3) })
      const [failure] = await failuresOf(device)
      const order = String((await office().rpc('plan_repair', { p_id: failure?.id })).body)
      await db()`insert into public.scheduled_jobs (company_id, work_order_id, starts_at) values (${house.companyId}, ${order}, now() + interval '1 day')`
      return { device, failing, order }
    }
    const stands = async (order: string) =>
      (
        await db()`
          select w.state, j.state as visit, x.device_id as device, x.outcome from public.work_orders w
          join public.scheduled_jobs j on j.work_order_id = w.id join public.work_order_devices x on x.work_order_id = w.id where w.id = ${order}`
      )[0]
    const gone = await ordered()
    await db()`update public.devices set status = 'REMOVED_CAPPED' where id = ${gone.device}`
    expect(await stands(gone.order)).toMatchObject({ state: 'cancelled', visit: 'cancelled', outcome: 'cancelled' })

    const sound = await ordered()
    const correction = { supersedesId: sound.failing, supersedeReason: 'Misread.', testedOn: addDays(TODAY, -3) }
    await tested(sound.device, correction)
    expect(await stands(sound.order)).toMatchObject({ state: 'cancelled', visit: 'cancelled' })

    const planned = await addDevice(house.companyId)
    await tested(planned, { initial: FAILING, testedOn: addDays(TODAY, -3) })
    const earlier = randomUUID()
    await db()`insert into public.work_orders (id, company_id, location_id) select ${earlier}, company_id, location_id from public.devices where id = ${planned}`
    await db()`insert into public.work_order_devices (company_id, work_order_id, device_id) values (${house.companyId}, ${earlier}, ${planned})`
    const [failure] = await failuresOf(planned)
    const repair = String((await office().rpc('plan_repair', { p_id: failure?.id })).body)
    expect(
      await db()`
        select w.id, w.state, x.outcome from public.work_order_devices x join public.work_orders w on w.id = x.work_order_id
        where x.device_id = ${planned} order by x.created_at`,
    ).toMatchObject([
      { id: earlier, state: 'cancelled', outcome: 'cancelled' },
      { id: repair, state: 'open', outcome: null },
    ])

    const old = await ordered()
    const next = randomUUID()
    const p_new = { id: next, type: 'RP', serial: 'NEW1', installed_on: TODAY, match_key: next }
    expect((await office().rpc('replace_device', { p_device_id: old.device, p_new })).body).toBe(next)
    expect(await stands(old.order)).toMatchObject({ state: 'open', visit: 'planned', device: next, outcome: null })
  })

  test('an assembly that is taken out takes its failure along', async () => {
    const device = await addDevice(house.companyId)
    await tested(device, { initial: FAILING })
    await db()`update public.devices set status = 'REMOVED_CAPPED' where id = ${device}`
    expect(await failuresOf(device)).toMatchObject([{ because: 'removed' }])
  })

  test.each([
    ['IMMEDIATE', 48, 'hours', '2027-03-07'],
    ['BOTH', 5, 'days', '2027-03-10'],
    // Friday: Monday is the first business day.
    ['IMMEDIATE', 1, 'business_days', '2027-03-08'],
    ['IMMEDIATE', 10, 'business_days', '2027-03-19'],
    ['WITH_PASS_ONLY', 5, 'days', null],
    [null, null, null, null],
  ])('failed on a Friday, %s within %s %s: the report is due %s', async (policy, value, unit, due) => {
    const [row] = await db()<
      { due: string | null }[]
    >`select private.report_due_on('2027-03-05', ${policy}, ${value}, ${unit})::text as due`
    expect(row?.due ?? null).toBe(due)
  })
})

const LINES = [
  { description: 'Repair kit 009M2QT', quantity_hundredths: 100, unit_cents: 8_950, tax_hundredths_percent: 725 },
  { description: 'Labour', quantity_hundredths: 150, unit_cents: 9_500, tax_hundredths_percent: 0 },
]

async function quoted(of: House = house): Promise<{ failure: string; quote: string; token: string; device: string }> {
  const device = await addDevice(of.companyId)
  await recorded(of, of.tester, entryOf(of, of.tester, device, { initial: FAILING }))
  const [failure] = await failuresOf(device)
  const quote = randomUUID()
  const api = rest(of.admin.user.token)
  const p = { id: quote, deficiency_id: failure?.id, lines: LINES, note: null, valid_until_on: addDays(TODAY, 14) }
  expect((await api.rpc('save_quote', { p })).body).toBe(quote)
  expect((await api.rpc('send_quote', { p_id: quote, p_email: 'owner@example.com' })).status).toBe(204)
  const [mail] = await db()<{ token: string }[]>`
    select data ->> 'token' as token from private.outbox where company_id = ${of.companyId} and kind = 'quote' order by created_at desc limit 1`
  return { failure: failure?.id ?? '', quote, token: mail?.token ?? '', device }
}
const answer = (token: string, approve: boolean, name = 'Ann Owner') =>
  rest(undefined, stack().secretKey).rpc('answer_quote', {
    p_token: token,
    p_approve: approve,
    p_name: name,
    p_from: '203.0.113.7',
  })

describe('a quote', () => {
  test('shows by its link what it is about, totals as an invoice does, and is approved once, with name, time and address kept', async () => {
    const { failure, quote, token, device } = await quoted()
    const seen = (await rest().rpc('open_quote', { p_token: token })).body
    expect(seen).toMatchObject({
      state: 'sent',
      total_cents: totalOf(LINES).totalCents,
      address: '12 Dock St',
      expired: false,
    })
    expect(JSON.stringify(seen)).not.toContain(house.companyId)
    expect((await failuresOf(device))[0]?.holder).toBe('quoted')
    expect(JSON.stringify((await answer(token, true, ' ')).body)).toContain('name_missing')
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => answer(token, index % 2 === 0)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const [row] = await db()<{ state: string; name: string; source: string; at: Date | null }[]>`
      select state, answered_name as name, answered_from as source, answered_at as at from public.quotes where id = ${quote}`
    expect(row).toMatchObject({ name: 'Ann Owner', source: '203.0.113.7' })
    expect(row?.at).not.toBeNull()
    const changed = db()`update public.quotes set answered_name = 'Somebody else' where id = ${quote}`
    expect((await refusalOf(changed))?.message).toBe('quote_is_sent')
    const p = { id: quote, deficiency_id: failure, lines: [], note: null }
    expect(JSON.stringify((await office().rpc('save_quote', { p })).body)).toContain('quote_is_sent')
  })

  test('approved: the repair is ordered at the site, its visit shows, the invoice is drafted from it, once', async () => {
    const { failure, quote, token, device } = await quoted()
    expect(JSON.stringify((await office().rpc('bill_quote', { p_id: quote })).body)).toContain('quote_not_approved')
    expect((await answer(token, true)).body).toBe('approved')
    const [order] = await db()<{ id: string; kind: string; same: boolean }[]>`
      select w.id, w.kind, w.location_id = d.location_id as same from public.deficiencies f join public.work_orders w on w.id = f.work_order_id
      join public.devices d on d.id = f.device_id where f.id = ${failure}`
    expect(order).toMatchObject({ kind: 'repair', same: true })
    expect((await office().rpc('plan_repair', { p_id: failure })).body).toBe(order?.id)
    expect((await failuresOf(device))[0]?.holder).toBe('ordered')
    await db()`insert into public.scheduled_jobs (company_id, work_order_id, starts_at) values (${house.companyId}, ${order?.id ?? ''}, now() + interval '1 day')`
    expect((await failuresOf(device))[0]?.holder).toBe('visit_planned')
    const invoice = (await office().rpc('bill_quote', { p_id: quote })).body
    expect((await office().rpc('bill_quote', { p_id: quote })).body).toBe(invoice)
    const [billed] = await db()<
      { total: number; state: string }[]
    >`select total_cents as total, state from public.invoices where id = ${String(invoice)}`
    expect(billed).toEqual({ total: totalOf(LINES).totalCents, state: 'draft' })
    await office().rpc('discard_invoice', { p_id: invoice })
    expect((await office().rpc('bill_quote', { p_id: quote })).body).not.toBe(invoice)
  })

  test('declined: nothing is ordered, and a new quote may follow', async () => {
    const { failure, token, device } = await quoted()
    expect((await answer(token, false)).body).toBe('declined')
    expect((await failuresOf(device))[0]?.holder).toBe('declined')
    const p = { id: randomUUID(), deficiency_id: failure, lines: LINES, note: 'With a discount.' }
    expect((await office().rpc('save_quote', { p })).status).toBe(200)
  })

  test('a repair that has ended without a pass leaves room for another quote and another order', async () => {
    const { failure, token } = await quoted()
    expect((await answer(token, true)).body).toBe('approved')
    const order = (await office().rpc('plan_repair', { p_id: failure })).body
    await db()`update public.work_orders set state = 'done' where id = ${String(order)}`
    const second = randomUUID()
    const p = { id: second, deficiency_id: failure, lines: LINES, note: 'The seat too.' }
    expect((await office().rpc('save_quote', { p })).status).toBe(200)
    expect((await office().rpc('send_quote', { p_id: second, p_email: 'owner@example.com' })).status).toBe(204)
    const [mail] = await db()<{ token: string }[]>`
      select data ->> 'token' as token from private.outbox where company_id = ${house.companyId} and kind = 'quote' order by created_at desc limit 1`
    expect((await answer(mail?.token ?? '', true)).body).toBe('approved')
    expect((await office().rpc('plan_repair', { p_id: failure })).body).not.toBe(order)
  })

  test('billed anew when its invoice is void', async () => {
    const { failure, quote, token } = await quoted()
    await answer(token, true)
    const first = (await office().rpc('bill_quote', { p_id: quote })).body
    await office().rpc('send_invoice', { p_id: first })
    const shown = async () => JSON.stringify((await office().rpc('failure_page', { p_id: failure })).body)
    expect(await shown()).toContain(String(first))
    expect((await office().rpc('void_invoice', { p_id: first, p_reason: 'Wrong address.' })).status).toBeLessThan(300)
    expect(await shown()).not.toContain(String(first))
    expect((await office().rpc('bill_quote', { p_id: quote })).body).not.toBe(first)
  })

  test('who answered from where is our server’s word alone: with the link in hand nobody else hands an answer in', async () => {
    const { quote, token } = await quoted()
    const forged = { p_token: token, p_approve: true, p_name: 'Ann Owner', p_from: '198.51.100.1' }
    for (const caller of [rest(), office(), rest(house.tester.user.token)])
      expect((await caller.rpc('answer_quote', forged)).status).toBeGreaterThanOrEqual(401)
    const [row] = await db()<{ state: string }[]>`select state from public.quotes where id = ${quote}`
    expect(row?.state).toBe('sent')
  })

  test('is drawn once when it is sent, kept with its hash, read by link and office, and not by a technician', async () => {
    const { quote, token } = await quoted()
    const paperOf = async (of: string) =>
      (await serviceClient().rpc('linked_quote_paper', { p_token: of })).data as {
        path: string | null
        sha256: string
      } | null
    expect(await paperOf(token)).toEqual({ path: null, sha256: null })
    const queued =
      await db()`select from private.jobs where kind = 'render_quote' and payload ->> 'quote_id' = ${quote}`
    expect(queued).toHaveLength(1)
    const admin = serviceClient() as unknown as Admin
    const job = { id: 'j', companyId: house.companyId, originator: null, payload: { quote_id: quote }, attempts: 1 }
    await Promise.all([renderQuote(admin, job), renderQuote(admin, job)])
    const paper = await paperOf(token)
    const stored = await admin.storage.from('company-files').download(paper?.path ?? '')
    const bytes = new Uint8Array(await (stored.data ?? new Blob()).arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(paper?.sha256)
    const { text } = await extractText(bytes, { mergePages: true })
    for (const words of [
      'Quote',
      'Harbor Testing',
      'Repair kit 009M2QT',
      '12 Dock St',
      'serial A127841',
      'Good until',
      '$238.49',
    ])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(words)
    const drawn = () => db()`select from storage.objects where name like ${`${house.companyId}/quote/%`}`
    const before = (await drawn()).length
    await renderQuote(admin, job)
    expect(await drawn()).toHaveLength(before)
    const [row] = await db()<{ file: string }[]>`select file_id as file from public.quotes where id = ${quote}`
    expect((await office().get(`files?id=eq.${row?.file}&select=kind`)).body).toEqual([{ kind: 'quote' }])
    expect((await rest(house.tester.user.token).get(`files?id=eq.${row?.file}&select=kind`)).body).toEqual([])
    const changed = db()`update public.quotes set file_id = null where id = ${quote}`
    expect((await refusalOf(changed))?.message).toBe('quote_is_sent')
    // Sent again: the same paper, by the new link alone.
    await office().rpc('send_quote', { p_id: quote, p_email: 'owner@example.com' })
    expect(await paperOf(token)).toBeNull()
    expect(await paperOf('a'.repeat(64))).toBeNull()
    for (const caller of [rest(), office()])
      expect((await caller.rpc('linked_quote_paper', { p_token: token })).status).toBeGreaterThanOrEqual(401)
    await db()`update public.companies set erased_at = now() where id = ${house.companyId}`
    expect(
      (
        await admin.rpc('attach_quote', {
          p_company_id: house.companyId,
          p_id: quote,
          p_file_id: randomUUID(),
          p_size_bytes: 9,
          p_sha256: 'a'.repeat(64),
        })
      ).data,
    ).toBe(false)
    await db()`update public.companies set erased_at = null where id = ${house.companyId}`
  })

  test('past its day, in a read-only company, after the pass, with a wrong or an ended link: no answer is taken', async () => {
    const said = async (token: string) => JSON.stringify((await answer(token, true)).body)
    const late = await quoted()
    await db()`alter table public.quotes disable trigger keep_quote`
    await db()`update public.quotes set valid_until_on = ${addDays(TODAY, -1)} where id = ${late.quote}`
    await db()`alter table public.quotes enable trigger keep_quote`
    expect(await said(late.token)).toContain('quote_expired')
    const passed = await quoted()
    await tested(passed.device)
    expect(await said(passed.token)).toContain('failure_is_closed')
    const again = await quoted()
    await office().rpc('send_quote', { p_id: again.quote, p_email: 'owner@example.com' })
    expect(await said(again.token)).toContain('not_found')
    expect(await said('a'.repeat(64))).toContain('not_found')
    const own = await makeHouse()
    const closed = await quoted(own)
    await db()`update public.companies set subscription_status = 'canceled', deletion_clock_starts_at = now() - interval '5 days' where id = ${own.companyId}`
    expect(await said(closed.token)).toContain('company_not_working')
    await db()`update public.companies set erased_at = now() where id = ${own.companyId}`
    expect((await rest().rpc('open_quote', { p_token: closed.token })).body).toBeNull()
    await db()`update public.companies set erased_at = null where id = ${own.companyId}`
  })

  test('a line without words, a negative sum or 10,000 letters is refused; a technician sees failures and no quote', async () => {
    const { failure } = await quoted()
    const save = (lines: object[], note: string | null = null) =>
      office().rpc('save_quote', { p: { id: randomUUID(), deficiency_id: failure, lines, note } })
    expect(JSON.stringify((await save([{ ...LINES[0], description: '' }])).body)).toContain('quote_line_wrong')
    expect(JSON.stringify((await save([{ ...LINES[0], unit_cents: -50 }])).body)).toContain('quotes_total')
    expect(JSON.stringify((await save(LINES, 'x'.repeat(10_000))).body)).toContain('quotes_note')
    expect(JSON.stringify((await save(Array.from({ length: 201 }, () => LINES[0] ?? {}))).body)).toContain(
      'quote_too_long',
    )
    const api = rest(house.tester.user.token)
    const page = (await api.rpc('failure_page', { p_id: failure })).body
    expect(page).toMatchObject({ failure: { holder: 'quoted' }, quotes: [], prices: [] })
    expect((await api.get('quotes?select=id')).body).toEqual([])
  })
})
