-- Search that stays fast under RLS, and what the palette finds.

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

grant execute on function
  private.search_customers(text, int), private.search_locations(text, int), private.search_devices(text, int), private.search_device_numbers(text, int),
  private.search_test_records(text, int)
to authenticated;

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

revoke execute on function public.find_anything(text) from public;
grant execute on function public.find_anything(text) to authenticated;
