-- Requests of single people about their data (PRODUCT 7): queue, clock, identity check, outcome. Access gives one customer's
-- data; deletion takes away what no rule keeps and restricts the rest until the last rule ends (DOMAIN 1.9). All of it works
-- in grace too. What is whose is read from private.column_rules, and how rows lead to a customer from their foreign keys.

insert into private.role_permissions (role, permission) values ('company_admin', 'privacy:read'), ('company_admin', 'privacy:write');

create table public.privacy_requests (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  kind text not null constraint privacy_requests_kind check (kind in ('access', 'correction', 'deletion', 'portability', 'opt_out')),
  requester_name text not null constraint privacy_requests_requester check (length(btrim(requester_name)) between 1 and 160),
  requester_contact text not null constraint privacy_requests_contact check (length(btrim(requester_contact)) between 3 and 254),
  details text constraint privacy_requests_details check (length(details) <= 4000),
  customer_id uuid,
  is_california boolean not null default false,
  received_on date not null,
  identity_checked_on date,
  identity_check text constraint privacy_requests_identity_check check (length(identity_check) <= 500),
  -- 30 days to answer; 45 for a request from California whose requester's identity was checked
  due_on date generated always as (received_on + case when is_california and identity_checked_on is not null then 45 else 30 end) stored,
  closed_on date,
  outcome text constraint privacy_requests_outcome check (outcome in ('done', 'partly', 'refused', 'withdrawn')),
  outcome_note text constraint privacy_requests_outcome_note check (length(outcome_note) <= 2000),
  -- the customer's data was deleted as far as the law lets it; why the rest is still here is concluded anew each day
  restricted_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint privacy_requests_customer foreign key (company_id, customer_id) references public.customers (company_id, id) deferrable,
  constraint privacy_requests_created_by foreign key (company_id, created_by) references public.profiles (company_id, id) deferrable
);
create index privacy_requests_order on public.privacy_requests (company_id, due_on, id);
create index privacy_requests_customer_id on public.privacy_requests (company_id, customer_id);
create index privacy_requests_created_by_id on public.privacy_requests (company_id, created_by);
select private.tenant_table('privacy_requests', p_read => 'privacy:read');
grant select on public.privacy_requests to authenticated;

select private.classify('public.privacy_requests',
  'company_id id kind requester_name requester_contact details customer_id is_california received_on identity_checked_on identity_check closed_on outcome outcome_note restricted_at created_by created_at updated_at',
  'as it is', 'deleted', 'customer', 'who asked what about their data, and how it was answered');
select private.classify('public.privacy_requests', 'due_on', 'left out', 'deleted', 'customer', 'follows from the day it came');

-- A report or photo kept as evidence of a restricted customer: for admins, and the page asks them why.
alter table public.files add column sealed_at timestamptz;
select private.classify('public.files', 'sealed_at', 'as it is', 'deleted', 'company', 'since when a file is kept as evidence alone');
create index files_sealed on public.files (company_id) where sealed_at is not null;
create policy "sealed files are read by admins" on public.files as restrictive for select to authenticated
  using (sealed_at is null or (select private.may('privacy:read')));

create function private.sealed_paths()
returns text[]
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(array_agg(f.path), '{}') from public.files f
  where f.company_id = (select private.auth_company_id()) and f.sealed_at is not null;
$$;
create policy "Sealed files are read by admins" on storage.objects as restrictive for select to authenticated
  using (bucket_id <> 'company-files' or (select private.may('privacy:read')) or not name = any ((select private.sealed_paths())::text[]));

-- What deleting one customer's data does to the columns of a row that stays. Null: the row goes.
alter table private.column_rules add column on_request text constraint column_rules_on_request check (on_request in ('kept', 'emptied'));
select private.classify('private.column_rules', 'on_request', 'left out', 'kept', 'nobody', 'this table');

