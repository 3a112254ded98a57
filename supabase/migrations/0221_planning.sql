-- From the due list to work orders: all chosen assemblies of a site in one order.

-- How long the work on one assembly takes. Estimates of ours, shown as such; the order's minutes can be set by hand.
create function private.test_minutes(p_type text, p_size_thousandths_in int, p_use text)
returns int
language sql
immutable
set search_path = ''
as $$
  select case
      when p_type in ('RPDA', 'DCDA') then 45
      when p_type in ('RPDA2', 'DCDA2') then 35
      when p_type = 'RP' then 25
      when p_type in ('DC', 'SCVT', 'SCDAT') then 20
      else 15 end
    + case when p_size_thousandths_in >= 6000 then 20 when p_size_thousandths_in >= 2500 then 10 else 0 end
    -- the calls to the alarm company and the fire department, before and after
    + case when p_use = 'fire' or p_type in ('RPDA', 'DCDA', 'RPDA2', 'DCDA2') then 15 else 0 end;
$$;

-- Ten minutes to arrive and leave, and what each open assembly takes.
create function private.order_minutes(p_company_id uuid, p_work_order_id uuid)
returns int
language sql
stable
set search_path = ''
as $$
  select least(10 + coalesce(sum(private.test_minutes(d.type, d.size_thousandths_in, d.use)), 20), 1440)::int
  from public.work_order_devices x join public.devices d on d.company_id = x.company_id and d.id = x.device_id
  where x.company_id = p_company_id and x.work_order_id = p_work_order_id and x.closed_at is null;
$$;

-- Plans assemblies: those of a site join its order that still waits for a day, or open one. An assembly that is open in an
-- order already stays there. Repeatable with the same plan id; whoever plans at the same site meanwhile waits.
create function private.plan_visits(p_plan_id uuid, p_device_ids uuid[])
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('work:write');
  v_site record;
  v_order uuid;
begin
  perform private.require_branch('devices', p_device_ids);
  if p_plan_id is null or coalesce(cardinality(p_device_ids), 0) not between 1 and 500 then
    perform private.refuse('too_many_rows');
  end if;
  perform 1 from public.customer_locations l
  where l.company_id = v_company and l.id in (select d.location_id from public.devices d where d.company_id = v_company and d.id = any (p_device_ids))
  order by l.id for update;
  if not exists (select from public.work_order_devices x where x.company_id = v_company and x.plan_id = p_plan_id) then
    for v_site in
      select d.location_id, array_agg(d.id order by d.id) as ids, min(coalesce(d.repair_due_on, d.district_due_on)) as due_on, bool_and(coalesce(d.test_yearly, false)) as standing
      from public.devices d
      where d.company_id = v_company and d.id = any (p_device_ids) and d.deleted_at is null and d.type <> 'OTHER'
        and d.status in ('ACTIVE', 'SEASONAL_OFF', 'PENDING_INSTALL')
        and not exists (select from public.work_order_devices x where x.company_id = d.company_id and x.device_id = d.id and x.closed_at is null)
      group by d.location_id order by d.location_id
    loop
      select w.id into v_order from public.work_orders w
      where w.company_id = v_company and w.location_id = v_site.location_id and w.kind = 'annual_test' and w.state = 'open' and w.deleted_at is null
        and not exists (select from public.scheduled_jobs j where j.company_id = w.company_id and j.work_order_id = w.id
          and j.state in ('planned', 'confirmed', 'en_route', 'on_site'))
      order by w.created_at, w.id limit 1 for update;
      if v_order is null then
        insert into public.work_orders (company_id, location_id, kind, due_on, standing_approval, created_by)
        values (v_company, v_site.location_id, 'annual_test', v_site.due_on, v_site.standing, private.auth_profile_id())
        returning id into v_order;
      end if;
      insert into public.work_order_devices (company_id, work_order_id, device_id, plan_id)
      select v_company, v_order, d, p_plan_id from unnest(v_site.ids) d;
      update public.work_orders w
      set minutes = private.order_minutes(v_company, v_order), due_on = least(w.due_on, v_site.due_on), standing_approval = w.standing_approval and v_site.standing
      where w.company_id = v_company and w.id = v_order;
    end loop;
  end if;
  return jsonb_build_object(
    'planned', (select count(*) from public.work_order_devices x where x.company_id = v_company and x.plan_id = p_plan_id),
    'sites', (select count(distinct x.work_order_id) from public.work_order_devices x where x.company_id = v_company and x.plan_id = p_plan_id),
    'elsewhere', (select count(*) from public.work_order_devices x
      where x.company_id = v_company and x.device_id = any (p_device_ids) and x.closed_at is null and x.plan_id is distinct from p_plan_id));
end;
$$;

