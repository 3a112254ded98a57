-- What lists show, as views in the trade’s words.

create function private.company_today()
returns date
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (now() at time zone coalesce((select c.time_zone from public.companies c where c.id = (select private.auth_company_id())), 'UTC'))::date;
end;
$$;

create function private.due_soon_days()
returns int
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return coalesce((select s.due_soon_days from public.company_settings s where s.company_id = (select private.auth_company_id())), 30);
end;
$$;

revoke execute on function private.company_today(), private.due_soon_days() from public;
grant execute on function private.company_today(), private.due_soon_days() to authenticated, service_role;

-- Where an assembly stands today; derived, never stored. Counting asks this view, which joins nothing.
create view public.device_states with (security_invoker = true) as
select
  d.company_id, d.id, d.serial, d.bypass_serial, d.type, d.manufacturer, d.model, d.size, d.size_thousandths_in, d.location_on_site, d.serves, d.use, d.hazard, d.status, d.tag_no,
  d.location_id, d.company_district_id, d.district_due_on, d.district_due_source, d.our_target_on, d.last_tested_on, d.last_result, d.failed_on, d.repair_due_on,
  d.installed_on, d.created_at,
  case
    when d.status in ('REMOVED_CAPPED', 'REPLACED', 'ABANDONED', 'NOT_FOUND') or d.type = 'OTHER' then 'NOT_REQUIRED'
    when d.failed_on is not null then 'FAILED_OPEN'
    when d.district_due_on is null then 'NO_DATE'
    when d.district_due_on < (select private.company_today()) then 'OVERDUE'
    when d.district_due_on <= (select private.company_today()) + (select private.due_soon_days()) then 'DUE_SOON'
    else 'CURRENT'
  end as compliance
from public.devices d
where d.deleted_at is null;

create view public.device_list with (security_invoker = true) as
select
  d.company_id, d.id, d.serial, d.bypass_serial, d.type, d.manufacturer, d.model, d.size, d.size_thousandths_in, d.location_on_site, d.serves, d.use, d.hazard, d.status, d.tag_no,
  d.location_id, l.name as location_name, l.line1, l.line2, l.city, l.state, l.zip, l.customer_id, c.name as customer_name,
  d.company_district_id, cd.name as district_name,
  d.district_due_on, d.district_due_source, d.our_target_on, d.last_tested_on, d.last_result, d.failed_on, d.repair_due_on, d.installed_on, d.created_at,
  d.district_due_source = 'computed' and coalesce(cd.due_rule, r.due_rule) ->> 'due_basis' is null as due_assumed,
  d.compliance
from public.device_states d
join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
left join public.company_districts cd on cd.company_id = d.company_id and cd.id = d.company_district_id
left join public.districts r on r.id = cd.district_id;

create view public.customer_list with (security_invoker = true) as
select c.company_id, c.id, c.name, c.parent_name, c.contact_name, c.phone, c.email, c.line1, c.city, c.state, c.zip, c.created_at,
  (select count(*)::int from public.customer_locations l where l.company_id = c.company_id and l.customer_id = c.id and l.deleted_at is null) as locations,
  (select count(*)::int from public.customer_locations l join public.devices d on d.company_id = l.company_id and d.location_id = l.id and d.deleted_at is null
    where l.company_id = c.company_id and l.customer_id = c.id and l.deleted_at is null) as devices,
  (select min(d.district_due_on) from public.customer_locations l join public.devices d on d.company_id = l.company_id and d.location_id = l.id and d.deleted_at is null
    where l.company_id = c.company_id and l.customer_id = c.id and l.deleted_at is null) as next_due_on
from public.customers c
where c.deleted_at is null;

create view public.location_list with (security_invoker = true) as
select l.company_id, l.id, l.name, l.line1, l.line2, l.city, l.state, l.zip, l.county, l.customer_id, c.name as customer_name, l.access_notes, l.created_at,
  (select count(*)::int from public.devices d where d.company_id = l.company_id and d.location_id = l.id and d.deleted_at is null) as devices,
  (select min(d.district_due_on) from public.devices d where d.company_id = l.company_id and d.location_id = l.id and d.deleted_at is null) as next_due_on
