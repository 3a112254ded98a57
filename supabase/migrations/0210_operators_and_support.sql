-- Our own staff. An operator belongs to no company and sees nothing of one, but while its admin lets support look in:
-- a grant ends by itself within 7 days, or at once when it is taken back, and it never writes (docs/runbooks/operator.md).

create table private.operators (
  user_id uuid primary key references auth.users (id) on delete cascade,
  since timestamptz not null default now()
);

create table public.support_grants (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  ends_at timestamptz not null,
  revoked_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint support_grants_length check (ends_at <= created_at + interval '7 days'),
  constraint support_grants_created_by foreign key (company_id, created_by) references public.profiles (company_id, id) deferrable
);
create index support_grants_created_by_id on public.support_grants (company_id, created_by);
select private.tenant_table('support_grants', p_read => 'company:write', p_audit => false);
grant select on public.support_grants to authenticated;

-- Which grant an operator has open now; one at a time.
create table private.support_openings (
  user_id uuid primary key references private.operators (user_id) on delete cascade,
  company_id uuid not null references public.companies (id) deferrable,
  grant_id uuid not null,
  opened_at timestamptz not null default now(),
  constraint support_openings_grant foreign key (company_id, grant_id) references public.support_grants (company_id, id) deferrable
);
create index support_openings_grant_id on private.support_openings (company_id, grant_id);

select private.classify('private.operators', 'user_id since', 'left out', 'kept', 'nobody', 'our own staff, of no company');
select private.classify('public.support_grants', 'company_id id ends_at revoked_at created_by created_at',
  'left out', 'deleted', 'staff', 'a permission, not a record: the log says when it was given, opened and ended');
select private.classify('private.support_openings', 'user_id company_id grant_id opened_at', 'left out', 'deleted', 'nobody', 'which of our staff looks in now');

-- Support reads what a company's own people read, the log included, and writes nothing.
insert into private.role_permissions (role, permission)
select 'support', p.permission from (
  select distinct r.permission from private.role_permissions r where r.permission like '%:read'
) p;

-- The grant a signed-in operator has open, while it lives; asked by auth_company_id() and its like (0020) for callers who
-- are members of nothing. The statement's own time, so that a grant that ends is over with the next statement.
create function private.support_grant()
returns public.support_grants
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_grant public.support_grants;
begin
  select g.* into v_grant
  from private.support_openings m
  join public.support_grants g on g.company_id = m.company_id and g.id = m.grant_id and g.revoked_at is null and g.ends_at > statement_timestamp()
  join public.companies c on c.id = g.company_id and c.erased_at is null
  join auth.sessions s on s.user_id = m.user_id and s.id = ((select auth.jwt()) ->> 'session_id')::uuid
  where m.user_id = (select auth.uid());
  return v_grant;
end;
$$;

create function private.is_operator()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (select from private.operators o where o.user_id = (select private.auth_user_id()));
$$;

-- Guard of every function of the desk; answers who asks.
create function private.require_operator()
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if not private.is_operator() then
    perform private.refuse('not_allowed');
  end if;
  return (select auth.uid());
end;
$$;

-- What the desk did, in the log of our own doors; what touches a company stands in the company's log besides.
create function private.log_desk(p_event text, p_facts jsonb)
returns void
language sql
set search_path = ''
as $$
  insert into public.security_log (event, user_id, facts) values ('desk: ' || p_event, (select auth.uid()), p_facts);
$$;

