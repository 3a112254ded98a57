-- The price book: what a test, an hour, a trip, a missed visit, a filing and a part cost. Whole cents.

insert into private.role_permissions (role, permission) values ('company_admin', 'prices:write'), ('office', 'prices:write');

create table public.price_items (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  kind text not null constraint price_items_kind check (kind in ('test', 'labour', 'trip', 'no_show', 'filing_fee', 'part')),
  name text not null constraint price_items_name check (length(btrim(name)) between 1 and 160),
  device_type text constraint price_items_type check (device_type in ('RP', 'DC', 'RPDA', 'RPDA2', 'DCDA', 'DCDA2', 'PVB', 'SVB', 'AVB', 'AG', 'SCVT', 'SCDAT', 'OTHER')),
  size text constraint price_items_size check (length(size) <= 10),
  model text constraint price_items_model check (length(model) <= 80),
  company_district_id uuid,
  unit_cents int not null constraint price_items_unit check (unit_cents between 0 and 10000000),
  taxed boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  constraint price_items_district foreign key (company_id, company_district_id) references public.company_districts (company_id, id) deferrable
);
-- One price for one thing. Labour and parts are told apart by name too, the others by what they are for.
create unique index price_items_once on public.price_items (
  company_id, kind, (case when kind in ('labour', 'part') then lower(name) else '' end), coalesce(device_type, ''), coalesce(size, ''), lower(coalesce(model, '')),
  coalesce(company_district_id, '00000000-0000-0000-0000-000000000000')
) where deleted_at is null;
create index price_items_district_id on public.price_items (company_id, company_district_id);
create index price_items_order on public.price_items (company_id, kind, id) where deleted_at is null;
select private.tenant_table('price_items', p_read => 'prices:read', p_insert => 'prices:write', p_update => 'prices:write');
grant select, insert (company_id, id, kind, name, device_type, size, model, company_district_id, unit_cents, taxed),
  update (name, device_type, size, model, company_district_id, unit_cents, taxed, deleted_at)
on public.price_items to authenticated;

select private.classify('public.price_items', 'company_id id kind name device_type size model company_district_id unit_cents taxed created_at updated_at deleted_at',
  'as it is', 'deleted', 'company', 'what the company charges');

-- How invoices are made: the tax rate in hundredths of a percent, days to pay, and the number of the first one.
alter table public.company_settings
  add column tax_hundredths_percent int not null default 0 constraint company_settings_tax check (tax_hundredths_percent between 0 and 10000),
  add column payment_days int not null default 30 constraint company_settings_payment_days check (payment_days between 0 and 365),
  add column first_invoice_number int not null default 1001 constraint company_settings_first_invoice check (first_invoice_number between 1 and 100000000);
grant update (tax_hundredths_percent, payment_days, first_invoice_number) on public.company_settings to authenticated;
select private.classify('public.company_settings', 'tax_hundredths_percent payment_days first_invoice_number', 'as it is', 'deleted', 'company', 'how the company bills');

create view public.price_list with (security_invoker = true) as
select p.company_id, p.id, p.kind, p.name, p.device_type, p.size, p.model, p.company_district_id, d.name as district_name, p.unit_cents, p.taxed, p.created_at
from public.price_items p
left join public.company_districts d on d.company_id = p.company_id and d.id = p.company_district_id
where p.deleted_at is null;
grant select on public.price_list to authenticated;

-- Brings many prices in at once: what is on file already gets the new price, the rest is added. Answers how many rows came.
create function public.bring_prices(p_rows jsonb)
returns int
language plpgsql
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('prices:write');
  v_count int;
begin
  insert into public.price_items as known (company_id, kind, name, device_type, size, model, company_district_id, unit_cents, taxed)
  select distinct on (r.kind, case when r.kind in ('labour', 'part') then lower(r.name) else '' end, r.device_type, r.size, lower(r.model), r.company_district_id)
    v_company, r.kind, r.name, r.device_type, r.size, r.model, r.company_district_id, r.unit_cents, coalesce(r.taxed, false)
  from jsonb_to_recordset(p_rows) r (kind text, name text, device_type text, size text, model text, company_district_id uuid, unit_cents int, taxed boolean)
  on conflict (company_id, kind, (case when kind in ('labour', 'part') then lower(name) else '' end), coalesce(device_type, ''), coalesce(size, ''), lower(coalesce(model, '')),
    coalesce(company_district_id, '00000000-0000-0000-0000-000000000000')) where deleted_at is null
  do update set unit_cents = excluded.unit_cents, taxed = excluded.taxed;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
revoke execute on function public.bring_prices(jsonb) from public;
grant execute on function public.bring_prices(jsonb) to authenticated;
