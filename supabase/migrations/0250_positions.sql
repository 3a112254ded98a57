-- Where sites are on the map. A site carries its position; what an address was found at is kept once per company, so that nobody
-- asks twice for the same address. A pin set by hand stays until the address changes.

grant select (latitude, longitude, position_precision, position_at) on public.customer_locations to authenticated;

-- An address as it is compared: small letters, no punctuation, five digits of the ZIP code. Hashed: it only has to be recognised.
create function private.address_key(p_line1 text, p_city text, p_state text, p_zip text)
returns text
language sql
immutable
set search_path = ''
as $$
  select md5(regexp_replace(lower(concat_ws(' ', p_line1, p_city, p_state, left(p_zip, 5))), '[^[:alnum:]]+', ' ', 'g'));
$$;
create index customer_locations_address on public.customer_locations (company_id, private.address_key(line1, city, state, zip));

create table private.addresses (
  company_id uuid not null references public.companies (id),
  address_key text not null,
  latitude numeric(8, 5),
  longitude numeric(8, 5),
  position_precision text,
  -- placed by its ZIP code or city, or found to have neither
  placed_at timestamptz,
  -- the provider answered, once and for all
  asked_at timestamptz,
  attempts int not null default 0,
  lease_until timestamptz,
  primary key (company_id, address_key)
);

