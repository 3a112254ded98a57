-- A company takes its data along (PRODUCT 3): at any time, also in grace. What leaves is private.column_rules alone, so a
-- table of a later migration is exported by itself, in its place behind whatever it points at.

insert into private.role_permissions (role, permission) values ('company_admin', 'export:run');

-- The tables that leave: with the columns that do, and the key they are paged by (the primary key without the company,
-- which is the same in every row).
create function private.export_tables(p_name text default null)
returns table (name text, relation regclass, tenant_key text, columns text[], keys text[], key_types text[])
language sql
stable
security definer
set search_path = ''
as $$
  select c.relname, c.oid::regclass, own.key,
    (
      select array_agg(a.attname::text order by a.attnum)
      from pg_catalog.pg_attribute a
      join private.column_rules r on r.table_name = a.attrelid and r.column_name = a.attname and r.leaves = 'as it is'
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    ),
    paged.keys, paged.types
  from pg_catalog.pg_class c
  cross join lateral (select case when c.oid = 'public.companies'::regclass then 'id' else 'company_id' end as key) own
  cross join lateral (
    select array_agg(a.attname::text order by k.at) as keys, array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod) order by k.at) as types
    from pg_catalog.pg_index i
    cross join lateral unnest(i.indkey::int2[]) with ordinality k (attnum, at)
    join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
    where i.indrelid = c.oid and i.indisprimary and (a.attname <> own.key or i.indnkeyatts = 1)
  ) paged
  where c.oid in (select r.table_name from private.column_rules r where r.leaves = 'as it is') and (p_name is null or c.relname = p_name);
$$;

-- Their names, parents before children. Where references run in a circle, one that may be empty bends.
create function private.export_order()
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_left regclass[] := array(select t.relation from private.export_tables() t);
  v_order text[] := '{}';
  v_next regclass;
begin
  while cardinality(v_left) > 0 loop
    select t.relation into v_next
    from unnest(v_left) t (relation)
    cross join lateral (
      select count(*) as parents, count(*) filter (where not exists (
        select from pg_catalog.pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey) and not a.attnotnull
      )) as firm
      from pg_catalog.pg_constraint k
      where k.conrelid = t.relation and k.contype = 'f' and k.confrelid <> t.relation and k.confrelid = any (v_left)
    ) waits
    order by waits.firm, waits.parents, t.relation::text
    limit 1;
    v_order := v_order || (select c.relname::text from pg_catalog.pg_class c where c.oid = v_next);
    v_left := array_remove(v_left, v_next);
  end loop;
  return v_order;
end;
$$;

-- The company of an export that the caller began and the log therefore knows: nothing leaves that nobody wrote down. It stays
-- open for as long as an archive may take.
create function private.require_export(p_export_id uuid)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('export:run', false);
begin
  if not exists (
      select from public.audit_log a
      where a.company_id = v_company and a.target_ids @> array[p_export_id] and a.action = 'started export'
        and a.personal ->> 'profile_id' = private.auth_profile_id()::text and a.happened_at > now() - interval '20 minutes'
    ) or exists (
      select from public.audit_log a
      where a.company_id = v_company and a.target_ids @> array[p_export_id] and a.action in ('finished export', 'failed export')
    ) then
    perform private.refuse('not_found', 'export');
  end if;
  return v_company;
end;
$$;

-- One page of one table as lines: the key to go on behind, then each row as its JSON, exact; '' when there are no more. Text,
-- for rows wrapped in JSON once more would take twice as long.
create function private.export_page(p_export_id uuid, p_table text, p_after jsonb, p_limit int)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_export(p_export_id);
  v_table record;
  v_keys text;
  v_after text;
  v_page text;
begin
  select t.* into v_table from private.export_tables(coalesce(p_table, '')) t;
  if not found then
    perform private.refuse('not_found', 'table');
  end if;
  select string_agg(format('x.%I', k.key), ', ' order by k.at), string_agg(format('($2 ->> %s)::%s', k.at - 1, k.type), ', ' order by k.at)
  into v_keys, v_after
  from unnest(v_table.keys, v_table.key_types) with ordinality k (key, type, at);
  execute format(
    'select (array_agg(page.key order by page.at desc))[1]::text || e''\n'' || string_agg(page.line, e''\n'' order by page.at)
     from (
       select row_number() over (order by %1$s) as at, jsonb_build_array(%1$s) as key,
         replace((select row_to_json(leaving)::text from (select %2$s) leaving), e''\n'', '' '') as line
       from %3$s x
       where x.%4$I = $1 and ($2 is null or (%1$s) > (%5$s))
       order by %1$s
       limit $3
     ) page',
    v_keys, (select string_agg(format('x.%I', c), ', ') from unnest(v_table.columns) c), v_table.relation, v_table.tenant_key, v_after
  ) into v_page using v_company, nullif(p_after, 'null'::jsonb), least(greatest(coalesce(p_limit, 1000), 1), 1000);
  return coalesce(v_page, '');
