import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { createUser, db, rest, type TestUser } from './harness.ts'

/** A company founded by a confirmed person, through the function sign-up uses. */
export async function foundCompany(
  name = `Company ${randomUUID().slice(0, 8)}`,
): Promise<{ id: string; admin: TestUser }> {
  const admin = await createUser()
  const founded = await rest(admin.token).rpc('create_company', {
    p_name: name,
    p_full_name: 'Olga Owner',
    p_state: 'FL',
    p_time_zone: 'America/New_York',
  })
  expect(founded.status).toBe(200)
  return { id: String(founded.body), admin }
}

/** Invites and reads the token out of the mail, the only place it stands. */
export async function invite(
  admin: TestUser,
  email: string,
  role = 'technician',
): Promise<{ id: string; token: string }> {
  const invited = await rest(admin.token).rpc('invite_member', {
    p_email: email,
    p_full_name: 'Tim Tester',
    p_role: role,
  })
  expect(invited.status).toBe(200)
  const [mail] = await db()<{ data: { token: string } }[]>`
    select data from private.outbox where recipient = ${email.toLowerCase()} and kind = 'invitation' order by created_at desc limit 1`
  return { id: String(invited.body), token: mail?.data.token ?? '' }
}

/** A confirmed person who was invited and accepted. */
export async function join(admin: TestUser, role = 'technician'): Promise<{ user: TestUser; profileId: string }> {
  const user = await createUser()
  const { token } = await invite(admin, user.email, role)
  expect((await rest(user.token).rpc('accept_invitation', { p_token: token })).status).toBe(200)
  const [profile] = await db()<
    { id: string }[]
  >`select id from public.profiles where user_id = ${user.id} and removed_at is null`
  return { user, profileId: profile?.id ?? '' }
}

/** The code of a refusal as PostgREST hands it over, or the whole answer. */
export const codeOf = (answer: { body: unknown }): unknown =>
  typeof answer.body === 'object' && answer.body !== null && 'message' in answer.body
    ? answer.body.message
    : answer.body
