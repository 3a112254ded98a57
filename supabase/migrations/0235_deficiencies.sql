-- Failures never get lost: an accepted test that fails opens a deficiency, the passing retest closes it, and a correction of either is
-- judged again. Rows follow the assembly's own state (private.conclude_device), whoever changed it.

create table public.deficiencies (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  device_id uuid not null,
  opened_by_id uuid,
  failed_on date not null,
  repair_due_on date,
  -- What was done about it, as facts with their days; quotes with their prices stand apart.
  quoted_on date,
  approved_on date,
  declined_on date,
  work_order_id uuid,
  closed_on date,
  closed_by_id uuid,
  closed_because text constraint deficiencies_closed_because check (closed_because in ('passed', 'corrected', 'removed')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint deficiencies_closed check ((closed_on is null) = (closed_because is null)),
  constraint deficiencies_device foreign key (company_id, device_id) references public.devices (company_id, id) on delete cascade deferrable,
  constraint deficiencies_opened_by foreign key (company_id, opened_by_id) references public.test_records (company_id, id) on delete set null (opened_by_id) deferrable,
  constraint deficiencies_closed_by foreign key (company_id, closed_by_id) references public.test_records (company_id, id) on delete set null (closed_by_id) deferrable,
  constraint deficiencies_work_order foreign key (company_id, work_order_id) references public.work_orders (company_id, id) on delete set null (work_order_id) deferrable
);
create unique index deficiencies_one_open on public.deficiencies (company_id, device_id) where closed_on is null;
create index deficiencies_device_id on public.deficiencies (company_id, device_id);
create index deficiencies_opened_by_id on public.deficiencies (company_id, opened_by_id);
create index deficiencies_closed_by_id on public.deficiencies (company_id, closed_by_id) where closed_by_id is not null;
create index deficiencies_work_order_id on public.deficiencies (company_id, work_order_id) where work_order_id is not null;
create index deficiencies_order on public.deficiencies (company_id, repair_due_on, id) where closed_on is null;
select private.tenant_table('deficiencies', p_read => 'tests:read', p_audit => false);
grant select on public.deficiencies to authenticated;
select private.classify('public.deficiencies',
  'company_id id device_id opened_by_id failed_on repair_due_on quoted_on approved_on declined_on work_order_id closed_on closed_by_id closed_because created_at updated_at',
  'as it is', 'deleted', 'customer', 'which failures are open, and what was done about each');
update private.column_rules set on_request = 'kept' where table_name = 'public.deficiencies'::regclass;

-- Takes an assembly off the orders it waits in (or off one of them); an order in which nothing is left to do ends, and its visit with it.
create function private.take_off_orders(p_company_id uuid, p_device_id uuid, p_order uuid)
returns void
language sql
set search_path = ''
as $$
  with closed as (
    update public.work_order_devices x set outcome = 'cancelled', closed_at = now()
    where x.company_id = p_company_id and x.device_id = p_device_id and x.closed_at is null and (p_order is null or x.work_order_id = p_order)
    returning x.work_order_id
  )
  update public.work_orders w
  set state = case when exists (
    select from public.work_order_devices x where x.company_id = w.company_id and x.work_order_id = w.id and x.outcome = 'tested'
  ) then 'done' else 'cancelled' end
  from closed c
  where w.company_id = p_company_id and w.id = c.work_order_id and w.state = 'open' and w.deleted_at is null
    and not exists (
      select from public.work_order_devices x
      where x.company_id = w.company_id and x.work_order_id = w.id and x.closed_at is null and x.device_id <> p_device_id
    );
$$;
revoke execute on function private.take_off_orders(uuid, uuid, uuid) from public;

create function private.follow_failure()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_latest public.test_records;
  v_order uuid;
  v_because text;
begin
  if private.rows_are_moved() then
    return null;
  end if;
  select * into v_latest from public.test_records t
  where t.company_id = new.company_id and t.device_id = new.id and t.accepted_at is not null and t.superseded_at is null
  order by t.tested_on desc, t.tested_at desc nulls last, t.created_at desc, t.id desc limit 1;
  if new.failed_on is null or new.deleted_at is not null or new.status in ('REPLACED', 'REMOVED_CAPPED') then
    update public.deficiencies d
    set closed_on = case when new.failed_on is null then coalesce(v_latest.tested_on, private.today_of(d.company_id)) else private.today_of(d.company_id) end,
        closed_by_id = case when new.failed_on is null then v_latest.id end,
        closed_because = case
          when new.failed_on is not null then 'removed'
          when not exists (select from public.test_records t where t.company_id = d.company_id and t.id = d.opened_by_id and t.superseded_at is null) then 'corrected'
          else 'passed' end
    where d.company_id = new.company_id and d.device_id = new.id and d.closed_on is null
    returning d.work_order_id, d.closed_because into v_order, v_because;
    -- Nobody is sent to what is gone, or to what never failed.
    if new.deleted_at is not null or new.status in ('REPLACED', 'REMOVED_CAPPED') then
      perform private.take_off_orders(new.company_id, new.id, null);
    elsif v_because = 'corrected' and v_order is not null then
      perform private.take_off_orders(new.company_id, new.id, v_order);
    end if;
    return null;
  end if;
  -- The pass that closed it was corrected, or is gone: it was never closed.
  if not exists (select from public.deficiencies d where d.company_id = new.company_id and d.device_id = new.id and d.closed_on is null) then
    update public.deficiencies d set closed_on = null, closed_by_id = null, closed_because = null
    where d.company_id = new.company_id and d.id = (
      select o.id from public.deficiencies o
      where o.company_id = new.company_id and o.device_id = new.id and o.closed_because = 'passed'
        -- Neither that pass nor what corrected it stands after the record that failed.
        and not exists (
          select from public.test_records t join public.test_records b on b.company_id = o.company_id and b.id = o.opened_by_id
          where t.company_id = o.company_id and t.device_id = o.device_id and t.accepted_at is not null and t.superseded_at is null and t.certified_result = 'PASS'
            and (t.tested_on, coalesce(t.tested_at, '00:00'), t.created_at) > (b.tested_on, coalesce(b.tested_at, '00:00'), b.created_at)
        )
      order by o.closed_on desc limit 1
    );
  end if;
  insert into public.deficiencies as d (company_id, device_id, opened_by_id, failed_on, repair_due_on)
  values (new.company_id, new.id, v_latest.id, new.failed_on, new.repair_due_on)
  on conflict (company_id, device_id) where closed_on is null do update
  set repair_due_on = excluded.repair_due_on,
      -- A correction that still fails takes the place of the record that opened it.
      (opened_by_id, failed_on) = (
        select case when k.kept then d.opened_by_id else excluded.opened_by_id end, case when k.kept then d.failed_on else excluded.failed_on end
        from (select exists (select from public.test_records t where t.company_id = d.company_id and t.id = d.opened_by_id and t.superseded_at is null) as kept) k
      );
  return null;
end;
$$;
create trigger follow_failure after insert or update of failed_on, repair_due_on, records_version, status, deleted_at on public.devices
for each row execute function private.follow_failure();

-- An open order that becomes a repair or a retest holds the failures of the assemblies that wait in it.
create function private.hold_failures()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.deficiencies f set work_order_id = new.id
  from public.work_order_devices x
  where x.company_id = new.company_id and x.work_order_id = new.id and x.closed_at is null
    and f.company_id = x.company_id and f.device_id = x.device_id and f.closed_on is null;
  return null;
end;
$$;
create trigger hold_failures after update of kind on public.work_orders
for each row when (new.kind in ('repair', 'retest') and new.kind <> old.kind and new.state = 'open' and new.deleted_at is null)
execute function private.hold_failures();

-- The day a failed report is due with the purveyor, from the rulebook; null where it asks for none by itself, or nobody knows.
create function private.report_due_on(p_failed_on date, p_policy text, p_value int, p_unit text)
returns date
language sql
immutable
set search_path = ''
as $$
  select case when p_policy = 'WITH_PASS_ONLY' or p_value is null then null
    when p_unit = 'hours' then p_failed_on + ceil(p_value / 24.0)::int
    when p_unit = 'days' then p_failed_on + p_value
    when p_unit = 'business_days' then (
      select max(w.day) from (
        select g.day::date as day from generate_series(p_failed_on + 1, p_failed_on + p_value * 2 + 7, interval '1 day') g (day)
        where extract(isodow from g.day) < 6 order by 1 limit p_value
      ) w) end;
$$;
grant execute on function private.report_due_on(date, text, int, text) to authenticated;

-- Whether somebody is to come for an order. A technician may know that of a visit of somebody else, and nothing more of it.
create function private.visit_is_planned(p_company_id uuid, p_work_order_id uuid)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (
    select from public.scheduled_jobs j
    where j.company_id = p_company_id and j.work_order_id = p_work_order_id and j.state in ('planned', 'confirmed', 'en_route', 'on_site')
  );
$$;
grant execute on function private.visit_is_planned(uuid, uuid) to authenticated;

-- Every failure with its clocks and who holds it: nobody, quoted, declined, approved, ordered, visit_planned, closed.
create view public.deficiency_list with (security_invoker = true) as
select f.company_id, f.id, f.device_id, f.failed_on, f.repair_due_on, f.closed_on, f.closed_because, f.quoted_on, f.approved_on, f.declined_on, f.work_order_id, f.opened_by_id,
  f.closed_by_id, f.created_at, d.type, d.manufacturer, d.model, d.size, d.serial, d.location_on_site, d.location_id, l.line1, l.line2, l.city, l.customer_id, c.name as customer_name,
  d.company_district_id, r.name as district_name, private.report_due_on(f.failed_on, r.failed_report_policy, r.submit_deadline_value, r.submit_deadline_unit) as report_due_on,
  w.state as work_state, v.next_visit_at,
  case
    when f.closed_on is not null then 'closed'
    when w.state = 'open' then case when private.visit_is_planned(w.company_id, w.id) then 'visit_planned' else 'ordered' end
    when f.approved_on is not null then 'approved'
    when f.declined_on is not null then 'declined'
    when f.quoted_on is not null then 'quoted'
    else 'nobody' end as holder
from public.deficiencies f
join public.devices d on d.company_id = f.company_id and d.id = f.device_id
join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
left join public.district_rules r on r.company_id = d.company_id and r.id = d.company_district_id
left join public.work_orders w on w.company_id = f.company_id and w.id = f.work_order_id and w.deleted_at is null and w.state <> 'cancelled'
left join lateral (
  select min(j.starts_at) as next_visit_at from public.scheduled_jobs j
  where j.company_id = w.company_id and j.work_order_id = w.id and j.state in ('planned', 'confirmed', 'en_route', 'on_site') and w.state = 'open'
) v on true;
grant select on public.deficiency_list to authenticated;

-- Orders the repair of a failure: a work order at its site with its assembly, due with it. Answers the order; one that is open
-- already is the answer, and after a repair that did not help another one is opened.
create function private.order_repair(p_company_id uuid, p_deficiency_id uuid, p_notes text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_failure public.deficiencies;
  v_order uuid;
begin
  select * into v_failure from public.deficiencies f where f.company_id = p_company_id and f.id = p_deficiency_id for update;
  if v_failure.id is null then
    perform private.refuse('not_found');
  end if;
  if v_failure.closed_on is not null then
    perform private.refuse('failure_is_closed');
  end if;
  select w.id into v_order from public.work_orders w
  where w.company_id = p_company_id and w.id = v_failure.work_order_id and w.deleted_at is null and w.state = 'open';
  if v_order is null then
    insert into public.work_orders (company_id, location_id, kind, due_on, notes)
    select d.company_id, d.location_id, 'repair', v_failure.repair_due_on, left(concat_ws(E'\n', concat_ws(' ', 'Repair of', d.type, d.manufacturer, d.model, d.serial), p_notes), 4000)
    from public.devices d where d.company_id = p_company_id and d.id = v_failure.device_id
    returning id into v_order;
    -- A test planned for later waits for nothing: the retest after the repair is that test.
    perform private.take_off_orders(p_company_id, v_failure.device_id, null);
    insert into public.work_order_devices (company_id, work_order_id, device_id) values (p_company_id, v_order, v_failure.device_id);
    update public.deficiencies f set work_order_id = v_order where f.company_id = p_company_id and f.id = v_failure.id;
  end if;
  return v_order;
end;
$$;

create function private.plan_repair(p_id uuid)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.require_branch('deficiencies', array[p_id]);
  return private.order_repair(private.require_permission('work:write'), p_id, null);
end;
$$;
grant execute on function private.plan_repair(uuid) to authenticated;
create function public.plan_repair(p_id uuid) returns uuid language sql set search_path = '' as $$ select private.plan_repair(p_id) $$;
grant execute on function public.plan_repair(uuid) to authenticated;
