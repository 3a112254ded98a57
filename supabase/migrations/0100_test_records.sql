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

-- Writes the device's dates and last result after its accepted records changed. What the latest accepted record says
-- is read here; the dates that follow from the district's rule were concluded by lib/test-records/conclude-dates.ts.
create function private.conclude_device(p_company_id uuid, p_device_id uuid, p_dates jsonb, p_records_changed boolean default true)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_latest record;
begin
  select t.tested_on, t.certified_result into v_latest from public.test_records t
  where t.company_id = p_company_id and t.device_id = p_device_id and t.accepted_at is not null and t.superseded_at is null
  order by t.tested_on desc, t.tested_at desc nulls last, t.created_at desc, t.id desc
  limit 1;
  perform set_config('flowtrack.concluding', 'on', true);
  update public.devices d
  set last_tested_on = n.last_tested_on, last_result = n.last_result, failed_on = n.failed_on, repair_due_on = n.repair_due_on,
      district_due_on = n.district_due_on, district_due_source = n.district_due_source, our_target_on = n.our_target_on,
      due_anchor_on = n.due_anchor_on, status = n.status, records_version = d.records_version + 1
  from public.devices o
  cross join lateral (
    select coalesce(v_latest.tested_on < o.due_base_through, false) as outdated, coalesce(v_latest.certified_result = 'FAIL', false) as failed
  ) l
  cross join lateral (
    select greatest(v_latest.tested_on, o.due_base_through) as last_tested_on,
      case when l.outdated then o.last_result else v_latest.certified_result end as last_result,
      case when l.failed and not l.outdated then v_latest.tested_on end as failed_on,
      case when l.failed and not l.outdated then (p_dates ->> 'repair_due_on')::date end as repair_due_on,
      case when p_dates ? 'district_due_on' then (p_dates ->> 'district_due_on')::date else o.district_due_on end as district_due_on,
      case when p_dates ? 'district_due_on' then p_dates ->> 'district_due_source' else o.district_due_source end as district_due_source,
      case when p_dates ? 'our_target_on' then (p_dates ->> 'our_target_on')::date else o.our_target_on end as our_target_on,
      case when p_dates ? 'due_anchor_on' then (p_dates ->> 'due_anchor_on')::date else o.due_anchor_on end as due_anchor_on,
      case when p_dates ->> 'status' in ('ACTIVE', 'REMOVED_CAPPED') then p_dates ->> 'status' else o.status end as status
  ) n
  where d.company_id = p_company_id and d.id = p_device_id and o.company_id = d.company_id and o.id = d.id
    and (p_records_changed or (o.last_tested_on, o.last_result, o.failed_on, o.repair_due_on, o.district_due_on, o.district_due_source, o.our_target_on, o.due_anchor_on, o.status)
      is distinct from (n.last_tested_on, n.last_result, n.failed_on, n.repair_due_on, n.district_due_on, n.district_due_source, n.our_target_on, n.due_anchor_on, n.status));
  perform set_config('flowtrack.concluding', 'off', true);
end;
$$;

-- The day it is now where the company is.
create function private.today_of(p_company_id uuid)
returns date
language sql
stable
security definer
set search_path = ''
as $$
  select (now() at time zone (select c.time_zone from public.companies c where c.id = p_company_id))::date;
$$;

