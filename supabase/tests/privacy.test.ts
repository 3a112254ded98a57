import { randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { beforeAll, describe, expect, test } from 'vitest'
import { admin, asUser, db, rest } from './harness.ts'
import { buildWorld, idOf, type World } from './world.ts'

/** One person asks about their data while the account lives: PRODUCT 7, DOMAIN 1.9. */

let world: World

beforeAll(async () => {
  world = await buildWorld()
})

const as = (name: string) => rest(world.person(name).user?.token)

type Asked = Record<string, string | boolean | null>
async function request(who: string, more: Asked = {}): Promise<string> {
  const answer = await as(who).rpc('record_privacy_request', {
    p: { kind: 'access', requester_name: 'Rosa', requester_contact: 'rosa@example.com', ...more },
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return String(answer.body)
}

describe('what the rules say', () => {
  test('every table with a customer’s columns is found from the customer', async () => {
    const rows = await db()<{ name: string }[]>`
      select distinct r.table_name::text as name from private.column_rules r
      where r.whose = 'customer' and not exists (select from private.customer_tables() t where t.relation = r.table_name)
      order by 1`
    expect(rows).toEqual([])
  })

  test('a row that stays says of each column whether it does; what is emptied is a customer’s', async () => {
    const rows = await db()`
      select r.table_name::text as name from private.column_rules r
      group by 1 having bool_or(r.on_request is not null) and not bool_and(r.on_request is not null)
      union all
      select r.table_name || '.' || r.column_name from private.column_rules r where r.on_request = 'emptied' and r.whose <> 'customer'`
    expect(rows).toEqual([])
  })
})

describe('the queue', () => {
  test('has a clock of 30 days, of 45 for California once the requester’s identity is checked', async () => {
    const of = async (id: string) =>
      (
        await db()`select due_on - received_on as days, identity_checked_on is not null as checked, outcome, closed_on is not null as closed
          from public.privacy_requests where id = ${id}`
      )[0]
    const near = await request('rival admin')
    const far = await request('rival admin', { is_california: true })
    expect([await of(near), await of(far)]).toMatchObject([{ days: 30 }, { days: 30 }])
    for (const id of [near, far])
      expect((await as('rival admin').rpc('check_requester', { p_id: id, p_how: 'called back' })).status).toBe(204)
    expect([await of(near), await of(far)]).toMatchObject([
      { days: 30, checked: true },
      { days: 45, checked: true },
    ])
    const answered = { p_id: far, p_outcome: 'refused', p_note: 'not a customer' }
    expect((await as('rival admin').rpc('answer_privacy_request', answered)).status).toBe(204)
    expect(await of(far)).toMatchObject({ outcome: 'refused', closed: true })
    // Answered once, and every step is in the log.
    expect((await as('rival admin').rpc('answer_privacy_request', answered)).body).toMatchObject({
      message: 'not_found',
    })
    const log = await db()<{ action: string }[]>`
      select action from public.audit_log where noun = 'privacy_requests' and ${far} = any (target_ids) order by seq`
    expect(log.map((row) => row.action)).toEqual(['added', 'changed', 'changed'])
  })

  test('takes what an admin types, and says what is in the wrong', async () => {
    const ask = async (more: Asked) =>
      (
        await as('rival admin').rpc('record_privacy_request', {
          p: { kind: 'access', requester_name: 'Rosa', requester_contact: 'rosa@example.com', ...more },
        })
      ).body
    expect(await ask({ received_on: '2999-01-01' })).toMatchObject({ message: 'received_in_future' })
    expect(JSON.stringify(await ask({ requester_name: '' }))).toContain('privacy_requests_requester')
    expect(JSON.stringify(await ask({ customer_id: idOf(world.company('victim'), 'customers') }))).toContain(
      'privacy_requests_customer',
    )
  })
})

describe('access', () => {
  test('gives everything of the customer and nothing of our people or of another customer', async () => {
    const rival = world.company('rival')
    const other = randomUUID()
    await db()`insert into public.customers (company_id, id, name, match_key) values (${rival.id}, ${other}, 'Somebody Else', 'else')`
    const id = await request('rival admin', { customer_id: idOf(rival, 'customers') })
    const give = () => as('rival admin').rpc('customer_data', { p_request_id: id })
    expect((await give()).body).toMatchObject({ message: 'identity_not_checked' })
    await as('rival admin').rpc('check_requester', { p_id: id, p_how: 'showed a passport' })
    const answer = await give()
    expect(answer.body).toMatchObject({ request: id })
    const text = JSON.stringify(answer.body)
    for (const table of [
      'customers',
      'customer_locations',
      'devices',
      'test_records',
      'test_readings',
      'work_orders',
      'scheduled_jobs',
      'invoices',
      'device_photos',
    ])
      expect(text).toContain(`"${table}":`)
    expect(text).toContain(rival.canary)
    expect(text).not.toContain('Somebody Else')
    expect(text).not.toContain('"profile_id":')
    expect(text).not.toContain(world.company('victim').canary)
    const [log] = await db()`
      select count(*)::int as n from public.audit_log where company_id = ${rival.id} and action = 'gave customer data' and ${id} = any (target_ids)`
    expect(log).toEqual({ n: 1 })
    const nobody = await request('rival admin')
    await as('rival admin').rpc('check_requester', { p_id: nobody, p_how: 'showed a passport' })
    expect((await as('rival admin').rpc('customer_data', { p_request_id: nobody })).body).toMatchObject({
      message: 'request_without_customer',
    })
  })
})

describe('deletion', () => {
  let id: string
  const erase = () => as('twin admin').rpc('erase_customer', { p_request_id: id })

  test('waits for the identity check and for a legal hold to be lifted', async () => {
    const twin = world.company('twin')
    const access = await request('twin admin', { customer_id: idOf(twin, 'customers') })
    await as('twin admin').rpc('check_requester', { p_id: access, p_how: 'showed a passport' })
    expect((await as('twin admin').rpc('erase_customer', { p_request_id: access })).body).toMatchObject({
      message: 'not_a_deletion',
    })
    id = await request('twin admin', { kind: 'deletion', customer_id: idOf(twin, 'customers') })
    expect((await erase()).body).toMatchObject({ message: 'identity_not_checked' })
    await as('twin admin').rpc('check_requester', { p_id: id, p_how: 'showed a passport' })
    await db()`insert into private.company_holds (company_id, reason) values (${twin.id}, 'Court order, file 17')`
    expect((await erase()).body).toMatchObject({ message: 'legal_hold' })
    await db()`delete from private.company_holds where company_id = ${twin.id}`
  })

  test('takes away who it was, keeps what was tested, and says which rule keeps it until when', async () => {
    const twin = world.company('twin')
    const [device, record, customer] = ['devices', 'test_records', 'customers'].map((table) => idOf(twin, table))
    const [photo, report] = [await storedFile('photo'), await storedFile('report')]
    await db()`update public.devices set photo_file_id = ${photo} where company_id = ${twin.id} and id = ${device ?? ''}`
    await behindTheTriggers(
      (tx) => tx`update public.test_records set report_file_id = ${report}, report_sha256 = ${'c'.repeat(64)}
        where company_id = ${twin.id} and id = ${record ?? ''}`,
    )
    const tested = async (company: string) =>
      db()`select t.tested_on, t.tester_name, t.cert_no, t.gauge_serial, t.certified_result, t.snapshot -> 'device' as device, r.stage, r.cv1_hundredths_psid
        from public.test_records t join public.test_readings r on r.company_id = t.company_id and r.test_record_id = t.id
        where t.company_id = ${company} and t.id = ${record ?? ''} order by r.stage`
    const [before, victim] = [await tested(twin.id), await everything('victim')]
    const answer = await erase()
    expect(answer.body).toMatchObject({
      gone: { 'public.customers': 1, 'public.work_orders': 2, 'public.files': 1 },
      kept: [
        { what: 'test records', rule: 'Test records: 5 years after the test' },
        { what: 'assemblies', rule: 'Inventory: as long as the assembly stands', until: null },
      ],
    })
    expect(await tested(twin.id)).toEqual(before)
    const [row] =
      await db()`select name, parent_name, contact_name, phone, email, line1, city, state, zip, notes from public.customers
      where company_id = ${twin.id} and id = ${customer ?? ''}`
    expect(row).toEqual({
      name: 'Removed on request',
      parent_name: null,
      contact_name: null,
      phone: null,
      email: null,
      line1: null,
      city: null,
      state: null,
      zip: null,
      notes: null,
    })
    const [site] =
      await db()`select l.name, l.phone, l.email, l.access_notes, l.line1 is not null as address, t.snapshot -> 'customer' as customer, t.remarks
      from public.customer_locations l join public.devices d on d.company_id = l.company_id and d.location_id = l.id
      join public.test_records t on t.company_id = d.company_id and t.device_id = d.id
      where l.company_id = ${twin.id} and t.id = ${record ?? ''}`
    expect(site).toEqual({
      name: null,
      phone: null,
      email: null,
      access_notes: null,
      address: true,
      customer: null,
      remarks: null,
    })
    const [queued] =
      await db()`select count(*)::int as n from private.erasure_objects where company_id = ${twin.id} and path = ${`${twin.id}/photo/${photo}`}`
    expect(queued).toEqual({ n: 1 })
    // The twin's rows carry the victim's very ids.
    expect(await everything('victim')).toEqual(victim)
    const [log] =
      await db()`select facts -> 'rules' as rules from public.audit_log where company_id = ${twin.id} and action = 'deleted customer data'`
    expect(log).toEqual({ rules: 2 })
    expect((await as('twin admin').rpc('audit_chain')).body).toBe(true)
    // Whoever asks again is told the same, and no name is left to take away.
    expect((await erase()).body).toMatchObject({ kept: [{ what: 'test records' }, { what: 'assemblies' }] })

    // The sealed report is for the admin, who says why.
    const path = `${twin.id}/report/${report}`
    const open = `${twin.id}/photo/${randomUUID()}`
    await db()`insert into storage.objects (bucket_id, name) values ('company-files', ${path}), ('company-files', ${open})`
    const sees = async (name: string) => {
      const { user } = world.person(name)
      if (user === null) throw new Error(name)
      return asUser(user, async (tx) => [
        (await tx`select from public.files where id = ${report}`).length,
        (await tx`select from storage.objects where name = ${path}`).length,
        (await tx`select from storage.objects where name = ${open}`).length,
      ])
    }
    expect([await sees('twin admin'), await sees('twin technician')]).toEqual([
      [1, 1, 1],
      [0, 0, 1],
    ])
    const unseal = (p_reason: string) => as('twin admin').rpc('open_sealed_file', { p_file_id: report, p_reason })
    expect((await unseal('x')).body).toMatchObject({ message: 'sealed_reason' })
    expect((await unseal('the purveyor asks')).status).toBe(204)
    expect(
      (await as('twin technician').rpc('open_sealed_file', { p_file_id: report, p_reason: 'why' })).body,
    ).toMatchObject({ message: 'not_allowed' })
  })

  test('the daily job takes the rest when the last rule has ended, unless a hold stands', async () => {
    const twin = world.company('twin')
    const purge = async () => {
      const [row] = await db()<{ n: number }[]>`select private.purge_restricted('2999-01-01', 100) as n`
      return row?.n
    }
    // A caller's clock is never ahead of the database's.
    expect(await purge()).toBe(0)
    await behindTheTriggers(async (tx) => {
      await tx`update public.test_records set tested_on = '2015-01-01' where company_id = ${twin.id}`
      await tx`update public.devices set status = 'REMOVED_CAPPED', updated_at = '2016-01-01' where company_id = ${twin.id}`
    })
    await db()`insert into private.company_holds (company_id, reason) values (${twin.id}, 'Court order, file 17')`
    expect(await purge()).toBe(0)
    await db()`delete from private.company_holds where company_id = ${twin.id}`
    const victim = await everything('victim')
    expect(await purge()).toBe(1)
    expect(await purge()).toBe(0)
    const left = await db()<{ name: string }[]>`
      select 'devices' as name from public.devices where company_id = ${twin.id} and id = ${idOf(twin, 'devices')}
      union all select 'test_records' from public.test_records where company_id = ${twin.id} and id = ${idOf(twin, 'test_records')}
      union all select 'customers' from public.customers where company_id = ${twin.id} and id = ${idOf(twin, 'customers')}
      union all select 'files' from public.files where company_id = ${twin.id} and kind = 'report' and path <> ${twin.sealedPath}`
    expect(left).toEqual([])
    expect(await everything('victim')).toEqual(victim)
    const [request] = await db()`select requester_name, customer_id, kind from public.privacy_requests where id = ${id}`
    expect(request).toEqual({ requester_name: 'Removed', customer_id: null, kind: 'deletion' })
    expect((await as('twin admin').rpc('audit_chain')).body).toBe(true)
  })

  test('a customer nothing is kept of goes at once', async () => {
    const rival = world.company('rival')
    const alone = randomUUID()
    await db()`insert into public.customers (company_id, id, name, match_key) values (${rival.id}, ${alone}, 'Alone', 'alone')`
    const asked = await request('rival admin', { kind: 'deletion', customer_id: alone })
    await as('rival admin').rpc('check_requester', { p_id: asked, p_how: 'showed a passport' })
    expect((await as('rival admin').rpc('erase_customer', { p_request_id: asked })).body).toMatchObject({ kept: [] })
    expect(await db()`select from public.customers where id = ${alone}`).toHaveLength(0)
  })
})

/** As if years had passed, or a job had run: what nobody may do. */
async function behindTheTriggers(change: (tx: TransactionSql) => Promise<unknown>): Promise<void> {
  await admin().begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await change(tx)
  })
}

async function storedFile(kind: 'photo' | 'report'): Promise<string> {
  const twin = world.company('twin')
  const id = randomUUID()
  await db()`insert into public.files (company_id, id, kind, path, content_type, size_bytes, sha256)
    values (${twin.id}, ${id}, ${kind}, ${`${twin.id}/${kind}/${id}`}, 'image/png', 9, ${'d'.repeat(64)})`
  return id
}

async function everything(name: 'victim'): Promise<unknown> {
  const { id } = world.company(name)
  return db()`select (select md5(string_agg(t::text, '' order by t.id)) from public.customers t where t.company_id = ${id}) as customers,
    (select md5(string_agg(t::text, '' order by t.id)) from public.devices t where t.company_id = ${id}) as devices,
    (select md5(string_agg(t::text, '' order by t.id)) from public.test_records t where t.company_id = ${id}) as records,
    (select md5(string_agg(t::text, '' order by t.id)) from public.work_orders t where t.company_id = ${id}) as orders,
    (select md5(string_agg(t::text, '' order by t.id)) from public.files t where t.company_id = ${id}) as files`
}
