-- Work orders, visits, invoices, further addresses for notices, photos of assemblies, forms of purveyors.
-- The columns are those the schedule and the money need; their own functions come with them.

insert into private.role_permissions (role, permission)
select r.role, p.permission
from (values ('company_admin'), ('office'), ('technician')) r (role), (values ('work:read'), ('visits:mark'), ('photos:read'), ('photos:write'), ('forms:read')) p (permission);
insert into private.role_permissions (role, permission)
select r.role, p.permission
from (values ('company_admin'), ('office')) r (role), (values ('work:write'), ('schedule:read'), ('access:show'), ('invoices:read'), ('invoices:write'), ('forms:write')) p (permission);

create table public.work_orders (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  location_id uuid not null,
  kind text not null default 'annual_test' constraint work_orders_kind check (kind in ('annual_test', 'retest', 'repair', 'install', 'inspection')),
  state text not null default 'open' constraint work_orders_state check (state in ('open', 'done', 'cancelled')),
  due_on date,
  minutes int constraint work_orders_minutes check (minutes between 5 and 1440),
  purchase_order_no text constraint work_orders_purchase_order check (length(purchase_order_no) <= 60),
  -- the customer wants it done each year without being asked
  standing_approval boolean not null default false,
  water_off_from time,
  water_off_to time,
  notes text constraint work_orders_notes check (length(notes) <= 4000),
  created_by uuid default private.auth_profile_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  constraint work_orders_water_off check ((water_off_from is null) = (water_off_to is null) and water_off_from < water_off_to),
  constraint work_orders_location foreign key (company_id, location_id) references public.customer_locations (company_id, id) deferrable,
  constraint work_orders_created_by foreign key (company_id, created_by) references public.profiles (company_id, id) deferrable
);
create index work_orders_location_id on public.work_orders (company_id, location_id);
create index work_orders_created_by_id on public.work_orders (company_id, created_by);
create index work_orders_order on public.work_orders (company_id, due_on, id) where deleted_at is null;
select private.tenant_table('work_orders', p_read => 'work:read', p_insert => 'work:write', p_update => 'work:write');
grant select, insert (company_id, id, location_id, kind, due_on, minutes, purchase_order_no, standing_approval, water_off_from, water_off_to, notes),
  update (kind, state, due_on, minutes, purchase_order_no, standing_approval, water_off_from, water_off_to, notes, deleted_at)
on public.work_orders to authenticated;

create table public.scheduled_jobs (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  work_order_id uuid not null,
  profile_id uuid,
  starts_at timestamptz not null,
  minutes int not null default 30 constraint scheduled_jobs_minutes check (minutes between 5 and 1440),
  state text not null default 'planned'
    constraint scheduled_jobs_state check (state in ('planned', 'confirmed', 'en_route', 'on_site', 'done', 'no_access', 'cancelled', 'rescheduled')),
  note text constraint scheduled_jobs_note check (length(note) <= 2000),
  -- why somebody goes although licence, gauge or scope speaks against it
  assigned_although text constraint scheduled_jobs_assigned_although check (length(assigned_although) <= 500),
  -- counts the changes: whoever moves a visit says which one they saw
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint scheduled_jobs_work_order foreign key (company_id, work_order_id) references public.work_orders (company_id, id) deferrable,
  constraint scheduled_jobs_profile foreign key (company_id, profile_id) references public.profiles (company_id, id) deferrable
);
create index scheduled_jobs_work_order_id on public.scheduled_jobs (company_id, work_order_id);
create index scheduled_jobs_profile_id on public.scheduled_jobs (company_id, profile_id, starts_at);
create index scheduled_jobs_order on public.scheduled_jobs (company_id, starts_at, id);
-- An order has one open visit at a time; one that nobody got to do is followed by another.
create unique index scheduled_jobs_one_open on public.scheduled_jobs (company_id, work_order_id) where state in ('planned', 'confirmed', 'en_route', 'on_site');
-- The functions of 0223 write it. Who goes somewhere reads their own visits.
select private.tenant_table('scheduled_jobs', p_read => 'work:read');
create policy "scheduled_jobs are read by the office and whoever goes" on public.scheduled_jobs as restrictive for select to authenticated
  using ((select private.may('schedule:read')) or profile_id = (select private.auth_profile_id()));