-- Evidence stays: the assembly, the address of the site, the readings, tester and gauge; also a sent invoice, and the request itself.
update private.column_rules r set on_request = 'kept'
where r.table_name in (
  'public.customers'::regclass, 'public.customer_locations'::regclass, 'public.devices'::regclass, 'public.test_records'::regclass,
  'public.test_readings'::regclass, 'public.invoices'::regclass, 'public.device_photos'::regclass, 'public.privacy_requests'::regclass
);
-- Whose it is goes: names, numbers, addresses of people, free words.
update private.column_rules r set on_request = 'emptied'
where (r.table_name, r.column_name) in (
  ('public.customers'::regclass, 'name'), ('public.customers'::regclass, 'parent_name'), ('public.customers'::regclass, 'contact_name'),
  ('public.customers'::regclass, 'phone'), ('public.customers'::regclass, 'email'), ('public.customers'::regclass, 'line1'),
  ('public.customers'::regclass, 'line2'), ('public.customers'::regclass, 'city'), ('public.customers'::regclass, 'state'),
  ('public.customers'::regclass, 'zip'), ('public.customers'::regclass, 'notes'), ('public.customers'::regclass, 'match_key'),
  ('public.customer_locations'::regclass, 'name'), ('public.customer_locations'::regclass, 'phone'), ('public.customer_locations'::regclass, 'email'),
  ('public.customer_locations'::regclass, 'access_notes'), ('public.customer_locations'::regclass, 'contact_name'),
  ('public.customer_locations'::regclass, 'gate_code'), ('public.customer_locations'::regclass, 'alarm_phone'),
  ('public.customer_locations'::regclass, 'fire_phone'),
  ('public.devices'::regclass, 'notes'), ('public.devices'::regclass, 'account_no'), ('public.devices'::regclass, 'photo_file_id'),
  ('public.devices'::regclass, 'price_cents'),
  ('public.test_records'::regclass, 'snapshot'), ('public.test_records'::regclass, 'remarks'),
  ('public.device_photos'::regclass, 'caption'), ('public.invoices'::regclass, 'memo')
);

-- What an emptied column holds afterwards, where nothing would not do.
create function private.emptied_value(p_table regclass, p_column name)
returns text
language sql
immutable
set search_path = ''
as $$
  select case p_table::text || '.' || p_column
    when 'public.customers.name' then '''Removed on request'''
    when 'public.customers.match_key' then '''removed '' || x.id'
    when 'public.test_records.snapshot' then 'x.snapshot - ''customer'' #- ''{location,name}'' #- ''{device,account_no}'''
    else 'null' end;
$$;

-- How rows lead to one customer ($1 the company, $2 the customer): the shortest way over foreign keys, and by hand for what has
-- none. Children come first. A table with a customer's columns and no way here is named by a test.
create function private.customer_tables()
returns table (relation regclass, clause text)
language sql
stable
set search_path = ''
as $$
  with recursive reached as (
    select 'public.customers'::regclass as relation, 0 as depth, 'x.company_id = $1 and x.id = $2' as clause
    union all
    select k.conrelid::regclass, r.depth + 1, format('x.company_id = $1 and x.%I in (select x.id from %s x where %s)', a.attname::text collate "default", r.relation, r.clause)
    from reached r
    join pg_catalog.pg_constraint k on k.confrelid = r.relation and k.contype = 'f' and k.conrelid <> r.relation and cardinality(k.conkey) = 2
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2]
    where r.depth < 5
  ),
  shortest as (
    select distinct on (r.relation) r.relation, r.depth, r.clause from reached r order by r.relation, r.depth, r.clause
  ),
  by_hand as (
    select 'public.import_rows'::regclass as relation, 9 as depth, format(
      'x.company_id = $1 and (x.customer_id = $2 or x.location_id in (select x.id from public.customer_locations x where %s) or x.device_id in (select x.id from public.devices x where %s))',
      (select s.clause from shortest s where s.relation = 'public.customer_locations'::regclass),
      (select s.clause from shortest s where s.relation = 'public.devices'::regclass)) as clause
    union all
    select t.relation, 9, format(
      'x.company_id = $1 and (x.customer_id = $2 or lower(x.recipient) in (select lower(x.email) from public.customers x where %s union select lower(x.email) from public.customer_locations x where %s'
        || ' union select lower(x.email) from public.portal_people x where x.company_id = $1 and x.customer_id = $2))',
      'x.company_id = $1 and x.id = $2', (select s.clause from shortest s where s.relation = 'public.customer_locations'::regclass))
    from (values ('public.notification_log'::regclass), ('private.outbox'::regclass)) t (relation)
  )
  select f.relation, f.clause from (select s.relation, s.depth, s.clause from shortest s union all select * from by_hand) f
  order by f.depth desc, f.relation::text;
$$;

