-- What the board, a technician's day, the page of an order and that of a location read, each in one call.

-- Gate codes of sites: for the office, and for whoever has an open visit there today or tomorrow.
create function private.gate_codes(p_location_ids uuid[])
returns table (location_id uuid, gate_code text)
language sql
stable
security definer
set search_path = ''
as $$
  select l.id, l.gate_code from public.customer_locations l
  where l.company_id = (select private.auth_company_id()) and l.id = any (p_location_ids) and l.gate_code is not null
    and ((select private.sees_all_branches()) is not null or l.customer_id in (select private.branch_customers()))
    and ((select private.may('access:show')) or (select private.may('visits:mark')) and exists (
      select from public.work_orders w join public.scheduled_jobs j on j.company_id = w.company_id and j.work_order_id = w.id
      where w.company_id = l.company_id and w.location_id = l.id and j.profile_id = (select private.auth_profile_id())
        and j.state in ('planned', 'confirmed', 'en_route', 'on_site') and j.starts_at between now() - interval '1 day' and now() + interval '2 days'));
$$;
revoke execute on function private.gate_codes(uuid[]) from public;
grant execute on function private.gate_codes(uuid[]) to authenticated;
create function public.gate_codes(p_location_ids uuid[])
returns table (location_id uuid, gate_code text)
language sql stable set search_path = '' as $$ select * from private.gate_codes(p_location_ids) $$;

-- A location with what stands there, and its gate code for those who may know it.
create function public.location_page(p_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'location', to_jsonb(l) - 'company_id' || jsonb_build_object('gate_code', (select g.gate_code from private.gate_codes(array[l.id]) g)),
    'customer', jsonb_build_object('id', c.id, 'name', c.name, 'phone', c.phone),
    'device_count', (select count(*) from (select 1 from public.device_list d where d.location_id = l.id limit 1001) n),
    'devices', (
      select coalesce(jsonb_agg(to_jsonb(d) - 'company_id' order by d.district_due_on nulls last, d.id), '[]')
      from (select * from public.device_list where location_id = l.id order by district_due_on nulls last, id limit 200) d),
    'tests', (
      select coalesce(jsonb_agg(to_jsonb(t) - 'company_id' order by t.tested_on desc, t.id), '[]')
      from (select * from public.test_record_list where location_id = l.id and state <> 'SUPERSEDED' order by tested_on desc, id limit 10) t)
  )
  from (
    select l.company_id, l.id, l.customer_id, l.name, l.line1, l.line2, l.city, l.state, l.zip, l.county, l.phone, l.email, l.access_notes, l.contact_name,
      l.alarm_phone, l.fire_phone, l.time_zone, l.import_id, l.created_at, l.updated_at, l.latitude, l.longitude, l.position_precision, l.position_at
    from public.customer_locations l where l.deleted_at is null
  ) l
  join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
  where l.id = p_id;
$$;

