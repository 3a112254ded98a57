/** Invoices paid by card: only a signed event counts, once, for the account, amount and currency that were asked. */
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PaymentEvent, readAnyEvent } from '../../lib/billing/read-event.ts'
import { renderInvoice } from '../../lib/invoices/render-invoice.ts'
import { sandboxAccount, sandboxConnected, sandboxPaid } from '../../lib/invoices/sandbox-payment.ts'
import type { Admin } from '../../lib/jobs/run-jobs.ts'
import { db, disconnect, rest, serviceClient } from './harness.ts'
import { PROOF } from './proof.ts'
import { type House, makeHouse } from './record-test-world.ts'

let house: House
beforeAll(async () => {
  house = await makeHouse()
})
afterAll(disconnect)

const made = (created = 1_800_000_000) => ({ eventId: `evt_${randomUUID().replaceAll('-', '')}`, nowSeconds: created })

/** As the webhook reads and applies it. */
async function deliver(event: object): Promise<string> {
  const { data, error } = await serviceClient().rpc('apply_payment_event', {
    p_event: readAnyEvent(JSON.stringify(event)),
  })
  if (error !== null) throw new Error(error.message)
  return String(data)
}

type Asked = { id: string; account: string; amount_cents: number; currency: string; number: number }

/** A sent invoice of $115.00 with its link. */
async function linked(of: House = house): Promise<{ id: string; token: string }> {
  const api = rest(of.admin.user.token)
  const [customer] = await db()<{ id: string }[]>`
    insert into public.customers (company_id, name, match_key) values (${of.companyId}, 'Oceanview', ${randomUUID()}) returning id`
  const id = randomUUID()
  const line = { description: 'Test of RP', quantity_hundredths: 100, unit_cents: 11_500 }
  await api.rpc('save_invoice', { p: { id, customer_id: customer?.id, lines: [line] } })
  await api.rpc('send_invoice', { p_id: id, p_email: 'pay@example.com' })
  const [mail] = await db()<{ token: string }[]>`
    select data ->> 'token' as token from private.outbox where company_id = ${of.companyId} and kind = 'invoice' order by created_at desc limit 1`
  return { id, token: mail?.token ?? '' }
}
const ask = async (token: string) => (await rest().rpc('begin_card_payment', { p_token: token })).body as Asked
const paidOn = async (id: string) => {
  const [row] = await db()<{ paid: number; payments: number }[]>`
    select paid_cents as paid, (select count(*)::int from public.payments p where p.invoice_id = i.id) as payments from public.invoices i where i.id = ${id}`
  return row
}
const connect = (of: House) => deliver(sandboxConnected(of.companyId, made()))

test('whoever has the link sees the invoice and nothing else; a wrong link answers nothing', async () => {
  const { token } = await linked()
  const seen = (await rest().rpc('open_invoice', { p_token: token })).body
  expect(seen).toMatchObject({ total_cents: 11_500, takes_cards: false, bill_to: { name: 'Oceanview' } })
  expect(JSON.stringify(seen)).not.toContain(house.companyId)
  for (const wrong of ['', 'x', 'a'.repeat(64), `${token.slice(1)}0`])
    expect((await rest().rpc('open_invoice', { p_token: wrong })).body).toBeNull()
  expect(JSON.stringify((await rest().rpc('begin_card_payment', { p_token: token })).body)).toContain('cards_not_taken')
})

test('the paper is the link’s alone, once it is drawn, and our server’s to hand over', async () => {
  const { id, token } = await linked()
  const paperOf = async (of: string) =>
    (await serviceClient().rpc('linked_invoice_paper', { p_token: of })).data as { path: string; sha256: string } | null
  expect(await paperOf(token)).toEqual({ path: null, sha256: null })
  const admin = serviceClient() as unknown as Admin
  await renderInvoice(admin, {
    id: 'j',
    companyId: house.companyId,
    originator: null,
    payload: { invoice_id: id },
    attempts: 1,
  })
  const paper = await paperOf(token)
  const stored = await admin.storage.from('company-files').download(paper?.path ?? '')
  const bytes = Buffer.from(await (stored.data ?? new Blob()).arrayBuffer())
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(paper?.sha256)
  expect(await paperOf('a'.repeat(64))).toBeNull()
  for (const caller of [rest(), rest(house.admin.user.token)])
    expect((await caller.rpc('linked_invoice_paper', { p_token: token })).status).toBeGreaterThanOrEqual(401)
})

