-- What one page reads, in one call, under the caller's own rights. A row one may not see answers null, as one that never was.

create function public.device_page(p_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'device', jsonb_build_object(
      'id', d.id, 'location_id', d.location_id, 'company_district_id', d.company_district_id, 'type', d.type, 'manufacturer', d.manufacturer, 'model', d.model,
      'size', d.size, 'serial', d.serial, 'bypass_manufacturer', d.bypass_manufacturer, 'bypass_model', d.bypass_model, 'bypass_size', d.bypass_size,
      'bypass_serial', d.bypass_serial, 'location_on_site', d.location_on_site, 'serves', d.serves, 'hazard', d.hazard, 'use', d.use, 'containment', d.containment,
      'non_potable_supply', d.non_potable_supply, 'status', d.status, 'replaced_by_id', d.replaced_by_id, 'installed_on', d.installed_on,
      'interval_months', d.interval_months, 'tag_no', d.tag_no, 'external_id', d.external_id, 'account_no', d.account_no, 'meter_no', d.meter_no,
      'test_yearly', d.test_yearly, 'photo_file_id', d.photo_file_id, 'notes', d.notes, 'district_due_on', d.district_due_on,
      'district_due_source', d.district_due_source, 'our_target_on', d.our_target_on,
      'our_target_by_hand', d.our_target_by_hand, 'due_anchor_on', d.due_anchor_on, 'last_tested_on', d.last_tested_on,
      'last_result', d.last_result, 'failed_on', d.failed_on, 'repair_due_on', d.repair_due_on, 'created_at', d.created_at, 'import_id', d.import_id,
      'compliance', v.compliance, 'due_assumed', v.due_assumed,
      'price_cents', (select p.price_cents from private.device_prices(array[d.id]) p)),
    'location', jsonb_build_object('id', l.id, 'name', l.name, 'line1', l.line1, 'line2', l.line2, 'city', l.city, 'state', l.state, 'zip', l.zip, 'access_notes', l.access_notes),
    'customer', jsonb_build_object('id', c.id, 'name', c.name, 'phone', c.phone),
    'rule', (select jsonb_build_object('id', r.id, 'name', r.name, 'due_rule', r.due_rule, 'due_rule_source', r.due_rule_source, 'rule_profile', r.rule_profile,
        'rule_profile_source', r.rule_profile_source, 'repair_days', r.repair_days)
      from public.district_rules r where r.company_id = d.company_id and r.id = d.company_district_id),
    'due_inputs', private.my_due_inputs(d.id),
    'replaced_by', (select jsonb_build_object('id', n.id, 'serial', n.serial) from public.devices n where n.company_id = d.company_id and n.id = d.replaced_by_id),
    'replaces', (select jsonb_build_object('id', o.id, 'serial', o.serial) from public.devices o
      where o.company_id = d.company_id and o.location_id = d.location_id and o.replaced_by_id = d.id order by o.id limit 1),
    'also_here', (
      select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'serial', o.serial, 'type', o.type, 'model', o.model, 'location_on_site', o.location_on_site,
        'compliance', o.compliance, 'district_due_on', o.district_due_on, 'due_assumed', o.due_assumed) order by o.district_due_on nulls last, o.id), '[]')
      from public.device_list o where o.location_id = d.location_id and o.id <> d.id and o.status not in ('REPLACED', 'REMOVED_CAPPED')),
    'test_count', (select count(*) from (select 1 from public.test_records t where t.company_id = d.company_id and t.device_id = d.id limit 1001) c),
    'tests', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', t.id, 'tested_on', t.tested_on, 'created_at', t.created_at, 'test_type', t.test_type, 'origin', t.origin, 'computed_result', t.computed_result,
        'certified_result', t.certified_result, 'tester_name', t.tester_name, 'signed_at', t.signed_at, 'superseded_at', t.superseded_at,
        'superseded_by_id', t.superseded_by_id, 'supersedes_id', t.supersedes_id, 'supersede_reason', t.supersede_reason, 'repairs_text', t.repairs_text,
        'due_basis', t.due_basis, 'rule_profile', t.rule_profile, 'checks', t.checks,
        'readings', (select coalesce(jsonb_agg(to_jsonb(r) - array['company_id', 'test_record_id'] order by r.stage desc, r.part desc), '[]')
          from public.test_readings r where r.company_id = t.company_id and r.test_record_id = t.id)
      ) order by t.tested_on desc, t.created_at desc, t.id), '[]')
      from (select * from public.test_records t where t.company_id = d.company_id and t.device_id = d.id order by t.tested_on desc, t.created_at desc, t.id limit 40) t),
    'history', (
      select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'happened_at', h.happened_at, 'who', p.full_name, 'import_id', h.import_id, 'changes', h.changes)
        order by h.happened_at desc, h.id), '[]')
      from (select * from public.device_history h where h.company_id = d.company_id and h.device_id = d.id order by h.happened_at desc, h.id limit 60) h
      left join public.profiles p on p.company_id = h.company_id and p.id = h.profile_id)
  )
  from public.devices d
  join public.device_list v on v.company_id = d.company_id and v.id = d.id
  join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
  join public.customers c on c.company_id = d.company_id and c.id = l.customer_id
  where d.id = p_id and d.deleted_at is null;
$$;

-- A form for an assembly: the one on file (or nothing), where it is or is to be, and the purveyors to choose from.
create function public.device_form(p_device_id uuid default null, p_location_id uuid default null)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'device', (select public.device_page(p_device_id) -> 'device'),
    'location', (
      select jsonb_build_object('id', l.id, 'line1', l.line1, 'city', l.city, 'customer_name', c.name,
        'company_district_id', (select d.company_district_id from public.devices d
          where d.company_id = l.company_id and d.location_id = l.id and d.deleted_at is null and d.company_district_id is not null
          order by d.created_at desc limit 1))
      from public.customer_locations l join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
      where l.id = coalesce(p_location_id, (select d.location_id from public.devices d where d.id = p_device_id)) and l.deleted_at is null),
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.name), '[]') from public.company_districts d where d.deleted_at is null)
  );
$$;

create function public.customer_page(p_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'customer', to_jsonb(c) - array['company_id', 'match_key', 'deleted_at'],
    'locations', (
      select coalesce(jsonb_agg(to_jsonb(l) - 'company_id' order by l.line1, l.id), '[]')
      from (select * from public.location_list where customer_id = c.id order by line1, id limit 200) l),
    'device_count', (select count(*) from (select 1 from public.device_list d where d.customer_id = c.id limit 1001) n),
    'devices', (
      select coalesce(jsonb_agg(to_jsonb(d) - 'company_id' order by d.district_due_on nulls last, d.id), '[]')
      from (select * from public.device_list where customer_id = c.id order by district_due_on nulls last, id limit 100) d),
    'tests', (
      select coalesce(jsonb_agg(to_jsonb(t) - 'company_id' order by t.tested_on desc, t.id), '[]')
      from (select * from public.test_record_list where customer_id = c.id and state <> 'SUPERSEDED' order by tested_on desc, id limit 10) t)
  )
  from public.customers c
  where c.id = p_id and c.deleted_at is null;
$$;

revoke execute on function public.device_page(uuid), public.device_form(uuid, uuid), public.customer_page(uuid) from public;
grant execute on function public.device_page(uuid), public.device_form(uuid, uuid), public.customer_page(uuid) to authenticated;
