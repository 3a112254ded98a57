-- Trials whose end has passed and that nobody paid for: the daily run closes each the first time it sees it (0180, end_trial).
create function private.ended_trials(p_now timestamptz)
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select c.id from public.companies c
  where c.erased_at is null and c.subscription_status = 'trialing' and c.trial_ends_at <= private.sweep_clock(c.id, p_now)
  order by c.trial_ends_at, c.id;
$$;

revoke execute on function private.ended_trials(timestamptz) from public, anon, authenticated;
grant execute on function private.ended_trials(timestamptz) to service_role;

create function public.ended_trials(p_now timestamptz)
returns setof uuid language sql stable set search_path = '' as $$ select private.ended_trials(p_now) $$;
revoke execute on function public.ended_trials(timestamptz) from public;
grant execute on function public.ended_trials(timestamptz) to service_role;
