-- The papers of the portal: quotes to answer, invoices to pay, reports to open one by one or many at once. The same functions as
-- behind the links in the mails (0234, 0236) do the work; here the person's own sign-in takes the link's place.

create function private.portal_quotes()
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
    select coalesce(jsonb_agg(to_jsonb(r) order by r.sent_at desc, r.id), '[]') from (
      select q.id, q.state, q.total_cents, q.valid_until_on, q.sent_at, q.answered_at, f.line1, f.city, f.serial, f.type, f.failed_on,
        coalesce(q.valid_until_on < private.today_of(v_me.company_id), false) as expired, f.closed_on is not null as closed
      from public.quotes q join public.deficiency_list f on f.company_id = q.company_id and f.id = q.deficiency_id
      where q.company_id = v_me.company_id and q.customer_id = any (v_me.customers) and q.state <> 'draft'
      order by q.sent_at desc, q.id limit 100) r
  );
end;
$$;

-- A quote that was sent to this customer.
create function private.quote_of_customer(p_me private.portal_caller, p_id uuid)
returns public.quotes
language sql
stable
set search_path = ''
as $$
  select q.* from public.quotes q
  where q.company_id = p_me.company_id and q.customer_id = any (p_me.customers) and q.id = p_id and q.state <> 'draft';
$$;

create function private.portal_quote(p_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return private.quote_facts(private.quote_of_customer(private.require_customer(), p_id));
end;
$$;

-- The answer to it, once: as by the link, with the name typed and the time. Where from is what a caller could make up, so it is the
-- sign-in that is kept instead.
create function private.portal_answer_quote(p_id uuid, p_approve boolean, p_name text)
returns text
language plpgsql
security definer
set search_path = ''
as $$
begin
  return private.settle_quote(private.quote_of_customer(private.require_customer(true), p_id), p_approve, p_name, 'portal');
end;
$$;

create function private.portal_invoices()
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
    select coalesce(jsonb_agg(to_jsonb(r) order by r.number desc), '[]') from (
      select i.id, i.number, i.kind, i.standing, i.total_cents, i.balance_cents, i.due_on, i.sent_at from public.invoice_list i
      where i.company_id = v_me.company_id and i.customer_id = any (v_me.customers) and i.state <> 'draft'
      order by i.number desc limit 200) r
  );
end;
$$;

create function private.invoice_of_customer(p_me private.portal_caller, p_id uuid)
returns public.invoices
language sql
stable
set search_path = ''
as $$
  select i.* from public.invoices i where i.company_id = p_me.company_id and i.customer_id = any (p_me.customers) and i.id = p_id and i.state <> 'draft';
$$;