end;
$$;

-- How many rows each table holds for the company now, by its name, and the instant they were counted.
create function private.export_counts(p_export_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_export(p_export_id);
  v_counts jsonb := '{}';
  v_count bigint;
  v_table record;
begin
  for v_table in select t.* from private.export_tables() t loop
    execute format('select count(*) from %s x where x.%I = $1', v_table.relation, v_table.tenant_key) into v_count using v_company;
    v_counts := v_counts || jsonb_build_object(v_table.name, v_count);
  end loop;
  return jsonb_build_object('at', clock_timestamp(), 'counts', v_counts);
end;
$$;

-- Starts an export and writes it down: what leaves, in order, and what does not, with the reason.
create function private.begin_export()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('export:run', false);
  v_id uuid := gen_random_uuid();
  v_order text[] := private.export_order();
begin
  perform private.write_audit(v_company, 'started export', 'exports', 1, array[v_id]);
  return jsonb_build_object(
    'id', v_id,
    'company_id', v_company,
    'at', clock_timestamp(),
    'tables', (
      select jsonb_agg(jsonb_build_object('name', t.name, 'columns', t.columns) order by array_position(v_order, t.name)) from private.export_tables() t
    ),
    'left_out', (
      select jsonb_agg(jsonb_build_object('table', l.name, 'columns', l.columns, 'why', l.why) order by l.name, l.why)
      from (
        select c.relname as name, r.why, array_agg(r.column_name order by r.column_name) as columns
        from private.column_rules r
        join pg_catalog.pg_class c on c.oid = r.table_name
        where r.leaves = 'left out'
        group by c.relname, r.why
      ) l
    )
  );
end;
$$;

-- How an export went, or why it was refused; only our own server says so. Somebody of another company is not believed.
create function private.log_export(p_company_id uuid, p_profile_id uuid, p_export_id uuid, p_outcome text, p_facts jsonb)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user uuid;
begin
  if p_outcome is null or p_outcome not in ('finished', 'failed', 'refused') then
    perform private.refuse('not_found', 'outcome');
  end if;
  select p.user_id into v_user from public.profiles p where p.company_id = p_company_id and p.id = p_profile_id;
  if not found then
    perform private.refuse('not_found', 'profile');
  end if;
  perform private.write_audit(
    p_company_id, p_outcome || ' export', 'exports', 1, case when p_export_id is null then '{}'::uuid[] else array[p_export_id] end,
    coalesce(p_facts, '{}'), jsonb_build_object('user_id', v_user, 'profile_id', p_profile_id)
  );
end;
$$;

-- How often a key may still be heard at this moment, without counting this question.
create function private.rate_limit_left(p_bucket text, p_key text, p_limit int, p_window_seconds int)
returns int
language sql
stable
security definer
set search_path = ''
as $$
  select greatest(0, p_limit - coalesce((
    select cardinality(private.recently_heard(r.heard, p_window_seconds)) from private.rate_limits r
    where r.bucket = p_bucket and r.key_hash = sha256(convert_to(p_key, 'UTF8'))
  ), 0));
$$;

revoke execute on function
  private.export_tables(text), private.export_order(), private.require_export(uuid), private.export_page(uuid, text, jsonb, int), private.export_counts(uuid),
  private.begin_export(),
  private.log_export(uuid, uuid, uuid, text, jsonb), private.rate_limit_left(text, text, int, int)
from public, anon, authenticated;
grant execute on function private.export_page(uuid, text, jsonb, int), private.export_counts(uuid), private.begin_export() to authenticated;
grant execute on function private.log_export(uuid, uuid, uuid, text, jsonb), private.rate_limit_left(text, text, int, int) to service_role;

create function public.export_page(p_export_id uuid, p_table text, p_after jsonb default null, p_limit int default 1000)
returns text language sql stable set search_path = '' as $$ select private.export_page(p_export_id, p_table, p_after, p_limit) $$;
create function public.export_counts(p_export_id uuid)
returns jsonb language sql stable set search_path = '' as $$ select private.export_counts(p_export_id) $$;
create function public.begin_export()
returns jsonb language sql set search_path = '' as $$ select private.begin_export() $$;
create function public.log_export(p_company_id uuid, p_profile_id uuid, p_export_id uuid, p_outcome text, p_facts jsonb default '{}')
returns void language sql set search_path = '' as $$ select private.log_export(p_company_id, p_profile_id, p_export_id, p_outcome, p_facts) $$;
create function public.rate_limit_left(p_bucket text, p_key text, p_limit int, p_window_seconds int)
returns int language sql stable set search_path = '' as $$ select private.rate_limit_left(p_bucket, p_key, p_limit, p_window_seconds) $$;
grant execute on function public.export_page(uuid, text, jsonb, int), public.export_counts(uuid), public.begin_export() to authenticated;
grant execute on function public.log_export(uuid, uuid, uuid, text, jsonb), public.rate_limit_left(text, text, int, int) to service_role;
