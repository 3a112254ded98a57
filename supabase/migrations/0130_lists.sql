-- What the pages read: views in the trade's words, one list function for all tables, search that stays fast under RLS.

create function private.company_today()
returns date
language sql
stable
security definer
set search_path = ''
as $$
  select (now() at time zone coalesce((select c.time_zone from public.companies c where c.id = (select private.auth_company_id())), 'UTC'))::date;
$$;

create function private.due_soon_days()
returns int
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce((select s.due_soon_days from public.company_settings s where s.company_id = (select private.auth_company_id())), 30);
$$;

revoke execute on function private.company_today(), private.due_soon_days() from public;
grant execute on function private.company_today(), private.due_soon_days() to authenticated, service_role;

-- Where an assembly stands today; derived, never stored. Counting asks this view, which joins nothing.
create view public.device_states with (security_invoker = true) as
select
  d.company_id, d.id, d.serial, d.bypass_serial, d.type, d.manufacturer, d.model, d.size, d.size_thousandths_in, d.location_on_site, d.serves, d.use, d.hazard, d.status, d.tag_no,
  d.location_id, d.company_district_id, d.district_due_on, d.district_due_source, d.our_target_on, d.last_tested_on, d.last_result, d.failed_on, d.repair_due_on,
  d.installed_on, d.created_at,
  case
    when d.status in ('REMOVED_CAPPED', 'REPLACED', 'ABANDONED', 'NOT_FOUND') or d.type = 'OTHER' then 'NOT_REQUIRED'
    when d.failed_on is not null then 'FAILED_OPEN'
    when d.district_due_on is null then 'NO_DATE'
    when d.district_due_on < (select private.company_today()) then 'OVERDUE'
    when d.district_due_on <= (select private.company_today()) + (select private.due_soon_days()) then 'DUE_SOON'
    else 'CURRENT'
  end as compliance
from public.devices d
where d.deleted_at is null;

create view public.device_list with (security_invoker = true) as
select
  d.company_id, d.id, d.serial, d.bypass_serial, d.type, d.manufacturer, d.model, d.size, d.size_thousandths_in, d.location_on_site, d.serves, d.use, d.hazard, d.status, d.tag_no,
  d.location_id, l.name as location_name, l.line1, l.line2, l.city, l.state, l.zip, l.customer_id, c.name as customer_name,
  d.company_district_id, cd.name as district_name,
  d.district_due_on, d.district_due_source, d.our_target_on, d.last_tested_on, d.last_result, d.failed_on, d.repair_due_on, d.installed_on, d.created_at,
  d.district_due_source = 'computed' and coalesce(cd.due_rule, r.due_rule) ->> 'due_basis' is null as due_assumed,
  d.compliance
from public.device_states d
join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
left join public.company_districts cd on cd.company_id = d.company_id and cd.id = d.company_district_id
left join public.districts r on r.id = cd.district_id;

create view public.customer_list with (security_invoker = true) as
select c.company_id, c.id, c.name, c.parent_name, c.contact_name, c.phone, c.email, c.line1, c.city, c.state, c.zip, c.created_at,
  (select count(*)::int from public.customer_locations l where l.company_id = c.company_id and l.customer_id = c.id and l.deleted_at is null) as locations,
  (select count(*)::int from public.customer_locations l join public.devices d on d.company_id = l.company_id and d.location_id = l.id and d.deleted_at is null
    where l.company_id = c.company_id and l.customer_id = c.id and l.deleted_at is null) as devices,
  (select min(d.district_due_on) from public.customer_locations l join public.devices d on d.company_id = l.company_id and d.location_id = l.id and d.deleted_at is null
    where l.company_id = c.company_id and l.customer_id = c.id and l.deleted_at is null) as next_due_on
from public.customers c
where c.deleted_at is null;

create view public.location_list with (security_invoker = true) as
select l.company_id, l.id, l.name, l.line1, l.line2, l.city, l.state, l.zip, l.county, l.customer_id, c.name as customer_name, l.access_notes, l.created_at,
  (select count(*)::int from public.devices d where d.company_id = l.company_id and d.location_id = l.id and d.deleted_at is null) as devices,
  (select min(d.district_due_on) from public.devices d where d.company_id = l.company_id and d.location_id = l.id and d.deleted_at is null) as next_due_on
from public.customer_locations l
join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
where l.deleted_at is null;

