-- Imports: a sheet is read, cleaned and staged by the worker (lib/imports/), looked through by a person, then written in
-- one function (0124) and taken back whole by another. Staged rows stay: they are the report, and what undo needs.

create table public.imports (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  file_id uuid not null,
  file_name text not null constraint imports_file_name check (length(btrim(file_name)) between 1 and 255),
  state text not null default 'uploaded'
    constraint imports_state check (state in ('uploaded', 'mapping', 'staging', 'staged', 'committed', 'undone', 'refused', 'failed')),
  -- syncta, test_history or mapped; null until the columns are known
  sheet_kind text constraint imports_sheet_kind check (sheet_kind in ('syncta', 'test_history', 'mapped')),
  -- {"columns": […], "samples": [[…]], "signature": "…", "format", "sheet_name"}
  header jsonb,
  -- {"kind": "devices" | "tests", "columns": {"Column": "field"}}
  mapping jsonb,
  mapping_remembered boolean not null default false,
  total_rows int,
  staged_rows int not null default 0,
  -- how the rows stand now, and after the commit what was written
  counts jsonb not null default '{}',
  result jsonb,
  -- {"code", "sentence", "row", "column"}
  refusal jsonb,
  -- the head of the audit chain when the rows were last compared with what is on file: unchanged, so is everything else
  resolved_at_seq bigint,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  staged_at timestamptz,
  committed_at timestamptz,
  committed_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (company_id, id),
  constraint imports_file foreign key (company_id, file_id) references public.files (company_id, id) deferrable,
  constraint imports_created_by foreign key (company_id, created_by) references public.profiles (company_id, id) deferrable,
  constraint imports_committed_by foreign key (company_id, committed_by) references public.profiles (company_id, id) deferrable,
  constraint imports_undone_by foreign key (company_id, undone_by) references public.profiles (company_id, id) deferrable
);
create index imports_time on public.imports (company_id, created_at desc);
create unique index imports_one_per_file on public.imports (company_id, file_id);
select private.tenant_table('imports', p_read => 'imports:read', p_audit => false);
grant select on public.imports to authenticated;

-- One row of the sheet. `clean` is what lib/imports made of it (CleanRow without blanks); the ids are those on file or, for
-- what is new, those it will get: they follow from the import and the row, so that a repeated commit writes the same.
create table public.import_rows (
  company_id uuid not null references public.companies (id) deferrable,
  import_id uuid not null,
  row_no int not null,
  clean jsonb not null,
  search_text text not null default '',
  -- said by the cleaning: open doubts (review) or why it is refused; notes are settled
  reasons jsonb not null default '[]',
  refused boolean not null default false,
  -- the same as an earlier row in everything; follows that row
  repeats boolean not null default false,
  -- the first row of the sheet about this assembly or test
  same_as int,
  open_codes text[] not null default '{}',
  customer_keys text[] not null default '{}',
  location_key text not null default '',
  device_keys text[] not null default '{}',
  external_id text,
  serial_key text,
  district_key text,
  -- out of `clean`, which is large, because every comparison asks for them
  device_type text,
  district_slug text,
  -- said by the comparison with what is on file, and the person's answers to it: {"code": "accept" | "keep"}
  file_reasons jsonb not null default '[]',
  answers jsonb not null default '{}',
  decision text constraint import_rows_decision check (decision in ('skip')),
  status text not null default 'new' constraint import_rows_status check (status in ('new', 'update', 'duplicate', 'review', 'refused')),
  codes text[] not null default '{}',
  customer_id uuid,
  location_id uuid,
  device_id uuid,
  company_district_id uuid,
  test_record_id uuid,
  -- which of its objects this row writes for all rows that share them: d(istrict) c(ustomer) l(ocation) a(ssembly) t(est)
  writes text[] not null default '{}',
  -- new objects: 'district', 'customer', 'location', 'device'
  creates text[] not null default '{}',
  -- {"device": {column: value}, "location": {…}, "customer": {…}} to be changed on what is on file, and what stood there before
  changes jsonb,
  before jsonb,
  primary key (company_id, import_id, row_no),
  constraint import_rows_import foreign key (company_id, import_id) references public.imports (company_id, id) on delete cascade deferrable
);
create index import_rows_status_order on public.import_rows (company_id, import_id, status, row_no);
select private.tenant_table('import_rows', p_read => 'imports:read', p_audit => false);
grant select on public.import_rows to authenticated;

