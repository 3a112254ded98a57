-- Test records: evidence. A draft belongs to its author; signing locks it; a correction supersedes it; nobody deletes it.
-- The verdict and the next due date are concluded by lib/backflow and stored with the rule version that said so;
-- who may sign, with which licence and gauge, on which day, is decided here.

create table public.test_records (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  client_id uuid not null,
  device_id uuid not null,
  origin text not null default 'recorded' constraint test_records_origin check (origin in ('recorded', 'imported')),
  test_type text not null default 'ANNUAL' constraint test_records_test_type check (test_type in (
    'INITIAL', 'ANNUAL', 'REPAIR_RETEST', 'REPLACEMENT', 'RELOCATION', 'REMOVED_CAPPED', 'REBUILD', 'INCIDENT', 'SEASONAL_STARTUP')),
  tested_on date not null,
  tested_at time,
  -- who and with what, as printed on the report
  tester_profile_id uuid,
  licence_id uuid,
  tester_name text,
  cert_no text,
  cert_expires_on date,
  gauge_id uuid,
  gauge_name text,
  gauge_serial text,
  gauge_calibrated_on date,
  -- the assembly, the site and the customer as they were on that day
  snapshot jsonb not null default '{}',
  line_pressure_psi int constraint test_records_line_pressure check (line_pressure_psi between 0 and 400),
  shutoff1_state text constraint test_records_shutoff1 check (shutoff1_state in ('tight', 'leaked')),
  detector_meter_reading text constraint test_records_meter check (length(detector_meter_reading) <= 40),
  detector_meter_moved boolean,
  site_answers jsonb not null default '{}',
  repairs jsonb not null default '[]',
  repairs_text text constraint test_records_repairs_text check (length(repairs_text) <= 4000),
  remarks text constraint test_records_remarks check (length(remarks) <= 4000),
  -- what the rules concluded
  rule_profile text not null constraint test_records_rule_profile check (rule_profile in ('USC10', 'USC9_LEGACY', 'STRICT', 'CAN', 'TX')),
  rule_version text not null,
  rule_assumed boolean not null default false,
  checks jsonb not null default '[]',
  computed_result text not null constraint test_records_computed check (computed_result in ('PASS', 'FAIL', 'INCOMPLETE')),
  -- what the tester (or, for an import, the filed sheet) certified
  certified_result text constraint test_records_certified check (certified_result in ('PASS', 'FAIL')),
  certify_reason text constraint test_records_certify_reason check (length(certify_reason) <= 2000),
  override_reason text constraint test_records_override_reason check (length(override_reason) <= 2000),
  override_by uuid,
  signed_at timestamptz,
  signature_file_id uuid,
  accepted_at timestamptz,
  next_due_on date,
  repair_due_on date,
  due_basis text,
  supersedes_id uuid,
  supersede_reason text constraint test_records_supersede_reason check (length(supersede_reason) <= 2000),
  superseded_at timestamptz,
  superseded_by_id uuid,
  report_file_id uuid,
  report_sha256 text,
  import_id uuid,
  import_row int,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint test_records_client unique (company_id, client_id),
  constraint test_records_device foreign key (company_id, device_id) references public.devices (company_id, id) deferrable,
  constraint test_records_tester foreign key (company_id, tester_profile_id) references public.profiles (company_id, id) deferrable,
  constraint test_records_licence foreign key (company_id, licence_id) references public.tester_licences (company_id, id) deferrable,
  constraint test_records_gauge foreign key (company_id, gauge_id) references public.gauges (company_id, id) deferrable,
  constraint test_records_override_by foreign key (company_id, override_by) references public.profiles (company_id, id) deferrable,
  constraint test_records_signature foreign key (company_id, signature_file_id) references public.files (company_id, id) deferrable,
  constraint test_records_report foreign key (company_id, report_file_id) references public.files (company_id, id) deferrable,
  constraint test_records_supersedes foreign key (company_id, supersedes_id) references public.test_records (company_id, id) deferrable,
  constraint test_records_superseded_by foreign key (company_id, superseded_by_id) references public.test_records (company_id, id) deferrable,
  constraint test_records_created_by foreign key (company_id, created_by) references public.profiles (company_id, id) deferrable,
  constraint test_records_signed_is_certified check (signed_at is null or certified_result is not null),
  constraint test_records_against_verdict check (
    origin = 'imported' or signed_at is null or certified_result is not distinct from computed_result or length(btrim(coalesce(certify_reason, ''))) >= 5
  )
);
-- Several drafts may aim at one record; only one of them can be signed.
create unique index test_records_superseded_once on public.test_records (company_id, supersedes_id) where supersedes_id is not null and signed_at is not null;
create index test_records_supersedes_id on public.test_records (company_id, supersedes_id) where supersedes_id is not null;
create index test_records_device_time on public.test_records (company_id, device_id, tested_on desc, created_at desc);
-- Whose site it was then, for a request to delete their data.
create index test_records_made_for on public.test_records (company_id, (snapshot -> 'customer' ->> 'id')) where signed_at is not null;
create index test_records_time on public.test_records (company_id, tested_on desc nulls last, id);
create index test_records_drafts on public.test_records (company_id) where signed_at is null and origin = 'recorded';
create index test_records_import on public.test_records (company_id, import_id) where import_id is not null;
create index test_records_superseded_by_index on public.test_records (company_id, superseded_by_id) where superseded_by_id is not null;
select private.tenant_table('test_records', p_read => 'tests:read', p_audit => false);
grant select on public.test_records to authenticated;

