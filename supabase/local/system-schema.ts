import { createHash } from 'node:crypto'
import { getAuthSchemaSql, getStorageSchemaSql } from '@supabase/lite'
import type { Sql } from 'postgres'
import { ADMIN_USER } from './postgres.ts'
import type { Keys } from './keys.ts'

/** The role the gateway signs in as: no superuser, no BYPASSRLS; it may only become the three roles of the API. */
export const GATEWAY_USER = 'authenticator'

/** Statement timeouts of hosted Supabase; a function's own setting replaces them for its call. */
export const ROLE_TIMEOUTS = { anon: '3s', authenticated: '8s', [GATEWAY_USER]: '8s' } as const

/**
 * What hosted Supabase has before the first migration: roles, the schemas auth and storage, their functions and grants.
 * Roles and rights follow hosted Supabase closely, so that a migration it would refuse is refused here too:
 * `postgres` owns our objects and bypasses RLS but is no superuser, and the schemas auth and storage belong to others.
 */
export async function createSystemSchema(admin: Sql, keys: Keys): Promise<void> {
  await admin.begin(async (sql) => {
    // Two starts at once must not both create the roles.
    await sql`select pg_advisory_xact_lock(4711, 1)`
    await sql.unsafe(rolesSql())
    const passwords: [string, string][] = [
      ['postgres', keys.databasePassword],
      [GATEWAY_USER, keys.gatewayPassword],
    ]
    for (const [role, password] of passwords) {
      // The passwords are our own base64url: no quote can stand in them.
      await sql.unsafe(`alter role ${role} with password '${password}'`)
    }
    const body = [schemasSql(), ATTEMPTS_SQL]
    const hash = createHash('sha256').update(body.join('\n')).digest('hex')
    await sql.unsafe(`
      create schema if not exists local_gateway;
      create table if not exists local_gateway.applied (hash text primary key, applied_at timestamptz not null default now());
    `)
    const done = await sql`select 1 from local_gateway.applied where hash = ${hash}`
    if (done.length > 0) return
    for (const part of body) await sql.unsafe(part)
    await sql`insert into local_gateway.applied (hash) values (${hash})`
  })
}

function rolesSql(): string {
  const role = (name: string, attributes: string): string =>
    `if not exists (select 1 from pg_roles where rolname = '${name}') then create role ${name} ${attributes}; else alter role ${name} ${attributes}; end if;`
  return `
    do $roles$ begin
      ${role('anon', 'nologin noinherit nosuperuser nobypassrls')}
      ${role('authenticated', 'nologin noinherit nosuperuser nobypassrls')}
      ${role('service_role', 'nologin noinherit nosuperuser bypassrls')}
      ${role('supabase_auth_admin', 'nologin noinherit nosuperuser nobypassrls')}
      ${role('supabase_storage_admin', 'nologin noinherit nosuperuser nobypassrls')}
      ${role(GATEWAY_USER, 'login noinherit nosuperuser nobypassrls')}
      -- PGlite's first superuser is called postgres, and the first one has to stay one.
      if not exists (select 1 from pg_roles where rolname = 'postgres' and oid = 10) then
        ${role('postgres', 'login inherit nosuperuser bypassrls createrole createdb')}
      end if;
    end $roles$;
    -- The gateway may become the API's roles without having their rights, and has the rights of the two services it is.
    grant anon, authenticated, service_role to ${GATEWAY_USER} with inherit false, set true;
    grant supabase_auth_admin, supabase_storage_admin to ${GATEWAY_USER} with inherit true, set false;
    grant anon, authenticated, service_role to postgres with admin option;
    -- Hosted Supabase lets postgres write policies on storage.objects; owning rights are plain PostgreSQL's way to say so.
    grant supabase_storage_admin to postgres with inherit true, set false;
    ${Object.entries(ROLE_TIMEOUTS)
      .map(([name, timeout]) => `alter role ${name} set statement_timeout = '${timeout}';`)
      .join('\n')}
    alter role ${GATEWAY_USER} set lock_timeout = '8s';
    alter role ${GATEWAY_USER} set idle_in_transaction_session_timeout = '60s';
    alter database postgres owner to postgres;
    alter database postgres set timezone = 'UTC';
    grant pg_read_all_stats, pg_monitor to postgres;
  `
}

