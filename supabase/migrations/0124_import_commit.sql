-- Writes a staged import, whole or not at all, once however often it is asked; and takes it back the same way.

create function private.commit_device_rows(p_company_id uuid, p_import_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
set enable_nestloop = off
as $$
declare
  v_districts int;
  v_customers int;
  v_locations int;
  v_devices int;
  v_customers_changed int;
  v_locations_changed int;
  v_devices_changed int;
begin
  insert into public.company_districts (company_id, id, district_id, name, match_key, state, import_id)
  select p_company_id, r.company_district_id, u.id, left(coalesce(u.name, r.clean -> 'device' ->> 'district'), 120), r.district_key,
    coalesce(u.state, r.clean -> 'location' ->> 'state', r.clean -> 'customer' ->> 'state'), p_import_id
  from public.import_rows r left join public.districts u on u.slug = r.clean -> 'device' ->> 'district_slug'
  where r.company_id = p_company_id and r.import_id = p_import_id and 'district' = any (r.creates);
  get diagnostics v_districts = row_count;

  insert into public.customers (company_id, id, name, parent_name, phone, email, line1, line2, city, state, zip, match_key, import_id)
  select p_company_id, r.customer_id, left(coalesce(nullif(btrim(c.name), ''), nullif(btrim(r.clean -> 'location' ->> 'name'), ''), r.clean -> 'location' ->> 'line1', 'Name not known'), 160),
    c.parent, c.phone, c.email, c.line1, c.line2, c.city, c.state, c.zip, coalesce(r.customer_keys[1], 'r:' || r.row_no), p_import_id
  from public.import_rows r
  cross join lateral jsonb_to_record(coalesce(r.clean -> 'customer', '{}')) as c (name text, parent text, phone text, email text, line1 text, line2 text, city text, state text, zip text)
  where r.company_id = p_company_id and r.import_id = p_import_id and 'customer' = any (r.creates);
  get diagnostics v_customers = row_count;

  insert into public.customer_locations (company_id, id, customer_id, name, line1, line2, city, state, zip, phone, email, match_key, import_id)
  select p_company_id, r.location_id, r.customer_id, l.name, left(coalesce(nullif(btrim(l.line1), ''), nullif(btrim(l.name), ''), 'Address not known'), 160),
    l.line2, l.city, l.state, l.zip, l.phone, l.email, r.location_key, p_import_id
  from public.import_rows r
  cross join lateral jsonb_to_record(coalesce(r.clean -> 'location', '{}')) as l (name text, phone text, email text, line1 text, line2 text, city text, state text, zip text)
  where r.company_id = p_company_id and r.import_id = p_import_id and 'location' = any (r.creates);
  get diagnostics v_locations = row_count;

  insert into public.devices (company_id, id, location_id, company_district_id, type, manufacturer, model, size, size_thousandths_in, serial, bypass_manufacturer,
    bypass_model, bypass_size, bypass_serial, location_on_site, serves, containment, status, installed_on, interval_months, external_id, account_no, meter_no,
    price_cents, test_yearly, notes, district_due_on, district_due_source, last_tested_on, match_key, import_id)
  select p_company_id, r.device_id, r.location_id, r.company_district_id, coalesce(d.type, 'OTHER'), d.manufacturer, d.model, d.size, d.size_thousandths, left(d.serial, 60),
    d.bypass_manufacturer, d.bypass_model, d.bypass_size, left(d.bypass_serial, 60), d.location_on_site, d.serves, d.containment,
    case when d.status = 'inactive' then 'ABANDONED' else 'ACTIVE' end, d.install_date, d.interval_months, d.external_id, d.account_no, d.meter_no,
    d.price_cents, d.test_yearly, d.notes, d.next_due_on, case when d.next_due_on is not null then 'imported' end, d.last_tested_on,
    coalesce(r.device_keys[cardinality(r.device_keys)], 'r:' || r.device_id), p_import_id
  from public.import_rows r
  cross join lateral jsonb_to_record(r.clean -> 'device') as d (type text, manufacturer text, model text, size text, size_thousandths int, serial text, bypass_manufacturer text,
    bypass_model text, bypass_size text, bypass_serial text, location_on_site text, serves text, containment boolean, status text, install_date date, interval_months int,
    external_id text, account_no text, meter_no text, price_cents int, test_yearly boolean, notes text, next_due_on date, last_tested_on date)
  where r.company_id = p_company_id and r.import_id = p_import_id and 'device' = any (r.creates);
  get diagnostics v_devices = row_count;

  if not exists (select 1 from public.import_rows r where r.company_id = p_company_id and r.import_id = p_import_id and r.changes is not null) then
    return jsonb_build_object('districts', v_districts, 'customers', v_customers, 'locations', v_locations, 'devices', v_devices);
  end if;

  -- what stands on file is kept before it is changed, column by column; new assemblies that several rows speak of need none
  update public.import_rows r
  set before = jsonb_strip_nulls(jsonb_build_object(
    'customer', (select jsonb_object_agg(k.key, to_jsonb(c) -> k.key) from public.customers c, jsonb_object_keys(r.changes -> 'customer') as k (key)
      where c.company_id = p_company_id and c.id = r.customer_id and c.import_id is distinct from p_import_id),
    'location', (select jsonb_object_agg(k.key, to_jsonb(l) -> k.key) from public.customer_locations l, jsonb_object_keys(r.changes -> 'location') as k (key)
      where l.company_id = p_company_id and l.id = r.location_id and l.import_id is distinct from p_import_id)))
    || coalesce((select jsonb_build_object('device', to_jsonb(d)) from public.devices d
      where r.changes ? 'device' and d.company_id = p_company_id and d.id = r.device_id and d.import_id is distinct from p_import_id), '{}')
  where r.company_id = p_company_id and r.import_id = p_import_id and r.changes is not null and cardinality(r.writes) > 0;

  update public.customers c
  set (parent_name, phone, email, line1, line2, city, state, zip) = (
    select n.parent_name, n.phone, n.email, n.line1, n.line2, n.city, n.state, n.zip from jsonb_populate_record(c, r.changes -> 'customer') n)
  from public.import_rows r
  where r.company_id = p_company_id and r.import_id = p_import_id and r.changes ? 'customer' and 'c' = any (r.writes)
    and c.company_id = p_company_id and c.id = r.customer_id;
  get diagnostics v_customers_changed = row_count;

  update public.customer_locations l
  set (name, phone, email, line2, city, state, zip) = (
    select n.name, n.phone, n.email, n.line2, n.city, n.state, n.zip from jsonb_populate_record(l, r.changes -> 'location') n)
  from public.import_rows r
  where r.company_id = p_company_id and r.import_id = p_import_id and r.changes ? 'location' and 'l' = any (r.writes)
    and l.company_id = p_company_id and l.id = r.location_id;
  get diagnostics v_locations_changed = row_count;

  with changed as (
    update public.devices d
    set (location_id, company_district_id, type, manufacturer, model, size, size_thousandths_in, serial, bypass_manufacturer, bypass_model, bypass_size, bypass_serial,
      location_on_site, serves, containment, status, installed_on, interval_months, external_id, account_no, meter_no, price_cents, test_yearly, notes,
      district_due_on, district_due_source, last_tested_on, match_key) = (
      select n.location_id, n.company_district_id, n.type, n.manufacturer, n.model, n.size, n.size_thousandths_in, left(n.serial, 60), n.bypass_manufacturer, n.bypass_model,
        n.bypass_size, left(n.bypass_serial, 60), n.location_on_site, n.serves, n.containment, n.status, n.installed_on, n.interval_months, n.external_id, n.account_no, n.meter_no,
        n.price_cents, n.test_yearly, n.notes, n.district_due_on, n.district_due_source, n.last_tested_on, n.match_key
      from jsonb_populate_record(d, r.changes -> 'device') n)
    from public.import_rows r
    where r.company_id = p_company_id and r.import_id = p_import_id and r.changes ? 'device' and 'a' = any (r.writes)
      and d.company_id = p_company_id and d.id = r.device_id
    returning d.import_id
  )
  select count(*) filter (where import_id is distinct from p_import_id) into v_devices_changed from changed;

  return jsonb_build_object('districts', v_districts, 'customers', v_customers, 'locations', v_locations, 'devices', v_devices,
    'customers_changed', v_customers_changed, 'locations_changed', v_locations_changed, 'devices_changed', v_devices_changed);
end;
$$;

create function private.commit_test_rows(p_company_id uuid, p_import_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
set enable_nestloop = off
as $$
declare
  v_tests int;
  v_me uuid := private.auth_profile_id();
  v_now timestamptz := clock_timestamp();
begin
  -- the dates these tests are about to move
  update public.import_rows r
  set before = jsonb_build_object('device', to_jsonb(d))
  from public.devices d
  where r.company_id = p_company_id and r.import_id = p_import_id and 'a' = any (r.writes) and d.company_id = p_company_id and d.id = r.device_id;

  -- Who tested it then is on the sheet, so the snapshot leaves our own company out; the rest is as on file today.
  with s as materialized (
    select d.id as device_id, jsonb_build_object(
      'device', to_jsonb(d) - array['company_id', 'price_cents', 'notes', 'match_key', 'import_id', 'records_version', 'created_at', 'updated_at', 'deleted_at'],
      'location', jsonb_build_object('id', l.id, 'name', l.name, 'line1', l.line1, 'line2', l.line2, 'city', l.city, 'state', l.state, 'zip', l.zip, 'county', l.county),
      'customer', jsonb_build_object('id', c.id, 'name', c.name, 'contact_name', c.contact_name, 'phone', c.phone, 'email', c.email,
        'line1', c.line1, 'line2', c.line2, 'city', c.city, 'state', c.state, 'zip', c.zip),
      'district', case when x.id is not null then jsonb_build_object('id', x.id, 'name', x.name, 'pws_id', x.pws_id) end) as snapshot
    from public.import_rows a
    join public.devices d on d.company_id = a.company_id and d.id = a.device_id
    join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
    join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
    left join public.company_districts x on x.company_id = d.company_id and x.id = d.company_district_id
    where a.company_id = p_company_id and a.import_id = p_import_id and 'a' = any (a.writes)
  )
  insert into public.test_records (company_id, id, client_id, device_id, origin, test_type, tested_on, tester_name, cert_no, gauge_serial, snapshot,
    line_pressure_psi, repairs_text, remarks, rule_profile, rule_version, rule_assumed, checks, computed_result, certified_result, accepted_at,
    import_id, import_row, created_by)
  select p_company_id, r.test_record_id, r.test_record_id, r.device_id, 'imported', 'ANNUAL', private.imported_day(r.clean -> 'test'), t.tester_name, t.cert_no, t.gauge_serial,
    s.snapshot, t.line_pressure_psi, left(t.repairs_text, 4000),
    left(nullif(concat_ws(E'\n', t.remarks, case when private.imported_day(r.clean -> 'test') <> t.tested_on then 'First tested on ' || to_char(t.tested_on, 'FMMon FMDD, YYYY') || '.' end), ''), 4000),
    coalesce(t.recomputed ->> 'profile', 'USC10'), coalesce(t.recomputed ->> 'profile_version', ''), true, coalesce(t.recomputed -> 'checks', '[]'),
    coalesce(t.recomputed ->> 'result', 'INCOMPLETE'), t.filed_result, v_now, p_import_id, r.row_no, v_me
  from public.import_rows r
  join s on s.device_id = r.device_id
  cross join lateral jsonb_to_record(r.clean -> 'test') as t (tested_on date, filed_result text, tester_name text, cert_no text, gauge_serial text, line_pressure_psi int,
    repairs_text text, remarks text, recomputed jsonb)
  where r.company_id = p_company_id and r.import_id = p_import_id and 't' = any (r.writes);
  get diagnostics v_tests = row_count;

  insert into public.test_readings (company_id, test_record_id, stage, part, rv_opened_hundredths_psid, rv_did_not_open, cv1_hundredths_psid, cv1_state, cv2_hundredths_psid,
    cv2_state, bc_hundredths_psid, bc_state, ai_opened_hundredths_psid, ai_did_not_open, ai_fully_open, cv_hundredths_psid, cv_state, ag_supply_hundredths_in,
    ag_gap_hundredths_in, inspection_outcome, shutoff2_state)
  select p_company_id, r.test_record_id, b.stage, b.part, n.rv_opened_hundredths_psid, n.rv_did_not_open, n.cv1_hundredths_psid, n.cv1_state, n.cv2_hundredths_psid,
    n.cv2_state, n.bc_hundredths_psid, n.bc_state, n.ai_opened_hundredths_psid, n.ai_did_not_open, n.ai_fully_open, n.cv_hundredths_psid, n.cv_state, n.ag_supply_hundredths_in,
    n.ag_gap_hundredths_in, n.inspection_outcome, n.shutoff2_state
  from public.import_rows r
  cross join lateral (values
    ('initial', 'main', r.clean -> 'test' -> 'initial' -> 'main'), ('initial', 'bypass', r.clean -> 'test' -> 'initial' -> 'bypass'),
    ('final', 'main', r.clean -> 'test' -> 'final' -> 'main'), ('final', 'bypass', r.clean -> 'test' -> 'final' -> 'bypass')) as b (stage, part, readings)
  cross join lateral jsonb_populate_record(null::public.test_readings, b.readings) n
  where r.company_id = p_company_id and r.import_id = p_import_id and 't' = any (r.writes) and jsonb_typeof(b.readings) = 'object'
    and b.readings - 'rv_did_not_open' - 'ai_did_not_open' <> '{}';
  return jsonb_build_object('tests', v_tests);
end;
$$;

-- The worker concludes dates that follow from tests or from a last test without a due date, 200 assemblies a job.
create function private.conclude_after_import(p_company_id uuid, p_import_id uuid, p_tests boolean)
returns void
language sql
security definer
set search_path = ''
as $$
  insert into private.jobs (kind, payload, company_id, dedupe_key, originator)
  select 'conclude_due_dates', jsonb_build_object('company_id', p_company_id, 'device_ids', jsonb_agg(n.device_id)), p_company_id,
    'conclude_due_dates:' || p_import_id || ':' || n.slice, (select auth.uid())
  from (
    select w.device_id, (row_number() over (order by w.device_id) - 1) / 200 as slice
    from (
      select r.device_id from public.import_rows r
      where p_tests and r.company_id = p_company_id and r.import_id = p_import_id and 'a' = any (r.writes)
      union all
      select d.id from public.devices d
      where not p_tests and d.company_id = p_company_id and d.import_id = p_import_id and d.district_due_on is null and d.last_tested_on is not null
    ) w
  ) n
  group by n.slice
  on conflict (dedupe_key) do nothing;
$$;

-- Writes what the preview shows. Rows in review that nobody decided on, skipped and refused rows are left out.
create function private.commit_import(p_import_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('imports:write');
  v_import public.imports;
  v_seq bigint;
  v_result jsonb;
begin
  select * into v_import from public.imports where company_id = v_company and id = p_import_id for update;
  if v_import.id is null then
    perform private.refuse('import_not_found');
  end if;
  if v_import.state = 'committed' then
    return v_import.result || '{"repeated": true}';
  end if;
  if v_import.state <> 'staged' then
    perform private.refuse(case when v_import.state = 'undone' then 'import_done' else 'import_not_ready' end);
  end if;
  -- the head of the audit chain: whoever writes for this company now waits, and a change since the preview shows
  select h.seq into v_seq from private.audit_heads h where h.company_id = v_company for update;
  if v_import.resolved_at_seq is distinct from coalesce(v_seq, 0) then
    v_import.counts := private.resolve_import(v_company, p_import_id);
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true), set_config('flowtrack.import_id', p_import_id::text, true);
  v_result := case v_import.mapping ->> 'kind'
    when 'tests' then private.commit_test_rows(v_company, p_import_id)
    else private.commit_device_rows(v_company, p_import_id) end;
  perform set_config('flowtrack.audit_quiet', 'off', true), set_config('flowtrack.import_id', '', true);
  perform private.conclude_after_import(v_company, p_import_id, v_import.mapping ->> 'kind' = 'tests');
  v_result := v_result || jsonb_build_object('duplicates', v_import.counts -> 'duplicate', 'left_in_review', v_import.counts -> 'review',
    'skipped', v_import.counts -> 'skipped', 'refused', v_import.counts -> 'refused');
  update public.imports
  set state = 'committed', result = v_result, committed_at = clock_timestamp(), committed_by = private.auth_profile_id()
  where company_id = v_company and id = p_import_id;
  perform private.write_audit(v_company, 'committed', 'imports', (v_import.counts ->> 'rows')::int, array[p_import_id], v_result);
  return v_result;
end;
$$;

-- What hangs on a committed import and is newer than it: how many of each. All zero: it can be undone.
create function private.successors_of_import(p_company_id uuid, p_import_id uuid)
returns jsonb
language sql
stable
security definer
set search_path = ''
set enable_nestloop = off
as $$
  with i as (select committed_at from public.imports where company_id = p_company_id and id = p_import_id),
  touched as materialized (
    select distinct r.device_id as id from public.import_rows r
    where r.company_id = p_company_id and r.import_id = p_import_id and 'a' = any (r.writes)
  )
  select jsonb_build_object(
    'tests', (select count(*) from public.test_records t join touched d on d.id = t.device_id
      where t.company_id = p_company_id and t.import_id is distinct from p_import_id and t.created_at > (select committed_at from i)),
    'devices', (select count(distinct h.device_id) from public.device_history h join touched d on d.id = h.device_id
      where h.company_id = p_company_id and h.happened_at > (select committed_at from i) and h.import_id is distinct from p_import_id
        and (h.profile_id is not null or h.import_id is not null))
      + (select count(*) from public.devices d
        join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
        left join public.customers c on c.company_id = l.company_id and c.id = l.customer_id and c.import_id = p_import_id
        left join public.company_districts x on x.company_id = d.company_id and x.id = d.company_district_id and x.import_id = p_import_id
        left join touched t on t.id = d.id
        where d.company_id = p_company_id and d.import_id is distinct from p_import_id and t.id is null
          and (l.import_id = p_import_id or c.id is not null or x.id is not null)),
    'locations', (select count(*) from public.customer_locations l
      where l.company_id = p_company_id and l.import_id = p_import_id and l.updated_at > (select committed_at from i))
      + (select count(*) from public.customer_locations l join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
        where l.company_id = p_company_id and l.import_id is distinct from p_import_id and c.import_id = p_import_id)
      + (select count(*) from public.import_rows r join public.customer_locations l on l.company_id = r.company_id and l.id = r.location_id
        where r.company_id = p_company_id and r.import_id = p_import_id and r.before ? 'location' and l.updated_at > (select committed_at from i)),
    'customers', (select count(*) from public.customers c
      where c.company_id = p_company_id and c.import_id = p_import_id and c.updated_at > (select committed_at from i))
      + (select count(*) from public.import_rows r join public.customers c on c.company_id = r.company_id and c.id = r.customer_id
        where r.company_id = p_company_id and r.import_id = p_import_id and r.before ? 'customer' and c.updated_at > (select committed_at from i)),
    'districts', (select count(*) from public.company_districts x
      where x.company_id = p_company_id and x.import_id = p_import_id and x.updated_at > (select committed_at from i)));
$$;

create function private.import_successors(p_import_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('imports:read', false);
begin
  return private.successors_of_import(v_company, p_import_id);
end;
$$;

-- Takes back everything the import wrote. What it made goes for good (nothing newer hangs on it), what it changed is as before.
create function private.undo_import(p_import_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
set enable_nestloop = off
as $$
declare
  v_company uuid := private.require_permission('imports:write');
  v_import public.imports;
begin
  select * into v_import from public.imports where company_id = v_company and id = p_import_id for update;
  if v_import.id is null then
    perform private.refuse('import_not_found');
  end if;
  if v_import.state = 'undone' then
    return jsonb_build_object('repeated', true);
  end if;
  if v_import.state <> 'committed' then
    perform private.refuse('import_not_ready');
  end if;
  perform 1 from private.audit_heads h where h.company_id = v_company for update;
  if exists (select 1 from jsonb_each(private.successors_of_import(v_company, p_import_id)) n where n.value > '0') then
    perform private.refuse('import_has_successors');
  end if;
  delete from private.jobs j where j.company_id = v_company and j.kind = 'conclude_due_dates' and j.done_at is null and j.dedupe_key like 'conclude_due_dates:' || p_import_id || ':%';
  perform set_config('flowtrack.audit_quiet', 'on', true), set_config('flowtrack.import_id', p_import_id::text, true), set_config('flowtrack.concluding', 'on', true);

  delete from public.test_records t where t.company_id = v_company and t.import_id = p_import_id;

  update public.devices d
  set (location_id, company_district_id, type, manufacturer, model, size, size_thousandths_in, serial, bypass_manufacturer, bypass_model, bypass_size, bypass_serial,
    location_on_site, serves, containment, status, installed_on, interval_months, external_id, account_no, meter_no, price_cents, test_yearly, notes,
    district_due_on, district_due_source, our_target_on, our_target_by_hand, due_anchor_on, last_tested_on, last_result, repair_due_on, failed_on,
    due_base_on, due_base_source, due_base_through, due_base_anchor_on, match_key, records_version) = (
    select n.location_id, n.company_district_id, n.type, n.manufacturer, n.model, n.size, n.size_thousandths_in, n.serial, n.bypass_manufacturer, n.bypass_model, n.bypass_size,
      n.bypass_serial, n.location_on_site, n.serves, n.containment, n.status, n.installed_on, n.interval_months, n.external_id, n.account_no, n.meter_no, n.price_cents,
      n.test_yearly, n.notes, n.district_due_on, n.district_due_source, n.our_target_on, n.our_target_by_hand, n.due_anchor_on, n.last_tested_on, n.last_result, n.repair_due_on, n.failed_on,
      n.due_base_on, n.due_base_source, n.due_base_through, n.due_base_anchor_on, n.match_key, d.records_version + 1
    from jsonb_populate_record(d, r.before -> 'device') n)
  from public.import_rows r
  where r.company_id = v_company and r.import_id = p_import_id and r.before ? 'device' and d.company_id = v_company and d.id = r.device_id;

  delete from public.devices d where d.company_id = v_company and d.import_id = p_import_id;

  update public.customer_locations l
  set (name, phone, email, line2, city, state, zip) = (
    select n.name, n.phone, n.email, n.line2, n.city, n.state, n.zip from jsonb_populate_record(l, r.before -> 'location') n)
  from public.import_rows r
  where r.company_id = v_company and r.import_id = p_import_id and r.before ? 'location' and l.company_id = v_company and l.id = r.location_id;
  delete from public.customer_locations l where l.company_id = v_company and l.import_id = p_import_id;

  update public.customers c
  set (parent_name, phone, email, line1, line2, city, state, zip) = (
    select n.parent_name, n.phone, n.email, n.line1, n.line2, n.city, n.state, n.zip from jsonb_populate_record(c, r.before -> 'customer') n)
  from public.import_rows r
  where r.company_id = v_company and r.import_id = p_import_id and r.before ? 'customer' and c.company_id = v_company and c.id = r.customer_id;
  delete from public.customers c where c.company_id = v_company and c.import_id = p_import_id;
  delete from public.company_districts x where x.company_id = v_company and x.import_id = p_import_id;

  perform set_config('flowtrack.audit_quiet', 'off', true), set_config('flowtrack.import_id', '', true), set_config('flowtrack.concluding', 'off', true);
  update public.imports set state = 'undone', undone_at = clock_timestamp(), undone_by = private.auth_profile_id() where company_id = v_company and id = p_import_id;
  perform private.write_audit(v_company, 'undone', 'imports', (v_import.counts ->> 'rows')::int, array[p_import_id], v_import.result);
  return v_import.result;
exception
  -- something of a later kind hangs on it that the list above does not know
  when foreign_key_violation then
    perform private.refuse('import_has_successors');
    return null;
end;
$$;

revoke execute on all functions in schema private from public, anon;
grant execute on function private.refuse(text, text), private.peek_invitation(text), private.verify_report(text) to anon;
grant execute on function
  private.begin_import(uuid, text, text, int, text), private.map_import(uuid, jsonb), private.restage_import(uuid), private.discard_import(uuid),
  private.import_progress(uuid), private.decide_import_rows(uuid, text, int[], text), private.update_import_rows(uuid, jsonb, boolean),
  private.commit_import(uuid), private.import_successors(uuid), private.undo_import(uuid)
to authenticated;
grant execute on function
  private.open_import(uuid, uuid), private.set_import_header(uuid, uuid, jsonb, text, jsonb), private.types_of_serials(uuid, text[]),
  private.stage_import_rows(uuid, uuid, uuid, jsonb, int, int), private.finish_staging(uuid, uuid, int), private.refuse_import(uuid, text, jsonb)
to service_role;

create function public.begin_import(p_file_id uuid, p_file_name text, p_content_type text, p_size_bytes int, p_sha256 text)
returns uuid language sql set search_path = '' as $$ select private.begin_import(p_file_id, p_file_name, p_content_type, p_size_bytes, p_sha256) $$;
create function public.map_import(p_import_id uuid, p_mapping jsonb) returns void
language sql set search_path = '' set statement_timeout = '60s' as $$ select private.map_import(p_import_id, p_mapping) $$;
create function public.restage_import(p_import_id uuid) returns void
language sql set search_path = '' set statement_timeout = '60s' as $$ select private.restage_import(p_import_id) $$;
create function public.discard_import(p_import_id uuid) returns void
language sql set search_path = '' set statement_timeout = '60s' as $$ select private.discard_import(p_import_id) $$;
create function public.import_progress(p_import_id uuid) returns jsonb language sql set search_path = '' as $$ select private.import_progress(p_import_id) $$;
create function public.decide_import_rows(p_import_id uuid, p_decision text, p_rows int[] default null, p_code text default null) returns jsonb
language sql set search_path = '' set statement_timeout = '120s' as $$ select private.decide_import_rows(p_import_id, p_decision, p_rows, p_code) $$;
create function public.update_import_rows(p_import_id uuid, p_rows jsonb, p_resolve boolean default true) returns jsonb
language sql set search_path = '' set statement_timeout = '120s' as $$ select private.update_import_rows(p_import_id, p_rows, p_resolve) $$;
-- The limit stands on the public function: it is the statement, and the gateway sets it for the call.
create function public.commit_import(p_import_id uuid) returns jsonb
language sql set search_path = '' set statement_timeout = '600s' as $$ select private.commit_import(p_import_id) $$;
create function public.import_successors(p_import_id uuid) returns jsonb
language sql stable set search_path = '' as $$ select private.import_successors(p_import_id) $$;
create function public.undo_import(p_import_id uuid) returns jsonb
language sql set search_path = '' set statement_timeout = '600s' as $$ select private.undo_import(p_import_id) $$;
create function public.open_import(p_import_id uuid, p_originator uuid) returns jsonb
language sql set search_path = '' as $$ select private.open_import(p_import_id, p_originator) $$;
create function public.set_import_header(p_import_id uuid, p_originator uuid, p_header jsonb, p_sheet_kind text default null, p_mapping jsonb default null) returns jsonb
language sql set search_path = '' as $$ select private.set_import_header(p_import_id, p_originator, p_header, p_sheet_kind, p_mapping) $$;
create function public.types_of_serials(p_import_id uuid, p_serials text[]) returns jsonb
language sql stable set search_path = '' as $$ select private.types_of_serials(p_import_id, p_serials) $$;
create function public.stage_import_rows(p_import_id uuid, p_originator uuid, p_job_id uuid, p_rows jsonb, p_read_rows int, p_total_rows int) returns boolean
language sql set search_path = '' set statement_timeout = '60s' as $$ select private.stage_import_rows(p_import_id, p_originator, p_job_id, p_rows, p_read_rows, p_total_rows) $$;
create function public.finish_staging(p_import_id uuid, p_originator uuid, p_total_rows int) returns jsonb
language sql set search_path = '' set statement_timeout = '300s' as $$ select private.finish_staging(p_import_id, p_originator, p_total_rows) $$;
create function public.refuse_import(p_import_id uuid, p_state text, p_refusal jsonb) returns void
language sql set search_path = '' set statement_timeout = '60s' as $$ select private.refuse_import(p_import_id, p_state, p_refusal) $$;
revoke execute on function
  public.begin_import(uuid, text, text, int, text), public.map_import(uuid, jsonb), public.restage_import(uuid), public.discard_import(uuid), public.import_progress(uuid),
  public.decide_import_rows(uuid, text, int[], text), public.update_import_rows(uuid, jsonb, boolean), public.commit_import(uuid), public.import_successors(uuid),
  public.undo_import(uuid), public.open_import(uuid, uuid), public.set_import_header(uuid, uuid, jsonb, text, jsonb), public.types_of_serials(uuid, text[]),
  public.stage_import_rows(uuid, uuid, uuid, jsonb, int, int), public.finish_staging(uuid, uuid, int), public.refuse_import(uuid, text, jsonb)
from public;
grant execute on function
  public.begin_import(uuid, text, text, int, text), public.map_import(uuid, jsonb), public.restage_import(uuid), public.discard_import(uuid), public.import_progress(uuid),
  public.decide_import_rows(uuid, text, int[], text), public.update_import_rows(uuid, jsonb, boolean), public.commit_import(uuid), public.import_successors(uuid), public.undo_import(uuid)
to authenticated;
grant execute on function
  public.open_import(uuid, uuid), public.set_import_header(uuid, uuid, jsonb, text, jsonb), public.types_of_serials(uuid, text[]),
  public.stage_import_rows(uuid, uuid, uuid, jsonb, int, int), public.finish_staging(uuid, uuid, int), public.refuse_import(uuid, text, jsonb)
to service_role;