-- How a company's sheets of a certain header are mapped.
create table public.import_mappings (
  company_id uuid not null references public.companies (id) deferrable,
  signature text not null constraint import_mappings_signature check (length(signature) between 1 and 100),
  mapping jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (company_id, signature)
);
select private.tenant_table('import_mappings', p_read => 'imports:read', p_audit => false);
grant select on public.import_mappings to authenticated;

create view public.import_list with (security_invoker = true) as
select i.company_id, i.id, i.file_name, i.state, i.sheet_kind, i.mapping ->> 'kind' as row_kind, i.total_rows, i.staged_rows, i.counts, i.result, i.refusal,
  i.created_at, i.committed_at, i.undone_at, i.created_by, p.full_name as created_by_name
from public.imports i
left join public.profiles p on p.company_id = i.company_id and p.id = i.created_by;

create view public.import_row_list with (security_invoker = true) as
select r.company_id, r.import_id, r.row_no as id, r.row_no, r.status, r.decision, r.codes, r.search_text,
  case when r.decision = 'skip' then 'skipped' else r.status end as fate,
  r.clean -> 'customer' as customer, r.clean -> 'location' as location, r.clean -> 'device' as device, r.clean -> 'test' as test,
  r.reasons, r.file_reasons, coalesce(r.clean -> 'notes', '[]') as notes, r.answers, r.changes, r.writes, r.creates, r.same_as, r.repeats,
  r.customer_id, r.location_id, r.device_id, r.test_record_id
from public.import_rows r;
grant select on public.import_list, public.import_row_list to authenticated;

-- Whether a person may still do this in a company, for work done on their behalf after they left the page.
create function private.member_may(p_company_id uuid, p_user_id uuid, p_permission text)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select private.company_is_open(p_company_id) and exists (
    select 1 from public.profiles p join private.role_permissions r on r.role = p.role and r.permission = p_permission
    where p.company_id = p_company_id and p.user_id = p_user_id and p.removed_at is null
  );
$$;

create function private.enqueue_staging(p_company_id uuid, p_import_id uuid)
returns void
language sql
security definer
set search_path = ''
as $$
  select private.enqueue_job('stage_import', jsonb_build_object('import_id', p_import_id), p_company_id);
$$;

