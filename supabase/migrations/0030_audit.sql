-- The audit trail: one entry per statement, in the same transaction, append-only, chained per company.
-- Personal fields stand apart and enter the chain as a salted commitment, so that erasing them keeps it valid.

create table public.audit_log (
  company_id uuid not null references public.companies (id) deferrable,
  seq bigint not null,
  happened_at timestamptz not null default clock_timestamp(),
  action text not null,
  noun text not null,
  row_count int not null,
  target_ids uuid[] not null default '{}',
  facts jsonb not null default '{}',
  personal jsonb,
  salt bytea,
  commitment bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (company_id, seq)
);
create index audit_log_time on public.audit_log (company_id, happened_at desc);
create index audit_log_targets on public.audit_log using gin (target_ids);

-- The head stands outside the log, so that cutting its tail shows.
create table private.audit_heads (
  company_id uuid primary key references public.companies (id) deferrable,
  seq bigint not null,
  hash bytea not null
);

create table public.security_log (
  id bigint generated always as identity primary key,
  happened_at timestamptz not null default clock_timestamp(),
  event text not null,
  user_id uuid,
  key_hash bytea,
  facts jsonb not null default '{}'
);
create index security_log_time on public.security_log (happened_at desc);
alter table public.security_log enable row level security;
alter table public.security_log force row level security;
create policy "Nobody reads the security log through the API" on public.security_log for select to authenticated using (false);

create function private.audit_hash(
  p_previous bytea, p_seq bigint, p_at timestamptz, p_action text, p_noun text, p_count int, p_ids uuid[], p_facts jsonb, p_commitment bytea
)
returns bytea
language sql
immutable
set search_path = ''
as $$
  select sha256(
    p_previous || convert_to(
      jsonb_build_array(p_seq, extract(epoch from p_at), p_action, p_noun, p_count, to_jsonb(p_ids), p_facts)::text, 'UTF8'
    ) || p_commitment
  );
$$;

create function private.write_audit(
  p_company_id uuid, p_action text, p_noun text, p_count int, p_ids uuid[], p_facts jsonb default '{}', p_personal jsonb default '{}'
)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_head private.audit_heads;
  v_at timestamptz := clock_timestamp();
  v_salt bytea := decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
  v_personal jsonb := jsonb_strip_nulls(jsonb_build_object('user_id', (select auth.uid()), 'profile_id', (select private.auth_profile_id())) || p_personal);
  v_commitment bytea := sha256(v_salt || convert_to(v_personal::text, 'UTF8'));
  v_hash bytea;
begin
  insert into private.audit_heads (company_id, seq, hash) values (p_company_id, 0, sha256(''::bytea))
  on conflict (company_id) do nothing;
  select * into v_head from private.audit_heads where company_id = p_company_id for update;
  v_hash := private.audit_hash(v_head.hash, v_head.seq + 1, v_at, p_action, p_noun, p_count, p_ids, p_facts, v_commitment);
  insert into public.audit_log (company_id, seq, happened_at, action, noun, row_count, target_ids, facts, personal, salt, commitment, previous_hash, hash)
  values (p_company_id, v_head.seq + 1, v_at, p_action, p_noun, p_count, p_ids, p_facts, v_personal, v_salt, v_commitment, v_head.hash, v_hash);
  update private.audit_heads set seq = v_head.seq + 1, hash = v_hash where company_id = p_company_id;
end;
$$;

-- True when every entry of the company follows from the one before it and the head is the last of them.
create function private.audit_chain_is_whole(p_company_id uuid)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  with chain as (
    select a.*, lag(a.hash, 1, sha256(''::bytea)) over (order by a.seq) as expected_previous, row_number() over (order by a.seq) as expected_seq
    from public.audit_log a where a.company_id = p_company_id
  )
  select coalesce(bool_and(
      seq = expected_seq
      and previous_hash = expected_previous
      and hash = private.audit_hash(previous_hash, seq, happened_at, action, noun, row_count, target_ids, facts, commitment)
      and (personal is null or coalesce(commitment = sha256(salt || convert_to(personal::text, 'UTF8')), false))
    ), true)
    and coalesce((select h.hash from private.audit_heads h where h.company_id = p_company_id), sha256(''::bytea))
      = coalesce((select c.hash from chain c order by c.seq desc limit 1), sha256(''::bytea))
  from chain;
$$;

-- The same, asked by somebody who may read the log.
create function private.audit_chain()
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return private.audit_chain_is_whole(private.require_permission('audit:read', false));
end;
$$;

