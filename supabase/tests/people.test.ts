import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { createUser, db, rest, type TestUser } from './harness.ts'
import { codeOf, foundCompany, invite, join } from './people-cast.ts'

let company: { id: string; admin: TestUser }
beforeAll(async () => {
  company = await foundCompany()
})

describe('founding a company', () => {
  test('makes its founder the admin, once, however often it is asked', async () => {
    const again = await rest(company.admin.token).rpc('create_company', {
      p_name: 'Second',
      p_full_name: 'Olga',
      p_state: 'FL',
      p_time_zone: 'America/New_York',
    })
    expect(again.body).toBe(company.id)
    const context = await rest(company.admin.token).rpc('my_context')
    expect(context.body).toMatchObject({
      company: { id: company.id, writable: true },
      profile: { role: 'company_admin' },
    })
    const log = await rest(company.admin.token).get('audit_list?select=action,noun&order=seq')
    expect(log.body).toContainEqual({ action: 'founded', noun: 'companies' })
  })

  test('begins anew where the company before was erased', async () => {
    const before = await foundCompany()
    await db()`update public.companies set erased_at = now() where id = ${before.id}`
    const args = { p_name: 'Anew', p_full_name: 'A', p_state: 'FL', p_time_zone: 'America/New_York' }
    const { body: id } = await rest(before.admin.token).rpc('create_company', args)
    expect(id).not.toBe(before.id)
    expect((await rest(before.admin.token).rpc('my_context')).body).toMatchObject({ company: { id, writable: true } })
  })

  test('takes a confirmed address, a real time zone and a name', async () => {
    const waiting = await createUser()
    await db()`update auth.users set email_confirmed_at = null where id = ${waiting.id}`
    const args = { p_name: 'Early', p_full_name: 'E', p_state: 'FL', p_time_zone: 'America/New_York' }
    expect(codeOf(await rest(waiting.token).rpc('create_company', args))).toBe('email_not_verified')
    const person = await createUser()
    expect(codeOf(await rest(person.token).rpc('create_company', { ...args, p_time_zone: 'Mars/Base' }))).toBe(
      'time_zone_unknown',
    )
    expect((await rest(person.token).rpc('create_company', { ...args, p_name: ' ' })).status).toBe(400)
    expect((await rest().rpc('create_company', args)).status).toBe(401)
  })
})

