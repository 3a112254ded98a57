-- Erasure of closed accounts (PRODUCT 4; the layers in prose: lib/privacy/anonymize.ts). One transaction per company, killed
-- anywhere it has done nothing. What is erased is read from private.column_rules and the catalogue, so a new table is erased too.

-- A legal hold is an operator's, set and lifted in SQL; while it stands nothing of the company is erased.
create table private.company_holds (
  company_id uuid primary key references public.companies (id),
  reason text not null constraint company_holds_reason check (length(btrim(reason)) >= 10),
  since timestamptz not null default now()
);

-- What lies outside the database and is done after the commit. The keeper is a storage bucket, 'stripe' (a customer there) or
-- 'erasure-list' (the erasure itself, to be listed outside).
create table private.erasure_objects (
  company_id uuid not null,
  keeper text not null,
  path text not null,
  primary key (company_id, keeper, path)
);

-- What was erased: counts and hashes, nobody's data. Chained to the certificate before it and to the head of the company's audit trail.
create table private.deletion_certificates (
  company_id uuid primary key references public.companies (id),
  number bigint not null unique,
  erased_at timestamptz not null,
  counts jsonb not null,
  audit_head bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  final_at timestamptz
);

-- One run a day, by the day in Los Angeles.
create table private.retention_runs (
  day date primary key,
  started_at timestamptz not null,
  finished_at timestamptz,
  result jsonb
);

select private.classify('private.company_holds', 'company_id reason since', 'left out', 'deleted', 'nobody', 'an operator’s note; with one, nothing is erased');
select private.classify('private.erasure_objects', 'company_id keeper path', 'left out', 'kept', 'nobody', 'what is still to be removed elsewhere; paths are ids');
select private.classify('private.deletion_certificates', 'company_id number erased_at counts audit_head previous_hash hash final_at',
  'left out', 'kept', 'nobody', 'the proof of erasure: counts and hashes');
select private.classify('private.retention_runs', 'day started_at finished_at result', 'left out', 'kept', 'nobody', 'when the daily run was made, in counts');

-- Deleting a file asks who points at it: without these, erasing a company with many reports takes time by the square of their number.
create index devices_photo_file on public.devices (company_id, photo_file_id) where photo_file_id is not null;
create index gauge_calibrations_certificate_file on public.gauge_calibrations (company_id, certificate_file_id) where certificate_file_id is not null;
create index test_records_report_file on public.test_records (company_id, report_file_id) where report_file_id is not null;
create index test_records_signature_file on public.test_records (company_id, signature_file_id) where signature_file_id is not null;
create index tester_licences_file_id on public.tester_licences (company_id, file_id) where file_id is not null;

-- The audit trail is append-only for everybody; the sweep may take away who did it and what proves it, and nothing else.
create function private.keep_audit()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and current_setting('flowtrack.erasing', true) = 'on' and new.personal is null and new.salt is null
    and to_jsonb(new) - array['personal', 'salt'] = to_jsonb(old) - array['personal', 'salt'] then
    return new;
  end if;
  -- An archive's trail comes before what the account that takes it in did: those entries move behind it (0195).
  if tg_op = 'UPDATE' and current_setting('flowtrack.bringing_back', true) = 'on'
    and to_jsonb(new) - array['seq', 'previous_hash', 'hash'] = to_jsonb(old) - array['seq', 'previous_hash', 'hash'] then
    return new;
  end if;
  raise exception 'The audit trail is append-only';
end;
$$;
create trigger keep_audit before update or delete on public.audit_log for each row execute function private.keep_audit();

-- The grace of PRODUCT 4 in hours, so that no change of clocks makes it shorter; GRACE_DAYS in lib/billing/plan.ts says the same.
create function private.grace()
returns interval
language sql
immutable
set search_path = ''
as $$ select interval '720 hours' $$;

-- The three layers, each by itself, so that each can be shown to be needed.
create function private.sweep_allows_identity(p_company public.companies)
returns boolean
language sql
immutable
set search_path = ''
as $$ select p_company.id is not null and p_company.erased_at is null $$;

