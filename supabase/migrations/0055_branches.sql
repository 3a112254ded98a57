-- Branches: the offices of a company. A customer belongs to one (0070), and all that hangs on a customer goes with it. Whoever is
-- put in a branch (profiles.branch_id) sees it alone; admins put themselves where they want to look, everybody else is put there.
-- The policies stand in 0280; functions that ask with their owner's rights call private.require_branch() first (or in_branch(),
-- where nothing is the answer).

create table public.branches (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  name text not null constraint branches_name check (length(btrim(name)) between 1 and 80),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id)
);
create unique index branches_once on public.branches (company_id, lower(name)) where deleted_at is null;
select private.tenant_table('branches', p_read => 'company:read', p_insert => 'company:write', p_update => 'company:write');
grant select, insert (company_id, id, name), update (name, deleted_at) on public.branches to authenticated;

alter table public.profiles add constraint profiles_branch foreign key (company_id, branch_id) references public.branches (company_id, id) deferrable;
create index profiles_branch_id on public.profiles (company_id, branch_id) where branch_id is not null;

-- A branch that somebody works in or that looks after customers is not taken away.
create function private.keep_used_branch()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if exists (select from public.profiles p where p.company_id = new.company_id and p.branch_id = new.id and p.removed_at is null)
    or exists (select from public.customers c where c.company_id = new.company_id and c.branch_id = new.id and c.deleted_at is null) then
    perform private.refuse('branch_in_use');
  end if;
  return new;
end;
$$;
create trigger keep_used_branch before update of deleted_at on public.branches
  for each row when (old.deleted_at is null and new.deleted_at is not null) execute function private.keep_used_branch();

-- What belongs to the caller's branch, asked once a statement; nobody asks without a branch. `rows` is low on purpose: PostgreSQL counts
-- their cost at each row of a join, and would rather read whole tables.
create function private.branch_customers()
returns setof uuid
language plpgsql
stable
security definer
rows 100
set search_path = ''
as $$
begin
  return query
  select c.id from public.customers c
  where c.company_id = (select private.auth_company_id()) and c.branch_id = (select private.auth_branch_id());
end;
$$;

create function private.branch_locations()
returns setof uuid
language plpgsql
stable
security definer
rows 100
set search_path = ''
as $$
begin
  return query
  select l.id from public.customers c
  join public.customer_locations l on l.company_id = c.company_id and l.customer_id = c.id
  where c.company_id = (select private.auth_company_id()) and c.branch_id = (select private.auth_branch_id());
end;
$$;

create function private.branch_devices()
returns setof uuid
language plpgsql
stable
security definer
rows 100
set search_path = ''
as $$
begin
  return query
  select d.id from public.customers c
  join public.customer_locations l on l.company_id = c.company_id and l.customer_id = c.id
  join public.devices d on d.company_id = l.company_id and d.location_id = l.id
  where c.company_id = (select private.auth_company_id()) and c.branch_id = (select private.auth_branch_id());
end;
$$;

-- Whether every row named is the caller's to see as far as branches go; one that never was is not.
create function private.in_branch(p_table text, p_ids uuid[])
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.auth_company_id();
  v_branch uuid := private.auth_branch_id();
  v_ids uuid[] := array(select distinct i from unnest(p_ids) i where i is not null);
  v_customers uuid[];
begin
  if v_branch is null or v_ids = '{}' then
    return true;
  end if;
  v_customers := case p_table
    when 'customers' then v_ids
    when 'invoices' then array(select i.customer_id from public.invoices i where i.company_id = v_company and i.id = any (v_ids))
    when 'customer_locations' then array(select l.customer_id from public.customer_locations l where l.company_id = v_company and l.id = any (v_ids))
    when 'devices' then array(
      select l.customer_id from public.devices d join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
      where d.company_id = v_company and d.id = any (v_ids))
    when 'test_records' then array(
      select l.customer_id from public.test_records t
      join public.devices d on d.company_id = t.company_id and d.id = t.device_id
      join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
      where t.company_id = v_company and t.id = any (v_ids))
    when 'deficiencies' then array(
      select l.customer_id from public.deficiencies f
      join public.devices d on d.company_id = f.company_id and d.id = f.device_id
      join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
      where f.company_id = v_company and f.id = any (v_ids))
    when 'work_orders' then array(
      select l.customer_id from public.work_orders w join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
      where w.company_id = v_company and w.id = any (v_ids))
    when 'scheduled_jobs' then array(
      select l.customer_id from public.scheduled_jobs j
      join public.work_orders w on w.company_id = j.company_id and w.id = j.work_order_id
      join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
      where j.company_id = v_company and j.id = any (v_ids))
  end;
  return cardinality(v_customers) >= cardinality(v_ids) and not exists (
    select from unnest(v_customers) k
    where not exists (select from public.customers c where c.company_id = v_company and c.id = k and c.branch_id = v_branch));
end;
$$;

-- The guard of the functions that ask with their owner's rights.
create function private.require_branch(p_table text, p_ids uuid[])
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if not private.in_branch(p_table, p_ids) then
    perform private.refuse('not_found');
  end if;
end;
$$;

revoke execute on all functions in schema private from public, anon;
grant execute on function private.refuse(text, text) to anon;
grant execute on function private.branch_customers(), private.branch_locations(), private.branch_devices() to authenticated;