-- Of which columns the log keeps what they were and became: days, numbers, codes and references, and what is engraved on a
-- device or a gauge. Of what people typed about people it keeps only that it changed.
create function private.audited_columns()
returns text[]
language sql
immutable
set search_path = ''
as $$
  select array[
    'district_due_on', 'our_target_on', 'due_on', 'installed_on', 'retired_on', 'calibrated_on', 'issued_on', 'expires_on', 'starts_at', 'deleted_at', 'removed_at',
    'type', 'size', 'manufacturer', 'model', 'serial', 'bypass_serial', 'tag_no', 'status', 'state', 'kind', 'hazard', 'use', 'containment', 'non_potable_supply',
    'test_yearly', 'water_class', 'role', 'certificate_type', 'rule_profile', 'interval_months', 'repair_days', 'minutes', 'price_cents', 'total_cents',
    'max_error_hundredths_psid', 'due_soon_days', 'target_lead_days', 'technicians_see_prices', 'time_zone',
    'customer_id', 'location_id', 'company_district_id', 'assigned_to', 'profile_id', 'replaced_by_id'
  ];
$$;

-- What one row changed, {column: [was, is]}; and what it is called, where that names a thing and nobody.
create function private.audit_details(p_table text, p_old jsonb, p_new jsonb)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'thing', case p_table
      when 'devices' then concat_ws(' ', coalesce(p_new, p_old) ->> 'type', coalesce(coalesce(p_new, p_old) ->> 'serial', coalesce(p_new, p_old) ->> 'model'))
      when 'gauges' then concat_ws(' ', coalesce(p_new, p_old) ->> 'manufacturer', coalesce(p_new, p_old) ->> 'model', coalesce(p_new, p_old) ->> 'serial')
    end
  )) || case when p_old is null or p_new is null then '{}' else coalesce((
    select jsonb_build_object('changes', jsonb_object_agg(k.key, jsonb_build_array(p_old -> k.key, k.value)))
    from jsonb_each(p_new) k
    where k.value is distinct from p_old -> k.key and k.key = any (private.audited_columns())
      -- The state of an address is where somebody lives.
      and (k.key <> 'state' or p_table = any (array['work_orders', 'scheduled_jobs', 'invoices']))
    having count(*) > 0
  ), '{}') end;
$$;