create function private.sweep_allows_cancellation(p_company public.companies)
returns boolean
language sql
immutable
set search_path = ''
as $$ select coalesce(p_company.subscription_status = 'canceled', false) $$;

create function private.sweep_allows_grace(p_company public.companies, p_now timestamptz)
returns boolean
language sql
immutable
set search_path = ''
as $$ select coalesce(p_company.deletion_clock_starts_at <= p_now - private.grace(), false) $$;

-- A caller's clock may be behind the database's, never ahead of it: nobody is erased early by a wrong clock. What the demo
-- moved its company's clock by comes on top; elsewhere that is nothing.
create function private.sweep_clock(p_company_id uuid, p_now timestamptz)
returns timestamptz
language sql
stable
set search_path = ''
as $$ select least(coalesce(p_now, now()), now()) + (private.clock(p_company_id) - now()) $$;

-- Names of the tables whose rows go with a company: all that have a company, but for those of which something is kept.
create function private.erased_tables()
returns setof regclass
language sql
stable
set search_path = ''
as $$
  select c.oid::regclass
  from pg_catalog.pg_class c
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped
  where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p') and not c.relispartition
    and not exists (select from private.column_rules r where r.table_name = c.oid and r.erasure not in ('deleted', 'folded'))
  order by c.oid::regclass::text;
$$;

create function private.delete_company_rows(p_company_id uuid)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_table regclass;
  v_count bigint;
  v_counts jsonb := '{}';
begin
  for v_table in select private.erased_tables() loop
    execute format('delete from %s where company_id = $1', v_table) using p_company_id;
    get diagnostics v_count = row_count;
    if v_count > 0 then
      v_counts := v_counts || jsonb_build_object(v_table::text, v_count);
    end if;
  end loop;
  return v_counts;
end;
$$;

-- Sent invoices stay with the bill-to name, address and number alone; drafts go. What hangs on an invoice and is folded by the
-- rules (lines, payments) goes into its snapshot under the table's name, and the rows are deleted with all others.
create function private.freeze_invoices(p_company_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_part record;
begin
  delete from public.invoices i where i.company_id = p_company_id and i.state = 'draft';
  update public.invoices i
  set customer_snapshot = jsonb_build_object('number', i.number) || (
    select coalesce(jsonb_object_agg(f.key, f.value), '{}') from jsonb_each_text(i.customer_snapshot) f
    where f.key in ('name', 'line1', 'line2', 'city', 'state', 'zip') and f.value is not null
  )
  where i.company_id = p_company_id;
  for v_part in
    select c.oid::regclass as rows_of, c.relname as name, a.attname as invoice,
      (select array_agg(r.column_name::text) from private.column_rules r where r.table_name = c.oid and r.erasure = 'folded') as folded
    from pg_catalog.pg_constraint k
    join pg_catalog.pg_class c on c.oid = k.conrelid
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey) and a.attname <> 'company_id'
    where k.contype = 'f' and k.confrelid = 'public.invoices'::regclass
    order by c.relname
  loop
    execute format($sql$
      update public.invoices i set customer_snapshot = i.customer_snapshot || jsonb_build_object(%L, part.list)
      from (
        select t.%I as id, jsonb_agg(folded.fields order by folded.fields) as list
        from %s t
        cross join lateral (select jsonb_object_agg(f.key, f.value) as fields from jsonb_each(to_jsonb(t)) f where f.key = any ($2)) folded
        where t.company_id = $1 and folded.fields is not null
        group by 1
      ) part
      where i.company_id = $1 and i.id = part.id
    $sql$, v_part.name, v_part.invoice, v_part.rows_of) using p_company_id, v_part.folded;
  end loop;
end;
$$;