grant select on public.scheduled_jobs to authenticated;

-- A draft until it is sent; what was sent keeps its bill-to as it was (customer_snapshot), whatever becomes of the customer.
create table public.invoices (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  number int,
  kind text not null default 'invoice' constraint invoices_kind check (kind in ('invoice', 'credit_note')),
  state text not null default 'draft' constraint invoices_state check (state in ('draft', 'sent', 'void')),
  customer_id uuid,
  customer_snapshot jsonb,
  work_order_id uuid,
  currency text not null default 'usd' constraint invoices_currency check (currency = 'usd'),
  memo text constraint invoices_memo check (length(memo) <= 2000),
  -- Kept by triggers (0231): the sum of the lines, of which tax; what was paid and credited. Never more than the whole.
  total_cents int not null default 0 constraint invoices_total check (total_cents between 0 and 100000000),
  tax_cents int not null default 0,
  paid_cents int not null default 0,
  credited_cents int not null default 0,
  due_on date,
  sent_at timestamptz,
  voided_at timestamptz,
  void_reason text constraint invoices_void_reason check (length(void_reason) <= 500),
  credits_id uuid,
  file_id uuid,
  file_sha256 text,
  link_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint invoices_number unique (company_id, number),
  constraint invoices_sent check (state = 'draft' or (number is not null and sent_at is not null and customer_snapshot is not null)),
  constraint invoices_balance check (paid_cents >= 0 and credited_cents >= 0 and paid_cents + credited_cents <= total_cents),
  constraint invoices_void check (state <> 'void' or (voided_at is not null and void_reason is not null)),
  constraint invoices_link unique (link_hash),
  constraint invoices_credits foreign key (company_id, credits_id) references public.invoices (company_id, id) deferrable,
  constraint invoices_file foreign key (company_id, file_id) references public.files (company_id, id) deferrable,
  constraint invoices_customer foreign key (company_id, customer_id) references public.customers (company_id, id) deferrable,
  constraint invoices_work_order foreign key (company_id, work_order_id) references public.work_orders (company_id, id) on delete set null (work_order_id) deferrable
)
-- Room on each page for what comes later: sums, a number, payments. Such a change then touches no index.
with (fillfactor = 60);
create index invoices_customer_id on public.invoices (company_id, customer_id);
create index invoices_work_order_id on public.invoices (company_id, work_order_id);
create index invoices_order on public.invoices (company_id, created_at desc, id);
select private.tenant_table('invoices', p_read => 'invoices:read', p_insert => 'invoices:write', p_update => 'invoices:write');
create policy "invoices are changed while they are drafts" on public.invoices as restrictive for update to authenticated using (state = 'draft');
create index invoices_credits_id on public.invoices (company_id, credits_id) where credits_id is not null;
create index invoices_file_id on public.invoices (company_id, file_id) where file_id is not null;
grant select (company_id, id, number, kind, state, customer_id, customer_snapshot, work_order_id, currency, memo, total_cents, tax_cents, paid_cents, credited_cents, due_on,
    sent_at, voided_at, void_reason, credits_id, file_id, file_sha256, created_at, updated_at),
  insert (company_id, id, customer_id, work_order_id, memo, due_on), update (customer_id, work_order_id, memo, due_on)
on public.invoices to authenticated;

create table public.notification_emails (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  email text not null constraint notification_emails_email check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 254),
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id)
);
create unique index notification_emails_once on public.notification_emails (company_id, email) where deleted_at is null;
select private.tenant_table('notification_emails', p_read => 'company:read', p_insert => 'company:write', p_update => 'company:write');
grant select, insert (company_id, id, email), update (deleted_at) on public.notification_emails to authenticated;

