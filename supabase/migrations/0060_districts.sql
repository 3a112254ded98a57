-- The rulebook of water districts: shared, read-only for companies, every entry with its sources and the day it was verified.
-- A company works with its own purveyors (company_districts): a link into the rulebook, its own spelling and its own overrides.

create table public.districts (
  id uuid primary key default gen_random_uuid(),
  slug text not null constraint districts_slug unique,
  name text not null,
  state text not null,
  cities text[] not null default '{}',
  counties text[] not null default '{}',
  aliases text[] not null default '{}',
  phone text,
  program_url text,
  portal_family text,
  portal_url text,
  due_rule jsonb,
  due_detail text,
  rule_profile text constraint districts_rule_profile check (rule_profile in ('USC10', 'USC9_LEGACY', 'STRICT', 'CAN', 'TX')),
  profile_overrides jsonb not null default '{}',
  submit_method text,
  submit_deadline_value int,
  submit_deadline_unit text,
  failed_report_policy text,
  repair_days int,
  filing_fee_cents int,
  fee_note text,
  notice_ladder text,
  tester_list_mode text,
  tester_list_url text,
  tester_rules text,
  retention_years int,
  source_urls text[] not null default '{}',
  verified_on date not null,
  stale_after_days int not null default 365
);
create index districts_place on public.districts (state, name);
alter table public.districts enable row level security;
alter table public.districts force row level security;
create policy "The rulebook is read by every company" on public.districts for select to authenticated
  using ((select private.may('districts:read')));
grant select on public.districts to authenticated;

create table public.company_districts (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  district_id uuid references public.districts (id),
  name text not null constraint company_districts_name check (length(btrim(name)) between 2 and 120),
  match_key text not null,
  state text,
  pws_id text,
  contact_name text,
  phone text,
  email text,
  due_rule jsonb,
  rule_profile text constraint company_districts_rule_profile check (rule_profile in ('USC10', 'USC9_LEGACY', 'STRICT', 'CAN', 'TX')),
  profile_overrides jsonb not null default '{}',
  repair_days int constraint company_districts_repair_days check (repair_days between 1 and 365),
  detector_layout text not null default 'ONE' constraint company_districts_detector_layout check (detector_layout in ('ONE', 'MAIN_AND_BYPASS', 'MAIN_PLUS_SHARED_CV1')),
  notes text constraint company_districts_notes check (length(notes) <= 4000),
  import_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id)
);
create unique index company_districts_one_name on public.company_districts (company_id, match_key) where deleted_at is null;
create index company_districts_rulebook on public.company_districts (district_id);
select private.tenant_table('company_districts', p_read => 'districts:read', p_insert => 'districts:write', p_update => 'districts:write');
grant select,
  insert (company_id, id, district_id, name, match_key, state, pws_id, contact_name, phone, email, due_rule, rule_profile, profile_overrides, repair_days, detector_layout, notes),
  update (district_id, name, match_key, state, pws_id, contact_name, phone, email, due_rule, rule_profile, profile_overrides, repair_days, detector_layout, notes, deleted_at)
on public.company_districts to authenticated;

-- {due_basis, schedule, interval_months, intervals, early_days}: what lib/backflow/due-source.ts dueRuleOf() reads, with repair_days beside it.
comment on column public.company_districts.due_rule is 'DueSource of lib/backflow/due-source.ts without repair_days';

-- The rules in force for a company's purveyor: its own override, else the rulebook's, else null (= the assumed default).
create view public.district_rules with (security_invoker = true) as
select
  cd.company_id, cd.id, cd.name, cd.state, cd.pws_id, cd.contact_name, cd.phone, cd.email, cd.detector_layout, cd.notes, cd.deleted_at,
  cd.district_id, d.name as rulebook_name, d.slug, d.program_url, d.portal_family, d.portal_url, d.source_urls, d.verified_on, d.stale_after_days,
  d.submit_method, d.submit_deadline_value, d.submit_deadline_unit, d.failed_report_policy, d.filing_fee_cents, d.due_detail, d.tester_rules,
  coalesce(cd.due_rule, d.due_rule) as due_rule,
  coalesce(cd.rule_profile, d.rule_profile) as rule_profile,
  coalesce(d.profile_overrides, '{}') || cd.profile_overrides as profile_overrides,
  coalesce(cd.repair_days, d.repair_days) as repair_days,
  case when cd.due_rule ->> 'due_basis' is not null then 'company' when d.due_rule ->> 'due_basis' is not null then 'rulebook' else 'assumed' end as due_rule_source,
  case when cd.rule_profile is not null then 'company' when d.rule_profile is not null then 'rulebook' else 'assumed' end as rule_profile_source
from public.company_districts cd left join public.districts d on d.id = cd.district_id;
grant select on public.district_rules to authenticated;
