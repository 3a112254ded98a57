-- Billing: what Stripe last said of each company's subscriptions, and the company's state concluded from all of them.
-- Only verified events write here (lib/billing/apply-event.ts); nobody signed in can, so nobody subscribes for nothing.

insert into private.role_permissions (role, permission) values ('company_admin', 'billing:write');

create table private.stripe_customers (
  company_id uuid primary key references public.companies (id) deferrable,
  stripe_customer_id text not null unique,
  linked_at timestamptz not null default now()
);

-- `version` orders the events of one subscription, see private.stripe_version(). `ended_at` is set once nothing is paid any more.
create table private.stripe_subscriptions (
  company_id uuid not null references public.companies (id) deferrable,
  id text not null,
  status text not null,
  billing_interval text,
  cancel_at timestamptz,
  cancel_at_period_end boolean not null,
  current_period_end timestamptz,
  ended_at timestamptz,
  event_id text not null,
  event_created_at timestamptz not null,
  version text collate "C" not null,
  primary key (company_id, id)
);

-- Every event once. The payload stays only while its customer is unknown ('parked').
create table private.stripe_events (
  id text primary key,
  type text not null,
  stripe_customer_id text,
  company_id uuid references public.companies (id) deferrable,
  outcome text not null default 'new'
    constraint stripe_events_outcome check (outcome in ('new', 'applied', 'late', 'parked', 'ignored', 'erased')),
  payload jsonb,
  created_at timestamptz not null,
  received_at timestamptz not null default now()
);
create index stripe_events_parked on private.stripe_events (stripe_customer_id) where outcome = 'parked';
create index stripe_events_company on private.stripe_events (company_id);

