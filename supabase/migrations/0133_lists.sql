-- One page of any list, with what stands around it, in one call.

-- The cities a company works in: one index probe per city, however many sites there are.
create function private.cities()
returns setof text
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return query
  with recursive found as (
    (select l.city from public.customer_locations l
      where l.company_id = (select private.auth_company_id('customers:read')) and l.deleted_at is null and l.city > ''
        and ((select private.sees_all_branches()) is not null or l.customer_id in (select private.branch_customers()))
      order by l.city limit 1)
    union all
    (select (select l.city from public.customer_locations l
        where l.company_id = (select private.auth_company_id()) and l.deleted_at is null and l.city > f.city
          and ((select private.sees_all_branches()) is not null or l.customer_id in (select private.branch_customers()))
        order by l.city limit 1)
      from found f where f.city is not null)
  )
  select city from found where city is not null limit 300;
end;
$$;

-- The choices of a list's filters that grow with the company: asked for when somebody opens them, not with every page.
create function public.filter_choices()
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.name, d.id), '[]')
      from public.company_districts d where d.deleted_at is null),
    'cities', (select coalesce(jsonb_agg(c), '[]') from private.cities() c),
    'testers', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.full_name) order by p.full_name, p.id), '[]')
      from public.profiles p where exists (
        select 1 from public.tester_licences t where t.company_id = p.company_id and t.profile_id = p.id))
  );
end;
$$;

-- What the page around a list needs: the reader's saved views of it, and what the rows are called that its filters name by id.
create function private.list_frame(p_page text, p_filters jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'views', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'query', v.query) order by v.created_at, v.id), '[]')
      from public.saved_views v where v.page = p_page),
    'named', case when p_filters = '[]' then '[]'::jsonb else (
      select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by n.name, n.id), '[]')
      from (
        select d.id, d.name, 'company_district_id' as asked from public.company_districts d
        union all select p.id, p.full_name, 'tester_profile_id' from public.profiles p
      ) n
      where exists (select from jsonb_array_elements(p_filters) f where f ->> 'column' = n.asked and f ->> 'value' = n.id::text)) end
  );
end;
$$;

