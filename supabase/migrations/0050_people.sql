-- Joining, leaving and changing roles. An invitation is a row and a token of 160 random bits; only its hash is kept.

create table public.invitations (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  email text not null constraint invitations_email check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and length(email) <= 254),
  full_name text not null constraint invitations_full_name check (length(btrim(full_name)) between 1 and 120),
  role text not null constraint invitations_role check (role in ('company_admin', 'office', 'technician')),
  token_hash bytea not null constraint invitations_token unique,
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint invitations_created_by foreign key (company_id, created_by) references public.profiles (company_id, id) deferrable
);
create unique index invitations_one_open on public.invitations (company_id, lower(email)) where accepted_at is null and revoked_at is null;
select private.tenant_table('invitations', p_read => 'team:write');
grant select (company_id, id, email, full_name, role, expires_at, accepted_at, revoked_at, created_by, created_at) on public.invitations to authenticated;

-- Everything a page needs to know about who is asking, in one call. Of the company a customer hears nothing here (0261).
create function private.my_context()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.auth_company_id();
  v_profile uuid := private.auth_profile_id();
  v_role text := private.auth_role();
  v_branch uuid := private.auth_branch_id();
begin
  return (
    select jsonb_build_object(
      'user_id', u.id,
      'email', u.email,
      'scheme', coalesce(m.scheme, 'system'),
      'field_order', coalesce(m.field_order, 'USC'),
      'company', (
        select jsonb_build_object(
          'id', c.id, 'name', c.name, 'time_zone', c.time_zone, 'state', c.state, 'phone', c.phone, 'email', c.email,
          'subscription_status', c.subscription_status, 'trial_ends_at', c.trial_ends_at,
          'deletion_clock_starts_at', c.deletion_clock_starts_at, 'writable', private.company_is_open(c.id), 'now', private.clock(c.id),
          'due_soon_days', s.due_soon_days, 'target_lead_days', s.target_lead_days, 'technicians_see_prices', s.technicians_see_prices
        )
        from public.companies c join public.company_settings s on s.company_id = c.id
        where c.id = v_company and v_role <> 'customer'
      ),
      'profile', (
        select jsonb_build_object('id', p.id, 'company_id', p.company_id, 'role', p.role, 'full_name', p.full_name, 'email', p.email, 'phone', p.phone)
        from public.profiles p
        where p.company_id = v_company and p.id = v_profile
      ),
      'is_operator', private.is_operator(),
      'support_ends_at', (private.support_grant()).ends_at,
      'permissions', (
        select coalesce(jsonb_agg(r.permission order by r.permission), '[]') from private.role_permissions r
        where r.role = v_role and (v_branch is null or not private.needs_all_branches(r.permission))
      ),
      'branch_id', v_branch,
      'branches', (
        select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name) order by b.name), '[]')
        from public.branches b
        where b.company_id = v_company and b.deleted_at is null and v_role <> 'customer'
      ),
      'companies', (
        select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'role', p.role) order by c.name), '[]')
        from public.profiles p join public.companies c on c.id = p.company_id and c.erased_at is null
        where p.user_id = u.id and p.removed_at is null
      )
    )
    from auth.users u left join public.people m on m.user_id = u.id
    where u.id = (select auth.uid())
      and exists (select 1 from auth.sessions s where s.id = ((select auth.jwt()) ->> 'session_id')::uuid and s.user_id = u.id)
  );
end;
$$;

create function private.require_user()
returns auth.users
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_user auth.users;
begin
  select u.* into v_user from auth.users u
  where u.id = (select auth.uid())
    and exists (select 1 from auth.sessions s where s.id = ((select auth.jwt()) ->> 'session_id')::uuid and s.user_id = u.id);
  if v_user.id is null then
    perform private.refuse('not_signed_in');
  end if;
  if v_user.email_confirmed_at is null then
    perform private.refuse('email_not_verified');
  end if;
  return v_user;
end;
$$;

