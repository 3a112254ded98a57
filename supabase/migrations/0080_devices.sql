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
    account_no, meter_no, test_yearly, photo_file_id, notes, district_due_on, district_due_source, our_target_on, due_anchor_on, last_tested_on, last_result,
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
  where d.company_id = (select private.auth_company_id()) and d.id = any (p_ids)
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
    where k.value is distinct from to_jsonb(o) -> k.key and k.key not in ('updated_at', 'records_version', 'match_key', 'price_cents')
  ) d
  where d.changes is not null;
  return null;
end;
$$;
create trigger record_changes after update on public.devices
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.record_device_changes();

-- Due dates are concluded again and again from all accepted records, so the date that stood before them must stay known.
-- conclude_device() (0100) raises flowtrack.concluding; every other writer states a new base.
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
  if new.district_due_on is null or new.district_due_source in ('imported', 'manual') then
    new.due_base_on := new.district_due_on;
    new.due_base_source := case when new.district_due_on is not null then new.district_due_source end;
    new.due_base_through := new.last_tested_on;
  end if;
  return new;
end;
$$;
create trigger keep_due_base_of_new before insert on public.devices for each row
  when (new.district_due_on is not null or new.due_anchor_on is not null or new.last_tested_on is not null) execute function private.keep_due_base();
create trigger keep_due_base before update of district_due_on, district_due_source, due_anchor_on, last_tested_on on public.devices
  for each row execute function private.keep_due_base();

revoke execute on all functions in schema private from public, anon;
grant execute on function private.refuse(text, text), private.peek_invitation(text) to anon;
grant execute on function private.device_prices(uuid[]) to authenticated;
create function public.device_prices(p_ids uuid[]) returns table (id uuid, price_cents int)
language sql stable set search_path = '' as $$ select * from private.device_prices(p_ids) $$;
grant execute on function public.device_prices(uuid[]) to authenticated;