-- Empties what the rules call emptied in rows that stay: the audit trail, invoices, and whatever a later table keeps.
create function private.empty_kept_rows(p_company_id uuid, p_key name, p_table regclass default null)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_rule record;
begin
  for v_rule in
    select r.table_name,
      string_agg(format('%I = %s', r.column_name, case when r.table_name = 'public.companies'::regclass and r.column_name = 'name' then '''Erased company''' else 'null' end), ', ') as emptied,
      string_agg(format('%I is not null', r.column_name), ' or ') as filled
    from private.column_rules r
    join pg_catalog.pg_attribute a on a.attrelid = r.table_name and a.attname = p_key and not a.attisdropped
    where r.erasure = 'emptied' and (p_table is null or r.table_name = p_table)
    group by r.table_name
    order by r.table_name::text
  loop
    execute format('update %s set %s where %I = $1 and (%s)', v_rule.table_name, v_rule.emptied, p_key, v_rule.filled) using p_company_id;
  end loop;
end;
$$;

-- Every object below the company's folder, with a row in files or without one, is queued for removal.
create function private.queue_company_objects(p_company_id uuid)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
  v_count bigint;
begin
  insert into private.erasure_objects (company_id, keeper, path)
  select p_company_id, 'company-files', f.path from public.files f where f.company_id = p_company_id
  union
  select p_company_id, o.bucket_id, o.name from storage.objects o
  where o.name like p_company_id || '/%'
  on conflict do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;

-- Members who have no profile in another company, locked so that nobody joins one meanwhile.
create function private.people_of_company_alone(p_company_id uuid)
returns uuid[]
language plpgsql
set search_path = ''
as $$
begin
  perform from auth.users u
  where u.id in (select p.user_id from public.profiles p where p.company_id = p_company_id)
  order by u.id
  for update;
  return array(
    select distinct p.user_id from public.profiles p
    where p.company_id = p_company_id and p.user_id is not null
      and not exists (select from public.profiles o where o.user_id = p.user_id and o.company_id <> p_company_id)
  );
end;
$$;

-- Sign-ins with all that hangs on them: sessions, identities, tokens, mail on its way, and their entries in the sign-in service's log.
create function private.delete_people(p_users uuid[])
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_emails text[] := array(select lower(u.email) from auth.users u where u.id = any (p_users) and u.email is not null);
  v_table regclass;
  v_type regtype;
  v_count bigint;
  v_counts jsonb := '{}';
begin
  delete from private.jobs j where j.originator = any (p_users)
    or j.kind = 'send_email' and j.payload ->> 'outbox_id' in (select o.id::text from private.outbox o where lower(o.recipient) = any (v_emails) and o.company_id is null);
  delete from private.outbox o where lower(o.recipient) = any (v_emails) and o.company_id is null;
  delete from auth.audit_log_entries e
  where e.payload ->> 'actor_id' = any (p_users::text[]) or e.payload #>> '{traits,user_id}' = any (p_users::text[])
    or lower(e.payload ->> 'actor_username') = any (v_emails);
  get diagnostics v_count = row_count;
  v_counts := jsonb_build_object('auth.audit_log_entries', v_count);
  for v_table, v_type in
    select c.oid::regclass, a.atttypid::regtype from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped
    where c.relnamespace = 'auth'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'delete')
    order by c.relname
  loop
    execute format('delete from %s where user_id = any ($1::%s[])', v_table, v_type) using p_users::text[];
    get diagnostics v_count = row_count;
    v_counts := v_counts || jsonb_build_object(v_table::text, v_count);
  end loop;
  delete from auth.users u where u.id = any (p_users);
  get diagnostics v_count = row_count;
  return v_counts || jsonb_build_object('auth.users', v_count);
end;
$$;

create function private.certificate_hash(p_previous bytea, p_company_id uuid, p_number bigint, p_at timestamptz, p_counts jsonb, p_audit_head bytea)
returns bytea
language sql
immutable
set search_path = ''
as $$
  select sha256(p_previous || convert_to(jsonb_build_array(p_company_id, p_number, extract(epoch from p_at), p_counts)::text, 'UTF8') || p_audit_head);
$$;

create function private.write_certificate(p_company_id uuid, p_at timestamptz, p_counts jsonb)
returns private.deletion_certificates
language plpgsql
set search_path = ''
as $$
declare
  v_last private.deletion_certificates;
  v_new private.deletion_certificates;
