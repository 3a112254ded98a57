-- Quotes: what a repair will cost, from the price book, for the customer to approve or decline by a link, once. An approved quote
-- orders the repair and is what the invoice is drafted from.

create table public.quotes (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  deficiency_id uuid not null,
  -- whose site it was when it was sent: the site may change hands
  customer_id uuid not null,
  state text not null default 'draft' constraint quotes_state check (state in ('draft', 'sent', 'approved', 'declined')),
  -- [{description, quantity_hundredths, unit_cents, tax_hundredths_percent}], read by private.lines_of()
  lines jsonb not null default '[]' constraint quotes_lines check (jsonb_typeof(lines) = 'array' and length(lines::text) <= 100000),
  total_cents int not null default 0 constraint quotes_total check (total_cents between 0 and 100000000),
  tax_cents int not null default 0,
  note text constraint quotes_note check (length(note) <= 2000),
  valid_until_on date,
  sent_at timestamptz,
  link_hash bytea,
  answered_at timestamptz,
  answered_name text constraint quotes_answered_name check (length(btrim(answered_name)) between 2 and 120),
  answered_from text constraint quotes_answered_from check (length(answered_from) <= 60),
  invoice_id uuid,
  -- the paper (0272)
  file_id uuid,
  file_sha256 text,
  created_by uuid default private.auth_profile_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint quotes_link unique (link_hash),
  constraint quotes_sent check (state = 'draft' or sent_at is not null),
  constraint quotes_answered check ((state in ('approved', 'declined')) = (answered_at is not null) and (answered_at is null) = (answered_name is null)),
  constraint quotes_deficiency foreign key (company_id, deficiency_id) references public.deficiencies (company_id, id) on delete cascade deferrable,
  constraint quotes_customer foreign key (company_id, customer_id) references public.customers (company_id, id) deferrable,
  constraint quotes_invoice foreign key (company_id, invoice_id) references public.invoices (company_id, id) on delete set null (invoice_id) deferrable,
  constraint quotes_file foreign key (company_id, file_id) references public.files (company_id, id) deferrable,
  constraint quotes_created_by foreign key (company_id, created_by) references public.profiles (company_id, id) deferrable
);
create index quotes_deficiency_id on public.quotes (company_id, deficiency_id, created_at);
create index quotes_customer_id on public.quotes (company_id, customer_id);
create index quotes_invoice_id on public.quotes (company_id, invoice_id) where invoice_id is not null;
create index quotes_file_id on public.quotes (company_id, file_id) where file_id is not null;
create index quotes_created_by_id on public.quotes (company_id, created_by);
select private.tenant_table('quotes', p_read => 'invoices:read', p_audit => false);
grant select (company_id, id, deficiency_id, customer_id, state, lines, total_cents, tax_cents, note, valid_until_on, sent_at, answered_at, answered_name, answered_from, invoice_id,
  file_id, file_sha256, created_by, created_at, updated_at) on public.quotes to authenticated;
select private.classify('public.quotes', 'company_id id deficiency_id customer_id state lines total_cents tax_cents note valid_until_on sent_at answered_at answered_name answered_from invoice_id file_id file_sha256 created_at updated_at',
  'as it is', 'deleted', 'customer', 'what a repair was to cost, and who agreed to it');
select private.classify('public.quotes', 'created_by', 'as it is', 'deleted', 'staff', 'who wrote a quote');
select private.classify('public.quotes', 'link_hash', 'left out', 'deleted', 'nobody', 'a secret: the way to the quote for whoever was sent it');

-- Lines of a quote with what each comes to, by the rule of invoice_lines (0231).
create function private.lines_of(p_lines jsonb)
returns table (place bigint, description text, quantity_hundredths int, unit_cents int, tax_hundredths_percent int, amount_cents int, tax_cents int)
language sql
immutable
set search_path = ''
as $$
  select l.place, l.description, l.quantity_hundredths, l.unit_cents, coalesce(l.tax_hundredths_percent, 0), a.cents::int,
    round(a.cents * coalesce(l.tax_hundredths_percent, 0) / 10000)::int
  from rows from (jsonb_to_recordset(p_lines) as (description text, quantity_hundredths int, unit_cents int, tax_hundredths_percent int))
    with ordinality l (description, quantity_hundredths, unit_cents, tax_hundredths_percent, place)
  cross join lateral (select round(l.quantity_hundredths::numeric * l.unit_cents / 100) as cents) a;