create table public.device_photos (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  device_id uuid not null,
  file_id uuid not null,
  test_record_id uuid,
  caption text constraint device_photos_caption check (length(caption) <= 200),
  created_by uuid default private.auth_profile_id(),
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  constraint device_photos_device foreign key (company_id, device_id) references public.devices (company_id, id) deferrable,
  constraint device_photos_file foreign key (company_id, file_id) references public.files (company_id, id) deferrable,
  constraint device_photos_test_record foreign key (company_id, test_record_id) references public.test_records (company_id, id) on delete set null (test_record_id) deferrable,
  constraint device_photos_created_by foreign key (company_id, created_by) references public.profiles (company_id, id) deferrable
);
create index device_photos_device_id on public.device_photos (company_id, device_id, created_at);
create index device_photos_file_id on public.device_photos (company_id, file_id);
create index device_photos_test_record_id on public.device_photos (company_id, test_record_id);
create index device_photos_created_by_id on public.device_photos (company_id, created_by);
select private.tenant_table('device_photos', p_read => 'photos:read', p_insert => 'photos:write', p_update => 'photos:write');
grant select, insert (company_id, id, device_id, file_id, test_record_id, caption), update (caption, deleted_at) on public.device_photos to authenticated;

create table public.district_forms (
  company_id uuid not null references public.companies (id) deferrable,
  id uuid not null default gen_random_uuid(),
  company_district_id uuid not null,
  name text not null constraint district_forms_name check (length(btrim(name)) between 1 and 120),
  file_id uuid not null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  constraint district_forms_district foreign key (company_id, company_district_id) references public.company_districts (company_id, id) deferrable,
  constraint district_forms_file foreign key (company_id, file_id) references public.files (company_id, id) deferrable
);
create index district_forms_district_id on public.district_forms (company_id, company_district_id);
create index district_forms_file_id on public.district_forms (company_id, file_id);
select private.tenant_table('district_forms', p_read => 'forms:read', p_insert => 'forms:write', p_update => 'forms:write');
grant select, insert (company_id, id, company_district_id, name, file_id), update (name, deleted_at) on public.district_forms to authenticated;

select private.classify('public.work_orders', 'company_id id location_id kind state due_on minutes purchase_order_no standing_approval water_off_from water_off_to notes created_by created_at updated_at deleted_at',
  'as it is', 'deleted', 'customer', 'what is to be done where');
select private.classify('public.scheduled_jobs', 'company_id id work_order_id starts_at minutes state note assigned_although version created_at updated_at',
  'as it is', 'deleted', 'customer', 'when somebody comes to a site');
select private.classify('public.scheduled_jobs', 'profile_id', 'as it is', 'deleted', 'staff', 'who goes there');
select private.classify('public.invoices', 'company_id id number kind state currency total_cents tax_cents paid_cents credited_cents due_on sent_at voided_at credits_id created_at updated_at',
  'as it is', 'kept', 'company', 'an invoice that was sent stays as proof of a sale; drafts go');
select private.classify('public.invoices', 'customer_snapshot', 'as it is', 'frozen', 'customer', 'bill-to name, address and number: the one place a name remains');
select private.classify('public.invoices', 'customer_id work_order_id memo void_reason file_id file_sha256', 'as it is', 'emptied', 'customer', 'what led to the customer');
select private.classify('public.invoices', 'link_hash', 'left out', 'emptied', 'nobody', 'a secret: the way to the invoice for whoever was sent it');
select private.classify('public.notification_emails', 'company_id id email created_at deleted_at', 'as it is', 'deleted', 'staff', 'further addresses for notices to the company');
select private.classify('public.device_photos', 'company_id id device_id file_id test_record_id caption created_by created_at deleted_at',
  'as it is', 'deleted', 'customer', 'which photo shows which assembly');
select private.classify('public.district_forms', 'company_id id company_district_id name file_id created_at deleted_at', 'as it is', 'deleted', 'company', 'forms a purveyor wants filled');