-- The file is in storage already, under the path that follows from its id. Repeatable with the same file id.
create function private.begin_import(p_file_id uuid, p_file_name text, p_content_type text, p_size_bytes int, p_sha256 text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('imports:write');
  v_import uuid;
begin
  select i.id into v_import from public.imports i where i.company_id = v_company and i.file_id = p_file_id;
  if v_import is not null then
    return v_import;
  end if;
  insert into public.files (company_id, id, kind, path, file_name, content_type, size_bytes, sha256, created_by)
  values (v_company, p_file_id, 'import', v_company || '/import/' || p_file_id, left(p_file_name, 255), p_content_type, p_size_bytes, p_sha256, private.auth_profile_id());
  insert into public.imports (company_id, file_id, file_name, created_by)
  values (v_company, p_file_id, left(p_file_name, 255), private.auth_profile_id())
  returning id into v_import;
  perform private.enqueue_staging(v_company, v_import);
  return v_import;
end;
$$;

-- Which column feeds which field, as a person chose; remembered for the next sheet with this header. Reads the sheet again.
create function private.map_import(p_import_id uuid, p_mapping jsonb)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('imports:write');
  v_import public.imports;
begin
  select * into v_import from public.imports where company_id = v_company and id = p_import_id for update;
  if v_import.id is null then
    perform private.refuse('import_not_found');
  end if;
  if v_import.state not in ('mapping', 'staged', 'refused', 'failed') then
    perform private.refuse(case when v_import.state in ('committed', 'undone') then 'import_done' else 'import_not_ready' end);
  end if;
  if v_import.header is null or coalesce(p_mapping ->> 'kind', '') not in ('devices', 'tests') or coalesce(jsonb_typeof(p_mapping -> 'columns'), '') <> 'object' then
    perform private.refuse('mapping_not_usable', 'mapping');
  end if;
  delete from public.import_rows where company_id = v_company and import_id = p_import_id;
  update public.imports
  set mapping = p_mapping, sheet_kind = 'mapped', mapping_remembered = false, state = 'uploaded', refusal = null, total_rows = null, staged_rows = 0, counts = '{}', resolved_at_seq = null
  where company_id = v_company and id = p_import_id;
  insert into public.import_mappings as m (company_id, signature, mapping) values (v_company, v_import.header ->> 'signature', p_mapping)
  on conflict (company_id, signature) do update set mapping = excluded.mapping, updated_at = now();
  perform private.enqueue_staging(v_company, p_import_id);
end;
$$;

-- Reads the sheet once more with the mapping it has: after something it waited for came on file.
create function private.restage_import(p_import_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('imports:write');
  v_state text;
begin
  select i.state into v_state from public.imports i where i.company_id = v_company and i.id = p_import_id for update;
  if v_state is null then
    perform private.refuse('import_not_found');
  end if;
  if v_state not in ('staged', 'refused', 'failed') then
    perform private.refuse(case when v_state in ('committed', 'undone') then 'import_done' else 'import_not_ready' end);
  end if;
  delete from public.import_rows where company_id = v_company and import_id = p_import_id;
  update public.imports
  set state = 'uploaded', refusal = null, total_rows = null, staged_rows = 0, counts = '{}', resolved_at_seq = null
  where company_id = v_company and id = p_import_id;
  perform private.enqueue_staging(v_company, p_import_id);
end;
$$;

-- Gives up an import before anything was written: its rows go, its file is marked for removal.
create function private.discard_import(p_import_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('imports:write');
  v_import public.imports;
begin
  select * into v_import from public.imports where company_id = v_company and id = p_import_id for update;
  if v_import.id is null then
    perform private.refuse('import_not_found');
  end if;
  if v_import.state in ('committed', 'undone') then
    perform private.refuse('import_done');
  end if;
  delete from public.imports where company_id = v_company and id = p_import_id;
  update public.files set deleted_at = now() where company_id = v_company and id = v_import.file_id;
end;
$$;

-- How far it is; `busy` while another session commits or undoes it.
create function private.import_progress(p_import_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('imports:read', false);
  v_import public.imports;
  v_busy boolean;
begin
  select * into v_import from public.imports where company_id = v_company and id = p_import_id;
  if v_import.id is null then
    perform private.refuse('import_not_found');
  end if;
  perform 1 from public.imports where company_id = v_company and id = p_import_id for share skip locked;
  v_busy := not found;
  return jsonb_build_object('state', v_import.state, 'staged_rows', v_import.staged_rows, 'total_rows', v_import.total_rows, 'busy', v_busy);
end;
$$;

-- What follows is for the worker. Every call asks again whether the person it works for may still import.
create function private.import_of_worker(p_import_id uuid, p_originator uuid, p_states text[])
returns public.imports
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_import public.imports;
begin
  select * into v_import from public.imports where id = p_import_id for update;
  if v_import.id is null or v_import.state <> all (p_states) then
    return null;
  end if;
  if not private.member_may(v_import.company_id, p_originator, 'imports:write') then
    update public.imports
    set state = 'refused', refusal = '{"code": "not_allowed", "sentence": "Reading stopped: whoever started this import may no longer import here."}'
    where company_id = v_import.company_id and id = v_import.id;
    return null;
  end if;
  return v_import;
end;
$$;

-- Opens the import for reading: null when there is nothing (more) to read.
create function private.open_import(p_import_id uuid, p_originator uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_import public.imports := private.import_of_worker(p_import_id, p_originator, array['uploaded', 'staging']);
begin
  if v_import.id is null then
    return null;
  end if;
  return jsonb_build_object(
    'path', (select f.path from public.files f where f.company_id = v_import.company_id and f.id = v_import.file_id),
    'mapping', v_import.mapping, 'sheet_kind', v_import.sheet_kind, 'staged_rows', case when v_import.state = 'staging' then v_import.staged_rows else 0 end,
    'last_row', case when v_import.state = 'staging' then (select max(r.row_no) from public.import_rows r where r.company_id = v_import.company_id and r.import_id = v_import.id) end,
    'state', (select c.state from public.companies c where c.id = v_import.company_id),
    'time_zone', (select c.time_zone from public.companies c where c.id = v_import.company_id));
end;
$$;

-- The header as read. Without a mapping the company's remembered one is looked up; null answers that a person must map.
create function private.set_import_header(p_import_id uuid, p_originator uuid, p_header jsonb, p_sheet_kind text, p_mapping jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_import public.imports := private.import_of_worker(p_import_id, p_originator, array['uploaded', 'staging']);
  v_mapping jsonb := p_mapping;
begin
  if v_import.id is null then
    return null;
  end if;
  if v_mapping is null then
    select m.mapping into v_mapping from public.import_mappings m where m.company_id = v_import.company_id and m.signature = p_header ->> 'signature';
  end if;
  update public.imports
  set header = p_header, mapping = v_mapping, sheet_kind = case when v_mapping is not null then coalesce(p_sheet_kind, 'mapped') end,
      mapping_remembered = v_mapping is not null and p_mapping is null or mapping_remembered,
      state = case when v_mapping is null then 'mapping' else 'staging' end
  where company_id = v_import.company_id and id = v_import.id;
  return v_mapping;
end;
$$;

-- Types of assemblies on file by their compared serial, so that past tests are judged by what they were made on.
create function private.types_of_serials(p_import_id uuid, p_serials text[])
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(jsonb_object_agg(s.serial, s.type), '{}') from (
    select upper(regexp_replace(d.serial, '[^[:alnum:]]', '', 'g')) as serial, min(d.type) as type
    from public.imports i
    join public.devices d on d.company_id = i.company_id and d.deleted_at is null and d.serial is not null
    where i.id = p_import_id and upper(regexp_replace(d.serial, '[^[:alnum:]]', '', 'g')) = any (p_serials)
    group by 1
  ) s;
$$;

-- Rows as lib/imports/staged-row.ts writes them; the same rows again are written over.
create function private.write_import_rows(p_company_id uuid, p_import_id uuid, p_rows jsonb)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_written int;
begin
  insert into public.import_rows as r (company_id, import_id, row_no, clean, search_text, reasons, refused, repeats, same_as, open_codes,
    customer_keys, location_key, device_keys, external_id, serial_key, district_key, device_type, district_slug, status, codes)
  select p_company_id, p_import_id, s.row_no, s.clean, left(coalesce(s.search_text, ''), 400), coalesce(s.reasons, '[]'), coalesce(s.refused, false),
    coalesce(s.repeats, false), s.same_as, coalesce(s.open_codes, '{}'), coalesce(s.customer_keys, '{}'), coalesce(s.location_key, ''),
    coalesce(s.device_keys, '{}'), s.external_id, s.serial_key, s.district_key, s.clean -> 'device' ->> 'type', s.clean -> 'device' ->> 'district_slug',
    case when s.refused then 'refused' when s.repeats then 'duplicate' when cardinality(coalesce(s.open_codes, '{}')) > 0 then 'review' else 'new' end,
    coalesce(s.open_codes, '{}')
  from jsonb_to_recordset(p_rows) as s (row_no int, clean jsonb, search_text text, reasons jsonb, refused boolean, repeats boolean, same_as int, open_codes text[],
    customer_keys text[], location_key text, device_keys text[], external_id text, serial_key text, district_key text)
  on conflict (company_id, import_id, row_no) do update
  set clean = excluded.clean, search_text = excluded.search_text, reasons = excluded.reasons, refused = excluded.refused, repeats = excluded.repeats,
    same_as = excluded.same_as, open_codes = excluded.open_codes, customer_keys = excluded.customer_keys, location_key = excluded.location_key,
    device_keys = excluded.device_keys, external_id = excluded.external_id, serial_key = excluded.serial_key, district_key = excluded.district_key,
    device_type = excluded.device_type, district_slug = excluded.district_slug, status = excluded.status, codes = excluded.codes;
  get diagnostics v_written = row_count;
  return v_written;
end;
$$;

-- One slice. Keeps the job's lease, so that a long sheet is not taken up twice. False: stop reading.
create function private.stage_import_rows(p_import_id uuid, p_originator uuid, p_job_id uuid, p_rows jsonb, p_read_rows int, p_total_rows int)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_import public.imports := private.import_of_worker(p_import_id, p_originator, array['staging']);
begin
  if v_import.id is null then
    return false;
  end if;
  perform private.write_import_rows(v_import.company_id, v_import.id, p_rows);
  update public.imports set staged_rows = p_read_rows, total_rows = p_total_rows where company_id = v_import.company_id and id = v_import.id;
  update private.jobs set lease_until = now() + interval '2 minutes' where id = p_job_id and done_at is null;
  return true;
end;
$$;

create function private.refuse_import(p_import_id uuid, p_state text, p_refusal jsonb)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from public.import_rows r using public.imports i
  where i.id = p_import_id and i.state in ('uploaded', 'staging') and r.company_id = i.company_id and r.import_id = i.id;
  update public.imports set state = case when p_state = 'failed' then 'failed' else 'refused' end, refusal = p_refusal, staged_rows = 0
  where id = p_import_id and state in ('uploaded', 'staging');
end;
$$;
