-- Who owns the assemblies, and where they are. Deletion is soft: history and reports hang on both.
-- match_key is the normalised identity lib/imports/keys.ts computes, so that an import finds what is on file.

create table public.customers (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  name text not null constraint customers_name check (length(btrim(name)) between 1 and 160),
  parent_name text,
  contact_name text,
  phone text,
  email text,
  line1 text,
  line2 text,
  city text,
  state text,
  zip text,
  notes text constraint customers_notes check (length(notes) <= 10000),
  match_key text not null,
  -- the office that looks after them (0055); whoever works in one adds to it
  branch_id uuid default private.auth_branch_id(),
  import_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  constraint customers_branch foreign key (company_id, branch_id) references public.branches (company_id, id) deferrable
);
create index customers_branch_id on public.customers (company_id, branch_id) where branch_id is not null;
create index customers_name_order on public.customers (company_id, (name collate "C"), id) where deleted_at is null;
create index customers_match on public.customers (company_id, match_key);
create index customers_import on public.customers (company_id, import_id) where import_id is not null;
create index customers_search on public.customers using gin (company_id, (name || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '')) extensions.gin_trgm_ops);
select private.tenant_table('customers', p_read => 'customers:read', p_insert => 'customers:write', p_update => 'customers:write');
grant select,
  insert (company_id, id, name, parent_name, contact_name, phone, email, line1, line2, city, state, zip, notes, match_key, branch_id),
  update (name, parent_name, contact_name, phone, email, line1, line2, city, state, zip, notes, match_key, branch_id, deleted_at)
on public.customers to authenticated;

create table public.customer_locations (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  customer_id uuid not null,
  name text,
  line1 text not null constraint customer_locations_line1 check (length(btrim(line1)) between 1 and 160),
  line2 text,
  city text,
  state text,
  zip text,
  county text,
  phone text,
  email text,
  access_notes text constraint customer_locations_access_notes check (length(access_notes) <= 4000),
  contact_name text constraint customer_locations_contact_name check (length(contact_name) <= 120),
  gate_code text constraint customer_locations_gate_code check (length(gate_code) <= 60),
  -- called before and after a fire line is shut
  alarm_phone text constraint customer_locations_alarm_phone check (length(alarm_phone) <= 40),
  fire_phone text constraint customer_locations_fire_phone check (length(fire_phone) <= 40),
  time_zone text,
  -- Where it is on the map (0250): how exactly that is known, and when it was found or looked for in vain.
  latitude numeric(8, 5) constraint customer_locations_latitude check (latitude between -90 and 90),
  longitude numeric(8, 5) constraint customer_locations_longitude check (longitude between -180 and 180),
  position_precision text
    constraint customer_locations_position_precision check (position_precision in ('address', 'street', 'zip', 'city', 'by_hand')),
  position_at timestamptz,
  match_key text not null,
  import_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  constraint customer_locations_position check (
    (latitude is null) = (longitude is null) and (latitude is null) = (position_precision is null) and (latitude is null or position_at is not null)),
  constraint customer_locations_customer foreign key (company_id, customer_id) references public.customers (company_id, id) deferrable
);
create index customer_locations_customer_id on public.customer_locations (company_id, customer_id);
create index customer_locations_match on public.customer_locations (company_id, match_key);
create index customer_locations_line1_order on public.customer_locations (company_id, (line1 collate "C"), id) where deleted_at is null;
create index customer_locations_city on public.customer_locations (company_id, city) where deleted_at is null;
create index customer_locations_import on public.customer_locations (company_id, import_id) where import_id is not null;
create index customer_locations_search on public.customer_locations
  using gin (company_id, (line1 || ' ' || coalesce(name, '') || ' ' || coalesce(city, '')) extensions.gin_trgm_ops);
select private.tenant_table('customer_locations', p_read => 'customers:read', p_insert => 'customers:write', p_update => 'customers:write');
-- The gate code is read through gate_codes() (0224): office and admin, and whoever goes there now.
grant select (company_id, id, customer_id, name, line1, line2, city, state, zip, county, phone, email, access_notes, contact_name, alarm_phone, fire_phone, time_zone,
    match_key, import_id, created_at, updated_at, deleted_at),
  insert (company_id, id, customer_id, name, line1, line2, city, state, zip, county, phone, email, access_notes, contact_name, gate_code, alarm_phone, fire_phone,
    time_zone, match_key),
  update (customer_id, name, line1, line2, city, state, zip, county, phone, email, access_notes, contact_name, gate_code, alarm_phone, fire_phone, time_zone,
    match_key, deleted_at)
on public.customer_locations to authenticated;

-- What still has something active on it is not taken away; what is brought back needs its own ground under it.
-- A function that takes away a whole import decides for itself (flowtrack.audit_quiet, which the API offers no way to set).
create function private.keep_what_is_used()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if current_setting('flowtrack.audit_quiet', true) = 'on' then
    return new;
  end if;
  if tg_table_name = 'customers' then
    if new.deleted_at is not null and exists (
      select 1 from public.customer_locations l where l.company_id = new.company_id and l.customer_id = new.id and l.deleted_at is null
    ) then
      perform private.refuse('customer_has_locations');
    end if;
  elsif tg_table_name = 'customer_locations' then
    if new.deleted_at is not null and exists (
      select 1 from public.devices d where d.company_id = new.company_id and d.location_id = new.id and d.deleted_at is null
    ) then
      perform private.refuse('location_has_devices');
    elsif new.deleted_at is null and exists (
      select 1 from public.customers c where c.company_id = new.company_id and c.id = new.customer_id and c.deleted_at is not null
    ) then
      perform private.refuse('customer_is_deleted');
    end if;
  elsif tg_table_name = 'company_districts' then
    if new.deleted_at is not null and exists (
      select 1 from public.devices d where d.company_id = new.company_id and d.company_district_id = new.id and d.deleted_at is null
    ) then
      perform private.refuse('district_has_devices');
    end if;
  elsif new.deleted_at is not null and exists (
    select 1 from public.test_records t where t.company_id = new.company_id and t.device_id = new.id
  ) then
    perform private.refuse('device_has_tests');
  elsif new.deleted_at is null and exists (
    select 1 from public.customer_locations l where l.company_id = new.company_id and l.id = new.location_id and l.deleted_at is not null
  ) then
    perform private.refuse('location_is_deleted');
  end if;
  return new;
end;
$$;
create trigger keep_what_is_used before update of deleted_at on public.company_districts
  for each row when (old.deleted_at is distinct from new.deleted_at) execute function private.keep_what_is_used();
create trigger keep_what_is_used before update of deleted_at on public.customers
  for each row when (old.deleted_at is distinct from new.deleted_at) execute function private.keep_what_is_used();
create trigger keep_what_is_used before update of deleted_at on public.customer_locations
  for each row when (old.deleted_at is distinct from new.deleted_at) execute function private.keep_what_is_used();
revoke execute on function private.keep_what_is_used() from public;
