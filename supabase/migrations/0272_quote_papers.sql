-- The paper of a quote: drawn once when it is sent, kept with its hash, and read by whoever has the link.

-- What the drawing shows; null when the quote is gone or drawn already.
create function private.quote_document(p_company_id uuid, p_id uuid)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object(
    'quote', jsonb_build_object('total_cents', q.total_cents, 'tax_cents', q.tax_cents, 'note', q.note, 'valid_until_on', q.valid_until_on, 'sent_at', q.sent_at),
    'failed_on', f.failed_on, 'repair_due_on', f.repair_due_on,
    'assembly', concat_ws(' ', d.type, d.manufacturer, d.model, d.size || ' in'), 'serial', d.serial, 'address', concat_ws(', ', s.line1, s.city),
    'customer', jsonb_build_object('name', u.name, 'line1', u.line1, 'line2', u.line2, 'city', u.city, 'state', u.state, 'zip', u.zip),
    'company', jsonb_build_object('name', c.name, 'phone', c.phone, 'email', c.email, 'line1', c.line1, 'line2', c.line2, 'city', c.city, 'state', c.state, 'zip', c.zip,
      'licence_text', c.licence_text, 'time_zone', c.time_zone),
    'lines', (select coalesce(jsonb_agg(to_jsonb(l) order by l.place), '[]') from private.lines_of(q.lines) l)
  )
  from public.quotes q
  join public.companies c on c.erased_at is null and c.id = q.company_id
  join public.deficiencies f on f.company_id = q.company_id and f.id = q.deficiency_id
  join public.devices d on d.company_id = f.company_id and d.id = f.device_id
  join public.customer_locations s on s.company_id = d.company_id and s.id = d.location_id
  join public.customers u on u.company_id = q.company_id and u.id = q.customer_id
  where q.company_id = p_company_id and q.id = p_id and q.state <> 'draft' and q.file_id is null;
$$;

-- Keeps the drawing with its hash, once; of two that finish, the later one hears false and takes its file back.
create function private.attach_quote(p_company_id uuid, p_id uuid, p_file_id uuid, p_size_bytes int, p_sha256 text)
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
  perform from public.quotes q where q.company_id = p_company_id and q.id = p_id and q.state <> 'draft' and q.file_id is null for update;
  if not found then
    return false;
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  insert into public.files (company_id, id, kind, path, file_name, content_type, size_bytes, sha256)
  select q.company_id, p_file_id, 'quote', p_company_id || '/quote/' || p_file_id, 'quote-' || private.today_of(q.company_id) || '.pdf', 'application/pdf', p_size_bytes, p_sha256
  from public.quotes q where q.company_id = p_company_id and q.id = p_id;
  update public.quotes q set file_id = p_file_id, file_sha256 = p_sha256 where q.company_id = p_company_id and q.id = p_id;
  perform set_config('flowtrack.audit_quiet', 'off', true);
  return true;
end;
$$;

-- The paper a link leads to, for our server, which hands it over: {path, sha256}; path is null until it is drawn.
create function private.linked_quote_paper(p_token text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object('path', x.path, 'sha256', q.file_sha256)
  from private.linked_quote(p_token) q
  left join public.files x on x.company_id = q.company_id and x.id = q.file_id
  where q.id is not null;
$$;

grant execute on function private.quote_document(uuid, uuid), private.attach_quote(uuid, uuid, uuid, int, text), private.linked_quote_paper(text) to service_role;
create function public.quote_document(p_company_id uuid, p_id uuid)
returns jsonb language sql stable set search_path = '' as $$ select private.quote_document(p_company_id, p_id) $$;
create function public.attach_quote(p_company_id uuid, p_id uuid, p_file_id uuid, p_size_bytes int, p_sha256 text)
returns boolean language sql set search_path = '' as $$ select private.attach_quote(p_company_id, p_id, p_file_id, p_size_bytes, p_sha256) $$;
create function public.linked_quote_paper(p_token text) returns jsonb language sql stable set search_path = '' as $$ select private.linked_quote_paper(p_token) $$;
grant execute on function public.quote_document(uuid, uuid), public.attach_quote(uuid, uuid, uuid, int, text), public.linked_quote_paper(text) to service_role;
