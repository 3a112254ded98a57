-- The customer's own way in. The office lets a person see a customer's assemblies and papers; whoever signs in with the invited
-- address is in. Tables and views answer a customer nothing: all they see comes from the functions `portal_…`, which begin with
-- private.require_customer() and name what a customer may see.

create table public.portal_people (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  customer_id uuid not null,
  email text not null constraint portal_people_email check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and length(email) <= 254),
  full_name text not null constraint portal_people_full_name check (length(btrim(full_name)) between 1 and 120),
  -- who came in; until then an invitation, of which only a hash is kept
  profile_id uuid,
  token_hash bytea,
  expires_at timestamptz not null default now() + interval '14 days',
  accepted_at timestamptz,
  ended_at timestamptz,
  last_seen_at timestamptz,
  created_by uuid default private.auth_profile_id(),
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint portal_people_token unique (token_hash),
  constraint portal_people_accepted check (accepted_at is null or (profile_id is not null and token_hash is null)),
  constraint portal_people_customer foreign key (company_id, customer_id) references public.customers (company_id, id) deferrable,
  constraint portal_people_profile foreign key (company_id, profile_id) references public.profiles (company_id, id) deferrable,
  constraint portal_people_created_by foreign key (company_id, created_by) references public.profiles (company_id, id) deferrable
);
create unique index portal_people_once on public.portal_people (company_id, customer_id, lower(email)) where ended_at is null;
create index portal_people_customer_id on public.portal_people (company_id, customer_id);
create index portal_people_profile_id on public.portal_people (company_id, profile_id) where profile_id is not null;
create index portal_people_created_by_id on public.portal_people (company_id, created_by);
create index portal_people_open on public.portal_people (lower(email)) where accepted_at is null and ended_at is null;
select private.tenant_table('portal_people', p_read => 'customers:read');
grant select (company_id, id, customer_id, email, full_name, profile_id, expires_at, accepted_at, ended_at, last_seen_at, created_by, created_at)
on public.portal_people to authenticated;
select private.classify('public.portal_people', 'company_id id customer_id email full_name expires_at accepted_at ended_at last_seen_at created_at',
  'as it is', 'deleted', 'customer', 'who looks at a customer’s papers here, and since when');
select private.classify('public.portal_people', 'profile_id created_by', 'as it is', 'deleted', 'staff', 'the place in the company, and who invited');
select private.classify('public.portal_people', 'token_hash', 'left out', 'deleted', 'nobody', 'a secret: the way in for whoever was invited');

-- Who asks, as a customer: company, profile, and the customers whose papers they see.
create type private.portal_caller as (company_id uuid, profile_id uuid, customers uuid[]);

-- Nobody where there is none. A customer that was taken away or forgotten, a person the office ended: gone with the next question.
create function private.find_customer()
returns private.portal_caller
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_me private.portal_caller;
begin
  if private.auth_role() = 'customer' then
    v_me.company_id := private.auth_company_id();
    v_me.profile_id := private.auth_profile_id();
    v_me.customers := array(
      select x.customer_id from public.portal_people x
      join public.customers c on c.company_id = x.company_id and c.id = x.customer_id and c.deleted_at is null
      where x.company_id = v_me.company_id and x.profile_id = v_me.profile_id and x.accepted_at is not null and x.ended_at is null
    );
  end if;
  return case when cardinality(v_me.customers) > 0 then v_me end;
end;
$$;

-- Guard of every function of the portal. Reading stays open in grace; what writes asks for an open company.
create function private.require_customer(p_write boolean default false)
returns private.portal_caller
language plpgsql
stable
set search_path = ''
as $$
declare
  v_me private.portal_caller := private.find_customer();
begin
  if v_me.company_id is null then
    perform private.refuse(case when private.auth_company_id() is null then 'not_signed_in' else 'not_allowed' end);
  end if;
  if p_write and not private.company_is_open(v_me.company_id) then
    perform private.refuse('company_not_working');
  end if;
  return v_me;
end;
$$;

