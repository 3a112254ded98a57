/** The customer portal: who gets in, what they see, what they may do, and when it ends. */
import { randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../lib/dates.ts'
import { readCatalogue, tenantTables } from './catalogue.ts'
import { admin, client, createUser, db, disconnect, rest, stack, type TestUser } from './harness.ts'
import { addPapers, letIn, makePortalWorld, type Papers, type PortalWorld, SECRET } from './portal-world.ts'
import { addMember, as, TODAY } from './record-test-world.ts'

let world: PortalWorld
beforeAll(async () => {
  world = await makePortalWorld()
})
afterAll(disconnect)

const office = () => rest(world.house.admin.user.token)
const mine = () => rest(world.person.token)
const said = (answer: { body: unknown }): string => JSON.stringify(answer.body)

type Args = Record<string, string | number | boolean | string[] | Record<string, string>>

/** Every call of the portal about a customer's papers. */
const CALLS = (papers: Papers): [name: string, args: Args][] => [
  ['portal_me', {}],
  ['portal_overview', {}],
  ['portal_devices', {}],
  ['portal_devices', { p_location_id: papers.site }],
  ['portal_sites', {}],
  ['portal_device', { p_id: papers.device }],
  ['portal_quotes', {}],
  ['portal_quote', { p_id: papers.quote }],
  ['portal_invoices', {}],
  ['portal_invoice', { p_id: papers.invoice }],
  ['portal_visits', {}],
  ['portal_file', { p_kind: 'report', p_id: papers.record }],
  ['portal_file', { p_kind: 'invoice', p_id: papers.invoice }],
  ['portal_certificates', {}],
  ['portal_confirm_visit', { p_id: papers.visit, p_version: 1 }],
  ['portal_ask_visit', { p_id: randomUUID(), p_location_id: papers.site, p_days: [addDays(TODAY, 3)] }],
  ['portal_ask_correction', { p_id: randomUUID(), p_customer_id: papers.customer, p: { phone: '+15615550199' } }],
  ['portal_pay_invoice', { p_id: papers.invoice }],
  ['portal_answer_quote', { p_id: papers.quote, p_approve: false, p_name: 'Ann Owner' }],
]

describe('what a customer sees', () => {
  test('tables and views through REST: not a row of the company', async () => {
    const catalogue = await readCatalogue(db())
    for (const name of [
      ...tenantTables(catalogue).map((table) => table.name),
      ...catalogue.views.map((view) => view.name),
    ]) {
      const { status, body } = await mine().get(`${name}?select=company_id&limit=3`)
      expect(status >= 400 || said({ body }) === '[]', `${name} ${status} ${said({ body })}`).toBe(true)
    }
    expect((await mine().rpc('my_context')).body).toMatchObject({ company: null, permissions: [] })
  })

  test('their own papers, and never what is the office’s', async () => {
    const { mine: own } = world
    const answers = new Map<string, string>()
    for (const [name, args] of CALLS(own).slice(0, 14)) {
      const answer = await mine().rpc(name, args)
      expect(answer.status, `${name} ${said(answer)}`).toBe(200)
      answers.set(name, said(answer))
    }
    for (const name of [
      'portal_overview',
      'portal_devices',
      'portal_sites',
      'portal_quotes',
      'portal_visits',
      'portal_certificates',
      'portal_me',
    ])
      expect(answers.get(name), name).toContain(own.word)
    const all = [...answers.values()].join()
    expect(all).not.toContain(SECRET)
    expect(all).not.toContain('77123')
    expect(all).not.toContain('match_key')
    expect(all).not.toContain('gate_code')
    expect(all).not.toContain(world.other.word)
    expect((await mine().rpc('portal_overview')).body).toMatchObject({
      states: { FAILED_OPEN: 1, CURRENT: 1 },
      failures: [{ serial: own.word }],
      quotes: [{ id: own.quote, total_cents: 11_500 }],
      invoices: [{ id: own.invoice, balance_cents: 11_500 }],
      visits: [{ id: own.visit, state: 'planned' }],
    })
  })

  test('of another customer of the same company, of another company, and for anybody who is no customer: nothing', async () => {
    const elsewhere = await makePortalWorld()
    const technician = rest(world.house.tester.user.token)
    for (const [name, args] of CALLS(world.other)) {
      const strange = await mine().rpc(name, args)
      expect(said(strange), name).not.toContain(world.other.word)
      expect(said(await rest(elsewhere.person.token).rpc(name, args)), name).not.toContain(world.other.word)
      if (name === 'portal_me') continue
      expect(said(await technician.rpc(name, args)), name).toContain('not_allowed')
      expect((await rest().rpc(name, args)).status, name).toBe(401)
    }
    const [row] = await db()<{ state: string; open: number; confirmed: string }[]>`
      select q.state, (select count(*)::int from public.portal_requests r where r.customer_id = ${world.other.customer} and r.profile_id is not null) as open,
        (select j.state from public.scheduled_jobs j where j.id = ${world.other.visit}) as confirmed
      from public.quotes q where q.id = ${world.other.quote}`
    expect(row).toEqual({ state: 'sent', open: 0, confirmed: 'planned' })
  })

  test('a PDF from the store is theirs alone, and a sealed one nobody’s', async () => {
    const store = client(world.person.token).storage.from('company-files')
    const own = await store.download(world.mine.reportPath)
    expect(await own.data?.text()).toContain(world.mine.record)
    expect((await store.download(world.other.reportPath)).error).not.toBeNull()
    expect((await store.createSignedUrl(world.other.reportPath, 60)).error).not.toBeNull()
    expect((await store.list(`${world.house.companyId}/report`)).data?.length ?? 0).toBeLessThan(2)
    await db()`update public.files set sealed_at = now() where path = ${world.mine.reportPath}`
    expect((await store.download(world.mine.reportPath)).error).not.toBeNull()
    expect((await mine().rpc('portal_file', { p_kind: 'report', p_id: world.mine.record })).body).toBeNull()
    await db()`update public.files set sealed_at = null where path = ${world.mine.reportPath}`
    // One that is not drawn yet is told apart from one that never was.
    const undrawn = await addPapers(world.house, `undrawn${randomUUID().slice(0, 6)}`)
    await admin().begin(async (sql) => {
      await sql`set local session_replication_role = replica`
      await sql`update public.invoices set file_id = null where company_id = ${world.house.companyId} and id = ${undrawn.invoice}`
    })
    const person = rest((await letIn(world.house, undrawn.customer)).token)
    const file = async (id: string) => (await person.rpc('portal_file', { p_kind: 'invoice', p_id: id })).body
    expect(await file(undrawn.invoice)).toMatchObject({ path: null })
    expect(await file(world.other.invoice)).toBeNull()
  })

  test('each function asks for the caller’s customers: with any of those conditions left out, somebody else’s papers answer', async () => {
    const rows = await admin()<{ name: string; definition: string }[]>`
      select p.proname::text as name, pg_get_functiondef(p.oid) as definition from pg_proc p
      where p.pronamespace = 'private'::regnamespace and p.prokind = 'f' and pg_get_functiondef(p.oid) ~ '_me\\.customers\\)'`
    // Of a record both are asked, the site's customer and the one it was made for: here they are the same.
    const asked =
      /(?:\w+\.)?(?:customer_id|id) = any \([vp]_me\.customers\)(?: and coalesce\(t\.made_for, t\.customer_id\) = any \(v_me\.customers\))?/g
    const mutants = rows.flatMap(({ name, definition }) =>
      [...definition.matchAll(asked)].map((match, index) => ({
        name: `${name} ${index + 1}`,
        statement: `${definition.slice(0, match.index)}true${definition.slice(match.index + match[0].length)}`,
      })),
    )
    expect(mutants.length).toBeGreaterThan(20)
    const unspoiled = JSON.stringify(await answersWhen(''))
    expect(unspoiled).not.toContain(world.other.word)
    const survivors: string[] = []
    for (const { name, statement } of mutants)
      if (JSON.stringify(await answersWhen(statement)) === unspoiled) survivors.push(name)
    expect(survivors).toEqual([])
  })
})

/** What the person is answered, call by call, with the database spoiled so; everything is taken back. */
async function answersWhen(spoil: string): Promise<string[]> {
  const { other, person } = world
  const answers: string[] = []
  await admin()
    .begin(async (sql) => {
      if (spoil !== '') await sql.unsafe(spoil)
      const claims = JSON.stringify({ ...person.claims, role: 'authenticated' })
      await sql`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true)`
      await sql`select set_config('request.jwt.claim.sub', ${person.id}, true)`
      for (const [name, args] of CALLS(other)) answers.push(await answerTo(sql, `public.${name}(${given(args)})`))
      answers.push(await answerTo(sql, 'private.portal_paths()'))
      throw new Error('rolled back')
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'rolled back') throw error
    })
  return answers
}