create view public.test_record_list with (security_invoker = true) as
select
  t.company_id, t.id, t.device_id, t.tested_on, t.test_type, t.origin, t.computed_result, t.certified_result, t.tester_name, t.tester_profile_id, t.cert_no, t.gauge_serial, t.gauge_id,
  t.signed_at, t.superseded_at, t.superseded_by_id, t.supersedes_id, t.override_by, t.report_file_id, t.import_id, t.created_by, t.created_at, t.next_due_on,
  d.serial, d.type, d.manufacturer, d.model, d.size, d.location_id, l.line1, l.city, l.customer_id, c.name as customer_name, d.company_district_id, cd.name as district_name,
  case
    when t.superseded_at is not null then 'SUPERSEDED'
    when t.origin = 'imported' then 'IMPORTED'
    when t.signed_at is null then 'DRAFT'
    else 'SIGNED'
  end as state,
  -- Whose site it was then: the paper names them.
  (t.snapshot -> 'customer' ->> 'id')::uuid as made_for
from public.test_records t
join public.devices d on d.company_id = t.company_id and d.id = t.device_id
join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
left join public.company_districts cd on cd.company_id = d.company_id and cd.id = d.company_district_id;

create view public.gauge_list with (security_invoker = true) as
select g.company_id, g.id, g.manufacturer, g.model, g.serial, g.kind, g.water_class, g.interval_months, g.retired_on, g.assigned_to, p.full_name as assigned_name, g.notes,
  cal.calibrated_on, cal.lab, (cal.calibrated_on + make_interval(months => g.interval_months))::date as due_on, g.created_at
from public.gauges g
left join public.profiles p on p.company_id = g.company_id and p.id = g.assigned_to
left join lateral (
  select c.calibrated_on, c.lab from public.gauge_calibrations c
  where c.company_id = g.company_id and c.gauge_id = g.id and c.deleted_at is null order by c.calibrated_on desc, c.id limit 1
) cal on true
where g.deleted_at is null;

create view public.licence_list with (security_invoker = true) as
select l.company_id, l.id, l.profile_id, p.full_name, p.role, p.removed_at, l.certificate_type, l.number, l.issuer, l.states, l.scopes, l.issued_on, l.expires_on, l.file_id, l.created_at
from public.tester_licences l join public.profiles p on p.company_id = l.company_id and p.id = l.profile_id
where l.deleted_at is null;

create view public.district_list with (security_invoker = true) as
select r.company_id, r.id, r.name, r.state, r.rulebook_name, r.due_rule, r.due_rule_source, r.rule_profile, r.rule_profile_source, r.repair_days, r.verified_on, r.stale_after_days, r.portal_family,
  (select count(*)::int from public.devices d where d.company_id = r.company_id and d.company_district_id = r.id and d.deleted_at is null) as devices
from public.district_rules r
where r.deleted_at is null;

create view public.member_list with (security_invoker = true) as
select p.company_id, p.id, p.full_name, p.email, p.phone, p.role, p.removed_at, p.created_at,
  (select max(l.expires_on) from public.tester_licences l where l.company_id = p.company_id and l.profile_id = p.id and l.deleted_at is null) as licence_expires_on
from public.profiles p where p.role <> 'customer';

create view public.message_list with (security_invoker = true) as
select n.company_id, n.id, n.channel, n.kind, n.recipient, n.state, n.queued_at, n.sent_at, n.error from public.notification_log n;

grant select on public.device_states, public.device_list, public.customer_list, public.location_list, public.test_record_list, public.gauge_list, public.licence_list,
  public.district_list, public.member_list, public.message_list
to authenticated;

