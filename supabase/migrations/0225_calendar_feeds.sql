-- A private calendar address for each person: 244 random bits, of which only the hash is kept. A new one ends the old one.

create table private.calendar_feeds (
  token_hash bytea primary key,
  company_id uuid not null,
  profile_id uuid not null,
  created_at timestamptz not null default now(),
  constraint calendar_feeds_one_each unique (company_id, profile_id)
);
select private.classify('private.calendar_feeds', 'token_hash company_id profile_id created_at', 'left out', 'deleted', 'staff', 'a secret: who reads their visits in a calendar of their own');

create function private.renew_calendar_feed()
returns text
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('visits:mark');
  v_token text := gen_random_uuid()::text || gen_random_uuid()::text;
begin
  insert into private.calendar_feeds (token_hash, company_id, profile_id)
  values (sha256(convert_to(v_token, 'UTF8')), v_company, private.auth_profile_id())
  on conflict (company_id, profile_id) do update set token_hash = excluded.token_hash, created_at = now();
  return v_token;
end;
$$;

create function private.stop_calendar_feed()
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('visits:mark', false);
begin
  delete from private.calendar_feeds f where f.company_id = v_company and f.profile_id = private.auth_profile_id();
end;
$$;

-- Since when the caller has an address; null without one.
create function private.my_calendar_feed()
returns timestamptz
language sql
stable
security definer
set search_path = ''
as $$
  select f.created_at from private.calendar_feeds f
  where f.company_id = (select private.auth_company_id()) and f.profile_id = (select private.auth_profile_id());
$$;

-- The visits behind an address, as a calendar shows them: those of its person, and those that were once theirs, as cancelled.
-- Gate codes stay out: a calendar is copied to many places. Null for an address that is none (any more).
create function private.calendar_feed(p_token text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object('name', c.name, 'time_zone', c.time_zone, 'visits', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', j.id, 'version', j.version, 'starts_at', j.starts_at, 'minutes', j.minutes, 'updated_at', j.updated_at, 'kind', w.kind,
      'state', case when j.profile_id is distinct from f.profile_id then 'cancelled' else j.state end,
      'customer', k.name, 'name', l.name, 'line1', l.line1, 'city', l.city, 'region', l.state, 'zip', l.zip,
      'devices', (select count(*) from public.work_order_devices x where x.company_id = w.company_id and x.work_order_id = w.id and x.outcome is distinct from 'cancelled'),
      'note', case when j.profile_id = f.profile_id then j.note end) order by j.starts_at, j.id), '[]')
    from public.scheduled_jobs j
    join public.work_orders w on w.company_id = j.company_id and w.id = j.work_order_id
    join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
    join public.customers k on k.company_id = l.company_id and k.id = l.customer_id
    where j.company_id = f.company_id and j.starts_at between now() - interval '30 days' and now() + interval '400 days'
      and (j.profile_id = f.profile_id
        or exists (select from public.visit_events e where e.company_id = j.company_id and e.scheduled_job_id = j.id and e.was_going_id = f.profile_id))))
  from private.calendar_feeds f
  join public.profiles p on p.company_id = f.company_id and p.id = f.profile_id and p.removed_at is null
  join public.companies c on c.id = f.company_id and c.erased_at is null
  where f.token_hash = sha256(convert_to(coalesce(p_token, ''), 'UTF8'));
$$;

revoke execute on function private.renew_calendar_feed(), private.stop_calendar_feed(), private.my_calendar_feed(), private.calendar_feed(text) from public;
grant execute on function private.renew_calendar_feed(), private.stop_calendar_feed(), private.my_calendar_feed() to authenticated;
grant execute on function private.calendar_feed(text) to anon, authenticated;
create function public.renew_calendar_feed() returns text language sql set search_path = '' as $$ select private.renew_calendar_feed() $$;
create function public.stop_calendar_feed() returns void language sql set search_path = '' as $$ select private.stop_calendar_feed() $$;
create function public.my_calendar_feed() returns timestamptz language sql stable set search_path = '' as $$ select private.my_calendar_feed() $$;
create function public.calendar_feed(p_token text) returns jsonb language sql stable set search_path = '' as $$ select private.calendar_feed(p_token) $$;
revoke execute on function public.renew_calendar_feed(), public.stop_calendar_feed(), public.my_calendar_feed(), public.calendar_feed(text) from public;
grant execute on function public.renew_calendar_feed(), public.stop_calendar_feed(), public.my_calendar_feed() to authenticated;
grant execute on function public.calendar_feed(text) to anon, authenticated;
