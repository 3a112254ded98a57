-- Saving a draft and signing it, and an owner’s leave to sign with what is out of date.

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

grant execute on function private.record_test(jsonb), private.allow_signing(uuid, text), private.discard_draft(uuid) to authenticated;

create function public.record_test(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.record_test(p) $$;
create function public.allow_signing(p_test_record_id uuid, p_reason text)
returns void language sql set search_path = '' as $$ select private.allow_signing(p_test_record_id, p_reason) $$;
create function public.discard_draft(p_test_record_id uuid) returns void language sql set search_path = '' as $$ select private.discard_draft(p_test_record_id) $$;

grant execute on function public.record_test(jsonb), public.allow_signing(uuid, text), public.discard_draft(uuid) to authenticated;