-- Statement-level: one entry per company, table and statement. A function that writes its own, single entry
-- (an import) raises `flowtrack.audit_quiet` for its transaction; the API offers no way to set it.
create function private.audit_statement()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_row record;
begin
  if current_setting('flowtrack.audit_quiet', true) = 'on' then
    return null;
  end if;
  if tg_op = 'UPDATE' then
    for v_row in execute format(
      'select n.company_id, count(*)::int as n, (array_agg(%1$s order by %1$s))[1:50] as ids,
         (select coalesce(jsonb_agg(distinct k.key), ''[]'') from old_rows o2 join new_rows n2 on %2$s
            cross join lateral jsonb_each(to_jsonb(n2)) k
            where k.value is distinct from to_jsonb(o2) -> k.key and k.key not in (''updated_at'')) as columns,
         case when count(*) = 1 then (select private.audit_details(%3$L, to_jsonb(o2), to_jsonb(n2)) from old_rows o2 join new_rows n2 on %2$s
            where n2.company_id = n.company_id) end as details
       from new_rows n group by n.company_id', tg_argv[0], tg_argv[1], tg_table_name)
    loop
      if v_row.columns <> '[]'::jsonb then
        perform private.write_audit(v_row.company_id, 'changed', tg_table_name, v_row.n, v_row.ids, jsonb_build_object('columns', v_row.columns),
          coalesce(v_row.details, '{}'));
      end if;
    end loop;
  else
    for v_row in execute format(
      'select n.company_id, count(*)::int as n, (array_agg(%1$s order by %1$s))[1:50] as ids,
         case when count(*) = 1 then (
           select private.audit_details(%3$L, null, to_jsonb(n2)) from %2$I n2 where n2.company_id = n.company_id) end as details
       from %2$I n group by n.company_id',
      tg_argv[0], case tg_op when 'INSERT' then 'new_rows' else 'old_rows' end, tg_table_name)
    loop
      perform private.write_audit(v_row.company_id, case tg_op when 'INSERT' then 'added' else 'deleted' end, tg_table_name, v_row.n, v_row.ids,
        '{}', coalesce(v_row.details, '{}'));
    end loop;
  end if;
  return null;
end;
$$;

-- The manifest of a tenant table, in one call per table: RLS on and forced, one permissive policy per verb that has
-- a permission, read-only grace as restrictive policies, and the audit trail. Column grants stay with the noun.
create function private.tenant_table(
  p_table text, p_read text, p_insert text default null, p_update text default null, p_delete text default null, p_audit boolean default true
)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_key text := case when exists (
    select 1 from information_schema.columns where table_schema = 'public' and table_name = p_table and column_name = 'id'
  ) then 'id' else 'company_id' end;
  v_mine text := 'company_id = (select private.auth_company_id(%L))';
begin
  execute format('alter table public.%I enable row level security', p_table);
  execute format('alter table public.%I force row level security', p_table);
  execute format('create policy %I on public.%I for select to authenticated using (' || v_mine || ')',
    p_table || ' are read by their own company', p_table, p_read);
  if p_insert is not null then
    execute format('create policy %I on public.%I for insert to authenticated with check (' || v_mine || ')',
      p_table || ' are added by their own company', p_table, p_insert);
    execute format('create policy %I on public.%I as restrictive for insert to authenticated with check ((select private.company_is_writable()))',
      p_table || ' are not added in grace', p_table);
  end if;
  if p_update is not null then
    execute format('create policy %I on public.%I for update to authenticated using (' || v_mine || ') with check (' || v_mine || ')',
      p_table || ' are changed by their own company', p_table, p_update, p_update);
    execute format('create policy %I on public.%I as restrictive for update to authenticated using ((select private.company_is_writable()))',
      p_table || ' are not changed in grace', p_table);
  end if;
  if p_delete is not null then
    execute format('create policy %I on public.%I for delete to authenticated using (' || v_mine || ')',
      p_table || ' are deleted by their own company', p_table, p_delete);
    execute format('create policy %I on public.%I as restrictive for delete to authenticated using ((select private.company_is_writable()))',
      p_table || ' are not deleted in grace', p_table);
  end if;
  if p_audit then
    execute format('create trigger audit_insert after insert on public.%I referencing new table as new_rows for each statement execute function private.audit_statement(%L, %L)',
      p_table, 'n.' || v_key, '');
    execute format('create trigger audit_update after update on public.%I referencing old table as old_rows new table as new_rows for each statement execute function private.audit_statement(%L, %L)',
      p_table, 'n.' || v_key, format('o2.company_id = n2.company_id and o2.%1$I = n2.%1$I', v_key));
    execute format('create trigger audit_delete after delete on public.%I referencing old table as old_rows for each statement execute function private.audit_statement(%L, %L)',
      p_table, 'n.' || v_key, '');
  end if;
  if exists (select 1 from information_schema.columns where table_schema = 'public' and table_name = p_table and column_name = 'updated_at') then
    execute format('create trigger touch_updated_at before update on public.%I for each row execute function private.touch_updated_at()', p_table);
  end if;
end;
$$;

revoke execute on all functions in schema private from public, anon;
grant execute on function private.refuse(text, text) to anon;
grant execute on function private.audit_chain() to authenticated;
create function public.audit_chain() returns boolean language sql stable set search_path = '' as $$ select private.audit_chain() $$;
grant execute on function public.audit_chain() to authenticated;

select private.tenant_table('audit_log', p_read => 'audit:read', p_audit => false);
grant select on public.audit_log to authenticated;

select private.tenant_table('company_settings', p_read => 'company:read', p_update => 'company:write');
grant select, update (due_soon_days, target_lead_days, certification_sentence, technicians_see_prices, first_run_hidden) on public.company_settings to authenticated;

select private.tenant_table('profiles', p_read => 'team:read');
grant select on public.profiles to authenticated;

-- Companies are their own tenant: the key is `id`.
alter table public.companies enable row level security;
alter table public.companies force row level security;
create policy "A company is read by its own people" on public.companies for select to authenticated
  using (id = (select private.auth_company_id('company:read')));
create policy "A company is changed by its admins" on public.companies for update to authenticated
  using (id = (select private.auth_company_id('company:write')))
  with check (id = (select private.auth_company_id('company:write')));
create policy "A company is not changed in grace" on public.companies as restrictive for update to authenticated
  using ((select private.company_is_writable()));
grant select, update (name, phone, email, line1, line2, city, state, zip, time_zone, licence_text, logo_file_id) on public.companies to authenticated;
create trigger touch_updated_at before update on public.companies for each row execute function private.touch_updated_at();

create function private.audit_company_change()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.write_audit(new.id, 'changed', 'companies', 1, array[new.id], jsonb_build_object('columns', (
    select coalesce(jsonb_agg(k.key), '[]') from jsonb_each(to_jsonb(new)) k
    where k.value is distinct from to_jsonb(old) -> k.key and k.key <> 'updated_at'
  )), private.audit_details('companies', to_jsonb(old), to_jsonb(new)));
  return null;
end;
$$;
create trigger audit_update after update on public.companies for each row execute function private.audit_company_change();

-- People see and change only themselves; choosing a company goes through choose_company() (0040).
alter table public.people enable row level security;
alter table public.people force row level security;
create policy "A person reads themselves" on public.people for select to authenticated using (user_id = (select private.auth_user_id()));
create policy "A person changes their own preferences" on public.people for update to authenticated
  using (user_id = (select private.auth_user_id())) with check (user_id = (select private.auth_user_id()));
grant select, update (scheme, field_order) on public.people to authenticated;
