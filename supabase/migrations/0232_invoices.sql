-- An invoice from the draft to the last cent: saved, sent under its number, void, credited, paid. Each is one function and one entry
-- of the log. Numbers are given when an invoice is sent, one company at a time, so none is missing.

-- The row of the settings is what all who bill for a company wait on; the company's rules for invoices.
create function private.billing_settings(p_company_id uuid)
returns public.company_settings
language sql
security definer
set search_path = ''
as $$
  select * from public.company_settings s where s.company_id = p_company_id for update;
$$;

-- The invoice, locked, or a refusal.
create function private.invoice_of(p_company_id uuid, p_id uuid, p_state text)
returns public.invoices
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_invoice public.invoices;
begin
  perform private.require_branch('invoices', array[p_id]);
  select * into v_invoice from public.invoices i where i.company_id = p_company_id and i.id = p_id for update;
  if v_invoice.id is null then
    perform private.refuse('not_found');
  end if;
  if v_invoice.state <> p_state then
    perform private.refuse(case v_invoice.state when 'draft' then 'invoice_is_draft' when 'void' then 'invoice_is_void' else 'invoice_is_sent' end);
  end if;
  return v_invoice;
end;
$$;

-- Saves a draft with all its lines; the id comes from the form. A line that was drafted from work keeps its mark by its id.
-- p: {id, customer_id, memo, due_on, lines: [{id, description, quantity_hundredths, unit_cents, tax_hundredths_percent}]}
create function private.save_invoice(p jsonb)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
  v_id uuid := (p ->> 'id')::uuid;
  v_kept jsonb;
begin
  perform private.require_branch('customers', array[(p ->> 'customer_id')::uuid]);
  if v_id is null then
    perform private.refuse('not_found');
  end if;
  if not exists (select from public.customers c where c.company_id = v_company and c.id = (p ->> 'customer_id')::uuid and c.deleted_at is null) then
    perform private.refuse('customer_gone', 'customer_id');
  end if;
  if jsonb_array_length(coalesce(p -> 'lines', '[]')) > 500 then
    perform private.refuse('invoice_too_long');
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  insert into public.invoices (company_id, id, customer_id, memo, due_on)
  values (v_company, v_id, (p ->> 'customer_id')::uuid, p ->> 'memo', (p ->> 'due_on')::date)
  on conflict (company_id, id) do nothing;
  if not found then
    perform private.invoice_of(v_company, v_id, 'draft');
    update public.invoices i set customer_id = (p ->> 'customer_id')::uuid, memo = p ->> 'memo', due_on = (p ->> 'due_on')::date
    where i.company_id = v_company and i.id = v_id;
  end if;
  with gone as (
    delete from public.invoice_lines l where l.company_id = v_company and l.invoice_id = v_id returning l.id, l.test_record_id
  )
  select jsonb_object_agg(g.id, g.test_record_id) into v_kept from gone g;
  -- A line keeps its id, so that the form may save again without asking for the page anew.
  insert into public.invoice_lines (company_id, id, invoice_id, position, description, quantity_hundredths, unit_cents, tax_hundredths_percent, test_record_id)
  select v_company, case when v_kept ? (l.line ->> 'id') then (l.line ->> 'id')::uuid else gen_random_uuid() end, v_id, l.place, l.line ->> 'description', (l.line ->> 'quantity_hundredths')::int, (l.line ->> 'unit_cents')::int,
    coalesce((l.line ->> 'tax_hundredths_percent')::int, 0), (v_kept ->> (l.line ->> 'id'))::uuid
  from jsonb_array_elements(coalesce(p -> 'lines', '[]')) with ordinality l (line, place);
  perform set_config('flowtrack.audit_quiet', 'off', true);
  perform private.write_audit(v_company, 'saved invoice', 'invoices', 1, array[v_id]);
  return v_id;
end;
$$;