-- The condition of a list's filters and search, as text for `execute`; columns and their types come from the catalogue.
-- p_filters: [{"column", "op": eq|in|gte|lte|is_null|not_null|has|starts, "value"}]
create function private.list_condition(p_view text, p_filters jsonb, p_search text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_where text := 'true';
  v_filter jsonb;
  v_type text;
begin
  if not coalesce(p_view = any (array['device_list', 'customer_list', 'location_list', 'test_record_list', 'gauge_list', 'licence_list',
    'district_list', 'member_list', 'audit_list', 'message_list', 'import_list', 'import_row_list',
    'work_order_list', 'visit_list', 'invoice_list', 'price_list', 'aging_list', 'invoice_line_list', 'deficiency_list']), false) then
    perform private.refuse('list_unknown');
  end if;
  for v_filter in select * from jsonb_array_elements(coalesce(p_filters, '[]')) loop
    select format_type(a.atttypid, a.atttypmod) into v_type
    from pg_catalog.pg_attribute a
    where a.attrelid = to_regclass('public.' || p_view) and a.attname = v_filter ->> 'column' and a.attnum > 0;
    if v_type is null then
      perform private.refuse('filter_unknown', v_filter ->> 'column');
    end if;
    v_where := v_where || ' and ' || case v_filter ->> 'op'
      when 'eq' then format('%I = %L::%s', v_filter ->> 'column', v_filter ->> 'value', v_type)
      when 'in' then format('%I = any (%L::%s[])', v_filter ->> 'column', array(select jsonb_array_elements_text(v_filter -> 'value')), v_type)
      when 'gte' then format('%I >= %L::%s', v_filter ->> 'column', v_filter ->> 'value', v_type)
      when 'lte' then format('%I <= %L::%s', v_filter ->> 'column', v_filter ->> 'value', v_type)
      when 'is_null' then format('%I is null', v_filter ->> 'column')
      when 'not_null' then format('%I is not null', v_filter ->> 'column')
      when 'has' then format('%I @> array[%L]::%s', v_filter ->> 'column', v_filter ->> 'value', v_type)
      when 'starts' then format('starts_with(%I::text, %L)', v_filter ->> 'column', v_filter ->> 'value')
      else 'false' end;
  end loop;
  if nullif(btrim(p_search), '') is not null then
    v_where := v_where || case p_view
      when 'device_list' then format(' and id = any (array(select private.search_devices(%L)))', p_search)
      when 'customer_list' then format(' and id = any (array(select private.search_customers(%L)))', p_search)
      when 'location_list' then format(' and id = any (array(select private.search_locations(%L)))', p_search)
      when 'test_record_list' then format(' and id = any (array(select private.search_test_records(%L)))', p_search)
      else '' end;
  end if;
  return v_where;
end;
$$;

-- Assemblies by id, in that order, with what a row of a list shows. Its plan is kept: planning these joins takes as long
-- as running them.
create function private.device_rows(p_ids uuid[])
returns json
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
begin
  return (
    select coalesce(json_agg(row_to_json(r) order by array_position(p_ids, r.id)), '[]')
    from (
      select d.id, d.serial, d.type, d.manufacturer, d.model, d.size, d.compliance, d.line1, d.line2, d.city, d.customer_name, d.district_name,
        d.district_due_on, d.district_due_source, d.due_assumed, d.repair_due_on, d.last_tested_on, d.last_result
      from public.device_list d where d.id = any (p_ids)
    ) r
  );
end;
$$;

-- One page of any list: rows and a count that stops at 1,000, in one call, under the caller's own rights.
-- p_after {"value", "id"}: the rows that follow that one in the order, without a count (a file of the whole list).
-- p_page '/devices': what the page around the list needs besides, see private.list_frame(), and who is asking.
-- The list itself is a text, planned for its very filters; whatever is called on the way keeps its plan.
create function public.list_rows(
  p_view text, p_filters jsonb default '[]', p_search text default null, p_sort text default 'id', p_descending boolean default false,
  p_limit int default 50, p_offset int default 0, p_after jsonb default null, p_page text default null
)
returns json
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  v_where text := private.list_condition(p_view, p_filters, p_search);
  v_from text := p_view;
  v_column text := format('%I', p_sort);
  v_type text;
  v_id_type text;
  v_order text;
  v_columns text;
  v_rows json;
  v_ids uuid[];
  v_total int;
begin
  select format_type(a.atttypid, null) into v_type
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass('public.' || p_view) and a.attname = p_sort and a.attnum > 0;
  if v_type is null then
    perform private.refuse('sort_unknown', p_sort);
  end if;
  -- Output columns keep their own type and collation "C" for text, so that the index on it can serve the order.
  if v_type = 'text' then
    v_column := v_column || ' collate "C"';
  end if;
  v_order := format(
    'order by %s nulls last, id limit %s offset %s', v_column || case when p_descending then ' desc' else ' asc' end,
    least(greatest(p_limit, 1), 1000), least(greatest(p_offset, 0), 1000000));

  -- A page of assemblies: found and counted without a join where the question allows it, then read by id.
  if p_view = 'device_list' and p_page is not null and p_after is null then
    if not exists (
      select from (select p_sort as name union all select f ->> 'column' from jsonb_array_elements(coalesce(p_filters, '[]')) f) asked
      where not exists (
        select from pg_catalog.pg_attribute a where a.attrelid = 'public.device_states'::regclass and a.attname = asked.name and a.attnum > 0)
    ) then
      v_from := 'device_states';
    end if;
    execute format(
      'select array(select id from public.%1$I where %2$s %3$s), (select count(*) from (select 1 from public.%1$I where %2$s limit 1001) c)', v_from, v_where, v_order)
    into v_ids, v_total;
    v_rows := private.device_rows(v_ids);
  else
    select string_agg(format('%I', a.attname), ', ' order by a.attnum) into v_columns
    from pg_catalog.pg_attribute a where a.attrelid = to_regclass('public.' || p_view) and a.attname <> 'company_id' and a.attnum > 0;
    if p_after is not null then
      select format_type(a.atttypid, null) into v_id_type
      from pg_catalog.pg_attribute a where a.attrelid = to_regclass('public.' || p_view) and a.attname = 'id';
      v_where := v_where || case
        when p_after ->> 'value' is null then format(' and %I is null and id > %L::%s', p_sort, p_after ->> 'id', v_id_type)
        else format(' and (%1$s %2$s %3$L::%4$s or (%1$s = %3$L::%4$s and id > %5$L::%6$s) or %7$I is null)',
          v_column, case when p_descending then '<' else '>' end, p_after ->> 'value', v_type, p_after ->> 'id', v_id_type, p_sort) end;
    end if;
    execute format(
      'select (select coalesce(json_agg(r), ''[]'') from (select %1$s from public.%2$I where %3$s %4$s) r), %5$s', v_columns, v_from, v_where, v_order,
      case when p_after is null then format('(select count(*) from (select 1 from public.%I where %s limit 1001) c)', v_from, v_where) else 'null' end)
    into v_rows, v_total;
  end if;
  return json_build_object('rows', v_rows, 'total', v_total, 'frame', case when p_page is not null then private.list_frame(p_page, coalesce(p_filters, '[]')) end,
    'context', case when p_page is not null then private.my_context() end);
exception
  when invalid_text_representation or datetime_field_overflow or invalid_datetime_format or numeric_value_out_of_range then
    return json_build_object('rows', '[]'::json, 'total', 0, 'frame', case when p_page is not null then private.list_frame(p_page, coalesce(p_filters, '[]')) end);
end;
$$;

-- The due list: sites in the order of their earliest date, each with its matching assemblies and what else is there.
-- p_by: district_due_on, our_target_on or repair_due_on.
create function public.due_sites(
  p_filters jsonb default '[]', p_search text default null, p_by text default 'district_due_on', p_limit int default 25, p_offset int default 0,
  p_page text default null
)
returns jsonb
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  v_where text := private.list_condition('device_list', p_filters, p_search);
  v_result jsonb;
begin
  if not coalesce(p_by = any (array['district_due_on', 'our_target_on', 'repair_due_on']), false) then
    perform private.refuse('sort_unknown', p_by);
  end if;
  execute format(
    'with matching as materialized (select id, location_id, %1$I as due from public.device_list where %2$s),
      sites as (
        select location_id, min(due) as due, array_agg(id) as ids from matching group by location_id
        order by min(due) nulls last, location_id limit %3$s offset %4$s)
     select jsonb_build_object(
       ''sites'', coalesce((
         select jsonb_agg(jsonb_build_object(
           ''location_id'', s.location_id,
           ''devices'', (select jsonb_agg(to_jsonb(d) - ''company_id'' || jsonb_build_object(''listed'', d.id = any (s.ids),
             ''ordered'', exists (select from public.work_order_devices x where x.company_id = d.company_id and x.device_id = d.id and x.closed_at is null)) order by d.%1$I nulls last, d.id)
             from public.device_list d where d.location_id = s.location_id)
         ) order by s.due nulls last, s.location_id) from sites s), ''[]''),
       ''site_count'', (select count(*) from (select 1 from matching group by location_id limit 1001) c),
       ''total'', (select count(*) from (select 1 from matching limit 1001) c))',
    p_by, v_where, least(greatest(p_limit, 1), 100), least(greatest(p_offset, 0), 1000000))
  into v_result;
  if p_page is not null then
    v_result := v_result || jsonb_build_object('frame', private.list_frame(p_page, coalesce(p_filters, '[]')));
  end if;
  return v_result;
exception
  when invalid_text_representation or datetime_field_overflow or invalid_datetime_format or numeric_value_out_of_range then
    return jsonb_build_object('sites', '[]'::jsonb, 'site_count', 0, 'total', 0, 'frame', case when p_page is not null then private.list_frame(p_page, coalesce(p_filters, '[]')) end);
end;
$$;

grant execute on function private.cities(), private.list_frame(text, jsonb), private.list_condition(text, jsonb, text), private.device_rows(uuid[]) to authenticated;
revoke execute on function public.filter_choices(), public.list_rows(text, jsonb, text, text, boolean, int, int, jsonb, text), public.due_sites(jsonb, text, text, int, int, text) from public;
grant execute on function public.filter_choices(), public.list_rows(text, jsonb, text, text, boolean, int, int, jsonb, text), public.due_sites(jsonb, text, text, int, int, text) to authenticated;