-- Sign-up's second half: a verified person without a company makes one and becomes its admin. Repeating it is harmless.
create function private.create_company(p_name text, p_full_name text, p_state text, p_time_zone text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user auth.users := private.require_user();
  v_company uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended(v_user.id::text, 1));
  -- Whose company was erased begins anew.
  select p.company_id into v_company from public.profiles p
  join public.companies c on c.id = p.company_id and c.erased_at is null
  where p.user_id = v_user.id and p.removed_at is null and p.role = 'company_admin' limit 1;
  if v_company is not null then
    return v_company;
  end if;
  if not exists (select 1 from pg_catalog.pg_timezone_names where name = p_time_zone) then
    perform private.refuse('time_zone_unknown', 'time_zone');
  end if;
  insert into public.companies (name, state, time_zone, email) values (btrim(p_name), p_state, p_time_zone, v_user.email) returning id into v_company;
  -- The company is open before the profile stands in it, so that the log knows who joined.
  insert into public.people (user_id, active_company_id) values (v_user.id, v_company)
  on conflict (user_id) do update set active_company_id = excluded.active_company_id;
  insert into public.profiles (company_id, user_id, role, full_name, email) values (v_company, v_user.id, 'company_admin', btrim(p_full_name), v_user.email);
  insert into public.company_settings (company_id) values (v_company);
  -- The mail of the sign-up itself was sent before the company existed; the log takes it over.
  insert into public.notification_log (company_id, kind, recipient, state, queued_at, sent_at)
  select v_company, o.kind, o.recipient, case when o.sent_at is null then 'queued' else 'sent' end, o.created_at, o.sent_at
  from private.outbox o where o.company_id is null and lower(o.recipient) = lower(v_user.email);
  perform private.write_audit(v_company, 'founded', 'companies', 1, array[v_company]);
  return v_company;
end;
$$;