begin
  select * into v_last from private.deletion_certificates c order by c.number desc limit 1;
  v_new.company_id := p_company_id;
  v_new.number := coalesce(v_last.number, 0) + 1;
  v_new.erased_at := p_at;
  v_new.counts := p_counts;
  v_new.audit_head := coalesce((select h.hash from private.audit_heads h where h.company_id = p_company_id), sha256(''::bytea));
  v_new.previous_hash := coalesce(v_last.hash, sha256(''::bytea));
  v_new.hash := private.certificate_hash(v_new.previous_hash, p_company_id, v_new.number, v_new.erased_at, v_new.counts, v_new.audit_head);
  insert into private.deletion_certificates values (v_new.*);
  return v_new;
end;
$$;

-- The erasure itself, in the order of PRODUCT 4. Asked again under the lock, so that who comes back meanwhile is not erased.
create function private.erase_company(p_company_id uuid, p_now timestamptz)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_company public.companies;
  v_hold private.company_holds;
  v_gone uuid[];
  v_counts jsonb;
  v_certificate private.deletion_certificates;
begin
  select * into v_company from public.companies c where c.id = p_company_id for update;
  if not private.sweep_allows_identity(v_company) then
    return jsonb_build_object('erased', false, 'refused', 'identity');
  end if;
  if not private.sweep_allows_cancellation(v_company) then
    return jsonb_build_object('erased', false, 'refused', 'cancellation');
  end if;
  if not private.sweep_allows_grace(v_company, p_now) then
    return jsonb_build_object('erased', false, 'refused', 'grace');
  end if;
  select * into v_hold from private.company_holds h where h.company_id = p_company_id;
  if found then
    return jsonb_build_object('erased', false, 'refused', 'legal_hold', 'reason', v_hold.reason, 'since', v_hold.since);
  end if;

  -- From here on triggers write counts at most, and locked evidence may go.
  perform set_config('flowtrack.erasing', 'on', true), set_config('flowtrack.audit_quiet', 'on', true);
  set constraints all deferred;
  perform private.freeze_invoices(p_company_id);
  perform private.empty_kept_rows(p_company_id, 'company_id');
  v_gone := private.people_of_company_alone(p_company_id);
  perform private.empty_kept_rows(p_company_id, 'id', 'public.companies');
  update public.companies c set erased_at = p_now where c.id = p_company_id;
  v_counts := jsonb_build_object('storage.objects', private.queue_company_objects(p_company_id));
  perform private.queue_outside_copies(p_company_id);
  v_counts := v_counts || private.delete_company_rows(p_company_id);
  update public.people m
  set active_company_id = (
    select p.company_id from public.profiles p join public.companies c on c.id = p.company_id and c.erased_at is null
    where p.user_id = m.user_id and p.removed_at is null order by p.created_at limit 1
  )
  where m.active_company_id = p_company_id;
  v_counts := v_counts || private.delete_people(v_gone);
  set constraints all immediate;
  perform private.write_audit(p_company_id, 'erased', 'companies', 1, array[p_company_id], jsonb_build_object('rows', v_counts));
  -- Once more: the entries the steps above wrote themselves.
  perform private.empty_kept_rows(p_company_id, 'company_id', 'public.audit_log');
  perform set_config('flowtrack.erasing', 'off', true), set_config('flowtrack.audit_quiet', 'off', true);
  v_certificate := private.write_certificate(p_company_id, p_now, v_counts);
  perform private.queue_finish_erasure(p_company_id, 'swept');
  return jsonb_build_object('erased', true, 'number', v_certificate.number, 'hash', encode(v_certificate.hash, 'hex'), 'counts', v_counts);
end;
$$;

-- The job belongs to no company: the company's own jobs go with it. Asked for again each day until the certificate is final.
create function private.queue_finish_erasure(p_company_id uuid, p_occasion text)
returns void
language sql
set search_path = ''
as $$
  select private.enqueue_job('finish_erasure', jsonb_build_object('company_id', p_company_id), null, 'finish_erasure:' || p_company_id || ':' || p_occasion);
$$;