describe('the account', () => {
  test('is linked by its own event, kept by the latest, and belongs to one company', async () => {
    expect(await connect(house)).toBe('applied')
    const off = readAnyEvent(JSON.stringify(sandboxConnected(house.companyId, made(1_700_000_000)))) as PaymentEvent
    const older = { ...off, link: { company_id: house.companyId, takes_charges: false } }
    expect((await serviceClient().rpc('apply_payment_event', { p_event: older })).data).toBe('ignored')
    const thief = await makeHouse()
    const stolen = {
      ...off,
      id: `evt_${randomUUID()}`,
      created: 1_900_000_000,
      link: { company_id: thief.companyId, takes_charges: true },
    }
    await serviceClient().rpc('apply_payment_event', { p_event: stolen })
    const rows = await db()<{ company: string; takes: boolean }[]>`
      select company_id as company, takes_charges as takes from private.payment_accounts where stripe_account_id = ${sandboxAccount(house.companyId)}`
    expect([...rows]).toEqual([{ company: house.companyId, takes: true }])
  })

  test('nobody signed in can link or pay by hand', async () => {
    const event = {
      id: 'evt_x',
      type: 'account.updated',
      created: 1,
      account: 'acct_x',
      link: { company_id: house.companyId, takes_charges: true },
    }
    expect((await rest(house.admin.user.token).rpc('apply_payment_event', { p_event: event })).status).toBe(403)
    expect((await rest().rpc('apply_payment_event', { p_event: event })).status).toBeGreaterThanOrEqual(401)
  })
})

test(`a payment told ${PROOF ? '1,000' : '120'} times, shuffled with others and at once, pays once`, {
  timeout: 600_000,
}, async () => {
  // One after the other: each reads the link that was mailed last.
  const invoices = [await linked(), await linked(), await linked(), await linked()]
  const events: object[] = []
  for (const { token } of invoices) {
    const asked = await ask(token)
    expect(await ask(token)).toEqual(asked)
    const event = sandboxPaid(asked, made())
    // The same event again, and the same payment under another event of Stripe's.
    const times = (PROOF ? 1_000 : 120) / 4
    for (let turn = 0; turn < times; turn += 1) events.push(turn % 5 === 4 ? sandboxPaid(asked, made()) : event)
  }
  const shuffled = events.map((event) => ({ event, at: Math.random() })).toSorted((a, b) => a.at - b.at)
  for (let start = 0; start < shuffled.length; start += 16)
    await Promise.all(shuffled.slice(start, start + 16).map(({ event }) => deliver(event)))
  for (const { id } of invoices) expect(await paidOn(id)).toEqual({ paid: 11_500, payments: 1 })
})

describe('what does not agree pays nothing', () => {
  test.each([
    ['another amount', (asked: Asked) => ({ ...asked, amount_cents: 100 })],
    ['another currency', (asked: Asked) => ({ ...asked, currency: 'eur' })],
  ])('%s is kept as unmatched, for the company to see', async (_name, change) => {
    const { id, token } = await linked()
    await deliver(sandboxPaid(change(await ask(token)), made()))
    expect(await paidOn(id)).toEqual({ paid: 0, payments: 0 })
    const seen = (await rest(house.admin.user.token).rpc('unmatched_payments')).body as { invoice_id: string }[]
    expect(seen.some(({ invoice_id }) => invoice_id === id)).toBe(true)
  })

  test('another account, an unknown ask, a checkout that is not paid yet: nothing', async () => {
    const other = await makeHouse()
    await connect(other)
    const { id, token } = await linked()
    const asked = await ask(token)
    expect(await deliver(sandboxPaid({ ...asked, account: sandboxAccount(other.companyId) }, made()))).toBe('ignored')
    expect(await deliver(sandboxPaid({ ...asked, account: 'acct_nobody' }, made()))).toBe('ignored')
    expect(await deliver(sandboxPaid({ ...asked, id: randomUUID() }, made()))).toBe('ignored')
    const unpaid = JSON.parse(JSON.stringify(sandboxPaid(asked, made())).replace('"paid"', '"unpaid"')) as object
    expect(await deliver(unpaid)).toBe('ignored')
    expect(await paidOn(id)).toEqual({ paid: 0, payments: 0 })
    expect(await deliver(sandboxPaid(asked, made()))).toBe('applied')
    expect(await paidOn(id)).toEqual({ paid: 11_500, payments: 1 })
  })

  test('a check that came in meanwhile: the card does not pay above what is open', async () => {
    const { id, token } = await linked()
    const asked = await ask(token)
    const p = { id: randomUUID(), invoice_id: id, method: 'check', amount_cents: 1_500, paid_on: '2026-01-05' }
    await rest(house.admin.user.token).rpc('record_payment', { p })
    await deliver(sandboxPaid(asked, made()))
    expect(await paidOn(id)).toEqual({ paid: 1_500, payments: 1 })
    const next = await ask(token)
    expect([next.amount_cents, next.id === asked.id]).toEqual([10_000, false])
    await deliver(sandboxPaid(next, made()))
    expect(await paidOn(id)).toEqual({ paid: 11_500, payments: 2 })
    expect(JSON.stringify((await rest().rpc('begin_card_payment', { p_token: token })).body)).toContain('nothing_open')
  })
})

