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
  import_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id)
);
create index customers_name_order on public.customers (company_id, (name collate "C"), id) where deleted_at is null;
create index customers_match on public.customers (company_id, match_key);
create index customers_import on public.customers (company_id, import_id) where import_id is not null;
create index customers_search on public.customers using gin (company_id, (name || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '')) extensions.gin_trgm_ops);
select private.tenant_table('customers', p_read => 'customers:read', p_insert => 'customers:write', p_update => 'customers:write');
grant select,
  insert (company_id, id, name, parent_name, contact_name, phone, email, line1, line2, city, state, zip, notes, match_key),
  update (name, parent_name, contact_name, phone, email, line1, line2, city, state, zip, notes, match_key, deleted_at)
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
  time_zone text,
  match_key text not null,
  import_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  constraint customer_locations_customer foreign key (company_id, customer_id) references public.customers (company_id, id) deferrable
);
create index customer_locations_customer_id on public.customer_locations (company_id, customer_id);
create index customer_locations_match on public.customer_locations (company_id, match_key);
create index customer_locations_city on public.customer_locations (company_id, city) where deleted_at is null;
create index customer_locations_import on public.customer_locations (company_id, import_id) where import_id is not null;
create index customer_locations_search on public.customer_locations
  using gin (company_id, (line1 || ' ' || coalesce(name, '') || ' ' || coalesce(city, '')) extensions.gin_trgm_ops);
select private.tenant_table('customer_locations', p_read => 'customers:read', p_insert => 'customers:write', p_update => 'customers:write');
grant select,
  insert (company_id, id, customer_id, name, line1, line2, city, state, zip, county, phone, email, access_notes, time_zone, match_key),
  update (customer_id, name, line1, line2, city, state, zip, county, phone, email, access_notes, time_zone, match_key, deleted_at)
on public.customer_locations to authenticated;
