-- The figures of a span of days, as whoever asks may see them: how due dates were met, who worked how much, what passes.
-- Months are the company's own: days stand as days, instants are read by the company's clock.

-- Due dates of a span and how each was met, by purveyor and month. A test answers the date that stood when it was made: the one the
-- record before it gave, or the one that was brought in or set by hand since. What no test has answered is the assembly's date of today.
grant select (due_base_on, due_base_through) on public.devices to authenticated;
create function public.compliance_numbers(p_from date, p_through date, p_district uuid default null)
returns jsonb
language sql
stable
set search_path = ''
-- A company that is large among many small ones is thought small until the tables are analysed anew: joined by loops, ten thousand
-- assemblies took longer than a statement may.
set enable_nestloop = off
as $$
  with records as materialized (
    select t.company_id, t.device_id, t.tested_on, t.certified_result = 'PASS' as passed, lag(t.next_due_on) over known as told_due_on, lag(t.tested_on) over known as tested_before_on
    from public.test_records t
    where t.accepted_at is not null and t.superseded_at is null
    window known as (partition by t.company_id, t.device_id order by t.tested_on, t.tested_at nulls first, t.created_at, t.id)
  ),
  answered as materialized (
    select d.company_district_id, d.id as device_id, a.due_on, min(r.tested_on) as tested_on, bool_or(r.passed) as passed
    from records r
    join public.devices d on d.company_id = r.company_id and d.id = r.device_id and d.deleted_at is null
    cross join lateral (
      select case
        when d.due_base_on is not null and coalesce(r.tested_before_on <= d.due_base_through, r.tested_before_on is null) and coalesce(r.tested_on > d.due_base_through, true)
          then d.due_base_on
        else r.told_due_on end as due_on
    ) a
    where a.due_on >= p_from and a.due_on <= p_through and (p_district is null or d.company_district_id = p_district)
    group by d.company_district_id, d.id, a.due_on
  ),
  dues as (
    select a.company_district_id, a.due_on, a.tested_on, a.passed from answered a
    union all
    select s.company_district_id, s.district_due_on, null, false
    from public.device_states s
    where s.compliance <> 'NOT_REQUIRED' and s.district_due_on >= p_from and s.district_due_on <= p_through and (p_district is null or s.company_district_id = p_district)
      and not exists (select from answered a where a.device_id = s.id and a.due_on = s.district_due_on)
  ),
  months as (
    select d.company_district_id, date_trunc('month', d.due_on)::date as month, count(*)::int as due, count(*) filter (where d.tested_on <= d.due_on)::int as in_time,
      count(*) filter (where d.tested_on > d.due_on)::int as late, count(*) filter (where d.tested_on is null)::int as waiting, count(*) filter (where d.passed)::int as passing
    from dues d
    group by 1, 2
  )
  select jsonb_build_object(
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by lower(n.name), n.id), '[]') from (
      select c.id, c.name from public.company_districts c where c.deleted_at is null order by lower(c.name), c.id limit 1000) n),
    'rows', (select coalesce(jsonb_agg(jsonb_build_object('district_id', m.company_district_id, 'district', c.name, 'month', m.month, 'due', m.due, 'in_time', m.in_time,
        'late', m.late, 'waiting', m.waiting, 'passing', m.passing) order by lower(c.name), c.id, m.month), '[]')
      from months m left join public.company_districts c on c.id = m.company_district_id)
  );
$$;