-- Which of two events of one subscription is the later one, whatever order they arrive in: an ended subscription never
-- lives again; then Stripe's own time; within one second made < changed, then the status further along, the later period.
create function private.stripe_version(p_event jsonb)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  v_sub jsonb := p_event -> 'subscription';
begin
  return concat_ws('.',
    case when v_sub ->> 'status' in ('canceled', 'incomplete_expired') then 1 else 0 end,
    lpad(p_event ->> 'created', 12, '0'),
    case p_event ->> 'type' when 'customer.subscription.created' then 0 when 'customer.subscription.deleted' then 2 else 1 end,
    coalesce(array_position(array['incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'incomplete_expired', 'canceled'], v_sub ->> 'status'), 0),
    lpad(coalesce(v_sub ->> 'current_period_end', '0'), 12, '0'),
    p_event ->> 'id'
  );
end;
$$;

-- Keeps what an event says of its subscription, unless something later is known already.
create function private.keep_stripe_subscription(p_company_id uuid, p_event jsonb)
returns text
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_sub jsonb := nullif(p_event -> 'subscription', 'null'::jsonb);
  v_status text := v_sub ->> 'status';
  v_created timestamptz := to_timestamp((p_event ->> 'created')::bigint);
begin
  if v_sub is null then
    return 'applied';
  end if;
  insert into private.stripe_subscriptions as known (
    company_id, id, status, billing_interval, cancel_at, cancel_at_period_end, current_period_end, ended_at, event_id, event_created_at, version
  ) values (
    p_company_id, v_sub ->> 'id', v_status, v_sub ->> 'interval', to_timestamp((v_sub ->> 'cancel_at')::bigint),
    (v_sub ->> 'cancel_at_period_end')::boolean, to_timestamp((v_sub ->> 'current_period_end')::bigint),
    case when v_status in ('canceled', 'unpaid', 'paused') then coalesce(to_timestamp((v_sub ->> 'ended_at')::bigint), v_created) end,
    p_event ->> 'id', v_created, private.stripe_version(p_event)
  )
  on conflict (company_id, id) do update set
    status = excluded.status, billing_interval = excluded.billing_interval, cancel_at = excluded.cancel_at,
    cancel_at_period_end = excluded.cancel_at_period_end, current_period_end = excluded.current_period_end, ended_at = excluded.ended_at,
    event_id = excluded.event_id, event_created_at = excluded.event_created_at, version = excluded.version
  where known.version < excluded.version;
  return case when found then 'applied' else 'late' end;
end;
$$;

-- Changes the company's account and writes the one entry that says so; nothing when nothing is different.
create function private.set_account_state(p_company_id uuid, p_action text, p_status text, p_clock timestamptz, p_facts jsonb default '{}')
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_was text;
begin
  select c.subscription_status into v_was from public.companies c
  where c.id = p_company_id and c.erased_at is null
    and (c.subscription_status, c.deletion_clock_starts_at) is distinct from (p_status, p_clock)
  for update;
  if v_was is null then
    return;
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  update public.companies set subscription_status = p_status, deletion_clock_starts_at = p_clock where id = p_company_id;
  perform set_config('flowtrack.audit_quiet', 'off', true);
  perform private.write_audit(p_company_id, p_action, 'companies', 1, array[p_company_id],
    jsonb_build_object('was', v_was, 'status', p_status, 'ends_at', p_clock) || p_facts);
end;
$$;

-- The entry above stands for the change; any other change of a company is written by the trigger as before.
create or replace trigger audit_update after update on public.companies for each row
when (current_setting('flowtrack.audit_quiet', true) is distinct from 'on')
execute function private.audit_company_change();

-- The account from all subscriptions: one that runs keeps it open, with an end only if each of them has one; when all have
-- ended, the clock stands at the last end. A checkout nobody finished ('incomplete') says nothing.
create function private.conclude_account(p_company_id uuid, p_event_id text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_status text;
  v_clock timestamptz;
begin
  select
    case when bool_or(s.status in ('active', 'trialing')) then 'active'
      when bool_or(s.status = 'past_due') then 'past_due'
      when bool_or(s.ended_at is not null) then 'canceled' end,
    case when not bool_or(s.status in ('active', 'trialing', 'past_due')) then max(s.ended_at)
      when bool_or(s.status in ('active', 'trialing', 'past_due') and s.cancel_at is null and not s.cancel_at_period_end) then null
      else max(case when s.status in ('active', 'trialing', 'past_due') then coalesce(s.cancel_at, s.current_period_end) end) end
  into v_status, v_clock
  from private.stripe_subscriptions s where s.company_id = p_company_id;
  if v_status is not null then
    perform private.set_account_state(p_company_id, 'billing changed', v_status, v_clock, jsonb_build_object('event', p_event_id));
  end if;
end;
$$;

-- One verified event, in one transaction with all it causes: known, applied, late, parked, ignored or erased.
-- The company is the customer's; an event that names one (our server put it there, Stripe signed it) makes the link,
-- of which a company has one. Whoever is erased stays so.
create function private.apply_stripe_event(p_event jsonb)
returns text
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_id text := p_event ->> 'id';
  v_customer text := p_event ->> 'customer';
  v_company uuid;
  v_erased boolean;
  v_outcome text;
  v_parked record;
begin
  insert into private.stripe_events (id, type, stripe_customer_id, created_at)
  values (v_id, p_event ->> 'type', v_customer, to_timestamp((p_event ->> 'created')::bigint))
  on conflict (id) do nothing;
  if not found then
    return 'known';
  end if;
  if v_customer is null then
    update private.stripe_events set outcome = 'ignored' where id = v_id;
    return 'ignored';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(v_customer, 160));
  v_company := coalesce(
    (select l.company_id from private.stripe_customers l where l.stripe_customer_id = v_customer), (p_event ->> 'company_id')::uuid
  );
  select c.erased_at is not null into v_erased from public.companies c where c.id = v_company for update;
  if v_erased then
    -- Heard, and nothing of the company noted with it.
    update private.stripe_events set (outcome, stripe_customer_id) = ('erased', null) where id = v_id;
    return 'erased';
  end if;
  if not v_erased then
    insert into private.stripe_customers (company_id, stripe_customer_id) values (v_company, v_customer) on conflict do nothing;
  end if;
  if v_erased is null or v_company is distinct from (
    select l.company_id from private.stripe_customers l where l.stripe_customer_id = v_customer
  ) then
    update private.stripe_events set (outcome, payload) = ('parked', p_event) where id = v_id;
    return 'parked';
  end if;
  v_outcome := private.keep_stripe_subscription(v_company, p_event);
  update private.stripe_events set (outcome, company_id) = (v_outcome, v_company) where id = v_id;
  -- What came before the customer was known is taken up with the event that made it known.
  for v_parked in select e.id, e.payload from private.stripe_events e where e.stripe_customer_id = v_customer and e.outcome = 'parked' loop
    update private.stripe_events
    set (outcome, company_id, payload) = (private.keep_stripe_subscription(v_company, v_parked.payload), v_company, null)
    where id = v_parked.id;
  end loop;
  if v_outcome = 'applied' then
    perform private.conclude_account(v_company, v_id);
  end if;
  return v_outcome;
end;
$$;

-- For the billing page: the company's Stripe customer and its subscriptions as last read, those that run first.
create function private.my_billing()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('billing:write', false);
begin
  return jsonb_build_object(
    'customer', (select l.stripe_customer_id from private.stripe_customers l where l.company_id = v_company),
    'subscriptions', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', s.id, 'status', s.status, 'interval', s.billing_interval, 'cancel_at', s.cancel_at, 'cancel_at_period_end', s.cancel_at_period_end,
        'current_period_end', s.current_period_end, 'event_created_at', s.event_created_at
      ) order by s.status in ('active', 'trialing', 'past_due') desc, s.current_period_end desc nulls last, s.id), '[]')
      from private.stripe_subscriptions s where s.company_id = v_company
    )
  );
