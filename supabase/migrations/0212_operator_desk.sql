-- The operator desk: the rulebook, parked webhooks, legal holds. Each function asks for an operator and writes down what was done.

-- Operators read the rulebook they keep.
alter policy "The rulebook is read by every company" on public.districts
  using ((select private.may('districts:read')) or (select private.is_operator()));

-- Changes what an entry says. Only these columns; the rule of due dates stays with its sources in the repository.
create function private.revise_district(p_id uuid, p_changes jsonb)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_row public.districts;
begin
  perform private.require_operator();
  if coalesce(p_changes, '{}') - array[
    'name', 'phone', 'program_url', 'portal_url', 'due_detail', 'submit_method', 'failed_report_policy', 'filing_fee_cents', 'fee_note', 'tester_rules', 'retention_years', 'source_urls'
  ] <> '{}' then
    perform private.refuse('not_allowed');
  end if;
  select * into v_row from public.districts d where d.id = p_id for update;
  if v_row.id is null then
    perform private.refuse('not_found');
  end if;
  v_row := jsonb_populate_record(v_row, p_changes);
  update public.districts d
  set name = v_row.name, phone = v_row.phone, program_url = v_row.program_url, portal_url = v_row.portal_url, due_detail = v_row.due_detail,
      submit_method = v_row.submit_method, failed_report_policy = v_row.failed_report_policy, filing_fee_cents = v_row.filing_fee_cents,
      fee_note = v_row.fee_note, tester_rules = v_row.tester_rules, retention_years = v_row.retention_years, source_urls = v_row.source_urls
  where d.id = p_id;
  perform private.log_desk('changed a district', jsonb_build_object('district', v_row.slug, 'columns', (select jsonb_agg(k order by k) from jsonb_object_keys(p_changes) k)));
end;
$$;

-- Verified today against its sources, which holds for a year; or found to be out of date, which shows at once.
create function private.judge_district(p_id uuid, p_holds boolean)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_slug text;
begin
  perform private.require_operator();
  update public.districts d
  set verified_on = case when p_holds then (now() at time zone 'UTC')::date else d.verified_on end,
      stale_after_days = case when p_holds then 365 else -1 end
  where d.id = p_id and p_holds is not null
  returning d.slug into v_slug;
  if v_slug is null then
    perform private.refuse('not_found');
  end if;
  perform private.log_desk(case when p_holds then 'verified a district' else 'marked a district stale' end, jsonb_build_object('district', v_slug));
end;
$$;