from public.customer_locations l
join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
where l.deleted_at is null;

create view public.test_record_list with (security_invoker = true) as
select
  t.company_id, t.id, t.device_id, t.tested_on, t.test_type, t.origin, t.computed_result, t.certified_result, t.tester_name, t.tester_profile_id, t.cert_no, t.gauge_serial, t.gauge_id,
  t.signed_at, t.superseded_at, t.superseded_by_id, t.supersedes_id, t.override_by, t.report_file_id, t.import_id, t.created_by, t.created_at, t.next_due_on,
  d.serial, d.type, d.manufacturer, d.model, d.size, d.location_id, l.line1, l.city, l.customer_id, c.name as customer_name, d.company_district_id, cd.name as district_name,
  case
    when t.superseded_at is not null then 'SUPERSEDED'
    when t.origin = 'imported' then 'IMPORTED'
    when t.signed_at is null then 'DRAFT'
    else 'SIGNED'
  end as state,
  -- Whose site it was then: the paper names them.
  (t.snapshot -> 'customer' ->> 'id')::uuid as made_for
from public.test_records t
join public.devices d on d.company_id = t.company_id and d.id = t.device_id
join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
left join public.company_districts cd on cd.company_id = d.company_id and cd.id = d.company_district_id;

create view public.gauge_list with (security_invoker = true) as
select g.company_id, g.id, g.manufacturer, g.model, g.serial, g.kind, g.water_class, g.interval_months, g.retired_on, g.assigned_to, p.full_name as assigned_name, g.notes,
  cal.calibrated_on, cal.lab, (cal.calibrated_on + make_interval(months => g.interval_months))::date as due_on, g.created_at
from public.gauges g
left join public.profiles p on p.company_id = g.company_id and p.id = g.assigned_to
left join lateral (
  select c.calibrated_on, c.lab from public.gauge_calibrations c
  where c.company_id = g.company_id and c.gauge_id = g.id and c.deleted_at is null order by c.calibrated_on desc, c.id limit 1
) cal on true
where g.deleted_at is null;

create view public.licence_list with (security_invoker = true) as
select l.company_id, l.id, l.profile_id, p.full_name, p.role, p.removed_at, l.certificate_type, l.number, l.issuer, l.states, l.scopes, l.issued_on, l.expires_on, l.file_id, l.created_at
from public.tester_licences l join public.profiles p on p.company_id = l.company_id and p.id = l.profile_id
where l.deleted_at is null;

create view public.district_list with (security_invoker = true) as
select r.company_id, r.id, r.name, r.state, r.rulebook_name, r.due_rule, r.due_rule_source, r.rule_profile, r.rule_profile_source, r.repair_days, r.verified_on, r.stale_after_days, r.portal_family,
  (select count(*)::int from public.devices d where d.company_id = r.company_id and d.company_district_id = r.id and d.deleted_at is null) as devices
from public.district_rules r
where r.deleted_at is null;

create view public.member_list with (security_invoker = true) as
select p.company_id, p.id, p.full_name, p.email, p.phone, p.role, p.removed_at, p.created_at,
  (select max(l.expires_on) from public.tester_licences l where l.company_id = p.company_id and l.profile_id = p.id and l.deleted_at is null) as licence_expires_on
from public.profiles p where p.role <> 'customer';

create view public.message_list with (security_invoker = true) as
select n.company_id, n.id, n.channel, n.kind, n.recipient, n.state, n.queued_at, n.sent_at, n.error from public.notification_log n;

grant select on public.device_states, public.device_list, public.customer_list, public.location_list, public.test_record_list, public.gauge_list, public.licence_list,
  public.district_list, public.member_list, public.message_list
to authenticated;
