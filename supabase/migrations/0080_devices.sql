-- Assemblies. Two dates: the district's (imported or concluded from accepted tests) and our own target.
-- Detector assemblies: Type I is two approved assemblies and so two serials, Type II is one.

create table public.devices (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  location_id uuid not null,
  company_district_id uuid,
  type text not null constraint devices_type check (type in ('RP', 'DC', 'RPDA', 'RPDA2', 'DCDA', 'DCDA2', 'PVB', 'SVB', 'AVB', 'AG', 'SCVT', 'SCDAT', 'OTHER')),
  manufacturer text,
  model text,
  size text,
  size_thousandths_in int constraint devices_size_positive check (size_thousandths_in > 0),
  serial text constraint devices_serial_length check (length(serial) <= 60),
  bypass_manufacturer text,
  bypass_model text,
  bypass_size text,
  bypass_serial text constraint devices_bypass_serial_length check (length(bypass_serial) <= 60),
  location_on_site text,
  serves text,
  hazard text constraint devices_hazard check (hazard in ('health', 'non_health', 'severe')),
  use text constraint devices_use check (use in ('domestic', 'irrigation', 'fire', 'process', 'combined')),
  containment boolean,
  non_potable_supply boolean not null default false,
  status text not null default 'ACTIVE'
    constraint devices_status check (status in ('ACTIVE', 'SEASONAL_OFF', 'PENDING_INSTALL', 'REMOVED_CAPPED', 'REPLACED', 'NOT_FOUND', 'ABANDONED')),
  replaced_by_id uuid,
  installed_on date,
  interval_months int constraint devices_interval check (interval_months between 1 and 120),
  tag_no text,
  external_id text,
  account_no text,
  meter_no text,
  price_cents int constraint devices_price check (price_cents between 0 and 10000000),
  test_yearly boolean,
  photo_file_id uuid,
  notes text constraint devices_notes check (length(notes) <= 10000),
  -- the district's date, where it came from, and the last accepted result it rests on
  district_due_on date,
  district_due_source text constraint devices_due_source check (district_due_source in ('imported', 'computed', 'manual')),
  our_target_on date,
  -- chosen by a person (none, too): it stands until the test it was for is passed
  our_target_by_hand boolean not null default false,
  due_anchor_on date,
  -- what stood before our own records: the imported or hand-set date, the test it already covers, the anchor it had
  due_base_on date,
  due_base_source text constraint devices_due_base_source check (due_base_source in ('imported', 'manual')),
  due_base_through date,
  due_base_anchor_on date,
  last_tested_on date,
  last_result text constraint devices_last_result check (last_result in ('PASS', 'FAIL')),
  repair_due_on date,
  failed_on date,
  records_version int not null default 0,
  match_key text not null,
  import_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  constraint devices_location foreign key (company_id, location_id) references public.customer_locations (company_id, id) deferrable,
  constraint devices_company_district foreign key (company_id, company_district_id) references public.company_districts (company_id, id) deferrable,
  constraint devices_replaced_by foreign key (company_id, replaced_by_id) references public.devices (company_id, id) deferrable,
  constraint devices_photo foreign key (company_id, photo_file_id) references public.files (company_id, id) deferrable
);
create index devices_due_order on public.devices (company_id, district_due_on, id) where deleted_at is null;
create index devices_serial_order on public.devices (company_id, (serial collate "C"), id) where deleted_at is null;
create index devices_location_id on public.devices (company_id, location_id);
create index devices_district_id on public.devices (company_id, company_district_id);
create index devices_match on public.devices (company_id, match_key);
create index devices_external on public.devices (company_id, external_id) where external_id is not null;
create index devices_failed on public.devices (company_id, repair_due_on) where failed_on is not null and deleted_at is null;
create index devices_import on public.devices (company_id, import_id) where import_id is not null;
create index devices_replaced_by_id on public.devices (company_id, replaced_by_id) where replaced_by_id is not null;
create index devices_search on public.devices using gin (
  company_id, (coalesce(serial, '') || ' ' || coalesce(bypass_serial, '') || ' ' || coalesce(tag_no, '') || ' ' || coalesce(model, '')) extensions.gin_trgm_ops
);
select private.tenant_table('devices', p_read => 'devices:read', p_insert => 'devices:write', p_update => 'devices:write');
grant
  insert (company_id, id, location_id, company_district_id, type, manufacturer, model, size, size_thousandths_in, serial, bypass_manufacturer, bypass_model, bypass_size,
    bypass_serial, location_on_site, serves, hazard, use, containment, non_potable_supply, status, installed_on, interval_months, tag_no, external_id, account_no, meter_no,
    price_cents, test_yearly, photo_file_id, notes, district_due_on, district_due_source, our_target_on, due_anchor_on, match_key),
  update (location_id, company_district_id, type, manufacturer, model, size, size_thousandths_in, serial, bypass_manufacturer, bypass_model, bypass_size,
    bypass_serial, location_on_site, serves, hazard, use, containment, non_potable_supply, status, replaced_by_id, installed_on, interval_months, tag_no, external_id,
    account_no, meter_no, price_cents, test_yearly, photo_file_id, notes, district_due_on, district_due_source, our_target_on, due_anchor_on, match_key, deleted_at)
