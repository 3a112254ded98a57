-- Whether somebody can do a visit on its day: in the team, licence and gauge in date on that day, scope as the work asks.
-- The same question for one visit that is given out and for all of a board.

-- What an order asks of whoever does it on its site.
create type private.needs as (state text, branch_id uuid, licence boolean, repair boolean, fire boolean, gauge boolean);

-- An order as a card shows it, with what it asks. Planned along with whatever reads it, so what is not read costs nothing.
create view public.order_cards with (security_invoker = true) as
select w.company_id, w.id, w.kind, w.due_on, l.line1, l.city, c.name as customer, n.devices, n.tested,
  row(upper(btrim(l.state)), c.branch_id, w.kind = any (array['annual_test', 'retest', 'inspection']), w.kind = 'repair', coalesce(n.fire, false),
    w.kind = any (array['annual_test', 'retest']) and coalesce(n.gauge, true))::private.needs as needs
from public.work_orders w
join public.customer_locations l on l.company_id = w.company_id and l.id = w.location_id
join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
cross join lateral (
  select count(*) filter (where x.outcome is distinct from 'cancelled')::int as devices, count(*) filter (where x.outcome = 'tested')::int as tested,
    bool_or(d.use = 'fire' or d.type = any (array['RPDA', 'RPDA2', 'DCDA', 'DCDA2'])) filter (where x.closed_at is null) as fire,
    bool_or(d.type <> all (array['AVB', 'AG', 'OTHER'])) filter (where x.closed_at is null) as gauge
  from public.work_order_devices x
  left join public.devices d on d.company_id = x.company_id and d.id = x.device_id
  where x.company_id = w.company_id and x.work_order_id = w.id
) n;
grant select on public.order_cards to authenticated;

create function private.assignment_problems(p_company_id uuid, p_profiles uuid[], p_days date[], p_needs private.needs[])
returns table (place bigint, problems text[])
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with asked as materialized (
    select a.*, dense_rank() over (order by a.profile_id, a.day, a.state) as seat
    from rows from (unnest(p_profiles), unnest(p_days), unnest(p_needs)) with ordinality
      a (profile_id, day, state, branch_id, licence, repair, fire, gauge, place)
  ),
  -- Who on which day in which state: few, however many visits are asked about.
  seats as materialized (
    select a.seat, coalesce(p.id is not null and p.removed_at is null and p.role = any (array['company_admin', 'office', 'technician']), false) as team, p.branch_id, h.found as licensed, h.scopes,
      exists (
        select from public.gauges g
        join public.gauge_calibrations k on k.company_id = g.company_id and k.gauge_id = g.id and k.deleted_at is null
        where g.company_id = p_company_id and g.deleted_at is null and (g.assigned_to = a.profile_id or g.assigned_to is null)
          and (g.retired_on is null or g.retired_on > a.day) and k.calibrated_on <= a.day
          and (k.calibrated_on + make_interval(months => g.interval_months))::date >= a.day
      ) as gauge
    from (select distinct seat, profile_id, day, state from asked) a
    left join public.profiles p on p.company_id = p_company_id and p.id = a.profile_id
    left join lateral (
      select true as found, array_agg(s.scope) filter (where s.scope is not null) as scopes
      from public.tester_licences t
      left join lateral unnest(t.scopes) s (scope) on true
      where t.company_id = p_company_id and t.profile_id = a.profile_id and t.deleted_at is null
        and (t.issued_on is null or t.issued_on <= a.day) and t.expires_on >= a.day
        and (a.state is null or t.states = '{}' or a.state in (select upper(btrim(s)) from unnest(t.states) s))
      having count(*) > 0
    ) h on true
  )
  select a.place, array_remove(array[
    case when not s.team then 'team' end,
    case when s.branch_id is distinct from a.branch_id and s.branch_id is not null then 'branch' end,
    case when a.licence and s.licensed is null then 'licence' end,
    case when a.gauge and not s.gauge then 'gauge' end,
    case when a.fire and a.licence and s.licensed and not coalesce('fire' = any (s.scopes), false) then 'scope_fire' end,
    case when a.repair and not coalesce('repair' = any (s.scopes), false) then 'scope_repair' end
  ], null)
  from asked a
  join seats s on s.seat = a.seat;
end;
$$;

-- The same for whoever sees the schedule, about their own company.
create function private.own_assignment_problems(p_profiles uuid[], p_days date[], p_needs private.needs[])
returns table (place bigint, problems text[])
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return query
  select * from private.assignment_problems(private.require_permission('schedule:read', false), p_profiles, p_days, p_needs);
end;
$$;

-- Refuses an assignment that something speaks against, unless it was said why; gives the reason that is kept, if one is needed.
create function private.check_assignment(p_company_id uuid, p_profile_id uuid, p_work_order_id uuid, p_day date, p_reason text)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_problems text[];
begin
  if p_profile_id is null then
    return null;
  end if;
  select f.problems into v_problems
  from private.assignment_problems(p_company_id, array[p_profile_id], array[p_day],
    array(select o.needs from public.order_cards o where o.company_id = p_company_id and o.id = p_work_order_id)) f;
  if v_problems = '{}' then
    return null;
  end if;
  if 'team' = any (v_problems) then
    perform private.refuse('assignment_team', 'profile_id');
  end if;
  if 'branch' = any (v_problems) then
    perform private.refuse('assignment_branch', 'profile_id');
  end if;
  if length(btrim(coalesce(p_reason, ''))) < 5 then
    case v_problems[1]
      when 'licence' then perform private.refuse('assignment_licence', 'reason');
      when 'gauge' then perform private.refuse('assignment_gauge', 'reason');
      when 'scope_fire' then perform private.refuse('assignment_scope_fire', 'reason');
      else perform private.refuse('assignment_scope_repair', 'reason');
    end case;
  end if;
  return left(btrim(p_reason), 500);
end;
$$;

revoke execute on function private.assignment_problems(uuid, uuid[], date[], private.needs[]), private.own_assignment_problems(uuid[], date[], private.needs[]),
  private.check_assignment(uuid, uuid, uuid, date, text) from public;
grant execute on function private.own_assignment_problems(uuid[], date[], private.needs[]) to authenticated;