-- One job per company waits at a time; one that runs already may have looked before this change.
create function private.queue_positions(p_company_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  if not exists (select from private.jobs j where j.company_id = p_company_id and j.kind = 'find_positions'
    and j.done_at is null and j.failed_at is null and j.lease_until is null) then
    perform private.enqueue_job('find_positions', '{"ask": false}', p_company_id);
  end if;
end;
$$;

create function private.look_for_new_sites()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.queue_positions(n.company_id) from (select distinct company_id from new_rows where position_at is null) n;
  return null;
end;
$$;
create trigger look_for_new_sites after insert on public.customer_locations
referencing new table as new_rows for each statement execute function private.look_for_new_sites();

-- Another address is another place: the old position goes, a pin set by hand too. The second line (a suite) moves nothing.
create function private.look_again()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if private.address_key(old.line1, old.city, old.state, old.zip) <> private.address_key(new.line1, new.city, new.state, new.zip) then
    new.latitude := null;
    new.longitude := null;
    new.position_precision := null;
    new.position_at := null;
    perform private.queue_positions(new.company_id);
  end if;
  return new;
end;
$$;
create trigger look_again before update of line1, city, state, zip on public.customer_locations
for each row execute function private.look_again();

-- A site that loses its position or goes for good takes along what is kept of its address, unless another site stands there.
create function private.forget_address()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_key text := private.address_key(old.line1, old.city, old.state, old.zip);
begin
  -- The sweep takes all addresses of a company by itself.
  if current_setting('flowtrack.erasing', true) = 'on' then
    return null;
  end if;
  if not exists (select from public.customer_locations l where l.company_id = old.company_id and l.id <> old.id and l.position_at is not null
    and private.address_key(l.line1, l.city, l.state, l.zip) = v_key) then
    delete from private.addresses a where a.company_id = old.company_id and a.address_key = v_key;
  end if;
  return null;
end;
$$;
create trigger forget_address after update on public.customer_locations
for each row when (old.position_at is not null and new.position_at is null) execute function private.forget_address();
create trigger forget_removed_address after delete on public.customer_locations
for each row when (old.position_at is not null) execute function private.forget_address();

create function private.look_for_office()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.queue_positions(new.id);
  return null;
end;
$$;
create trigger look_for_office after update of line1, city, state, zip on public.companies
for each row when (new.erased_at is null and (old.line1, old.city, old.state, old.zip) is distinct from (new.line1, new.city, new.state, new.zip))
execute function private.look_for_office();

-- A place that was found is no work on the site: whoever asks what changed since an import (0124) does not see it. A pin set by hand is.
drop trigger touch_updated_at on public.customer_locations;
create trigger touch_updated_at before update on public.customer_locations for each row
when (
  new.position_precision is not distinct from 'by_hand'
  or to_jsonb(old) - array['latitude', 'longitude', 'position_precision', 'position_at', 'updated_at']
    is distinct from to_jsonb(new) - array['latitude', 'longitude', 'position_precision', 'position_at', 'updated_at']
)
execute function private.touch_updated_at();

-- Gives sites what is known of their address, all of a company or those at some addresses. Not for customers who asked to be forgotten.
create function private.place_sites(p_company_id uuid, p_keys text[])
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform set_config('flowtrack.audit_quiet', 'on', true);
  update public.customer_locations l
  set latitude = a.latitude, longitude = a.longitude, position_precision = a.position_precision, position_at = coalesce(a.asked_at, a.placed_at)
  from private.addresses a
  where l.company_id = p_company_id and a.company_id = p_company_id and a.placed_at is not null
    and a.address_key = private.address_key(l.line1, l.city, l.state, l.zip)
    and (p_keys is null or private.address_key(l.line1, l.city, l.state, l.zip) = any (p_keys))
    and l.position_precision is distinct from 'by_hand' and l.position_at is distinct from coalesce(a.asked_at, a.placed_at)
    and not exists (select from public.privacy_requests q where q.company_id = l.company_id and q.customer_id = l.customer_id and q.restricted_at is not null);
  perform set_config('flowtrack.audit_quiet', 'off', true);
end;
$$;

-- Takes addresses to work on: to place by ZIP code, or (p_ask) to ask the provider for. A lease keeps others away; whoever dies
-- leaves it to run out. An address that fails five times in a day waits for the night.
create function private.claim_addresses(p_company_id uuid, p_ask boolean, p_limit int)
returns table (address_key text, line1 text, city text, state text, zip text)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
  -- All sites are looked through when nothing waits any more: before the first slice and after the last.
  if not exists (
    select from private.addresses o
    where o.company_id = p_company_id and (o.lease_until is null or o.lease_until < now())
      and case when p_ask then o.asked_at is null and o.attempts < 5 else o.placed_at is null end
  ) then
    insert into private.addresses (company_id, address_key)
    select distinct l.company_id, private.address_key(l.line1, l.city, l.state, l.zip)
    from public.customer_locations l
    where l.company_id = p_company_id and l.deleted_at is null and l.position_precision is distinct from 'by_hand'
      and not exists (select from public.privacy_requests q where q.company_id = l.company_id and q.customer_id = l.customer_id and q.restricted_at is not null)
    union
    select c.id, private.address_key(c.line1, c.city, c.state, c.zip) from public.companies c where c.id = p_company_id and c.line1 is not null
    on conflict do nothing;
    perform private.place_sites(p_company_id, null);
  end if;
  return query
  with claimed as (
    update private.addresses a set lease_until = now() + interval '5 minutes'
    where a.company_id = p_company_id and a.address_key in (
      select o.address_key from private.addresses o
      where o.company_id = p_company_id and (o.lease_until is null or o.lease_until < now())
        and case when p_ask then o.asked_at is null and o.attempts < 5 else o.placed_at is null end
      order by o.attempts, o.address_key
      limit least(p_limit, 500)
      for update skip locked)
    returning a.address_key
  )
  select distinct on (k.address_key) k.address_key, k.line1, k.city, k.state, k.zip
  from (
    select t.address_key, l.line1, l.city, l.state, l.zip
    from claimed t join public.customer_locations l on l.company_id = p_company_id and private.address_key(l.line1, l.city, l.state, l.zip) = t.address_key
    union all
    select t.address_key, c.line1, c.city, c.state, c.zip
    from claimed t join public.companies c on c.id = p_company_id and private.address_key(c.line1, c.city, c.state, c.zip) = t.address_key
  ) k
  order by k.address_key;
end;
$$;

-- What was found: [{"key", "latitude", "longitude", "precision", "state"}], state 'placed' (by ZIP code), 'asked' (the provider's answer,
-- kept for good), 'failed' (it did not answer) or 'later' (it was in trouble already). Without a position the middle of the city's other sites is taken, if it has any.
create function private.save_positions(p_company_id uuid, p_rows jsonb)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  update private.addresses a
  set latitude = coalesce(r.latitude, a.latitude), longitude = coalesce(r.longitude, a.longitude),
    position_precision = case when r.latitude is null then a.position_precision else r.precision end,
    placed_at = case when r.state in ('placed', 'asked') then coalesce(a.placed_at, clock_timestamp()) else a.placed_at end,
    asked_at = case when r.state = 'asked' then clock_timestamp() end, attempts = a.attempts + case when r.state = 'failed' then 1 else 0 end, lease_until = null
  from jsonb_to_recordset(p_rows) as r (key text, latitude numeric, longitude numeric, precision text, state text)
  where a.company_id = p_company_id and a.address_key = r.key and a.asked_at is null;
  perform private.place_sites(p_company_id, array(select r ->> 'key' from jsonb_array_elements(p_rows) r));
  if not exists (select from jsonb_array_elements(p_rows) r where r ->> 'state' = 'placed') then
    return;
  end if;
  update private.addresses a set latitude = m.latitude, longitude = m.longitude, position_precision = 'city', placed_at = clock_timestamp()
  from (
    select private.address_key(l.line1, l.city, l.state, l.zip) as key, avg(o.latitude) as latitude, avg(o.longitude) as longitude
    from public.customer_locations l
    join public.customer_locations o on o.company_id = l.company_id and lower(o.city) = lower(l.city) and o.state is not distinct from l.state and o.latitude is not null
    where l.company_id = p_company_id and l.latitude is null and l.position_at is not null
    group by 1
  ) m
  where a.company_id = p_company_id and a.address_key = m.key and a.latitude is null and a.asked_at is null;
  if found then
    perform private.place_sites(p_company_id, null);
  end if;
end;
$$;

-- Every night, where there is a provider: companies with addresses it has not answered for, and those never looked at.
create function private.queue_all_positions()
returns int
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid;
  v_count int := 0;
begin
  for v_company in
    select c.id from public.companies c
    where c.erased_at is null and (
      exists (select from private.addresses a where a.company_id = c.id and a.asked_at is null)
      or exists (select from public.customer_locations l where l.company_id = c.id and l.deleted_at is null and l.position_at is null))
  loop
    update private.addresses a set attempts = 0 where a.company_id = v_company and a.attempts > 0;
    perform private.queue_positions(v_company);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

-- Moves a pin by hand; without a place it goes back to where the address was found.
create function private.move_pin(p_location_id uuid, p_latitude numeric, p_longitude numeric)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_company uuid := private.require_permission('customers:write');
begin
  perform private.require_branch('customer_locations', array[p_location_id]);
  if (p_latitude is null) <> (p_longitude is null) or p_latitude not between -90 and 90 or p_longitude not between -180 and 180 then
    perform private.refuse('no_place');
  end if;
  if p_latitude is not null then
    update public.customer_locations l
    set latitude = p_latitude, longitude = p_longitude, position_precision = 'by_hand', position_at = now()
    where l.company_id = v_company and l.id = p_location_id and l.deleted_at is null;
  else
    update public.customer_locations l
    set (latitude, longitude, position_precision, position_at) = (
      select a.latitude, a.longitude, a.position_precision, coalesce(a.asked_at, a.placed_at)
      from (select) one left join private.addresses a
        on a.company_id = l.company_id and a.address_key = private.address_key(l.line1, l.city, l.state, l.zip))
    where l.company_id = v_company and l.id = p_location_id and l.deleted_at is null and l.position_precision = 'by_hand';
  end if;
  if not found then
    perform private.refuse('not_found');
  end if;
  perform private.queue_positions(v_company);
end;
$$;

-- Where the office of whoever asks stands: a route begins and ends there.
create function private.office_position()
returns table (latitude numeric, longitude numeric, position_precision text)
language sql
stable
security definer
set search_path = ''
as $$
  select a.latitude, a.longitude, a.position_precision
  from public.companies c join private.addresses a on a.company_id = c.id and a.address_key = private.address_key(c.line1, c.city, c.state, c.zip)
  where c.id = (select private.auth_company_id('company:read')) and a.latitude is not null;
$$;

revoke execute on function private.address_key(text, text, text, text), private.queue_positions(uuid), private.look_for_new_sites(), private.look_again(),
  private.forget_address(), private.look_for_office(), private.place_sites(uuid, text[]), private.claim_addresses(uuid, boolean, int),
  private.save_positions(uuid, jsonb), private.queue_all_positions(), private.move_pin(uuid, numeric, numeric), private.office_position() from public;
-- The index on customer_locations asks it of whoever writes a site.
grant execute on function private.address_key(text, text, text, text), private.move_pin(uuid, numeric, numeric), private.office_position() to authenticated;
grant execute on function private.address_key(text, text, text, text), private.claim_addresses(uuid, boolean, int), private.save_positions(uuid, jsonb),
  private.queue_all_positions() to service_role;

create function public.move_pin(p_location_id uuid, p_latitude numeric default null, p_longitude numeric default null)
returns void language sql set search_path = '' as $$ select private.move_pin(p_location_id, p_latitude, p_longitude) $$;
-- A first look at a large company takes longer than a page may wait.
create function public.claim_addresses(p_company_id uuid, p_ask boolean, p_limit int)
returns table (address_key text, line1 text, city text, state text, zip text)
language sql set search_path = '' set statement_timeout = '60s' as $$ select * from private.claim_addresses(p_company_id, p_ask, p_limit) $$;
create function public.save_positions(p_company_id uuid, p_rows jsonb)
returns void language sql set search_path = '' set statement_timeout = '60s' as $$ select private.save_positions(p_company_id, p_rows) $$;
create function public.queue_all_positions()
returns int language sql set search_path = '' as $$ select private.queue_all_positions() $$;
revoke execute on function public.move_pin(uuid, numeric, numeric), public.claim_addresses(uuid, boolean, int), public.save_positions(uuid, jsonb),
  public.queue_all_positions() from public;
grant execute on function public.move_pin(uuid, numeric, numeric) to authenticated;
grant execute on function public.claim_addresses(uuid, boolean, int), public.save_positions(uuid, jsonb), public.queue_all_positions() to service_role;

select private.classify('public.customer_locations', 'latitude longitude position_precision position_at',
  'as it is', 'deleted', 'customer', 'where a site is on the map, and how exactly that is known');
update private.column_rules set on_request = 'emptied'
where table_name = 'public.customer_locations'::regclass and column_name in ('latitude', 'longitude', 'position_precision', 'position_at');
select private.classify('private.addresses', 'company_id address_key latitude longitude position_precision placed_at asked_at attempts lease_until',
  'left out', 'deleted', 'nobody', 'where an address was found, by a hash of it; the site itself carries the same');
