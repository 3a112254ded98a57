-- What a customer does in the portal: confirms a visit, asks for one, says that an address or a phone is wrong. The office sees what
-- is asked, plans the visit or takes the correction over, or says why not.

create table public.portal_requests (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  customer_id uuid not null,
  location_id uuid,
  kind text not null constraint portal_requests_kind check (kind in ('visit', 'contact')),
  days date[] not null default '{}' constraint portal_requests_days check (cardinality(days) <= 5),
  note text constraint portal_requests_note check (length(note) <= 2000),
  -- {column of customers: [was, is]}
  changes jsonb not null default '{}' constraint portal_requests_changes check (jsonb_typeof(changes) = 'object' and length(changes::text) <= 8000),
  state text not null default 'open' constraint portal_requests_state check (state in ('open', 'done', 'declined')),
  answer text constraint portal_requests_answer check (length(answer) <= 500),
  profile_id uuid,
  work_order_id uuid,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  closed_by uuid,
  primary key (company_id, id),
  constraint portal_requests_closed check ((state = 'open') = (closed_at is null)),
  constraint portal_requests_customer foreign key (company_id, customer_id) references public.customers (company_id, id) deferrable,
  constraint portal_requests_location foreign key (company_id, location_id) references public.customer_locations (company_id, id) deferrable,
  constraint portal_requests_work_order foreign key (company_id, work_order_id) references public.work_orders (company_id, id) deferrable,
  constraint portal_requests_profile foreign key (company_id, profile_id) references public.profiles (company_id, id) deferrable,
  constraint portal_requests_closed_by foreign key (company_id, closed_by) references public.profiles (company_id, id) deferrable
);
create index portal_requests_customer_id on public.portal_requests (company_id, customer_id, created_at desc);
create index portal_requests_location_id on public.portal_requests (company_id, location_id) where location_id is not null;
create index portal_requests_work_order_id on public.portal_requests (company_id, work_order_id) where work_order_id is not null;
create index portal_requests_profile_id on public.portal_requests (company_id, profile_id) where profile_id is not null;
create index portal_requests_closed_by_id on public.portal_requests (company_id, closed_by) where closed_by is not null;
create index portal_requests_open on public.portal_requests (company_id, created_at) where state = 'open';
select private.tenant_table('portal_requests', p_read => 'customers:read');
grant select on public.portal_requests to authenticated;
select private.classify('public.portal_requests', 'company_id id customer_id location_id kind days note changes state answer work_order_id created_at closed_at',
  'as it is', 'deleted', 'customer', 'what a customer asked for in the portal, and what came of it');
select private.classify('public.portal_requests', 'profile_id closed_by', 'as it is', 'deleted', 'staff', 'who asked, and who answered');

-- A visit that was planned is confirmed as the customer saw it: one that was moved meanwhile is not.
create function private.portal_confirm_visit(p_id uuid, p_version int)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_me private.portal_caller := private.require_customer(true);
  v_visit public.scheduled_jobs;
begin
  if not exists (
    select from public.scheduled_jobs j
    join public.work_order_list w on w.company_id = j.company_id and w.id = j.work_order_id
    where j.company_id = v_me.company_id and w.customer_id = any (v_me.customers) and j.id = p_id
  ) then
    perform private.refuse('not_found');
  end if;
  v_visit := private.open_visit(v_me.company_id, p_id, p_version);
  if v_visit.state = 'confirmed' then
    return v_visit.version;
  end if;
  if v_visit.state <> 'planned' then
    perform private.refuse('visit_step');
  end if;
  update public.scheduled_jobs j set state = 'confirmed', version = j.version + 1 where j.company_id = v_me.company_id and j.id = p_id;
  insert into public.visit_events (company_id, scheduled_job_id, what, reason, profile_id) values (v_me.company_id, p_id, 'confirmed', 'By the customer', v_me.profile_id);
  return v_visit.version + 1;
end;
$$;

