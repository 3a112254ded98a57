-- Photos of visits go after the days a company sets (PRODUCT 8). The photo that stands for an assembly stays with it, those of a
-- signed record with the record. Rows go in one transaction that queues their objects; the daily run makes a job per company.

alter table public.company_settings add column photo_days int not null default 90
  constraint company_settings_photo_days check (photo_days between 7 and 365);
grant update (photo_days) on public.company_settings to authenticated;
select private.classify('public.company_settings', 'photo_days', 'as it is', 'deleted', 'company', 'how long photos of visits are kept');

-- Files of a company that anything but a visit points at: read from the catalogue, so that a later table keeps its files too.
create function private.files_in_use(p_company_id uuid)
returns setof uuid
language plpgsql
stable
set search_path = ''
as $$
declare
  v_key record;
begin
  for v_key in
    select k.conrelid::regclass as rows_of, pair.company, pair.file
    from pg_catalog.pg_constraint k
    cross join lateral (
      select max(here.attname::text) filter (where there.attname = 'company_id') as company, max(here.attname::text) filter (where there.attname = 'id') as file
      from unnest(k.conkey, k.confkey) as columns (here, there)
      join pg_catalog.pg_attribute here on here.attrelid = k.conrelid and here.attnum = columns.here
      join pg_catalog.pg_attribute there on there.attrelid = k.confrelid and there.attnum = columns.there
    ) pair
    where k.contype = 'f' and k.confrelid = 'public.files'::regclass and k.conrelid <> 'public.device_photos'::regclass
  loop
    return query execute format('select t.%I from %s t where t.%I = $1 and t.%I is not null', v_key.file, v_key.rows_of, v_key.company, v_key.file)
      using p_company_id;
  end loop;
end;
$$;

-- Photos whose days are over, counted from when they were stored or, if somebody took one off, from then. Also a photo that no
-- row shows any more. What a signed record or an assembly has stays, however old.
create function private.photos_past_days(p_company_id uuid)
returns setof uuid
language sql
stable
set search_path = ''
as $$
  select f.id
  from public.files f
  join public.company_settings s on s.company_id = f.company_id
  left join public.device_photos p on p.company_id = f.company_id and p.file_id = f.id
  left join public.test_records t on t.company_id = p.company_id and t.id = p.test_record_id
  where f.company_id = p_company_id and f.kind = 'photo' and f.created_at <= now() - make_interval(hours => 24 * s.photo_days)
    and not exists (select from public.devices d where d.company_id = f.company_id and d.photo_file_id = f.id)
  group by f.id, f.created_at, s.photo_days
  having greatest(f.created_at, max(p.deleted_at)) <= now() - make_interval(hours => 24 * s.photo_days) and count(t.signed_at) = 0;
$$;

-- One turn for one company: at most so many photos, their objects queued, one entry that counts them. Nothing while the account
-- is read-only or on hold: who comes back in grace has lost nothing.
create function private.expire_photos(p_company_id uuid, p_limit int)
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_files uuid[];
begin
  perform from public.companies c where c.id = p_company_id for update;
  if not coalesce(private.company_is_open(p_company_id), false) or private.hold_of(p_company_id) is not null then
    return 0;
  end if;
  v_files := array(select private.photos_past_days(p_company_id) except select private.files_in_use(p_company_id) limit p_limit);
  if cardinality(v_files) = 0 then
    return 0;
  end if;
  perform set_config('flowtrack.audit_quiet', 'on', true);
  insert into private.erasure_objects (company_id, keeper, path)
  select p_company_id, 'company-files', f.path from public.files f where f.company_id = p_company_id and f.id = any (v_files)
  on conflict do nothing;
  delete from public.device_photos p where p.company_id = p_company_id and p.file_id = any (v_files);
  delete from public.files f where f.company_id = p_company_id and f.id = any (v_files);
  perform set_config('flowtrack.audit_quiet', 'off', true);
  perform private.write_audit(p_company_id, 'expired', 'device_photos', cardinality(v_files), '{}');
  return cardinality(v_files);
end;
$$;

-- A job for each company that has such photos or objects still queued, once a day.
create function private.queue_photo_expiry(p_day date)
returns void
language sql
set search_path = ''
as $$
  select private.enqueue_job('expire_photos', jsonb_build_object('company_id', c.id), c.id, 'expire_photos:' || c.id || ':' || p_day)
  from public.companies c
  where c.erased_at is null
    and (exists (select private.photos_past_days(c.id)) or exists (select from private.erasure_objects o where o.company_id = c.id));
$$;

revoke execute on function
  private.files_in_use(uuid), private.photos_past_days(uuid), private.expire_photos(uuid, int), private.queue_photo_expiry(date)
from public, anon, authenticated;
grant execute on function private.expire_photos(uuid, int) to service_role;
create function public.expire_photos(p_company_id uuid, p_limit int)
returns int language sql set search_path = '' as $$ select private.expire_photos(p_company_id, p_limit) $$;
revoke execute on function public.expire_photos(uuid, int) from public;
grant execute on function public.expire_photos(uuid, int) to service_role;
