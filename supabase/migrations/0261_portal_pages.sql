-- What the pages of the portal read, one call each. Every function names the columns a customer may see: no notes of the office, no
-- gate codes, nobody's phone but the company's.

-- Who is here, whose papers they see, and where else they are somebody. For whoever is nobody's customer the company is null.
create function private.portal_me()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_me private.portal_caller := private.find_customer();
  v_user uuid := private.auth_user_id();
begin
  if v_user is null then
    perform private.refuse('not_signed_in');
  end if;
  return jsonb_build_object(
    'email', (select u.email from auth.users u where u.id = v_user),
    'name', (select p.full_name from public.profiles p where p.company_id = v_me.company_id and p.id = v_me.profile_id),
    'company', (select jsonb_build_object('id', c.id, 'name', c.name, 'phone', c.phone, 'email', c.email, 'time_zone', c.time_zone, 'today', private.today_of(c.id),
        'works', private.company_is_open(c.id)) from public.companies c where c.id = v_me.company_id),
    'customers', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'contact_name', c.contact_name, 'phone', c.phone, 'email', c.email,
        'line1', c.line1, 'line2', c.line2, 'city', c.city, 'state', c.state, 'zip', c.zip) order by c.name, c.id), '[]')
      from public.customers c where c.company_id = v_me.company_id and c.id = any (v_me.customers)),
    'companies', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'customer', p.role = 'customer') order by c.name, c.id), '[]')
      from public.profiles p join public.companies c on c.id = p.company_id and c.erased_at is null where p.user_id = v_user and p.removed_at is null));
end;
$$;

-- An assembly in the customer's words; p_d is a row of device_list.
create function private.portal_device_facts(p_d public.device_list)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object('id', p_d.id, 'type', p_d.type, 'manufacturer', p_d.manufacturer, 'model', p_d.model, 'size', p_d.size, 'serial', p_d.serial,
    'location_on_site', p_d.location_on_site, 'location_id', p_d.location_id, 'line1', p_d.line1, 'line2', p_d.line2, 'city', p_d.city, 'state', p_d.state,
    'location_name', p_d.location_name, 'district_name', p_d.district_name, 'due_on', coalesce(p_d.repair_due_on, p_d.district_due_on),
    'last_tested_on', p_d.last_tested_on, 'last_result', p_d.last_result, 'compliance', p_d.compliance);
$$;

-- Counts by state, and what comes next: due dates, failures, quotes, invoices, visits.
create function private.portal_overview()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_me private.portal_caller := private.require_customer();
begin
  return jsonb_build_object(
    'states', (select coalesce(jsonb_object_agg(n.compliance, n.count), '{}') from (
      select d.compliance, count(*) from public.device_list d where d.company_id = v_me.company_id and d.customer_id = any (v_me.customers) group by d.compliance) n),
    'due', (select coalesce(jsonb_agg(private.portal_device_facts(d) order by d.district_due_on, d.id), '[]') from (
      select * from public.device_list d where d.company_id = v_me.company_id and d.customer_id = any (v_me.customers) and d.compliance in ('OVERDUE', 'DUE_SOON', 'CURRENT')
      order by d.district_due_on, d.id limit 5) d),
    'failures', (select coalesce(jsonb_agg(private.portal_device_facts(d) order by d.repair_due_on nulls last, d.id), '[]') from (
      select * from public.device_list d where d.company_id = v_me.company_id and d.customer_id = any (v_me.customers) and d.compliance = 'FAILED_OPEN'
      order by d.repair_due_on nulls last, d.id limit 20) d),
    'quotes', (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'total_cents', q.total_cents, 'valid_until_on', q.valid_until_on, 'line1', f.line1, 'serial', f.serial)
        order by q.sent_at desc, q.id), '[]')
      from public.quotes q join public.deficiency_list f on f.company_id = q.company_id and f.id = q.deficiency_id
      where q.company_id = v_me.company_id and q.customer_id = any (v_me.customers) and q.state = 'sent' and f.closed_on is null
        and coalesce(q.valid_until_on >= private.today_of(v_me.company_id), true)),
    'invoices', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'balance_cents', i.balance_cents, 'due_on', i.due_on) order by i.due_on, i.id), '[]')
      from public.invoice_list i where i.company_id = v_me.company_id and i.customer_id = any (v_me.customers) and i.balance_cents > 0),
    'visits', (select coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'starts_at', j.starts_at, 'state', j.state, 'line1', l.line1, 'city', l.city) order by j.starts_at, j.id), '[]')
      from public.scheduled_jobs j
      join public.work_orders w on w.company_id = j.company_id and w.id = j.work_order_id
      join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
      where j.company_id = v_me.company_id and l.customer_id = any (v_me.customers) and j.state in ('planned', 'confirmed', 'en_route', 'on_site')));
