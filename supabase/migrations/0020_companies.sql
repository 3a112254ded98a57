-- Companies (the tenants), the people in them, and who is asking. Every policy in the database rests on this file.

create table public.companies (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint companies_name_length check (length(btrim(name)) between 2 and 120),
  phone text,
  email text,
  line1 text,
  line2 text,
  city text,
  state text,
  zip text,
  time_zone text not null default 'America/New_York',
  licence_text text,
  logo_file_id uuid,
  subscription_status text not null default 'trialing'
    constraint companies_subscription_status check (subscription_status in ('trialing', 'active', 'past_due', 'canceled')),
  trial_ends_at timestamptz not null default now() + interval '14 days',
  deletion_clock_starts_at timestamptz,
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.company_settings (
  company_id uuid primary key references public.companies (id) deferrable,
  due_soon_days int not null default 30 constraint company_settings_due_soon check (due_soon_days between 1 and 180),
  target_lead_days int not null default 14 constraint company_settings_target_lead check (target_lead_days between 0 and 180),
  certification_sentence text not null default 'I certify that this report is accurate, that I am the person who made the test, and that the readings are as I observed them on the date shown.'
    constraint company_settings_certification check (length(certification_sentence) between 10 and 600),
  technicians_see_prices boolean not null default false,
  sample_data boolean not null default false,
  first_run_hidden boolean not null default false,
  updated_at timestamptz not null default now()
);

-- One row per person who signed up; the company they have open now is chosen by them and kept here.
create table public.people (
  user_id uuid primary key references auth.users (id) on delete cascade,
  active_company_id uuid references public.companies (id) on delete set null,
  scheme text not null default 'system' constraint people_scheme check (scheme in ('system', 'light', 'dark')),
  field_order text not null default 'USC' constraint people_field_order check (field_order in ('USC', 'ASSE')),
  created_at timestamptz not null default now()
);
create index people_active_company on public.people (active_company_id);

-- A person's place in one company. Removal keeps the row (signed tests point at it) and ends every right at once.
create table public.profiles (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete set null,
  role text not null constraint profiles_role check (role in ('company_admin', 'office', 'technician', 'customer', 'operator', 'district_admin')),
  full_name text not null constraint profiles_full_name_length check (length(btrim(full_name)) between 1 and 120),
  email text not null,
  phone text,
  -- the branch they are put in (0280); null sees all
  branch_id uuid,
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (company_id, id)
);
create unique index profiles_one_per_person on public.profiles (company_id, user_id) where removed_at is null;
create index profiles_user on public.profiles (user_id, company_id) where removed_at is null;

-- Who is asking, in plpgsql because its plans are kept for the session (in sql each call would be planned anew).
-- A token whose session was signed out, a removed member, an erased company: null, so no row matches. Whoever is a member of
-- nothing may be an operator whom a company lets look in (0210); members are never asked.
create function private.auth_company_id()
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return coalesce((
    select p.company_id
    from public.people m
    join public.profiles p on p.company_id = m.active_company_id and p.user_id = m.user_id and p.removed_at is null
    join public.companies c on c.id = p.company_id and c.erased_at is null
    join auth.sessions s on s.user_id = m.user_id and s.id = ((select auth.jwt()) ->> 'session_id')::uuid
    where m.user_id = (select auth.uid())
  ), (private.support_grant()).company_id);
end;
$$;

-- The caller as a person, while their session lives: for what belongs to a person and not to a company.
create function private.auth_user_id()
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (
    select s.user_id from auth.sessions s
    where s.user_id = (select auth.uid()) and s.id = ((select auth.jwt()) ->> 'session_id')::uuid
  );
end;
$$;

create function private.auth_profile_id()
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (
    select p.id
    from public.people m
    join public.profiles p on p.company_id = m.active_company_id and p.user_id = m.user_id and p.removed_at is null
    join public.companies c on c.id = p.company_id and c.erased_at is null
    join auth.sessions s on s.user_id = m.user_id and s.id = ((select auth.jwt()) ->> 'session_id')::uuid
    where m.user_id = (select auth.uid())
  );
end;
$$;

create function private.auth_role()
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return coalesce((
    select p.role
    from public.people m
    join public.profiles p on p.company_id = m.active_company_id and p.user_id = m.user_id and p.removed_at is null
    join public.companies c on c.id = p.company_id and c.erased_at is null
    join auth.sessions s on s.user_id = m.user_id and s.id = ((select auth.jwt()) ->> 'session_id')::uuid
    where m.user_id = (select auth.uid())
  ), case when (private.support_grant()).company_id is not null then 'support' end);
end;
$$;

-- The one branch the caller sees; null: all of them. Asked only beside the company.
create function private.auth_branch_id()
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (
    select p.branch_id from public.people m
    join public.profiles p on p.company_id = m.active_company_id and p.user_id = m.user_id and p.removed_at is null
    where m.user_id = (select auth.uid())
  );
end;
$$;

-- True for whoever sees all branches, null for whoever is put in one. Policies ask whether it is null: PostgreSQL then expects that rows
-- are seen, as nearly always they are, where it would take any other condition to hide half of each table and plan for that.
create function private.sees_all_branches()
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return case when private.auth_branch_id() is null then true end;
end;
$$;

-- What only makes sense with all branches in sight: sheets hold everybody's customers, the log of messages everybody's addresses.
create function private.needs_all_branches(p_permission text)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select p_permission in ('imports:read', 'imports:write', 'messages:read');
$$;

-- The caller's company when their role there holds the permission, else null: what every policy asks, once a statement.
create function private.auth_company_id(p_permission text)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid;
  v_role text;
  v_branch uuid;
begin
  select p.company_id, p.role, p.branch_id into v_company, v_role, v_branch
  from public.people m
  join public.profiles p on p.company_id = m.active_company_id and p.user_id = m.user_id and p.removed_at is null
  join public.companies c on c.id = p.company_id and c.erased_at is null
  join auth.sessions s on s.user_id = m.user_id and s.id = ((select auth.jwt()) ->> 'session_id')::uuid
  where m.user_id = (select auth.uid());
  if v_company is null then
    v_company := (private.support_grant()).company_id;
    v_role := 'support';
  end if;
  return case when exists (
    select 1 from private.role_permissions r where r.role = v_role and r.permission = p_permission
  ) and (v_branch is null or not private.needs_all_branches(p_permission)) then v_company end;
end;
$$;

create function private.may(p_permission text)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return private.auth_company_id(p_permission) is not null;
end;
$$;

-- The present, as everything that ends an account sees it: trial, read-only grace, closing, sweep. Rows and audit entries
-- bear real time. Under the embedded stack supabase/local/clock.ts lets the demo move it forward, for one company at a time.
create function private.clock(p_company_id uuid)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
begin
  return now();
end;
$$;

-- A trial that ran out or a cancelled account is read-only from its clock on (PRODUCT 4).
create function private.company_is_open(p_company_id uuid)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return coalesce((
    select c.erased_at is null
      and (c.deletion_clock_starts_at is null or c.deletion_clock_starts_at > private.clock(c.id))
      and not (c.subscription_status = 'trialing' and c.trial_ends_at <= private.clock(c.id))
      and c.subscription_status <> 'canceled'
    from public.companies c where c.id = p_company_id
  ), false);
end;
$$;

-- Whoever writes has a place in the company: support only looks.
create function private.company_is_writable()
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return private.company_is_open((select private.auth_company_id())) and (select private.auth_profile_id()) is not null;
end;
$$;

revoke execute on all functions in schema private from public, anon;
grant execute on function
  private.auth_company_id(), private.auth_company_id(text), private.auth_user_id(), private.auth_profile_id(), private.auth_role(), private.auth_branch_id(), private.sees_all_branches(), private.may(text), private.company_is_writable()
to authenticated, service_role;
grant execute on function private.refuse(text, text) to anon, authenticated, service_role;

-- Guard of every definer function: the caller holds the permission in a company that is open for writing.
-- Returns the company. The refusal is also kept in security_log (0030).
create function private.require_permission(p_permission text, p_write boolean default true)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.auth_company_id();
begin
  if v_company is null then
    perform private.refuse('not_signed_in');
  end if;
  if not private.may(p_permission) then
    perform private.refuse('not_allowed');
  end if;
  if p_write and private.auth_profile_id() is null then
    perform private.refuse('support_only_reads');
  end if;
  if p_write and not private.company_is_open(v_company) then
    perform private.refuse('company_read_only');
  end if;
  return v_company;
end;
$$;
revoke execute on function private.require_permission(text, boolean) from public;
grant execute on function private.require_permission(text, boolean) to authenticated;
