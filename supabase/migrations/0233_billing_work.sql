-- From completed work to drafts, and what the pages of invoices read.

-- Tests that were signed here and are on no invoice, with their price: the assembly's own, else the price book's closest. A correction
-- is the same work as the record it corrects, so only the first of a chain is billed. The book is asked once for each kind of assembly;
-- how many kinds there are the planner cannot know, so it is told to hash.
create function private.unbilled_tests(p_company_id uuid, p_customer_id uuid, p_from date, p_through date)
returns table (test_record_id uuid, customer_id uuid, location_id uuid, tested_on date, description text, cents int, taxed boolean, fee_name text, fee_cents int, fee_taxed boolean)
language sql
stable
set search_path = ''
set enable_nestloop = off
as $$
  with tests as materialized (
    select t.id, t.test_type, t.tested_on, d.type, d.manufacturer, d.model, d.size, d.serial, d.price_cents, coalesce(u.id, l.customer_id) as customer_id, l.id as location_id, l.line1, l.city,
      coalesce(lower(d.model), '') as model_key, coalesce(d.size, '') as size_key, coalesce(d.company_district_id, '00000000-0000-0000-0000-000000000000') as district_key
    from public.test_records t
    join public.devices d on d.company_id = t.company_id and d.id = t.device_id
    join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
    -- Whose site it was on the day of the test pays for it.
    left join public.customers u on u.company_id = t.company_id and u.id = (t.snapshot -> 'customer' ->> 'id')::uuid and u.deleted_at is null
    where t.company_id = p_company_id and t.signed_at is not null and t.origin = 'recorded' and t.supersedes_id is null
      and t.tested_on >= p_from and t.tested_on <= p_through and (p_customer_id is null or coalesce(u.id, l.customer_id) = p_customer_id)
      and ((select private.sees_all_branches()) is not null or coalesce(u.id, l.customer_id) in (select private.branch_customers()))
      and not exists (select from public.invoice_lines x where x.company_id = p_company_id and x.test_record_id = t.id)
  ),
  kinds as materialized (
    select k.type, k.model_key, k.size_key, k.district_key, price.unit_cents, price.taxed, fee.name as fee_name, fee.unit_cents as fee_cents, fee.taxed as fee_taxed
    from (select distinct t.type, t.model_key, t.size_key, t.district_key from tests t) k
    left join lateral (
      select p.unit_cents, p.taxed from public.price_items p
      where p.company_id = p_company_id and p.kind = 'test' and p.deleted_at is null and (p.device_type is null or p.device_type = k.type)
        and (p.size is null or p.size = k.size_key) and (p.company_district_id is null or p.company_district_id = k.district_key) and (p.model is null or lower(p.model) = k.model_key)
      order by p.model is null, p.size is null, p.device_type is null, p.company_district_id is null limit 1
    ) price on true
    left join lateral (
      select p.name, p.unit_cents, p.taxed from public.price_items p
      where p.company_id = p_company_id and p.kind = 'filing_fee' and p.deleted_at is null and p.company_district_id = k.district_key
        and (p.device_type is null or p.device_type = k.type)
      order by p.device_type is null limit 1
    ) fee on true
  )
  select t.id, t.customer_id, t.location_id, t.tested_on,
    left(concat_ws(', ',
      concat_ws(' ', case t.test_type when 'REPAIR_RETEST' then 'Retest of' when 'INITIAL' then 'First test of' else 'Test of' end, t.type, t.manufacturer, t.model, t.size || ' in'),
      'serial ' || t.serial, t.line1, t.city, to_char(t.tested_on, 'Mon FMDD, YYYY')), 1000),
    coalesce(t.price_cents, k.unit_cents, 0), coalesce(k.taxed, false), k.fee_name, k.fee_cents, k.fee_taxed
  from tests t
  join kinds k on k.type = t.type and k.model_key = t.model_key and k.size_key = t.size_key and k.district_key = t.district_key;
$$;