-- What each technician did, by month: signed tests and how many passed, visits done, visits where nobody let them in, days with either.
-- Whoever plans the work sees all, everybody else their own.
create function public.technician_numbers(p_from date, p_through date, p_profile uuid default null)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with who as materialized (
    select case when private.may('schedule:read') then p_profile else private.auth_profile_id() end as profile_id
  ),
  done as (
    select t.tester_profile_id as profile_id, t.tested_on as day, 1 as test, (t.certified_result = 'PASS')::int as passed, 0 as visit, 0 as no_access
    from public.test_records t cross join who
    where t.signed_at is not null and t.accepted_at is not null and t.superseded_at is null and t.origin = 'recorded' and t.tester_profile_id is not null
      and t.tested_on >= p_from and t.tested_on <= p_through and (who.profile_id is null or t.tester_profile_id = who.profile_id)
    union all
    select j.profile_id, (j.starts_at at time zone z.time_zone)::date, 0, 0, (j.state = 'done')::int, (j.state = 'no_access')::int
    from public.scheduled_jobs j join public.companies z on z.id = j.company_id cross join who
    where j.state in ('done', 'no_access') and j.profile_id is not null and (who.profile_id is null or j.profile_id = who.profile_id)
      and (j.starts_at at time zone z.time_zone)::date >= p_from and (j.starts_at at time zone z.time_zone)::date <= p_through
  ),
  months as (
    select d.profile_id, date_trunc('month', d.day)::date as month, sum(d.test)::int as tests, sum(d.passed)::int as passed, sum(d.visit)::int as visits,
      sum(d.no_access)::int as no_access, count(distinct d.day)::int as days
    from done d
    group by 1, 2
  )
  select jsonb_build_object(
    'people', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.full_name) order by lower(p.full_name), p.id), '[]') from (
      select p.id, p.full_name from public.profiles p cross join who where p.role in ('company_admin', 'office', 'technician') and (who.profile_id is null or private.may('schedule:read')
        or p.id = who.profile_id) order by lower(p.full_name), p.id limit 1000) p),
    'rows', (select coalesce(jsonb_agg(jsonb_build_object('profile_id', m.profile_id, 'name', p.full_name, 'month', m.month, 'tests', m.tests, 'passed', m.passed,
        'visits', m.visits, 'no_access', m.no_access, 'days', m.days) order by lower(p.full_name), p.id, m.month), '[]')
      from months m left join public.profiles p on p.id = m.profile_id)
  );
$$;

-- Tests of a span by model and by the assembly's age on the day, in bands of five years; null where nobody knows when it went in.
-- Models are one when they differ by capitals, spaces or hyphens alone.
create function public.pass_rate_numbers(p_from date, p_through date, p_district uuid default null)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with tests as (
    select coalesce(d.manufacturer, '') as manufacturer, coalesce(d.model, '') as model, regexp_replace(upper(concat(d.manufacturer, '|', d.model)), '[ .-]', '', 'g') as key,
      case when d.installed_on <= t.tested_on then least(extract(year from age(t.tested_on, d.installed_on))::int / 5, 4) end as band, t.certified_result = 'PASS' as passed
    from public.test_records t
    join public.devices d on d.company_id = t.company_id and d.id = t.device_id
    where t.accepted_at is not null and t.superseded_at is null and t.certified_result is not null and t.tested_on >= p_from and t.tested_on <= p_through
      and (p_district is null or d.company_district_id = p_district)
  ),
  counted as (
    select t.key, t.band, count(*)::int as tests, count(*) filter (where t.passed)::int as passed from tests t group by 1, 2
  ),
  named as (
    select t.key, mode() within group (order by t.manufacturer) as manufacturer, mode() within group (order by t.model) as model from tests t group by 1
  )
  select jsonb_build_object(
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by lower(n.name), n.id), '[]') from (
      select c.id, c.name from public.company_districts c where c.deleted_at is null order by lower(c.name), c.id limit 1000) n),
    'rows', (select coalesce(jsonb_agg(jsonb_build_object('manufacturer', n.manufacturer, 'model', n.model, 'band', c.band, 'tests', c.tests, 'passed', c.passed)
        order by c.key, c.band), '[]')
      from counted c join named n on n.key = c.key)
  );
$$;

revoke execute on function public.compliance_numbers(date, date, uuid), public.technician_numbers(date, date, uuid), public.pass_rate_numbers(date, date, uuid) from public;
grant execute on function public.compliance_numbers(date, date, uuid), public.technician_numbers(date, date, uuid), public.pass_rate_numbers(date, date, uuid) to authenticated;
