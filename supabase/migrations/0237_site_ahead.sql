-- What lies ahead of a site, or of one assembly: its open orders with their next visit, and its open failures.

create function public.site_ahead(p_location_id uuid default null, p_device_id uuid default null)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with site as (select coalesce(p_location_id, (select d.location_id from public.devices d where d.id = p_device_id)) as id)
  select jsonb_build_object(
    'orders', (
      select coalesce(jsonb_agg(to_jsonb(o) order by o.starts_at nulls last, o.due_on, o.id), '[]')
      from (
        select w.id, w.kind, w.due_on, private.visit_is_planned(w.company_id, w.id) as visit_planned, j.starts_at, p.full_name as technician_name
        from site
        join public.work_orders w on w.location_id = site.id and w.state = 'open' and w.deleted_at is null
        left join public.scheduled_jobs j on j.company_id = w.company_id and j.work_order_id = w.id and j.state in ('planned', 'confirmed', 'en_route', 'on_site')
        left join public.profiles p on p.company_id = j.company_id and p.id = j.profile_id
        where p_device_id is null or exists (
          select from public.work_order_devices x
          where x.company_id = w.company_id and x.work_order_id = w.id and x.device_id = p_device_id and x.closed_at is null
        )
        order by j.starts_at nulls last, w.due_on, w.id
        limit 20
      ) o),
    'failures', (
      select coalesce(jsonb_agg(to_jsonb(f) order by f.failed_on, f.id), '[]')
      from (
        select f.id, f.type, f.serial, f.failed_on, f.holder
        from site
        join public.deficiency_list f on f.location_id = site.id and f.closed_on is null and (p_device_id is null or f.device_id = p_device_id)
        order by f.failed_on, f.id
        limit 20
      ) f)
  );
$$;
revoke execute on function public.site_ahead(uuid, uuid) from public;
grant execute on function public.site_ahead(uuid, uuid) to authenticated;