-- Keeps a request, once for an id; a customer has at most ten that wait.
create function private.keep_request(p_me private.portal_caller, p_row public.portal_requests)
returns uuid
language plpgsql
set search_path = ''
as $$
begin
  perform 1 from public.customers c where c.company_id = p_me.company_id and c.id = p_row.customer_id for update;
  if exists (select from public.portal_requests q where q.company_id = p_me.company_id and q.id = p_row.id and q.profile_id = p_me.profile_id) then
    return p_row.id;
  end if;
  if (select count(*) from public.portal_requests q where q.company_id = p_me.company_id and q.customer_id = p_row.customer_id and q.state = 'open') >= 10 then
    perform private.refuse('portal_too_many');
  end if;
  insert into public.portal_requests (company_id, id, customer_id, location_id, kind, days, note, changes, profile_id)
  values (p_me.company_id, p_row.id, p_row.customer_id, p_row.location_id, p_row.kind, p_row.days, p_row.note, p_row.changes, p_me.profile_id);
  return p_row.id;
end;
$$;

create function private.portal_ask_visit(p_id uuid, p_location_id uuid, p_days date[], p_note text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_me private.portal_caller := private.require_customer(true);
  v_row public.portal_requests;
  v_today date := private.today_of(v_me.company_id);
begin
  select l.customer_id into v_row.customer_id from public.customer_locations l
  where l.company_id = v_me.company_id and l.customer_id = any (v_me.customers) and l.id = p_location_id and l.deleted_at is null;
  if v_row.customer_id is null or p_id is null then
    perform private.refuse('not_found', 'location_id');
  end if;
  v_row.days := array(select distinct d from unnest(p_days) d where d is not null order by d);
  if cardinality(v_row.days) not between 1 and 5 or exists (select from unnest(v_row.days) d where d not between v_today and v_today + 365) then
    perform private.refuse('portal_days', 'day_1');
  end if;
  v_row.id := p_id;
  v_row.location_id := p_location_id;
  v_row.kind := 'visit';
  v_row.note := nullif(btrim(p_note), '');
  v_row.changes := '{}';
  return private.keep_request(v_me, v_row);
end;
$$;

-- What of a customer's own contact details is not right; only what differs is kept, with what stood there.
create function private.portal_ask_correction(p_id uuid, p_customer_id uuid, p jsonb)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_me private.portal_caller := private.require_customer(true);
  v_row public.portal_requests;
begin
  select c.id, (
      select coalesce(jsonb_object_agg(k.key, jsonb_build_array(to_jsonb(c) -> k.key, nullif(btrim(p ->> k.key), ''))), '{}')
      from unnest(array['contact_name', 'phone', 'email', 'line1', 'line2', 'city', 'state', 'zip']) k (key)
      where p ? k.key and nullif(btrim(p ->> k.key), '') is distinct from to_jsonb(c) ->> k.key and length(p ->> k.key) <= 254
    )
  into v_row.customer_id, v_row.changes
  from public.customers c where c.company_id = v_me.company_id and c.id = p_customer_id and c.id = any (v_me.customers);
  if v_row.customer_id is null or p_id is null then
    perform private.refuse('not_found');
  end if;
  if v_row.changes = '{}' then
    perform private.refuse('portal_nothing_changed');
  end if;
  v_row.id := p_id;
  v_row.kind := 'contact';
  v_row.days := '{}';
  v_row.note := nullif(btrim(p ->> 'note'), '');
  return private.keep_request(v_me, v_row);
end;
$$;

-- The open request, locked, for the office.
create function private.open_request(p_company_id uuid, p_id uuid, p_kind text)
returns public.portal_requests
language plpgsql
set search_path = ''
as $$
declare
  v_request public.portal_requests;
begin
  select * into v_request from public.portal_requests q
  where q.company_id = p_company_id and q.id = p_id and (p_kind is null or q.kind = p_kind) for update;
  if v_request.id is null then
    perform private.refuse('not_found');
  end if;
  if v_request.state <> 'open' then
    perform private.refuse('portal_answered');
  end if;
  return v_request;
end;
$$;

create function private.close_request(p_request public.portal_requests, p_state text, p_answer text, p_work_order_id uuid default null)
returns void
language sql
set search_path = ''
as $$
  update public.portal_requests q
  set state = p_state, answer = nullif(btrim(p_answer), ''), work_order_id = p_work_order_id, closed_at = now(), closed_by = private.auth_profile_id()
  where q.company_id = p_request.company_id and q.id = p_request.id;
$$;

-- Takes a correction over into the customer's row. The key by which imports find a customer comes from lib/imports/keys.ts.
create function private.accept_correction(p_id uuid, p_match_key text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('customers:write');
  v_request public.portal_requests := private.open_request(v_company, p_id, 'contact');
  v_is jsonb := (select jsonb_object_agg(k.key, k.value -> 1) from jsonb_each(v_request.changes) k);
begin
  update public.customers c
  set (contact_name, phone, email, line1, line2, city, state, zip) = (
      select n.contact_name, n.phone, n.email, n.line1, n.line2, n.city, n.state, n.zip from jsonb_populate_record(c, v_is) n),
    match_key = p_match_key
  where c.company_id = v_company and c.id = v_request.customer_id and c.deleted_at is null;
  perform private.close_request(v_request, 'done', null);
end;
$$;

-- Plans the visit that was asked for: the assemblies given join an order at the site, with the wished days in its notes.
create function private.plan_portal_request(p_id uuid, p_device_ids uuid[])
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('work:write');
  v_request public.portal_requests := private.open_request(v_company, p_id, 'visit');
  v_order uuid;
begin
  if coalesce(cardinality(p_device_ids), 0) = 0 then
    perform private.refuse('portal_nothing_stands');
  end if;
  perform private.plan_visits(p_id, p_device_ids);
  select x.work_order_id into v_order from public.work_order_devices x
  where x.company_id = v_company and x.device_id = any (p_device_ids) and x.closed_at is null order by (x.plan_id = p_id) desc nulls last, x.created_at desc limit 1;
  update public.work_orders w
  set notes = left(concat_ws(E'\n', w.notes, 'The customer asks for ' || array_to_string(array(select to_char(d, 'FMDay, FMMonth FMDD') from unnest(v_request.days) d), '; ')
    || coalesce(': ' || v_request.note, '.')), 4000)
  where w.company_id = v_company and w.id = v_order;
  perform private.close_request(v_request, 'done', null, v_order);
  return v_order;
end;
$$;

create function private.decline_portal_request(p_id uuid, p_answer text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('customers:write');
begin
  if length(btrim(coalesce(p_answer, ''))) < 3 then
    perform private.refuse('portal_say_why', 'answer');
  end if;
  perform private.close_request(private.open_request(v_company, p_id, null), 'declined', p_answer);
end;
$$;

revoke execute on function
  private.portal_confirm_visit(uuid, int), private.keep_request(private.portal_caller, public.portal_requests), private.portal_ask_visit(uuid, uuid, date[], text),
  private.portal_ask_correction(uuid, uuid, jsonb), private.open_request(uuid, uuid, text), private.close_request(public.portal_requests, text, text, uuid),
  private.accept_correction(uuid, text), private.plan_portal_request(uuid, uuid[]), private.decline_portal_request(uuid, text)
from public;
grant execute on function
  private.portal_confirm_visit(uuid, int), private.portal_ask_visit(uuid, uuid, date[], text), private.portal_ask_correction(uuid, uuid, jsonb),
  private.accept_correction(uuid, text), private.plan_portal_request(uuid, uuid[]), private.decline_portal_request(uuid, text)
to authenticated;

create function public.portal_confirm_visit(p_id uuid, p_version int) returns int language sql set search_path = '' as $$ select private.portal_confirm_visit(p_id, p_version) $$;
create function public.portal_ask_visit(p_id uuid, p_location_id uuid, p_days date[], p_note text default null)
returns uuid language sql set search_path = '' as $$ select private.portal_ask_visit(p_id, p_location_id, p_days, p_note) $$;
create function public.portal_ask_correction(p_id uuid, p_customer_id uuid, p jsonb)
returns uuid language sql set search_path = '' as $$ select private.portal_ask_correction(p_id, p_customer_id, p) $$;

-- The request and the assemblies are looked up as the caller, so that whatever hides a customer from them holds here too.
create function public.accept_correction(p_id uuid, p_match_key text) returns void language sql set search_path = '' as $$
  select private.accept_correction((select q.id from public.portal_requests q where q.id = p_id), p_match_key)
$$;
-- What is due or failed there; where nothing is, all that needs tests.
create function public.plan_portal_request(p_id uuid) returns uuid language sql set search_path = '' as $$
  select private.plan_portal_request(
    (select q.id from public.portal_requests q where q.id = p_id),
    array(
      select d.id from public.portal_requests q join public.device_states d on d.company_id = q.company_id and d.location_id = q.location_id
      where q.id = p_id and d.compliance <> 'NOT_REQUIRED'
        and (d.compliance in ('OVERDUE', 'DUE_SOON', 'FAILED_OPEN') or not exists (
          select from public.device_states o where o.company_id = d.company_id and o.location_id = d.location_id and o.compliance in ('OVERDUE', 'DUE_SOON', 'FAILED_OPEN')))
      order by d.id limit 500))
$$;
create function public.decline_portal_request(p_id uuid, p_answer text) returns void language sql set search_path = '' as $$
  select private.decline_portal_request((select q.id from public.portal_requests q where q.id = p_id), p_answer)
$$;
revoke execute on function
  public.portal_confirm_visit(uuid, int), public.portal_ask_visit(uuid, uuid, date[], text), public.portal_ask_correction(uuid, uuid, jsonb),
  public.accept_correction(uuid, text), public.plan_portal_request(uuid), public.decline_portal_request(uuid, text)
from public;
grant execute on function
  public.portal_confirm_visit(uuid, int), public.portal_ask_visit(uuid, uuid, date[], text), public.portal_ask_correction(uuid, uuid, jsonb),
  public.accept_correction(uuid, text), public.plan_portal_request(uuid), public.decline_portal_request(uuid, text)
to authenticated;

-- A request as the office reads it, under the caller's own rights.
create function private.request_facts(p_request public.portal_requests)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object('id', p_request.id, 'kind', p_request.kind, 'state', p_request.state, 'days', p_request.days, 'note', p_request.note, 'changes', p_request.changes,
    'answer', p_request.answer, 'created_at', p_request.created_at, 'customer_id', p_request.customer_id, 'location_id', p_request.location_id,
    'work_order_id', p_request.work_order_id,
    'customer_name', (select c.name from public.customers c where c.company_id = p_request.company_id and c.id = p_request.customer_id),
    'place', (select concat_ws(', ', l.line1, l.city) from public.customer_locations l where l.company_id = p_request.company_id and l.id = p_request.location_id),
    'asked_by', (select p.full_name from public.profiles p where p.company_id = p_request.company_id and p.id = p_request.profile_id));
$$;

-- For the office: who sees a customer's papers or is invited to, and what was asked for lately.
create function public.customer_portal(p_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'id', c.id, 'name', c.name, 'email', c.email, 'contact_name', c.contact_name,
    'people', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'email', x.email, 'full_name', x.full_name, 'expires_at', x.expires_at,
        'accepted_at', x.accepted_at, 'last_seen_at', x.last_seen_at) order by x.full_name, x.id), '[]')
      from public.portal_people x where x.company_id = c.company_id and x.customer_id = c.id and x.ended_at is null),
    'requests', (select coalesce(jsonb_agg(private.request_facts(q) order by q.state = 'open' desc, q.created_at desc, q.id), '[]')
      from (select * from public.portal_requests q where q.company_id = c.company_id and q.customer_id = c.id
        order by q.state = 'open' desc, q.created_at desc, q.id limit 20) q))
  from public.customers c where c.id = p_id and c.deleted_at is null;
$$;

-- Every request that waits, the oldest first.
create function public.portal_requests_open()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(private.request_facts(q) order by q.created_at, q.id), '[]')
  from (select * from public.portal_requests q where q.state = 'open' order by q.created_at, q.id limit 200) q;
$$;
revoke execute on function public.customer_portal(uuid), public.portal_requests_open(), private.request_facts(public.portal_requests) from public;
grant execute on function public.customer_portal(uuid), public.portal_requests_open(), private.request_facts(public.portal_requests) to authenticated;
