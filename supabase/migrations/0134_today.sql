-- The numbers of the Today page. Each one links to the list it counts.

create function public.today_summary()
returns jsonb
language sql
stable
set search_path = ''
as $$
  -- One pass over the assemblies: each one's state is concluded once.
  with states as materialized (
    select d.id, d.compliance, d.district_due_on, d.repair_due_on from public.device_states d
  )
  select jsonb_build_object(
    'today', (select private.company_today()),
    'devices', (
      select jsonb_build_object(
        'all', count(*),
        'overdue', count(*) filter (where compliance = 'OVERDUE'),
        'due_soon', count(*) filter (where compliance = 'DUE_SOON'),
        'failed_open', count(*) filter (where compliance = 'FAILED_OPEN'),
        'repair_overdue', count(*) filter (where compliance = 'FAILED_OPEN' and repair_due_on < (select private.company_today())),
        'no_date', count(*) filter (where compliance = 'NO_DATE'),
        'current', count(*) filter (where compliance = 'CURRENT'))
      from states),
    'due_by_month', (
      select coalesce(jsonb_agg(jsonb_build_object('month', m.month, 'due', m.due) order by m.month), '[]')
      from (
        select to_char(date_trunc('month', d.day), 'YYYY-MM') as month, sum(d.due) as due
        from (select s.district_due_on as day, count(*) as due from states s where s.compliance <> 'NOT_REQUIRED' group by 1) d
        where d.day >= date_trunc('month', (select private.company_today()))
          and d.day < date_trunc('month', (select private.company_today())) + interval '12 months'
        group by 1) m),
    'next', (
      select coalesce(jsonb_agg(to_jsonb(n) order by n.place), '[]')
      from (
        select d.id, d.type, d.serial, d.manufacturer, d.model, d.size, d.location_on_site, d.line1, d.city, d.customer_name, d.compliance, d.district_due_on,
          d.district_due_source, d.due_assumed, d.our_target_on, d.repair_due_on, d.failed_on,
          row_number() over (order by f.place) as place
        from (
          select first.id, row_number() over () as place
          from (
            select s.id from states s
            where s.compliance in ('FAILED_OPEN', 'OVERDUE', 'DUE_SOON')
            order by s.compliance <> 'FAILED_OPEN', case s.compliance when 'FAILED_OPEN' then s.repair_due_on else s.district_due_on end nulls last, s.id
            limit 8
          ) first
        ) f
        join public.device_list d on d.id = f.id) n),
    'tests_this_week', (select count(*) from public.test_records t
      where t.signed_at is not null and t.superseded_at is null and t.tested_on >= date_trunc('week', (select private.company_today())::timestamp)::date),
    'tests_by_week', (
      select coalesce(jsonb_agg(jsonb_build_object('week', w.week, 'pass', w.pass, 'fail', w.fail) order by w.week), '[]')
      from (
        select date_trunc('week', t.tested_on::timestamp)::date as week,
          count(*) filter (where t.certified_result = 'PASS') as pass, count(*) filter (where t.certified_result = 'FAIL') as fail
        from public.test_records t
        where t.superseded_at is null and t.certified_result is not null and t.tested_on > (select private.company_today()) - 84
        group by 1) w),
    'drafts', (select count(*) from public.test_records t where t.signed_at is null and t.origin = 'recorded'),
    'gauges', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.manufacturer || ' ' || g.model, 'serial', g.serial, 'due_on', g.due_on) order by g.due_on nulls first), '[]')
      from public.gauge_list g where g.retired_on is null and (g.due_on is null or g.due_on <= (select private.company_today()) + 60)),
    'licences', (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'profile_id', l.profile_id, 'name', l.full_name, 'number', l.number, 'expires_on', l.expires_on) order by l.expires_on), '[]')
      from (select distinct on (profile_id, certificate_type) * from public.licence_list where removed_at is null order by profile_id, certificate_type, expires_on desc) l
      where l.expires_on <= (select private.company_today()) + 60),
    -- What a new company has done of its first steps, until its admin puts the list away.
    'first_run', (
      select jsonb_build_object(
        'assemblies', exists (
          select from public.devices d
          where d.deleted_at is null and not exists (
            select from public.imports i where i.company_id = d.company_id and i.id = d.import_id and i.file_name = 'FlowTrack sample data.csv')),
        'gauge', exists (select from public.gauges),
        'licence', exists (select from public.tester_licences),
        'test', exists (select from public.test_records t where t.signed_at is not null and t.origin = 'recorded'),
        'team', (select count(*) > 1 from public.profiles p where p.role <> 'customer') or exists (select from public.invitations))
      from public.company_settings s where not s.first_run_hidden),
    -- The sheet of lib/imports/sample-sheet.ts.
    'sample', exists (select from public.imports i where i.file_name = 'FlowTrack sample data.csv' and i.state = 'committed')
  );
$$;

revoke execute on function public.today_summary() from public;
grant execute on function public.today_summary() to authenticated;