const given = (args: Args): string =>
  Object.entries(args)
    .map(([key, value]) =>
      Array.isArray(value)
        ? `${key} => array['${value.join("','")}']::date[]`
        : `${key} => ${typeof value === 'object' ? `'${JSON.stringify(value)}'::jsonb` : `'${value}'`}`,
    )
    .join(', ')

async function answerTo(sql: TransactionSql, call: string): Promise<string> {
  try {
    return await sql.savepoint(async (inner) => JSON.stringify(await inner.unsafe(`select ${call} as answer`)))
  } catch (error) {
    return error instanceof Error ? error.message : 'refused'
  }
}

describe('coming in', () => {
  test('an invitation is mailed with a token of which only the hash is kept, lets in once, and is sent anew with another', async () => {
    const person = await createUser()
    const invite = () =>
      office().rpc('invite_portal_person', {
        p_customer_id: world.mine.customer,
        p_email: person.email,
        p_full_name: 'Ivo New',
      })
    const tokenOf = async () => {
      const [mail] = await db()<{ token: string }[]>`
        select data ->> 'token' as token from private.outbox where recipient = ${person.email} and kind = 'portal_invitation' order by created_at desc limit 1`
      return mail?.token ?? ''
    }
    expect((await invite()).status).toBe(200)
    const first = await tokenOf()
    expect(first).toMatch(/^[0-9a-f]{40}$/)
    expect((await rest().rpc('peek_portal_invitation', { p_token: first })).body).toEqual({
      company: 'Harbor Testing',
      email: person.email,
      full_name: 'Ivo New',
    })
    await invite()
    const second = await tokenOf()
    expect((await rest().rpc('peek_portal_invitation', { p_token: first })).body).toBeNull()
    expect((await rest().rpc('peek_portal_invitation', { p_token: second })).body).not.toBeNull()
    const stored = JSON.stringify(await db()`select * from public.portal_people where email = ${person.email}`)
    expect(stored).not.toContain(second)
    expect((await rest(person.token).rpc('enter_portal')).body).toBe(true)
    expect((await rest().rpc('peek_portal_invitation', { p_token: second })).body).toBeNull()
    expect(said(await invite())).toContain('portal_already_in')
    expect(said(await rest(person.token).rpc('portal_me'))).toContain(world.mine.word)
  })

  test('an expired or ended invitation, another address, and one of the team come in nowhere', async () => {
    const [late, ended, stranger] = [await createUser(), await createUser(), await createUser()]
    for (const one of [late, ended])
      await office().rpc('invite_portal_person', {
        p_customer_id: world.mine.customer,
        p_email: one.email,
        p_full_name: 'X Y',
      })
    await db()`update public.portal_people set expires_at = now() - interval '1 second' where email = ${late.email}`
    const [row] = await db()<{ id: string }[]>`select id from public.portal_people where email = ${ended.email}`
    expect((await office().rpc('end_portal_person', { p_id: row?.id })).status).toBe(204)
    for (const one of [late, ended, stranger]) expect((await rest(one.token).rpc('enter_portal')).body).toBe(false)
    expect(
      said(
        await office().rpc('invite_portal_person', {
          p_customer_id: world.mine.customer,
          p_email: world.house.tester.user.email,
          p_full_name: 'X Y',
        }),
      ),
    ).toContain('portal_team')
  })

  test('only who writes customers lets in and ends', async () => {
    const invite = { p_customer_id: world.mine.customer, p_email: 'x@example.com', p_full_name: 'X Y' }
    for (const token of [world.house.tester.user.token, world.person.token])
      expect(said(await rest(token).rpc('invite_portal_person', invite))).toContain('not_allowed')
    const clerk = await addMember(world.house.companyId, 'office')
    expect((await rest(clerk.user.token).rpc('invite_portal_person', invite)).status).toBe(200)
  })

  test('one person is customer of two customers and two companies, and works for a third', async () => {
    const elsewhere = await makePortalWorld()
    const person = await letIn(world.house, world.mine.customer)
    await letIn(world.house, world.other.customer, person)
    expect(said(await rest(person.token).rpc('portal_sites'))).toContain(world.other.word)
    await letIn(elsewhere.house, elsewhere.mine.customer, person)
    await rest(person.token).rpc('create_company', {
      p_name: 'Own Work',
      p_full_name: 'Carla',
      p_state: 'FL',
      p_time_zone: 'America/New_York',
    })
    expect(said(await rest(person.token).rpc('portal_overview'))).toContain('not_allowed')
    expect((await rest(person.token).rpc('portal_me')).body).toMatchObject({ company: null, companies: [{}, {}, {}] })
    await rest(person.token).rpc('choose_company', { p_company_id: elsewhere.house.companyId })
    const there = said(await rest(person.token).rpc('portal_devices'))
    expect(there).toContain(elsewhere.mine.device)
    expect(there).not.toContain(world.mine.device)
    expect((await rest(person.token).rpc('enter_portal')).body).toBe(true)
    expect((await rest(person.token).rpc('portal_me')).body).toMatchObject({
      company: { id: elsewhere.house.companyId },
    })
  })

  test('mail goes only to addresses somebody let in or invited', async () => {
    const known = async (email: string) =>
      (await rest(undefined, stack().secretKey).rpc('portal_knows', { p_email: email })).body
    expect(await known(world.person.email.toUpperCase())).toBe(true)
    expect(await known('nobody-at-all@example.com')).toBe(false)
    expect(await known(world.house.tester.user.email)).toBe(false)
  })
})

