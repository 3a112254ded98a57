-- What a branch sees: one restrictive policy a table (0055 says what a branch is), and how people and customers come into one.

-- The policies of one table, for each verb its own people have: p_within says when a row is the branch's.
create function private.branch_table(p_table text, p_within text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_within text := format('(select private.sees_all_branches()) is not null or %s', p_within);
begin
  execute format('create policy %I on public.%I as restrictive for select to authenticated using (%s)', p_table || ' are seen by their own branch', p_table, v_within);
  if exists (select from pg_catalog.pg_policies p where p.schemaname = 'public' and p.tablename = p_table and p.cmd = 'INSERT') then
    execute format('create policy %I on public.%I as restrictive for insert to authenticated with check (%s)', p_table || ' are added in their own branch', p_table, v_within);
  end if;
  if exists (select from pg_catalog.pg_policies p where p.schemaname = 'public' and p.tablename = p_table and p.cmd = 'UPDATE') then
    execute format('create policy %I on public.%I as restrictive for update to authenticated using (%s)', p_table || ' are changed in their own branch', p_table, v_within);
  end if;
end;
$$;

select private.branch_table('customers', 'branch_id = (select private.auth_branch_id())');
select private.branch_table(t, 'customer_id in (select private.branch_customers())') from unnest(array['customer_locations', 'invoices', 'portal_people', 'portal_requests']) t;
select private.branch_table(t, 'location_id in (select private.branch_locations())') from unnest(array['devices', 'work_orders']) t;
select private.branch_table(t, 'device_id in (select private.branch_devices())')
from unnest(array['device_history', 'device_photos', 'test_records', 'work_order_devices', 'deficiencies']) t;
-- These hang on a row that has such a policy itself.
select private.branch_table('test_readings', 'exists (select from public.test_records t where t.company_id = test_readings.company_id and t.id = test_readings.test_record_id)');
select private.branch_table('scheduled_jobs', 'exists (select from public.work_orders w where w.company_id = scheduled_jobs.company_id and w.id = scheduled_jobs.work_order_id)');
select private.branch_table('visit_events', 'exists (select from public.scheduled_jobs j where j.company_id = visit_events.company_id and j.id = visit_events.scheduled_job_id)');
select private.branch_table('invoice_lines', 'exists (select from public.invoices i where i.company_id = invoice_lines.company_id and i.id = invoice_lines.invoice_id)');
select private.branch_table('payments', 'exists (select from public.invoices i where i.company_id = payments.company_id and i.id = payments.invoice_id)');
select private.branch_table('quotes', 'exists (select from public.deficiencies f where f.company_id = quotes.company_id and f.id = quotes.deficiency_id)');

-- Staff are the whole company's; a person of the portal is seen where one of their customers is.
create policy "people of the portal are seen by their own branch" on public.profiles as restrictive for select to authenticated
using (
  role <> 'customer' or (select private.sees_all_branches()) is not null
  or exists (select from public.portal_people x where x.company_id = profiles.company_id and x.profile_id = profiles.id)
);

-- What shows a customer's things: reports, photos, signatures, invoices and quotes. Logos, forms and certificates are the whole company's;
-- whoever takes the company's data along gets all files, wherever they look.
create policy "files are seen by their own branch" on public.files as restrictive for select to authenticated
using (
  (select private.sees_all_branches()) is not null or (select private.may('export:run')) or kind in ('logo', 'form', 'certificate') or created_by = (select private.auth_profile_id())
  or exists (select from public.test_records t where t.company_id = files.company_id and t.report_file_id = files.id)
  or exists (select from public.test_records t where t.company_id = files.company_id and t.signature_file_id = files.id)
  or exists (select from public.device_photos p where p.company_id = files.company_id and p.file_id = files.id)
  or exists (select from public.invoices i where i.company_id = files.company_id and i.file_id = files.id)
  or exists (select from public.quotes q where q.company_id = files.company_id and q.file_id = files.id)
);
create policy "Files are seen by their own branch" on storage.objects as restrictive for select to authenticated
using (
  bucket_id <> 'company-files' or (select private.sees_all_branches()) is not null or (select private.may('export:run'))
  or exists (select from public.files f where f.company_id = (select private.auth_company_id()) and f.path = name
    and f.id = case when split_part(name, '/', 3) ~ '^[0-9a-f-]{36}$' then split_part(name, '/', 3)::uuid end)
);

-- Where an admin looks: one branch, or (null) all of them.
create function private.choose_branch(p_branch_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('company:write', false);
begin
  if private.auth_profile_id() is null then
    perform private.refuse('support_only_reads');
  end if;
  if p_branch_id is not null and not exists (select from public.branches b where b.company_id = v_company and b.id = p_branch_id and b.deleted_at is null) then
    perform private.refuse('not_found');
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  update public.profiles p set branch_id = p_branch_id where p.company_id = v_company and p.id = private.auth_profile_id();
  perform set_config('flowtrack.audit_quiet', 'off', true);
end;
$$;

-- Puts a member in a branch, or (null) where all are seen; holds from their next request.
create function private.place_member(p_profile_id uuid, p_branch_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('team:write');
begin
  if p_branch_id is not null and not exists (select from public.branches b where b.company_id = v_company and b.id = p_branch_id and b.deleted_at is null) then
    perform private.refuse('not_found');
  end if;
  update public.profiles p set branch_id = p_branch_id where p.company_id = v_company and p.id = p_profile_id and p.removed_at is null;
  if not found then
    perform private.refuse('not_found');
  end if;
end;
$$;

revoke execute on function private.choose_branch(uuid), private.place_member(uuid, uuid) from public;
grant execute on function private.choose_branch(uuid), private.place_member(uuid, uuid) to authenticated;
create function public.choose_branch(p_branch_id uuid default null)
returns void language sql set search_path = '' as $$ select private.choose_branch(p_branch_id) $$;
create function public.place_member(p_profile_id uuid, p_branch_id uuid default null)
returns void language sql set search_path = '' as $$ select private.place_member(p_profile_id, p_branch_id) $$;

-- Gives a branch the customers that have none yet, all or those with a site in one city; answers how many. The caller's own rights decide.
create function public.fill_branch(p_branch_id uuid, p_city text default null)
returns int
language plpgsql
set search_path = ''
as $$
declare
  v_count int;
begin
  perform private.require_permission('company:write');
  update public.customers c set branch_id = p_branch_id
  where c.branch_id is null and c.deleted_at is null and (p_city is null or exists (
    select from public.customer_locations l where l.company_id = c.company_id and l.customer_id = c.id and l.deleted_at is null and l.city = p_city));
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;

-- The page of branches: who works in each and how many customers it looks after; what no branch looks after.
create function public.branches_page()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'branches', (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name,
        'people', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'full_name', p.full_name) order by p.full_name), '[]')
          from public.profiles p where p.company_id = b.company_id and p.branch_id = b.id and p.removed_at is null),
        'customers', (select count(*) from public.customers c where c.company_id = b.company_id and c.branch_id = b.id and c.deleted_at is null)) order by b.name, b.id), '[]')
      from public.branches b where b.deleted_at is null),
    'without', (select count(*) from public.customers c where c.branch_id is null and c.deleted_at is null),
    'cities', (select coalesce(jsonb_agg(k), '[]') from private.cities() k));
$$;
revoke execute on function public.choose_branch(uuid), public.place_member(uuid, uuid), public.fill_branch(uuid, text), public.branches_page() from public, anon;
grant execute on function public.choose_branch(uuid), public.place_member(uuid, uuid), public.fill_branch(uuid, text), public.branches_page() to authenticated;