-- Whom there is work to bill, for the page that asks.
create function private.unbilled_work(p_from date, p_through date)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write', false);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('customer_id', w.customer_id, 'customer_name', c.name, 'tests', w.tests, 'unpriced', w.unpriced, 'cents', w.cents,
      'first_on', w.first_on, 'last_on', w.last_on) order by c.name, c.id), '[]')
    from (
      select u.customer_id, count(*) as tests, count(*) filter (where u.cents = 0) as unpriced, sum(u.cents + coalesce(u.fee_cents, 0)) as cents,
        min(u.tested_on) as first_on, max(u.tested_on) as last_on
      from private.unbilled_tests(v_company, null, p_from, p_through) u
      group by u.customer_id order by count(*) desc limit 500
    ) w
    join public.customers c on c.company_id = v_company and c.id = w.customer_id
  );
end;
$$;

-- One draft for each customer with work to bill (or for one of them): a line for each test, site by site, then the filing fees.
create function private.draft_invoices(p_from date, p_through date, p_customer_id uuid default null)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
  v_settings public.company_settings := private.billing_settings(v_company);
  v_ids uuid[];
  v_tests int;
begin
  perform set_config('flowtrack.audit_quiet', 'on', true);
  with tests as materialized (
    select * from private.unbilled_tests(v_company, p_customer_id, p_from, p_through)
  ),
  customers as materialized (
    select c.customer_id, gen_random_uuid() as invoice_id from (select distinct t.customer_id from tests t) c
  ),
  work as materialized (
    select t.*, c.invoice_id from tests t join customers c on c.customer_id = t.customer_id
  ),
  drafts as (
    insert into public.invoices (company_id, id, customer_id)
    select v_company, c.invoice_id, c.customer_id from customers c
    returning id
  ),
  lines as (
    insert into public.invoice_lines (company_id, invoice_id, position, description, quantity_hundredths, unit_cents, tax_hundredths_percent, test_record_id)
    select v_company, w.invoice_id, row_number() over (partition by w.invoice_id order by w.place, w.location_id, w.tested_on, w.description), w.description, w.quantity,
      w.cents, case when w.taxed then v_settings.tax_hundredths_percent else 0 end, w.test_record_id
    from (
      select w.invoice_id, 1 as place, w.location_id, w.tested_on, w.description, 100 as quantity, w.cents, w.taxed, w.test_record_id from work w
      union all
      select w.invoice_id, 2, null, null, w.fee_name, 100 * count(*)::int, w.fee_cents, w.fee_taxed, null from work w where w.fee_cents is not null
      group by w.invoice_id, w.fee_name, w.fee_cents, w.fee_taxed
    ) w
    returning test_record_id
  )
  select (select array_agg(d.id) from drafts d), (select count(l.test_record_id) from lines l) into v_ids, v_tests;
  perform set_config('flowtrack.audit_quiet', 'off', true);
  if v_ids is not null then
    perform private.write_audit(v_company, 'drafted invoices', 'invoices', cardinality(v_ids), v_ids[1:50], jsonb_build_object('tests', v_tests));
  end if;
  return jsonb_build_object('invoices', coalesce(cardinality(v_ids), 0), 'tests', coalesce(v_tests, 0), 'only', v_ids[1]);
end;
$$;

grant execute on function private.unbilled_work(date, date), private.draft_invoices(date, date, uuid) to authenticated;
create function public.unbilled_work(p_from date, p_through date)
returns jsonb language sql stable set search_path = '' as $$ select private.unbilled_work(p_from, p_through) $$;
create function public.draft_invoices(p_from date, p_through date, p_customer_id uuid default null)
returns jsonb language sql set search_path = '' as $$ select private.draft_invoices(p_from, p_through, p_customer_id) $$;

-- Who owes what, by how long it is past its day.
create view public.aging_list with (security_invoker = true) as
select o.company_id, o.customer_id as id, o.customer_name, count(*) filter (where o.balance_cents > 0)::int as invoices, sum(o.balance_cents)::int as open_cents,
  coalesce(sum(o.balance_cents) filter (where o.late <= 0), 0)::int as current_cents,
  coalesce(sum(o.balance_cents) filter (where o.late between 1 and 30), 0)::int as to_30_cents,
  coalesce(sum(o.balance_cents) filter (where o.late between 31 and 60), 0)::int as to_60_cents,
  coalesce(sum(o.balance_cents) filter (where o.late between 61 and 90), 0)::int as to_90_cents,
  coalesce(sum(o.balance_cents) filter (where o.late > 90), 0)::int as over_90_cents,
  min(o.due_on) filter (where o.balance_cents > 0) as oldest_due_on