-- Saves a draft or signs it: one call, one transaction, repeatable with the same client_id.
-- p: see lib/test-records/record-test.ts; every rule a caller could bend is asked again here. The due date is taken as
-- concluded and concluded once more by a job, so that a forged one does not last.
create function private.record_test(p jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('tests:write');
  v_me uuid := private.auth_profile_id();
  v_sign boolean := coalesce((p ->> 'sign')::boolean, false);
  v_tested_on date := (p ->> 'tested_on')::date;
  v_test_type text := coalesce(p ->> 'test_type', 'ANNUAL');
  v_record public.test_records;
  v_device public.devices;
  v_old public.test_records;
  v_licence public.tester_licences;
  v_gauge public.gauges;
  v_state text;
  v_needs_gauge boolean;
  v_has_final boolean;
  v_licence_ok boolean;
  v_gauge_ok boolean;
  v_code text;
begin
  perform private.require_branch('devices', array[(p ->> 'device_id')::uuid]);
  select * into v_device from public.devices d
  where d.company_id = v_company and d.id = (p ->> 'device_id')::uuid and d.deleted_at is null for update;
  if v_device.id is null then
    perform private.refuse('not_found', 'device_id');
  end if;

  select * into v_record from public.test_records t where t.company_id = v_company and t.client_id = (p ->> 'client_id')::uuid for update;
  if v_record.id is not null then
    if v_record.device_id <> v_device.id or v_record.origin <> 'recorded' then
      perform private.refuse('client_id_taken');
    end if;
    if v_record.signed_at is not null then
      return jsonb_build_object('id', v_record.id, 'signed', true, 'repeated', true);
    end if;
    if v_me is distinct from v_record.created_by and v_me is distinct from v_record.tester_profile_id and not private.may('customers:write') then
      perform private.refuse('not_your_draft');
    end if;
  end if;

  if v_tested_on is null then
    perform private.refuse('test_date_missing', 'tested_on');
  end if;
  if v_tested_on > private.today_of(v_company) then
    perform private.refuse('test_date_in_future', 'tested_on');
  end if;

  select upper(btrim(coalesce(l.state, cd.state))) into v_state
  from public.customer_locations l
  left join public.company_districts cd on cd.company_id = v_company and cd.id = v_device.company_district_id
  where l.company_id = v_company and l.id = v_device.location_id;
  v_needs_gauge := v_device.type not in ('AVB', 'AG', 'OTHER') and v_test_type <> 'REMOVED_CAPPED';
  v_has_final := exists (select 1 from jsonb_array_elements(p -> 'blocks') b where b ->> 'stage' = 'final');

  select * into v_licence from public.tester_licences l
  where l.company_id = v_company and l.id = (p ->> 'licence_id')::uuid and l.deleted_at is null;
  select * into v_gauge from public.gauges g
  where g.company_id = v_company and g.id = (p ->> 'gauge_id')::uuid and g.deleted_at is null;
  if p ->> 'licence_id' is not null and v_licence.id is null then
    perform private.refuse('licence_not_found', 'licence_id');
  end if;
  if p ->> 'gauge_id' is not null and v_gauge.id is null then
    perform private.refuse('gauge_not_found', 'gauge_id');
  end if;

  -- Leave to sign out of date was given for one day, licence and gauge; another choice needs another leave.
  if v_record.override_by is not null and (v_record.tested_on, v_record.licence_id, v_record.gauge_id) is distinct from (v_tested_on, v_licence.id, v_gauge.id) then
    v_record.override_by := null;
    v_record.override_reason := null;
  end if;

  if v_sign then
    if v_device.records_version is distinct from (p ->> 'records_version')::int then
      perform private.refuse('records_changed');
    end if;
    if v_licence.id is null then
      perform private.refuse('licence_missing', 'licence_id');
    end if;
    if v_licence.profile_id <> v_me then
      perform private.refuse('licence_not_yours', 'licence_id');
    end if;
    if v_needs_gauge and v_gauge.id is null then
      perform private.refuse('gauge_missing', 'gauge_id');
    end if;
    if v_test_type <> 'REMOVED_CAPPED'
      and not exists (select 1 from jsonb_array_elements(p -> 'blocks') b where b ->> 'stage' = 'initial' and b ->> 'part' = 'main') then
      perform private.refuse('readings_missing', 'readings');
    end if;
    if coalesce(p ->> 'certified_result', '') not in ('PASS', 'FAIL') then
      perform private.refuse('result_missing', 'certified_result');
    end if;
    if p ->> 'certified_result' is distinct from p ->> 'computed_result' and length(btrim(coalesce(p ->> 'certify_reason', ''))) < 5 then
      perform private.refuse('certify_reason_missing', 'certify_reason');
    end if;
    if v_has_final and length(btrim(coalesce(p ->> 'repairs_text', ''))) = 0 then
      perform private.refuse('repairs_missing', 'repairs_text');
    end if;
    if v_needs_gauge and v_state in ('TX', 'TEXAS')
      and (v_gauge.water_class = 'non_potable') is distinct from coalesce((p -> 'site_answers' ->> 'non_potable_supply')::boolean, v_device.non_potable_supply) then
      perform private.refuse('gauge_class_mismatch', 'gauge_id');
    end if;
    v_licence_ok := private.licence_in_date(v_company, v_licence.id, v_tested_on)
      and (v_state is null or v_licence.states = '{}' or exists (select 1 from unnest(v_licence.states) s where upper(btrim(s)) = v_state));
    v_gauge_ok := not v_needs_gauge or private.gauge_in_date(v_company, v_gauge.id, v_tested_on);
    if v_licence_ok and v_gauge_ok then
      v_record.override_by := null;
      v_record.override_reason := null;
    elsif v_record.override_by is null then
      if not private.may('tests:override') or length(btrim(coalesce(p ->> 'override_reason', ''))) < 5 then
        perform private.refuse('out_of_date', case when v_licence_ok then 'gauge_id' else 'licence_id' end);
      end if;
      v_record.override_by := v_me;
      v_record.override_reason := btrim(p ->> 'override_reason');
    end if;
  end if;

  if p ->> 'supersedes_id' is not null then
    select * into v_old from public.test_records t
    where t.company_id = v_company and t.id = (p ->> 'supersedes_id')::uuid and t.device_id = v_device.id for update;
    if v_old.id is null then
      perform private.refuse('not_found', 'supersedes_id');
    end if;
    if v_old.superseded_at is not null then
      perform private.refuse('already_superseded');
    end if;
    if v_old.signed_at is null and v_old.origin = 'recorded' then
      perform private.refuse('supersedes_a_draft');
    end if;
    if v_old.tester_profile_id is distinct from v_me and not private.may('customers:write') then
      perform private.refuse('not_your_record');
    end if;
    if length(btrim(coalesce(p ->> 'supersede_reason', ''))) < 5 then
      perform private.refuse('supersede_reason_missing', 'supersede_reason');
    end if;
  end if;

  -- Last, so that a signature is asked for and stored only when nothing else stands in the way.
  if v_sign and not exists (
    select 1 from public.files f
    where f.company_id = v_company and f.id = (p ->> 'signature_file_id')::uuid and f.kind = 'signature' and f.created_by = v_me
  ) then
    perform private.refuse('signature_missing', 'signature');
  end if;

  if v_record.id is not null then
    delete from public.test_readings r where r.company_id = v_company and r.test_record_id = v_record.id;
  end if;

  insert into public.test_records as t (
    company_id, id, client_id, device_id, test_type, tested_on, tested_at, tester_profile_id, licence_id, tester_name, cert_no, cert_expires_on,
    gauge_id, gauge_name, gauge_serial, gauge_calibrated_on, snapshot, line_pressure_psi, shutoff1_state, detector_meter_reading,
    detector_meter_moved, site_answers, repairs, repairs_text, remarks, rule_profile, rule_version, rule_assumed, checks, computed_result,
    certified_result, certify_reason, override_reason, override_by, supersedes_id, supersede_reason, created_by
  )
  select
    v_company, coalesce(v_record.id, gen_random_uuid()), (p ->> 'client_id')::uuid, v_device.id, v_test_type, v_tested_on,
    (p ->> 'tested_at')::time, v_licence.profile_id, v_licence.id,
    (select pr.full_name from public.profiles pr where pr.company_id = v_company and pr.id = v_licence.profile_id), v_licence.number, v_licence.expires_on,
    v_gauge.id, v_gauge.manufacturer || ' ' || v_gauge.model, v_gauge.serial,
    (select max(c.calibrated_on) from public.gauge_calibrations c
      where c.company_id = v_company and c.gauge_id = v_gauge.id and c.deleted_at is null and c.calibrated_on <= v_tested_on),
    private.test_snapshot(v_company, v_device.id)
      || jsonb_build_object('licence', case when v_licence.id is not null then jsonb_build_object('certificate_type', v_licence.certificate_type, 'issuer', v_licence.issuer) end,
        'gauge', case when v_gauge.id is not null then jsonb_build_object('kind', v_gauge.kind, 'water_class', v_gauge.water_class, 'interval_months', v_gauge.interval_months) end),
    (p ->> 'line_pressure_psi')::int, p ->> 'shutoff1_state', nullif(btrim(p ->> 'detector_meter_reading'), ''), (p ->> 'detector_meter_moved')::boolean,
    coalesce(p -> 'site_answers', '{}'), coalesce(p -> 'repairs', '[]'), nullif(btrim(p ->> 'repairs_text'), ''), nullif(btrim(p ->> 'remarks'), ''),
    p ->> 'rule_profile', p ->> 'rule_version', coalesce((p ->> 'rule_assumed')::boolean, false), coalesce(p -> 'checks', '[]'), p ->> 'computed_result',
    p ->> 'certified_result', nullif(btrim(p ->> 'certify_reason'), ''), v_record.override_reason, v_record.override_by,
    v_old.id, nullif(btrim(p ->> 'supersede_reason'), ''), coalesce(v_record.created_by, v_me)
  on conflict (company_id, id) do update set
    test_type = excluded.test_type, tested_on = excluded.tested_on, tested_at = excluded.tested_at, tester_profile_id = excluded.tester_profile_id,
    licence_id = excluded.licence_id, tester_name = excluded.tester_name, cert_no = excluded.cert_no, cert_expires_on = excluded.cert_expires_on,
    gauge_id = excluded.gauge_id, gauge_name = excluded.gauge_name, gauge_serial = excluded.gauge_serial, gauge_calibrated_on = excluded.gauge_calibrated_on,
    snapshot = excluded.snapshot, line_pressure_psi = excluded.line_pressure_psi, shutoff1_state = excluded.shutoff1_state,
    detector_meter_reading = excluded.detector_meter_reading, detector_meter_moved = excluded.detector_meter_moved, site_answers = excluded.site_answers,
    repairs = excluded.repairs, repairs_text = excluded.repairs_text, remarks = excluded.remarks, rule_profile = excluded.rule_profile,
    rule_version = excluded.rule_version, rule_assumed = excluded.rule_assumed, checks = excluded.checks, computed_result = excluded.computed_result,
    certified_result = excluded.certified_result, certify_reason = excluded.certify_reason, override_reason = excluded.override_reason,
    override_by = excluded.override_by, supersedes_id = excluded.supersedes_id, supersede_reason = excluded.supersede_reason, updated_at = now()
  returning t.* into v_record;

  insert into public.test_readings
  select (jsonb_populate_record(null::public.test_readings, b || jsonb_build_object('company_id', v_company, 'test_record_id', v_record.id))).*
  from jsonb_array_elements(p -> 'blocks') b;

  if v_sign then
    update public.test_records t
    set signed_at = clock_timestamp(), accepted_at = clock_timestamp(), signature_file_id = (p ->> 'signature_file_id')::uuid,
        next_due_on = (p -> 'dates' ->> 'district_due_on')::date, repair_due_on = (p -> 'dates' ->> 'repair_due_on')::date, due_basis = p -> 'dates' ->> 'basis'
    where t.company_id = v_company and t.id = v_record.id
    returning t.* into v_record;
    if v_old.id is not null then
      update public.test_records set superseded_at = v_record.signed_at, superseded_by_id = v_record.id
      where company_id = v_company and id = v_old.id;
    end if;
    perform set_config('flowtrack.audit_quiet', 'on', true);
    perform private.conclude_device(v_company, v_device.id, coalesce(p -> 'dates', '{}')
      || case when v_test_type <> 'REMOVED_CAPPED' and p -> 'dates' ->> 'status' = 'REMOVED_CAPPED' then '{"status": null}' else '{}' end::jsonb);
    perform set_config('flowtrack.audit_quiet', 'off', true);
    v_code := private.report_code(extensions.gen_random_bytes(16));
    insert into private.verification_codes (code_hash, company_id, test_record_id)
    values (sha256(convert_to(v_code, 'UTF8')), v_company, v_record.id);
    perform private.enqueue_job('render_report', jsonb_build_object('test_record_id', v_record.id, 'code', v_code), v_company, 'render_report:' || v_record.id);
    perform private.enqueue_job('conclude_due_dates', jsonb_build_object('company_id', v_company, 'device_ids', jsonb_build_array(v_device.id)), v_company,
      'conclude_due_dates:' || v_record.id);
  end if;

  perform private.write_audit(v_company,
    case when not v_sign then 'saved draft' when v_old.id is not null then 'superseded' else 'signed' end,
    'test_records', 1, array[v_record.id, v_device.id] || array_remove(array[v_old.id], null),
    jsonb_build_object('computed', v_record.computed_result, 'certified', v_record.certified_result, 'rule_profile', v_record.rule_profile, 'override', v_record.override_by is not null));
  return jsonb_build_object('id', v_record.id, 'signed', v_sign, 'repeated', false);
end;
$$;

-- Assembly, site, customer and purveyor as they stand now: what a report prints and a record keeps.
create function private.test_snapshot(p_company_id uuid, p_device_id uuid)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object(
    'device', to_jsonb(d) - array['company_id', 'price_cents', 'notes', 'match_key', 'import_id', 'records_version', 'created_at', 'updated_at', 'deleted_at'],
    'location', jsonb_build_object('id', l.id, 'name', l.name, 'line1', l.line1, 'line2', l.line2, 'city', l.city, 'state', l.state, 'zip', l.zip, 'county', l.county),
    'customer', jsonb_build_object('id', c.id, 'name', c.name, 'contact_name', c.contact_name, 'phone', c.phone, 'email', c.email,
      'line1', c.line1, 'line2', c.line2, 'city', c.city, 'state', c.state, 'zip', c.zip),
    'district', (select jsonb_build_object('id', cd.id, 'name', cd.name, 'pws_id', cd.pws_id) from public.company_districts cd
      where cd.company_id = d.company_id and cd.id = d.company_district_id),
    'company', jsonb_build_object('name', co.name, 'phone', co.phone, 'email', co.email, 'line1', co.line1, 'line2', co.line2, 'city', co.city, 'state', co.state,
      'zip', co.zip, 'licence_text', co.licence_text, 'time_zone', co.time_zone, 'certification', s.certification_sentence)
  )
  from public.devices d
  join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
  join public.customers c on c.company_id = d.company_id and c.id = l.customer_id
  join public.companies co on co.id = d.company_id
  join public.company_settings s on s.company_id = d.company_id
  where d.company_id = p_company_id and d.id = p_device_id;
$$;

-- An owner lets a draft be signed although the licence or the gauge was out of date, and says why.
create function private.allow_signing(p_test_record_id uuid, p_reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('tests:override');
begin
  perform private.require_branch('test_records', array[p_test_record_id]);
  if length(btrim(coalesce(p_reason, ''))) < 5 then
    perform private.refuse('override_reason_missing', 'override_reason');
  end if;
  update public.test_records set override_reason = btrim(p_reason), override_by = private.auth_profile_id(), updated_at = now()
  where company_id = v_company and id = p_test_record_id and signed_at is null and origin = 'recorded';
  if not found then
    perform private.refuse('not_found');
  end if;
  perform private.write_audit(v_company, 'allowed signing', 'test_records', 1, array[p_test_record_id]);
end;
$$;

create function private.discard_draft(p_test_record_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('tests:write');
begin
  perform private.require_branch('test_records', array[p_test_record_id]);
  delete from public.test_records t
  where t.company_id = v_company and t.id = p_test_record_id and t.signed_at is null and t.origin = 'recorded'
    and (t.created_by = private.auth_profile_id() or private.may('customers:write'));
  if not found then
    perform private.refuse('not_found');
  end if;
  perform private.write_audit(v_company, 'discarded draft', 'test_records', 1, array[p_test_record_id]);
end;
$$;

-- For anybody holding a printed report: is it genuine? Never more than this.
create function private.verify_report(p_code text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce((
    select case
      when t.id is null or c.erased_at is not null then jsonb_build_object('status', 'no_longer_on_file')
      else jsonb_build_object(
        'status', case when t.superseded_at is not null then 'superseded' else 'genuine' end,
        'result', t.certified_result,
        'tested_on', t.tested_on,
        'serial_last4', right(t.snapshot -> 'device' ->> 'serial', 4),
        'company', t.snapshot -> 'company' ->> 'name'
      ) end
    from private.verification_codes v
    left join public.test_records t on t.company_id = v.company_id and t.id = v.test_record_id
    left join public.companies c on c.id = v.company_id
    where v.code_hash = sha256(convert_to(p_code, 'UTF8'))
  ), jsonb_build_object('status', case when private.report_code_is_ours(p_code) then 'no_longer_on_file' else 'unknown' end));
$$;

-- For the worker: everything the report prints, then the finished file, attached once.
create function private.report_data(p_company_id uuid, p_test_record_id uuid)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object(
    'record', to_jsonb(t),
    'readings', (select coalesce(jsonb_agg(to_jsonb(r) order by r.stage, r.part), '[]') from public.test_readings r where r.company_id = t.company_id and r.test_record_id = t.id),
    'supersedes', (select jsonb_build_object('id', o.id, 'tested_on', o.tested_on, 'certified_result', o.certified_result)
      from public.test_records o where o.company_id = t.company_id and o.id = t.supersedes_id),
    'override_name', (select p.full_name from public.profiles p where p.company_id = t.company_id and p.id = t.override_by),
    'signature_path', (select f.path from public.files f where f.company_id = t.company_id and f.id = t.signature_file_id),
    'logo_path', (select f.path from public.companies c join public.files f on f.company_id = c.id and f.id = c.logo_file_id where c.id = t.company_id)
  )
  from public.test_records t
  where t.company_id = p_company_id and t.id = p_test_record_id and t.signed_at is not null;
$$;

create function private.attach_report(p_company_id uuid, p_test_record_id uuid, p_file_id uuid, p_size_bytes int, p_sha256 text)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform 1 from public.test_records where company_id = p_company_id and id = p_test_record_id and report_file_id is null for update;
  if not found then
    return false;
  end if;
  insert into public.files (company_id, id, kind, path, file_name, content_type, size_bytes, sha256)
  values (p_company_id, p_file_id, 'report', p_company_id || '/report/' || p_file_id, 'test-report.pdf', 'application/pdf', p_size_bytes, p_sha256);
  update public.test_records set report_file_id = p_file_id, report_sha256 = p_sha256 where company_id = p_company_id and id = p_test_record_id;
  return true;
end;
$$;

-- What a due date and a verdict are concluded from: the assembly, the rules in force, the date that stood before, all accepted records.
create function private.due_inputs(p_company_id uuid, p_device_ids uuid[])
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'device_id', d.id, 'records_version', d.records_version, 'type', d.type, 'hazard', d.hazard, 'use', d.use, 'status', d.status,
    'interval_months', d.interval_months, 'non_potable_supply', d.non_potable_supply,
    'base_due_on', d.due_base_on, 'base_source', d.due_base_source, 'base_through', d.due_base_through, 'base_anchor_on', d.due_base_anchor_on,
    'district_due_on', d.district_due_on, 'district_due_source', d.district_due_source,
    'state', coalesce(l.state, r.state, co.state), 'due_rule', r.due_rule, 'repair_days', r.repair_days,
    'rule_profile', r.rule_profile, 'profile_overrides', coalesce(r.profile_overrides, '{}'),
    'target_lead_days', s.target_lead_days, 'today', private.today_of(d.company_id),
    'tests', (select coalesce(jsonb_agg(jsonb_build_object(
          'id', t.id, 'tested_on', t.tested_on, 'tested_at', to_char(t.tested_at, 'HH24:MI'), 'result', t.certified_result, 'test_type', t.test_type
        ) order by t.tested_on, t.tested_at nulls first, t.created_at, t.id), '[]')
      from public.test_records t
      where t.company_id = d.company_id and t.device_id = d.id and t.accepted_at is not null and t.superseded_at is null and t.certified_result is not null)
  )), '[]')
  from public.devices d
  join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
  join public.companies co on co.id = d.company_id
  join public.company_settings s on s.company_id = d.company_id
  left join public.district_rules r on r.company_id = d.company_id and r.id = d.company_district_id
  where d.company_id = p_company_id and d.id = any (p_device_ids);
$$;

-- Writes what the worker concluded, one device per row {device_id, records_version, dates}. A device whose records changed
-- meanwhile is left alone and named in the answer, to be concluded again.
create function private.set_due_dates(p_company_id uuid, p_rows jsonb)
returns uuid[]
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_row record;
  v_device public.devices;
  v_changed uuid[] := '{}';
  v_later uuid[] := '{}';
begin
  perform set_config('flowtrack.audit_quiet', 'on', true);
  for v_row in
    select r.device_id, r.records_version, r.dates from jsonb_to_recordset(p_rows) r (device_id uuid, records_version int, dates jsonb) order by r.device_id
  loop
    select * into v_device from public.devices d where d.company_id = p_company_id and d.id = v_row.device_id for update;
    if v_device.id is null then
      continue;
    end if;
    if v_device.records_version <> v_row.records_version then
      v_later := v_later || v_device.id;
      continue;
    end if;
    perform private.conclude_device(p_company_id, v_device.id, v_row.dates, false);
    v_changed := v_changed || v_device.id;
  end loop;
  perform set_config('flowtrack.audit_quiet', 'off', true);
  if cardinality(v_changed) > 1 then
    perform private.write_audit(p_company_id, 'concluded due dates', 'devices', cardinality(v_changed), v_changed[1:50]);
  end if;
  return v_later;
end;
$$;

-- The caller's own view of the same inputs, for record-test.ts; with the record this form already made, if it did.
create function private.my_due_inputs(p_device_id uuid, p_client_id uuid default null)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('tests:read', false);
begin
  if not (private.in_branch('devices', array[p_device_id])) then
    return null;
  end if;
  return private.due_inputs(v_company, array[p_device_id]) -> 0 || jsonb_build_object('existing', (
    select jsonb_build_object('id', t.id, 'signed', t.signed_at is not null) from public.test_records t
    where t.company_id = v_company and t.client_id = p_client_id and t.device_id = p_device_id
  ));
end;
$$;

-- Everything the form shows, in one call: for an assembly, for a draft to go on with, or for a record to correct.
create function private.test_form(p_device_id uuid, p_test_record_id uuid default null)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('tests:write', false);
  v_me uuid := private.auth_profile_id();
  v_everyone boolean := private.may('customers:write');
  v_record public.test_records;
  v_device uuid := p_device_id;
  v_previous uuid;
  v_used_last uuid;
begin
  if not (private.in_branch('devices', array[p_device_id]) and private.in_branch('test_records', array[p_test_record_id])) then
    return null;
  end if;
  if p_test_record_id is not null then
    select * into v_record from public.test_records t where t.company_id = v_company and t.id = p_test_record_id;
    v_device := v_record.device_id;
  end if;
  if not exists (select 1 from public.devices d where d.company_id = v_company and d.id = v_device and d.deleted_at is null) then
    return null;
  end if;
  select t.id into v_previous from public.test_records t
  where t.company_id = v_company and t.device_id = v_device and t.accepted_at is not null and t.superseded_at is null and t.id is distinct from p_test_record_id
    and exists (select 1 from public.test_readings r where r.company_id = v_company and r.test_record_id = t.id)
  order by t.tested_on desc, t.tested_at desc nulls last, t.created_at desc, t.id desc limit 1;
  select t.gauge_id into v_used_last from public.test_records t
  where t.company_id = v_company and t.tester_profile_id = v_me and t.gauge_id is not null
  order by t.tested_on desc, t.id limit 1;
  return private.test_snapshot(v_company, v_device) || jsonb_build_object(
    'inputs', private.due_inputs(v_company, array[v_device]) -> 0,
    'rules', (select jsonb_build_object('due_rule_source', r.due_rule_source, 'rule_profile_source', r.rule_profile_source, 'detector_layout', r.detector_layout,
        'tester_rules', r.tester_rules, 'notes', r.notes, 'verified_on', r.verified_on)
      from public.district_rules r join public.devices d on d.company_id = r.company_id and d.company_district_id = r.id
      where r.company_id = v_company and d.id = v_device),
    'licences', (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'profile_id', l.profile_id, 'full_name', p.full_name, 'number', l.number,
        'certificate_type', l.certificate_type, 'states', l.states, 'scopes', l.scopes, 'issued_on', l.issued_on, 'expires_on', l.expires_on) order by l.expires_on desc, l.id), '[]')
      from public.tester_licences l join public.profiles p on p.company_id = l.company_id and p.id = l.profile_id
      where l.company_id = v_company and l.deleted_at is null and p.removed_at is null and (l.profile_id = v_me or v_everyone)),
    'gauges', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.manufacturer || ' ' || g.model, 'serial', g.serial, 'kind', g.kind,
        'water_class', g.water_class, 'interval_months', g.interval_months, 'mine', coalesce(g.assigned_to = v_me, false),
        'used_last', g.id is not distinct from v_used_last, 'calibrations', (
          select coalesce(jsonb_agg(c.calibrated_on order by c.calibrated_on desc), '[]') from public.gauge_calibrations c
          where c.company_id = v_company and c.gauge_id = g.id and c.deleted_at is null)
      ) order by coalesce(g.assigned_to = v_me, false) desc, g.manufacturer, g.model, g.serial, g.id), '[]')
      from public.gauges g where g.company_id = v_company and g.deleted_at is null and (g.retired_on is null or g.id = v_record.gauge_id)),
    'previous', (select jsonb_build_object('id', t.id, 'tested_on', t.tested_on, 'result', t.certified_result, 'readings', (
        select jsonb_agg(to_jsonb(r) - array['company_id', 'test_record_id'] order by r.stage, r.part) from public.test_readings r where r.company_id = v_company and r.test_record_id = t.id))
      from public.test_records t where t.company_id = v_company and t.id = v_previous),
    'drafts', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'client_id', t.client_id, 'tested_on', t.tested_on, 'updated_at', t.updated_at, 'tester_name', t.tester_name)
        order by t.updated_at desc, t.id), '[]')
      from public.test_records t
      where t.company_id = v_company and t.device_id = v_device and t.signed_at is null and t.origin = 'recorded' and t.id is distinct from p_test_record_id
        and (t.created_by = v_me or t.tester_profile_id = v_me or v_everyone)),
    'record', case when v_record.id is not null then to_jsonb(v_record) - array['company_id', 'snapshot', 'checks'] || jsonb_build_object(
        'override_name', (select p.full_name from public.profiles p where p.company_id = v_company and p.id = v_record.override_by),
        'readings', (select coalesce(jsonb_agg(to_jsonb(r) - array['company_id', 'test_record_id'] order by r.stage, r.part), '[]') from public.test_readings r
          where r.company_id = v_company and r.test_record_id = v_record.id)) end
  );