/** `create … if not exists` of the package, made strict about owner and rights. */
function schemasSql(): string {
  return `
    ${getAuthSchemaSql()}
    ${getStorageSchemaSql()}
    create or replace function auth.uid() returns uuid language sql stable as $f$
      select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
        (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'))::uuid $f$;
    create or replace function auth.role() returns text language sql stable as $f$
      select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''),
        (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'))::text $f$;
    create or replace function auth.email() returns text language sql stable as $f$
      select coalesce(nullif(current_setting('request.jwt.claim.email', true), ''),
        (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'))::text $f$;
    create or replace function auth.jwt() returns jsonb language sql stable as $f$
      select coalesce(nullif(current_setting('request.jwt.claim', true), ''),
        nullif(current_setting('request.jwt.claims', true), ''))::jsonb $f$;

    do $own$ declare found record; begin
      for found in
        select c.oid::regclass as name, n.nspname, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('auth', 'storage') and c.relkind in ('r', 'p')
      loop
        execute format('alter table %s owner to %s', found.name,
          case found.nspname when 'auth' then 'supabase_auth_admin' else 'supabase_storage_admin' end);
        execute format('alter table %s enable row level security', found.name);
      end loop;
      for found in
        select p.oid::regprocedure as name, n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('auth', 'storage')
      loop
        execute format('alter function %s owner to %s', found.name,
          case found.nspname when 'auth' then 'supabase_auth_admin' else 'supabase_storage_admin' end);
      end loop;
    end $own$;
    alter schema auth owner to supabase_auth_admin;
    alter schema storage owner to supabase_storage_admin;

    revoke all on schema auth, storage from public;
    grant usage on schema auth to anon, authenticated, service_role, postgres;
    grant usage on schema storage to anon, authenticated, service_role, postgres;
    revoke execute on all functions in schema auth, storage from public;
    grant execute on all functions in schema auth, storage to anon, authenticated, service_role, postgres;
    grant select, insert, update, delete, references, trigger, truncate on all tables in schema auth to postgres;
    grant all on all tables in schema storage to postgres;
    grant select, insert, update, delete on storage.objects, storage.buckets to anon, authenticated;
    grant all on storage.objects, storage.buckets to service_role;

    create schema if not exists extensions authorization postgres;
    grant usage on schema extensions to anon, authenticated, service_role, ${GATEWAY_USER};
    create extension if not exists pgcrypto with schema extensions;

    alter schema public owner to postgres;
    grant usage on schema public to anon, authenticated, service_role;
    -- Hosted Supabase's defaults: our first migration revokes them, and this is what it must be tested against.
    alter default privileges for role postgres in schema public grant all on tables to anon, authenticated, service_role;
    alter default privileges for role postgres in schema public grant all on functions to anon, authenticated, service_role;
    alter default privileges for role postgres in schema public grant all on sequences to anon, authenticated, service_role;
    alter default privileges for role ${ADMIN_USER} revoke execute on functions from public;

    create schema if not exists supabase_migrations authorization postgres;
  `
}

/** Attempts at signing in and the like: counted in the database, so that a restart forgets nothing; keys are hashes only. */
const ATTEMPTS_SQL = `
  revoke all on schema local_gateway from public;
  grant usage on schema local_gateway to ${GATEWAY_USER};
  create table if not exists local_gateway.attempts (
    kind text not null,
    key_hash bytea not null,
    window_ends_at timestamptz not null,
    hits int not null,
    primary key (kind, key_hash)
  );
  create or replace function local_gateway.take_attempt(p_kind text, p_key bytea, p_limit int, p_window interval)
  returns int language plpgsql security definer set search_path = '' as $f$
  declare v_hits int; v_ends timestamptz;
  begin
    -- Old windows go as a by-product, a few at a time; nobody waits for them.
    delete from local_gateway.attempts where ctid in (
      select ctid from local_gateway.attempts where window_ends_at < now() - interval '1 hour' limit 20 for update skip locked);
    insert into local_gateway.attempts as a (kind, key_hash, window_ends_at, hits)
    values (p_kind, p_key, now() + p_window, 1)
    on conflict (kind, key_hash) do update
      set hits = case when a.window_ends_at < now() then 1 else a.hits + 1 end,
          window_ends_at = case when a.window_ends_at < now() then now() + p_window else a.window_ends_at end
    returning hits, window_ends_at into v_hits, v_ends;
    if v_hits <= p_limit then return 0; end if;
    return greatest(1, ceil(extract(epoch from v_ends - now())))::int;
  end $f$;
  create or replace function local_gateway.give_back(p_kind text, p_key bytea, p_all boolean)
  returns void language sql security definer set search_path = '' as $f$
    update local_gateway.attempts set hits = case when p_all then 0 else greatest(0, hits - 1) end
    where kind = p_kind and key_hash = p_key;
  $f$;
  create or replace function local_gateway.end_other_sessions(p_user uuid, p_keep uuid)
  returns void language sql security definer set search_path = '' as $f$
    delete from auth.sessions where user_id = p_user and id is distinct from p_keep;
  $f$;
  revoke execute on all functions in schema local_gateway from public;
  grant execute on all functions in schema local_gateway to ${GATEWAY_USER};
`
