-- One outbox for all mail and one background runner. Both are queued in the transaction that causes them;
-- the worker (service role) leases, does, and marks done, and can be killed anywhere.

create table private.jobs (
  id uuid primary key default gen_random_uuid(),
  company_id uuid references public.companies (id),
  originator uuid,
  kind text not null,
  payload jsonb not null default '{}',
  dedupe_key text unique,
  run_after timestamptz not null default now(),
  lease_until timestamptz,
  attempts int not null default 0,
  max_attempts int not null default 8,
  last_error text,
  done_at timestamptz,
  failed_at timestamptz,
  created_at timestamptz not null default now()
);
create index jobs_open on private.jobs (run_after) where done_at is null and failed_at is null;
create index jobs_company on private.jobs (company_id);

create table public.notification_log (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  channel text not null default 'email' constraint notification_log_channel check (channel in ('email', 'sms', 'letter')),
  kind text not null,
  recipient text not null,
  -- whose papers it is about: the address may be one that was typed
  customer_id uuid,
  state text not null default 'queued' constraint notification_log_state check (state in ('queued', 'sent', 'delivered', 'failed', 'read')),
  provider_id text,
  error text,
  queued_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (company_id, id)
);
create index notification_log_time on public.notification_log (company_id, queued_at desc);
select private.tenant_table('notification_log', p_read => 'messages:read', p_audit => false);
grant select on public.notification_log to authenticated;