describe('an invitation', () => {
  test('is known by its token, accepted once, and gives its role in the company that is then open', async () => {
    const user = await createUser()
    const { token } = await invite(company.admin, user.email.toUpperCase(), 'office')
    expect(token).toMatch(/^[0-9a-f]{40}$/)
    const peek = await rest().rpc('peek_invitation', { p_token: token })
    expect(peek.body).toMatchObject({ email: user.email, role: 'office', full_name: 'Tim Tester' })
    expect((await rest(user.token).rpc('accept_invitation', { p_token: token })).body).toBe(company.id)
    expect((await rest(user.token).rpc('my_context')).body).toMatchObject({
      company: { id: company.id },
      profile: { role: 'office' },
    })

    const log = await rest(company.admin.token).get('audit_list?select=who,action,noun&order=seq.desc&limit=2')
    expect(log.body).toEqual([
      { who: 'Tim Tester', action: 'changed', noun: 'invitations' },
      { who: 'Tim Tester', action: 'added', noun: 'profiles' },
    ])

    expect((await rest().rpc('peek_invitation', { p_token: token })).body).toBeNull()
    expect(codeOf(await rest(user.token).rpc('accept_invitation', { p_token: token }))).toBe('invitation_not_valid')
    const twin = await createUser()
    expect(codeOf(await rest(twin.token).rpc('accept_invitation', { p_token: token }))).toBe('invitation_not_valid')
  })

  test('keeps only the hash of its token, and shows not even that', async () => {
    const email = `hash-${randomUUID()}@example.com`
    const { id, token } = await invite(company.admin, email)
    const [row] = await db()<
      { hash: string }[]
    >`select encode(token_hash, 'hex') as hash from public.invitations where id = ${id}`
    expect(row?.hash).not.toContain(token)
    const hidden = await rest(company.admin.token).get(`invitations?select=token_hash&id=eq.${id}`)
    expect(hidden.status).toBe(403)
    const [jobs] = await db()<
      { n: number }[]
    >`select count(*)::int as n from private.jobs where payload::text like ${`%${token}%`}`
    expect(jobs?.n).toBe(0)
  })

  test('works for the invited address alone', async () => {
    const { token } = await invite(company.admin, `right-${randomUUID()}@example.com`)
    const other = await createUser()
    expect(codeOf(await rest(other.token).rpc('accept_invitation', { p_token: token }))).toBe('invitation_not_valid')
    expect((await rest().rpc('peek_invitation', { p_token: token })).body).not.toBeNull()
  })

  test('dies when it is withdrawn, when it is sent anew, and after seven days', async () => {
    const user = await createUser()
    const first = await invite(company.admin, user.email)
    const second = await invite(company.admin, user.email)
    expect((await rest().rpc('peek_invitation', { p_token: first.token })).body).toBeNull()
    expect((await rest(company.admin.token).rpc('revoke_invitation', { p_id: second.id })).status).toBeLessThan(300)
    expect(codeOf(await rest(user.token).rpc('accept_invitation', { p_token: second.token }))).toBe(
      'invitation_not_valid',
    )
    expect(codeOf(await rest(company.admin.token).rpc('revoke_invitation', { p_id: second.id }))).toBe('not_found')

    const third = await invite(company.admin, user.email)
    const [row] = await db()<{ days: number }[]>`
      select extract(epoch from expires_at - created_at) / 86400 as days from public.invitations where id = ${third.id}`
    expect(Number(row?.days)).toBe(7)
    await db()`update public.invitations set expires_at = now() - interval '1 second' where id = ${third.id}`
    expect((await rest().rpc('peek_invitation', { p_token: third.token })).body).toBeNull()
    expect(codeOf(await rest(user.token).rpc('accept_invitation', { p_token: third.token }))).toBe(
      'invitation_not_valid',
    )
  })

  test('is sent, seen and withdrawn by admins of that company alone, and stays where it is when a stranger tries', async () => {
    const { user: technician } = await join(company.admin)
    const stranger = await foundCompany()
    const args = { p_email: 'x@example.com', p_full_name: 'X', p_role: 'company_admin' }
    expect(codeOf(await rest(technician.token).rpc('invite_member', args))).toBe('not_allowed')
    expect((await rest(technician.token).get('invitations?select=id')).body).toEqual([])
    const mine = await invite(company.admin, `mine-${randomUUID()}@example.com`)
    expect((await rest(stranger.admin.token).get('invitations?select=id')).body).toEqual([])
    expect(codeOf(await rest(stranger.admin.token).rpc('revoke_invitation', { p_id: mine.id }))).toBe('not_found')
    expect((await rest().rpc('peek_invitation', { p_token: mine.token })).body).not.toBeNull()
  })

  test('is refused to members, and made once when two are sent at the same moment', async () => {
    const { user } = await join(company.admin)
    const args = { p_email: user.email, p_full_name: 'Again', p_role: 'office' }
    expect(codeOf(await rest(company.admin.token).rpc('invite_member', args))).toBe('already_a_member')
    const email = `race-${randomUUID()}@example.com`
    await Promise.all(
      [invite(company.admin, email), invite(company.admin, email)].map((each) => each.catch(() => undefined)),
    )
    const [open] = await db()<{ n: number }[]>`
      select count(*)::int as n from public.invitations where email = ${email} and accepted_at is null and revoked_at is null`
    expect(open?.n).toBe(1)
  })

  test('cannot be accepted twice at the same moment', async () => {
    const user = await createUser()
    const { token } = await invite(company.admin, user.email)
    const answers = await Promise.all(
      [1, 2, 3].map(() => rest(user.token).rpc('accept_invitation', { p_token: token })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const [profiles] = await db()<
      { n: number }[]
    >`select count(*)::int as n from public.profiles where user_id = ${user.id} and removed_at is null`
    expect(profiles?.n).toBe(1)
  })
})

describe('roles', () => {
  test('a change counts from the very next statement, with the same live token', async () => {
    const { user, profileId } = await join(company.admin, 'technician')
    const customer = { company_id: company.id, name: 'Dock & Sons', match_key: `dock ${randomUUID()}` }
    expect((await rest(user.token).post('customers', customer)).status).toBe(403)
    expect(
      (await rest(company.admin.token).rpc('change_role', { p_profile_id: profileId, p_role: 'office' })).status,
    ).toBeLessThan(300)
    expect((await rest(user.token).post('customers', customer)).status).toBe(201)
    await rest(company.admin.token).rpc('change_role', { p_profile_id: profileId, p_role: 'technician' })
    expect((await rest(user.token).post('customers', { ...customer, match_key: randomUUID() })).status).toBe(403)
  })

  test('nobody gives himself one, neither by the function nor by the table', async () => {
    const { user, profileId } = await join(company.admin, 'technician')
    expect(
      codeOf(await rest(user.token).rpc('change_role', { p_profile_id: profileId, p_role: 'company_admin' })),
    ).toBe('not_allowed')
    expect((await rest(user.token).patch(`profiles?id=eq.${profileId}`, { role: 'company_admin' })).status).toBe(403)
    expect(
      (
        await rest(user.token).post('profiles', {
          company_id: company.id,
          user_id: user.id,
          role: 'company_admin',
          full_name: 'x',
          email: 'x',
        })
      ).status,
    ).toBe(403)
    const [row] = await db()<{ role: string }[]>`select role from public.profiles where id = ${profileId}`
    expect(row?.role).toBe('technician')
  })

  test('unknown ones and other companies’ people are refused alike', async () => {
    const { profileId } = await join(company.admin)
    const stranger = await foundCompany()
    expect(
      codeOf(await rest(company.admin.token).rpc('change_role', { p_profile_id: profileId, p_role: 'operator' })),
    ).toBe('role_unknown')
    for (const id of [profileId, randomUUID()]) {
      expect(codeOf(await rest(stranger.admin.token).rpc('change_role', { p_profile_id: id, p_role: 'office' }))).toBe(
        'not_found',
      )
      expect(codeOf(await rest(stranger.admin.token).rpc('remove_member', { p_profile_id: id }))).toBe('not_found')
    }
  })

  test('the last admin can neither be removed nor made less, not even by two who try at once', async () => {
    const { admin } = await foundCompany()
    const own = await rest(admin.token).get('profiles?select=id')
    const id = (own.body as { id: string }[])[0]?.id ?? ''
    expect(codeOf(await rest(admin.token).rpc('change_role', { p_profile_id: id, p_role: 'office' }))).toBe(
      'last_admin',
    )
    expect(codeOf(await rest(admin.token).rpc('remove_member', { p_profile_id: id }))).toBe('last_admin')

    const second = await join(admin, 'company_admin')
    const answers = await Promise.all([
      rest(admin.token).rpc('remove_member', { p_profile_id: second.profileId }),
      rest(second.user.token).rpc('remove_member', { p_profile_id: id }),
    ])
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
  })
})

describe('removal', () => {
  test('ends every right with the next statement, and leaves what was signed', async () => {
    const { user, profileId } = await join(company.admin, 'office')
    const bare = rest(user.token)
    expect((await bare.get('profiles?select=id')).body).not.toEqual([])
    expect((await rest(company.admin.token).rpc('remove_member', { p_profile_id: profileId })).status).toBeLessThan(300)
    expect((await bare.get('companies?select=id')).body).toEqual([])
    for (const table of [
      'profiles',
      'company_settings',
      'customers',
      'devices',
      'gauges',
      'files',
      'audit_log',
      'member_list',
    ]) {
      expect((await bare.get(`${table}?select=company_id`)).body, table).toEqual([])
    }
    expect((await bare.get('districts?select=id')).body).toEqual([])
    expect((await bare.post('customers', { company_id: company.id, name: 'x', match_key: 'x' })).status).toBe(403)
    expect((await bare.rpc('my_context')).body).toMatchObject({
      company: null,
      profile: null,
      permissions: [],
      companies: [],
    })
    const [row] = await db()<
      { removed: boolean }[]
    >`select removed_at is not null as removed from public.profiles where id = ${profileId}`
    expect(row?.removed).toBe(true)
  })

  test('leads back through a new invitation, under a new profile', async () => {
    const { user, profileId } = await join(company.admin)
    await rest(company.admin.token).rpc('remove_member', { p_profile_id: profileId })
    const { token } = await invite(company.admin, user.email, 'office')
    expect((await rest(user.token).rpc('accept_invitation', { p_token: token })).status).toBe(200)
    const rows = await db()<
      { id: string }[]
    >`select id from public.profiles where user_id = ${user.id} and removed_at is null`
    expect(rows).toHaveLength(1)
    expect(rows[0]?.id).not.toBe(profileId)
  })
})

describe('several companies', () => {
  test('one is open at a time, chosen by the person, and only one’s own can be', async () => {
    const other = await foundCompany()
    const stranger = await foundCompany()
    const { user } = await join(company.admin, 'office')
    const { token } = await invite(other.admin, user.email, 'technician')
    await rest(user.token).rpc('accept_invitation', { p_token: token })
    const seen = async (): Promise<unknown> => (await rest(user.token).get('companies?select=id')).body
    expect(await seen()).toEqual([{ id: other.id }])
    expect((await rest(user.token).rpc('choose_company', { p_company_id: company.id })).status).toBeLessThan(300)
    expect(await seen()).toEqual([{ id: company.id }])
    expect((await rest(user.token).rpc('my_context')).body).toMatchObject({ profile: { role: 'office' } })
    for (const id of [stranger.id, randomUUID()]) {
      expect(codeOf(await rest(user.token).rpc('choose_company', { p_company_id: id }))).toBe('not_found')
    }
    expect(
      (await rest(user.token).patch(`people?user_id=eq.${user.id}`, { active_company_id: stranger.id })).status,
    ).toBe(403)
    expect(await seen()).toEqual([{ id: company.id }])
  })
})