on public.devices to authenticated;
-- Prices are read through device_prices() by those who may; everything else by whoever may read devices.
grant select (company_id, id, location_id, company_district_id, type, manufacturer, model, size, size_thousandths_in, serial, bypass_manufacturer, bypass_model, bypass_size,
    bypass_serial, location_on_site, serves, hazard, use, containment, non_potable_supply, status, replaced_by_id, installed_on, interval_months, tag_no, external_id,
    account_no, meter_no, test_yearly, photo_file_id, notes, district_due_on, district_due_source, our_target_on, our_target_by_hand, due_anchor_on, last_tested_on, last_result,
    repair_due_on, failed_on, records_version, match_key, import_id, created_at, updated_at, deleted_at)
on public.devices to authenticated;

create function private.device_prices(p_ids uuid[])
returns table (id uuid, price_cents int)
language sql
stable
security definer
set search_path = ''
as $$
  select d.id, d.price_cents from public.devices d
  where d.company_id = (select private.auth_company_id()) and d.id = any (p_ids) and private.in_branch('devices', p_ids)
    and (
      (select private.may('prices:read'))
      or ((select private.may('devices:read')) and exists (
        select 1 from public.company_settings s where s.company_id = (select private.auth_company_id()) and s.technicians_see_prices
      ))
    );
$$;

-- What changed on an assembly, old and new, for its timeline and for undoing an import.
create table public.device_history (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  device_id uuid not null,
  happened_at timestamptz not null default clock_timestamp(),
  profile_id uuid,
  import_id uuid,
  changes jsonb not null,
  primary key (company_id, id),
  constraint device_history_device foreign key (company_id, device_id) references public.devices (company_id, id) on delete cascade deferrable
);
create index device_history_device_id on public.device_history (company_id, device_id, happened_at desc);
create index device_history_import on public.device_history (company_id, import_id) where import_id is not null;
select private.tenant_table('device_history', p_read => 'devices:read', p_audit => false);
grant select on public.device_history to authenticated;

create function private.record_device_changes()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.device_history (company_id, device_id, profile_id, import_id, changes)
  select n.company_id, n.id, private.auth_profile_id(), nullif(current_setting('flowtrack.import_id', true), '')::uuid, d.changes
  from new_rows n
  join old_rows o on o.company_id = n.company_id and o.id = n.id
  cross join lateral (
    select jsonb_object_agg(k.key, jsonb_build_array(to_jsonb(o) -> k.key, k.value)) as changes
    from jsonb_each(to_jsonb(n)) k
    where k.value is distinct from to_jsonb(o) -> k.key and k.key not in ('updated_at', 'records_version', 'match_key', 'price_cents', 'our_target_by_hand')
  ) d
  where d.changes is not null;
  return null;
