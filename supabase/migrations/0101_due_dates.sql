-- When an assembly is due again: read, concluded by lib/backflow, written back.

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
      our_target_by_hand = n.our_target_by_hand, due_anchor_on = n.due_anchor_on, status = n.status, records_version = d.records_version + 1
  from public.devices o
  cross join lateral (
    select coalesce(v_latest.tested_on < o.due_base_through, false) as outdated, coalesce(v_latest.certified_result = 'FAIL', false) as failed
  ) l
  -- A target chosen by hand outlives corrections and changes of rules, not the pass it was for, nor the assembly.
  cross join lateral (
    select o.our_target_by_hand and coalesce(p_dates ->> 'status', '') <> 'REMOVED_CAPPED'
      and not coalesce(v_latest.certified_result = 'PASS' and not l.outdated
        and (o.last_result is distinct from 'PASS' or v_latest.tested_on > o.last_tested_on), false) as chosen
  ) c
  cross join lateral (
    select greatest(v_latest.tested_on, o.due_base_through) as last_tested_on,
      case when l.outdated then o.last_result else v_latest.certified_result end as last_result,
      case when l.failed and not l.outdated then v_latest.tested_on end as failed_on,
      case when l.failed and not l.outdated then (p_dates ->> 'repair_due_on')::date end as repair_due_on,
      case when p_dates ? 'district_due_on' then (p_dates ->> 'district_due_on')::date else o.district_due_on end as district_due_on,
      case when p_dates ? 'district_due_on' then p_dates ->> 'district_due_source' else o.district_due_source end as district_due_source,
      case when p_dates ? 'our_target_on' and not c.chosen then (p_dates ->> 'our_target_on')::date else o.our_target_on end as our_target_on,
      c.chosen as our_target_by_hand,
      case when p_dates ? 'due_anchor_on' then (p_dates ->> 'due_anchor_on')::date else o.due_anchor_on end as due_anchor_on,
      case when p_dates ->> 'status' in ('ACTIVE', 'REMOVED_CAPPED') then p_dates ->> 'status' else o.status end as status
  ) n
  where d.company_id = p_company_id and d.id = p_device_id and o.company_id = d.company_id and o.id = d.id
    and (p_records_changed or (o.last_tested_on, o.last_result, o.failed_on, o.repair_due_on, o.district_due_on, o.district_due_source, o.our_target_on, o.due_anchor_on, o.status)
      is distinct from (n.last_tested_on, n.last_result, n.failed_on, n.repair_due_on, n.district_due_on, n.district_due_source, n.our_target_on, n.due_anchor_on, n.status));
  perform set_config('flowtrack.concluding', 'off', true);
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

grant execute on function private.my_due_inputs(uuid, uuid) to authenticated;
grant execute on function private.due_inputs(uuid, uuid[]), private.set_due_dates(uuid, jsonb) to service_role;

create function public.my_due_inputs(p_device_id uuid, p_client_id uuid default null)
returns jsonb language sql stable set search_path = '' as $$ select private.my_due_inputs(p_device_id, p_client_id) $$;
create function public.due_inputs(p_company_id uuid, p_device_ids uuid[])
returns jsonb language sql stable set search_path = '' as $$ select private.due_inputs(p_company_id, p_device_ids) $$;
create function public.set_due_dates(p_company_id uuid, p_rows jsonb)
returns uuid[] language sql set search_path = '' as $$ select private.set_due_dates(p_company_id, p_rows) $$;

grant execute on function public.my_due_inputs(uuid, uuid) to authenticated;
grant execute on function public.due_inputs(uuid, uuid[]), public.set_due_dates(uuid, jsonb) to service_role;
