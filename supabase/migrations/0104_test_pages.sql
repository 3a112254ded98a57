-- What the form of a test and the page of a record read, each in one call.

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

grant execute on function private.test_form(uuid, uuid), private.test_record(uuid) to authenticated;

create function public.test_form(p_device_id uuid, p_test_record_id uuid default null)
returns jsonb language sql stable set search_path = '' as $$ select private.test_form(p_device_id, p_test_record_id) $$;
create function public.test_record(p_test_record_id uuid)
returns jsonb language sql stable set search_path = '' as $$ select private.test_record(p_test_record_id) $$;

grant execute on function public.test_form(uuid, uuid), public.test_record(uuid) to authenticated;