$$;

-- What was sent and answered stays as it was.
create function private.keep_quote()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if not private.rows_are_moved() and old.state <> 'draft' and (
    to_jsonb(new) - array['state', 'link_hash', 'answered_at', 'answered_name', 'answered_from', 'invoice_id', 'file_id', 'file_sha256', 'updated_at']
      is distinct from to_jsonb(old) - array['state', 'link_hash', 'answered_at', 'answered_name', 'answered_from', 'invoice_id', 'file_id', 'file_sha256', 'updated_at']
    or old.file_id is not null and (new.file_id, new.file_sha256) is distinct from (old.file_id, old.file_sha256)
    or old.answered_at is not null and (new.state, new.answered_at, new.answered_name, new.answered_from)
      is distinct from (old.state, old.answered_at, old.answered_name, old.answered_from)
  ) then
    perform private.refuse('quote_is_sent');
  end if;
  return new;
end;
$$;
create trigger keep_quote before update on public.quotes for each row execute function private.keep_quote();

-- Whose site the assembly of a failure stands on today.
create function private.customer_of_failure(p_company_id uuid, p_id uuid)
returns uuid
language sql
stable
set search_path = ''
as $$
  select s.customer_id
  from public.deficiencies f
  join public.devices d on d.company_id = f.company_id and d.id = f.device_id
  join public.customer_locations s on s.company_id = d.company_id and s.id = d.location_id
  where f.company_id = p_company_id and f.id = p_id;
$$;
revoke execute on function private.customer_of_failure(uuid, uuid) from public;

-- Saves a draft. p: {id, deficiency_id, note, valid_until_on, lines}
create function private.save_quote(p jsonb)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
  v_quote public.quotes;
  v_failure uuid;
begin
  perform private.require_branch('deficiencies', array[(p ->> 'deficiency_id')::uuid]);
  if jsonb_array_length(coalesce(p -> 'lines', '[]')) > 200 then
    perform private.refuse('quote_too_long', 'lines');
  end if;
  if exists (
    select from private.lines_of(p -> 'lines') l
    where length(btrim(coalesce(l.description, ''))) not between 1 and 1000 or coalesce(l.quantity_hundredths, 0) not between 1 and 10000000
      or coalesce(l.unit_cents, -10000001) not between -10000000 and 10000000 or l.tax_hundredths_percent not between 0 and 10000
  ) then
    perform private.refuse('quote_line_wrong', 'lines');
  end if;
  select f.id into v_failure from public.deficiencies f where f.company_id = v_company and f.id = (p ->> 'deficiency_id')::uuid and f.closed_on is null;
  if v_failure is null then
    perform private.refuse('failure_is_closed');
  end if;
  insert into public.quotes as q (company_id, id, deficiency_id, customer_id, lines, total_cents, tax_cents, note, valid_until_on)
  select v_company, (p ->> 'id')::uuid, v_failure, private.customer_of_failure(v_company, v_failure), p -> 'lines', coalesce(sum(l.amount_cents + l.tax_cents), 0), coalesce(sum(l.tax_cents), 0), p ->> 'note',
    (p ->> 'valid_until_on')::date
  from private.lines_of(p -> 'lines') l
  on conflict (company_id, id) do update set lines = excluded.lines, total_cents = excluded.total_cents, tax_cents = excluded.tax_cents, note = excluded.note,
    valid_until_on = excluded.valid_until_on
  where q.deficiency_id = v_failure
  returning q.* into v_quote;
  if v_quote.id is null then
    perform private.refuse('not_found');
  end if;
  perform private.write_audit(v_company, 'saved quote', 'quotes', 1, array[v_quote.id]);
  return v_quote.id;
end;
$$;

