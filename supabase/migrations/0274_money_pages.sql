-- What the pages of invoices and prices read, each in one call; how many prices a book holds.

-- One invoice with everything its page shows.
create function public.invoice_page(p_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'invoice', to_jsonb(i) - 'company_id', 'file_id', f.file_id, 'void_reason', f.void_reason, 'voided_at', f.voided_at, 'snapshot', f.customer_snapshot,
    'customer', (select jsonb_build_object('id', c.id, 'name', c.name, 'email', c.email, 'line1', c.line1, 'line2', c.line2, 'city', c.city, 'state', c.state, 'zip', c.zip)
      from public.customers c where c.company_id = i.company_id and c.id = i.customer_id),
    'lines', (select coalesce(jsonb_agg(to_jsonb(l) - array['company_id', 'invoice_id', 'created_at'] || jsonb_build_object('credited_cents', (
        select coalesce(sum(c.amount_cents + c.tax_cents), 0) from public.invoice_lines c where c.company_id = l.company_id and c.credits_line_id = l.id)) order by l.position, l.id), '[]')
      from public.invoice_lines l where l.company_id = i.company_id and l.invoice_id = i.id),
    'payments', (select coalesce(jsonb_agg(to_jsonb(y) - array['company_id', 'invoice_id'] || jsonb_build_object('by', p.full_name) order by y.paid_on, y.created_at, y.id), '[]')
      from public.payments y left join public.profiles p on p.company_id = y.company_id and p.id = y.created_by
      where y.company_id = i.company_id and y.invoice_id = i.id),
    'credit_notes', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'number', n.number, 'total_cents', n.total_cents, 'sent_at', n.sent_at, 'memo', n.memo) order by n.number, n.id), '[]')
      from public.invoices n where n.company_id = i.company_id and n.credits_id = i.id),
    'unmatched', case when i.state = 'sent' and i.kind = 'invoice' then public.unmatched_payments(i.id) else '[]' end,
    'credits', (select jsonb_build_object('id', o.id, 'number', o.number) from public.invoices o where o.company_id = f.company_id and o.id = f.credits_id),
    'settings', (select jsonb_build_object('tax_hundredths_percent', s.tax_hundredths_percent, 'payment_days', s.payment_days) from public.company_settings s where s.company_id = i.company_id),
    'prices', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'name', p.name, 'unit_cents', p.unit_cents, 'taxed', p.taxed) order by p.kind, p.name, p.id), '[]')
      from (select * from public.price_items p where p.company_id = i.company_id and p.deleted_at is null order by p.kind, p.name, p.id limit 500) p where i.state = 'draft')
  )
  from public.invoice_list i join public.invoices f on f.company_id = i.company_id and f.id = i.id
  where i.id = p_id;
$$;

-- The price book's settings: how the company bills, and for those who see invoices its account for cards and what came in and fits nothing.
create function public.price_book_page()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'rules', (select jsonb_build_object('tax_hundredths_percent', s.tax_hundredths_percent, 'payment_days', s.payment_days, 'first_invoice_number', s.first_invoice_number)
      from public.company_settings s where s.company_id = (select private.auth_company_id())),
    'account', case when private.may('invoices:read') then public.my_payment_account() end,
    'unmatched', case when private.may('invoices:read') then public.unmatched_payments() else '[]' end,
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.name, d.id), '[]')
      from public.company_districts d where d.deleted_at is null)
  );
$$;
revoke execute on function public.invoice_page(uuid), public.price_book_page() from public;
grant execute on function public.invoice_page(uuid), public.price_book_page() to authenticated;

-- A book of more prices is a mistake of some import; drafts look through all of it.
create function private.bound_price_book()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if not private.rows_are_moved() and exists (
    select from (select distinct n.company_id from new_rows n) w
    where (select count(*) from public.price_items p where p.company_id = w.company_id and p.deleted_at is null) > 5000
  ) then
    perform private.refuse('price_book_full');
  end if;
  return null;
end;
$$;
create trigger bound_price_book after insert on public.price_items referencing new table as new_rows for each statement execute function private.bound_price_book();
create trigger bound_price_book_again after update on public.price_items referencing new table as new_rows for each statement execute function private.bound_price_book();
