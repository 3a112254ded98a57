import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addDays, instantAt, today } from '../../lib/dates.ts'
import { createUser, db, rest, type TestUser } from './harness.ts'
import { codeOf, foundCompany, join } from './people-cast.ts'

/** Offices of one company: each works for itself, an admin looks where they want. Isolation by probes: isolation.test.ts. */

const ZONE = 'America/New_York'
type Person = { user: TestUser; profileId: string }
let company: { id: string; admin: TestUser }
let coast: { branch: string; office: Person; technician: Person; customer: string; device: string }
let inland: typeof coast
let everywhere: Person

const place = (who: TestUser, profileId: string, branch: string | null) =>
  rest(who.token).rpc('place_member', { p_profile_id: profileId, p_branch_id: branch })

async function openBranch(name: string): Promise<string> {
  const id = randomUUID()
  expect((await rest(company.admin.token).post('branches', { company_id: company.id, id, name })).status).toBe(201)
  return id
}

/** A branch with people, and a customer whom its office took on through the API. */
async function build(name: string): Promise<typeof coast> {
  const branch = await openBranch(name)
  const office = await join(company.admin, 'office')
  const technician = await join(company.admin, 'technician')
  for (const one of [office, technician]) expect((await place(company.admin, one.profileId, branch)).status).toBe(204)
  const api = rest(office.user.token)
  const [customer, location, device] = [randomUUID(), randomUUID(), randomUUID()]
  const rows: [string, object][] = [
    ['customers', { id: customer, name: `${name} Marina`, match_key: customer }],
    ['customer_locations', { id: location, customer_id: customer, line1: '1 Quay', city: name, match_key: location }],
    ['devices', { id: device, location_id: location, type: 'RP', serial: name, match_key: device }],
  ]
  for (const [table, row] of rows)
    expect((await api.post(table, { company_id: company.id, ...row })).status, table).toBe(201)
  await db()`update public.devices set district_due_on = ${addDays(today(ZONE), 10)} where id = ${device}`
  return { branch, office, technician, customer, device }
}

const ids = (answer: { body: unknown }): string[] =>
  Array.isArray(answer.body)
    ? answer.body.map((row: unknown) => String(Object(row).id)).toSorted((one, other) => one.localeCompare(other))
    : [JSON.stringify(answer.body)]

beforeAll(async () => {
  company = await foundCompany()
  coast = await build('Coast')
  inland = await build('Inland')
  everywhere = await join(company.admin, 'office')
})

test('a customer taken on in a branch belongs to it; its office cannot give it away, an office of all branches can', async () => {
  const rows = await db()`select branch_id from public.customers where id = ${coast.customer}`
  expect(rows).toEqual([{ branch_id: coast.branch }])
  const own = await rest(coast.office.user.token).patch(`customers?id=eq.${coast.customer}`, {
    branch_id: inland.branch,
  })
  expect(own.status).toBe(403)
  const moved = await rest(everywhere.user.token).patch(`customers?id=eq.${coast.customer}`, {
    branch_id: inland.branch,
  })
  expect(moved.status).toBe(204)
  expect(ids(await rest(coast.office.user.token).get('customers?select=id'))).toEqual([])
  await rest(everywhere.user.token).patch(`customers?id=eq.${coast.customer}`, { branch_id: coast.branch })
})

test('each branch sees its own, whoever sees all sees all, and an admin switches', async () => {
  const seen = async (who: TestUser) => ids(await rest(who.token).get('devices?select=id'))
  const both = [coast.device, inland.device].toSorted((one, other) => one.localeCompare(other))
  expect(await seen(coast.office.user)).toEqual([coast.device])
  expect(await seen(inland.technician.user)).toEqual([inland.device])
  expect(await seen(everywhere.user)).toEqual(both)
  const admin = rest(company.admin.token)
  expect((await admin.rpc('choose_branch', { p_branch_id: inland.branch })).status).toBe(204)
  expect(await seen(company.admin)).toEqual([inland.device])
  expect((await admin.rpc('choose_branch', {})).status).toBe(204)
  expect(await seen(company.admin)).toEqual(both)
  for (const who of [coast.office, coast.technician])
    expect(codeOf(await rest(who.user.token).rpc('choose_branch', { p_branch_id: inland.branch }))).toBe('not_allowed')
  expect(codeOf(await place(coast.office.user, coast.office.profileId, null))).toBe('not_allowed')
})

test('search, cities and sums speak of the own branch alone', async () => {
  const api = rest(coast.office.user.token)
  expect((await api.rpc('find_anything', { p_q: 'Marina' })).body).toMatchObject({
    customers: [{ id: coast.customer }],
  })
  expect(JSON.stringify((await api.rpc('find_anything', { p_q: 'Inland' })).body)).not.toContain(inland.customer)
  const due = await api.rpc('list_rows', { p_view: 'device_list' })
  expect(JSON.stringify(due.body)).toContain(coast.device)
  expect(JSON.stringify(due.body)).not.toContain(inland.device)
})

