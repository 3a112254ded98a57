-- The life of a visit (DOMAIN 1.8): planned, confirmed, on the way, on site, then done, no access, cancelled or rescheduled.
-- Each change is one of these functions; what it was before stands in visit_events. Whoever moves a visit names the version
-- they saw: of two dispatchers the second hears of the first.

create function private.visit_day(p_company_id uuid, p_starts_at timestamptz)
returns date
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if p_starts_at is null or p_starts_at not between now() - interval '1 year' and now() + interval '3 years' then
    perform private.refuse('visit_day', 'day');
  end if;
  return (p_starts_at at time zone (select c.time_zone from public.companies c where c.id = p_company_id))::date;
end;
$$;

-- The visit, locked, if it is still open and as the caller saw it.
create function private.open_visit(p_company_id uuid, p_id uuid, p_version int)
returns public.scheduled_jobs
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_visit public.scheduled_jobs;
begin
  perform private.require_branch('scheduled_jobs', array[p_id]);
  select * into v_visit from public.scheduled_jobs j where j.company_id = p_company_id and j.id = p_id for update;
  if v_visit.id is null then
    perform private.refuse('not_found');
  end if;
  if v_visit.version <> p_version then
    perform private.refuse('visit_changed');
  end if;
  if v_visit.state not in ('planned', 'confirmed', 'en_route', 'on_site') then
    perform private.refuse('visit_ended');
  end if;
  return v_visit;
end;
$$;

