-- The printed report: what it says, the finished file, and what its code tells whoever holds it.

-- For anybody holding a printed report: is it genuine? Never more than this.
create function private.verify_report(p_code text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce((
    select case
      when t.id is null or c.erased_at is not null then jsonb_build_object('status', 'no_longer_on_file')
      else jsonb_build_object(
        'status', case when t.superseded_at is not null then 'superseded' else 'genuine' end,
        'result', t.certified_result,
        'tested_on', t.tested_on,
        'serial_last4', right(t.snapshot -> 'device' ->> 'serial', 4),
        'company', t.snapshot -> 'company' ->> 'name'
      ) end
    from private.verification_codes v
    left join public.test_records t on t.company_id = v.company_id and t.id = v.test_record_id
    left join public.companies c on c.id = v.company_id
    where v.code_hash = sha256(convert_to(p_code, 'UTF8'))
  ), jsonb_build_object('status', case when private.report_code_is_ours(p_code) then 'no_longer_on_file' else 'unknown' end));
$$;

-- For the worker: everything the report prints, then the finished file, attached once.
create function private.report_data(p_company_id uuid, p_test_record_id uuid)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object(
    'record', to_jsonb(t),
    'readings', (select coalesce(jsonb_agg(to_jsonb(r) order by r.stage, r.part), '[]') from public.test_readings r where r.company_id = t.company_id and r.test_record_id = t.id),
    'supersedes', (select jsonb_build_object('id', o.id, 'tested_on', o.tested_on, 'certified_result', o.certified_result)
      from public.test_records o where o.company_id = t.company_id and o.id = t.supersedes_id),
    'override_name', (select p.full_name from public.profiles p where p.company_id = t.company_id and p.id = t.override_by),
    'signature_path', (select f.path from public.files f where f.company_id = t.company_id and f.id = t.signature_file_id),
    'logo_path', (select f.path from public.companies c join public.files f on f.company_id = c.id and f.id = c.logo_file_id where c.id = t.company_id)
  )
  from public.test_records t
  where t.company_id = p_company_id and t.id = p_test_record_id and t.signed_at is not null;
$$;

create function private.attach_report(p_company_id uuid, p_test_record_id uuid, p_file_id uuid, p_size_bytes int, p_sha256 text)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform 1 from public.test_records where company_id = p_company_id and id = p_test_record_id and report_file_id is null for update;
  if not found then
    return false;
  end if;
  insert into public.files (company_id, id, kind, path, file_name, content_type, size_bytes, sha256)
  values (p_company_id, p_file_id, 'report', p_company_id || '/report/' || p_file_id, 'test-report.pdf', 'application/pdf', p_size_bytes, p_sha256);
  update public.test_records set report_file_id = p_file_id, report_sha256 = p_sha256 where company_id = p_company_id and id = p_test_record_id;
  return true;
end;
$$;

grant execute on function private.verify_report(text) to anon, authenticated;
grant execute on function private.report_data(uuid, uuid), private.attach_report(uuid, uuid, uuid, int, text) to service_role;

create function public.verify_report(p_code text) returns jsonb language sql stable set search_path = '' as $$ select private.verify_report(p_code) $$;
create function public.report_data(p_company_id uuid, p_test_record_id uuid)
returns jsonb language sql stable set search_path = '' as $$ select private.report_data(p_company_id, p_test_record_id) $$;
create function public.attach_report(p_company_id uuid, p_test_record_id uuid, p_file_id uuid, p_size_bytes int, p_sha256 text)
returns boolean language sql set search_path = '' as $$ select private.attach_report(p_company_id, p_test_record_id, p_file_id, p_size_bytes, p_sha256) $$;

grant execute on function public.verify_report(text) to anon, authenticated;
grant execute on function public.report_data(uuid, uuid), public.attach_report(uuid, uuid, uuid, int, text) to service_role;