test('what holds everybody’s addresses is for whoever sees all branches: sheets and messages', async () => {
  for (const [who, rights] of [
    [coast.office.user, false],
    [everywhere.user, true],
  ] as const) {
    const context = await rest(who.token).rpc('my_context', {})
    const { permissions } = Object(context.body)
    for (const right of ['imports:read', 'imports:write', 'messages:read'])
      expect(permissions.includes(right), right).toBe(rights)
  }
  const begun = await rest(coast.office.user.token).rpc('begin_import', {
    p_file_id: randomUUID(),
    p_file_name: 'sheet.csv',
    p_content_type: 'text/csv',
    p_size_bytes: 10,
    p_sha256: 'a'.repeat(64),
  })
  expect(codeOf(begun)).toBe('not_allowed')
})

test('a visit goes to somebody of the customer’s branch, or of all', async () => {
  const api = rest(company.admin.token)
  expect(
    (await rest(coast.office.user.token).rpc('plan_visits', { p_plan_id: randomUUID(), p_device_ids: [inland.device] }))
      .body,
  ).toMatchObject({ message: 'not_found' })
  expect((await api.rpc('plan_visits', { p_plan_id: randomUUID(), p_device_ids: [coast.device] })).status).toBe(200)
  const [order] = await db()<{ id: string }[]>`
    select w.id from public.work_orders w join public.work_order_devices x on x.work_order_id = w.id where x.device_id = ${coast.device}`
  const give = (profileId: string) =>
    api.rpc('schedule_visit', {
      p: {
        id: randomUUID(),
        work_order_id: order?.id,
        profile_id: profileId,
        starts_at: instantAt(addDays(today(ZONE), 3), '09:00', ZONE),
        reason: 'the licence is being renewed',
      },
    })
  expect(codeOf(await give(inland.technician.profileId))).toBe('assignment_branch')
  expect((await give(coast.technician.profileId)).status).toBe(200)
  const board = async (who: TestUser) =>
    JSON.stringify((await rest(who.token).rpc('schedule_board', { p_from: today(ZONE), p_days: 7 })).body)
  expect(await board(coast.office.user)).toContain(order?.id)
  expect(await board(inland.office.user)).not.toContain(order?.id)
})

test('customers of no branch are given to one at once, by city or all', async () => {
  const api = rest(company.admin.token)
  const mine = randomUUID()
  await api.post('customers', { company_id: company.id, id: mine, name: 'Nobody’s', match_key: mine })
  await api.post('customer_locations', {
    company_id: company.id,
    customer_id: mine,
    line1: '2 Quay',
    city: 'Delray',
    match_key: mine,
  })
  expect((await api.rpc('fill_branch', { p_branch_id: coast.branch, p_city: 'Boca' })).body).toBe(0)
  expect((await api.rpc('fill_branch', { p_branch_id: coast.branch, p_city: 'Delray' })).body).toBe(1)
  expect(ids(await rest(coast.office.user.token).get('customers?select=id'))).toEqual(
    [coast.customer, mine].toSorted((one, other) => one.localeCompare(other)),
  )
  expect(codeOf(await rest(coast.office.user.token).rpc('fill_branch', { p_branch_id: coast.branch }))).toBe(
    'not_allowed',
  )
})

test('a branch with people or customers stays; an empty one goes, and its name is free again', async () => {
  const api = rest(company.admin.token)
  const gone = { deleted_at: new Date().toISOString() }
  expect(codeOf(await api.patch(`branches?id=eq.${coast.branch}`, gone))).toBe('branch_in_use')
  const empty = await openBranch('Short lived')
  expect((await api.post('branches', { company_id: company.id, name: 'short LIVED' })).status).toBe(409)
  expect((await api.patch(`branches?id=eq.${empty}`, gone)).status).toBe(204)
  await openBranch('Short lived')
  expect(codeOf(await place(company.admin, coast.office.profileId, empty))).toBe('not_found')
})

test('a member’s branch counts from their very next request', async () => {
  const guest = await join(company.admin, 'technician')
  const sees = async () => ids(await rest(guest.user.token).get('devices?select=id')).length
  expect(await sees()).toBe(2)
  await place(company.admin, guest.profileId, inland.branch)
  expect(await sees()).toBe(1)
  await place(company.admin, guest.profileId, null)
  expect(await sees()).toBe(2)
})

test('people of the portal are seen in the branch of their customer, staff by everybody', async () => {
  const person = await createUser()
  const invited = { p_customer_id: coast.customer, p_email: person.email, p_full_name: 'Carla Owner' }
  expect((await rest(coast.office.user.token).rpc('invite_portal_person', invited)).status).toBe(200)
  expect((await rest(person.token).rpc('enter_portal')).body).toBe(true)
  const seenBy = async (who: Person) => (await rest(who.user.token).get('profiles?select=role,email')).body
  expect(JSON.stringify(await seenBy(coast.office))).toContain(person.email)
  expect(JSON.stringify(await seenBy(everywhere))).toContain(person.email)
  expect(JSON.stringify(await seenBy(inland.office))).not.toContain(person.email)
  expect(JSON.stringify(await seenBy(inland.office))).toContain(coast.office.user.email)
})
