-- The way back: the archive of an export comes into an empty company, whole or not at all. Our server holds it against its
-- signature and sums (lib/archives), stages the rows here in slices, and one function writes them. Ids of rows are kept, the
-- company is the one that takes them in. What comes back is private.column_rules again, so a later table comes back by itself.

alter table private.column_rules add column comes_back text not null default 'as it is'
  constraint column_rules_comes_back check (comes_back in ('as it is', 'with a signature', 'made anew', 'not at all'));
select private.classify('private.column_rules', 'comes_back', 'left out', 'kept', 'nobody', 'this table');

-- The account stays the one that takes in. Its logo is a file, and files are not inside an archive: reports would miss it.
update private.column_rules set comes_back = 'not at all'
where table_name = 'public.companies'::regclass and (erasure = 'kept' and column_name <> 'time_zone' or column_name = 'logo_file_id');
-- What only our signature can vouch for: the audit trail, the codes on printed reports, that a test was signed here.
update private.column_rules set comes_back = 'with a signature'
where table_name in ('public.audit_log'::regclass, 'private.verification_codes'::regclass)
  or table_name = 'public.test_records'::regclass and column_name in ('signed_at', 'signature_file_id', 'report_file_id', 'report_sha256');
-- Written by private.archive_value(): people come back as former members, paths lead to the new company's folder, nobody knows
-- the token of an old invitation, and a test without our signature is an imported one.
update private.column_rules set comes_back = 'made anew'
where (table_name, column_name) in (
  ('public.profiles'::regclass, 'removed_at'), ('public.files'::regclass, 'path'), ('public.invitations'::regclass, 'token_hash'),
  ('public.test_records'::regclass, 'origin'), ('public.company_districts'::regclass, 'district_id')
);

create table private.archive_runs (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) deferrable,
  user_id uuid not null,
  profile_id uuid not null,
  source_company_id uuid,
  result jsonb,
  begun_at timestamptz not null default now()
);
create index archive_runs_company on private.archive_runs (company_id);

-- Rows on their way, as the archive has them. Unlogged: after a crash of the database the counts do not fit, and nothing comes in.
create unlogged table private.archive_slices (
  company_id uuid not null references public.companies (id) deferrable,
  run_id uuid not null,
  table_name text not null,
  slice_no int not null,
  rows json not null,
  primary key (company_id, run_id, table_name, slice_no)
);

select private.classify('private.archive_runs', 'id company_id user_id profile_id source_company_id result begun_at',
  'left out', 'deleted', 'nobody', 'which archive is on its way in or came in; the audit log says so too');
select private.classify('private.archive_slices', 'company_id run_id table_name slice_no rows',
  'left out', 'deleted', 'company', 'a whole company on its way in, for minutes; a request about one customer finds the rows where they are written');

-- How one column is written, as an expression over the archive's row `r`; $1 is the company. Null: not written, its default stands.
create function private.archive_value(p_table regclass, p_column name, p_rule text, p_tenant_key text, p_signed boolean)
returns text
language sql
stable
set search_path = ''
as $$
  select case
    when p_column = p_tenant_key then '$1'
    when p_rule = 'as it is' or p_rule = 'with a signature' and p_signed then format('r.%I', p_column)
    when p_rule <> 'made anew' then null
    else case p_table::text || '.' || p_column
      when 'public.profiles.removed_at' then 'coalesce(r.removed_at, now())'
      when 'public.files.path' then '$1 || ''/'' || r.kind || ''/'' || r.id'
      when 'public.invitations.token_hash' then 'extensions.gen_random_bytes(32)'
      when 'public.company_districts.district_id' then '(select u.id from public.districts u where u.id = r.district_id)'
      when 'public.test_records.origin' then
        case when p_signed then 'r.origin' else 'case when r.signed_at is null and r.accepted_at is null then r.origin else ''imported'' end' end
    end
  end;
$$;

create type private.archive_table as (name text, relation regclass, rows bigint, columns text, vals text, is_known boolean);