describe('leaving', () => {
  const sees = async (person: TestUser) => (await rest(person.token).rpc('portal_overview')).status === 200

  test('ended access, a deleted customer and a removed place end with the next question', async () => {
    const papers = await addPapers(world.house, `gone${randomUUID().slice(0, 6)}`)
    const person = await letIn(world.house, papers.customer)
    expect(await sees(person)).toBe(true)
    await db().begin(async (sql) => {
      await sql`select set_config('flowtrack.audit_quiet', 'on', true)`
      await sql`update public.customers set deleted_at = now() where company_id = ${world.house.companyId} and id = ${papers.customer}`
    })
    expect(await sees(person)).toBe(false)
    await db()`update public.customers set deleted_at = null where company_id = ${world.house.companyId} and id = ${papers.customer}`
    expect(await sees(person)).toBe(true)
    const [row] = await db()<{ id: string }[]>`select id from public.portal_people where email = ${person.email}`
    await office().rpc('end_portal_person', { p_id: row?.id })
    expect(await sees(person)).toBe(false)
    const [profile] = await db()<
      { gone: boolean }[]
    >`select removed_at is not null as gone from public.profiles where user_id = ${person.id}`
    expect(profile?.gone).toBe(true)
    // Let in again, they see it again.
    await letIn(world.house, papers.customer, person)
    expect(await sees(person)).toBe(true)
  })

  test('a customer whose data was deleted on request takes the sign-ins of its people along', async () => {
    const papers = await addPapers(world.house, `forgotten${randomUUID().slice(0, 6)}`)
    const person = await letIn(world.house, papers.customer)
    const both = await letIn(world.house, papers.customer)
    await letIn(world.house, world.mine.customer, both)
    const request = await office().rpc('record_privacy_request', {
      p: {
        kind: 'deletion',
        requester_name: 'Ann',
        requester_contact: 'ann@example.com',
        customer_id: papers.customer,
      },
    })
    await office().rpc('check_requester', { p_id: request.body, p_how: 'showed a passport' })
    expect((await office().rpc('erase_customer', { p_request_id: request.body })).status).toBe(200)
    expect(await sees(person)).toBe(false)
    expect(await sees(both)).toBe(true)
    expect(said(await rest(both.token).rpc('portal_sites'))).not.toContain(papers.site)
    expect(await db()`select 1 from auth.users where id = ${person.id}`).toHaveLength(0)
    const left = JSON.stringify(await db()`select * from public.profiles where company_id = ${world.house.companyId}`)
    expect(left).not.toContain(person.email)
    expect(left).toContain('Removed on request')
    expect(await db()`select 1 from public.portal_people where email = ${person.email}`).toHaveLength(0)
    expect(
      said(
        await office().rpc('invite_portal_person', {
          p_customer_id: papers.customer,
          p_email: 'x@example.com',
          p_full_name: 'X Y',
        }),
      ),
    ).toContain('not_found')
  })

  test('in read-only grace everything is read and paid, and nothing else taken in', async () => {
    const lapsed = await makePortalWorld()
    const person = rest(lapsed.person.token)
    await db()`update public.companies set trial_ends_at = now() - interval '1 hour' where id = ${lapsed.house.companyId}`
    for (const [name, args] of CALLS(lapsed.mine)) {
      const answer = await person.rpc(name, args)
      const writes = [
        'portal_confirm_visit',
        'portal_ask_visit',
        'portal_ask_correction',
        'portal_answer_quote',
      ].includes(name)
      if (writes) expect(said(answer), name).toContain('company_not_working')
      else expect(answer.status, `${name} ${said(answer)}`).toBe(200)
    }
    const [row] = await db()<{ id: string }[]>`select id from public.portal_people where email = ${lapsed.person.email}`
    expect((await rest(lapsed.house.admin.user.token).rpc('end_portal_person', { p_id: row?.id })).status).toBe(204)
    expect((await person.rpc('portal_overview')).status).not.toBe(200)
  })
})