-- Gives an order a day: {"id", "work_order_id", "profile_id", "starts_at", "minutes", "note", "reason"}. Repeatable with the same id.
create function private.schedule_visit(p jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('work:write');
  v_id uuid := (p ->> 'id')::uuid;
  v_starts timestamptz := (p ->> 'starts_at')::timestamptz;
  v_day date := private.visit_day(v_company, v_starts);
  v_order public.work_orders;
begin
  perform private.require_branch('work_orders', array[(p ->> 'work_order_id')::uuid]);
  select * into v_order from public.work_orders w
  where w.company_id = v_company and w.id = (p ->> 'work_order_id')::uuid and w.deleted_at is null for update;
  if v_order.id is null then
    perform private.refuse('not_found', 'work_order_id');
  end if;
  if exists (select from public.scheduled_jobs j where j.company_id = v_company and j.id = v_id and j.work_order_id = v_order.id) then
    return jsonb_build_object('id', v_id, 'repeated', true);
  end if;
  if v_order.state <> 'open' then
    perform private.refuse('work_order_ended');
  end if;
  if exists (select from public.scheduled_jobs j where j.company_id = v_company and j.work_order_id = v_order.id
    and j.state in ('planned', 'confirmed', 'en_route', 'on_site')) then
    perform private.refuse('visit_open_already');
  end if;
  insert into public.scheduled_jobs (company_id, id, work_order_id, profile_id, starts_at, minutes, note, assigned_although)
  values (v_company, v_id, v_order.id, (p ->> 'profile_id')::uuid, v_starts, coalesce((p ->> 'minutes')::int, v_order.minutes, 30), nullif(btrim(p ->> 'note'), ''),
    private.check_assignment(v_company, (p ->> 'profile_id')::uuid, v_order.id, v_day, p ->> 'reason'));
  insert into public.visit_events (company_id, scheduled_job_id, what, reason) values (v_company, v_id, 'planned', nullif(left(btrim(p ->> 'reason'), 500), ''));
  return jsonb_build_object('id', v_id, 'repeated', false);
end;
$$;

-- Another time, person or length. What was confirmed is planned again: the customer agreed to another time. Back where they
-- agreed to it, undone or moved by hand, it is confirmed as before.
create function private.move_visit(p_id uuid, p_version int, p_profile_id uuid, p_starts_at timestamptz, p_minutes int, p_reason text)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('work:write');
  v_visit public.scheduled_jobs := private.open_visit(v_company, p_id, p_version);
  v_day date := private.visit_day(v_company, p_starts_at);
  v_same_day boolean := v_visit.profile_id is not distinct from p_profile_id and private.visit_day(v_company, v_visit.starts_at) = v_day;
  v_agreed boolean;
begin
  if (v_visit.profile_id, v_visit.starts_at, v_visit.minutes) is not distinct from (p_profile_id, p_starts_at, coalesce(p_minutes, v_visit.minutes)) then
    return v_visit.version;
  end if;
  if v_visit.state = 'on_site' then
    perform private.refuse('visit_on_site');
  end if;
  select e.what = 'confirmed' and (m.was_starts_at, m.was_going_id) is not distinct from (p_starts_at, p_profile_id) into v_agreed
  from public.visit_events e
  join public.visit_events m on m.company_id = e.company_id and m.scheduled_job_id = e.scheduled_job_id and m.what = 'moved' and m.happened_at > e.happened_at
  where e.company_id = v_company and e.scheduled_job_id = v_visit.id and e.what in ('confirmed', 'unconfirmed')
  order by e.happened_at desc, m.happened_at
  limit 1;
  update public.scheduled_jobs j
  set profile_id = p_profile_id, starts_at = p_starts_at, minutes = coalesce(p_minutes, j.minutes), version = j.version + 1,
    state = case
      when (j.profile_id, j.starts_at) is not distinct from (p_profile_id, p_starts_at) then j.state
      when v_agreed then 'confirmed'
      else 'planned' end,
    assigned_although = private.check_assignment(v_company, p_profile_id, j.work_order_id, v_day,
      coalesce(nullif(btrim(p_reason), ''), case when v_same_day then j.assigned_although end))
  where j.company_id = v_company and j.id = v_visit.id;
  insert into public.visit_events (company_id, scheduled_job_id, what, reason, was_starts_at, was_going_id)
  values (v_company, v_visit.id, 'moved', nullif(left(btrim(p_reason), 500), ''), v_visit.starts_at, v_visit.profile_id);
  return v_visit.version + 1;
end;
$$;

-- Takes a visit off the schedule; its order waits for another day. The visit stays as what was once agreed.
create function private.take_off_visit(p_id uuid, p_version int, p_reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('work:write');
  v_visit public.scheduled_jobs := private.open_visit(v_company, p_id, p_version);
begin
  if v_visit.state = 'on_site' then
    perform private.refuse('visit_on_site');
  end if;
  update public.scheduled_jobs j set state = 'rescheduled', version = j.version + 1 where j.company_id = v_company and j.id = v_visit.id;
  insert into public.visit_events (company_id, scheduled_job_id, what, reason, was_starts_at, was_going_id)
  values (v_company, v_visit.id, 'rescheduled', nullif(left(btrim(p_reason), 500), ''), v_visit.starts_at, v_visit.profile_id);
end;
$$;

-- What became of a visit. Whoever goes there says so about their own; the office about all, and it alone confirms and cancels.
create function private.mark_visit(p_id uuid, p_version int, p_what text, p_reason text)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('visits:mark');
  v_visit public.scheduled_jobs;
begin
  if not private.may('work:write') and not exists (
    select from public.scheduled_jobs j where j.company_id = v_company and j.id = p_id and j.profile_id = private.auth_profile_id()
  ) then
    perform private.refuse('not_found');
  end if;
  v_visit := private.open_visit(v_company, p_id, p_version);
  if v_visit.state = p_what then
    return v_visit.version;
  end if;
  if not private.may('work:write') and coalesce(p_what, '') not in ('en_route', 'on_site', 'done', 'no_access', 'called_before', 'called_after')
    or not coalesce(case p_what
      when 'confirmed' then v_visit.state = 'planned'
      when 'unconfirmed' then v_visit.state = 'confirmed'
      when 'en_route' then v_visit.state in ('planned', 'confirmed')
      when 'on_site' then v_visit.state in ('planned', 'confirmed', 'en_route')
      else p_what in ('done', 'no_access', 'cancelled', 'called_before', 'called_after') end, false)
  then
    perform private.refuse('visit_step');
  end if;
  if p_what = 'no_access' and length(btrim(coalesce(p_reason, ''))) < 3 then
    perform private.refuse('no_access_reason', 'reason');
  end if;
  if p_what in ('called_before', 'called_after') then
    if exists (select from public.visit_events e where e.company_id = v_company and e.scheduled_job_id = v_visit.id and e.what = p_what) then
      return v_visit.version;
    end if;
  else
    update public.scheduled_jobs j set state = case p_what when 'unconfirmed' then 'planned' else p_what end, version = j.version + 1
    where j.company_id = v_company and j.id = v_visit.id
    returning j.* into v_visit;
  end if;
  insert into public.visit_events (company_id, scheduled_job_id, what, reason) values (v_company, v_visit.id, p_what, nullif(left(btrim(p_reason), 500), ''));
  if p_what in ('done', 'cancelled') then
    update public.work_orders w set state = p_what where w.company_id = v_company and w.id = v_visit.work_order_id;
  end if;
  return v_visit.version;
end;
$$;

revoke execute on function private.visit_day(uuid, timestamptz), private.open_visit(uuid, uuid, int), private.schedule_visit(jsonb),
  private.move_visit(uuid, int, uuid, timestamptz, int, text), private.take_off_visit(uuid, int, text), private.mark_visit(uuid, int, text, text) from public;
grant execute on function private.schedule_visit(jsonb), private.move_visit(uuid, int, uuid, timestamptz, int, text), private.take_off_visit(uuid, int, text),
  private.mark_visit(uuid, int, text, text) to authenticated;
create function public.schedule_visit(p jsonb)
returns jsonb language sql set search_path = '' as $$ select private.schedule_visit(p) $$;
create function public.move_visit(p_id uuid, p_version int, p_starts_at timestamptz, p_profile_id uuid default null, p_minutes int default null, p_reason text default null)
returns int language sql set search_path = '' as $$ select private.move_visit(p_id, p_version, p_profile_id, p_starts_at, p_minutes, p_reason) $$;
create function public.take_off_visit(p_id uuid, p_version int, p_reason text default null)
returns void language sql set search_path = '' as $$ select private.take_off_visit(p_id, p_version, p_reason) $$;
create function public.mark_visit(p_id uuid, p_version int, p_what text, p_reason text default null)
returns int language sql set search_path = '' as $$ select private.mark_visit(p_id, p_version, p_what, p_reason) $$;
revoke execute on function public.schedule_visit(jsonb), public.move_visit(uuid, int, timestamptz, uuid, int, text), public.take_off_visit(uuid, int, text),
  public.mark_visit(uuid, int, text, text) from public;
grant execute on function public.schedule_visit(jsonb), public.move_visit(uuid, int, timestamptz, uuid, int, text), public.take_off_visit(uuid, int, text),
  public.mark_visit(uuid, int, text, text) to authenticated;
