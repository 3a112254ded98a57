-- Private storage: every object's path starts with the company id, every object has a row here.

create table public.files (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  kind text not null constraint files_kind check (kind in ('photo', 'signature', 'certificate', 'logo', 'report', 'import', 'form', 'invoice', 'quote')),
  path text not null,
  file_name text,
  content_type text not null,
  size_bytes int not null constraint files_size check (size_bytes between 1 and 52428800),
  sha256 text not null constraint files_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  created_by uuid,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  constraint files_path_is_ours check (path = company_id::text || '/' || kind || '/' || id::text),
  constraint files_created_by foreign key (company_id, created_by) references public.profiles (company_id, id) deferrable
);
create index files_created on public.files (company_id, created_at desc);
select private.tenant_table('files', p_read => 'files:read', p_insert => 'files:write');
grant select, insert (company_id, id, kind, path, file_name, content_type, size_bytes, sha256, created_by) on public.files to authenticated;

-- Nobody files something in another's name (a signature is its author's); an imported sheet holds prices and is for those who import.
-- Invoices and quotes are drawn by our server alone and read by those who bill.
create policy "files are added in one's own name" on public.files as restrictive for insert to authenticated
  with check (created_by is null or created_by = (select private.auth_profile_id()));
create policy "sheets are read by those who import" on public.files as restrictive for select to authenticated
  using (case when kind = 'import' then (select private.may('imports:read')) when kind in ('invoice', 'quote') then (select private.may('invoices:read')) else true end);
create policy "sheets are added by those who import" on public.files as restrictive for insert to authenticated
  with check (case kind when 'import' then (select private.may('imports:write')) else kind not in ('invoice', 'quote') end);

alter table public.companies
  add constraint companies_logo foreign key (id, logo_file_id) references public.files (company_id, id) deferrable;

insert into storage.buckets (id, name, public, file_size_limit) values ('company-files', 'company-files', false, 52428800)
on conflict (id) do nothing;

create policy "Files are read by their own company" on storage.objects for select to authenticated
  using (bucket_id = 'company-files' and split_part(name, '/', 1) = (select private.auth_company_id('files:read'))::text
    and case when split_part(name, '/', 2) = 'import' then (select private.may('imports:read'))
      when split_part(name, '/', 2) in ('invoice', 'quote') then (select private.may('invoices:read')) else true end);
create policy "Files are added by their own company" on storage.objects for insert to authenticated
  with check (
    bucket_id = 'company-files' and split_part(name, '/', 1) = (select private.auth_company_id('files:write'))::text and (select private.company_is_writable())
    and name ~ '^[^/]+/(photo|signature|certificate|logo|report|import|form)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    and (split_part(name, '/', 2) <> 'import' or (select private.may('imports:write')))
  );