-- Events of customers nobody knows. Never their payload.
create function private.list_parked()
returns table (id text, type text, stripe_customer_id text, created_at timestamptz, received_at timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  perform private.require_operator();
  return query
  select e.id, e.type, e.stripe_customer_id, e.created_at, e.received_at from private.stripe_events e
  where e.outcome = 'parked' order by e.received_at desc limit 200;
end;
$$;

-- Tries a parked event again: it is taken up if its customer belongs to a company by now.
create function private.retry_parked(p_id text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_event private.stripe_events;
  v_company uuid;
begin
  perform private.require_operator();
  select e.* into v_event from private.stripe_events e where e.id = p_id and e.outcome = 'parked' for update;
  if v_event.id is null then
    perform private.refuse('not_found');
  end if;
  perform pg_advisory_xact_lock(hashtextextended(v_event.stripe_customer_id, 160));
  select l.company_id into v_company
  from private.stripe_customers l join public.companies c on c.id = l.company_id and c.erased_at is null
  where l.stripe_customer_id = v_event.stripe_customer_id;
  if v_company is null then
    perform private.refuse('customer_still_unknown');
  end if;
  update private.stripe_events e
  set (outcome, company_id, payload) = (private.keep_stripe_subscription(v_company, v_event.payload), v_company, null)
  where e.id = p_id;
  perform private.conclude_account(v_company, p_id);
  perform private.log_desk('retried a parked event', jsonb_build_object('event', p_id, 'company_id', v_company));
end;
$$;

-- Legal holds. The company is named by its id or its exact name; its admins read since when, not why.
create function private.list_holds()
returns table (company_id uuid, name text, reason text, since timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  perform private.require_operator();
  return query
  select h.company_id, c.name, h.reason, h.since
  from private.company_holds h join public.companies c on c.id = h.company_id order by h.since desc;
end;
$$;

create function private.set_hold(p_company text, p_reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_companies uuid[];
begin
  perform private.require_operator();
  if length(btrim(coalesce(p_reason, ''))) < 10 then
    perform private.refuse('hold_reason', 'reason');
  end if;
  select array_agg(c.id) into v_companies from public.companies c
  where c.erased_at is null and (c.id::text = lower(btrim(p_company)) or lower(c.name) = lower(btrim(p_company)));
  if v_companies is null then
    perform private.refuse('company_unknown', 'company');
  end if;
  if cardinality(v_companies) > 1 then
    perform private.refuse('company_ambiguous', 'company');
  end if;
  insert into private.company_holds (company_id, reason) values (v_companies[1], btrim(p_reason)) on conflict (company_id) do nothing;
  if not found then
    perform private.refuse('held_already', 'company');
  end if;
  perform private.write_audit(v_companies[1], 'set legal hold', 'companies', 1, v_companies);
  perform private.log_desk('set a hold', jsonb_build_object('company_id', v_companies[1]));
end;
$$;

create function private.lift_hold(p_company_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.require_operator();
  delete from private.company_holds h where h.company_id = p_company_id;
  if not found then
    perform private.refuse('not_found');
  end if;
  perform private.write_audit(p_company_id, 'lifted legal hold', 'companies', 1, array[p_company_id]);
  perform private.log_desk('lifted a hold', jsonb_build_object('company_id', p_company_id));
end;
$$;

-- What the desk did last.
create function private.list_desk_log()
returns table (id bigint, happened_at timestamptz, event text, who text, facts jsonb)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  perform private.require_operator();
  return query
  select s.id, s.happened_at, substr(s.event, 7), u.email::text, s.facts
  from public.security_log s left join auth.users u on u.id = s.user_id
  where s.event like 'desk: %' order by s.id desc limit 100;
end;
$$;
create index security_log_desk on public.security_log (id desc) where event like 'desk: %';

grant execute on function
  private.revise_district(uuid, jsonb), private.judge_district(uuid, boolean), private.list_parked(), private.retry_parked(text), private.list_holds(),
  private.set_hold(text, text), private.lift_hold(uuid), private.list_desk_log()
to authenticated;

create function public.revise_district(p_id uuid, p_changes jsonb) returns void language sql set search_path = '' as $$ select private.revise_district(p_id, p_changes) $$;
create function public.judge_district(p_id uuid, p_holds boolean) returns void language sql set search_path = '' as $$ select private.judge_district(p_id, p_holds) $$;
create function public.list_parked()
returns table (id text, type text, stripe_customer_id text, created_at timestamptz, received_at timestamptz)
language sql stable set search_path = '' as $$ select * from private.list_parked() $$;
create function public.retry_parked(p_id text) returns void language sql set search_path = '' as $$ select private.retry_parked(p_id) $$;
create function public.list_holds()
returns table (company_id uuid, name text, reason text, since timestamptz)
language sql stable set search_path = '' as $$ select * from private.list_holds() $$;
create function public.set_hold(p_company text, p_reason text) returns void language sql set search_path = '' as $$ select private.set_hold(p_company, p_reason) $$;
create function public.lift_hold(p_company_id uuid) returns void language sql set search_path = '' as $$ select private.lift_hold(p_company_id) $$;
create function public.list_desk_log()
returns table (id bigint, happened_at timestamptz, event text, who text, facts jsonb)
language sql stable set search_path = '' as $$ select * from private.list_desk_log() $$;
grant execute on function
  public.revise_district(uuid, jsonb), public.judge_district(uuid, boolean), public.list_parked(), public.retry_parked(text), public.list_holds(),
  public.set_hold(text, text), public.lift_hold(uuid), public.list_desk_log()
to authenticated;
