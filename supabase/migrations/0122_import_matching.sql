-- Staged rows against each other and against what is on file: which customer, location, assembly or test each row means,
-- whether it is new, an update or a duplicate, and which row of several writes. Set-based, repeatable, writes staged rows only.

-- What a sheet's row says about its assembly, in the columns of `devices`; blanks are left out, so they never erase.
create function private.device_facts(p_device jsonb, p_location_id uuid, p_district_id uuid, p_match_key text)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'location_id', p_location_id, 'company_district_id', p_district_id, 'match_key', p_match_key,
    'type', p_device -> 'type', 'manufacturer', p_device -> 'manufacturer', 'model', p_device -> 'model', 'size', p_device -> 'size',
    'serial', p_device -> 'serial', 'bypass_manufacturer', p_device -> 'bypass_manufacturer', 'bypass_model', p_device -> 'bypass_model',
    'bypass_size', p_device -> 'bypass_size', 'bypass_serial', p_device -> 'bypass_serial', 'location_on_site', p_device -> 'location_on_site',
    'serves', p_device -> 'serves', 'containment', p_device -> 'containment',
    'status', case p_device ->> 'status' when 'active' then 'ACTIVE' when 'inactive' then 'ABANDONED' end,
    'installed_on', p_device -> 'install_date', 'interval_months', p_device -> 'interval_months', 'external_id', p_device -> 'external_id',
    'account_no', p_device -> 'account_no', 'meter_no', p_device -> 'meter_no', 'price_cents', p_device -> 'price_cents',
    'test_yearly', p_device -> 'test_yearly', 'notes', p_device -> 'notes', 'last_tested_on', p_device -> 'last_tested_on',
    'district_due_on', p_device -> 'next_due_on'))
    || case when p_device ->> 'size' is not null then jsonb_build_object('size_thousandths_in', p_device -> 'size_thousandths') else '{}' end;
$$;