end;
$$;

-- Closing without a subscription: at once, or with the end of the trial. A subscription is ended at Stripe first, whose event
-- closes the account. An account that closed already keeps the earlier day.
create function private.close_account(p_name text, p_at_once boolean)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('billing:write', false);
  v_row public.companies;
begin
  select * into v_row from public.companies c where c.id = v_company for update;
  if lower(btrim(coalesce(p_name, ''))) <> lower(btrim(v_row.name)) then
    perform private.refuse('company_name_differs', 'name');
  end if;
  if exists (select 1 from private.stripe_subscriptions s where s.company_id = v_company and s.status in ('active', 'trialing', 'past_due')) then
    perform private.refuse('subscription_runs');
  end if;
  if not coalesce(p_at_once, false) and v_row.subscription_status = 'trialing' and v_row.trial_ends_at > private.clock(v_company) then
    perform private.set_account_state(v_company, 'closed account', 'trialing', v_row.trial_ends_at);
  else
    perform private.set_account_state(v_company, 'closed account', 'canceled',
      least(private.clock(v_company), v_row.deletion_clock_starts_at, case when v_row.subscription_status = 'trialing' then v_row.trial_ends_at end));
  end if;
end;
$$;

-- Takes a closing back while the trial still runs; afterwards a subscription reopens the account.
create function private.reopen_account()
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('billing:write', false);
  v_trial_ends_at timestamptz;
begin
  select c.trial_ends_at into v_trial_ends_at from public.companies c where c.id = v_company for update;
  if v_trial_ends_at <= private.clock(v_company) or exists (
    select 1 from private.stripe_subscriptions s where s.company_id = v_company and s.status not in ('incomplete', 'incomplete_expired')
  ) then
    perform private.refuse('subscribe_to_reopen');
  end if;
  perform private.set_account_state(v_company, 'reopened account', 'trialing', null);
end;
$$;

-- Whom our server asks Stripe about before it erases a company.
create function private.stripe_customer_of(p_company_id uuid)
returns text
language sql
stable
security definer
set search_path = ''
as $$
  select l.stripe_customer_id from private.stripe_customers l where l.company_id = p_company_id;
$$;

revoke execute on all functions in schema private from public, anon;
grant execute on function private.refuse(text, text), private.peek_invitation(text), private.verify_report(text) to anon;
grant execute on function private.apply_stripe_event(jsonb), private.stripe_customer_of(uuid) to service_role;
grant execute on function private.my_billing(), private.close_account(text, boolean), private.reopen_account() to authenticated;

create function public.apply_stripe_event(p_event jsonb) returns text language sql set search_path = '' as $$ select private.apply_stripe_event(p_event) $$;
create function public.my_billing() returns jsonb language sql stable set search_path = '' as $$ select private.my_billing() $$;
create function public.close_account(p_name text, p_at_once boolean)
returns void language sql set search_path = '' as $$ select private.close_account(p_name, p_at_once) $$;
create function public.reopen_account() returns void language sql set search_path = '' as $$ select private.reopen_account() $$;
create function public.stripe_customer_of(p_company_id uuid)
returns text language sql stable set search_path = '' as $$ select private.stripe_customer_of(p_company_id) $$;
grant execute on function public.apply_stripe_event(jsonb), public.stripe_customer_of(uuid) to service_role;
grant execute on function public.my_billing(), public.close_account(text, boolean), public.reopen_account() to authenticated;

select private.classify('private.stripe_customers', 'company_id stripe_customer_id linked_at',
  'left out', 'deleted', 'company', 'which Stripe customer pays; names and cards are at Stripe alone');
select private.classify('private.stripe_subscriptions',
  'id company_id status billing_interval cancel_at cancel_at_period_end current_period_end ended_at event_id event_created_at version',
  'left out', 'deleted', 'company', 'subscriptions as Stripe last said; the company row keeps what follows from them');
select private.classify('private.stripe_events', 'id type stripe_customer_id company_id outcome payload created_at received_at',
  'left out', 'deleted', 'company', 'which events were heard; a payload holds ids and dates, never names, and stays only while parked');
