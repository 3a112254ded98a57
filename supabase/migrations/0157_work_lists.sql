-- Work orders, visits and invoices as their lists show them.

create view public.work_order_list with (security_invoker = true) as
select w.company_id, w.id, w.kind, w.state, w.due_on, w.minutes, w.purchase_order_no, w.notes, w.created_at,
  w.location_id, l.line1, l.line2, l.city, l.customer_id, c.name as customer_name,
  (select min(j.starts_at) from public.scheduled_jobs j
    where j.company_id = w.company_id and j.work_order_id = w.id and j.state in ('planned', 'confirmed', 'en_route', 'on_site')) as next_visit_at
from public.work_orders w
join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
where w.deleted_at is null;

create view public.visit_list with (security_invoker = true) as
select j.company_id, j.id, j.work_order_id, j.starts_at, j.minutes, j.state, j.note, j.created_at,
  j.profile_id, p.full_name as technician_name, w.kind, l.line1, l.city, c.name as customer_name
from public.scheduled_jobs j
join public.work_orders w on w.company_id = j.company_id and w.id = j.work_order_id
join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
left join public.profiles p on p.company_id = j.company_id and p.id = j.profile_id;

-- Where an invoice stands follows from its facts: draft, sent, partly_paid, paid, credited, void.
create view public.invoice_list with (security_invoker = true) as
select i.company_id, i.id, i.number, i.kind, i.state, i.total_cents, i.tax_cents, i.paid_cents, i.credited_cents, i.due_on, i.memo, i.sent_at, i.created_at,
  i.customer_id, coalesce(i.customer_snapshot ->> 'name', c.name) as customer_name,
  case
    when i.state <> 'sent' or i.kind = 'credit_note' then i.state
    when i.credited_cents = i.total_cents then 'credited'
    when i.paid_cents + i.credited_cents = i.total_cents then 'paid'
    when i.paid_cents + i.credited_cents > 0 then 'partly_paid'
    else 'sent' end as standing,
  case when i.state = 'sent' and i.kind = 'invoice' then i.total_cents - i.paid_cents - i.credited_cents else 0 end as balance_cents
from public.invoices i
left join public.customers c on c.company_id = i.company_id and c.id = i.customer_id;

grant select on public.work_order_list, public.visit_list, public.invoice_list to authenticated;
