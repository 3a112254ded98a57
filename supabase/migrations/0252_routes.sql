-- A day's stops of one person, and the times an order of them gives.

-- The visits of a day by the company's clock, of whoever asks or of somebody whose visits they may read, with where each one is.
create function public.day_route(p_day date, p_profile_id uuid default null)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_zone text := (select c.time_zone from public.companies c where c.id = (select private.auth_company_id()));
  v_profile uuid := coalesce(p_profile_id, (select private.auth_profile_id()));
begin
  return jsonb_build_object(
    'person', (select jsonb_build_object('id', p.id, 'name', p.full_name) from public.profiles p where p.id = v_profile),
    'office', (select jsonb_build_object('latitude', o.latitude, 'longitude', o.longitude) from private.office_position() o),
    'visits', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', j.id, 'version', j.version, 'state', j.state, 'minute', extract(hour from v.at)::int * 60 + extract(minute from v.at)::int, 'minutes', j.minutes,
        'water_off_from', w.water_off_from, 'water_off_to', w.water_off_to, 'customer', c.name, 'line1', l.line1, 'line2', l.line2, 'city', l.city,
        'state_code', l.state, 'zip', l.zip, 'latitude', l.latitude, 'longitude', l.longitude, 'position_precision', l.position_precision
      ) order by j.starts_at, j.id), '[]')
      from public.scheduled_jobs j
      cross join lateral (select j.starts_at at time zone v_zone as at) v
      join public.work_orders w on w.company_id = j.company_id and w.id = j.work_order_id
      join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
      join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
      where j.profile_id = v_profile and j.state in ('planned', 'confirmed', 'en_route', 'on_site')
        and j.starts_at >= p_day::timestamp at time zone v_zone and j.starts_at < (p_day + 1)::timestamp at time zone v_zone));
end;
$$;

-- Gives visits new times, all or none: [{"id", "version", "starts_at"}]. Each is moved as move_visit() moves it; person and length stay.
create function private.move_visits(p_moves jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('work:write');
  v_move record;
  v_moved jsonb := '[]';
begin
  if coalesce(jsonb_array_length(p_moves), 0) not between 1 and 100 then
    perform private.refuse('too_many_rows');
  end if;
  for v_move in
    select m.id, m.version, m.starts_at, j.profile_id
    from jsonb_to_recordset(p_moves) as m (id uuid, version int, starts_at timestamptz)
    left join public.scheduled_jobs j on j.company_id = v_company and j.id = m.id
    order by m.id
  loop
    v_moved := v_moved || jsonb_build_object('id', v_move.id,
      'version', private.move_visit(v_move.id, v_move.version, v_move.profile_id, v_move.starts_at, null, null));
  end loop;
  return v_moved;
end;
$$;
revoke execute on function private.move_visits(jsonb) from public;
grant execute on function private.move_visits(jsonb) to authenticated;
create function public.move_visits(p_moves jsonb)
returns jsonb language sql set search_path = '' as $$ select private.move_visits(p_moves) $$;

revoke execute on function public.day_route(date, uuid), public.move_visits(jsonb) from public;
grant execute on function public.day_route(date, uuid), public.move_visits(jsonb) to authenticated;