end;
$$;
create trigger record_changes after update on public.devices
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.record_device_changes();

-- Due dates are concluded again and again from all accepted records, so the date that stood before them must stay known.
-- conclude_device() (0101) raises flowtrack.concluding; every other writer states a new base.
create function private.keep_due_base()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if current_setting('flowtrack.concluding', true) = 'on' then
    return new;
  end if;
  if tg_op = 'UPDATE' then
    if new.district_due_on is distinct from old.district_due_on and new.district_due_source is not distinct from old.district_due_source
      and new.district_due_source = 'computed' then
      new.district_due_source := case when new.district_due_on is not null then 'manual' end;
    end if;
    if (new.district_due_on, new.district_due_source, new.due_anchor_on, new.last_tested_on)
      is not distinct from (old.district_due_on, old.district_due_source, old.due_anchor_on, old.last_tested_on) then
      return new;
    end if;
  end if;
  if tg_op = 'INSERT' or new.due_anchor_on is distinct from old.due_anchor_on then
    new.due_base_anchor_on := new.due_anchor_on;
  end if;
  if new.district_due_on is null or new.district_due_source is distinct from 'computed' then
    new.due_base_on := new.district_due_on;
    new.due_base_source := case when new.district_due_on is null then null when new.district_due_source = 'imported' then 'imported' else 'manual' end;
    new.due_base_through := new.last_tested_on;
  end if;
  return new;
end;
$$;
create trigger keep_due_base_of_new before insert on public.devices for each row
  when (new.district_due_on is not null or new.due_anchor_on is not null or new.last_tested_on is not null) execute function private.keep_due_base();
create trigger keep_due_base before update of district_due_on, district_due_source, due_anchor_on, last_tested_on on public.devices
  for each row execute function private.keep_due_base();

-- A person who changes our target, or enters an assembly with one, has chosen it; taking a change back says itself what stood before.
create function private.keep_own_target()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if private.auth_profile_id() is not null and current_setting('flowtrack.concluding', true) is distinct from 'on' then
    new.our_target_by_hand := true;
  end if;
  return new;
end;
$$;
create trigger keep_own_target_of_new before insert on public.devices for each row
  when (new.our_target_on is not null) execute function private.keep_own_target();
create trigger keep_own_target before update of our_target_on on public.devices for each row
  when (new.our_target_on is distinct from old.our_target_on and new.our_target_by_hand = old.our_target_by_hand)
  execute function private.keep_own_target();

create trigger keep_what_is_used before update of deleted_at on public.devices
  for each row when (old.deleted_at is distinct from new.deleted_at) execute function private.keep_what_is_used();

-- A due date follows from what the assembly is and whose rule it stands under: when that changes, the worker concludes again.
-- Not for functions that conclude themselves (flowtrack.audit_quiet).
create function private.conclude_after_change()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_row record;
begin
  if current_setting('flowtrack.audit_quiet', true) = 'on' then
    return null;
  end if;
  for v_row in
    select n.company_id, array_agg(n.id order by n.id) as ids
    from new_rows n join old_rows o on o.company_id = n.company_id and o.id = n.id
    where (n.company_district_id, n.type, n.hazard, n.use, n.interval_months) is distinct from (o.company_district_id, o.type, o.hazard, o.use, o.interval_months)
    group by n.company_id
  loop
    perform private.enqueue_job('conclude_due_dates', jsonb_build_object('device_ids', to_jsonb(v_row.ids)), v_row.company_id);
  end loop;
  return null;
end;
$$;
create trigger conclude_after_change after update on public.devices
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.conclude_after_change();