-- For us, in SQL: an operator has a sign-in of their own, which is a member of no company.
create function private.add_operator(p_email text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_user uuid;
begin
  select u.id into v_user from auth.users u where lower(u.email) = lower(btrim(p_email)) and u.email_confirmed_at is not null;
  if v_user is null then
    raise exception 'Nobody with this address has signed up and confirmed it';
  end if;
  if exists (select from public.profiles p where p.user_id = v_user) then
    raise exception 'An operator needs a sign-in that belongs to no company';
  end if;
  insert into private.operators (user_id) values (v_user) on conflict do nothing;
  insert into public.security_log (event, user_id) values ('desk: operator added', v_user);
end;
$$;

-- A company's admin lets support look in, for 1 hour to 7 days. A new grant takes the place of the one before.
create function private.grant_support(p_hours int)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('company:write');
  v_id uuid;
begin
  if p_hours is null or p_hours not between 1 and 168 then
    perform private.refuse('support_hours', 'hours');
  end if;
  perform private.revoke_support();
  insert into public.support_grants (company_id, ends_at, created_by)
  values (v_company, now() + make_interval(hours => p_hours), private.auth_profile_id())
  returning id into v_id;
  perform private.write_audit(v_company, 'let support look in', 'support_grants', 1, array[v_id], jsonb_build_object('hours', p_hours));
  return v_id;
end;
$$;

-- Open in grace too: to end somebody's access is possible at any time.
create function private.revoke_support()
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('company:write', false);
  v_ids uuid[];
begin
  with ended as (
    update public.support_grants g set revoked_at = now()
    where g.company_id = v_company and g.revoked_at is null and g.ends_at > now()
    returning g.id
  )
  select array_agg(e.id) into v_ids from ended e;
  if v_ids is not null then
    perform private.write_audit(v_company, 'ended support', 'support_grants', cardinality(v_ids), v_ids);
  end if;
end;
$$;

-- The companies that let support look in now.
create function private.list_support()
returns table (company_id uuid, grant_id uuid, name text, ends_at timestamptz, is_open boolean)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  perform private.require_operator();
  return query
  select g.company_id, g.id, c.name, g.ends_at, o.user_id is not null
  from public.support_grants g
  join public.companies c on c.id = g.company_id and c.erased_at is null
  left join private.support_openings o on o.company_id = g.company_id and o.grant_id = g.id and o.user_id = (select auth.uid())
  where g.revoked_at is null and g.ends_at > now()
  order by c.name, g.company_id;
end;
$$;

-- Opens a company by its grant; every opening is in that company's log.
create function private.open_support(p_company_id uuid, p_grant_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_operator();
begin
  if not exists (
    select from public.support_grants g join public.companies c on c.id = g.company_id and c.erased_at is null
    where g.company_id = p_company_id and g.id = p_grant_id and g.revoked_at is null and g.ends_at > now()
  ) then
    perform private.refuse('not_found');
  end if;
  delete from private.support_openings o where o.user_id = v_user;
  insert into private.support_openings (user_id, company_id, grant_id) values (v_user, p_company_id, p_grant_id);
  perform private.write_audit(p_company_id, 'support looked in', 'support_grants', 1, array[p_grant_id]);
  perform private.log_desk('opened a company', jsonb_build_object('company_id', p_company_id));
end;
$$;

create function private.close_support()
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_operator();
begin
  delete from private.support_openings o where o.user_id = v_user;
end;
$$;

grant execute on function
  private.is_operator(), private.grant_support(int), private.revoke_support(), private.list_support(), private.open_support(uuid, uuid), private.close_support()
to authenticated;

create function public.grant_support(p_hours int) returns uuid language sql set search_path = '' as $$ select private.grant_support(p_hours) $$;
create function public.revoke_support() returns void language sql set search_path = '' as $$ select private.revoke_support() $$;
create function public.list_support()
returns table (company_id uuid, grant_id uuid, name text, ends_at timestamptz, is_open boolean)
language sql stable set search_path = '' as $$ select * from private.list_support() $$;
create function public.open_support(p_company_id uuid, p_grant_id uuid)
returns void language sql set search_path = '' as $$ select private.open_support(p_company_id, p_grant_id) $$;
create function public.close_support() returns void language sql set search_path = '' as $$ select private.close_support() $$;
grant execute on function
  public.grant_support(int), public.revoke_support(), public.list_support(), public.open_support(uuid, uuid), public.close_support()
to authenticated;
