-- What an invoice charges and what was paid on it. Our functions write both (0232, 0233); their sums on the invoice are kept here.

-- The one rule of totals: each line is rounded to the cent, half away from zero, then its tax is; an invoice is the sum of its lines.
-- Generated, so that nothing else can stand in a line. lib/invoices/line-total.ts says the same for the form.
create table public.invoice_lines (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  invoice_id uuid not null,
  position int not null,
  description text not null constraint invoice_lines_description check (length(btrim(description)) between 1 and 1000),
  quantity_hundredths int not null constraint invoice_lines_quantity check (quantity_hundredths between 1 and 10000000),
  unit_cents int not null constraint invoice_lines_unit check (unit_cents between -100000000 and 100000000),
  tax_hundredths_percent int not null default 0 constraint invoice_lines_tax check (tax_hundredths_percent between 0 and 10000),
  amount_cents int not null generated always as (round(quantity_hundredths::numeric * unit_cents / 100)::int) stored,
  tax_cents int not null
    generated always as (round(round(quantity_hundredths::numeric * unit_cents / 100) * tax_hundredths_percent / 10000)::int + tax_rounding_cents) stored,
  -- The work that is billed: a test is billed once, until its invoice is void.
  test_record_id uuid,
  -- The line that a credit note takes back in part; the cents by which the tax of that part differs, so that all parts come to the whole.
  credits_line_id uuid,
  tax_rounding_cents int not null default 0 constraint invoice_lines_tax_rounding check (tax_rounding_cents between -3 and 3 and (tax_rounding_cents = 0 or credits_line_id is not null)),
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint invoice_lines_amount check (amount_cents between -100000000 and 100000000),
  constraint invoice_lines_invoice foreign key (company_id, invoice_id) references public.invoices (company_id, id) on delete cascade deferrable,
  constraint invoice_lines_test_record foreign key (company_id, test_record_id) references public.test_records (company_id, id) deferrable,
  constraint invoice_lines_credits foreign key (company_id, credits_line_id) references public.invoice_lines (company_id, id) deferrable
);
create index invoice_lines_credits_id on public.invoice_lines (company_id, credits_line_id) where credits_line_id is not null;
create index invoice_lines_order on public.invoice_lines (company_id, invoice_id, position);
create unique index invoice_lines_billed_once on public.invoice_lines (company_id, test_record_id) where test_record_id is not null;
select private.tenant_table('invoice_lines', p_read => 'invoices:read');
grant select on public.invoice_lines to authenticated;

-- Money that came in. A payment is never changed or deleted; one that did not hold (a returned check) is taken back, with the reason.
create table public.payments (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  invoice_id uuid not null,
  method text not null constraint payments_method check (method in ('cash', 'check', 'card', 'transfer')),
  amount_cents int not null constraint payments_amount check (amount_cents between 1 and 100000000),
  paid_on date not null,
  reference text constraint payments_reference check (length(reference) <= 120),
  reversed_at timestamptz,
  reverse_reason text constraint payments_reverse_reason check (length(reverse_reason) <= 500),
  created_by uuid default private.auth_profile_id(),
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint payments_reversed check ((reversed_at is null) = (reverse_reason is null)),
  constraint payments_invoice foreign key (company_id, invoice_id) references public.invoices (company_id, id) on delete cascade deferrable,
  constraint payments_created_by foreign key (company_id, created_by) references public.profiles (company_id, id) deferrable
);
create index payments_invoice_id on public.payments (company_id, invoice_id, paid_on);
create index payments_created_by_id on public.payments (company_id, created_by);
select private.tenant_table('payments', p_read => 'invoices:read');
grant select on public.payments to authenticated;

select private.classify('public.invoice_lines', 'description quantity_hundredths unit_cents tax_hundredths_percent amount_cents tax_cents',
  'as it is', 'folded', 'customer', 'what was charged: part of the sale that an invoice proves');
select private.classify('public.invoice_lines', 'company_id id invoice_id position test_record_id credits_line_id tax_rounding_cents created_at', 'as it is', 'deleted', 'company', 'which line of which invoice, and for which work');
select private.classify('public.payments', 'method amount_cents paid_on reversed_at', 'as it is', 'folded', 'customer', 'what was paid: part of the sale that an invoice proves');
select private.classify('public.payments', 'company_id id invoice_id reference reverse_reason created_at', 'as it is', 'deleted', 'customer', 'how a payment was told from others');
select private.classify('public.payments', 'created_by', 'as it is', 'deleted', 'staff', 'who entered a payment');
update private.column_rules set comes_back = 'not at all'
where table_name = 'public.invoice_lines'::regclass and column_name in ('amount_cents', 'tax_cents');
update private.column_rules set on_request = 'kept' where table_name in ('public.invoice_lines'::regclass, 'public.payments'::regclass);