-- ILIKE is not leakproof, so below a policy it cannot use the trigram index: these ask as definer, for one company,
-- with a plan made for the very pattern, and give ids only (never more than p_limit).
create function private.search_pattern(p_q text)
returns text
language sql
immutable
set search_path = ''
as $$
  select '%' || replace(replace(replace(btrim(p_q), '\', '\\'), '%', '\%'), '_', '\_') || '%';
$$;

create function private.search_customers(p_q text, p_limit int default 1000)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
  v_company uuid := private.auth_company_id();
  v_branch uuid := private.auth_branch_id();
  v_pattern text := private.search_pattern(p_q);
begin
  if v_company is null or not private.may('customers:read') then
    return;
  end if;
  return query
  select c.id from public.customers c
  where c.company_id = v_company and c.deleted_at is null and (v_branch is null or c.branch_id = v_branch)
    and (c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, '')) operator(pg_catalog.~~*) v_pattern
  limit p_limit;
end;
$$;

create function private.search_locations(p_q text, p_limit int default 1000)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
  v_company uuid := private.auth_company_id();
  v_branch uuid := private.auth_branch_id();
  v_pattern text := private.search_pattern(p_q);
begin
  if v_company is null or not private.may('customers:read') then
    return;
  end if;
  return query
  select l.id from public.customer_locations l
  where l.company_id = v_company and l.deleted_at is null and (v_branch is null or l.customer_id in (select private.branch_customers()))
    and (l.line1 || ' ' || coalesce(l.name, '') || ' ' || coalesce(l.city, '')) operator(pg_catalog.~~*) v_pattern
  limit p_limit;
end;
$$;

-- By serial, bypass serial, tag or model; then, while there is room, by where it is and whose it is.
create function private.search_devices(p_q text, p_limit int default 1000)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
  v_company uuid := private.auth_company_id();
  v_branch uuid := private.auth_branch_id();
  v_pattern text := private.search_pattern(p_q);
  v_numbers uuid[];
  v_places uuid[];
begin
  if v_company is null or not private.may('devices:read') then
    return;
  end if;
  v_numbers := array(
    select d.id from public.devices d
    where d.company_id = v_company and d.deleted_at is null and (v_branch is null or d.location_id in (select private.branch_locations()))
      and (coalesce(d.serial, '') || ' ' || coalesce(d.bypass_serial, '') || ' ' || coalesce(d.tag_no, '') || ' ' || coalesce(d.model, '')) operator(pg_catalog.~~*) v_pattern
    limit p_limit);
  return query select unnest(v_numbers);
  if cardinality(v_numbers) >= p_limit then
    return;
  end if;
  -- Places without assemblies are few: ten times the room is enough of them.
  v_places := array(
    (select l.id from public.customer_locations l
      where l.company_id = v_company and (v_branch is null or l.customer_id in (select private.branch_customers()))
        and (l.line1 || ' ' || coalesce(l.name, '') || ' ' || coalesce(l.city, '')) operator(pg_catalog.~~*) v_pattern
      limit p_limit * 10)
    union all
    (select l.id from public.customers c join public.customer_locations l on l.company_id = c.company_id and l.customer_id = c.id
      where c.company_id = v_company and (v_branch is null or c.branch_id = v_branch)
        and (c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, '')) operator(pg_catalog.~~*) v_pattern
      limit p_limit * 10));
  return query
  select d.id from public.devices d
  where d.company_id = v_company and d.deleted_at is null and d.location_id = any (v_places) and d.id <> all (v_numbers)
  limit p_limit - cardinality(v_numbers);
end;
$$;

-- The same question asked through the API, by serial, tag and model alone; also what the benchmark measures.
create function private.search_device_numbers(p_q text, p_limit int default 50)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
  v_company uuid := private.auth_company_id();
  v_branch uuid := private.auth_branch_id();
  v_pattern text := private.search_pattern(p_q);
begin
  if v_company is null or not private.may('devices:read') then
    return;
  end if;
  return query
  select d.id from public.devices d
  where d.company_id = v_company and d.deleted_at is null and (v_branch is null or d.location_id in (select private.branch_locations()))
    and (coalesce(d.serial, '') || ' ' || coalesce(d.bypass_serial, '') || ' ' || coalesce(d.tag_no, '') || ' ' || coalesce(d.model, '')) operator(pg_catalog.~~*) v_pattern
  limit p_limit;
end;
$$;

create function private.search_test_records(p_q text, p_limit int default 1000)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
begin
  if not coalesce(private.may('tests:read'), false) then
    return;
  end if;
  return query
  select t.id from public.test_records t
  where t.company_id = private.auth_company_id() and t.device_id in (select private.search_devices(p_q, 1000))
  order by t.tested_on desc, t.id
  limit p_limit;
end;
$$;

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

-- What the page around a list needs: the reader's saved views of it and the choices of its filters.
create function private.list_frame(p_page text)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'views', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'query', v.query) order by v.created_at, v.id), '[]')
      from public.saved_views v where v.page = p_page),
    'districts', case when p_page = any (array['/devices', '/due', '/map', '/test-records', '/settings/prices']) then (
      select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.name), '[]')
      from public.company_districts d where d.deleted_at is null) else '[]'::jsonb end,
    'cities', case when p_page = any (array['/devices', '/due', '/map', '/customers', '/locations']) then (
      select coalesce(jsonb_agg(c), '[]') from private.cities() c) else '[]'::jsonb end,
    'testers', case when p_page = '/test-records' then (
      select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.full_name) order by p.full_name), '[]')
      from public.profiles p where exists (
        select 1 from public.tester_licences t where t.company_id = p.company_id and t.profile_id = p.id)) else '[]'::jsonb end
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
  return json_build_object('rows', v_rows, 'total', v_total, 'frame', case when p_page is not null then private.list_frame(p_page) end,
    'context', case when p_page is not null then private.my_context() end);
