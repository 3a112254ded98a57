import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../lib/dates.ts'
import { client, createUser, db, rest, serviceClient, stack } from './harness.ts'
import { addPapers, letIn, makePortalWorld, type Papers, type PortalWorld } from './portal-world.ts'
import { entryOf, recorded, TODAY } from './record-test-world.ts'

/** Whose a paper is: when the customer is forgotten, when the site changes hands, and for who reads files past the pages. */

let world: PortalWorld
beforeAll(async () => {
  world = await makePortalWorld()
})

const office = () => rest(world.house.admin.user.token)
const fresh = () => addPapers(world.house, `w${randomUUID().slice(0, 8)}`)

async function ok<T = unknown>(call: Promise<{ status: number; body: unknown }>): Promise<T> {
  const { status, body } = await call
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  return body as T
}

/** A drawn quote, as the job leaves it. */
async function drawQuote(papers: Papers): Promise<string> {
  const file = randomUUID()
  await ok(
    rest(undefined, stack().secretKey).rpc('attach_quote', {
      p_company_id: world.house.companyId,
      p_id: papers.quote,
      p_file_id: file,
      p_size_bytes: 10,
      p_sha256: 'e'.repeat(64),
    }),
  )
  await db()`insert into storage.objects (bucket_id, name) values ('company-files', ${`${world.house.companyId}/quote/${file}`})`
  return file
}

async function forget(customer: string): Promise<{ status: number; body: unknown }> {
  const request = await ok<string>(
    office().rpc('record_privacy_request', {
      p: { kind: 'deletion', requester_name: 'Carla', requester_contact: 'carla@example.com', customer_id: customer },
    }),
  )
  await ok(office().rpc('check_requester', { p_id: request, p_how: 'called back' }))
  return office().rpc('erase_customer', { p_request_id: request })
}

describe('a customer who is forgotten', () => {
  test('goes with a repair that was billed, a page of Stripe’s still open, a photo of a draft and the paper of a quote', async () => {
    const papers = await fresh()
    const person = await letIn(world.house, papers.customer)
    const file = await drawQuote(papers)
    await ok(rest(person.token).rpc('portal_answer_quote', { p_id: papers.quote, p_approve: true, p_name: 'Carla' }))
    const invoice = await ok<string>(office().rpc('bill_quote', { p_id: papers.quote }))
    await ok(office().rpc('send_invoice', { p_id: invoice }))
    await ok(rest(person.token).rpc('portal_pay_invoice', { p_id: invoice }))
    const photo = randomUUID()
    const { companyId, tester } = world.house
    const draft = await recorded(world.house, tester, entryOf(world.house, tester, papers.device, { sign: false }))
    await db()`insert into public.files (company_id, id, kind, path, content_type, size_bytes, sha256)
      values (${companyId}, ${photo}, 'photo', ${`${companyId}/photo/${photo}`}, 'image/jpeg', 9, ${'a'.repeat(64)})`
    await ok(
      rest(tester.user.token).post('device_photos', {
        company_id: companyId,
        device_id: papers.device,
        file_id: photo,
        test_record_id: draft,
      }),
    )
    const letters = () => db()`select kind from public.notification_log where customer_id = ${papers.customer}`
    expect((await letters()).map(({ kind }) => String(kind)).toSorted()).toEqual(['portal_invitation', 'quote'])
    expect((await forget(papers.customer)).status).toBe(200)
    expect(await letters()).toEqual([])
    expect(
      await db()`select id from public.files where company_id = ${companyId} and id = any (${[file, photo]})`,
    ).toEqual([])
    expect(await db()`select id from public.quotes where customer_id = ${papers.customer}`).toEqual([])
    const [kept] = await db()`
      select i.state, i.work_order_id as order, (select count(*)::int from private.card_payments k where k.invoice_id = i.id) as asks
      from public.invoices i where i.id = ${invoice}`
    expect(kept).toEqual({ state: 'sent', order: null, asks: 1 })
    expect(
      await db()`select id from public.notification_log where company_id = ${companyId} and lower(recipient) = lower(${person.email})`,
    ).toEqual([])
  })

  test('takes the papers of invoices along when the last rule has ended', async () => {
    const papers = await fresh()
    const [paper] = await db()<{ id: string }[]>`select file_id as id from public.invoices where id = ${papers.invoice}`
    await db()`select private.purge_customer(${world.house.companyId}, ${papers.customer})`
    expect(await db()`select id from public.files where id = ${paper?.id ?? ''}`).toEqual([])
    expect(await db()`select id from public.customers where id = ${papers.customer}`).toEqual([])
  })
})

