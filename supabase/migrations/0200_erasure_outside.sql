-- Copies of an erased company that others keep (PRODUCT 4), queued in the erasing transaction for the job that follows it: the
-- customer at Stripe, and the erasure's own entry in the list outside the database. Later keepers (payment links) join here.
create function private.queue_outside_copies(p_company_id uuid)
returns void
language sql
set search_path = ''
as $$
  insert into private.erasure_objects (company_id, keeper, path)
  select p_company_id, 'erasure-list', p_company_id::text
  union
  select p_company_id, 'stripe', l.stripe_customer_id from private.stripe_customers l where l.company_id = p_company_id
  union
  select p_company_id, 'stripe', e.stripe_customer_id from private.stripe_events e where e.company_id = p_company_id and e.stripe_customer_id is not null
  on conflict do nothing;
$$;
revoke execute on function private.queue_outside_copies(uuid) from public;