-- The facts that would change what is on file. Our own dates win over a sheet's unless it knows of a later test; notes and
-- a status someone set are never written over; a serial written another way is the same serial.
create function private.device_changes(p_facts jsonb, p_device jsonb)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select case when c.changes - array['match_key', 'size_thousandths_in'] = '{}'::jsonb then null
    when c.changes ? 'district_due_on' then c.changes || '{"district_due_source": "imported"}'
    else c.changes end
  from (
    select coalesce(jsonb_object_agg(f.key, f.value), '{}') as changes
    from jsonb_each(p_facts) f
    where f.value is distinct from p_device -> f.key
      and case f.key
        when 'serial' then upper(regexp_replace(f.value #>> '{}', '[^[:alnum:]]', '', 'g')) is distinct from upper(regexp_replace(p_device ->> 'serial', '[^[:alnum:]]', '', 'g'))
        when 'notes' then p_device ->> 'notes' is null
        when 'status' then p_device ->> 'status' in ('ACTIVE', 'ABANDONED')
        when 'last_tested_on' then p_device ->> 'last_tested_on' is null or f.value #>> '{}' > p_device ->> 'last_tested_on'
        when 'district_due_on' then coalesce(p_device ->> 'district_due_source', 'imported') = 'imported'
          or p_facts ->> 'last_tested_on' > coalesce(p_device ->> 'last_tested_on', '')
        else true end
  ) c;
$$;

-- The same for a customer or a location: what is blank is filled, a phone and an email that differ are replaced.
create function private.party_changes(p_party jsonb, p_on_file jsonb)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select jsonb_object_agg(f.key, f.value)
  from jsonb_each(p_party) f
  where f.value <> 'null' and p_on_file ? f.key
    and case f.key
      when 'phone' then right(regexp_replace(f.value #>> '{}', '(;.*|\D)', '', 'g'), 10) is distinct from right(regexp_replace(p_on_file ->> 'phone', '(;.*|\D)', '', 'g'), 10)
      when 'email' then lower(f.value #>> '{}') is distinct from lower(p_on_file ->> 'email')
      when 'parent_name' then lower(f.value #>> '{}') is distinct from lower(p_on_file ->> 'parent_name')
      when 'name' then p_on_file ->> 'name' is null
      else p_on_file ->> 'line1' is null and p_on_file ->> f.key is null end;
$$;

create function private.resolve_device_rows(p_company_id uuid, p_import_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
set enable_nestloop = off
set work_mem = '64MB'
as $$
begin
  with r as materialized (
    select i.row_no, coalesce(i.same_as, i.row_no) as root, i.customer_keys, i.location_key, i.device_keys, i.external_id, i.district_key,
      i.open_codes, i.answers, i.decision, i.device_type as type, i.district_slug as slug
    from public.import_rows i
    where i.company_id = p_company_id and i.import_id = p_import_id and not i.refused and not i.repeats
  ),
  -- customers: rows that share a key mean one customer, also by way of a third row
  ck as materialized (
    select r.row_no, unnest(r.customer_keys) as key, generate_subscripts(r.customer_keys, 1) as n from r
  ),
  kf as (select key, min(row_no) as first from ck group by key),
  c1 as materialized (select ck.row_no, min(kf.first) as first from ck join kf on kf.key = ck.key group by ck.row_no),
  cr as materialized (select a.row_no, b.first as root from c1 a join c1 b on b.row_no = a.first),
  ck_file as (
    select c.match_key as key, c.id, 1 as rank from public.customers c where c.company_id = p_company_id and c.deleted_at is null
    union all
    select split_part(c.match_key, '|', 1) || '|p:' || c.phone, c.id, 2 from public.customers c
    where c.company_id = p_company_id and c.deleted_at is null and c.phone is not null
    union all
    select split_part(c.match_key, '|', 1) || '|e:' || c.email, c.id, 3 from public.customers c
    where c.company_id = p_company_id and c.deleted_at is null and c.email is not null
  ),
  c_hit as (
    select distinct on (cr.root) cr.root, f.id from ck join cr on cr.row_no = ck.row_no join ck_file f on f.key = ck.key order by cr.root, ck.n, f.rank, f.id
  ),
  cust as materialized (
    select cr.row_no, h.id is not null as on_file,
      coalesce(h.id, overlay(overlay(md5(p_import_id::text || ':c:' || cr.root) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid) as id
    from cr left join c_hit h on h.root = cr.root
  ),
  l_file as (
    select l.customer_id, l.match_key, min(l.id::text)::uuid as id from public.customer_locations l
    where l.company_id = p_company_id and l.deleted_at is null group by l.customer_id, l.match_key
  ),
  loc as materialized (
    select r.row_no, c.id as customer_id, c.on_file as customer_on_file, l.id is not null as on_file,
      coalesce(l.id, overlay(overlay(md5(p_import_id::text || ':l:' || c.id || ':' || r.location_key) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid) as id
    from r join cust c on c.row_no = r.row_no
    left join l_file l on l.customer_id = c.id and l.match_key = r.location_key
  ),
  dist_file as (
    select d.id, d.match_key, u.slug from public.company_districts d left join public.districts u on u.id = d.district_id
    where d.company_id = p_company_id and d.deleted_at is null
  ),
  dist as materialized (
    select k.district_key, coalesce(min(d.id::text) filter (where d.match_key = k.district_key), min(d.id::text))::uuid as id
    from (select district_key, max(slug) as slug from r where district_key is not null group by district_key) k
    join (select match_key as key, id, match_key from dist_file union all select slug, id, match_key from dist_file where slug is not null) d
      on d.key = k.district_key or d.key = k.slug
    group by k.district_key
  ),
  -- assemblies on file under the row's own keys: by the old system's id, else by serial or place
  dk as (select r.row_no, r.external_id, unnest(r.device_keys) as key from r),
  cand as materialized (
    select r.row_no, d.id, d.location_id, 1 as by, false as other_id from r
    join public.devices d on d.company_id = p_company_id and d.external_id = r.external_id and d.deleted_at is null
    union all
    select k.row_no, d.id, d.location_id, 2, coalesce(d.external_id <> k.external_id, false) from dk k
    join public.devices d on d.company_id = p_company_id and d.match_key = k.key and d.deleted_at is null
  ),
  choice as materialized (
    select distinct on (x.row_no) x.row_no, x.id, x.here,
      x.by = 2 and not x.here and x.candidates > 1 as ambiguous
    from (
      select c.row_no, c.id, c.by, coalesce(l.match_key = r.location_key, false) as here, count(*) over (partition by c.row_no, c.by) as candidates
      from cand c join r on r.row_no = c.row_no
      join public.customer_locations l on l.company_id = p_company_id and l.id = c.location_id
      where not c.other_id
    ) x
    order by x.row_no, x.by, x.here desc, x.id
  ),
  other as (select row_no, min(id::text)::uuid as id from cand where other_id group by row_no),
  g_hit as (
    select distinct on (r.root) r.root, c.id, c.ambiguous from choice c join r on r.row_no = c.row_no order by r.root, r.row_no
  ),
  d as materialized (
    select r.*, loc.customer_id, loc.customer_on_file, loc.id as sheet_location_id, loc.on_file as location_on_file,
      dist.id as district_on_file,
      case when r.district_key is not null then coalesce(dist.id,
        overlay(overlay(md5(p_import_id::text || ':d:' || r.district_key) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid) end as district_id,
      coalesce(h.id, overlay(overlay(md5(p_import_id::text || ':a:' || r.root) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid) as device_id,
      h.id is not null as on_file, coalesce(h.ambiguous, false) as ambiguous, h.id is null and o.id is not null as serial_taken, o.id as other_device_id
    from r join loc on loc.row_no = r.row_no
    left join dist on dist.district_key = r.district_key
    left join g_hit h on h.root = r.root
    left join other o on o.row_no = r.row_no
  ),
  -- what is on file says otherwise
  f as materialized (
    select d.row_no, v.location_id as file_location_id, l.customer_id as file_customer_id,
      array_remove(array[
        case when d.ambiguous and not d.answers ? 'device_ambiguous' then 'device_ambiguous' end,
        case when d.serial_taken and not d.answers ? 'serial_on_file' then 'serial_on_file' end,
        case when d.on_file and v.type <> d.type and not d.answers ? 'type_on_file_differs' then 'type_on_file_differs' end,
        case when d.on_file and d.location_key !~ '^[nr]:' and l.match_key <> d.location_key and not d.answers ? 'place_on_file_differs' then 'place_on_file_differs' end,
        case when d.on_file and d.location_key !~ '^[nr]:' and l.match_key = d.location_key and l.customer_id <> d.customer_id
          and not d.answers ? 'customer_on_file_differs' then 'customer_on_file_differs' end
      ], null) as codes,
      case when d.on_file and d.location_key !~ '^[nr]:' and v.location_id <> d.sheet_location_id
        and coalesce(d.answers ->> 'place_on_file_differs', d.answers ->> 'customer_on_file_differs') = 'accept' then true
        else not d.on_file end as moves,
      v.type as file_type, v.serial as file_serial, l.line1 as file_line1, cu.name as file_customer
    from d
    left join public.devices v on v.company_id = p_company_id and v.id = case when d.on_file then d.device_id else d.other_device_id end
    left join public.customer_locations l on l.company_id = p_company_id and l.id = v.location_id
    left join public.customers cu on cu.company_id = p_company_id and cu.id = l.customer_id
    where d.on_file or d.serial_taken
  ),
  j as materialized (
    select d.row_no, d.device_id, d.on_file, d.answers, d.district_id, d.district_on_file, d.district_key, d.device_keys,
      case when coalesce(f.moves, true) then d.sheet_location_id else f.file_location_id end as location_id,
      case when coalesce(f.moves, true) then d.customer_id else f.file_customer_id end as customer_id,
      case when coalesce(f.moves, true) then d.location_on_file else true end as location_on_file,
      case when coalesce(f.moves, true) then d.customer_on_file else true end as customer_on_file,
      coalesce(f.codes, '{}') as file_codes, d.open_codes || coalesce(f.codes, '{}') as codes,
      d.decision is distinct from 'skip' and cardinality(d.open_codes) = 0 and cardinality(coalesce(f.codes, '{}')) = 0 as included,
      f.file_type, f.file_line1, f.file_customer, f.file_serial
    from d left join f on f.row_no = d.row_no
  ),
  g as materialized (
    select j.row_no, j.device_id, j.on_file, j.location_id, j.district_id, j.device_keys, j.answers,
      count(*) over (partition by j.device_id) as n, row_number() over (partition by j.device_id order by j.row_no) as pos
    from j where j.included
  ),
  facts as materialized (
    select g.row_no, g.device_id, g.on_file, g.pos,
      private.device_facts(i.clean -> 'device', g.location_id, g.district_id, g.device_keys[cardinality(g.device_keys)])
        - case when g.answers ->> 'type_on_file_differs' = 'keep' then 'type' else '' end as facts
    from g join public.import_rows i on i.company_id = p_company_id and i.import_id = p_import_id and i.row_no = g.row_no
    where g.on_file or g.n > 1
  ),
  merged as (
    select e.device_id, e.on_file, jsonb_object_agg((e.pair).key, (e.pair).value order by e.row_no) as facts
    from (select device_id, on_file, row_no, jsonb_each(facts) as pair from facts offset 0) e
    group by e.device_id, e.on_file
  ),
  changed as materialized (
    select m.device_id, case when m.on_file then private.device_changes(m.facts, to_jsonb(v)) else m.facts end as changes
    from merged m left join public.devices v on v.company_id = p_company_id and v.id = m.device_id and m.on_file
  ),
  repeated as materialized (
    select row_no, coalesce(lag(facts) over (partition by device_id order by row_no) @> facts, false) as same from facts
  ),
  lead_c as materialized (select customer_id, min(row_no) as row_no, bool_and(customer_on_file) as on_file from j where included group by customer_id),
  lead_l as materialized (select location_id, min(row_no) as row_no, bool_and(location_on_file) as on_file from j where included group by location_id),
  lead_d as materialized (select district_id, min(row_no) as row_no from j where included and district_id is not null and district_on_file is null group by district_id),
  c_changes as (
    select k.row_no, private.party_changes(
      (i.clean -> 'customer') - 'parent' || jsonb_build_object('parent_name', i.clean -> 'customer' -> 'parent'), to_jsonb(c)) as changes
    from lead_c k
    join public.import_rows i on i.company_id = p_company_id and i.import_id = p_import_id and i.row_no = k.row_no
    join public.customers c on c.company_id = p_company_id and c.id = k.customer_id
    where k.on_file
  ),
  l_changes as (
    select k.row_no, private.party_changes(i.clean -> 'location', to_jsonb(l)) as changes
    from lead_l k
    join public.import_rows i on i.company_id = p_company_id and i.import_id = p_import_id and i.row_no = k.row_no
    join public.customer_locations l on l.company_id = p_company_id and l.id = k.location_id
    where k.on_file
  ),
  fate as materialized (
    select j.row_no, j.device_id, j.location_id, j.customer_id, j.district_id, j.codes,
      (select coalesce(jsonb_agg(case c.code
          when 'device_ambiguous' then jsonb_build_object('code', c.code, 'field', 'serial', 'found', coalesce(j.file_serial, ''),
            'message', 'Several assemblies on file have this maker and serial, none of them at this address.')
          when 'serial_on_file' then jsonb_build_object('code', c.code, 'field', 'serial', 'found', coalesce(j.file_serial, ''),
            'message', 'This maker and serial are on file at ' || coalesce(j.file_line1, 'another address') || ' under another id. Is this a second assembly?')
          when 'type_on_file_differs' then jsonb_build_object('code', c.code, 'field', 'type', 'found', j.file_type,
            'message', 'On file as ' || j.file_type || '; the sheet says otherwise.')
          when 'place_on_file_differs' then jsonb_build_object('code', c.code, 'field', 'location', 'found', coalesce(j.file_line1, ''),
            'message', 'On file at ' || coalesce(j.file_line1, 'another address') || '. Was it moved?')
          else jsonb_build_object('code', c.code, 'field', 'customer', 'found', coalesce(j.file_customer, ''),
            'message', 'On file under ' || coalesce(j.file_customer, 'another customer') || ' at this address. Has the customer changed?')
        end), '[]') from unnest(j.file_codes) as c (code)) as file_reasons,
      case
        when cardinality(j.codes) > 0 then 'review'
        when not j.included then case when j.on_file then 'update' else 'new' end
        when g.pos = 1 and not j.on_file then 'new'
        when j.on_file and ch.changes is null and cc.changes is null and lc.changes is null then 'duplicate'
        when g.pos = 1 or not coalesce(rp.same, false) then case when j.on_file and ch.changes is null and cc.changes is null and lc.changes is null then 'duplicate' else 'update' end
        else 'duplicate'
      end as status,
      case when j.included then array_remove(array[
        case when ld.row_no = j.row_no then 'd' end, case when kc.row_no = j.row_no then 'c' end,
        case when kl.row_no = j.row_no then 'l' end, case when g.pos = 1 then 'a' end], null) else '{}' end as writes,
      case when j.included then array_remove(array[
        case when ld.row_no = j.row_no then 'district' end, case when kc.row_no = j.row_no and not kc.on_file then 'customer' end,
        case when kl.row_no = j.row_no and not kl.on_file then 'location' end, case when g.pos = 1 and not j.on_file then 'device' end], null) else '{}' end as creates,
      nullif(jsonb_strip_nulls(jsonb_build_object('device', case when g.pos = 1 then ch.changes end, 'customer', cc.changes, 'location', lc.changes)), '{}') as changes
    from j
    left join g on g.row_no = j.row_no
    left join changed ch on ch.device_id = g.device_id
    left join repeated rp on rp.row_no = j.row_no
    left join lead_c kc on kc.customer_id = j.customer_id
    left join lead_l kl on kl.location_id = j.location_id
    left join lead_d ld on ld.district_id = j.district_id
    left join c_changes cc on cc.row_no = j.row_no
    left join l_changes lc on lc.row_no = j.row_no
  )
  update public.import_rows i
  set status = fate.status, codes = fate.codes, file_reasons = fate.file_reasons, customer_id = fate.customer_id, location_id = fate.location_id,
    device_id = fate.device_id, company_district_id = fate.district_id, writes = fate.writes, creates = fate.creates, changes = fate.changes
  from fate
  where i.company_id = p_company_id and i.import_id = p_import_id and i.row_no = fate.row_no
    and (i.status, i.codes, i.file_reasons, i.customer_id, i.location_id, i.device_id, i.company_district_id, i.writes, i.creates, i.changes)
      is distinct from (fate.status, fate.codes, fate.file_reasons, fate.customer_id, fate.location_id, fate.device_id, fate.district_id, fate.writes, fate.creates, fate.changes);
end;
$$;

-- The day a past test counts for: that of the test after repair where the sheet has one.
create function private.imported_day(p_test jsonb)
returns date
language sql
immutable
set search_path = ''
as $$
  select case when p_test ? 'final' then coalesce((p_test ->> 'retest_on')::date, (p_test ->> 'tested_on')::date) else (p_test ->> 'tested_on')::date end;
$$;

-- Past tests find their assembly by serial alone: sheets of them rarely name the maker.
create function private.resolve_test_rows(p_company_id uuid, p_import_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
set enable_nestloop = off
set work_mem = '64MB'
as $$
begin
  with r as materialized (
    select i.row_no, i.serial_key, i.open_codes, i.answers, i.decision, private.imported_day(i.clean -> 'test') as tested_on,
      i.clean -> 'test' ->> 'type' as type, i.clean -> 'test' ->> 'serial' as serial, i.clean -> 'test' ->> 'filed_result' as result,
      (i.clean -> 'test') - array['recomputed', 'remarks'] as facts
    from public.import_rows i
    where i.company_id = p_company_id and i.import_id = p_import_id and not i.refused and not i.repeats
  ),
  s as materialized (
    select d.id, d.type, upper(regexp_replace(d.serial, '[^[:alnum:]]', '', 'g')) as key, d.serial
    from public.devices d
    where d.company_id = p_company_id and d.deleted_at is null and d.serial is not null
  ),
  hit as materialized (
    select distinct on (x.row_no) x.row_no, x.id, x.candidates > 1 and x.of_type <> 1 and not x.answers ? 'device_ambiguous' as ambiguous
    from (
      select r.row_no, r.answers, s.id, s.type = r.type as fits, count(*) over w as candidates, count(*) filter (where s.type = r.type) over w as of_type
      from r join s on s.key = r.serial_key
      window w as (partition by r.row_no)
    ) x
    order by x.row_no, x.fits desc nulls last, x.id
  ),
  -- O for 0, I or L for 1: suggested where it leads to exactly one assembly
  near as materialized (
    select r.row_no, min(s.serial) as serial
    from r left join hit h on h.row_no = r.row_no
    join s on translate(s.key, 'OIL', '011') = translate(r.serial_key, 'OIL', '011')
    where h.row_no is null
    group by r.row_no
    having count(*) = 1
  ),
  t as materialized (
    select r.row_no, r.device_id, r.tested_on, bool_or(x.certified_result is not distinct from r.result and (b.test_record_id is null or to_jsonb(b) @> r.main)) as same
    from (
      select r.row_no, h.id as device_id, r.tested_on, r.result, coalesce(r.facts -> 'initial' -> 'main', '{}') as main
      from r join hit h on h.row_no = r.row_no and not h.ambiguous
    ) r
    join public.test_records x on x.company_id = p_company_id and x.device_id = r.device_id and x.tested_on = r.tested_on
      and x.accepted_at is not null and x.superseded_at is null and x.import_id is distinct from p_import_id
    left join public.test_readings b on b.company_id = p_company_id and b.test_record_id = x.id and b.stage = 'initial' and b.part = 'main'
    group by r.row_no, r.device_id, r.tested_on
  ),
  j as materialized (
    select r.row_no, r.facts, r.tested_on, r.serial, n.serial as near, case when h.ambiguous then null else h.id end as device_id, coalesce(t.same, false) as on_file,
      r.open_codes, r.decision, array_remove(array[
        case when h.row_no is null then 'device_unknown' end,
        case when h.ambiguous then 'device_ambiguous' end,
        case when t.row_no is not null and not t.same and not r.answers ? 'test_on_file_differs' then 'test_on_file_differs' end], null) as file_codes
    from r left join hit h on h.row_no = r.row_no left join near n on n.row_no = r.row_no left join t on t.row_no = r.row_no
  ),
  g as materialized (
    select j.*, j.open_codes || j.file_codes as codes,
      j.decision is distinct from 'skip' and cardinality(j.open_codes) = 0 and cardinality(j.file_codes) = 0 and not j.on_file as included
    from j
  ),
  p as materialized (
    select g.row_no, row_number() over (partition by g.device_id, g.tested_on, g.facts order by g.row_no) as copy,
      row_number() over (partition by g.device_id order by g.row_no) as pos
    from g where g.included
  ),
  fate as materialized (
    select g.row_no, g.device_id, g.codes,
      case when g.device_id is not null then overlay(overlay(md5(p_import_id::text || ':t:' || g.row_no) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid end as test_record_id,
      (select coalesce(jsonb_agg(case c.code
          when 'device_unknown' then jsonb_strip_nulls(jsonb_build_object('code', c.code, 'field', 'serial', 'found', coalesce(g.serial, ''), 'suggestion', g.near,
            'message', case when g.near is not null then 'No assembly with this serial is on file; ' || g.near || ' is.'
              else 'No assembly with this serial is on file. Import the assemblies first, or correct the serial.' end))
          when 'device_ambiguous' then jsonb_build_object('code', c.code, 'field', 'serial', 'found', coalesce(g.serial, ''),
            'message', 'Several assemblies on file have this serial, and the row does not say which.')
          else jsonb_build_object('code', c.code, 'field', 'tested_on', 'found', g.tested_on,
            'message', 'A test of this assembly on this day is on file with other readings or another result. Keep both?')
        end), '[]') from unnest(g.file_codes) as c (code)) as file_reasons,
      case when cardinality(g.codes) > 0 then 'review' when g.on_file or p.copy > 1 then 'duplicate' else 'new' end as status,
      case when p.copy = 1 then array['t'] || case when p.pos = 1 then array['a'] else '{}' end else '{}' end as writes,
      case when p.copy = 1 then array['test'] else '{}' end as creates
    from g left join p on p.row_no = g.row_no
  )
  update public.import_rows i
  set status = fate.status, codes = fate.codes, file_reasons = fate.file_reasons, device_id = fate.device_id, test_record_id = fate.test_record_id,
    writes = fate.writes, creates = fate.creates
  from fate
  where i.company_id = p_company_id and i.import_id = p_import_id and i.row_no = fate.row_no
    and (i.status, i.codes, i.file_reasons, i.device_id, i.test_record_id, i.writes, i.creates)
      is distinct from (fate.status, fate.codes, fate.file_reasons, fate.device_id, fate.test_record_id, fate.writes, fate.creates);
end;
$$;

-- Compares the whole sheet again and counts how its rows stand. Returns the counts.
create function private.resolve_import(p_company_id uuid, p_import_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_seq bigint := coalesce((select h.seq from private.audit_heads h where h.company_id = p_company_id), 0);
  v_counts jsonb;
begin
  if (select i.mapping ->> 'kind' from public.imports i where i.company_id = p_company_id and i.id = p_import_id) = 'tests' then
    perform private.resolve_test_rows(p_company_id, p_import_id);
  else
    perform private.resolve_device_rows(p_company_id, p_import_id);
  end if;
  select jsonb_build_object(
    'rows', coalesce(sum(n), 0),
    'new', coalesce(sum(n) filter (where fate = 'new'), 0), 'update', coalesce(sum(n) filter (where fate = 'update'), 0),
    'duplicate', coalesce(sum(n) filter (where fate = 'duplicate'), 0), 'review', coalesce(sum(n) filter (where fate = 'review'), 0),
    'refused', coalesce(sum(n) filter (where fate = 'refused'), 0), 'skipped', coalesce(sum(n) filter (where fate = 'skipped'), 0),
    'customers', coalesce(sum(customers), 0), 'locations', coalesce(sum(locations), 0), 'devices', coalesce(sum(devices), 0),
    'districts', coalesce(sum(districts), 0), 'tests', coalesce(sum(tests), 0))
  into v_counts
  from (
    select case when r.decision = 'skip' then 'skipped' else r.status end as fate, count(*) as n,
      count(*) filter (where 'customer' = any (r.creates)) as customers, count(*) filter (where 'location' = any (r.creates)) as locations,
      count(*) filter (where 'device' = any (r.creates)) as devices, count(*) filter (where 'district' = any (r.creates)) as districts,
      count(*) filter (where 'test' = any (r.creates)) as tests
    from public.import_rows r
    where r.company_id = p_company_id and r.import_id = p_import_id
    group by 1
  ) c;
  select v_counts || jsonb_build_object('codes', coalesce((
    select jsonb_agg(jsonb_build_object('code', k.code, 'rows', k.n, 'suggested', k.suggested) order by k.n desc, k.code)
    from (
      select x.code, count(*) as n,
        count(*) filter (where (r.reasons || r.file_reasons) @> jsonb_build_array(jsonb_build_object('code', x.code)) and exists (
          select 1 from jsonb_array_elements(r.reasons || r.file_reasons) e where e ->> 'code' = x.code and e ? 'suggestion')) as suggested
      from public.import_rows r cross join lateral unnest(r.codes) as x (code)
      where r.company_id = p_company_id and r.import_id = p_import_id and r.status = 'review' and r.decision is distinct from 'skip'
      group by x.code
    ) k), '[]')) into v_counts;
  update public.imports set counts = v_counts, resolved_at_seq = v_seq where company_id = p_company_id and id = p_import_id;
  return v_counts;
end;
$$;

create function private.finish_staging(p_import_id uuid, p_originator uuid, p_total_rows int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_import public.imports := private.import_of_worker(p_import_id, p_originator, array['staging']);
begin
  if v_import.id is null then
    return null;
  end if;
  update public.imports set state = 'staged', total_rows = p_total_rows, staged_rows = p_total_rows, staged_at = now()
  where company_id = v_import.company_id and id = v_import.id;
  return private.resolve_import(v_import.company_id, v_import.id);
end;
$$;

create function private.staged_import(p_import_id uuid)
returns public.imports
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('imports:write');
  v_import public.imports;
begin
  select * into v_import from public.imports where company_id = v_company and id = p_import_id for update;
  if v_import.id is null then
    perform private.refuse('import_not_found');
  end if;
  if v_import.state <> 'staged' then
    perform private.refuse(case when v_import.state in ('committed', 'undone') then 'import_done' else 'import_not_ready' end);
  end if;
  return v_import;
end;
$$;

-- A person's word on rows: skip, restore, or accept / keep for a reason the comparison with what is on file gave.
-- p_rows names rows, p_code all rows where it is open; accept and keep need p_code.
create function private.decide_import_rows(p_import_id uuid, p_decision text, p_rows int[], p_code text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_import public.imports := private.staged_import(p_import_id);
begin
  if p_rows is null and p_code is null then
    perform private.refuse('no_rows_chosen');
  end if;
  if p_decision in ('skip', 'restore') then
    update public.import_rows r
    set decision = case when p_decision = 'skip' then 'skip' end
    where r.company_id = v_import.company_id and r.import_id = v_import.id and r.status <> 'refused'
      and (p_rows is null or r.row_no = any (p_rows)) and (p_code is null or p_code = any (r.codes));
  elsif p_decision in ('accept', 'keep') and p_code in ('device_ambiguous', 'serial_on_file', 'type_on_file_differs', 'place_on_file_differs', 'customer_on_file_differs', 'test_on_file_differs') then
    update public.import_rows r
    set answers = r.answers || jsonb_build_object(p_code, p_decision)
    where r.company_id = v_import.company_id and r.import_id = v_import.id
      and (p_rows is null or r.row_no = any (p_rows)) and p_code = any (r.codes) and r.decision is distinct from 'skip';
  else
    perform private.refuse('decision_unknown');
  end if;
  return private.resolve_import(v_import.company_id, v_import.id);
end;
$$;

-- Rows after suggestions were accepted, values kept or edited (lib/imports/decide-rows.ts). p_resolve compares again: last slice.
create function private.update_import_rows(p_import_id uuid, p_rows jsonb, p_resolve boolean)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_import public.imports := private.staged_import(p_import_id);
begin
  if exists (
    select 1 from jsonb_to_recordset(p_rows) as s (row_no int)
    where not exists (select 1 from public.import_rows r where r.company_id = v_import.company_id and r.import_id = v_import.id and r.row_no = s.row_no)
  ) then
    perform private.refuse('not_found');
  end if;
  perform private.write_import_rows(v_import.company_id, v_import.id, p_rows);
  -- a key that was corrected may now name an assembly of an earlier row, or no longer the one it named
  update public.import_rows r
  set same_as = (
    select min(coalesce(o.same_as, o.row_no)) from public.import_rows o
    where o.company_id = r.company_id and o.import_id = r.import_id and o.row_no < r.row_no and o.device_keys && r.device_keys
  )
  from jsonb_to_recordset(p_rows) as s (row_no int, rekeyed boolean)
  where r.company_id = v_import.company_id and r.import_id = v_import.id and r.row_no = s.row_no and s.rekeyed;
  if not p_resolve then
    -- a commit must compare again, even if the caller never comes back for the last slice
    update public.imports set resolved_at_seq = null where company_id = v_import.company_id and id = v_import.id;
    return null;
  end if;
  return private.resolve_import(v_import.company_id, v_import.id);
end;
$$;