-- Sends a draft, or a sent quote again: a new link, of 256 random bits, ends the one before.
create function private.send_quote(p_id uuid, p_email text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
  v_token text := encode(extensions.gen_random_bytes(32), 'hex');
  v_quote public.quotes;
begin
  select * into v_quote from public.quotes q where q.company_id = v_company and q.id = p_id for update;
  if v_quote.id is null then
    perform private.refuse('not_found');
  end if;
  perform private.require_branch('deficiencies', array[v_quote.deficiency_id]);
  if v_quote.answered_at is not null then
    perform private.refuse('quote_is_answered');
  end if;
  if v_quote.total_cents = 0 then
    perform private.refuse('invoice_is_empty');
  end if;
  if coalesce(btrim(p_email), '') !~ '^[^@\s]+@[^@\s]+$' or length(p_email) > 254 then
    perform private.refuse('email_not_valid', 'email');
  end if;
  perform private.enqueue_job('render_quote', jsonb_build_object('quote_id', p_id), v_company, 'render_quote:' || p_id);
  update public.quotes q set state = 'sent', sent_at = coalesce(q.sent_at, clock_timestamp()), link_hash = sha256(convert_to(v_token, 'UTF8')),
    customer_id = case when q.state = 'draft' then private.customer_of_failure(v_company, q.deficiency_id) else q.customer_id end
  where q.company_id = v_company and q.id = p_id
  returning q.* into v_quote;
  update public.deficiencies f set quoted_on = private.today_of(v_company), declined_on = null where f.company_id = v_company and f.id = v_quote.deficiency_id;
  perform private.queue_email(v_company, btrim(p_email), 'quote', jsonb_build_object('company', (select c.name from public.companies c where c.id = v_company),
    'total_cents', v_quote.total_cents, 'token', v_token), v_quote.customer_id);
  perform private.write_audit(v_company, 'sent quote', 'quotes', 1, array[p_id], jsonb_build_object('total_cents', v_quote.total_cents));
end;
$$;

create function private.linked_quote(p_token text)
returns public.quotes
language sql
stable
security definer
set search_path = ''
as $$
  select q.* from public.quotes q join public.companies c on c.erased_at is null and c.id = q.company_id
  where p_token ~ '^[0-9a-f]{64}$' and q.link_hash = sha256(convert_to(p_token, 'UTF8')) and q.state <> 'draft';
$$;

-- What the customer sees of a quote: the assembly, why, the lines, and the answer if there is one.
create function private.quote_facts(p_quote public.quotes)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'state', p_quote.state, 'total_cents', p_quote.total_cents, 'tax_cents', p_quote.tax_cents, 'note', p_quote.note, 'valid_until_on', p_quote.valid_until_on,
    'expired', coalesce(p_quote.valid_until_on < private.today_of(p_quote.company_id), false), 'answered_at', p_quote.answered_at, 'answered_name', p_quote.answered_name,
    'lines', (select coalesce(jsonb_agg(to_jsonb(l) order by l.place), '[]') from private.lines_of(p_quote.lines) l),
    'failed_on', f.failed_on, 'repair_due_on', f.repair_due_on, 'closed', f.closed_on is not null,
    'assembly', concat_ws(' ', d.type, d.manufacturer, d.model, d.size || ' in'), 'serial', d.serial, 'address', concat_ws(', ', s.line1, s.city),
    'customer', (select u.name from public.customers u where u.company_id = p_quote.company_id and u.id = p_quote.customer_id),
    'company', jsonb_build_object('name', c.name, 'phone', c.phone, 'email', c.email, 'time_zone', c.time_zone))
  from public.deficiencies f
  join public.devices d on d.company_id = f.company_id and d.id = f.device_id
  join public.customer_locations s on s.company_id = d.company_id and s.id = d.location_id
  join public.companies c on c.id = f.company_id
  where f.company_id = p_quote.company_id and f.id = p_quote.deficiency_id;
$$;
revoke execute on function private.quote_facts(public.quotes) from public;

