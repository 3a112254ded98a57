-- The audit log in sentences: what each entry is about by its name, and what changed from what to what.
-- Names are looked up when the log is read, so that the log itself need not hold anybody's.

create function private.audit_name(p_company_id uuid, p_noun text, p_id uuid)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return case p_noun
    when 'customers' then (select c.name from public.customers c where c.company_id = p_company_id and c.id = p_id)
    when 'customer_locations' then (
      select concat_ws(', ', coalesce(l.name, l.line1), l.city) from public.customer_locations l where l.company_id = p_company_id and l.id = p_id)
    when 'company_districts' then (select d.name from public.company_districts d where d.company_id = p_company_id and d.id = p_id)
    when 'devices' then (
      select concat_ws(' ', d.type, coalesce(d.serial, d.tag_no, d.model)) from public.devices d where d.company_id = p_company_id and d.id = p_id)
    when 'gauges' then (
      select concat_ws(' ', g.manufacturer, g.model, g.serial) from public.gauges g where g.company_id = p_company_id and g.id = p_id)
    when 'gauge_calibrations' then (
      select concat_ws(' ', g.manufacturer, g.model, g.serial) from public.gauge_calibrations k
      join public.gauges g on g.company_id = k.company_id and g.id = k.gauge_id
      where k.company_id = p_company_id and k.id = p_id)
    when 'profiles' then (select p.full_name from public.profiles p where p.company_id = p_company_id and p.id = p_id)
    when 'tester_licences' then (
      select p.full_name from public.tester_licences t join public.profiles p on p.company_id = t.company_id and p.id = t.profile_id
      where t.company_id = p_company_id and t.id = p_id)
    when 'invitations' then (select i.full_name from public.invitations i where i.company_id = p_company_id and i.id = p_id)
    when 'test_records' then (
      select concat_ws(' ', d.type, coalesce(d.serial, d.tag_no, d.model)) from public.test_records t
      join public.devices d on d.company_id = t.company_id and d.id = t.device_id
      where t.company_id = p_company_id and t.id = p_id)
    when 'device_photos' then (
      select concat_ws(' ', d.type, coalesce(d.serial, d.tag_no, d.model)) from public.device_photos f
      join public.devices d on d.company_id = f.company_id and d.id = f.device_id
      where f.company_id = p_company_id and f.id = p_id)
    when 'imports' then (select i.file_name from public.imports i where i.company_id = p_company_id and i.id = p_id)
    when 'files' then (select coalesce(f.file_name, f.kind) from public.files f where f.company_id = p_company_id and f.id = p_id)
    when 'district_forms' then (select f.name from public.district_forms f where f.company_id = p_company_id and f.id = p_id)
    when 'invoices' then (select i.number::text from public.invoices i where i.company_id = p_company_id and i.id = p_id)
    when 'work_orders' then (
      select concat_ws(', ', coalesce(l.name, l.line1), l.city) from public.work_orders w
      join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
      where w.company_id = p_company_id and w.id = p_id)
    when 'scheduled_jobs' then (
      select concat_ws(', ', coalesce(l.name, l.line1), l.city) from public.scheduled_jobs s
      join public.work_orders w on w.company_id = s.company_id and w.id = s.work_order_id
      join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
      where s.company_id = p_company_id and s.id = p_id)
  end;
end;
$$;

-- Names by id: of the first two things an entry is about, and of what its changes point at.
create function private.audit_names(p_company_id uuid, p_noun text, p_ids uuid[], p_changes jsonb)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(jsonb_object_agg(found.id, found.name), '{}')
  from (
    select id::text as id, private.audit_name(p_company_id, p_noun, id) as name from unnest(p_ids[1:2]) as id
    union all
    select v.id, private.audit_name(p_company_id, r.noun, v.id::uuid)
    from jsonb_each(coalesce(p_changes, '{}')) as c
    join (values ('customer_id', 'customers'), ('location_id', 'customer_locations'), ('company_district_id', 'company_districts'),
      ('assigned_to', 'profiles'), ('profile_id', 'profiles'), ('replaced_by_id', 'devices')) as r (key, noun) on r.key = c.key
    cross join lateral jsonb_array_elements_text(c.value) as v (id)
    where v.id is not null
  ) as found
  where found.name is not null;
$$;

revoke execute on function private.audit_name(uuid, text, uuid), private.audit_names(uuid, text, uuid[], jsonb) from public, anon;
grant execute on function private.audit_name(uuid, text, uuid), private.audit_names(uuid, text, uuid[], jsonb) to authenticated;

create view public.audit_list with (security_invoker = true) as
select a.company_id, a.seq, a.seq::text as id, a.happened_at, a.action, a.noun, a.row_count, a.target_ids, a.facts,
  (a.personal ->> 'profile_id')::uuid as profile_id, p.full_name as who,
  a.personal -> 'changes' as changes, a.personal ->> 'thing' as thing,
  private.audit_names(a.company_id, a.noun, a.target_ids, a.personal -> 'changes') as names
from public.audit_log a
left join public.profiles p on p.company_id = a.company_id and p.id = (a.personal ->> 'profile_id')::uuid;
grant select on public.audit_list to authenticated;
