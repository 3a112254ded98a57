-- Views people keep: the name and the query of a list's URL, each person's own.

create table public.saved_views (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  profile_id uuid not null default private.auth_profile_id(),
  page text not null constraint saved_views_page check (page ~ '^/[a-z-]{1,40}$'),
  name text not null constraint saved_views_name check (length(btrim(name)) between 1 and 40),
  query text not null constraint saved_views_query check (length(query) <= 1000),
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint saved_views_once unique (company_id, profile_id, page, name),
  constraint saved_views_profile foreign key (company_id, profile_id) references public.profiles (company_id, id) deferrable
);
select private.tenant_table('saved_views', p_read => 'company:read', p_insert => 'company:read', p_delete => 'company:read', p_audit => false);
create policy "saved_views are read by whoever made them" on public.saved_views as restrictive for select to authenticated
  using (profile_id = (select private.auth_profile_id()));
create policy "saved_views are made for oneself" on public.saved_views as restrictive for insert to authenticated
  with check (profile_id = (select private.auth_profile_id()));
create policy "saved_views are deleted by whoever made them" on public.saved_views as restrictive for delete to authenticated
  using (profile_id = (select private.auth_profile_id()));
grant select, insert (company_id, id, page, name, query), delete on public.saved_views to authenticated;