-- What keeps a customer's rows, and until when: null is as long as the assembly stands. Nothing when no rule keeps anything.
create function private.customer_rules(p_company_id uuid, p_customer_id uuid)
returns table (what text, row_count bigint, rule text, until date)
language sql
stable
set search_path = ''
as $$
  with site as (
    select d.id, d.status, d.company_district_id, d.updated_at,
      (select max(h.happened_at) from public.device_history h where h.company_id = d.company_id and h.device_id = d.id and h.changes ? 'status') as changed_at
    from public.devices d
    join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
    where d.company_id = p_company_id and l.customer_id = p_customer_id
  ),
  -- a removed assembly is kept for three years more; one that stands for as long as it does
  assemblies as (
    select case when s.status in ('REMOVED_CAPPED', 'REPLACED', 'ABANDONED') then (coalesce(s.changed_at, s.updated_at) + interval '3 years')::date end as until from site s
  ),
  tests as (
    select case when r.retention_years > 5 then r.name || ': ' || r.retention_years || ' years after the test' else 'Test records: 5 years after the test' end as rule,
      (t.tested_on + make_interval(years => greatest(5, coalesce(r.retention_years, 5))))::date as until
    from public.test_records t
    join site s on s.id = t.device_id
    left join public.company_districts cd on cd.company_id = t.company_id and cd.id = s.company_district_id
    left join public.districts r on r.id = cd.district_id
    where t.company_id = p_company_id and (t.signed_at is not null or t.origin = 'imported')
  )
  select 'assemblies', count(*), case when a.until is null then 'Inventory: as long as the assembly stands' else 'Inventory: 3 years after removal' end, max(a.until)
  from assemblies a group by a.until is null
  union all
  select 'test records', count(*), t.rule, max(t.until) from tests t group by t.rule
  union all
  select 'sent invoices', count(*), 'Tax records: 7 years after the invoice', (max(i.sent_at) + interval '7 years')::date
  from public.invoices i where i.company_id = p_company_id and i.customer_id = p_customer_id and i.sent_at is not null having count(*) > 0;
$$;

-- Rules that have not ended on a day.
create function private.rules_that_hold(p_company_id uuid, p_customer_id uuid, p_day date)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('what', r.what, 'rows', r.row_count, 'rule', r.rule, 'until', r.until) order by r.until nulls last, r.what, r.rule), '[]')
  from private.customer_rules(p_company_id, p_customer_id) r where r.until is null or r.until > p_day;
$$;

-- Photos and papers that go with their rows: queued like those of an erased company, and removed by the same job after the commit.
create function private.drop_files(p_company_id uuid, p_files uuid[])
returns bigint
language plpgsql
set search_path = ''
as $$
declare
  v_count bigint;
begin
  insert into private.erasure_objects (company_id, keeper, path)
  select f.company_id, 'company-files', f.path from public.files f where f.company_id = p_company_id and f.id = any (p_files) and f.kind in ('photo', 'report', 'quote', 'invoice')
  on conflict do nothing;
  delete from public.files f where f.company_id = p_company_id and f.id = any (p_files) and f.kind in ('photo', 'report', 'quote', 'invoice');
  get diagnostics v_count = row_count;
  if v_count > 0 then
    perform private.queue_finish_erasure(p_company_id, 'files ' || gen_random_uuid());
  end if;
  return v_count;
end;
$$;

-- Takes away what no rule keeps: whole rows, or the columns that say whose it was. Counts by table.
create function private.restrict_customer(p_company_id uuid, p_customer_id uuid)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_table record;
  v_count bigint;
  v_gone jsonb := '{}';
  v_devices uuid[] := array(
    select d.id from public.devices d join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
    where d.company_id = p_company_id and l.customer_id = p_customer_id
  );
  -- Records of sites that belong to somebody else by now: the assembly is theirs, the names on the paper are not.
  v_elsewhere uuid[] := array(
    select t.id from public.test_records t
    where t.company_id = p_company_id and t.snapshot -> 'customer' ->> 'id' = p_customer_id::text and t.signed_at is not null and t.device_id <> all (v_devices)
  );
  v_files uuid[];