-- What is to be sent: the kind and its data, rendered by lib/messages when it goes out. Links with tokens live
-- only here, and are wiped once the message has left (the embedded stack keeps them for its outbox page).
create table private.outbox (
  id uuid primary key default gen_random_uuid(),
  company_id uuid references public.companies (id),
  notification_id uuid,
  recipient text not null,
  customer_id uuid,
  kind text not null,
  data jsonb not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index outbox_time on private.outbox (created_at desc);
create index outbox_recipient on private.outbox (lower(recipient));

create function private.enqueue_job(
  p_kind text, p_payload jsonb, p_company_id uuid default null, p_dedupe_key text default null, p_originator uuid default null
)
returns uuid
language sql
security definer
set search_path = ''
as $$
  insert into private.jobs (kind, payload, company_id, dedupe_key, originator)
  values (p_kind, p_payload, p_company_id, p_dedupe_key, coalesce(p_originator, (select auth.uid())))
  on conflict (dedupe_key) do nothing
  returning id;
$$;

create function private.queue_email(p_company_id uuid, p_to text, p_kind text, p_data jsonb, p_customer_id uuid default null)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_notification uuid;
  v_outbox uuid;
begin
  if p_company_id is not null then
    -- Letters that people send to addresses of their choice: more of them than a company has reason to write is misuse of our domain.
    if p_kind = any (array['invitation', 'portal_invitation', 'quote', 'invoice']) and (
      select count(*) from (
        select from public.notification_log n where n.company_id = p_company_id and n.queued_at > now() - interval '1 hour' limit 2000) sent
    ) >= (select case when c.subscription_status = 'trialing' then 200 else 2000 end from public.companies c where c.id = p_company_id) then
      perform private.refuse('too_much_mail');
    end if;
    insert into public.notification_log (company_id, kind, recipient, customer_id) values (p_company_id, p_kind, p_to, p_customer_id)
    returning id into v_notification;
  end if;
  insert into private.outbox (company_id, notification_id, recipient, customer_id, kind, data)
  values (p_company_id, v_notification, p_to, p_customer_id, p_kind, p_data)
  returning id into v_outbox;
  perform private.enqueue_job('send_email', jsonb_build_object('outbox_id', v_outbox), p_company_id, 'send_email:' || v_outbox);
  return v_outbox;
end;
$$;

-- The sign-in service of the embedded stack hands its mail over here; hosted Supabase sends its own (supabase/templates).
create function private.queue_auth_email(p_to text, p_kind text, p_link text, p_code text default null)
returns void
language sql
security definer
set search_path = ''
as $$
  select private.queue_email(
    -- only of a company the person still belongs to: a former employer learns nothing of a reset
    (select m.active_company_id from public.people m join auth.users u on u.id = m.user_id
      join public.profiles p on p.company_id = m.active_company_id and p.user_id = m.user_id and p.removed_at is null
      where lower(u.email) = lower(p_to) limit 1),
    p_to, p_kind, jsonb_build_object('link', p_link) || case when p_kind = 'magiclink' then jsonb_build_object('code', p_code) else '{}' end);
$$;

create function private.claim_jobs(p_limit int, p_kinds text[] default null)
returns table (id uuid, company_id uuid, originator uuid, kind text, payload jsonb, attempts int)
language sql
security definer
set search_path = ''
as $$
  update private.jobs j
  set lease_until = now() + interval '2 minutes', attempts = j.attempts + 1
  where j.id in (
    select q.id from private.jobs q
    where q.done_at is null and q.failed_at is null and q.run_after <= now()
      and (q.lease_until is null or q.lease_until < now())
      and (p_kinds is null or q.kind = any (p_kinds))
    order by q.run_after, q.created_at
    limit p_limit
    for update skip locked
  )
  returning j.id, j.company_id, j.originator, j.kind, j.payload, j.attempts;
$$;

-- Done: the payload goes, since it may have held a token. Not done yet (p_again): the job keeps its place in line.
create function private.finish_job(p_id uuid, p_again jsonb default null)
returns void
language sql
security definer
set search_path = ''
as $$
  update private.jobs
  set done_at = case when p_again is null then now() end,
      payload = coalesce(p_again, '{}'),
      lease_until = null,
      attempts = case when p_again is null then attempts else 0 end
  where id = p_id;
$$;

-- Tried again after twice as long each time, and not before whoever was asked wants to be asked again.
create function private.fail_job(p_id uuid, p_error text, p_not_before_seconds int default 0)
returns void
language sql
security definer
set search_path = ''
as $$
  update private.jobs
  set last_error = left(p_error, 200),
      lease_until = null,
      run_after = now() + make_interval(secs => least(3600, greatest(power(2, attempts)::int * 5, p_not_before_seconds))),
      failed_at = case when attempts >= max_attempts then now() end
  where id = p_id;
$$;

create function private.take_outbox(p_id uuid)
returns table (recipient text, kind text, data jsonb, sent_at timestamptz)
language sql
stable
security definer
set search_path = ''
as $$
  select o.recipient, o.kind, o.data, o.sent_at from private.outbox o where o.id = p_id;
$$;

create function private.mark_sent(p_id uuid, p_provider_id text, p_wipe boolean)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_row private.outbox;
begin
  update private.outbox set sent_at = now(), data = case when p_wipe then '{}' else data end where id = p_id returning * into v_row;
  update public.notification_log set state = 'sent', sent_at = now(), provider_id = p_provider_id
  where company_id = v_row.company_id and id = v_row.notification_id;
end;
$$;

-- For the local outbox page of the embedded stack only; the page itself exists only there.
create function private.list_outbox(p_limit int)
returns table (id uuid, recipient text, kind text, data jsonb, created_at timestamptz, sent_at timestamptz)
language sql
stable
security definer
set search_path = ''
as $$
  select o.id, o.recipient, o.kind, o.data, o.created_at, o.sent_at from private.outbox o order by o.created_at desc limit least(p_limit, 200);
$$;

-- Counters against guessing. The key is hashed by the caller of the wrapper; only our own server may count.
create unlogged table private.rate_limits (
  bucket text not null,
  key_hash bytea not null,
  -- The attempts that were heard, oldest first: never more than the limit.
  heard timestamptz[] not null default '{}',
  last_heard_at timestamptz not null default now(),
  primary key (bucket, key_hash)
);
create index on private.rate_limits (last_heard_at);

-- The attempts that count at this moment: those of the last seconds of the window, so that no edge lets twice as many in.
create function private.recently_heard(p_heard timestamptz[], p_window_seconds int)
returns timestamptz[]
language sql
stable
set search_path = ''
as $$
  select coalesce(array_agg(at order by at), '{}')
  from unnest(p_heard) as at
  where at > now() - make_interval(secs => p_window_seconds);
$$;

create function private.hit_rate_limit(p_bucket text, p_key text, p_limit int, p_window_seconds int)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_key bytea := sha256(convert_to(p_key, 'UTF8'));
  v_heard timestamptz[];
begin
  -- Seconds to wait, or 0 when the call may go on. What is refused does not make the wait longer.
  insert into private.rate_limits (bucket, key_hash) values (p_bucket, v_key) on conflict do nothing;
  select private.recently_heard(heard, p_window_seconds) into v_heard
  from private.rate_limits
  where bucket = p_bucket and key_hash = v_key
  for update;
  if cardinality(v_heard) >= p_limit then
    return greatest(1, ceil(p_window_seconds - extract(epoch from now() - v_heard[cardinality(v_heard) - p_limit + 1]))::int);
  end if;
  update private.rate_limits
  set heard = v_heard || now(), last_heard_at = now()
  where bucket = p_bucket and key_hash = v_key;
  -- Old counts go as a by-product, a few at a time; nobody waits for them.
  delete from private.rate_limits where ctid in (
    select ctid from private.rate_limits where last_heard_at < now() - interval '1 day' limit 20 for update skip locked
  );
  return 0;
end;
$$;

-- Whoever knew the password was not guessing: their count starts anew.
create function private.clear_rate_limit(p_bucket text, p_key text)
returns void
language sql
security definer
set search_path = ''
as $$
  delete from private.rate_limits where bucket = p_bucket and key_hash = sha256(convert_to(p_key, 'UTF8'));
$$;

create function private.log_security_event(p_event text, p_user_id uuid, p_key text, p_facts jsonb)
returns void
language sql
security definer
set search_path = ''
as $$
  insert into public.security_log (event, user_id, key_hash, facts)
  values (p_event, p_user_id, case when p_key is not null then sha256(convert_to(p_key, 'UTF8')) end, p_facts);
$$;

revoke execute on all functions in schema private from public, anon;
grant execute on function private.refuse(text, text) to anon;
grant execute on function
  private.claim_jobs(int, text[]), private.finish_job(uuid, jsonb), private.fail_job(uuid, text, int), private.take_outbox(uuid),
  private.mark_sent(uuid, text, boolean), private.list_outbox(int), private.hit_rate_limit(text, text, int, int),
  private.clear_rate_limit(text, text), private.log_security_event(text, uuid, text, jsonb), private.queue_auth_email(text, text, text, text)
to service_role;

create function public.claim_jobs(p_limit int, p_kinds text[] default null)
returns table (id uuid, company_id uuid, originator uuid, kind text, payload jsonb, attempts int)
language sql set search_path = '' as $$ select * from private.claim_jobs(p_limit, p_kinds) $$;
create function public.finish_job(p_id uuid, p_again jsonb default null)
returns void language sql set search_path = '' as $$ select private.finish_job(p_id, p_again) $$;
create function public.fail_job(p_id uuid, p_error text, p_not_before_seconds int default 0)
returns void language sql set search_path = '' as $$ select private.fail_job(p_id, p_error, p_not_before_seconds) $$;
create function public.take_outbox(p_id uuid)
returns table (recipient text, kind text, data jsonb, sent_at timestamptz)
language sql set search_path = '' as $$ select * from private.take_outbox(p_id) $$;
create function public.mark_sent(p_id uuid, p_provider_id text, p_wipe boolean)
returns void language sql set search_path = '' as $$ select private.mark_sent(p_id, p_provider_id, p_wipe) $$;
create function public.list_outbox(p_limit int)
returns table (id uuid, recipient text, kind text, data jsonb, created_at timestamptz, sent_at timestamptz)
language sql set search_path = '' as $$ select * from private.list_outbox(p_limit) $$;
create function public.hit_rate_limit(p_bucket text, p_key text, p_limit int, p_window_seconds int)
returns int language sql set search_path = '' as $$ select private.hit_rate_limit(p_bucket, p_key, p_limit, p_window_seconds) $$;
create function public.clear_rate_limit(p_bucket text, p_key text)
returns void language sql set search_path = '' as $$ select private.clear_rate_limit(p_bucket, p_key) $$;
create function public.log_security_event(p_event text, p_user_id uuid, p_key text, p_facts jsonb)
returns void language sql set search_path = '' as $$ select private.log_security_event(p_event, p_user_id, p_key, p_facts) $$;
grant execute on function
  public.claim_jobs(int, text[]), public.finish_job(uuid, jsonb), public.fail_job(uuid, text, int), public.take_outbox(uuid),
  public.mark_sent(uuid, text, boolean), public.list_outbox(int), public.hit_rate_limit(text, text, int, int),
  public.clear_rate_limit(text, text), public.log_security_event(text, uuid, text, jsonb)
to service_role;
