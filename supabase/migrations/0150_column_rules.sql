-- Every column of every table, classified once: how it leaves in an export, what erasing the company does to it, whose data
-- it is, and why. Export, sweep, privacy requests and the scan for residue all read this; a test names what is missing.

-- What hangs on an invoice (lines, payments) is folded: the column goes into the sent invoice's snapshot, the row is deleted.
create table private.column_rules (
  table_name regclass not null,
  column_name name not null,
  leaves text not null constraint column_rules_leaves check (leaves in ('as it is', 'left out')),
  erasure text not null constraint column_rules_erasure check (erasure in ('deleted', 'kept', 'emptied', 'frozen', 'folded')),
  whose text not null constraint column_rules_whose check (whose in ('nobody', 'company', 'customer', 'staff')),
  why text not null constraint column_rules_why check (length(why) >= 10),
  primary key (table_name, column_name)
);

-- Classifies columns of one table (names with spaces between them). A column is classified once; one that is not there is a fault.
create function private.classify(p_table regclass, p_columns text, p_leaves text, p_erasure text, p_whose text, p_why text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_column name;
begin
  foreach v_column in array string_to_array(p_columns, ' ') loop
    if not exists (select from pg_catalog.pg_attribute a where a.attrelid = p_table and a.attname = v_column and a.attnum > 0 and not a.attisdropped) then
      raise exception 'There is no column % in %', v_column, p_table;
    end if;
    insert into private.column_rules values (p_table, v_column, p_leaves, p_erasure, p_whose, p_why);
  end loop;
end;
$$;
revoke execute on function private.classify(regclass, text, text, text, text, text) from public;

-- The tombstone: the row stays, so that what was signed for the company still says that there was one.
select private.classify('public.companies', 'id created_at updated_at subscription_status trial_ends_at deletion_clock_starts_at erased_at time_zone',
  'as it is', 'kept', 'nobody', 'the tombstone: that there was an account, and when it ended');
select private.classify('public.companies', 'name phone email line1 line2 city state zip licence_text logo_file_id',
  'as it is', 'emptied', 'company', 'who the company was; its name becomes a word for an erased company');
select private.classify('public.branches', 'company_id id name created_at updated_at deleted_at', 'as it is', 'deleted', 'company', 'the offices of a company');
select private.classify('public.company_settings', 'company_id due_soon_days target_lead_days certification_sentence technicians_see_prices sample_data first_run_hidden updated_at',
  'as it is', 'deleted', 'company', 'how the company works');
select private.classify('public.profiles', 'company_id id role branch_id removed_at created_at updated_at',
  'as it is', 'deleted', 'staff', 'a place in the company; signed tests point at it while the company lives');
select private.classify('public.profiles', 'full_name email phone', 'as it is', 'deleted', 'staff', 'who works here and how to reach them');
select private.classify('public.profiles', 'user_id', 'left out', 'deleted', 'staff', 'a sign-in is not handed over; whoever comes back with an archive is a former member');
select private.classify('public.invitations', 'company_id id email full_name role expires_at accepted_at revoked_at created_by created_at',
  'as it is', 'deleted', 'staff', 'whom the company invited');
select private.classify('public.invitations', 'token_hash', 'left out', 'deleted', 'nobody', 'a secret: the way in for whoever was invited');
select private.classify('public.saved_views', 'company_id id profile_id page name query created_at', 'as it is', 'deleted', 'staff', 'lists somebody keeps');

-- What happened stays answerable, who did it does not. The chain holds over commitments, so it survives the stripping.
select private.classify('public.audit_log', 'company_id seq happened_at action noun row_count target_ids commitment previous_hash hash',
  'as it is', 'kept', 'nobody', 'the chain: what happened and when');
select private.classify('public.audit_log', 'facts', 'as it is', 'kept', 'nobody', 'names of columns and counts, never values');
select private.classify('public.audit_log', 'personal salt', 'as it is', 'emptied', 'staff', 'who did it, what a row was and became, and what proves it');

select private.classify('public.customers', 'company_id id name parent_name contact_name phone email line1 line2 city state zip notes match_key branch_id import_id created_at updated_at deleted_at',
  'as it is', 'deleted', 'customer', 'who owns assemblies and how to reach them');
select private.classify('public.customer_locations',
  'company_id id customer_id name line1 line2 city state zip county phone email access_notes contact_name gate_code alarm_phone fire_phone time_zone match_key import_id created_at updated_at deleted_at',
  'as it is', 'deleted', 'customer', 'where assemblies stand and how to get in');
select private.classify('public.devices',
  'company_id id location_id company_district_id type manufacturer model size size_thousandths_in serial bypass_manufacturer bypass_model bypass_size bypass_serial location_on_site serves hazard use containment non_potable_supply status replaced_by_id installed_on interval_months tag_no external_id account_no meter_no price_cents test_yearly photo_file_id notes district_due_on district_due_source our_target_on our_target_by_hand due_anchor_on due_base_on due_base_source due_base_through due_base_anchor_on last_tested_on last_result repair_due_on failed_on records_version match_key import_id created_at updated_at deleted_at',
  'as it is', 'deleted', 'customer', 'an assembly of a customer and its dates');
select private.classify('public.device_history', 'company_id id device_id happened_at import_id changes',
  'as it is', 'deleted', 'customer', 'what was changed about an assembly');
select private.classify('public.device_history', 'profile_id', 'as it is', 'deleted', 'staff', 'who changed it');
select private.classify('public.company_districts',
  'company_id id district_id name match_key state pws_id contact_name phone email due_rule rule_profile profile_overrides repair_days detector_layout notes import_id created_at updated_at deleted_at',
  'as it is', 'deleted', 'company', 'the purveyors a company works for and its own rules for them');
select private.classify('public.gauges', 'company_id id manufacturer model serial kind water_class interval_months assigned_to retired_on notes created_at updated_at deleted_at',
  'as it is', 'deleted', 'company', 'the gauges of the company');
select private.classify('public.gauge_calibrations', 'company_id id gauge_id calibrated_on lab certificate_no certificate_file_id max_error_hundredths_psid created_at deleted_at',
  'as it is', 'deleted', 'company', 'when a gauge was calibrated, and by whom');
select private.classify('public.tester_licences', 'company_id id profile_id certificate_type number issuer states scopes issued_on expires_on file_id created_at updated_at deleted_at',
  'as it is', 'deleted', 'staff', 'what a tester is certified for');

-- Evidence. What a law makes somebody keep was received by the purveyor and the owner (PRODUCT 4); the company exports before it closes.
select private.classify('public.test_records',
  'company_id id client_id device_id origin test_type tested_on tested_at tester_profile_id licence_id tester_name cert_no cert_expires_on gauge_id gauge_name gauge_serial gauge_calibrated_on snapshot line_pressure_psi shutoff1_state detector_meter_reading detector_meter_moved site_answers repairs repairs_text remarks rule_profile rule_version rule_assumed checks computed_result certified_result certify_reason override_reason override_by signed_at signature_file_id accepted_at next_due_on repair_due_on due_basis supersedes_id supersede_reason superseded_at superseded_by_id report_file_id report_sha256 import_id import_row created_by created_at updated_at',
  'as it is', 'deleted', 'customer', 'a test: what the gauge read, what was concluded, who signed');
select private.classify('public.test_readings',
  'company_id test_record_id stage part rv_opened_hundredths_psid rv_did_not_open cv1_hundredths_psid cv1_state cv2_hundredths_psid cv2_state bc_hundredths_psid bc_state ai_opened_hundredths_psid ai_did_not_open ai_fully_open cv_hundredths_psid cv_state ag_supply_hundredths_in ag_gap_hundredths_in inspection_outcome shutoff2_state',
  'as it is', 'deleted', 'customer', 'the readings of a test');
select private.classify('private.verification_codes', 'code_hash company_id test_record_id',
  'as it is', 'deleted', 'nobody', 'lets a printed report be recognised; the code itself is on the paper alone');
select private.classify('private.report_code_key', 'only_one key', 'left out', 'kept', 'nobody', 'a secret of our own: what tells a printed code of ours from any other');

select private.classify('public.files', 'company_id id kind path file_name content_type size_bytes sha256 created_by created_at deleted_at',
  'as it is', 'deleted', 'company', 'what is stored for the company; the object goes after the row, through the queue');
select private.classify('public.imports',
  'company_id id file_id file_name state sheet_kind header mapping mapping_remembered total_rows staged_rows counts result refusal resolved_at_seq created_by created_at updated_at staged_at committed_at committed_by undone_at undone_by',
  'as it is', 'deleted', 'company', 'which sheets were brought in');
select private.classify('public.import_mappings', 'company_id signature mapping updated_at', 'as it is', 'deleted', 'company', 'how the columns of a sheet were understood');
select private.classify('public.import_rows',
  'company_id import_id row_no clean search_text reasons refused repeats same_as open_codes customer_keys location_key device_keys external_id serial_key district_key device_type district_slug file_reasons answers decision status codes customer_id location_id device_id company_district_id test_record_id writes creates changes before',
  'as it is', 'deleted', 'customer', 'each row of a sheet, what became of it, and what taking it back needs');

select private.classify('public.notification_log', 'company_id id channel kind recipient customer_id state provider_id error queued_at sent_at',
  'as it is', 'deleted', 'customer', 'which messages went to whom');
select private.classify('private.outbox', 'id company_id notification_id recipient customer_id kind data created_at sent_at',
  'left out', 'deleted', 'customer', 'a message on its way, with links that are secrets; notification_log says that it was sent');
select private.classify('private.jobs', 'id company_id originator kind payload dedupe_key run_after lease_until attempts max_attempts last_error done_at failed_at created_at',
  'left out', 'deleted', 'nobody', 'work of our own server, done in minutes');
select private.classify('private.audit_heads', 'company_id seq hash', 'left out', 'kept', 'nobody', 'the head of the chain, which the last entry repeats');

-- Not a company's: people belong to themselves, the rulebook to everybody, the rest to our own server.
select private.classify('public.people', 'user_id active_company_id scheme field_order created_at',
  'left out', 'emptied', 'staff', 'a person’s own; it goes with the sign-in unless another company knows the person');
select private.classify('public.districts',
  'id slug name state cities counties aliases phone program_url portal_family portal_url due_rule due_detail rule_profile profile_overrides submit_method submit_deadline_value submit_deadline_unit failed_report_policy repair_days filing_fee_cents fee_note notice_ladder tester_list_mode tester_list_url tester_rules retention_years source_urls verified_on stale_after_days',
  'left out', 'kept', 'nobody', 'the shared rulebook of public facts');
select private.classify('public.security_log', 'id happened_at event user_id key_hash facts', 'left out', 'kept', 'nobody', 'attempts on our own doors; holds no names, and ids of people who are gone lead nowhere');
select private.classify('private.rate_limits', 'bucket key_hash heard last_heard_at', 'left out', 'kept', 'nobody', 'counts of attempts, hashed, gone in a day');
select private.classify('private.role_permissions', 'role permission', 'left out', 'kept', 'nobody', 'who may do what, the same for every company');
select private.classify('private.column_rules', 'table_name column_name leaves erasure whose why', 'left out', 'kept', 'nobody', 'this table');