-- The board: who could go, what stands on these days (by the company's clock), what waits for a day, and what speaks against
-- an assignment. Minutes count from midnight of the wall clock, so they are right on the days the clocks change. Visits and what
-- waits come a column at a time: for five hundred rows naming each field of each took longer than finding them.
create function public.schedule_board(p_from date, p_days int)
returns json
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  v_zone text := (select c.time_zone from public.companies c where c.id = (select private.auth_company_id()));
  v_from timestamptz := p_from::timestamp at time zone v_zone;
  v_to timestamptz := (p_from + least(greatest(p_days, 1), 31))::timestamp at time zone v_zone;
begin
  perform private.require_permission('schedule:read', false);
  return (
    with jobs as materialized (
      select j.id, j.version, j.work_order_id, j.profile_id, j.starts_at, j.starts_at at time zone v_zone as at, j.minutes, j.state, j.note, j.assigned_although
      from public.scheduled_jobs j
      where j.starts_at >= v_from and j.starts_at < v_to and j.state not in ('cancelled', 'rescheduled')
      order by j.starts_at, j.id limit 2000
    ),
    visits as materialized (
      select j.*, o.kind, o.due_on, o.line1, o.city, o.customer, o.devices, o.tested, o.needs, row_number() over (order by j.starts_at, j.id) as place
      from jobs j join public.order_cards o on o.id = j.work_order_id
    ),
    judged as materialized (
      select f.place, f.problems
      from private.own_assignment_problems(
        array(select v.profile_id from visits v order by v.place), array(select v.at::date from visits v order by v.place),
        array(select v.needs from visits v order by v.place)) f
    ),
    waiting as materialized (
      select w.id, w.due_on, w.minutes
      from public.work_orders w
      where w.state = 'open' and w.deleted_at is null
        and not exists (select from public.scheduled_jobs j where j.company_id = w.company_id and j.work_order_id = w.id
          and j.state in ('planned', 'confirmed', 'en_route', 'on_site'))
    )
    select json_build_object(
      'people', (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.full_name) order by p.full_name, p.id), '[]')
        from public.profiles p
        where p.removed_at is null and (p.role = 'technician'
          or exists (select from public.tester_licences t where t.company_id = p.company_id and t.profile_id = p.id and t.deleted_at is null)
          or p.id in (select v.profile_id from visits v))),
      'visits', (select json_build_object(
          'id', json_agg(v.id), 'version', json_agg(v.version), 'work_order_id', json_agg(v.work_order_id), 'profile_id', json_agg(v.profile_id),
          'day', json_agg(v.at::date), 'minute', json_agg(extract(hour from v.at)::int * 60 + extract(minute from v.at)::int),
          'minutes', json_agg(v.minutes), 'state', json_agg(v.state), 'note', json_agg(v.note), 'although', json_agg(v.assigned_although),
          'problems', json_agg(case when v.profile_id is null then '{}' else coalesce(v.problems, '{}') end), 'kind', json_agg(v.kind),
          'due_on', json_agg(v.due_on), 'line1', json_agg(v.line1), 'city', json_agg(v.city), 'customer', json_agg(v.customer),
          'devices', json_agg(v.devices), 'tested', json_agg(v.tested))
        from (select v.*, f.problems from visits v left join judged f on f.place = v.place order by v.place) v),
      'waiting', (select json_build_object(
          'id', json_agg(w.id), 'kind', json_agg(w.kind), 'due_on', json_agg(w.due_on), 'minutes', json_agg(w.minutes), 'line1', json_agg(w.line1),
          'city', json_agg(w.city), 'customer', json_agg(w.customer), 'devices', json_agg(w.devices))
        from (
          select w.id, o.kind, w.due_on, w.minutes, o.line1, o.city, o.customer, o.devices
          from (select * from waiting order by due_on nulls last, id limit 100) w
          join public.order_cards o on o.id = w.id
          order by w.due_on nulls last, w.id
        ) w),
      'waiting_count', (select count(*) from (select from waiting limit 1001) w)
    ));
end;
$$;