-- The tables that come back, parents first and the company itself last, each with its columns and how they are written. Only
-- columns the archive has, so one made before a later column still comes in.
create function private.archive_tables(p_manifest jsonb, p_signed boolean)
returns setof private.archive_table
language sql
stable
security definer
set search_path = ''
as $$
  with known as materialized (select * from private.export_tables()),
  ordered as materialized (select o.name, o.place from unnest(private.export_order()) with ordinality o (name, place))
  select m.name, t.relation, m.rows, w.columns, w.vals,
    t.relation is not null and not exists (select from jsonb_array_elements_text(m.columns) c where c <> all (t.columns))
  from jsonb_to_recordset(p_manifest -> 'tables') m (name text, rows bigint, columns jsonb)
  left join known t on t.name = m.name
  left join ordered o on o.name = m.name
  left join lateral (
    select string_agg(format('%I', v.column_name), ', ' order by v.column_name) as columns,
      -- JSON knows one null: where a column must hold something, it was the JSON one.
      string_agg(case when v.type = 'jsonb'::regtype and v.firm and v.value like 'r.%' then format('coalesce(%s, ''null'')', v.value) else v.value end, ', '
        order by v.column_name) as vals
    from (
      select c.column_name, a.atttypid::regtype as type, a.attnotnull as firm,
        private.archive_value(t.relation, c.column_name, c.comes_back, t.tenant_key, p_signed) as value
      from private.column_rules c
      join pg_catalog.pg_attribute a on a.attrelid = c.table_name and a.attname = c.column_name
      where c.table_name = t.relation and (m.columns ? c.column_name::text or c.leaves = 'left out' and c.comes_back = 'made anew')
    ) v
    where v.value is not null
  ) w on true
  where p_signed or t.relation is null or exists (
    select from private.column_rules r where r.table_name = t.relation and r.comes_back <> 'with a signature'
  )
  order by m.name = 'companies', o.place;
$$;

-- Which tables stand in the way. A company is empty when it holds nothing but itself, its settings, its people, their
-- invitations, lists and messages, and the log of all that.
create function private.archive_obstacles(p_company_id uuid)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_table record;
  v_found boolean;
  v_names text[] := '{}';
begin
  for v_table in
    select t.name, t.relation, t.tenant_key from private.export_tables() t
    where t.name not in ('companies', 'company_settings', 'profiles', 'invitations', 'saved_views', 'notification_log', 'audit_log')
    order by t.name
  loop
    execute format('select exists (select from %s x where x.%I = $1)', v_table.relation, v_table.tenant_key) into v_found using p_company_id;
    if v_found then
      v_names := v_names || v_table.name;
    end if;
  end loop;
  return v_names;
end;
$$;

-- For the page: what stands in the way of an archive in the caller's company.
create function private.my_archive_obstacles()
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return private.archive_obstacles(private.require_permission('company:write', false));
end;
$$;

-- Opens the door for one archive, as the person who brings it; what an earlier attempt left staged goes.
create function private.begin_archive()
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('company:write');
  v_id uuid;
begin
  if cardinality(private.archive_obstacles(v_company)) > 0 then
    perform private.refuse('company_not_empty');
  end if;
  delete from private.archive_slices s where s.company_id = v_company;
  delete from private.archive_runs r where r.company_id = v_company and r.result is null;
  insert into private.archive_runs (company_id, user_id, profile_id) values (v_company, (select auth.uid()), private.auth_profile_id()) returning id into v_id;
  perform private.write_audit(v_company, 'started archive', 'archives', 1, array[v_id]);
  return v_id;
end;
$$;

-- The run, locked, if it is still to be written and whoever began it may still write here.
create function private.archive_run(p_run_id uuid)
returns private.archive_runs
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_run private.archive_runs;
begin
  select * into v_run from private.archive_runs r where r.id = p_run_id for update;
  if v_run.id is null then
    perform private.refuse('archive_replaced');
  end if;
  if v_run.result is null and not private.member_may(v_run.company_id, v_run.user_id, 'company:write') then
    perform private.refuse('not_allowed');
  end if;
  return v_run;
end;
$$;