-- One sweep at a time: two companies that share a person must not both leave the person to the other.
create function private.sweep_company(p_company_id uuid, p_now timestamptz)
returns jsonb
language plpgsql
security definer
set search_path = ''
set lock_timeout = '120s'
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('flowtrack sweep', 0));
  return private.erase_company(p_company_id, private.sweep_clock(p_company_id, p_now));
end;
$$;

-- An unpaid trial ends the same way: the first run after its end closes the account as of trial_ends_at, with its entry in the
-- audit trail. It was read-only from that instant on already. A transaction of its own, before the sweep's.
create function private.close_unpaid_trial(p_company_id uuid, p_now timestamptz)
returns boolean
language plpgsql
set search_path = ''
as $$
declare
  v_ended_at timestamptz;
begin
  select c.trial_ends_at into v_ended_at from public.companies c
  where c.id = p_company_id and c.erased_at is null and c.subscription_status = 'trialing' and c.trial_ends_at <= p_now
  for update;
  if v_ended_at is null then
    return false;
  end if;
  perform private.set_account_state(p_company_id, 'ended trial', 'canceled', v_ended_at);
  return true;
end;
$$;
create function private.end_trial(p_company_id uuid, p_now timestamptz)
returns boolean
language sql
security definer
set search_path = ''
as $$
  select private.close_unpaid_trial(p_company_id, private.sweep_clock(p_company_id, p_now));
$$;

create function private.hold_of(p_company_id uuid)
returns text
language sql
stable
set search_path = ''
as $$ select h.reason from private.company_holds h where h.company_id = p_company_id $$;

-- Whose grace has expired: a list to work through; the sweep asks each of them again.
create function private.companies_to_erase(p_now timestamptz)
returns table (company_id uuid, clock_started_at timestamptz, held text)
language sql
stable
security definer
set search_path = ''
as $$
  select c.id, case c.subscription_status when 'trialing' then c.trial_ends_at else c.deletion_clock_starts_at end,
    private.hold_of(c.id)
  from public.companies c
  where c.erased_at is null
    and case c.subscription_status
      when 'trialing' then c.trial_ends_at <= private.sweep_clock(c.id, p_now) - private.grace()
      when 'canceled' then c.deletion_clock_starts_at <= private.sweep_clock(c.id, p_now) - private.grace()
      else false end
  order by 2, 1;
$$;

-- After a restored backup: a company of the list of erasures is closed again as it was, and the sweep's layers decide.
create function private.reopen_clock(p_company_id uuid, p_clock timestamptz)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  update public.companies c set subscription_status = 'canceled', deletion_clock_starts_at = p_clock
  where c.id = p_company_id and c.erased_at is null and p_clock <= private.clock(c.id) - private.grace();
  return found;
end;
$$;
create function private.close_again(p_company_id uuid, p_clock timestamptz)
returns boolean
language sql
security definer
set search_path = ''
as $$
  select private.reopen_clock(p_company_id, p_clock);
$$;

create function private.queued_objects(p_company_id uuid, p_limit int)
returns table (keeper text, path text)
language sql
stable
set search_path = ''
as $$
  select o.keeper, o.path from private.erasure_objects o where o.company_id = p_company_id
  order by array_position(array['erasure-list', 'stripe'], o.keeper), o.keeper, o.path limit p_limit;
$$;
create function private.take_erasure_objects(p_company_id uuid, p_limit int)
returns table (keeper text, path text)
language sql
stable
security definer
set search_path = ''
as $$
  select * from private.queued_objects(p_company_id, p_limit);
$$;

create function private.unqueue_objects(p_company_id uuid, p_keeper text, p_paths text[])
returns void
language sql
set search_path = ''
as $$
  delete from private.erasure_objects o where o.company_id = p_company_id and o.keeper = p_keeper and o.path = any (p_paths);
$$;
create function private.forget_erasure_objects(p_company_id uuid, p_keeper text, p_paths text[])
returns void
language sql
security definer
set search_path = ''
as $$
  select private.unqueue_objects(p_company_id, p_keeper, p_paths);
$$;