end;
$$;

-- Assemblies by state, words and site, fifty to a page; and how many are in each state.
create function private.portal_devices(p_q text, p_state text, p_location_id uuid, p_page int)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
  v_me private.portal_caller := private.require_customer();
  v_pattern text := private.search_pattern(left(coalesce(p_q, ''), 100));
begin
  return (
    with mine as materialized (
      select d as device, d.id, d.compliance, coalesce(d.repair_due_on, d.district_due_on) as due_on from public.device_list d
      where d.company_id = v_me.company_id and d.customer_id = any (v_me.customers) and (p_location_id is null or d.location_id = p_location_id)
        and concat_ws(' ', d.serial, d.manufacturer, d.model, d.location_name, d.line1, d.city, d.zip, d.location_on_site) operator(pg_catalog.~~*) v_pattern
    )
    select jsonb_build_object(
      'states', (select coalesce(jsonb_object_agg(n.compliance, n.count), '{}') from (select m.compliance, count(*) from mine m group by m.compliance) n),
      'count', (select count(*) from mine m where p_state is null or m.compliance = p_state),
      'rows', (select coalesce(jsonb_agg(private.portal_device_facts(m.device) order by m.due_on nulls last, m.id), '[]') from (
        select * from mine m where p_state is null or m.compliance = p_state
        order by m.due_on nulls last, m.id limit 50 offset (least(greatest(p_page, 1), 2000) - 1) * 50) m))
  );
end;
$$;

-- Sites with what stands there, fifty to a page.
create function private.portal_sites(p_q text, p_page int)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
  v_me private.portal_caller := private.require_customer();
  v_pattern text := private.search_pattern(left(coalesce(p_q, ''), 100));
begin
  return (
    with mine as materialized (
      select l.id, l.name, l.line1, l.line2, l.city, l.state, l.zip from public.customer_locations l
      where l.company_id = v_me.company_id and l.customer_id = any (v_me.customers) and l.deleted_at is null
        and concat_ws(' ', l.name, l.line1, l.city, l.zip) operator(pg_catalog.~~*) v_pattern
    )
    select jsonb_build_object(
      'count', (select count(*) from mine),
      'rows', (select coalesce(jsonb_agg(to_jsonb(m) || (
          select jsonb_build_object('assemblies', count(*), 'next_due_on', min(d.district_due_on) filter (where d.compliance <> 'NOT_REQUIRED'),
            'overdue', count(*) filter (where d.compliance = 'OVERDUE'), 'failed', count(*) filter (where d.compliance = 'FAILED_OPEN'),
            'due_soon', count(*) filter (where d.compliance = 'DUE_SOON'))
          from public.device_states d where d.company_id = v_me.company_id and d.location_id = m.id)
        order by m.line1, m.id), '[]')
        from (select * from mine order by line1, id limit 50 offset (least(greatest(p_page, 1), 2000) - 1) * 50) m))
  );
end;
$$;