-- Takes a plan back as far as nobody has been sent yet; orders that hold nothing any more are cancelled. Gives the number taken back.
create function private.unplan_visits(p_plan_id uuid)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('work:write');
  v_orders uuid[];
  v_count int;
begin
  -- Locked first, so that nobody is sent there meanwhile: schedule_visit() waits for the same rows.
  v_orders := array(
    select w.id from public.work_orders w
    where w.company_id = v_company and w.state = 'open'
      and ((select private.sees_all_branches()) is not null or w.location_id in (select private.branch_locations()))
      and w.id in (select x.work_order_id from public.work_order_devices x where x.company_id = v_company and x.plan_id = p_plan_id and x.closed_at is null)
    order by w.id for update);
  update public.work_order_devices x set outcome = 'cancelled', closed_at = now()
  where x.company_id = v_company and x.plan_id = p_plan_id and x.closed_at is null and x.work_order_id = any (v_orders)
    and not exists (select from public.scheduled_jobs j where j.company_id = x.company_id and j.work_order_id = x.work_order_id
      and j.state in ('planned', 'confirmed', 'en_route', 'on_site'));
  get diagnostics v_count = row_count;
  update public.work_orders w
  set state = case when exists (select from public.work_order_devices x where x.company_id = w.company_id and x.work_order_id = w.id and x.closed_at is null)
      then w.state else 'cancelled' end,
    minutes = private.order_minutes(w.company_id, w.id)
  where w.company_id = v_company and w.id = any (v_orders)
    and not exists (select from public.scheduled_jobs j where j.company_id = w.company_id and j.work_order_id = w.id
      and j.state in ('planned', 'confirmed', 'en_route', 'on_site'));
  return v_count;
end;
$$;

revoke execute on function private.test_minutes(text, int, text), private.order_minutes(uuid, uuid), private.plan_visits(uuid, uuid[]), private.unplan_visits(uuid) from public;
grant execute on function private.plan_visits(uuid, uuid[]), private.unplan_visits(uuid) to authenticated;
create function public.plan_visits(p_plan_id uuid, p_device_ids uuid[])
returns jsonb language sql set search_path = '' as $$ select private.plan_visits(p_plan_id, p_device_ids) $$;
create function public.unplan_visits(p_plan_id uuid)
returns int language sql set search_path = '' as $$ select private.unplan_visits(p_plan_id) $$;

-- The orders a plan made, each with its assemblies, what else stands there and could be done on the same trip, and the rules
-- that say whether an early test of it would lose part of a cycle (lib/work-orders/early-test.ts judges).
create function public.plan_page(p_plan_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', w.id, 'state', w.state, 'minutes', w.minutes, 'due_on', w.due_on, 'standing_approval', w.standing_approval, 'location_id', w.location_id,
    'line1', l.line1, 'city', l.city, 'customer_name', c.name,
    'visit_at', (select min(j.starts_at) from public.scheduled_jobs j where j.company_id = w.company_id and j.work_order_id = w.id
      and j.state in ('planned', 'confirmed', 'en_route', 'on_site')),
    'devices', (
      select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'type', d.type, 'serial', d.serial, 'manufacturer', d.manufacturer, 'model', d.model, 'size', d.size,
        'location_on_site', d.location_on_site, 'due_on', coalesce(d.repair_due_on, d.district_due_on), 'compliance', d.compliance) order by d.district_due_on nulls last, d.id), '[]')
      from public.work_order_devices x join public.device_states d on d.company_id = x.company_id and d.id = x.device_id
      where x.company_id = w.company_id and x.work_order_id = w.id and x.closed_at is null),
    'offered', (
      select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'type', d.type, 'serial', d.serial, 'manufacturer', d.manufacturer, 'model', d.model, 'size', d.size,
        'location_on_site', d.location_on_site, 'due_on', d.district_due_on, 'compliance', d.compliance,
        'due_inputs', private.my_due_inputs(d.id)) order by d.district_due_on nulls last, d.id), '[]')
      from public.device_states d
      where d.location_id = w.location_id and d.compliance <> 'NOT_REQUIRED' and d.status in ('ACTIVE', 'SEASONAL_OFF', 'PENDING_INSTALL')
        and (d.district_due_on is null or d.district_due_on <= (select private.company_today()) + 180)
        and not exists (select from public.work_order_devices o where o.company_id = d.company_id and o.device_id = d.id and o.closed_at is null))
  ) order by c.name, l.line1, w.id), '[]')
  from public.work_orders w
  join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
  join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
  where w.deleted_at is null
    and w.id in (select x.work_order_id from public.work_order_devices x where x.plan_id = p_plan_id);
$$;
revoke execute on function public.plan_visits(uuid, uuid[]), public.unplan_visits(uuid), public.plan_page(uuid) from public;
grant execute on function public.plan_visits(uuid, uuid[]), public.unplan_visits(uuid), public.plan_page(uuid) to authenticated;