-- The same when a purveyor's rule is changed, or the lead of our own target: all assemblies it bears on, 2,000 to a job.
create function private.conclude_after_rule_change()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_table_name = 'company_settings' then
    perform private.enqueue_job('conclude_due_dates', jsonb_build_object('device_ids', j.ids), j.company_id)
    from (
      select s.company_id, jsonb_agg(s.id) as ids
      from (select d.company_id, d.id, (row_number() over (partition by d.company_id order by d.id) - 1) / 2000 as slice
        from new_rows n join old_rows o on o.company_id = n.company_id and o.target_lead_days <> n.target_lead_days
        join public.devices d on d.company_id = n.company_id and d.deleted_at is null) s
      group by s.company_id, s.slice
    ) j;
  else
    perform private.enqueue_job('conclude_due_dates', jsonb_build_object('device_ids', j.ids), j.company_id)
    from (
      select s.company_id, jsonb_agg(s.id) as ids
      from (select d.company_id, d.id, (row_number() over (partition by d.company_id order by d.id) - 1) / 2000 as slice
        from new_rows n join old_rows o on o.company_id = n.company_id and o.id = n.id
          and (o.due_rule, o.repair_days, o.district_id) is distinct from (n.due_rule, n.repair_days, n.district_id)
        join public.devices d on d.company_id = n.company_id and d.company_district_id = n.id and d.deleted_at is null) s
      group by s.company_id, s.slice
    ) j;
  end if;
  return null;
end;
$$;
create trigger conclude_after_rule_change after update on public.company_districts
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.conclude_after_rule_change();
create trigger conclude_after_lead_change after update on public.company_settings
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.conclude_after_rule_change();