describe('a site that changed hands', () => {
  test('shows the new owner no paper of the old one, and is forgotten for the old one on request', async () => {
    const [old, next] = [await fresh(), await fresh()]
    const owner = await letIn(world.house, next.customer)
    const person = rest(owner.token)
    await db()`update public.customer_locations set customer_id = ${next.customer} where company_id = ${world.house.companyId} and id = ${old.site}`
    const page = await ok<{ serial: string; tests: unknown[] }>(person.rpc('portal_device', { p_id: old.device }))
    expect([page.serial, page.tests]).toEqual([old.word, []])
    expect((await person.rpc('portal_file', { p_kind: 'report', p_id: old.record })).body).toBeNull()
    expect(JSON.stringify((await person.rpc('portal_certificates')).body)).not.toContain(old.record)
    expect((await client(owner.token).storage.from('company-files').download(old.reportPath)).data).toBeNull()
    expect((await person.rpc('portal_quote', { p_id: old.quote })).body).toBeNull()
    const answered = { p_id: old.quote, p_approve: true, p_name: 'New Owner' }
    expect(JSON.stringify((await person.rpc('portal_answer_quote', answered)).body)).toContain('not_found')

    const billed = await ok<{ customer_id: string; tests: number }[]>(
      office().rpc('unbilled_work', { p_from: addDays(TODAY, -30), p_through: TODAY }),
    )
    const tests = (customer: string) => billed.find((one) => one.customer_id === customer)?.tests
    expect([tests(old.customer), tests(next.customer)]).toEqual([1, 1])

    expect((await forget(old.customer)).status).toBe(200)
    const [record] = await db()`
      select t.snapshot ? 'customer' as named, t.signed_at is not null as signed, f.sealed_at is not null as sealed
      from public.test_records t join public.files f on f.id = t.report_file_id where t.id = ${old.record}`
    expect(record).toEqual({ named: false, signed: true, sealed: true })
    expect(await db()`select name from public.customers where id = ${next.customer}`).toEqual([{ name: next.word }])
  })
})

describe('files past the pages', () => {
  test('quotes and invoices are for those who bill; a technician is neither told of them nor handed one', async () => {
    const papers = await fresh()
    const file = await drawQuote(papers)
    const name = `${world.house.companyId}/quote/${file}`
    const seen = async (claims: object) =>
      db().begin(async (sql) => {
        await sql`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`
        return (await sql`select name from storage.objects where name like ${`${world.house.companyId}/%`}`).map(
          (row) => String(row.name).split('/')[1],
        )
      })
    expect(await seen(world.house.tester.user.claims)).not.toContain('quote')
    expect(await seen(world.house.tester.user.claims)).toContain('report')
    expect(await seen(world.house.admin.user.claims)).toContain('quote')
    expect(name).toContain(file)
  })
})

describe('two quotes of one failure', () => {
  test('one of them is approved; declining the other changes nothing about it', async () => {
    const papers = await fresh()
    const [{ deficiency_id: failure } = { deficiency_id: '' }] = await db()<
      { deficiency_id: string }[]
    >`select deficiency_id from public.quotes where id = ${papers.quote}`
    const line = { description: 'Another kit', quantity_hundredths: 100, unit_cents: 9_900, tax_hundredths_percent: 0 }
    const [second, third] = [randomUUID(), randomUUID()]
    for (const id of [second, third]) {
      await ok(office().rpc('save_quote', { p: { id, deficiency_id: failure, lines: [line], note: null } }))
      await ok(office().rpc('send_quote', { p_id: id, p_email: 'owner@example.com' }))
    }
    const person = await letIn(world.house, papers.customer)
    const answer = (id: string, approve: boolean) =>
      rest(person.token).rpc('portal_answer_quote', { p_id: id, p_approve: approve, p_name: 'Carla' })
    const both = await Promise.all([answer(papers.quote, true), answer(second, true)])
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(JSON.stringify(both)).toContain('other_quote_approved')
    expect((await answer(third, false)).body).toBe('declined')
    const [kept] = await db()`
      select approved_on is not null as approved, declined_on as declined from public.deficiencies where id = ${failure}`
    expect(kept).toEqual({ approved: true, declined: null })
  })
})

describe('the first way in', () => {
  test('ends a password and every other session from before the address was proven', async () => {
    const stranger = await createUser()
    const other = randomUUID()
    await db()`insert into auth.sessions (id, user_id, aal) values (${other}, ${stranger.id}, 'aal1')`
    await letIn(world.house, world.mine.customer, stranger)
    const [user] = await db()`select encrypted_password as word from auth.users where id = ${stranger.id}`
    expect(user).toEqual({ word: '' })
    expect(await db()`select id from auth.sessions where user_id = ${stranger.id}`).toEqual([
      { id: stranger.sessionId },
    ])
    const again = (
      await serviceClient().auth.signInWithPassword({ email: stranger.email, password: stranger.password })
    ).error
    expect(again).not.toBeNull()
  })

  test('leaves somebody who works for a company as they were', async () => {
    const { admin } = (await makePortalWorld()).house
    await letIn(world.house, world.other.customer, admin.user)
    const [user] = await db()`select encrypted_password <> '' as kept from auth.users where id = ${admin.user.id}`
    expect(user).toEqual({ kept: true })
  })
})

test('a customer hears nothing of the company’s branches', async () => {
  await db()`insert into public.branches (company_id, id, name) values (${world.house.companyId}, ${randomUUID()}, 'Secret branch')`
  const { body } = await rest(world.person.token).rpc('my_context')
  expect(JSON.stringify(body)).not.toContain('Secret branch')
})

test('letters to addresses of one’s choice end at a number no company needs', async () => {
  const { house } = await makePortalWorld()
  await db()`insert into public.notification_log (company_id, kind, recipient)
    select ${house.companyId}, 'quote', 'somebody@example.com' from generate_series(1, 200)`
  const invite = () =>
    rest(house.admin.user.token).rpc('invite_member', {
      p_email: `${randomUUID()}@example.com`,
      p_full_name: 'Ann',
      p_role: 'office',
    })
  await db()`update public.companies set subscription_status = 'trialing', trial_ends_at = now() + interval '9 days' where id = ${house.companyId}`
  expect(JSON.stringify((await invite()).body)).toContain('too_much_mail')
  await db()`update public.companies set subscription_status = 'active' where id = ${house.companyId}`
  expect((await invite()).status).toBeLessThan(300)
})