exception
  when invalid_text_representation or datetime_field_overflow or invalid_datetime_format or numeric_value_out_of_range then
    return json_build_object('rows', '[]'::json, 'total', 0, 'frame', case when p_page is not null then private.list_frame(p_page) end);
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
    v_result := v_result || jsonb_build_object('frame', private.list_frame(p_page));
  end if;
  return v_result;
exception
  when invalid_text_representation or datetime_field_overflow or invalid_datetime_format or numeric_value_out_of_range then
    return jsonb_build_object('sites', '[]'::jsonb, 'site_count', 0, 'total', 0, 'frame', case when p_page is not null then private.list_frame(p_page) end);
end;
$$;

-- Everything the palette finds for a few letters: assemblies by number, then customers and addresses.
create function public.find_anything(p_q text)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'devices', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (
      select d.id, d.serial, d.type, d.manufacturer, d.model, d.size, d.line1, d.city, d.customer_name, d.compliance, d.location_on_site
      from public.device_list d where d.id = any (array(select private.search_devices(p_q, 12))) order by d.serial limit 12) r),
    'customers', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (
      select c.id, c.name, c.city, c.phone from public.customers c where c.id = any (array(select private.search_customers(p_q, 6))) order by c.name limit 6) r),
    'locations', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (
      select l.id, l.name, l.line1, l.city from public.customer_locations l where l.id = any (array(select private.search_locations(p_q, 6))) order by l.line1 limit 6) r)
  );
$$;

-- The numbers of the Today page. Each one links to the list it counts.
create function public.today_summary()
returns jsonb
language sql
stable
set search_path = ''
as $$
  -- One pass over the assemblies: each one's state is concluded once.
  with states as materialized (
    select d.id, d.compliance, d.district_due_on, d.repair_due_on from public.device_states d
  )
  select jsonb_build_object(
    'today', (select private.company_today()),
    'devices', (
      select jsonb_build_object(
        'all', count(*),
        'overdue', count(*) filter (where compliance = 'OVERDUE'),
        'due_soon', count(*) filter (where compliance = 'DUE_SOON'),
        'failed_open', count(*) filter (where compliance = 'FAILED_OPEN'),
        'repair_overdue', count(*) filter (where compliance = 'FAILED_OPEN' and repair_due_on < (select private.company_today())),
        'no_date', count(*) filter (where compliance = 'NO_DATE'),
        'current', count(*) filter (where compliance = 'CURRENT'))
      from states),
    'due_by_month', (
      select coalesce(jsonb_agg(jsonb_build_object('month', m.month, 'due', m.due) order by m.month), '[]')
      from (
        select to_char(date_trunc('month', d.day), 'YYYY-MM') as month, sum(d.due) as due
        from (select s.district_due_on as day, count(*) as due from states s where s.compliance <> 'NOT_REQUIRED' group by 1) d
        where d.day >= date_trunc('month', (select private.company_today()))
          and d.day < date_trunc('month', (select private.company_today())) + interval '12 months'
        group by 1) m),
    'next', (
      select coalesce(jsonb_agg(to_jsonb(n) order by n.place), '[]')
      from (
        select d.id, d.type, d.serial, d.manufacturer, d.model, d.size, d.location_on_site, d.line1, d.city, d.customer_name, d.compliance, d.district_due_on,
          d.district_due_source, d.due_assumed, d.our_target_on, d.repair_due_on, d.failed_on,
          row_number() over (order by f.place) as place
        from (
          select first.id, row_number() over () as place
          from (
            select s.id from states s
            where s.compliance in ('FAILED_OPEN', 'OVERDUE', 'DUE_SOON')
            order by s.compliance <> 'FAILED_OPEN', case s.compliance when 'FAILED_OPEN' then s.repair_due_on else s.district_due_on end nulls last, s.id
            limit 8
          ) first
        ) f
        join public.device_list d on d.id = f.id) n),
    'tests_this_week', (select count(*) from public.test_records t
      where t.signed_at is not null and t.superseded_at is null and t.tested_on >= date_trunc('week', (select private.company_today())::timestamp)::date),
    'tests_by_week', (
      select coalesce(jsonb_agg(jsonb_build_object('week', w.week, 'pass', w.pass, 'fail', w.fail) order by w.week), '[]')
      from (
        select date_trunc('week', t.tested_on::timestamp)::date as week,
          count(*) filter (where t.certified_result = 'PASS') as pass, count(*) filter (where t.certified_result = 'FAIL') as fail
        from public.test_records t
        where t.superseded_at is null and t.certified_result is not null and t.tested_on > (select private.company_today()) - 84
        group by 1) w),
    'drafts', (select count(*) from public.test_records t where t.signed_at is null and t.origin = 'recorded'),
    'gauges', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.manufacturer || ' ' || g.model, 'serial', g.serial, 'due_on', g.due_on) order by g.due_on nulls first), '[]')
      from public.gauge_list g where g.retired_on is null and (g.due_on is null or g.due_on <= (select private.company_today()) + 60)),
    'licences', (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'profile_id', l.profile_id, 'name', l.full_name, 'number', l.number, 'expires_on', l.expires_on) order by l.expires_on), '[]')
      from (select distinct on (profile_id, certificate_type) * from public.licence_list where removed_at is null order by profile_id, certificate_type, expires_on desc) l
      where l.expires_on <= (select private.company_today()) + 60),
    -- What a new company has done of its first steps, until its admin puts the list away.
    'first_run', (
      select jsonb_build_object(
        'assemblies', exists (
          select from public.devices d
          where d.deleted_at is null and not exists (
            select from public.imports i where i.company_id = d.company_id and i.id = d.import_id and i.file_name = 'FlowTrack sample data.csv')),
        'gauge', exists (select from public.gauges),
        'licence', exists (select from public.tester_licences),
        'test', exists (select from public.test_records t where t.signed_at is not null and t.origin = 'recorded'),
        'team', (select count(*) > 1 from public.profiles p where p.role <> 'customer') or exists (select from public.invitations))
      from public.company_settings s where not s.first_run_hidden),
    -- The sheet of lib/imports/sample-sheet.ts.
    'sample', exists (select from public.imports i where i.file_name = 'FlowTrack sample data.csv' and i.state = 'committed')
  );
