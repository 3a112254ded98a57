import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { DEMO_PASSWORD } from '../../supabase/local/seed-companies.ts'

/** A company of its own with one admin, who signs in with the demo's password: what a test does to it is nobody's else. */
export async function throwawayCompany(sql: Sql, name: string): Promise<{ id: string; email: string }> {
  const [id, userId] = [randomUUID(), randomUUID()]
  const email = `admin-${id.slice(0, 8)}@throwaway.example`
  await sql.begin(async (tx) => {
    await tx`insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
      values (${userId}, ${email}, extensions.crypt(${DEMO_PASSWORD}, extensions.gen_salt('bf', 8)), now(), '{"provider": "email", "providers": ["email"]}', '{}')`
    await tx`insert into auth.identities (id, provider, provider_id, user_id, identity_data)
      values (${randomUUID()}, 'email', ${userId}, ${userId}, jsonb_build_object('sub', ${userId}::text, 'email', ${email}::text, 'email_verified', true))`
    await tx`insert into public.companies (id, name, state, time_zone, subscription_status, trial_ends_at)
      values (${id}, ${name}, 'FL', 'America/New_York', 'active', now() + interval '14 days')`
    await tx`insert into public.company_settings (company_id) values (${id})`
    await tx`insert into public.people (user_id, active_company_id) values (${userId}, ${id})`
    await tx`insert into public.profiles (company_id, user_id, role, full_name, email) values (${id}, ${userId}, 'company_admin', 'Ada Throwaway', ${email})`
  })
  return { id, email }
}

/** A company whose 30 days have passed and that was swept: it has a certificate. */
export async function erasedCompany(sql: Sql): Promise<string> {
  const { id } = await throwawayCompany(sql, 'Erased Throwaway')
  await sql`update public.companies set (subscription_status, deletion_clock_starts_at) = ('canceled', now() - interval '31 days') where id = ${id}`
  await sql`select private.sweep_company(${id}, now())`
  return id
}