create function private.portal_invoice(p_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return private.invoice_facts(private.invoice_of_customer(private.require_customer(), p_id));
end;
$$;

-- Open in grace too: an incoming payment is taken at any time (PRODUCT 4).
create function private.portal_pay_invoice(p_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
begin
  return private.ask_card_payment(private.invoice_of_customer(private.require_customer(), p_id));
end;
$$;

-- Where the PDF of a report or an invoice of one's own lies: no path while it is not drawn, nothing when sealed or somebody else's.
create function private.portal_file(p_kind text, p_id uuid)
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
    select jsonb_build_object('path', f.path, 'content_type', f.content_type, 'size_bytes', f.size_bytes, 'file_name', o.name)
    from (
      select t.report_file_id as file_id, concat('backflow-test-', regexp_replace(coalesce(t.serial, 'report'), '[^\w-]', '', 'g'), '-', t.tested_on, '.pdf') as name
      from public.test_record_list t
      where p_kind = 'report' and t.company_id = v_me.company_id and t.customer_id = any (v_me.customers) and coalesce(t.made_for, t.customer_id) = any (v_me.customers) and t.id = p_id and t.state in ('SIGNED', 'SUPERSEDED')
      union all
      select i.file_id, concat(replace(i.kind, '_', '-'), '-', i.number, '.pdf') from public.invoices i
      where p_kind = 'invoice' and i.company_id = v_me.company_id and i.customer_id = any (v_me.customers) and i.id = p_id and i.state <> 'draft'
    ) o
    left join public.files f on f.company_id = v_me.company_id and f.id = o.file_id and f.kind = p_kind and f.sealed_at is null
    where f.id is not null or o.file_id is null
  );
end;
$$;

-- The latest report of each assembly, of all sites or of one, to be packed into one archive; the log says that they were taken.
create function private.portal_certificates(p_location_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_me private.portal_caller := private.require_customer();
  v_found jsonb;
begin
  select coalesce(jsonb_agg(to_jsonb(r) order by r.line1, r.serial, r.id), '[]') into v_found from (
    select distinct on (t.device_id) t.id, t.tested_on, t.serial, t.type, t.line1, t.city, f.path, f.size_bytes
    from public.test_record_list t join public.files f on f.company_id = t.company_id and f.id = t.report_file_id and f.kind = 'report' and f.sealed_at is null
    where t.company_id = v_me.company_id and t.customer_id = any (v_me.customers) and coalesce(t.made_for, t.customer_id) = any (v_me.customers) and t.state = 'SIGNED' and (p_location_id is null or t.location_id = p_location_id)
    order by t.device_id, t.tested_on desc, t.created_at desc, t.id desc limit 2000) r;
  if v_found = '[]' then
    perform private.refuse('portal_no_reports');
  end if;
  perform private.write_audit(v_me.company_id, 'took certificates', 'test_records', jsonb_array_length(v_found), '{}');
  return v_found;
end;
$$;

-- Where the reports and invoices of the caller's own customers lie; for whoever is no customer, nowhere.
create function private.portal_paths()
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_me private.portal_caller := private.find_customer();
begin
  return array(
    select f.path from public.test_record_list t join public.files f on f.company_id = v_me.company_id and f.id = t.report_file_id
    where t.company_id = v_me.company_id and t.customer_id = any (v_me.customers) and coalesce(t.made_for, t.customer_id) = any (v_me.customers) and t.state <> 'DRAFT' and f.kind = 'report' and f.sealed_at is null
    union all
    select f.path from public.invoices i join public.files f on f.company_id = v_me.company_id and f.id = i.file_id
    where i.company_id = v_me.company_id and i.customer_id = any (v_me.customers) and i.state <> 'draft' and f.kind = 'invoice' and f.sealed_at is null
  );
end;
$$;

revoke execute on function
  private.portal_quotes(), private.quote_of_customer(private.portal_caller, uuid), private.portal_quote(uuid), private.portal_answer_quote(uuid, boolean, text),
  private.portal_invoices(), private.invoice_of_customer(private.portal_caller, uuid), private.portal_invoice(uuid), private.portal_pay_invoice(uuid),
  private.portal_file(text, uuid), private.portal_certificates(uuid), private.portal_paths()
from public;
grant execute on function
  private.portal_quotes(), private.portal_quote(uuid), private.portal_answer_quote(uuid, boolean, text), private.portal_invoices(), private.portal_invoice(uuid),
  private.portal_pay_invoice(uuid), private.portal_file(text, uuid), private.portal_certificates(uuid), private.portal_paths()
to authenticated;

-- Staff by their folder, as before; a customer what is theirs.
alter policy "Files are read by their own company" on storage.objects
  using (bucket_id = 'company-files' and (
    split_part(name, '/', 1) = (select private.auth_company_id('files:read'))::text
      and case split_part(name, '/', 2) when 'import' then (select private.may('imports:read')) when 'invoice' then (select private.may('invoices:read'))
        when 'quote' then (select private.may('invoices:read')) else true end
    or name = any ((select private.portal_paths())::text[])));

create function public.portal_quotes() returns jsonb language sql stable set search_path = '' as $$ select private.portal_quotes() $$;
create function public.portal_quote(p_id uuid) returns jsonb language sql stable set search_path = '' as $$ select private.portal_quote(p_id) $$;
create function public.portal_answer_quote(p_id uuid, p_approve boolean, p_name text)
returns text language sql set search_path = '' as $$ select private.portal_answer_quote(p_id, p_approve, p_name) $$;
create function public.portal_invoices() returns jsonb language sql stable set search_path = '' as $$ select private.portal_invoices() $$;
create function public.portal_invoice(p_id uuid) returns jsonb language sql stable set search_path = '' as $$ select private.portal_invoice(p_id) $$;
create function public.portal_pay_invoice(p_id uuid) returns jsonb language sql set search_path = '' as $$ select private.portal_pay_invoice(p_id) $$;
create function public.portal_file(p_kind text, p_id uuid) returns jsonb language sql stable set search_path = '' as $$ select private.portal_file(p_kind, p_id) $$;
create function public.portal_certificates(p_location_id uuid default null)
returns jsonb language sql set search_path = '' as $$ select private.portal_certificates(p_location_id) $$;
revoke execute on function
  public.portal_quotes(), public.portal_quote(uuid), public.portal_answer_quote(uuid, boolean, text), public.portal_invoices(), public.portal_invoice(uuid),
  public.portal_pay_invoice(uuid), public.portal_file(text, uuid), public.portal_certificates(uuid)
from public;
grant execute on function
  public.portal_quotes(), public.portal_quote(uuid), public.portal_answer_quote(uuid, boolean, text), public.portal_invoices(), public.portal_invoice(uuid),
  public.portal_pay_invoice(uuid), public.portal_file(text, uuid), public.portal_certificates(uuid)
to authenticated;