-- One row per block of readings: before or after repair, main assembly or bypass. Null is "not read", never a pass.
create table public.test_readings (
  company_id uuid not null references public.companies (id) deferrable,
  test_record_id uuid not null,
  stage text not null constraint test_readings_stage check (stage in ('initial', 'final')),
  part text not null constraint test_readings_part check (part in ('main', 'bypass')),
  rv_opened_hundredths_psid int constraint test_readings_rv check (rv_opened_hundredths_psid between 0 and 30000),
  rv_did_not_open boolean,
  cv1_hundredths_psid int constraint test_readings_cv1 check (cv1_hundredths_psid between 0 and 30000),
  cv1_state text constraint test_readings_cv1_state check (cv1_state in ('tight', 'leaked')),
  cv2_hundredths_psid int constraint test_readings_cv2 check (cv2_hundredths_psid between 0 and 30000),
  cv2_state text constraint test_readings_cv2_state check (cv2_state in ('tight', 'leaked')),
  bc_hundredths_psid int constraint test_readings_bc check (bc_hundredths_psid between 0 and 30000),
  bc_state text constraint test_readings_bc_state check (bc_state in ('tight', 'leaked')),
  ai_opened_hundredths_psid int constraint test_readings_ai check (ai_opened_hundredths_psid between 0 and 30000),
  ai_did_not_open boolean,
  ai_fully_open boolean,
  cv_hundredths_psid int constraint test_readings_cv check (cv_hundredths_psid between 0 and 30000),
  cv_state text constraint test_readings_cv_state check (cv_state in ('tight', 'leaked')),
  ag_supply_hundredths_in int constraint test_readings_ag_supply check (ag_supply_hundredths_in between 0 and 10000),
  ag_gap_hundredths_in int constraint test_readings_ag_gap check (ag_gap_hundredths_in between 0 and 100000),
  inspection_outcome text constraint test_readings_inspection check (inspection_outcome in ('acceptable', 'not_acceptable')),
  shutoff2_state text constraint test_readings_shutoff2 check (shutoff2_state in ('tight', 'leaked', 'leaked_compensated')),
  primary key (company_id, test_record_id, stage, part),
  constraint test_readings_record foreign key (company_id, test_record_id) references public.test_records (company_id, id) on delete cascade deferrable
);
select private.tenant_table('test_readings', p_read => 'tests:read', p_audit => false);
grant select on public.test_readings to authenticated;

-- What a printed code leads to; it goes with its record.
create table private.verification_codes (
  code_hash bytea primary key,
  company_id uuid not null,
  test_record_id uuid not null
);

-- A printed code says by itself that it is ours: 16 random bytes and 4 that only this key can add. So the paper of an erased
-- company still answers "no longer on file", and nothing of the company has to stay for it.
create table private.report_code_key (
  only_one boolean primary key default true constraint report_code_key_only_one check (only_one),
  key bytea not null default extensions.gen_random_bytes(32)
);
insert into private.report_code_key default values;

create function private.report_code(p_random bytea)
returns text
language sql
stable
set search_path = ''
as $$
  select encode(p_random || substring(extensions.hmac(p_random, k.key, 'sha256') for 4), 'hex') from private.report_code_key k;
$$;

create function private.report_code_is_ours(p_code text)
returns boolean
language sql
stable
set search_path = ''
as $$
  select case when p_code ~ '^[0-9a-f]{40}$' then p_code = private.report_code(decode(left(p_code, 32), 'hex')) else false end;
$$;

-- A signed or imported record never changes, but for the two facts that arrive later, each once: its report and its successor.
-- Whose customer asked to be forgotten loses the customer's name in it (0214), and nothing that was tested.
create function private.keep_evidence()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  v_later constant text[] := array['superseded_at', 'superseded_by_id', 'report_file_id', 'report_sha256', 'updated_at']
    || case when current_setting('flowtrack.restricting', true) = 'on' then array['snapshot', 'remarks'] else '{}' end;
begin
  if tg_op = 'DELETE' then
    if old.signed_at is not null and current_setting('flowtrack.erasing', true) is distinct from 'on' then
      perform private.refuse('record_is_locked');
    end if;
    return old;
  end if;
  if (old.signed_at is not null or old.origin = 'imported') and to_jsonb(new) - v_later is distinct from to_jsonb(old) - v_later
    or (old.report_file_id is not null or old.report_sha256 is not null)
      and (new.report_file_id, new.report_sha256) is distinct from (old.report_file_id, old.report_sha256)
    or (old.superseded_at is not null or old.superseded_by_id is not null)
      and (new.superseded_at, new.superseded_by_id) is distinct from (old.superseded_at, old.superseded_by_id) then
    perform private.refuse('record_is_locked');
  end if;
  return new;
end;
$$;
create trigger keep_evidence before update or delete on public.test_records for each row execute function private.keep_evidence();

-- The readings are locked with their record: none is changed or taken away once it is signed, and none added but in the
-- transaction that brought the record.
create function private.keep_readings()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_row public.test_readings := case tg_op when 'INSERT' then new else old end;
begin
  if current_setting('flowtrack.erasing', true) is distinct from 'on' and exists (
    select 1 from public.test_records t
    where t.company_id = v_row.company_id and t.id = v_row.test_record_id
      and case tg_op
        when 'INSERT' then t.signed_at is not null and t.xmin <> pg_current_xact_id()::xid
        when 'DELETE' then t.signed_at is not null
        else t.signed_at is not null or t.origin = 'imported' end
  ) then
    perform private.refuse('record_is_locked');
  end if;
  return case tg_op when 'DELETE' then old else new end;
end;
$$;
create trigger keep_readings before insert or update or delete on public.test_readings for each row execute function private.keep_readings();