-- One change to many assemblies: {"status"}, {"company_district_id"} or {"our_target_on"}. Gives back what stood before, for undo.
create function private.change_devices(p_ids uuid[], p_changes jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('devices:write');
  v_before jsonb;
begin
  perform private.require_branch('devices', p_ids);
  if coalesce(cardinality(p_ids), 0) not between 1 and 500 then
    perform private.refuse('too_many_rows');
  end if;
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', d.id, 'status', d.status, 'company_district_id', d.company_district_id, 'our_target_on', d.our_target_on, 'our_target_by_hand', d.our_target_by_hand)), '[]')
  into v_before
  from (select * from public.devices where company_id = v_company and id = any (p_ids) and deleted_at is null order by id for update) d;
  if v_before = '[]'::jsonb then
    perform private.refuse('not_found');
  end if;
  update public.devices d
  set status = case when p_changes ? 'status' then p_changes ->> 'status' else d.status end,
      company_district_id = case when p_changes ? 'company_district_id' then (p_changes ->> 'company_district_id')::uuid else d.company_district_id end,
      our_target_on = case when p_changes ? 'our_target_on' then (p_changes ->> 'our_target_on')::date else d.our_target_on end
  where d.company_id = v_company and d.id = any (p_ids) and d.deleted_at is null;
  return v_before;
end;
$$;

-- The way back: every assembly gets its own old value again, unless somebody changed it meanwhile. Gives the number taken back.
create function private.change_devices_back(p_before jsonb, p_changes jsonb)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('devices:write');
  v_count int;
begin
  perform private.require_branch('devices', array(select (b ->> 'id')::uuid from jsonb_array_elements(p_before) b));
  if jsonb_array_length(p_before) > 500 then
    perform private.refuse('too_many_rows');
  end if;
  update public.devices d
  set status = case when p_changes ? 'status' then b.status else d.status end,
      company_district_id = case when p_changes ? 'company_district_id' then b.company_district_id else d.company_district_id end,
      our_target_on = case when p_changes ? 'our_target_on' then b.our_target_on else d.our_target_on end,
      our_target_by_hand = case when p_changes ? 'our_target_on' then b.our_target_by_hand else d.our_target_by_hand end
  from jsonb_to_recordset(p_before) as b (id uuid, status text, company_district_id uuid, our_target_on date, our_target_by_hand boolean)
  where d.company_id = v_company and d.id = b.id and d.deleted_at is null
    and (not p_changes ? 'status' or d.status = p_changes ->> 'status')
    and (not p_changes ? 'company_district_id' or d.company_district_id is not distinct from (p_changes ->> 'company_district_id')::uuid)
    and (not p_changes ? 'our_target_on' or d.our_target_on is not distinct from (p_changes ->> 'our_target_on')::date);
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;

-- The old assembly went, another stands in its place: the old one becomes REPLACED and points at the new one, which takes over
-- site, purveyor and duty, and is due for its initial test on the day it went in. Repeatable with the same new id.
create function private.replace_device(p_device_id uuid, p_new jsonb)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('devices:write');
  v_id uuid := (p_new ->> 'id')::uuid;
  v_old public.devices;
begin
  perform private.require_branch('devices', array[p_device_id]);
  select * into v_old from public.devices d where d.company_id = v_company and d.id = p_device_id and d.deleted_at is null for update;
  if v_old.id is null then
    perform private.refuse('not_found');
  end if;
  if v_old.replaced_by_id = v_id then
    return v_id;
  end if;
  if v_old.replaced_by_id is not null or v_old.status = 'REPLACED' then
    perform private.refuse('already_replaced');
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  insert into public.devices (
    company_id, id, location_id, company_district_id, type, manufacturer, model, size, size_thousandths_in, serial, bypass_manufacturer, bypass_model, bypass_size,
    bypass_serial, location_on_site, serves, hazard, use, containment, non_potable_supply, installed_on, interval_months, tag_no, account_no, meter_no, price_cents,
    test_yearly, district_due_on, district_due_source, match_key
  ) values (
    v_company, v_id, v_old.location_id, v_old.company_district_id, p_new ->> 'type', p_new ->> 'manufacturer', p_new ->> 'model', p_new ->> 'size',
    (p_new ->> 'size_thousandths_in')::int, p_new ->> 'serial', p_new ->> 'bypass_manufacturer', p_new ->> 'bypass_model', p_new ->> 'bypass_size',
    p_new ->> 'bypass_serial', v_old.location_on_site, v_old.serves, v_old.hazard, v_old.use, v_old.containment, v_old.non_potable_supply,
    (p_new ->> 'installed_on')::date, v_old.interval_months, p_new ->> 'tag_no', v_old.account_no, v_old.meter_no, v_old.price_cents,
    v_old.test_yearly, (p_new ->> 'installed_on')::date, case when p_new ->> 'installed_on' is not null then 'manual' end, p_new ->> 'match_key'
  );
  -- Whoever is to go there goes to the new one.
  update public.work_order_devices x set device_id = v_id where x.company_id = v_company and x.device_id = v_old.id and x.closed_at is null;
  update public.devices set status = 'REPLACED', replaced_by_id = v_id where company_id = v_company and id = v_old.id;
  perform set_config('flowtrack.audit_quiet', 'off', true);
  perform private.write_audit(v_company, 'replaced', 'devices', 2, array[v_old.id, v_id]);
  return v_id;
end;
$$;

revoke execute on all functions in schema private from public, anon;
grant execute on function private.refuse(text, text), private.peek_invitation(text) to anon;
grant execute on function
  private.device_prices(uuid[]), private.change_devices(uuid[], jsonb), private.change_devices_back(jsonb, jsonb), private.replace_device(uuid, jsonb)
to authenticated;
create function public.device_prices(p_ids uuid[]) returns table (id uuid, price_cents int)
language sql stable set search_path = '' as $$ select * from private.device_prices(p_ids) $$;
create function public.change_devices(p_ids uuid[], p_changes jsonb)
returns jsonb language sql set search_path = '' as $$ select private.change_devices(p_ids, p_changes) $$;
create function public.change_devices_back(p_before jsonb, p_changes jsonb)
returns int language sql set search_path = '' as $$ select private.change_devices_back(p_before, p_changes) $$;
create function public.replace_device(p_device_id uuid, p_new jsonb)
returns uuid language sql set search_path = '' as $$ select private.replace_device(p_device_id, p_new) $$;
grant execute on function
  public.device_prices(uuid[]), public.change_devices(uuid[], jsonb), public.change_devices_back(jsonb, jsonb), public.replace_device(uuid, jsonb)
to authenticated;