-- One slice of one table: the text of a JSON array. The same slice again is written over.
create function private.stage_archive(p_run_id uuid, p_table text, p_slice_no int, p_rows text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_run private.archive_runs := private.archive_run(p_run_id);
begin
  insert into private.archive_slices as s (company_id, run_id, table_name, slice_no, rows)
  values (v_run.company_id, v_run.id, p_table, p_slice_no, p_rows::json)
  on conflict (company_id, run_id, table_name, slice_no) do update set rows = excluded.rows;
end;
$$;

-- Writes one table of the archive from its slices; the rows must be as many as the manifest counts. The source is known only
-- behind a signature.
create function private.write_archive_table(p_run private.archive_runs, p_table private.archive_table, p_source uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_after text := '';
  v_from text := format('from private.archive_slices s cross join lateral json_populate_recordset(null::%s, s.rows) r
    where s.company_id = $1 and s.run_id = $2 and s.table_name = $3', p_table.relation);
  v_count bigint;
begin
  if p_table.name = 'companies' then
    execute format('update public.companies c set (%s) = (select %s %s) where c.id = $1', p_table.columns, p_table.vals, v_from)
    using p_run.company_id, p_run.id, p_table.name;
    return;
  end if;
  if p_table.name = 'company_settings' then
    delete from public.company_settings x where x.company_id = p_run.company_id;
  elsif p_table.name = 'verification_codes' then
    -- The paper in somebody's hands said "no longer on file" since the company was erased; now it is on file again.
    v_after := 'on conflict (code_hash) do update set company_id = excluded.company_id, test_record_id = excluded.test_record_id
      where verification_codes.company_id = $4';
  end if;
  execute format('insert into %s (%s) select %s %s %s', p_table.relation, p_table.columns, p_table.vals, v_from, v_after)
  using p_run.company_id, p_run.id, p_table.name, p_source;
  get diagnostics v_count = row_count;
  if v_count <> p_table.rows then
    perform private.refuse('archive_does_not_fit', p_table.name);
  end if;
end;
$$;

-- The archive's trail comes first, as it was; what this account did before moves behind it and is chained to it anew.
create function private.move_own_audit(p_company_id uuid, p_by bigint)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_seq bigint;
begin
  for v_seq in select a.seq from public.audit_log a where a.company_id = p_company_id order by a.seq desc loop
    update public.audit_log a set seq = a.seq + p_by where a.company_id = p_company_id and a.seq = v_seq;
  end loop;
end;
$$;
create function private.chain_own_audit(p_company_id uuid, p_behind bigint)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_entry public.audit_log;
  v_hash bytea := coalesce((select a.hash from public.audit_log a where a.company_id = p_company_id and a.seq = p_behind), sha256(''::bytea));
  v_seq bigint := p_behind;
begin
  for v_entry in select * from public.audit_log a where a.company_id = p_company_id and a.seq > p_behind order by a.seq loop
    v_seq := v_entry.seq;
    update public.audit_log a
    set previous_hash = v_hash,
      hash = private.audit_hash(v_hash, a.seq, a.happened_at, a.action, a.noun, a.row_count, a.target_ids, a.facts, a.commitment)
    where a.company_id = p_company_id and a.seq = v_seq
    returning a.hash into v_hash;
  end loop;
  insert into private.audit_heads (company_id, seq, hash) values (p_company_id, v_seq, v_hash)
  on conflict (company_id) do update set seq = excluded.seq, hash = excluded.hash;
end;
$$;

-- Everything at once: no block of exceptions, for what a test's readings came with must be this very transaction. Asked again with the same run it answers what it answered then. p_signed is our own server's word: nobody
-- else may call this.
create function private.commit_archive(p_run_id uuid, p_manifest jsonb, p_signed boolean)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_run private.archive_runs := private.archive_run(p_run_id);
  v_tables private.archive_table[];
  v_table private.archive_table;
  v_source uuid;
  v_trail bigint := 0;
  v_result jsonb;
begin
  if v_run.result is not null then
    return v_run.result;
  end if;
  -- Nobody adds anything meanwhile: a new row of the company waits for this lock.
  perform from public.companies c where c.id = v_run.company_id for update;
  if cardinality(private.archive_obstacles(v_run.company_id)) > 0 then
    perform private.refuse('company_not_empty');
  end if;
  v_tables := array(select t from private.archive_tables(p_manifest, p_signed) t);
  if exists (select from unnest(v_tables) t where not t.is_known) then
    perform private.refuse('archive_of_another_version');
  end if;
  if p_signed then
    v_source := (p_manifest ->> 'company_id')::uuid;
    -- The same records would be genuine twice. Asked only behind our own signature: nobody finds out about an account this way.
    perform pg_advisory_xact_lock(hashtextextended('flowtrack archive of ' || v_source, 0));
    if exists (
      select from public.companies c
      where c.erased_at is null and (c.id = v_source or c.id in (select r.company_id from private.archive_runs r where r.source_company_id = v_source))
    ) then
      perform private.refuse('archive_still_in_use');
    end if;
    v_trail := coalesce((select t.rows from unnest(v_tables) t where t.name = 'audit_log'), 0);
  end if;

  perform set_config('flowtrack.audit_quiet', 'on', true), set_config('flowtrack.concluding', 'on', true), set_config('flowtrack.bringing_back', 'on', true);
  set constraints all deferred;
  perform private.move_own_audit(v_run.company_id, v_trail);
  foreach v_table in array v_tables loop
    -- Last: a change of the company itself is always logged, behind the whole trail.
    if v_table.name = 'companies' then
      perform private.chain_own_audit(v_run.company_id, v_trail);
    end if;
    perform private.write_archive_table(v_run, v_table, v_source);
  end loop;
  set constraints all immediate;
  perform set_config('flowtrack.audit_quiet', 'off', true), set_config('flowtrack.concluding', 'off', true), set_config('flowtrack.bringing_back', 'off', true);

  select jsonb_build_object('signed', p_signed, 'rows', coalesce(jsonb_object_agg(t.name, t.rows), '{}'),
    'files', (select count(*) from public.files f where f.company_id = v_run.company_id and f.deleted_at is null))
  into v_result from unnest(v_tables) t;
  delete from private.archive_slices s where s.company_id = v_run.company_id;
  update private.archive_runs r set result = v_result, source_company_id = v_source where r.id = v_run.id;
  perform private.write_audit(v_run.company_id, 'brought archive', 'archives', 1, array[v_run.id], v_result,
    jsonb_build_object('user_id', v_run.user_id, 'profile_id', v_run.profile_id));
  return v_result;
end;
$$;

-- An archive that did not come in: what was staged goes, the log says why. One that came in stays as it is.
create function private.refuse_archive(p_run_id uuid, p_reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_run private.archive_runs;
begin
  delete from private.archive_runs r where r.id = p_run_id and r.result is null returning * into v_run;
  if v_run.id is null then
    return;
  end if;
  delete from private.archive_slices s where s.company_id = v_run.company_id and s.run_id = v_run.id;
  perform private.write_audit(v_run.company_id, 'refused archive', 'archives', 1, array[v_run.id], jsonb_build_object('reason', left(p_reason, 60)),
    jsonb_build_object('user_id', v_run.user_id, 'profile_id', v_run.profile_id));
end;
$$;

revoke execute on function
  private.archive_value(regclass, name, text, text, boolean), private.archive_tables(jsonb, boolean), private.archive_obstacles(uuid),
  private.my_archive_obstacles(), private.begin_archive(), private.archive_run(uuid), private.stage_archive(uuid, text, int, text),
  private.write_archive_table(private.archive_runs, private.archive_table, uuid), private.move_own_audit(uuid, bigint), private.chain_own_audit(uuid, bigint),
  private.commit_archive(uuid, jsonb, boolean), private.refuse_archive(uuid, text)
from public, anon, authenticated;
grant execute on function private.my_archive_obstacles(), private.begin_archive() to authenticated;
grant execute on function private.stage_archive(uuid, text, int, text), private.commit_archive(uuid, jsonb, boolean), private.refuse_archive(uuid, text)
to service_role;

create function public.my_archive_obstacles()
returns text[] language sql stable set search_path = '' as $$ select private.my_archive_obstacles() $$;
create function public.begin_archive()
returns uuid language sql set search_path = '' as $$ select private.begin_archive() $$;
create function public.stage_archive(p_run_id uuid, p_table text, p_slice_no int, p_rows text)
returns void language sql set search_path = '' set statement_timeout = '60s' as $$ select private.stage_archive(p_run_id, p_table, p_slice_no, p_rows) $$;
create function public.commit_archive(p_run_id uuid, p_manifest jsonb, p_signed boolean)
returns jsonb language sql set search_path = '' set statement_timeout = '600s' as $$ select private.commit_archive(p_run_id, p_manifest, p_signed) $$;
create function public.refuse_archive(p_run_id uuid, p_reason text)
returns void language sql set search_path = '' set statement_timeout = '60s' as $$ select private.refuse_archive(p_run_id, p_reason) $$;
grant execute on function public.my_archive_obstacles(), public.begin_archive() to authenticated;
grant execute on function public.stage_archive(uuid, text, int, text), public.commit_archive(uuid, jsonb, boolean), public.refuse_archive(uuid, text)
to service_role;
