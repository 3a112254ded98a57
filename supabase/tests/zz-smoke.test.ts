import { expect, test } from 'vitest'
import { allGrants, asUser, client, createUser, rest } from './harness.ts'
test('smoke', async () => {
  const u = await createUser()
  expect(await asUser(u, async (sql) => (await sql`select auth.uid() as id, current_user as me`)[0])).toEqual({ id: u.id, me: 'authenticated' })
  console.log((await allGrants()).length)
  console.log(await rest(u.token).rpc('my_context'), await client().auth.signInWithPassword({ email: u.email, password: u.password }).then((r) => r.error ?? 'in'))
})
