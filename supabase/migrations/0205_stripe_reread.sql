-- The nightly look at Stripe: what a webhook missed is put right through apply_stripe_event(), as if it had been heard.

-- One job a day, once per day asked for; the worker goes through the customers in slices.
create function private.queue_stripe_reread(p_day date)
returns void
language sql
security definer
set search_path = ''
as $$
  select private.enqueue_job('reread_stripe', '{"after": ""}', p_dedupe_key => 'reread_stripe/' || p_day);
$$;

-- Stripe customers by key, those of companies and those nobody knows yet (parked), with what is known of their
-- subscriptions in the form in which Stripe says it.
create function private.stripe_to_reread(p_after text, p_limit int)
returns table (customer text, company_id uuid, known jsonb)
language sql
stable
security definer
set search_path = ''
as $$
  with asked as (
    select c.stripe_customer_id as customer
    from (
      select l.stripe_customer_id from private.stripe_customers l
      union
      select e.stripe_customer_id from private.stripe_events e where e.outcome = 'parked'
    ) as c
    where c.stripe_customer_id collate "C" > p_after collate "C"
    order by c.stripe_customer_id collate "C"
    limit least(p_limit, 500)
  )
  select a.customer, l.company_id, coalesce(jsonb_agg(jsonb_build_object(
      'id', s.id, 'status', s.status, 'interval', s.billing_interval, 'cancel_at', extract(epoch from s.cancel_at)::bigint,
      'cancel_at_period_end', s.cancel_at_period_end, 'current_period_end', extract(epoch from s.current_period_end)::bigint,
      'ended_at', extract(epoch from s.ended_at)::bigint
    )) filter (where s.id is not null), '[]')
  from asked a
  left join private.stripe_customers l on l.stripe_customer_id = a.customer
  left join private.stripe_subscriptions s using (company_id)
  group by a.customer, l.company_id
  order by a.customer collate "C";
$$;

revoke execute on function private.queue_stripe_reread(date), private.stripe_to_reread(text, int) from public, anon;
grant execute on function private.queue_stripe_reread(date), private.stripe_to_reread(text, int) to service_role;

create function public.queue_stripe_reread(p_day date) returns void language sql set search_path = '' as $$ select private.queue_stripe_reread(p_day) $$;
create function public.stripe_to_reread(p_after text, p_limit int) returns table (customer text, company_id uuid, known jsonb)
language sql stable set search_path = '' as $$ select * from private.stripe_to_reread(p_after, p_limit) $$;
revoke execute on function public.queue_stripe_reread(date), public.stripe_to_reread(text, int) from public, anon;
grant execute on function public.queue_stripe_reread(date), public.stripe_to_reread(text, int) to service_role;