-- One assembly with its signed tests. Readings and verdicts are on the report.
create function private.portal_device(p_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_me private.portal_caller := private.require_customer();
begin
  return (
    select private.portal_device_facts(d) || jsonb_build_object(
      'tests', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'tested_on', t.tested_on, 'test_type', t.test_type, 'result', t.certified_result, 'state', t.state,
          'tester_name', t.tester_name, 'has_report', t.state in ('SIGNED', 'SUPERSEDED')) order by t.tested_on desc, t.id), '[]')
        from (select * from public.test_record_list r where r.company_id = v_me.company_id and r.device_id = d.id and r.state <> 'DRAFT'
            and coalesce(r.made_for, d.customer_id) = any (v_me.customers)
          order by r.tested_on desc, r.id limit 100) t),
      'failures', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'failed_on', f.failed_on, 'repair_due_on', f.repair_due_on, 'closed_on', f.closed_on,
          'holder', f.holder) order by f.failed_on desc, f.id), '[]')
        from public.deficiency_list f where f.company_id = v_me.company_id and f.device_id = d.id))
    from public.device_list d where d.company_id = v_me.company_id and d.customer_id = any (v_me.customers) and d.id = p_id
  );
end;
$$;

-- Visits to come and the last ones, and what was asked of the office.
create function private.portal_visits()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_me private.portal_caller := private.require_customer();
begin
  return jsonb_build_object(
    'visits', (select coalesce(jsonb_agg(to_jsonb(v) order by v.starts_at desc, v.id), '[]') from (
      select j.id, j.starts_at, j.minutes, j.state, j.version, w.kind, l.line1, l.city
      from public.scheduled_jobs j
      join public.work_orders w on w.company_id = j.company_id and w.id = j.work_order_id
      join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
      where j.company_id = v_me.company_id and l.customer_id = any (v_me.customers)
      order by j.starts_at desc, j.id limit 60) v),
    'requests', (select coalesce(jsonb_agg(to_jsonb(r) order by r.created_at desc, r.id), '[]') from (
      select q.id, q.kind, q.days, q.note, q.changes, q.state, q.answer, q.created_at, q.closed_at, l.line1, l.city
      from public.portal_requests q left join public.customer_locations l on l.company_id = q.company_id and l.id = q.location_id
      where q.company_id = v_me.company_id and q.customer_id = any (v_me.customers)
      order by q.created_at desc, q.id limit 20) r),
    'sites', (select coalesce(jsonb_agg(to_jsonb(s) order by s.line1, s.id), '[]') from (
      select l.id, l.line1, l.city from public.customer_locations l
      where l.company_id = v_me.company_id and l.customer_id = any (v_me.customers) and l.deleted_at is null order by l.line1, l.id limit 500) s));
end;
$$;

revoke execute on function private.portal_me(), private.portal_device_facts(public.device_list), private.portal_overview(), private.portal_devices(text, text, uuid, int),
  private.portal_sites(text, int), private.portal_device(uuid), private.portal_visits() from public;
grant execute on function private.portal_me(), private.portal_overview(), private.portal_devices(text, text, uuid, int), private.portal_sites(text, int),
  private.portal_device(uuid), private.portal_visits() to authenticated;

create function public.portal_me() returns jsonb language sql stable set search_path = '' as $$ select private.portal_me() $$;
create function public.portal_overview() returns jsonb language sql stable set search_path = '' as $$ select private.portal_overview() $$;
create function public.portal_devices(p_q text default null, p_state text default null, p_location_id uuid default null, p_page int default 1)
returns jsonb language sql stable set search_path = '' as $$ select private.portal_devices(p_q, p_state, p_location_id, p_page) $$;
create function public.portal_sites(p_q text default null, p_page int default 1)
returns jsonb language sql stable set search_path = '' as $$ select private.portal_sites(p_q, p_page) $$;
create function public.portal_device(p_id uuid) returns jsonb language sql stable set search_path = '' as $$ select private.portal_device(p_id) $$;
create function public.portal_visits() returns jsonb language sql stable set search_path = '' as $$ select private.portal_visits() $$;
revoke execute on function public.portal_me(), public.portal_overview(), public.portal_devices(text, text, uuid, int), public.portal_sites(text, int),
  public.portal_device(uuid), public.portal_visits() from public;
grant execute on function public.portal_me(), public.portal_overview(), public.portal_devices(text, text, uuid, int), public.portal_sites(text, int),
  public.portal_device(uuid), public.portal_visits() to authenticated;
