-- The map: every site of the filters in one compact answer, under the caller's own rights.

-- [id, latitude, longitude, precision, looked for at, what is due, assemblies, street, city, customer] of each site. What is due: 3 overdue
-- or failed, 2 due soon, 1 in date, 0 nothing. Without a filter also sites where nothing stands. In the order of their ids.
create function public.map_sites(p_filters jsonb default '[]', p_search text default null)
returns json
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  v_where text := private.list_condition('device_list', p_filters, p_search);
  v_sites json;
begin
  execute format(
    'with due as materialized (
       select location_id, count(*)::int as devices,
         max(case when compliance in (''OVERDUE'', ''FAILED_OPEN'') then 3 when compliance = ''DUE_SOON'' then 2 when compliance = ''CURRENT'' then 1 else 0 end) as due
       from public.device_list where %s group by location_id)
     select coalesce(json_agg(json_build_array(l.id, l.latitude, l.longitude, l.position_precision, l.position_at is not null, coalesce(s.due, 0),
       coalesce(s.devices, 0), l.line1, l.city, c.name) order by l.id), ''[]'')
     from public.customer_locations l
     join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
     %s join due s on s.location_id = l.id
     where l.deleted_at is null',
    v_where, case when v_where = 'true' then 'left' else 'inner' end)
  into v_sites;
  return v_sites;
exception
  when invalid_text_representation or datetime_field_overflow or invalid_datetime_format or numeric_value_out_of_range then
    return '[]'::json;
end;
$$;

-- What the page around the map needs: the reader's saved views, and what its filters name.
create function public.map_frame(p_filters jsonb default '[]')
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.list_frame('/map', coalesce(p_filters, '[]'));
$$;

revoke execute on function public.map_sites(jsonb, text), public.map_frame(jsonb) from public;
grant execute on function public.map_sites(jsonb, text), public.map_frame(jsonb) to authenticated;