end;
$$;

-- One record with everything its page shows: readings, the chain of its versions, who did what.
create function private.test_record(p_test_record_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('tests:read', false);
begin
  if not (private.in_branch('test_records', array[p_test_record_id])) then
    return null;
  end if;
  return (
    with recursive older as (
      select t.id, t.supersedes_id, 0 as depth from public.test_records t where t.company_id = v_company and t.id = p_test_record_id
      union all
      select t.id, t.supersedes_id, o.depth + 1 from older o join public.test_records t on t.company_id = v_company and t.id = o.supersedes_id where o.depth < 200
    ), chain as (
      select o.id, 0 as depth from older o where o.supersedes_id is null
      union all
      select t.id, c.depth + 1 from chain c join public.test_records t on t.company_id = v_company and t.supersedes_id = c.id and t.signed_at is not null where c.depth < 200
    )
    select jsonb_build_object(
      'record', to_jsonb(t) - array['company_id', 'client_id'],
      'readings', (select coalesce(jsonb_agg(to_jsonb(r) - array['company_id', 'test_record_id'] order by r.stage, r.part), '[]') from public.test_readings r
        where r.company_id = v_company and r.test_record_id = t.id),
      'versions', (select jsonb_agg(jsonb_build_object('id', v.id, 'tested_on', v.tested_on, 'signed_at', v.signed_at, 'origin', v.origin, 'result', v.certified_result,
          'tester_name', v.tester_name, 'reason', v.supersede_reason, 'superseded_at', v.superseded_at) order by c.depth)
        from chain c join public.test_records v on v.company_id = v_company and v.id = c.id),
      'override_name', (select p.full_name from public.profiles p where p.company_id = v_company and p.id = t.override_by),
      'created_name', (select p.full_name from public.profiles p where p.company_id = v_company and p.id = t.created_by),
      'device_deleted', d.deleted_at is not null, 'district_due_on', d.district_due_on,
      'mine', coalesce(private.auth_profile_id() in (t.created_by, t.tester_profile_id), false)
    )
    from public.test_records t join public.devices d on d.company_id = t.company_id and d.id = t.device_id
    where t.company_id = v_company and t.id = p_test_record_id
  );
end;
$$;

revoke execute on all functions in schema private from public, anon;
grant execute on function private.refuse(text, text), private.peek_invitation(text), private.verify_report(text) to anon;
grant execute on function
  private.record_test(jsonb), private.allow_signing(uuid, text), private.discard_draft(uuid), private.verify_report(text),
  private.my_due_inputs(uuid, uuid), private.test_form(uuid, uuid), private.test_record(uuid)
to authenticated;
grant execute on function
  private.report_data(uuid, uuid), private.attach_report(uuid, uuid, uuid, int, text), private.due_inputs(uuid, uuid[]), private.set_due_dates(uuid, jsonb)
to service_role;

create function public.record_test(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.record_test(p) $$;
create function public.allow_signing(p_test_record_id uuid, p_reason text)
returns void language sql set search_path = '' as $$ select private.allow_signing(p_test_record_id, p_reason) $$;
create function public.discard_draft(p_test_record_id uuid) returns void language sql set search_path = '' as $$ select private.discard_draft(p_test_record_id) $$;
create function public.verify_report(p_code text) returns jsonb language sql stable set search_path = '' as $$ select private.verify_report(p_code) $$;
create function public.my_due_inputs(p_device_id uuid, p_client_id uuid default null)
returns jsonb language sql stable set search_path = '' as $$ select private.my_due_inputs(p_device_id, p_client_id) $$;
create function public.test_form(p_device_id uuid, p_test_record_id uuid default null)
returns jsonb language sql stable set search_path = '' as $$ select private.test_form(p_device_id, p_test_record_id) $$;
create function public.test_record(p_test_record_id uuid)
returns jsonb language sql stable set search_path = '' as $$ select private.test_record(p_test_record_id) $$;
create function public.report_data(p_company_id uuid, p_test_record_id uuid)
returns jsonb language sql stable set search_path = '' as $$ select private.report_data(p_company_id, p_test_record_id) $$;
create function public.attach_report(p_company_id uuid, p_test_record_id uuid, p_file_id uuid, p_size_bytes int, p_sha256 text)
returns boolean language sql set search_path = '' as $$ select private.attach_report(p_company_id, p_test_record_id, p_file_id, p_size_bytes, p_sha256) $$;
create function public.due_inputs(p_company_id uuid, p_device_ids uuid[])
returns jsonb language sql stable set search_path = '' as $$ select private.due_inputs(p_company_id, p_device_ids) $$;
create function public.set_due_dates(p_company_id uuid, p_rows jsonb)
returns uuid[] language sql set search_path = '' as $$ select private.set_due_dates(p_company_id, p_rows) $$;
grant execute on function
  public.record_test(jsonb), public.allow_signing(uuid, text), public.discard_draft(uuid), public.my_due_inputs(uuid, uuid),
  public.test_form(uuid, uuid), public.test_record(uuid)
to authenticated;
grant execute on function public.verify_report(text) to anon, authenticated;
grant execute on function
  public.report_data(uuid, uuid), public.attach_report(uuid, uuid, uuid, int, text), public.due_inputs(uuid, uuid[]), public.set_due_dates(uuid, jsonb)
to service_role;
