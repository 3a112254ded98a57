-- Paying an invoice by card: through the company's own account at Stripe (Connect), and only Stripe's signed event says that it was
-- paid. Whoever has the link of an invoice sees it and may pay it, also while the company is read-only.

-- Which account at Stripe receives a company's card payments. Linked and kept by signed events alone.
create table private.payment_accounts (
  company_id uuid primary key references public.companies (id) deferrable,
  stripe_account_id text not null unique,
  takes_charges boolean not null,
  event_created_at timestamptz not null
);

-- What was asked of Stripe, for holding the answer against it: invoice, amount and currency.
create table private.card_payments (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  invoice_id uuid not null,
  amount_cents int not null,
  currency text not null,
  state text not null default 'asked' constraint card_payments_state check (state in ('asked', 'paid', 'unmatched', 'refunded')),
  stripe_payment_id text,
  received_cents int,
  received_currency text,
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, invoice_id) references public.invoices (company_id, id) on delete cascade deferrable
);
create index card_payments_invoice on private.card_payments (company_id, invoice_id);
create unique index card_payments_once on private.card_payments (stripe_payment_id) where stripe_payment_id is not null;

select private.classify('private.payment_accounts', 'company_id stripe_account_id takes_charges event_created_at',
  'left out', 'deleted', 'company', 'which account at Stripe is paid; what it holds is at Stripe alone');
select private.classify('private.card_payments', 'company_id id invoice_id amount_cents currency state stripe_payment_id received_cents received_currency created_at',
  'left out', 'deleted', 'customer', 'what was asked of Stripe; what came in stands in payments');
-- A page of Stripe's that is still open may be paid, and what fits nothing waits for its refund, whatever becomes of the customer.
update private.column_rules set on_request = 'kept' where table_name = 'private.card_payments'::regclass;

-- The invoice a link leads to: its hash finds it, whatever company is open.
create function private.linked_invoice(p_token text)
returns public.invoices
language sql
stable
security definer
set search_path = ''
as $$
  select i.* from public.invoices i join public.companies c on c.erased_at is null and c.id = i.company_id
  where p_token ~ '^[0-9a-f]{64}$' and i.link_hash = sha256(convert_to(p_token, 'UTF8')) and i.state <> 'draft';
$$;

-- What the customer sees of an invoice: the paper, what is open, and whether a card is taken.
create function private.invoice_facts(p_invoice public.invoices)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'number', p_invoice.number, 'kind', p_invoice.kind, 'state', p_invoice.state, 'total_cents', p_invoice.total_cents, 'tax_cents', p_invoice.tax_cents,
    'paid_cents', p_invoice.paid_cents, 'credited_cents', p_invoice.credited_cents, 'due_on', p_invoice.due_on, 'sent_at', p_invoice.sent_at, 'memo', p_invoice.memo,
    'bill_to', p_invoice.customer_snapshot, 'takes_cards', exists (select from private.payment_accounts a where a.company_id = p_invoice.company_id and a.takes_charges),
    'company', jsonb_build_object('name', c.name, 'phone', c.phone, 'email', c.email, 'line1', c.line1, 'line2', c.line2, 'city', c.city, 'state', c.state, 'zip', c.zip,
      'time_zone', c.time_zone),
    'lines', (select coalesce(jsonb_agg(jsonb_build_object('description', l.description, 'quantity_hundredths', l.quantity_hundredths, 'unit_cents', l.unit_cents,
        'amount_cents', l.amount_cents) order by l.position, l.id), '[]')
      from public.invoice_lines l where l.company_id = p_invoice.company_id and l.invoice_id = p_invoice.id))
  from public.companies c where c.id = p_invoice.company_id;
$$;
revoke execute on function private.invoice_facts(public.invoices) from public;

