-- What a work order holds, assembly by assembly, and what became of each visit: facts with dates, never overwritten.

create table public.work_order_devices (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  work_order_id uuid not null,
  device_id uuid not null,
  -- the request that planned it: the same request again finds its own lines
  plan_id uuid,
  outcome text constraint work_order_devices_outcome check (outcome in ('tested', 'left', 'cancelled')),
  closed_at timestamptz,
  test_record_id uuid,
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint work_order_devices_closed check ((outcome is null) = (closed_at is null)),
  constraint work_order_devices_tested check (test_record_id is null or outcome = 'tested'),
  constraint work_order_devices_work_order foreign key (company_id, work_order_id) references public.work_orders (company_id, id) deferrable,
  constraint work_order_devices_device foreign key (company_id, device_id) references public.devices (company_id, id) deferrable,
  constraint work_order_devices_test_record foreign key (company_id, test_record_id) references public.test_records (company_id, id) deferrable
);
-- An assembly is open in one order at a time, whoever plans it and however often.
create unique index work_order_devices_one_open on public.work_order_devices (company_id, device_id) where closed_at is null;
create index work_order_devices_work_order_id on public.work_order_devices (company_id, work_order_id);
create index work_order_devices_device_id on public.work_order_devices (company_id, device_id);
create index work_order_devices_test_record_id on public.work_order_devices (company_id, test_record_id) where test_record_id is not null;
create index work_order_devices_plan on public.work_order_devices (company_id, plan_id) where plan_id is not null;
select private.tenant_table('work_order_devices', p_read => 'work:read', p_audit => false);
grant select on public.work_order_devices to authenticated;

-- What happened to a visit: who did it, when, why, and where it stood before.
create table public.visit_events (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  scheduled_job_id uuid not null,
  happened_at timestamptz not null default clock_timestamp(),
  profile_id uuid default private.auth_profile_id(),
  what text not null constraint visit_events_what check (what in (
    'planned', 'confirmed', 'unconfirmed', 'moved', 'en_route', 'on_site', 'done', 'no_access', 'cancelled', 'rescheduled', 'called_before', 'called_after')),
  reason text constraint visit_events_reason check (length(reason) <= 500),
  was_starts_at timestamptz,
  was_going_id uuid,
  primary key (company_id, id),
  constraint visit_events_scheduled_job foreign key (company_id, scheduled_job_id) references public.scheduled_jobs (company_id, id) deferrable,
  constraint visit_events_profile foreign key (company_id, profile_id) references public.profiles (company_id, id) deferrable,
  constraint visit_events_was_going foreign key (company_id, was_going_id) references public.profiles (company_id, id) deferrable
);
create index visit_events_scheduled_job_id on public.visit_events (company_id, scheduled_job_id, happened_at);
create index visit_events_profile_id on public.visit_events (company_id, profile_id);
create index visit_events_was_going_id on public.visit_events (company_id, was_going_id) where was_going_id is not null;
select private.tenant_table('visit_events', p_read => 'schedule:read', p_audit => false);
grant select on public.visit_events to authenticated;

-- An order that ends takes its open lines and its open visit along; one that is opened again takes back what nobody else has.
create function private.end_with_order()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.state = 'open' and new.deleted_at is null then
    update public.work_order_devices x set outcome = null, closed_at = null
    where x.company_id = new.company_id and x.work_order_id = new.id and x.outcome in ('left', 'cancelled')
      and not exists (select from public.work_order_devices o where o.company_id = x.company_id and o.device_id = x.device_id and o.closed_at is null);
    return null;
  end if;
  update public.work_order_devices x
  set outcome = case when new.state = 'done' and new.deleted_at is null then 'left' else 'cancelled' end, closed_at = now()
  where x.company_id = new.company_id and x.work_order_id = new.id and x.closed_at is null;
  with ended as (
    update public.scheduled_jobs j
    set state = case when new.state = 'done' and new.deleted_at is null then 'done' else 'cancelled' end, version = j.version + 1
    where j.company_id = new.company_id and j.work_order_id = new.id and j.state in ('planned', 'confirmed', 'en_route', 'on_site')
    returning j.id, j.state
  )
  insert into public.visit_events (company_id, scheduled_job_id, what) select new.company_id, e.id, e.state from ended e;
  return null;
end;
$$;
create trigger end_with_order after update of state, deleted_at on public.work_orders
  for each row when ((old.state, old.deleted_at) is distinct from (new.state, new.deleted_at)) execute function private.end_with_order();

-- A test that is signed ticks the assembly off where it was planned, also one of that visit that is signed after the visit was
-- marked as done; one of a day before the plan, or a correction, does not.
-- An order whose last assembly is tested without anybody having been sent is done.
create function private.tick_off_visit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_order uuid;
begin
  update public.work_order_devices x set outcome = 'tested', closed_at = now(), test_record_id = new.id
  from public.work_orders w, public.companies c
  where x.company_id = new.company_id and x.device_id = new.device_id
    and (x.closed_at is null or x.outcome = 'left' and new.tested_on <= (x.closed_at at time zone c.time_zone)::date)
    and w.company_id = x.company_id and w.id = x.work_order_id and c.id = x.company_id
    and new.tested_on >= (w.created_at at time zone c.time_zone)::date
  returning x.work_order_id into v_order;
  if v_order is not null then
    update public.work_orders w set state = 'done'
    where w.company_id = new.company_id and w.id = v_order and w.state = 'open'
      and not exists (select from public.work_order_devices x where x.company_id = w.company_id and x.work_order_id = w.id and x.closed_at is null)
      and not exists (select from public.scheduled_jobs j where j.company_id = w.company_id and j.work_order_id = w.id
        and j.state in ('planned', 'confirmed', 'en_route', 'on_site'));
  end if;
  return null;
end;
$$;
create trigger tick_off_visit after update of signed_at on public.test_records
  for each row when (old.signed_at is null and new.signed_at is not null and new.origin = 'recorded' and new.supersedes_id is null)
  execute function private.tick_off_visit();

revoke execute on function private.end_with_order(), private.tick_off_visit() from public;

select private.classify('public.work_order_devices', 'company_id id work_order_id device_id plan_id outcome closed_at test_record_id created_at',
  'as it is', 'deleted', 'customer', 'which assemblies a visit is for, and which were tested');
select private.classify('public.visit_events', 'company_id id scheduled_job_id happened_at what reason was_starts_at',
  'as it is', 'deleted', 'customer', 'what became of a visit, and when');
select private.classify('public.visit_events', 'profile_id was_going_id', 'as it is', 'deleted', 'staff', 'who did it, and who was to go before');