-- A draft nobody needs goes with its lines; the work on it can be billed again.
create function private.discard_invoice(p_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
begin
  perform private.invoice_of(v_company, p_id, 'draft');
  perform set_config('flowtrack.audit_quiet', 'on', true);
  delete from public.invoices i where i.company_id = v_company and i.id = p_id;
  perform set_config('flowtrack.audit_quiet', 'off', true);
  perform private.write_audit(v_company, 'discarded invoice', 'invoices', 1, array[p_id]);
end;
$$;

-- Gives the next number and freezes whom the invoice is for. The caller holds the settings' row.
create function private.number_invoice(p_settings public.company_settings, p_id uuid)
returns public.invoices
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_invoice public.invoices;
begin
  update public.invoices i
  set state = 'sent', number = n.number, sent_at = clock_timestamp(),
      due_on = case i.kind when 'invoice' then coalesce(i.due_on, private.today_of(i.company_id) + p_settings.payment_days) end,
      customer_snapshot = (
        select jsonb_strip_nulls(jsonb_build_object('number', n.number::text, 'name', c.name, 'line1', c.line1, 'line2', c.line2, 'city', c.city, 'state', c.state, 'zip', c.zip))
        from public.customers c where c.company_id = i.company_id and c.id = i.customer_id
      )
  from (
    select greatest(coalesce(max(o.number) + 1, p_settings.first_invoice_number), 1) as number
    from public.invoices o where o.company_id = p_settings.company_id
  ) n
  where i.company_id = p_settings.company_id and i.id = p_id
  returning i.* into v_invoice;
  perform private.enqueue_job('render_invoice', jsonb_build_object('invoice_id', v_invoice.id), v_invoice.company_id, 'render_invoice:' || v_invoice.id);
  return v_invoice;
end;
$$;

-- A new link to the invoice: 256 random bits for whoever it is sent to; the database keeps their hash.
create function private.link_invoice(p_company_id uuid, p_id uuid)
returns text
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_token text := encode(extensions.gen_random_bytes(32), 'hex');
begin
  update public.invoices i set link_hash = sha256(convert_to(v_token, 'UTF8')) where i.company_id = p_company_id and i.id = p_id;
  return v_token;
end;
$$;

-- Mails the link. The address is the customer's own or one the office typed.
create function private.mail_invoice(p_invoice public.invoices, p_email text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  if p_email !~ '^[^@\s]+@[^@\s]+$' or length(p_email) > 254 then
    perform private.refuse('email_not_valid', 'email');
  end if;
  perform private.queue_email(p_invoice.company_id, p_email, 'invoice', jsonb_build_object(
    'company', (select c.name from public.companies c where c.id = p_invoice.company_id), 'number', p_invoice.number, 'kind', p_invoice.kind,
    'total_cents', p_invoice.total_cents, 'due_on', p_invoice.due_on, 'token', private.link_invoice(p_invoice.company_id, p_invoice.id)), p_invoice.customer_id);
end;
$$;

-- Sends a draft: number, bill-to and lines stand from now on. Without an address nothing is mailed (it is printed, or handed over).
create function private.send_invoice(p_id uuid, p_email text default null)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
  v_settings public.company_settings := private.billing_settings(v_company);
  v_invoice public.invoices := private.invoice_of(v_company, p_id, 'draft');
begin
  if v_invoice.total_cents = 0 then
    perform private.refuse('invoice_is_empty');
  end if;
  if v_invoice.customer_id is null then
    perform private.refuse('customer_gone', 'customer_id');
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  v_invoice := private.number_invoice(v_settings, p_id);
  if nullif(btrim(p_email), '') is not null then
    perform private.mail_invoice(v_invoice, btrim(p_email));
  end if;
  perform set_config('flowtrack.audit_quiet', 'off', true);
  perform private.write_audit(v_company, 'sent invoice', 'invoices', 1, array[p_id], jsonb_build_object('number', v_invoice.number, 'total_cents', v_invoice.total_cents));
  return v_invoice.number;
end;
$$;

-- Mails a sent invoice again. The link of the mail before ends with it.
create function private.remind_invoice(p_id uuid, p_email text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
  v_invoice public.invoices := private.invoice_of(v_company, p_id, 'sent');
begin
  perform private.mail_invoice(v_invoice, btrim(coalesce(p_email, '')));
end;
$$;

-- Takes an invoice back on which nothing was paid; its number stays used, its work can be billed again.
create function private.void_invoice(p_id uuid, p_reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
  v_invoice public.invoices := private.invoice_of(v_company, p_id, 'sent');
begin
  if length(btrim(coalesce(p_reason, ''))) < 5 then
    perform private.refuse('reason_missing', 'reason');
  end if;
  if v_invoice.kind <> 'invoice' or v_invoice.paid_cents + v_invoice.credited_cents > 0 then
    perform private.refuse('invoice_has_payments');
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  update public.invoices i set state = 'void', voided_at = clock_timestamp(), void_reason = btrim(p_reason) where i.company_id = v_company and i.id = p_id;
  update public.invoice_lines l set test_record_id = null where l.company_id = v_company and l.invoice_id = p_id and l.test_record_id is not null;
  perform set_config('flowtrack.audit_quiet', 'off', true);
  perform private.write_audit(v_company, 'voided invoice', 'invoices', 1, array[p_id], jsonb_build_object('number', v_invoice.number));
end;
$$;

-- What is asked to be credited, line by line, in cents with their tax: p_lines [{line_id, cents}]. Of the sums credited on a line so far
-- and then, the share before tax is rounded and the rest is tax: so every cent can be credited, and all parts come to the line exactly.
create function private.credit_parts(p_company_id uuid, p_id uuid, p_lines jsonb)
returns table (line_id uuid, place int, description text, tax_hundredths_percent int, cents int, left_cents int, net_cents int, tax_cents int)
language sql
stable
set search_path = ''
as $$
  select a.line_id, l.position, l.description, l.tax_hundredths_percent, a.cents, l.amount_cents + l.tax_cents - e.cents, n.cents, a.cents - n.cents
  from (
    select r.line_id, sum(r.cents)::int as cents from jsonb_to_recordset(p_lines) r (line_id uuid, cents int) group by r.line_id having sum(r.cents) <> 0
  ) a
  left join public.invoice_lines l on l.company_id = p_company_id and l.invoice_id = p_id and l.id = a.line_id
  cross join lateral (
    select coalesce(sum(c.amount_cents + c.tax_cents), 0)::int as cents from public.invoice_lines c where c.company_id = p_company_id and c.credits_line_id = a.line_id
  ) e
  cross join lateral (
    select (round(l.amount_cents::numeric * (e.cents + a.cents) / nullif(l.amount_cents + l.tax_cents, 0))
      - round(l.amount_cents::numeric * e.cents / nullif(l.amount_cents + l.tax_cents, 0)))::int as cents
  ) n;
$$;

-- A credit note: a document of its own with the next number, which takes its amount off what is open. p_new_id comes from the form.
create function private.credit_invoice(p_id uuid, p_new_id uuid, p_lines jsonb, p_reason text)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
  v_settings public.company_settings := private.billing_settings(v_company);
  v_invoice public.invoices := private.invoice_of(v_company, p_id, 'sent');
  v_note public.invoices;
  v_amount int;
  v_wrong boolean;
begin
  select * into v_note from public.invoices i where i.company_id = v_company and i.id = p_new_id and i.credits_id = p_id;
  if v_note.id is not null then
    return v_note.number;
  end if;
  if length(btrim(coalesce(p_reason, ''))) < 5 then
    perform private.refuse('reason_missing', 'reason');
  end if;
  -- A line is credited from nothing to all of it, in its own direction: a discount takes from the credit.
  select coalesce(sum(c.cents), 0), coalesce(bool_or(not coalesce(c.cents between least(c.left_cents, 0) and greatest(c.left_cents, 0), false)), false)
  into v_amount, v_wrong from private.credit_parts(v_company, p_id, p_lines) c;
  if v_wrong then
    perform private.refuse('above_line', 'lines');
  end if;
  if v_amount < 1 then
    perform private.refuse('amount_missing', 'lines');
  end if;
  if v_invoice.kind <> 'invoice' or v_amount > v_invoice.total_cents - v_invoice.paid_cents - v_invoice.credited_cents then
    perform private.refuse('above_balance', 'lines');
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  insert into public.invoices (company_id, id, kind, customer_id, credits_id, memo)
  values (v_company, p_new_id, 'credit_note', v_invoice.customer_id, p_id, left(btrim(p_reason), 500));
  insert into public.invoice_lines (company_id, invoice_id, position, description, quantity_hundredths, unit_cents, tax_hundredths_percent, credits_line_id, tax_rounding_cents)
  select v_company, p_new_id, c.place, c.description, 100, c.net_cents, c.tax_hundredths_percent, c.line_id,
    c.tax_cents - round(c.net_cents::numeric * c.tax_hundredths_percent / 10000)::int
  from private.credit_parts(v_company, p_id, p_lines) c;
  update public.invoices i set credited_cents = i.credited_cents + v_amount where i.company_id = v_company and i.id = p_id;
  v_note := private.number_invoice(v_settings, p_new_id);
  perform set_config('flowtrack.audit_quiet', 'off', true);
  perform private.write_audit(v_company, 'credited invoice', 'invoices', 1, array[p_id, p_new_id],
    jsonb_build_object('number', v_invoice.number, 'note', v_note.number, 'amount_cents', v_amount));
  return v_note.number;
end;
$$;

-- Enters a payment, once for each id of a form. p: {id, invoice_id, method, amount_cents, paid_on, reference}
create function private.record_payment(p jsonb)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
  v_id uuid := (p ->> 'id')::uuid;
  v_amount int := (p ->> 'amount_cents')::int;
  v_invoice public.invoices := private.invoice_of(v_company, (p ->> 'invoice_id')::uuid, 'sent');
begin
  if exists (select from public.payments y where y.company_id = v_company and y.id = v_id and y.invoice_id = v_invoice.id) then
    return v_id;
  end if;
  if coalesce(v_amount, 0) < 1 then
    perform private.refuse('amount_missing', 'amount');
  end if;
  if v_invoice.kind <> 'invoice' or v_amount > v_invoice.total_cents - v_invoice.paid_cents - v_invoice.credited_cents then
    perform private.refuse('above_balance', 'amount');
  end if;
  if coalesce((p ->> 'paid_on')::date > private.today_of(v_company), true) then
    perform private.refuse('paid_in_future', 'paid_on');
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  insert into public.payments (company_id, id, invoice_id, method, amount_cents, paid_on, reference)
  values (v_company, v_id, v_invoice.id, p ->> 'method', v_amount, (p ->> 'paid_on')::date, nullif(btrim(p ->> 'reference'), ''));
  perform set_config('flowtrack.audit_quiet', 'off', true);
  perform private.write_audit(v_company, 'recorded payment', 'payments', 1, array[v_id, v_invoice.id],
    jsonb_build_object('number', v_invoice.number, 'method', p ->> 'method', 'amount_cents', v_amount));
  return v_id;
end;
$$;

-- A payment that did not hold: it stays on file, marked, and its amount is open again.
create function private.reverse_payment(p_id uuid, p_reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('invoices:write');
  v_payment public.payments;
begin
  select * into v_payment from public.payments y where y.company_id = v_company and y.id = p_id for update;
  if v_payment.id is null then
    perform private.refuse('not_found');
  end if;
  perform private.require_branch('invoices', array[v_payment.invoice_id]);
  if v_payment.reversed_at is not null then
    return;
  end if;
  if length(btrim(coalesce(p_reason, ''))) < 5 then
    perform private.refuse('reason_missing', 'reason');
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  update public.payments y set reversed_at = clock_timestamp(), reverse_reason = left(btrim(p_reason), 500) where y.company_id = v_company and y.id = p_id;
  perform set_config('flowtrack.audit_quiet', 'off', true);
  perform private.write_audit(v_company, 'took back payment', 'payments', 1, array[p_id, v_payment.invoice_id], jsonb_build_object('amount_cents', v_payment.amount_cents));
end;
$$;

-- What the drawing of an invoice shows; null when it is gone or drawn already.
create function private.invoice_document(p_company_id uuid, p_id uuid)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object(
    'invoice', to_jsonb(i) - array['link_hash', 'company_id'],
    'credits_number', (select o.number from public.invoices o where o.company_id = i.company_id and o.id = i.credits_id),
    'company', jsonb_build_object('name', c.name, 'phone', c.phone, 'email', c.email, 'line1', c.line1, 'line2', c.line2, 'city', c.city, 'state', c.state, 'zip', c.zip,
      'licence_text', c.licence_text, 'time_zone', c.time_zone),
    'lines', (select coalesce(jsonb_agg(jsonb_build_object('description', l.description, 'quantity_hundredths', l.quantity_hundredths, 'unit_cents', l.unit_cents,
        'tax_hundredths_percent', l.tax_hundredths_percent, 'amount_cents', l.amount_cents, 'tax_cents', l.tax_cents) order by l.position, l.id), '[]')
      from public.invoice_lines l where l.company_id = i.company_id and l.invoice_id = i.id)
  )
  from public.invoices i join public.companies c on c.erased_at is null and c.id = i.company_id
  where i.company_id = p_company_id and i.id = p_id and i.state <> 'draft' and i.file_id is null;
$$;

-- Keeps the drawing with its hash, once; of two that finish, the later one hears false and takes its file back.
create function private.attach_invoice(p_company_id uuid, p_id uuid, p_file_id uuid, p_size_bytes int, p_sha256 text)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform from public.companies c where c.erased_at is null and c.id = p_company_id for share;
  if not found then
    return false;
  end if;
  perform from public.invoices i where i.company_id = p_company_id and i.id = p_id and i.state <> 'draft' and i.file_id is null for update;
  if not found then
    return false;
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  insert into public.files (company_id, id, kind, path, file_name, content_type, size_bytes, sha256)
  select i.company_id, p_file_id, 'invoice', p_company_id || '/invoice/' || p_file_id, case i.kind when 'invoice' then 'invoice-' else 'credit-note-' end || i.number || '.pdf',
    'application/pdf', p_size_bytes, p_sha256
  from public.invoices i where i.company_id = p_company_id and i.id = p_id;
  update public.invoices i set file_id = p_file_id, file_sha256 = p_sha256 where i.company_id = p_company_id and i.id = p_id;
  perform set_config('flowtrack.audit_quiet', 'off', true);
  return true;
end;
$$;

grant execute on function
  private.save_invoice(jsonb), private.discard_invoice(uuid), private.send_invoice(uuid, text), private.remind_invoice(uuid, text), private.void_invoice(uuid, text),
  private.credit_invoice(uuid, uuid, jsonb, text), private.record_payment(jsonb), private.reverse_payment(uuid, text)
to authenticated;
grant execute on function private.invoice_document(uuid, uuid), private.attach_invoice(uuid, uuid, uuid, int, text) to service_role;

create function public.save_invoice(p jsonb) returns uuid language sql set search_path = '' as $$ select private.save_invoice(p) $$;
create function public.discard_invoice(p_id uuid) returns void language sql set search_path = '' as $$ select private.discard_invoice(p_id) $$;
create function public.send_invoice(p_id uuid, p_email text default null)
returns int language sql set search_path = '' as $$ select private.send_invoice(p_id, p_email) $$;
create function public.remind_invoice(p_id uuid, p_email text) returns void language sql set search_path = '' as $$ select private.remind_invoice(p_id, p_email) $$;
create function public.void_invoice(p_id uuid, p_reason text) returns void language sql set search_path = '' as $$ select private.void_invoice(p_id, p_reason) $$;
create function public.credit_invoice(p_id uuid, p_new_id uuid, p_lines jsonb, p_reason text)
returns int language sql set search_path = '' as $$ select private.credit_invoice(p_id, p_new_id, p_lines, p_reason) $$;
create function public.record_payment(p jsonb) returns uuid language sql set search_path = '' as $$ select private.record_payment(p) $$;
create function public.reverse_payment(p_id uuid, p_reason text) returns void language sql set search_path = '' as $$ select private.reverse_payment(p_id, p_reason) $$;
create function public.invoice_document(p_company_id uuid, p_id uuid)
returns jsonb language sql stable set search_path = '' as $$ select private.invoice_document(p_company_id, p_id) $$;
create function public.attach_invoice(p_company_id uuid, p_id uuid, p_file_id uuid, p_size_bytes int, p_sha256 text)
returns boolean language sql set search_path = '' as $$ select private.attach_invoice(p_company_id, p_id, p_file_id, p_size_bytes, p_sha256) $$;
grant execute on function
  public.save_invoice(jsonb), public.discard_invoice(uuid), public.send_invoice(uuid, text), public.remind_invoice(uuid, text), public.void_invoice(uuid, text),
  public.credit_invoice(uuid, uuid, jsonb, text), public.record_payment(jsonb), public.reverse_payment(uuid, text)
to authenticated;
grant execute on function public.invoice_document(uuid, uuid), public.attach_invoice(uuid, uuid, uuid, int, text) to service_role;