create function private.choose_company(p_company_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user auth.users := private.require_user();
begin
  if not exists (
    select 1 from public.profiles p join public.companies c on c.id = p.company_id and c.erased_at is null
    where p.company_id = p_company_id and p.user_id = v_user.id and p.removed_at is null
  ) then
    perform private.refuse('not_found');
  end if;
  update public.people set active_company_id = p_company_id where user_id = v_user.id;
end;
$$;

create function private.invite_member(p_email text, p_full_name text, p_role text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('team:write');
  v_token text := encode(extensions.gen_random_bytes(20), 'hex');
  v_email text := lower(btrim(p_email));
  v_id uuid;
begin
  if exists (select 1 from public.profiles p where p.company_id = v_company and lower(p.email) = v_email and p.removed_at is null) then
    perform private.refuse('already_a_member', 'email');
  end if;
  update public.invitations set revoked_at = now()
  where company_id = v_company and lower(email) = v_email and accepted_at is null and revoked_at is null;
  insert into public.invitations (company_id, email, full_name, role, token_hash, created_by)
  values (v_company, v_email, btrim(p_full_name), p_role, sha256(convert_to(v_token, 'UTF8')), private.auth_profile_id())
  returning id into v_id;
  perform private.queue_email(v_company, v_email, 'invitation', jsonb_build_object(
    'token', v_token, 'role', p_role, 'full_name', btrim(p_full_name),
    'company', (select name from public.companies where id = v_company),
    'invited_by', (select full_name from public.profiles where company_id = v_company and id = private.auth_profile_id())
  ));
  return v_id;
end;
$$;

create function private.revoke_invitation(p_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('team:write');
begin
  update public.invitations set revoked_at = now()
  where company_id = v_company and id = p_id and accepted_at is null and revoked_at is null;
  if not found then
    perform private.refuse('not_found');
  end if;
end;
$$;

-- For people without a sign-in: what the invitation is, given its token. Null when unknown, used, revoked or expired.
create function private.peek_invitation(p_token text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object('company', c.name, 'email', i.email, 'role', i.role, 'full_name', i.full_name)
  from public.invitations i join public.companies c on c.id = i.company_id and c.erased_at is null
  where i.token_hash = sha256(convert_to(p_token, 'UTF8')) and i.accepted_at is null and i.revoked_at is null and i.expires_at > now();
$$;

create function private.accept_invitation(p_token text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user auth.users := private.require_user();
  v_invitation public.invitations;
begin
  select * into v_invitation from public.invitations i
  where i.token_hash = sha256(convert_to(p_token, 'UTF8')) and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
  for update;
  if v_invitation.id is null or lower(v_user.email) <> lower(v_invitation.email) then
    perform private.refuse('invitation_not_valid');
  end if;
  if not private.company_is_open(v_invitation.company_id) then
    perform private.refuse('company_read_only');
  end if;
  if v_invitation.role <> 'company_admin' then
    perform private.refuse_if_last_admin(v_invitation.company_id, p.id)
    from public.profiles p where p.company_id = v_invitation.company_id and p.user_id = v_user.id and p.removed_at is null;
  end if;
  insert into public.people (user_id, active_company_id) values (v_user.id, v_invitation.company_id)
  on conflict (user_id) do update set active_company_id = excluded.active_company_id;
  insert into public.profiles (company_id, user_id, role, full_name, email)
  values (v_invitation.company_id, v_user.id, v_invitation.role, v_invitation.full_name, v_user.email)
  on conflict (company_id, user_id) where removed_at is null do update set role = excluded.role;
  update public.invitations set accepted_at = now() where company_id = v_invitation.company_id and id = v_invitation.id;
  return v_invitation.company_id;
end;
$$;

-- The last admin can neither be removed nor made less; somebody must hold the keys.
create function private.refuse_if_last_admin(p_company_id uuid, p_profile_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform 1 from public.companies where id = p_company_id for update;
  if exists (select 1 from public.profiles where company_id = p_company_id and id = p_profile_id and role = 'company_admin' and removed_at is null)
    and (select count(*) from public.profiles where company_id = p_company_id and role = 'company_admin' and removed_at is null) = 1 then
    perform private.refuse('last_admin');
  end if;
end;
$$;

create function private.change_role(p_profile_id uuid, p_role text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('team:write');
begin
  if coalesce(p_role, '') not in ('company_admin', 'office', 'technician') then
    perform private.refuse('role_unknown', 'role');
  end if;
  if p_role <> 'company_admin' then
    perform private.refuse_if_last_admin(v_company, p_profile_id);
  end if;
  update public.profiles set role = p_role where company_id = v_company and id = p_profile_id and role <> 'customer' and removed_at is null;
  if not found then
    perform private.refuse('not_found');
  end if;
end;
$$;

-- Open in grace too (PRODUCT 4). Ends every right at once: the policies look the profile up on each statement.
create function private.remove_member(p_profile_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('team:write', false);
begin
  perform private.refuse_if_last_admin(v_company, p_profile_id);
  update public.profiles set removed_at = now() where company_id = v_company and id = p_profile_id and removed_at is null;
  if not found then
    perform private.refuse('not_found');
  end if;
end;
$$;

create function private.correct_own_profile(p_full_name text, p_phone text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('company:read');
begin
  update public.profiles set full_name = btrim(p_full_name), phone = nullif(btrim(p_phone), '')
  where company_id = v_company and id = private.auth_profile_id();
end;
$$;

-- After the sign-in service confirmed a new address: it stands in every company of this person.
create function private.adopt_own_email()
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user auth.users := private.require_user();
begin
  update public.profiles set email = v_user.email where user_id = v_user.id and removed_at is null and email <> v_user.email;
end;
$$;

revoke execute on all functions in schema private from public, anon;
grant execute on function private.refuse(text, text) to anon;
grant execute on function private.peek_invitation(text) to anon, authenticated;
grant execute on function
  private.my_context(), private.create_company(text, text, text, text), private.choose_company(uuid), private.invite_member(text, text, text),
  private.revoke_invitation(uuid), private.accept_invitation(text), private.change_role(uuid, text), private.remove_member(uuid),
  private.correct_own_profile(text, text), private.adopt_own_email()
to authenticated;

create function public.my_context() returns jsonb language sql stable set search_path = '' as $$ select private.my_context() $$;
create function public.create_company(p_name text, p_full_name text, p_state text, p_time_zone text)
returns uuid language sql set search_path = '' as $$ select private.create_company(p_name, p_full_name, p_state, p_time_zone) $$;
create function public.choose_company(p_company_id uuid) returns void language sql set search_path = '' as $$ select private.choose_company(p_company_id) $$;
create function public.invite_member(p_email text, p_full_name text, p_role text)
returns uuid language sql set search_path = '' as $$ select private.invite_member(p_email, p_full_name, p_role) $$;
create function public.revoke_invitation(p_id uuid) returns void language sql set search_path = '' as $$ select private.revoke_invitation(p_id) $$;
create function public.peek_invitation(p_token text) returns jsonb language sql stable set search_path = '' as $$ select private.peek_invitation(p_token) $$;
create function public.accept_invitation(p_token text) returns uuid language sql set search_path = '' as $$ select private.accept_invitation(p_token) $$;
create function public.change_role(p_profile_id uuid, p_role text) returns void language sql set search_path = '' as $$ select private.change_role(p_profile_id, p_role) $$;
create function public.remove_member(p_profile_id uuid) returns void language sql set search_path = '' as $$ select private.remove_member(p_profile_id) $$;
create function public.correct_own_profile(p_full_name text, p_phone text)
returns void language sql set search_path = '' as $$ select private.correct_own_profile(p_full_name, p_phone) $$;
create function public.adopt_own_email() returns void language sql set search_path = '' as $$ select private.adopt_own_email() $$;
grant execute on function
  public.my_context(), public.create_company(text, text, text, text), public.choose_company(uuid), public.invite_member(text, text, text),
  public.revoke_invitation(uuid), public.accept_invitation(text), public.change_role(uuid, text), public.remove_member(uuid),
  public.correct_own_profile(text, text), public.adopt_own_email()
to authenticated;
grant execute on function public.peek_invitation(text) to anon, authenticated;