$$;
revoke execute on function public.list_rows(text, jsonb, text, text, boolean, int, int, jsonb, text), public.due_sites(jsonb, text, text, int, int, text),
  public.find_anything(text), public.today_summary() from public;
grant execute on function public.list_rows(text, jsonb, text, text, boolean, int, int, jsonb, text), public.due_sites(jsonb, text, text, int, int, text),
  public.find_anything(text), public.today_summary() to authenticated;

revoke execute on all functions in schema private from public, anon;
grant execute on function private.refuse(text, text), private.peek_invitation(text), private.verify_report(text) to anon;
grant execute on function
  private.search_customers(text, int), private.search_locations(text, int), private.search_devices(text, int), private.search_device_numbers(text, int),
  private.search_test_records(text, int), private.cities(), private.list_frame(text), private.list_condition(text, jsonb, text), private.device_rows(uuid[])
to authenticated;

-- Views people keep: the name and the query of a list's URL, each person's own.
create table public.saved_views (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  profile_id uuid not null default private.auth_profile_id(),
  page text not null constraint saved_views_page check (page ~ '^/[a-z-]{1,40}$'),
  name text not null constraint saved_views_name check (length(btrim(name)) between 1 and 40),
  query text not null constraint saved_views_query check (length(query) <= 1000),
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint saved_views_once unique (company_id, profile_id, page, name),
  constraint saved_views_profile foreign key (company_id, profile_id) references public.profiles (company_id, id) deferrable
);
select private.tenant_table('saved_views', p_read => 'company:read', p_insert => 'company:read', p_delete => 'company:read', p_audit => false);
create policy "saved_views are read by whoever made them" on public.saved_views as restrictive for select to authenticated
  using (profile_id = (select private.auth_profile_id()));
create policy "saved_views are made for oneself" on public.saved_views as restrictive for insert to authenticated
  with check (profile_id = (select private.auth_profile_id()));
create policy "saved_views are deleted by whoever made them" on public.saved_views as restrictive for delete to authenticated
  using (profile_id = (select private.auth_profile_id()));
grant select, insert (company_id, id, page, name, query), delete on public.saved_views to authenticated;
