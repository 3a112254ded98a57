-- Money of a span of days: what was billed, credited and received, and what is open today by its age. Void invoices and drafts count
-- nowhere; an invoice and a credit note count on the day they were sent, a payment on the day it was paid, by the company's clock.
create function public.money_numbers(p_from date, p_through date)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with papers as materialized (
    select i.company_id, i.id, i.kind, i.customer_id, coalesce(c.name, i.customer_snapshot ->> 'name', '') as customer, i.total_cents, i.tax_cents, i.paid_cents, i.credited_cents,
      (i.sent_at at time zone z.time_zone)::date as day
    from public.invoices i
    join public.companies z on z.id = i.company_id
    left join public.customers c on c.company_id = i.company_id and c.id = i.customer_id
    where i.state = 'sent' and (i.sent_at at time zone z.time_zone)::date >= p_from and (i.sent_at at time zone z.time_zone)::date <= p_through
  ),
  received as materialized (
    select i.customer_id, coalesce(c.name, i.customer_snapshot ->> 'name', '') as customer, y.amount_cents, y.paid_on as day
    from public.payments y
    join public.invoices i on i.company_id = y.company_id and i.id = y.invoice_id
    left join public.customers c on c.company_id = i.company_id and c.id = i.customer_id
    where y.reversed_at is null and y.paid_on >= p_from and y.paid_on <= p_through
  ),
  entries as (
    select p.customer_id, p.customer, p.day, case p.kind when 'invoice' then p.total_cents else 0 end as invoiced, case p.kind when 'invoice' then p.tax_cents else -p.tax_cents end as tax,
      case p.kind when 'invoice' then 0 else p.total_cents end as credited, 0 as received,
      case p.kind when 'invoice' then p.paid_cents else 0 end as since_paid, case p.kind when 'invoice' then p.credited_cents else 0 end as since_credited
    from papers p
    union all
    select r.customer_id, r.customer, r.day, 0, 0, 0, r.amount_cents, 0, 0 from received r
  ),
  months as (
    select date_trunc('month', e.day)::date as month, sum(e.invoiced) as invoiced, sum(e.tax) as tax, sum(e.credited) as credited, sum(e.received) as received,
      sum(e.since_paid) as since_paid, sum(e.since_credited) as since_credited
    from entries e
    group by 1
  ),
  customers as (
    select e.customer_id, e.customer, sum(e.invoiced) as invoiced, sum(e.tax) as tax, sum(e.credited) as credited, sum(e.received) as received from entries e group by 1, 2
  ),
  -- A line belongs to the purveyor of the assembly whose test it bills; a credit, to that of the line it credits. Before tax.
  districts as (
    select d.company_district_id, sum(case p.kind when 'invoice' then l.amount_cents else -l.amount_cents end) as cents, count(l.test_record_id) as tests
    from papers p
    join public.invoice_lines l on l.company_id = p.company_id and l.invoice_id = p.id
    left join public.invoice_lines o on o.company_id = l.company_id and o.id = l.credits_line_id
    left join public.test_records t on t.company_id = l.company_id and t.id = coalesce(l.test_record_id, o.test_record_id)
    left join public.devices d on d.company_id = t.company_id and d.id = t.device_id
    group by 1
  ),
  open_now as (
    select case when o.due_on >= (select private.company_today()) then 0 else least(((select private.company_today()) - o.due_on - 1) / 30 + 1, 4) end as age, count(*)::int as invoices,
      sum(o.balance_cents) as cents
    from public.invoice_list o
    where o.balance_cents > 0
    group by 1
  )
  select jsonb_build_object(
    'months', (select coalesce(jsonb_agg(to_jsonb(m) order by m.month), '[]') from months m),
    'customers', (select coalesce(jsonb_agg(to_jsonb(c) order by c.invoiced desc, lower(c.customer), c.customer_id), '[]') from customers c),
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('district', c.name, 'tests', d.tests, 'cents', d.cents) order by d.cents desc, lower(c.name)), '[]')
      from districts d left join public.company_districts c on c.id = d.company_district_id),
    'ages', (select coalesce(jsonb_agg(to_jsonb(o) order by o.age), '[]') from open_now o)
  );
$$;
revoke execute on function public.money_numbers(date, date) from public;
grant execute on function public.money_numbers(date, date) to authenticated;