-- Erasing and bringing back write rows as they are.
create function private.rows_are_moved()
returns boolean
language sql
stable
set search_path = ''
as $$
  select coalesce(current_setting('flowtrack.erasing', true) = 'on' or current_setting('flowtrack.bringing_back', true) = 'on', false);
$$;

grant execute on function private.rows_are_moved() to authenticated;

-- Lines count into their invoice by what they add or take, so that two who write at once never lose a cent.
create function private.count_lines()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_sent boolean;
begin
  if private.rows_are_moved() then
    return null;
  end if;
  -- The update says itself what it met, so that nothing is looked for twice among many lines.
  if tg_op = 'INSERT' then
    with counted as (
      update public.invoices i set total_cents = i.total_cents + s.amount + s.tax, tax_cents = i.tax_cents + s.tax
      from (select n.company_id, n.invoice_id, sum(n.amount_cents) as amount, sum(n.tax_cents) as tax from new_rows n group by 1, 2) s
      where i.company_id = s.company_id and i.id = s.invoice_id
      returning i.state
    )
    select bool_or(c.state <> 'draft') into v_sent from counted c;
  else
    with counted as (
      update public.invoices i set total_cents = i.total_cents - s.amount - s.tax, tax_cents = i.tax_cents - s.tax
      from (select o.company_id, o.invoice_id, sum(o.amount_cents) as amount, sum(o.tax_cents) as tax from old_rows o group by 1, 2) s
      where i.company_id = s.company_id and i.id = s.invoice_id
      returning i.state
    )
    select bool_or(c.state <> 'draft') into v_sent from counted c;
  end if;
  if v_sent then
    perform private.refuse('invoice_is_sent');
  end if;
  return null;
end;
$$;
create trigger count_added after insert on public.invoice_lines referencing new table as new_rows for each statement execute function private.count_lines();
create trigger count_taken after delete on public.invoice_lines referencing old table as old_rows for each statement execute function private.count_lines();

-- A line never changes: a draft gets new ones. Only the mark of what it bills is taken off, when its invoice is void.
create function private.keep_line()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if not private.rows_are_moved() and (
    to_jsonb(new) - 'test_record_id' is distinct from to_jsonb(old) - 'test_record_id' or new.test_record_id is not null
  ) then
    perform private.refuse('invoice_is_sent');
  end if;
  return new;
end;
$$;
create trigger keep_line before update on public.invoice_lines for each row execute function private.keep_line();

-- What a sent invoice says stays: only payments, credits, its file and being void come later.
create function private.keep_sent_invoice()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  v_later constant text[] := array['state', 'paid_cents', 'credited_cents', 'voided_at', 'void_reason', 'file_id', 'file_sha256', 'link_hash', 'updated_at']
    || case when current_setting('flowtrack.restricting', true) = 'on' then array['memo', 'work_order_id'] else '{}' end;
begin
  if private.rows_are_moved() then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' or to_jsonb(new) - v_later is distinct from to_jsonb(old) - v_later or new.state = 'draft'
    or old.file_id is not null and (new.file_id, new.file_sha256) is distinct from (old.file_id, old.file_sha256) then
    perform private.refuse('invoice_is_sent');
  end if;
  return new;
end;
$$;
create trigger keep_sent before update or delete on public.invoices for each row when (old.state <> 'draft') execute function private.keep_sent_invoice();

-- Payments count the same way, under the row lock of their invoice: the check on the balance is the last word.
create function private.count_payment()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_delta int := 0;
begin
  if private.rows_are_moved()
    -- With its invoice, which only a draft can be taken away with.
    or tg_op = 'DELETE' and not exists (select from public.invoices i where i.company_id = old.company_id and i.id = old.invoice_id) then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' or tg_op = 'UPDATE' and (
    to_jsonb(new) - array['reversed_at', 'reverse_reason'] is distinct from to_jsonb(old) - array['reversed_at', 'reverse_reason'] or old.reversed_at is not null
  ) then
    perform private.refuse('payment_is_kept');
  end if;
  v_delta := case when tg_op = 'INSERT' and new.reversed_at is null then new.amount_cents when tg_op = 'UPDATE' and new.reversed_at is not null then -new.amount_cents else 0 end;
  update public.invoices i set paid_cents = i.paid_cents + v_delta where i.company_id = new.company_id and i.id = new.invoice_id and v_delta <> 0;
  return new;
end;
$$;
create trigger count_payment before insert or update or delete on public.payments for each row execute function private.count_payment();