-- What is left of a company: rows by table, sign-ins that look at it, objects, and objects still in the queue.
create function private.company_remains(p_company_id uuid)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_table regclass;
  v_count bigint;
  v_left jsonb := '{}';
begin
  for v_table in select private.erased_tables() loop
    execute format('select count(*) from %s where company_id = $1', v_table) into v_count using p_company_id;
    v_left := v_left || jsonb_build_object(v_table::text, v_count);
  end loop;
  v_left := v_left || jsonb_build_object(
    'public.people', (select count(*) from public.people m where m.active_company_id = p_company_id),
    'public.audit_log, who did it', (select count(*) from public.audit_log a where a.company_id = p_company_id and (a.personal is not null or a.salt is not null)),
    'storage.objects', (select count(*) from storage.objects o where o.name like p_company_id || '/%'),
    'private.erasure_objects', (select count(*) from private.erasure_objects o where o.company_id = p_company_id)
  );
  for v_table in
    select c.oid::regclass from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped
    where c.relnamespace = 'auth'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'select')
    order by c.relname
  loop
    execute format('select count(*) from %s t where t.user_id is not null and not exists (select from auth.users u where u.id::text = t.user_id::text)', v_table) into v_count;
    v_left := v_left || jsonb_build_object(v_table::text || ' of nobody', v_count);
  end loop;
  return (select coalesce(jsonb_object_agg(l.key, l.value), '{}') from jsonb_each(v_left) l where l.value <> '0'::jsonb);
end;
$$;

-- The certificate becomes final when nothing is left. What a writer brought in at the last moment is taken away first.
create function private.conclude_erasure(p_company_id uuid)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform from public.companies c join private.deletion_certificates d on d.company_id = c.id
  where c.id = p_company_id and c.erased_at is not null for update of c;
  if not found then
    return null;
  end if;
  perform set_config('flowtrack.erasing', 'on', true), set_config('flowtrack.audit_quiet', 'on', true);
  set constraints all deferred;
  perform private.queue_company_objects(p_company_id);
  perform private.delete_company_rows(p_company_id);
  perform private.empty_kept_rows(p_company_id, 'company_id', 'public.audit_log');
  set constraints all immediate;
  perform set_config('flowtrack.erasing', 'off', true), set_config('flowtrack.audit_quiet', 'off', true);
  if exists (select from private.erasure_objects o where o.company_id = p_company_id) then
    return false;
  end if;
  update private.deletion_certificates d set final_at = private.clock(p_company_id) where d.company_id = p_company_id and d.final_at is null;
  return true;
end;
$$;
create function private.finish_erasure(p_company_id uuid)
returns boolean
language sql
security definer
set search_path = ''
as $$
  select private.conclude_erasure(p_company_id);
$$;

-- What `npm run verify-erasure` asks: what is left, and whether chain and certificate are intact.
create function private.erasure_facts(p_company_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'company', (select jsonb_build_object('erased_at', c.erased_at, 'clock_started_at', c.deletion_clock_starts_at) from public.companies c where c.id = p_company_id),
    'left', private.company_remains(p_company_id),
    'chain_is_whole', private.audit_chain_is_whole(p_company_id),
    'certificate', (
      select jsonb_build_object('number', d.number, 'erased_at', d.erased_at, 'hash', encode(d.hash, 'hex'), 'counts', d.counts, 'final_at', d.final_at,
        'is_intact', d.hash = private.certificate_hash(d.previous_hash, d.company_id, d.number, d.erased_at, d.counts, d.audit_head)
          and d.previous_hash = coalesce((select p.hash from private.deletion_certificates p where p.number = d.number - 1), sha256(''::bytea))
          and d.audit_head = (select h.hash from private.audit_heads h where h.company_id = d.company_id))
      from private.deletion_certificates d where d.company_id = p_company_id
    )
  );
$$;
create function private.check_erasure(p_company_id uuid)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select private.erasure_facts(p_company_id);
$$;