-- The same for whoever has the link.
create function private.open_quote(p_token text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return private.quote_facts(private.linked_quote(p_token));
end;
$$;

-- The customer's answer, once: name, time and where from are kept. An approval orders the repair in the same transaction.
create function private.settle_quote(p_quote public.quotes, p_approve boolean, p_name text, p_from text)
returns text
language plpgsql
set search_path = ''
as $$
declare
  v_quote public.quotes := p_quote;
  v_name text := left(btrim(coalesce(p_name, '')), 120);
  v_closed date;
  v_other boolean;
begin
  if v_quote.id is null then
    perform private.refuse('not_found');
  end if;
  select * into v_quote from public.quotes q where q.company_id = v_quote.company_id and q.id = v_quote.id for update;
  if v_quote.answered_at is not null then
    perform private.refuse('quote_is_answered');
  end if;
  if length(v_name) < 2 then
    perform private.refuse('name_missing', 'name');
  end if;
  if v_quote.valid_until_on < private.today_of(v_quote.company_id) then
    perform private.refuse('quote_expired');
  end if;
  if not private.company_is_open(v_quote.company_id) then
    perform private.refuse('company_not_working');
  end if;
  -- Two quotes of one failure are answered one after the other, and one of them is approved at most.
  select f.closed_on into v_closed from public.deficiencies f where f.company_id = v_quote.company_id and f.id = v_quote.deficiency_id for update;
  if v_closed is not null then
    perform private.refuse('failure_is_closed');
  end if;
  -- An approval counts until its repair has ended: where that did not help, another quote may follow.
  v_other := exists (
    select from public.quotes o
    join public.deficiencies f on f.company_id = o.company_id and f.id = o.deficiency_id
    join public.work_orders w on w.company_id = f.company_id and w.id = f.work_order_id and w.deleted_at is null and w.state = 'open'
    where o.company_id = v_quote.company_id and o.deficiency_id = v_quote.deficiency_id and o.state = 'approved'
  );
  if p_approve and v_other then
    perform private.refuse('other_quote_approved');
  end if;
  update public.quotes q set state = case when p_approve then 'approved' else 'declined' end, answered_at = clock_timestamp(), answered_name = v_name,
    answered_from = left(p_from, 60)
  where q.company_id = v_quote.company_id and q.id = v_quote.id;
  update public.deficiencies f set approved_on = case when p_approve then private.today_of(f.company_id) end,
    declined_on = case when not p_approve then private.today_of(f.company_id) end
  where f.company_id = v_quote.company_id and f.id = v_quote.deficiency_id and not v_other;
  if p_approve then
    perform private.order_repair(v_quote.company_id, v_quote.deficiency_id, 'Approved by the customer.');
  end if;
  perform private.write_audit(v_quote.company_id, case when p_approve then 'quote approved' else 'quote declined' end, 'quotes', 1, array[v_quote.id]);
  return case when p_approve then 'approved' else 'declined' end;
end;
$$;
revoke execute on function private.settle_quote(public.quotes, boolean, text, text) from public;

-- By the link. Only our server may say where an answer came from, so it alone hands answers over.
create function private.answer_quote(p_token text, p_approve boolean, p_name text, p_from text)
returns text
language plpgsql
security definer
set search_path = ''
as $$
begin
  return private.settle_quote(private.linked_quote(p_token), p_approve, p_name, p_from);
end;
$$;

-- Drafts the invoice of an approved quote, once; when that draft is discarded or the invoice void, again.
create function private.bill_quote(p_id uuid)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
  v_quote public.quotes;
  v_invoice uuid;
begin
  select * into v_quote from public.quotes q where q.company_id = v_company and q.id = p_id for update;
  if v_quote.id is null then
    perform private.refuse('not_found');
  end if;
  perform private.require_branch('deficiencies', array[v_quote.deficiency_id]);
  if v_quote.state <> 'approved' then
    perform private.refuse('quote_not_approved');
  end if;
  select i.id into v_invoice from public.invoices i where i.company_id = v_company and i.id = v_quote.invoice_id and i.state <> 'void';
  if v_invoice is not null then
    return v_invoice;
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  insert into public.invoices (company_id, customer_id, work_order_id)
  select v_company, v_quote.customer_id, f.work_order_id
  from public.deficiencies f
  where f.company_id = v_company and f.id = v_quote.deficiency_id
  returning id into v_invoice;
  insert into public.invoice_lines (company_id, invoice_id, position, description, quantity_hundredths, unit_cents, tax_hundredths_percent)
  select v_company, v_invoice, l.place, l.description, l.quantity_hundredths, l.unit_cents, l.tax_hundredths_percent from private.lines_of(v_quote.lines) l;
  update public.quotes q set invoice_id = v_invoice where q.company_id = v_company and q.id = p_id;
  perform set_config('flowtrack.audit_quiet', 'off', true);
  perform private.write_audit(v_company, 'drafted invoices', 'invoices', 1, array[v_invoice]);
  return v_invoice;
end;
$$;

grant execute on function private.open_quote(text) to anon, authenticated;
grant execute on function private.answer_quote(text, boolean, text, text) to service_role;
grant execute on function private.save_quote(jsonb), private.send_quote(uuid, text), private.bill_quote(uuid), private.lines_of(jsonb) to authenticated;
create function public.save_quote(p jsonb) returns uuid language sql set search_path = '' as $$ select private.save_quote(p) $$;
create function public.send_quote(p_id uuid, p_email text) returns void language sql set search_path = '' as $$ select private.send_quote(p_id, p_email) $$;
create function public.bill_quote(p_id uuid) returns uuid language sql set search_path = '' as $$ select private.bill_quote(p_id) $$;
create function public.open_quote(p_token text) returns jsonb language sql stable set search_path = '' as $$ select private.open_quote(p_token) $$;
create function public.answer_quote(p_token text, p_approve boolean, p_name text, p_from text)
returns text language sql set search_path = '' as $$ select private.answer_quote(p_token, p_approve, p_name, p_from) $$;
grant execute on function public.save_quote(jsonb), public.send_quote(uuid, text), public.bill_quote(uuid) to authenticated;
grant execute on function public.open_quote(text) to anon, authenticated;
grant execute on function public.answer_quote(text, boolean, text, text) to service_role;

-- One failure with all its page shows. Quotes come with it for those who may see prices.
create function public.failure_page(p_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'failure', to_jsonb(f) - 'company_id',
    'email', (select c.email from public.customers c where c.company_id = f.company_id and c.id = f.customer_id),
    'checks', (select t.checks from public.test_records t where t.company_id = f.company_id and t.id = f.opened_by_id),
    'quotes', (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'state', q.state, 'total_cents', q.total_cents, 'tax_cents', q.tax_cents, 'note', q.note,
        'valid_until_on', q.valid_until_on, 'sent_at', q.sent_at, 'answered_at', q.answered_at, 'answered_name', q.answered_name, 'answered_from', q.answered_from,
        'invoice_id', (select i.id from public.invoices i where i.company_id = q.company_id and i.id = q.invoice_id and i.state <> 'void'), 'file_id', q.file_id, 'lines', (select coalesce(jsonb_agg(to_jsonb(l) order by l.place), '[]') from private.lines_of(q.lines) l)) order by q.created_at desc, q.id), '[]')
      from public.quotes q where q.company_id = f.company_id and q.deficiency_id = f.id),
    'tax_hundredths_percent', (select s.tax_hundredths_percent from public.company_settings s where s.company_id = f.company_id),
    'prices', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'name', p.name, 'unit_cents', p.unit_cents, 'taxed', p.taxed,
        'fits', p.kind = 'part' and (p.model is null or lower(p.model) = lower(f.model)) and (p.size is null or p.size = f.size) and (p.device_type is null or p.device_type = f.type))
        order by p.kind, p.name, p.id), '[]')
      from (select * from public.price_items p where p.company_id = f.company_id and p.deleted_at is null and f.closed_on is null order by p.kind, p.name, p.id limit 500) p)
  )
  from public.deficiency_list f where f.id = p_id;
$$;
revoke execute on function public.failure_page(uuid) from public;
grant execute on function public.failure_page(uuid) to authenticated;