-- The same for whoever has the link.
create function private.open_invoice(p_token text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return private.invoice_facts(private.linked_invoice(p_token));
end;
$$;

-- The paper a link leads to, for our server, which hands it over: {path, sha256}; path is null until it is drawn.
create function private.linked_invoice_paper(p_token text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object('path', x.path, 'sha256', i.file_sha256)
  from private.linked_invoice(p_token) i
  left join public.files x on x.company_id = i.company_id and x.id = i.file_id
  where i.id is not null;
$$;

-- Asks for what is open, once for an amount within some hours: the same ask leads to the same page of Stripe's.
create function private.ask_card_payment(p_invoice public.invoices)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_invoice public.invoices := p_invoice;
  v_account text;
  v_open int;
  v_id uuid;
begin
  if v_invoice.id is null then
    perform private.refuse('not_found');
  end if;
  perform from public.invoices i where i.company_id = v_invoice.company_id and i.id = v_invoice.id for update;
  select a.stripe_account_id into v_account from private.payment_accounts a where a.company_id = v_invoice.company_id and a.takes_charges;
  select i.total_cents - i.paid_cents - i.credited_cents into v_open from public.invoices i
  where i.company_id = v_invoice.company_id and i.id = v_invoice.id and i.state = 'sent' and i.kind = 'invoice';
  if v_account is null then
    perform private.refuse('cards_not_taken');
  end if;
  if coalesce(v_open, 0) < 1 then
    perform private.refuse('nothing_open');
  end if;
  select k.id into v_id from private.card_payments k
  where k.company_id = v_invoice.company_id and k.invoice_id = v_invoice.id and k.amount_cents = v_open and k.state = 'asked' and k.created_at > now() - interval '12 hours'
  order by k.created_at desc limit 1;
  if v_id is null then
    insert into private.card_payments (company_id, invoice_id, amount_cents, currency) values (v_invoice.company_id, v_invoice.id, v_open, v_invoice.currency)
    returning id into v_id;
  end if;
  return jsonb_build_object('id', v_id, 'company_id', v_invoice.company_id, 'account', v_account, 'amount_cents', v_open, 'currency', v_invoice.currency,
    'number', v_invoice.number);
end;
$$;
revoke execute on function private.ask_card_payment(public.invoices) from public;

create function private.begin_card_payment(p_token text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
begin
  return private.ask_card_payment(private.linked_invoice(p_token));
end;
$$;

-- One verified event of a connected account, once, in one transaction with all it causes. An account is linked to the company its
-- event names; a payment counts only when account, ask, amount and currency agree, and never above what is open. What does not agree
-- is kept as unmatched for the company to see: the money is at Stripe. So is a second payment of one ask, of which each is told once.
-- p_event: {id, type, created, account, link: {company_id, takes_charges}, payment: {ask_id, stripe_id, amount_cents, currency}}
create function private.apply_payment_event(p_event jsonb)
returns text
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_account text := p_event ->> 'account';
  v_link jsonb := nullif(p_event -> 'link', 'null'::jsonb);
  v_paid jsonb := nullif(p_event -> 'payment', 'null'::jsonb);
  v_at timestamptz := to_timestamp((p_event ->> 'created')::bigint);
  v_company uuid;
  v_ask private.card_payments;
  v_invoice public.invoices;
begin
  insert into private.stripe_events (id, type, created_at, outcome) values (p_event ->> 'id', p_event ->> 'type', v_at, 'ignored') on conflict (id) do nothing;
  if not found then
    return 'known';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(v_account, 234));
  select a.company_id into v_company from private.payment_accounts a where a.stripe_account_id = v_account;
  if v_link is not null then
    insert into private.payment_accounts as a (company_id, stripe_account_id, takes_charges, event_created_at)
    select c.id, v_account, (v_link ->> 'takes_charges')::boolean, v_at from public.companies c
    where c.erased_at is null and c.id = coalesce(v_company, (v_link ->> 'company_id')::uuid)
    on conflict (company_id) do update set takes_charges = excluded.takes_charges, event_created_at = excluded.event_created_at
    where a.stripe_account_id = excluded.stripe_account_id and a.event_created_at <= excluded.event_created_at;
    if not found then
      return 'ignored';
    end if;
    update private.stripe_events e set outcome = 'applied' where e.id = p_event ->> 'id';
    return 'applied';
  end if;
  select * into v_ask from private.card_payments k where k.company_id = v_company and k.id = (v_paid ->> 'ask_id')::uuid for update;
  if v_ask.id is null then
    return 'ignored';
  end if;
  select * into v_invoice from public.invoices i where i.company_id = v_company and i.id = v_ask.invoice_id for update;
  if v_ask.state <> 'asked' then
    insert into private.card_payments (company_id, invoice_id, amount_cents, currency, state, stripe_payment_id, received_cents, received_currency)
    values (v_company, v_ask.invoice_id, v_ask.amount_cents, v_ask.currency, 'unmatched', v_paid ->> 'stripe_id', (v_paid ->> 'amount_cents')::int, lower(v_paid ->> 'currency'))
    on conflict (stripe_payment_id) where stripe_payment_id is not null do nothing;
    if not found then
      return 'ignored';
    end if;
    update private.stripe_events e set (outcome, company_id) = ('applied', v_company) where e.id = p_event ->> 'id';
    perform private.write_audit(v_company, 'unmatched payment', 'invoices', 1, array[v_invoice.id], jsonb_build_object('number', v_invoice.number));
    return 'applied';
  end if;
  update private.stripe_events e set (outcome, company_id) = ('applied', v_company) where e.id = p_event ->> 'id';
  if (v_paid ->> 'amount_cents')::int is distinct from v_ask.amount_cents or lower(v_paid ->> 'currency') is distinct from v_ask.currency
    or v_invoice.state <> 'sent' or v_ask.amount_cents > v_invoice.total_cents - v_invoice.paid_cents - v_invoice.credited_cents then
    update private.card_payments k set state = 'unmatched', stripe_payment_id = v_paid ->> 'stripe_id', received_cents = (v_paid ->> 'amount_cents')::int,
      received_currency = lower(v_paid ->> 'currency')
    where k.company_id = v_company and k.id = v_ask.id;
    perform private.write_audit(v_company, 'unmatched payment', 'invoices', 1, array[v_invoice.id], jsonb_build_object('number', v_invoice.number));
    return 'applied';
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  insert into public.payments (company_id, id, invoice_id, method, amount_cents, paid_on, reference, created_by)
  values (v_company, v_ask.id, v_invoice.id, 'card', v_ask.amount_cents, (v_at at time zone (select c.time_zone from public.companies c where c.id = v_company))::date,
    v_paid ->> 'stripe_id', null);
  update private.card_payments k set state = 'paid', stripe_payment_id = v_paid ->> 'stripe_id', received_cents = k.amount_cents, received_currency = k.currency
  where k.company_id = v_company and k.id = v_ask.id;
  perform set_config('flowtrack.audit_quiet', 'off', true);
  perform private.write_audit(v_company, 'received payment', 'payments', 1, array[v_ask.id, v_invoice.id],
    jsonb_build_object('number', v_invoice.number, 'method', 'card', 'amount_cents', v_ask.amount_cents));
  return 'applied';
end;
$$;

-- Card payments that came in and fit nothing, of one invoice or of all: to be refunded at Stripe.
create function private.unmatched_payments(p_invoice_id uuid default null)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:read', false);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'invoice_id', k.invoice_id, 'number', i.number, 'received_cents', k.received_cents,
      'received_currency', k.received_currency, 'stripe_payment_id', k.stripe_payment_id) order by k.created_at desc, k.id), '[]')
    from private.card_payments k join public.invoices i on i.company_id = k.company_id and i.id = k.invoice_id
    where k.company_id = v_company and k.state = 'unmatched' and (p_invoice_id is null or k.invoice_id = p_invoice_id)
      and ((select private.sees_all_branches()) is not null or i.customer_id in (select private.branch_customers()))
  );