-- The office lets somebody in, or sends the invitation again: a new link, of 160 random bits, ends the one before.
create function private.invite_portal_person(p_customer_id uuid, p_email text, p_full_name text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('customers:write');
  v_token text := encode(extensions.gen_random_bytes(20), 'hex');
  v_email text := lower(btrim(p_email));
  v_customer text;
  v_id uuid;
begin
  select c.name into v_customer from public.customers c where c.company_id = v_company and c.id = p_customer_id and c.deleted_at is null;
  if v_customer is null or exists (
    select from public.privacy_requests q where q.company_id = v_company and q.customer_id = p_customer_id and q.restricted_at is not null
  ) then
    perform private.refuse('not_found');
  end if;
  if exists (
    select from public.profiles p where p.company_id = v_company and lower(p.email) = v_email and p.role <> 'customer' and p.removed_at is null
  ) then
    perform private.refuse('portal_team', 'email');
  end if;
  insert into public.portal_people as x (company_id, customer_id, email, full_name, token_hash)
  values (v_company, p_customer_id, v_email, btrim(p_full_name), sha256(convert_to(v_token, 'UTF8')))
  on conflict (company_id, customer_id, lower(email)) where ended_at is null do update
  set token_hash = excluded.token_hash, full_name = excluded.full_name, expires_at = excluded.expires_at
  where x.accepted_at is null
  returning x.id into v_id;
  if v_id is null then
    perform private.refuse('portal_already_in', 'email');
  end if;
  perform private.queue_email(v_company, v_email, 'portal_invitation', jsonb_build_object('token', v_token, 'full_name', btrim(p_full_name), 'customer', v_customer,
    'company', (select c.name from public.companies c where c.id = v_company)), p_customer_id);
  return v_id;
end;
$$;

-- Open in grace too, as removing a member is. The last customer somebody loses here ends their place in the company.
create function private.end_portal_person(p_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('customers:write', false);
  v_profile uuid;
begin
  if private.auth_profile_id() is null then
    perform private.refuse('support_only_reads');
  end if;
  update public.portal_people x set ended_at = now(), token_hash = null
  where x.company_id = v_company and x.id = p_id and x.ended_at is null
  returning x.profile_id into v_profile;
  if not found then
    perform private.refuse('not_found');
  end if;
  update public.profiles p set removed_at = coalesce(p.removed_at, now())
  where p.company_id = v_company and p.id = v_profile and p.role = 'customer'
    and not exists (select from public.portal_people o where o.company_id = v_company and o.profile_id = v_profile and o.ended_at is null);
end;
$$;

-- For people without a sign-in: who invites, given the token. Null when unknown, used, ended or expired.
create function private.peek_portal_invitation(p_token text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object('company', (select c.name from public.companies c where c.id = x.company_id), 'email', x.email, 'full_name', x.full_name)
  from public.portal_people x
  where x.token_hash = sha256(convert_to(p_token, 'UTF8')) and x.ended_at is null and x.expires_at > now();
$$;

-- Whether mail may go to an address that asks for a sign-in link: to who is in, and to who is invited. For our own server, which
-- answers everybody alike.
create function private.portal_knows(p_email text)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (
      select from public.portal_people x
      where lower(x.email) = lower(btrim(p_email)) and x.accepted_at is null and x.ended_at is null and x.expires_at > now()
    ) or exists (
      select from auth.users u join public.profiles p on p.user_id = u.id and p.role = 'customer' and p.removed_at is null
      where lower(u.email) = lower(btrim(p_email))
    );
$$;

-- After each sign-in at the portal's door: invitations to the address that was just proven become access, and a company of which
-- the person is a customer is opened. False for somebody who is nobody's customer.
create function private.enter_portal()
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user auth.users := private.require_user();
  v_open record;
  v_profile public.profiles;
  v_company uuid;
  v_first boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended(v_user.id::text, 1));
  v_first := private.is_nobody(v_user.id);
  insert into public.people (user_id) values (v_user.id) on conflict (user_id) do nothing;
  for v_open in
    select x.company_id, x.id, x.full_name from public.portal_people x
    where lower(x.email) = lower(v_user.email) and x.accepted_at is null and x.ended_at is null and x.expires_at > now() and private.company_is_open(x.company_id)
    order by x.created_at, x.id for update
  loop
    insert into public.profiles as p (company_id, user_id, role, full_name, email) values (v_open.company_id, v_user.id, 'customer', v_open.full_name, v_user.email)
    on conflict (company_id, user_id) where removed_at is null do update set email = p.email
    returning p.* into v_profile;
    -- Who works for the company is not its customer too.
    if v_profile.role = 'customer' then
      update public.portal_people x set profile_id = v_profile.id, accepted_at = now(), token_hash = null
      where x.company_id = v_open.company_id and x.id = v_open.id;
    end if;
  end loop;
  -- The company that is open stays so, if the person is its customer; else the one they came to last.
  select p.company_id into v_company
  from public.profiles p left join public.people m on m.user_id = p.user_id and m.active_company_id = p.company_id
  where p.user_id = v_user.id and p.role = 'customer' and p.removed_at is null
  order by m.user_id is null, p.created_at desc limit 1;
  if v_company is null then
    return false;
  end if;
  -- Whoever signed this address up before it was proven may know its password, and may have come in since: both go with the first access.
  if v_first then
    update auth.users u set encrypted_password = '' where u.id = v_user.id;
    delete from auth.sessions s where s.user_id = v_user.id and s.id <> ((select auth.jwt()) ->> 'session_id')::uuid;
  end if;
  update public.people m set active_company_id = v_company where m.user_id = v_user.id and m.active_company_id is distinct from v_company;
  update public.portal_people x set last_seen_at = now()
  where x.company_id = v_company and x.profile_id = private.auth_profile_id() and x.ended_at is null and private.company_is_open(v_company);
  return true;
end;
$$;

-- A sign-in that belongs to no company.
create function private.is_nobody(p_user uuid)
returns boolean
language sql
stable
set search_path = ''
as $$ select not exists (select from public.profiles p where p.user_id = p_user) $$;

-- Whose customer was forgotten (0214) and sees nobody else here is forgotten too; the place in the company stays as a word, because
-- orders they approved point at it.
create function private.forget_portal_person()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user uuid;
begin
  if current_setting('flowtrack.restricting', true) is distinct from 'on' or old.profile_id is null
    or exists (select from public.portal_people x where x.company_id = old.company_id and x.profile_id = old.profile_id and x.ended_at is null) then
    return null;
  end if;
  select p.user_id into v_user from public.profiles p where p.company_id = old.company_id and p.id = old.profile_id and p.role = 'customer';
  update public.profiles p set full_name = 'Removed on request', email = 'removed', phone = null, user_id = null, removed_at = coalesce(p.removed_at, now())
  where p.company_id = old.company_id and p.id = old.profile_id and p.role = 'customer';
  if v_user is not null and private.is_nobody(v_user) then
    perform private.delete_people(array[v_user]);
  end if;
  return null;
end;
$$;
create trigger forget_portal_person after delete on public.portal_people for each row execute function private.forget_portal_person();

revoke execute on function
  private.find_customer(), private.require_customer(boolean), private.invite_portal_person(uuid, text, text), private.end_portal_person(uuid), private.peek_portal_invitation(text),
  private.portal_knows(text), private.enter_portal(), private.is_nobody(uuid), private.forget_portal_person()
from public;
grant execute on function private.peek_portal_invitation(text) to anon, authenticated;
grant execute on function private.invite_portal_person(uuid, text, text), private.end_portal_person(uuid), private.enter_portal() to authenticated;
grant execute on function private.portal_knows(text) to service_role;

-- The customer and the person are looked up as the caller, so that whatever hides a customer from them holds here too.
create function public.invite_portal_person(p_customer_id uuid, p_email text, p_full_name text)
returns uuid language sql set search_path = '' as $$
  select private.invite_portal_person((select c.id from public.customers c where c.id = p_customer_id), p_email, p_full_name)
$$;
create function public.end_portal_person(p_id uuid) returns void language sql set search_path = '' as $$
  select private.end_portal_person((select x.id from public.portal_people x where x.id = p_id))
$$;
create function public.peek_portal_invitation(p_token text) returns jsonb language sql stable set search_path = '' as $$ select private.peek_portal_invitation(p_token) $$;
create function public.portal_knows(p_email text) returns boolean language sql stable set search_path = '' as $$ select private.portal_knows(p_email) $$;
create function public.enter_portal() returns boolean language sql set search_path = '' as $$ select private.enter_portal() $$;
revoke execute on function
  public.invite_portal_person(uuid, text, text), public.end_portal_person(uuid), public.peek_portal_invitation(text), public.portal_knows(text), public.enter_portal()
from public;
grant execute on function public.peek_portal_invitation(text) to anon, authenticated;
grant execute on function public.invite_portal_person(uuid, text, text), public.end_portal_person(uuid), public.enter_portal() to authenticated;
grant execute on function public.portal_knows(text) to service_role;