begin
  perform set_config('flowtrack.audit_quiet', 'on', true), set_config('flowtrack.restricting', 'on', true);
  set constraints all deferred;
  -- Photos go, but for those of a record: they are evidence, and sealed with its report. What was only begun is no record yet.
  delete from public.test_records t
  where t.company_id = p_company_id and t.device_id = any (v_devices) and t.signed_at is null and t.origin = 'recorded';
  v_files := array(
    select p.file_id from public.device_photos p where p.company_id = p_company_id and p.device_id = any (v_devices) and p.test_record_id is null
    union select d.photo_file_id from public.devices d where d.company_id = p_company_id and d.id = any (v_devices) and d.photo_file_id is not null
    union select q.file_id from public.quotes q where q.company_id = p_company_id and q.customer_id = p_customer_id and q.file_id is not null
  );
  delete from public.device_photos p where p.company_id = p_company_id and p.device_id = any (v_devices) and p.test_record_id is null;
  update public.files f set sealed_at = now()
  where f.company_id = p_company_id and f.sealed_at is null and f.id in (
    select t.report_file_id from public.test_records t where t.company_id = p_company_id and (t.device_id = any (v_devices) or t.id = any (v_elsewhere))
    union select p.file_id from public.device_photos p
    where p.company_id = p_company_id and (p.device_id = any (v_devices) or p.test_record_id = any (v_elsewhere))
  );
  delete from public.invoices i where i.company_id = p_company_id and i.customer_id = p_customer_id and i.sent_at is null;
  for v_table in
    select t.relation, t.clause, k.emptied, k.filled
    from private.customer_tables() t
    cross join lateral (
      select string_agg(format('%I = %s', r.column_name, private.emptied_value(t.relation, r.column_name)), ', ') filter (where r.on_request = 'emptied') as emptied,
        string_agg(format('x.%I is not null', r.column_name), ' or ') filter (where r.on_request = 'emptied') as filled,
        bool_or(r.on_request is not null) as stays, bool_or(r.whose = 'customer') as theirs
      from private.column_rules r where r.table_name = t.relation
    ) k
    where k.theirs and (k.emptied is not null or not k.stays)
  loop
    execute case when v_table.emptied is null then format('delete from %s x where %s', v_table.relation, v_table.clause)
      else format('update %s x set %s where %s and (%s)', v_table.relation, v_table.emptied, v_table.clause, v_table.filled) end
    using p_company_id, p_customer_id;
    get diagnostics v_count = row_count;
    if v_count > 0 then
      v_gone := v_gone || jsonb_build_object(v_table.relation::text, v_count);
    end if;
  end loop;
  update public.test_records x set snapshot = x.snapshot - 'customer' #- '{location,name}' #- '{device,account_no}', remarks = null
  where x.company_id = p_company_id and x.id = any (v_elsewhere);
  -- What those changes wrote down about the assemblies, the old words among it.
  delete from public.device_history h where h.company_id = p_company_id and h.device_id = any (v_devices);
  v_count := private.drop_files(p_company_id, v_files);
  set constraints all immediate;
  perform set_config('flowtrack.audit_quiet', 'off', true), set_config('flowtrack.restricting', 'off', true);
  return case when v_count > 0 then v_gone || jsonb_build_object('public.files', v_count) else v_gone end;
end;
$$;