end;
$$;

-- The office refunded one at Stripe: it is off the list, and the log says who said so.
create function private.mark_refunded(p_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
  v_invoice uuid;
begin
  perform private.require_branch('invoices', array(select k.invoice_id from private.card_payments k where k.company_id = v_company and k.id = p_id));
  update private.card_payments k set state = 'refunded' where k.company_id = v_company and k.id = p_id and k.state = 'unmatched' returning k.invoice_id into v_invoice;
  if v_invoice is null then
    perform private.refuse('not_found');
  end if;
  perform private.write_audit(v_company, 'refunded payment', 'invoices', 1, array[v_invoice]);
end;
$$;

-- For the settings: the account that takes cards.
create function private.my_payment_account()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:read', false);
begin
  return jsonb_build_object(
    'account', (select a.stripe_account_id from private.payment_accounts a where a.company_id = v_company),
    'takes_charges', coalesce((select a.takes_charges from private.payment_accounts a where a.company_id = v_company), false));
end;
$$;

grant execute on function private.open_invoice(text), private.begin_card_payment(text) to anon, authenticated;
grant execute on function private.my_payment_account(), private.unmatched_payments(uuid), private.mark_refunded(uuid) to authenticated;
grant execute on function private.apply_payment_event(jsonb), private.linked_invoice_paper(text) to service_role;
create function public.open_invoice(p_token text) returns jsonb language sql stable set search_path = '' as $$ select private.open_invoice(p_token) $$;
create function public.begin_card_payment(p_token text) returns jsonb language sql set search_path = '' as $$ select private.begin_card_payment(p_token) $$;
create function public.unmatched_payments(p_invoice_id uuid default null)
returns jsonb language sql stable set search_path = '' as $$ select private.unmatched_payments(p_invoice_id) $$;
create function public.mark_refunded(p_id uuid) returns void language sql set search_path = '' as $$ select private.mark_refunded(p_id) $$;
create function public.my_payment_account() returns jsonb language sql stable set search_path = '' as $$ select private.my_payment_account() $$;
create function public.apply_payment_event(p_event jsonb) returns text language sql set search_path = '' as $$ select private.apply_payment_event(p_event) $$;
grant execute on function public.open_invoice(text), public.begin_card_payment(text) to anon, authenticated;
grant execute on function public.my_payment_account(), public.unmatched_payments(uuid), public.mark_refunded(uuid) to authenticated;
create function public.linked_invoice_paper(p_token text) returns jsonb language sql stable set search_path = '' as $$ select private.linked_invoice_paper(p_token) $$;
grant execute on function public.apply_payment_event(jsonb), public.linked_invoice_paper(text) to service_role;