describe('what a customer does', () => {
  test('confirms a visit as it was seen, once; a moved one not', async () => {
    const papers = await addPapers(world.house, `visit${randomUUID().slice(0, 6)}`)
    const person = rest((await letIn(world.house, papers.customer)).token)
    const confirm = (version: number) => person.rpc('portal_confirm_visit', { p_id: papers.visit, p_version: version })
    await office().rpc('move_visit', {
      p_id: papers.visit,
      p_version: 1,
      p_starts_at: `${addDays(TODAY, 6)}T15:00:00Z`,
    })
    expect(said(await confirm(1))).toContain('visit_changed')
    expect((await confirm(2)).body).toBe(3)
    expect((await confirm(3)).body).toBe(3)
    const events = await db()<{ what: string; reason: string }[]>`
      select what, reason from public.visit_events where scheduled_job_id = ${papers.visit} and what = 'confirmed'`
    expect(events).toEqual([{ what: 'confirmed', reason: 'By the customer' }])
  })

  test('asks for a visit, once for an id; the office plans it with the wished days, or says why not', async () => {
    const papers = await addPapers(world.house, `ask${randomUUID().slice(0, 6)}`)
    const person = rest((await letIn(world.house, papers.customer)).token)
    const id = randomUUID()
    const ask = (days: string[], as = id) =>
      person.rpc('portal_ask_visit', { p_id: as, p_location_id: papers.site, p_days: days, p_note: 'mornings' })
    for (const days of [
      [],
      [addDays(TODAY, -1)],
      [addDays(TODAY, 400)],
      Array.from({ length: 6 }, (_, n) => addDays(TODAY, n + 1)),
    ])
      expect(said(await ask(days)), days.join()).toContain('portal_days')
    expect((await ask([addDays(TODAY, 3)])).body).toBe(id)
    expect((await ask([addDays(TODAY, 3)])).body).toBe(id)
    expect(said(await office().rpc('portal_requests_open'))).toContain(id)
    const order = (await office().rpc('plan_portal_request', { p_id: id })).body
    expect(order).toBe(papers.order)
    const [row] = await db()<{ notes: string; state: string }[]>`
      select w.notes, r.state from public.work_orders w, public.portal_requests r where w.id = ${papers.order} and r.id = ${id}`
    expect(row?.state).toBe('done')
    expect(row?.notes).toContain('mornings')
    expect(said(await office().rpc('plan_portal_request', { p_id: id }))).toContain('portal_answered')
    const second = randomUUID()
    await ask([addDays(TODAY, 9)], second)
    expect(said(await office().rpc('decline_portal_request', { p_id: second, p_answer: '' }))).toContain(
      'portal_say_why',
    )
    expect((await office().rpc('decline_portal_request', { p_id: second, p_answer: 'not this month' })).status).toBe(
      204,
    )
    expect(said(await person.rpc('portal_visits'))).toContain('not this month')
    for (let n = 0; n < 10; n += 1) await ask([addDays(TODAY, 9)], randomUUID())
    expect(said(await ask([addDays(TODAY, 9)], randomUUID()))).toContain('portal_too_many')
    expect(said(await ask([addDays(TODAY, 9)], second))).toContain(second)
  })

  test('a correction changes nothing until the office takes it over, and then what was asked alone', async () => {
    const papers = await addPapers(world.house, `fix${randomUUID().slice(0, 6)}`)
    const person = rest((await letIn(world.house, papers.customer)).token)
    const correct = (p: Record<string, string>, id = randomUUID()) =>
      person.rpc('portal_ask_correction', { p_id: id, p_customer_id: papers.customer, p })
    expect(said(await correct({ phone: '+15615550111', name: 'Another name', notes: 'x' }))).toContain(
      'portal_nothing_changed',
    )
    const id = randomUUID()
    await correct({ phone: '+15615550199', city: 'Jupiter', name: 'Another name', notes: 'x' }, id)
    const [before] = await db()<{ phone: string; changes: unknown }[]>`
      select c.phone, r.changes from public.customers c, public.portal_requests r where c.id = ${papers.customer} and r.id = ${id}`
    expect(before).toEqual({
      phone: '+15615550111',
      changes: { phone: ['+15615550111', '+15615550199'], city: [null, 'Jupiter'] },
    })
    expect((await office().rpc('accept_correction', { p_id: id, p_match_key: 'new key' })).status).toBe(204)
    const [after] = await db()<
      Record<string, string>[]
    >`select name, phone, city, notes, match_key from public.customers where id = ${papers.customer}`
    expect(after).toEqual({
      name: papers.word,
      phone: '+15615550199',
      city: 'Jupiter',
      notes: SECRET,
      match_key: 'new key',
    })
  })

  test('approves a quote with a name that is kept, once, and the repair is ordered', async () => {
    const papers = await addPapers(world.house, `quote${randomUUID().slice(0, 6)}`)
    const person = rest((await letIn(world.house, papers.customer)).token)
    const answer = (name: string) =>
      person.rpc('portal_answer_quote', { p_id: papers.quote, p_approve: true, p_name: name })
    expect(said(await answer(' '))).toContain('name_missing')
    expect((await answer('Carla Owner')).body).toBe('approved')
    expect(said(await answer('Carla Owner'))).toContain('quote_is_answered')
    expect((await person.rpc('portal_quote', { p_id: papers.quote })).body).toMatchObject({
      state: 'approved',
      answered_name: 'Carla Owner',
    })
    expect(
      await db()`select 1 from public.work_orders w where w.company_id = ${world.house.companyId} and w.location_id = ${papers.site} and w.kind = 'repair'`,
    ).toHaveLength(1)
  })

  test('pays what is open on an invoice: asked once, and what is not theirs or not open not at all', async () => {
    const ask = await mine().rpc('portal_pay_invoice', { p_id: world.mine.invoice })
    expect(ask.body).toMatchObject({ amount_cents: 11_500, company_id: world.house.companyId })
    expect((await mine().rpc('portal_pay_invoice', { p_id: world.mine.invoice })).body).toEqual(ask.body)
    expect(said(await mine().rpc('portal_pay_invoice', { p_id: world.other.invoice }))).toContain('not_found')
  })

  test('takes the latest report of each assembly along, of all sites or of one, and the log says so', async () => {
    const all = (await mine().rpc('portal_certificates')).body
    expect(all).toMatchObject([{ id: world.mine.record, path: world.mine.reportPath }])
    expect(said(await mine().rpc('portal_certificates', { p_location_id: world.other.site }))).toContain(
      'portal_no_reports',
    )
    const [entry] = await db()<{ action: string; row_count: number }[]>`
      select action, row_count from public.audit_log where company_id = ${world.house.companyId} order by seq desc limit 1`
    expect(entry).toEqual({ action: 'took certificates', row_count: 1 })
  })

  test('is nobody on the team: not in its list, and given no role there', async () => {
    const team = await as(world.house.admin.user).from('member_list').select('email').limit(100)
    expect(JSON.stringify(team.data)).not.toContain(world.person.email)
    const [profile] = await db()<{ id: string }[]>`select id from public.profiles where user_id = ${world.person.id}`
    expect(said(await office().rpc('change_role', { p_profile_id: profile?.id, p_role: 'company_admin' }))).toContain(
      'not_found',
    )
  })
})