from (
  select i.company_id, i.customer_id, i.balance_cents, i.due_on, (select private.company_today()) - i.due_on as late, c.name as customer_name
  from public.invoice_list i join public.customers c on c.company_id = i.company_id and c.id = i.customer_id
) o
group by o.company_id, o.customer_id, o.customer_name;

-- Every line of every invoice; the bookkeeper's file takes those that were sent.
create view public.invoice_line_list with (security_invoker = true) as
select l.company_id, l.id, l.invoice_id, i.number, i.kind, i.state, i.customer_id, i.customer_snapshot ->> 'name' as customer_name, i.sent_at, i.due_on, i.memo, l.position,
  l.description, l.quantity_hundredths, l.unit_cents, l.amount_cents, l.tax_hundredths_percent, l.tax_cents, t.tested_on,
  (i.sent_at at time zone c.time_zone)::date as sent_on
from public.invoice_lines l
join public.invoices i on i.company_id = l.company_id and i.id = l.invoice_id
join public.companies c on c.id = l.company_id
left join public.test_records t on t.company_id = l.company_id and t.id = l.test_record_id;
grant select on public.aging_list, public.invoice_line_list to authenticated;

-- What a customer was billed, credited and paid in a span of days, what was open before and is open after; and what is open today.
create function public.customer_statement(p_customer_id uuid, p_from date, p_through date)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with entries as (
    select (i.sent_at at time zone z.time_zone)::date as day, 1 as place, i.kind, i.number, i.id as invoice_id, null::text as method, null::uuid as paid_id,
      case i.kind when 'invoice' then i.total_cents else -i.total_cents end as cents
    from public.invoices i join public.companies z on z.id = i.company_id
    where i.customer_id = p_customer_id and i.state = 'sent'
    union all
    select y.paid_on, 2, 'payment', i.number, i.id, y.method, y.id, -y.amount_cents
    from public.payments y join public.invoices i on i.company_id = y.company_id and i.id = y.invoice_id
    where i.customer_id = p_customer_id and i.state = 'sent' and y.reversed_at is null
  ),
  running as (
    select e.*, sum(e.cents) over (order by e.day, e.place, e.number, e.paid_id) as open_cents, row_number() over (order by e.day, e.place, e.number, e.paid_id) as line from entries e
  )
  select jsonb_build_object(
    'customer', jsonb_build_object('id', c.id, 'name', c.name, 'line1', c.line1, 'line2', c.line2, 'city', c.city, 'state', c.state, 'zip', c.zip),
    'before_cents', (select coalesce(sum(e.cents), 0) from entries e where e.day < p_from),
    'entries', (select coalesce(jsonb_agg(jsonb_build_object('day', e.day, 'kind', e.kind, 'number', e.number, 'invoice_id', e.invoice_id, 'method', e.method, 'cents', e.cents,
        'open_cents', e.open_cents, 'place', e.line) order by e.line), '[]') from running e where e.day >= p_from and e.day <= p_through),
    'after_cents', (select coalesce(sum(e.cents), 0) from entries e where e.day <= p_through),
    'open', (select coalesce(jsonb_agg(jsonb_build_object('number', i.number, 'sent_at', i.sent_at, 'due_on', i.due_on, 'total_cents', i.total_cents, 'open_cents', i.balance_cents)
        order by i.due_on, i.number), '[]')
      from public.invoice_list i where i.customer_id = c.id and i.balance_cents > 0),
    'company', (select jsonb_build_object('name', z.name, 'phone', z.phone, 'email', z.email, 'line1', z.line1, 'line2', z.line2, 'city', z.city, 'state', z.state, 'zip', z.zip,
        'licence_text', z.licence_text, 'time_zone', z.time_zone) from public.companies z where z.id = c.company_id)
  )
  from public.customers c where c.id = p_customer_id;
$$;
revoke execute on function public.unbilled_work(date, date), public.draft_invoices(date, date, uuid), public.customer_statement(uuid, date, date) from public;
grant execute on function public.unbilled_work(date, date), public.draft_invoices(date, date, uuid), public.customer_statement(uuid, date, date)
to authenticated;