-- The visits of whoever asks on one day, in order, with what they need at the door and what is to be tested.
create function public.my_day(p_day date)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_zone text := (select c.time_zone from public.companies c where c.id = (select private.auth_company_id()));
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', j.id, 'version', j.version, 'state', j.state, 'starts_at', j.starts_at, 'minutes', j.minutes, 'note', j.note, 'work_order_id', w.id, 'kind', w.kind,
      'purchase_order_no', w.purchase_order_no, 'notes', w.notes, 'water_off_from', w.water_off_from, 'water_off_to', w.water_off_to,
      'location_id', l.id, 'name', l.name, 'line1', l.line1, 'line2', l.line2, 'city', l.city, 'state_code', l.state, 'zip', l.zip,
      'access_notes', l.access_notes, 'contact_name', coalesce(l.contact_name, c.contact_name), 'contact_phone', coalesce(l.phone, c.phone),
      'alarm_phone', l.alarm_phone, 'fire_phone', l.fire_phone, 'customer', c.name,
      'gate_code', (select g.gate_code from private.gate_codes(array[l.id]) g),
      'devices', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'type', d.type, 'serial', d.serial, 'manufacturer', d.manufacturer, 'model', d.model,
          'size', d.size, 'use', d.use, 'location_on_site', d.location_on_site, 'outcome', x.outcome, 'test_record_id', x.test_record_id)
          order by x.closed_at is not null, d.location_on_site, d.id), '[]')
        from public.work_order_devices x join public.devices d on d.company_id = x.company_id and d.id = x.device_id
        where x.work_order_id = w.id and x.outcome is distinct from 'cancelled')
    ) order by j.starts_at, j.id), '[]')
    from public.scheduled_jobs j
    join public.work_orders w on w.company_id = j.company_id and w.id = j.work_order_id
    join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
    join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
    where j.profile_id = (select private.auth_profile_id()) and j.state not in ('cancelled', 'rescheduled')
      and j.starts_at >= p_day::timestamp at time zone v_zone and j.starts_at < (p_day + 1)::timestamp at time zone v_zone
  );
end;
$$;

-- An order with its assemblies, its visits newest first, and what happened to each.
create function public.work_order_page(p_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'order', to_jsonb(w) - array['company_id', 'deleted_at'] || jsonb_build_object('line1', l.line1, 'line2', l.line2, 'city', l.city, 'access_notes', l.access_notes,
      'contact_name', coalesce(l.contact_name, c.contact_name), 'contact_phone', coalesce(l.phone, c.phone), 'alarm_phone', l.alarm_phone, 'fire_phone', l.fire_phone,
      'gate_code', (select g.gate_code from private.gate_codes(array[l.id]) g), 'customer_id', c.id, 'customer_name', c.name),
    'devices', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'type', d.type, 'serial', d.serial, 'manufacturer', d.manufacturer, 'model', d.model,
        'size', d.size, 'location_on_site', d.location_on_site, 'district_due_on', d.district_due_on, 'outcome', x.outcome, 'test_record_id', x.test_record_id)
        order by x.closed_at is not null, d.district_due_on nulls last, d.id), '[]')
      from public.work_order_devices x join public.devices d on d.company_id = x.company_id and d.id = x.device_id
      where x.work_order_id = w.id),
    'visits', (select coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'version', j.version, 'state', j.state, 'starts_at', j.starts_at, 'minutes', j.minutes, 'note', j.note,
        'although', j.assigned_although, 'profile_id', j.profile_id, 'technician_name', p.full_name,
        'events', (select coalesce(jsonb_agg(jsonb_build_object('what', e.what, 'happened_at', e.happened_at, 'reason', e.reason, 'who', b.full_name,
            'was_starts_at', e.was_starts_at, 'was_going', g.full_name) order by e.happened_at, e.id), '[]')
          from public.visit_events e
          left join public.profiles b on b.company_id = e.company_id and b.id = e.profile_id
          left join public.profiles g on g.company_id = e.company_id and g.id = e.was_going_id
          where e.company_id = j.company_id and e.scheduled_job_id = j.id)) order by j.starts_at desc, j.id), '[]')
      from public.scheduled_jobs j left join public.profiles p on p.company_id = j.company_id and p.id = j.profile_id
      where j.work_order_id = w.id),
    'people', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.full_name) order by p.full_name, p.id), '[]')
      from public.profiles p where p.removed_at is null and p.role = any (array['company_admin', 'office', 'technician']))
  )
  from public.work_orders w
  join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
  join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
  where w.id = p_id and w.deleted_at is null;
$$;

revoke execute on function public.gate_codes(uuid[]), public.schedule_board(date, int), public.my_day(date), public.work_order_page(uuid),
  public.location_page(uuid) from public;
grant execute on function public.gate_codes(uuid[]), public.schedule_board(date, int), public.my_day(date), public.work_order_page(uuid),
  public.location_page(uuid) to authenticated;