-- True for the first to ask on a day, and for one who comes long after a run that died. Takes up unfinished erasures again.
create function private.begin_retention_run(p_day date)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into private.retention_runs as r (day, started_at) values (p_day, now())
  on conflict (day) do update set started_at = now() where r.finished_at is null and r.started_at < now() - interval '20 minutes';
  if not found then
    return false;
  end if;
  perform private.queue_finish_erasure(d.company_id, p_day::text) from private.deletion_certificates d where d.final_at is null;
  perform private.queue_photo_expiry(p_day);
  -- What was refused at our own doors, with addresses as hashes. What operators did at their desk stays.
  delete from public.security_log s where s.happened_at < now() - interval '90 days' and s.event not like 'desk: %';
  return true;
end;
$$;
create function private.finish_retention_run(p_day date, p_result jsonb)
returns void
language sql
security definer
set search_path = ''
as $$
  update private.retention_runs r set finished_at = now(), result = p_result where r.day = p_day;
$$;

grant execute on function
  private.sweep_company(uuid, timestamptz), private.end_trial(uuid, timestamptz), private.companies_to_erase(timestamptz), private.close_again(uuid, timestamptz),
  private.take_erasure_objects(uuid, int), private.forget_erasure_objects(uuid, text, text[]), private.finish_erasure(uuid), private.check_erasure(uuid),
  private.begin_retention_run(date), private.finish_retention_run(date, jsonb)
to service_role;

create function public.sweep_company(p_company_id uuid, p_now timestamptz) returns jsonb
language sql set search_path = '' set statement_timeout = '600s' as $$ select private.sweep_company(p_company_id, p_now) $$;
create function public.end_trial(p_company_id uuid, p_now timestamptz) returns boolean
language sql set search_path = '' as $$ select private.end_trial(p_company_id, p_now) $$;
create function public.companies_to_erase(p_now timestamptz)
returns table (company_id uuid, clock_started_at timestamptz, held text)
language sql stable set search_path = '' as $$ select * from private.companies_to_erase(p_now) $$;
create function public.close_again(p_company_id uuid, p_clock timestamptz) returns boolean
language sql set search_path = '' as $$ select private.close_again(p_company_id, p_clock) $$;
create function public.take_erasure_objects(p_company_id uuid, p_limit int)
returns table (keeper text, path text)
language sql stable set search_path = '' as $$ select * from private.take_erasure_objects(p_company_id, p_limit) $$;
create function public.forget_erasure_objects(p_company_id uuid, p_keeper text, p_paths text[]) returns void
language sql set search_path = '' as $$ select private.forget_erasure_objects(p_company_id, p_keeper, p_paths) $$;
create function public.finish_erasure(p_company_id uuid) returns boolean
language sql set search_path = '' set statement_timeout = '300s' as $$ select private.finish_erasure(p_company_id) $$;
create function public.check_erasure(p_company_id uuid) returns jsonb
language sql stable set search_path = '' set statement_timeout = '300s' as $$ select private.check_erasure(p_company_id) $$;
create function public.begin_retention_run(p_day date) returns boolean
language sql set search_path = '' as $$ select private.begin_retention_run(p_day) $$;
create function public.finish_retention_run(p_day date, p_result jsonb) returns void
language sql set search_path = '' as $$ select private.finish_retention_run(p_day, p_result) $$;
revoke execute on function
  public.sweep_company(uuid, timestamptz), public.end_trial(uuid, timestamptz), public.companies_to_erase(timestamptz), public.close_again(uuid, timestamptz),
  public.take_erasure_objects(uuid, int), public.forget_erasure_objects(uuid, text, text[]), public.finish_erasure(uuid), public.check_erasure(uuid),
  public.begin_retention_run(date), public.finish_retention_run(date, jsonb)
from public;
grant execute on function
  public.sweep_company(uuid, timestamptz), public.end_trial(uuid, timestamptz), public.companies_to_erase(timestamptz), public.close_again(uuid, timestamptz),
  public.take_erasure_objects(uuid, int), public.forget_erasure_objects(uuid, text, text[]), public.finish_erasure(uuid), public.check_erasure(uuid),
  public.begin_retention_run(date), public.finish_retention_run(date, jsonb)
to service_role;