-- Takes away everything of a customer, when no rule keeps anything any more.
create function private.purge_customer(p_company_id uuid, p_customer_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_table record;
  v_files uuid[];
begin
  perform set_config('flowtrack.audit_quiet', 'on', true), set_config('flowtrack.erasing', 'on', true);
  set constraints all deferred;
  v_files := array(
    select f.id from public.files f
    where f.company_id = p_company_id and f.sealed_at is not null and f.id in (
      select t.report_file_id from public.test_records t
      join public.devices d on d.company_id = t.company_id and d.id = t.device_id
      join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
      where t.company_id = p_company_id and l.customer_id = p_customer_id
      union
      select p.file_id from public.device_photos p
      join public.devices d on d.company_id = p.company_id and d.id = p.device_id
      join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
      where p.company_id = p_company_id and l.customer_id = p_customer_id
    )
    union
    select i.file_id from public.invoices i where i.company_id = p_company_id and i.customer_id = p_customer_id and i.file_id is not null
  );
  -- That somebody asked, and what came of it, stays; who asked does not.
  update public.privacy_requests q set customer_id = null, requester_name = 'Removed', requester_contact = 'Removed', details = null, identity_check = null, outcome_note = null
  where q.company_id = p_company_id and q.customer_id = p_customer_id;
  for v_table in select t.relation, t.clause from private.customer_tables() t where t.relation <> 'public.privacy_requests'::regclass loop
    execute format('delete from %s x where %s', v_table.relation, v_table.clause) using p_company_id, p_customer_id;
  end loop;
  perform private.drop_files(p_company_id, v_files);
  set constraints all immediate;
  perform set_config('flowtrack.audit_quiet', 'off', true), set_config('flowtrack.erasing', 'off', true);
  perform private.write_audit(p_company_id, 'purged customer', 'customers', 1, array[p_customer_id]);
end;
$$;

create function private.record_privacy_request(p jsonb)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('privacy:write', false);
  v_today date := private.company_today();
  v_received date := coalesce((p ->> 'received_on')::date, v_today);
  v_id uuid;
begin
  if v_received > v_today then
    perform private.refuse('received_in_future', 'received_on');
  end if;
  insert into public.privacy_requests (company_id, kind, requester_name, requester_contact, details, customer_id, is_california, received_on, created_by)
  values (v_company, p ->> 'kind', p ->> 'requester_name', p ->> 'requester_contact', p ->> 'details', (p ->> 'customer_id')::uuid,
    coalesce((p ->> 'is_california')::boolean, false), v_received, private.auth_profile_id())
  returning id into v_id;
  return v_id;
end;
$$;

create function private.check_requester(p_id uuid, p_how text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('privacy:write', false);
begin
  if length(btrim(coalesce(p_how, ''))) < 5 then
    perform private.refuse('identity_how', 'how');
  end if;
  update public.privacy_requests q set identity_checked_on = private.company_today(), identity_check = btrim(p_how)
  where q.company_id = v_company and q.id = p_id and q.closed_on is null;
  if not found then
    perform private.refuse('not_found');
  end if;
end;
$$;

create function private.answer_privacy_request(p_id uuid, p_outcome text, p_note text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('privacy:write', false);
begin
  update public.privacy_requests q set closed_on = private.company_today(), outcome = p_outcome, outcome_note = nullif(btrim(p_note), '')
  where q.company_id = v_company and q.id = p_id and q.closed_on is null;
  if not found then
    perform private.refuse('not_found');
  end if;
end;
$$;

-- The request, ready to be acted on: its requester is who they say, and it names a customer.
create function private.request_to_act_on(p_company_id uuid, p_id uuid)
returns public.privacy_requests
language plpgsql
set search_path = ''
as $$
declare
  v_request public.privacy_requests;
begin
  select q.* into v_request from public.privacy_requests q where q.company_id = p_company_id and q.id = p_id for update;
  if v_request.id is null then
    perform private.refuse('not_found');
  end if;
  if v_request.identity_checked_on is null then
    perform private.refuse('identity_not_checked');
  end if;
  if v_request.customer_id is null then
    perform private.refuse('request_without_customer');
  end if;
  return v_request;
end;
$$;

-- Access: everything of one customer that is not our own people's, by table. Written down each time.
create function private.customer_data(p_request_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('privacy:write', false);
  v_request public.privacy_requests := private.request_to_act_on(v_company, p_request_id);
  v_table record;
  v_rows jsonb;
  v_data jsonb := '{}';
begin
  for v_table in
    select c.relname, t.relation, t.clause, string_agg(format('x.%I', r.column_name), ', ' order by a.attnum) as columns
    from private.customer_tables() t
    join pg_catalog.pg_class c on c.oid = t.relation
    join private.column_rules r on r.table_name = t.relation and r.leaves = 'as it is' and r.whose <> 'staff' and r.column_name <> 'company_id'
    join pg_catalog.pg_attribute a on a.attrelid = t.relation and a.attname = r.column_name
    where exists (select from private.column_rules o where o.table_name = t.relation and o.whose = 'customer')
    group by c.relname, t.relation, t.clause
  loop
    execute format('select jsonb_agg(to_jsonb(y) order by to_jsonb(y)) from (select %s from %s x where %s) y', v_table.columns, v_table.relation, v_table.clause)
    into v_rows using v_company, v_request.customer_id;
    if v_rows is not null then
      v_data := v_data || jsonb_build_object(v_table.relname, v_rows);
    end if;
  end loop;
  perform private.write_audit(v_company, 'gave customer data', 'privacy_requests', 1, array[p_request_id]);
  return jsonb_build_object('request', p_request_id, 'made_at', now(), 'tables', v_data);
end;
$$;

-- Deletion: what no rule keeps goes now, the rest is restricted; a legal hold stops it. Answers what remains, and why.
create function private.erase_customer(p_request_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('privacy:write', false);
  v_request public.privacy_requests := private.request_to_act_on(v_company, p_request_id);
  v_gone jsonb;
  v_rules jsonb;
begin
  if v_request.kind <> 'deletion' then
    perform private.refuse('not_a_deletion');
  end if;
  perform from public.companies c where c.id = v_company for share;
  if private.hold_of(v_company) is not null then
    perform private.refuse('legal_hold');
  end if;
  v_gone := private.restrict_customer(v_company, v_request.customer_id);
  v_rules := private.rules_that_hold(v_company, v_request.customer_id, private.company_today());
  update public.privacy_requests q set restricted_at = coalesce(q.restricted_at, now()) where q.company_id = v_company and q.id = p_request_id;
  perform private.write_audit(v_company, 'deleted customer data', 'customers', 1, array[v_request.customer_id, p_request_id],
    jsonb_build_object('rows', v_gone, 'rules', jsonb_array_length(v_rules)));
  if v_rules = '[]' then
    perform private.purge_customer(v_company, v_request.customer_id);
  end if;
  return jsonb_build_object('gone', v_gone, 'kept', v_rules);
end;
$$;

-- For the page of a request: what remains of its customer, by which rule and until when; and whether a hold stands.
create function private.privacy_facts(p_request_id uuid default null)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('privacy:read', false);
begin
  return jsonb_build_object(
    'held_since', (select h.since from private.company_holds h where h.company_id = v_company),
    'kept', coalesce((select private.rules_that_hold(q.company_id, q.customer_id, private.company_today())
      from public.privacy_requests q where q.company_id = v_company and q.id = p_request_id and q.customer_id is not null), '[]')
  );
end;
$$;

-- Why an admin looks at a sealed file; the page asks before it shows one.
create function private.open_sealed_file(p_file_id uuid, p_reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('privacy:write', false);
begin
  if length(btrim(coalesce(p_reason, ''))) < 5 then
    perform private.refuse('sealed_reason', 'reason');
  end if;
  if not exists (select from public.files f where f.company_id = v_company and f.id = p_file_id and f.sealed_at is not null) then
    perform private.refuse('not_found');
  end if;
  perform private.write_audit(v_company, 'opened sealed file', 'files', 1, array[p_file_id], '{}', jsonb_build_object('reason', btrim(p_reason)));
end;
$$;

-- The daily job: restricted customers whose last rule has ended, at most p_limit of them. A legal hold keeps all of a company.
create function private.purge_restricted(p_day date, p_limit int)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_row record;
  v_count int := 0;
begin
  for v_row in
    select q.company_id, q.customer_id from public.privacy_requests q join public.companies c on c.id = q.company_id and c.erased_at is null
    where q.restricted_at is not null and q.customer_id is not null and private.hold_of(q.company_id) is null
      and private.rules_that_hold(q.company_id, q.customer_id, least(p_day, current_date)) = '[]'
    group by q.company_id, q.customer_id
    order by min(q.restricted_at), q.company_id, q.customer_id
    limit p_limit
  loop
    perform private.purge_customer(v_row.company_id, v_row.customer_id);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

grant execute on function
  private.record_privacy_request(jsonb), private.check_requester(uuid, text), private.answer_privacy_request(uuid, text, text), private.customer_data(uuid),
  private.erase_customer(uuid), private.privacy_facts(uuid), private.open_sealed_file(uuid, text), private.sealed_paths()
to authenticated;
grant execute on function private.purge_restricted(date, int) to service_role;

create function public.record_privacy_request(p jsonb) returns uuid language sql set search_path = '' as $$ select private.record_privacy_request(p) $$;
create function public.check_requester(p_id uuid, p_how text) returns void language sql set search_path = '' as $$ select private.check_requester(p_id, p_how) $$;
create function public.answer_privacy_request(p_id uuid, p_outcome text, p_note text)
returns void language sql set search_path = '' as $$ select private.answer_privacy_request(p_id, p_outcome, p_note) $$;
create function public.customer_data(p_request_id uuid) returns jsonb language sql set search_path = '' as $$ select private.customer_data(p_request_id) $$;
create function public.erase_customer(p_request_id uuid) returns jsonb language sql set search_path = '' as $$ select private.erase_customer(p_request_id) $$;
create function public.privacy_facts(p_request_id uuid default null)
returns jsonb language sql stable set search_path = '' as $$ select private.privacy_facts(p_request_id) $$;
create function public.open_sealed_file(p_file_id uuid, p_reason text)
returns void language sql set search_path = '' as $$ select private.open_sealed_file(p_file_id, p_reason) $$;
create function public.purge_restricted(p_day date, p_limit int) returns int language sql set search_path = '' as $$ select private.purge_restricted(p_day, p_limit) $$;
grant execute on function
  public.record_privacy_request(jsonb), public.check_requester(uuid, text), public.answer_privacy_request(uuid, text, text), public.customer_data(uuid),
  public.erase_customer(uuid), public.privacy_facts(uuid), public.open_sealed_file(uuid, text)
to authenticated;
grant execute on function public.purge_restricted(date, int) to service_role;
