-- Test kits with their calibrations, and the certificates of the people who test.
-- Both are judged on the day of the test (lib/backflow/blocking.ts; record_test() asks again).

create table public.gauges (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  manufacturer text not null constraint gauges_manufacturer check (length(btrim(manufacturer)) between 1 and 80),
  model text not null constraint gauges_model check (length(btrim(model)) between 1 and 80),
  serial text not null constraint gauges_serial check (length(btrim(serial)) between 1 and 60),
  kind text not null default 'differential' constraint gauges_kind check (kind in ('differential', 'duplex', 'sight_tube')),
  water_class text not null default 'potable' constraint gauges_water_class check (water_class in ('potable', 'non_potable')),
  interval_months int not null default 12 constraint gauges_interval check (interval_months between 1 and 36),
  assigned_to uuid,
  retired_on date,
  notes text constraint gauges_notes check (length(notes) <= 4000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  constraint gauges_assigned_to foreign key (company_id, assigned_to) references public.profiles (company_id, id) deferrable
);
create unique index gauges_one_serial on public.gauges (company_id, manufacturer, serial) where deleted_at is null;
select private.tenant_table('gauges', p_read => 'gauges:read', p_insert => 'gauges:write', p_update => 'gauges:write');
grant select,
  insert (company_id, id, manufacturer, model, serial, kind, water_class, interval_months, assigned_to, retired_on, notes),
  update (manufacturer, model, serial, kind, water_class, interval_months, assigned_to, retired_on, notes, deleted_at)
on public.gauges to authenticated;

create table public.gauge_calibrations (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  gauge_id uuid not null,
  calibrated_on date not null,
  lab text,
  certificate_no text,
  certificate_file_id uuid,
  max_error_hundredths_psid int constraint gauge_calibrations_error check (max_error_hundredths_psid between 0 and 500),
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  constraint gauge_calibrations_gauge foreign key (company_id, gauge_id) references public.gauges (company_id, id) deferrable,
  constraint gauge_calibrations_certificate foreign key (company_id, certificate_file_id) references public.files (company_id, id) deferrable
);
create index gauge_calibrations_gauge_id on public.gauge_calibrations (company_id, gauge_id, calibrated_on desc);
select private.tenant_table('gauge_calibrations', p_read => 'gauges:read', p_insert => 'gauges:write', p_update => 'gauges:write');
grant select,
  insert (company_id, id, gauge_id, calibrated_on, lab, certificate_no, certificate_file_id, max_error_hundredths_psid),
  update (lab, certificate_no, certificate_file_id, max_error_hundredths_psid, deleted_at)
on public.gauge_calibrations to authenticated;

create table public.tester_licences (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  profile_id uuid not null,
  certificate_type text not null constraint tester_licences_type check (length(btrim(certificate_type)) between 1 and 60),
  number text not null constraint tester_licences_number check (length(btrim(number)) between 1 and 60),
  issuer text,
  states text[] not null default '{}',
  scopes text[] not null default '{general}' constraint tester_licences_scopes check (scopes <@ array['general', 'fire', 'repair']),
  issued_on date,
  expires_on date not null,
  file_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  constraint tester_licences_order check (issued_on is null or issued_on <= expires_on),
  constraint tester_licences_profile foreign key (company_id, profile_id) references public.profiles (company_id, id) deferrable,
  constraint tester_licences_file foreign key (company_id, file_id) references public.files (company_id, id) deferrable
);
create index tester_licences_profile_id on public.tester_licences (company_id, profile_id, expires_on desc);
select private.tenant_table('tester_licences', p_read => 'licences:read', p_insert => 'licences:write', p_update => 'licences:write');
grant select,
  insert (company_id, id, profile_id, certificate_type, number, issuer, states, scopes, issued_on, expires_on, file_id),
  update (certificate_type, number, issuer, states, scopes, issued_on, expires_on, file_id, deleted_at)
on public.tester_licences to authenticated;

-- The last accuracy check at or before a day, and whether it still held then.
create function private.gauge_in_date(p_company_id uuid, p_gauge_id uuid, p_on date)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (
    select 1 from public.gauges g
    join public.gauge_calibrations c on c.company_id = g.company_id and c.gauge_id = g.id and c.deleted_at is null
    where g.company_id = p_company_id and g.id = p_gauge_id and g.deleted_at is null and (g.retired_on is null or g.retired_on > p_on)
      and c.calibrated_on <= p_on and (c.calibrated_on + make_interval(months => g.interval_months))::date >= p_on
  );
$$;

create function private.licence_in_date(p_company_id uuid, p_licence_id uuid, p_on date)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (
    select 1 from public.tester_licences l
    where l.company_id = p_company_id and l.id = p_licence_id and l.deleted_at is null
      and (l.issued_on is null or l.issued_on <= p_on) and l.expires_on >= p_on
  );
$$;
revoke execute on all functions in schema private from public, anon;
grant execute on function private.refuse(text, text), private.peek_invitation(text) to anon;