describe('a second payment of one ask', () => {
  type Seen = {
    id: string
    invoice_id: string
    received_cents: number
    received_currency: string
    stripe_payment_id: string
  }
  const unmatched = async (of: House, invoice?: string) =>
    (await rest(of.admin.user.token).rpc('unmatched_payments', invoice === undefined ? {} : { p_invoice_id: invoice }))
      .body as Seen[]
  /** The same session at Stripe, paid again under a payment of its own. */
  const paidAgain = (asked: Asked, payment: string) =>
    JSON.parse(JSON.stringify(sandboxPaid(asked, made())).replace(/pi_sandbox_\w+/, payment)) as object

  test('is money too: kept once however often it is told, shown to the office, and paid back by hand', async () => {
    const { id, token } = await linked()
    const asked = await ask(token)
    expect(await deliver(sandboxPaid(asked, made()))).toBe('applied')
    // The first one told again is nothing new.
    expect(await deliver(sandboxPaid(asked, made()))).toBe('ignored')
    expect(await unmatched(house, id)).toEqual([])
    const payment = `pi_${randomUUID().replaceAll('-', '')}`
    const told = await Promise.all(Array.from({ length: 8 }, () => deliver(paidAgain(asked, payment))))
    expect(told.filter((outcome) => outcome === 'applied')).toHaveLength(1)
    expect(await paidOn(id)).toEqual({ paid: 11_500, payments: 1 })
    const [seen, ...others] = await unmatched(house, id)
    expect(others).toEqual([])
    expect(seen).toMatchObject({ received_cents: 11_500, received_currency: 'usd', stripe_payment_id: payment })
    const page = (await rest(house.admin.user.token).rpc('invoice_page', { p_id: id })).body
    expect(page).toMatchObject({ unmatched: [{ stripe_payment_id: payment }] })

    for (const name of ['unmatched_payments', 'mark_refunded']) {
      const refused = await rest(house.tester.user.token).rpc(name, name === 'mark_refunded' ? { p_id: seen?.id } : {})
      expect(JSON.stringify(refused.body)).toContain('not_allowed')
    }
    const stranger = await makeHouse()
    expect(
      JSON.stringify((await rest(stranger.admin.user.token).rpc('mark_refunded', { p_id: seen?.id })).body),
    ).toContain('not_found')
    expect((await rest(house.admin.user.token).rpc('mark_refunded', { p_id: seen?.id })).status).toBe(204)
    expect(await unmatched(house, id)).toEqual([])
    expect(
      JSON.stringify((await rest(house.admin.user.token).rpc('mark_refunded', { p_id: seen?.id })).body),
    ).toContain('not_found')
  })

  test('of an ask that fitted nothing the first time is kept beside it', async () => {
    const { id, token } = await linked()
    const asked = await ask(token)
    await deliver(sandboxPaid({ ...asked, currency: 'eur' }, made()))
    await deliver(paidAgain(asked, `pi_${randomUUID().replaceAll('-', '')}`))
    expect((await unmatched(house, id)).map((one) => one.received_currency).toSorted()).toEqual(['eur', 'usd'])
    expect(await paidOn(id)).toEqual({ paid: 0, payments: 0 })
  })
})

test('a payment comes in while the company is read-only; once it is erased, the link is dead', async () => {
  const own = await makeHouse()
  await connect(own)
  const { id, token } = await linked(own)
  await db()`update public.companies set subscription_status = 'canceled', deletion_clock_starts_at = now() - interval '5 days' where id = ${own.companyId}`
  const asked = await ask(token)
  expect(await deliver(sandboxPaid(asked, made()))).toBe('applied')
  expect(await paidOn(id)).toEqual({ paid: 11_500, payments: 1 })
  await db()`update public.companies set erased_at = now() where id = ${own.companyId}`
  expect((await rest().rpc('open_invoice', { p_token: token })).body).toBeNull()
  expect(await deliver(sandboxConnected(own.companyId, made(1_900_000_001)))).toBe('ignored')
  await db()`update public.companies set erased_at = null where id = ${own.companyId}`
})
