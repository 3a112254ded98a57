-- A new version of a policy is told to everybody who has an account, once. The versions stand in
-- lib/policies/policy-versions.ts; the daily run hands over the newest.

create table private.policy_notices (
  user_id uuid not null references auth.users (id) on delete cascade,
  policy text not null,
  version int not null,
  queued_at timestamptz not null default now(),
  primary key (user_id, policy, version)
);
select private.classify('private.policy_notices', 'user_id policy version queued_at', 'left out', 'kept', 'nobody', 'who was told of which version; goes with the sign-in');

-- Queues one mail to each active user who signed up before the version's day: confirmed, and a member of a company that is
-- not erased. The first version is news to nobody. Who was told of it is not told again, however often this runs and however many at once. Answers how many.
create function private.queue_policy_notices(p_policy text, p_version int, p_on date)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_told uuid;
  v_count int := 0;
begin
  for v_told in
    insert into private.policy_notices (user_id, policy, version)
    select u.id, p_policy, p_version
    from auth.users u
    where p_version > 1 and u.email_confirmed_at is not null and u.email is not null and u.created_at < p_on
      and exists (
        select from public.profiles p join public.companies c on c.id = p.company_id and c.erased_at is null
        where p.user_id = u.id and p.removed_at is null
      )
    on conflict do nothing
    returning user_id
  loop
    perform private.queue_email(null, u.email::text, 'policy_changed', jsonb_build_object('policy', p_policy, 'version', p_version))
    from auth.users u where u.id = v_told;
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;
revoke execute on function private.queue_policy_notices(text, int, date) from public, anon, authenticated;
grant execute on function private.queue_policy_notices(text, int, date) to service_role;

create function public.queue_policy_notices(p_policy text, p_version int, p_on date)
returns int language sql set search_path = '' as $$ select private.queue_policy_notices(p_policy, p_version, p_on) $$;
revoke execute on function public.queue_policy_notices(text, int, date) from public;
grant execute on function public.queue_policy_notices(text, int, date) to service_role;
