-- The ground everything stands on: nobody may do anything until a noun's own migration grants it.
-- Helpers live in `private`, which the REST API does not expose; `public` holds tables, views and thin wrappers.

alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke execute on functions from anon, authenticated, service_role;
revoke all on all tables in schema public from anon, authenticated, service_role;
revoke create on schema public from public;
grant usage on schema public to anon, authenticated, service_role;

create schema if not exists private;
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;

create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists btree_gin with schema extensions;
create extension if not exists pgcrypto with schema extensions;

-- Expected refusals carry a code of ours in the message and the field in the detail; lib/errors.ts turns them
-- into a sentence. SQLSTATE FT001 keeps them apart from faults.
create function private.refuse(p_code text, p_field text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
  raise exception using errcode = 'FT001', message = p_code, detail = coalesce(p_field, '');
end;
$$;

create function private.touch_updated_at()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;

-- Role × permission: the matrix of docs/rules.md, read by private.may() and by the tests.
create table private.role_permissions (
  role text not null,
  permission text not null,
  primary key (role, permission)
);

insert into private.role_permissions (role, permission)
select role, permission
from (values
  ('company:read',    array['company_admin', 'office', 'technician']),
  ('company:write',   array['company_admin']),
  ('team:read',       array['company_admin', 'office', 'technician']),
  ('team:write',      array['company_admin']),
  ('audit:read',      array['company_admin']),
  ('messages:read',   array['company_admin', 'office']),
  ('customers:read',  array['company_admin', 'office', 'technician']),
  ('customers:write', array['company_admin', 'office']),
  ('devices:read',    array['company_admin', 'office', 'technician']),
  ('devices:write',   array['company_admin', 'office']),
  ('prices:read',     array['company_admin', 'office']),
  ('tests:read',      array['company_admin', 'office', 'technician']),
  ('tests:write',     array['company_admin', 'office', 'technician']),
  ('tests:override',  array['company_admin']),
  ('districts:read',  array['company_admin', 'office', 'technician']),
  ('districts:write', array['company_admin', 'office']),
  ('gauges:read',     array['company_admin', 'office', 'technician']),
  ('gauges:write',    array['company_admin', 'office']),
  ('licences:read',   array['company_admin', 'office', 'technician']),
  ('licences:write',  array['company_admin', 'office']),
  ('imports:read',    array['company_admin', 'office']),
  ('imports:write',   array['company_admin', 'office']),
  ('files:read',      array['company_admin', 'office', 'technician']),
  ('files:write',     array['company_admin', 'office', 'technician'])
) as matrix (permission, roles)
cross join lateral unnest(matrix.roles) as role;
