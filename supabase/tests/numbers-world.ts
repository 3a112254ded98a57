/** Years of a company's work, made by the database itself from counted rows: what the reports are held against. */
import { randomUUID } from 'node:crypto'
import { db } from './harness.ts'

/**
 * Assemblies of all kinds with five records each: on time, late, failed, corrected, imported, drafts; with dates brought in, set by
 * hand and concluded; visits done and not. Answers the purveyors.
 */
export async function fillNumbers(companyId: string, testers: readonly string[], devices: number): Promise<string[]> {
  const districts = [randomUUID(), randomUUID(), randomUUID()]
  const salt = companyId.slice(0, 8)
  await db().begin(async (tx) => {
    await tx`select set_config('flowtrack.audit_quiet', 'on', true), set_config('flowtrack.concluding', 'on', true)`
    for (const [index, id] of districts.entries())
      await tx`insert into public.company_districts (company_id, id, name, match_key)
        values (${companyId}, ${id}, ${index === 2 ? 'The Very Long Name of a Purveyor That Somebody Copied Whole' : `District ${index}`}, ${id})`
    await tx`insert into public.customers (company_id, id, name, match_key)
      select ${companyId}, md5(${salt} || 'c' || i)::uuid, 'Customer ' || i, 'c' || i from generate_series(1, ${Math.ceil(devices / 10)}::int) i`
    await tx`insert into public.customer_locations (company_id, id, customer_id, line1, match_key)
      select ${companyId}, md5(${salt} || 'l' || i)::uuid, md5(${salt} || 'c' || (1 + i % ${Math.ceil(devices / 10)}::int))::uuid, i || ' Dock St', 'l' || i
      from generate_series(1, ${Math.ceil(devices / 3)}::int) i`
    await tx`insert into public.devices (company_id, id, location_id, company_district_id, type, manufacturer, model, serial, status, installed_on, district_due_on, district_due_source,
        due_base_on, due_base_source, due_base_through, match_key, deleted_at)
      select ${companyId}, md5(${salt} || 'v' || i)::uuid, md5(${salt} || 'l' || (1 + i % ${Math.ceil(devices / 3)}::int))::uuid,
        case when i % 7 <> 0 then (${tx.array(districts)}::uuid[])[1 + i % 3] end, case when i % 19 = 0 then 'OTHER' else 'RP' end,
        case when i % 13 <> 0 then 'Watts' end, case i % 4 when 0 then '009 M2-QT' when 1 then '009M2QT' when 2 then '975XL' end, 'S' || i,
        case when i % 17 = 0 then 'REMOVED_CAPPED' else 'ACTIVE' end, case when i % 5 <> 0 then date '2000-02-29' + (i * 37) % 9000 end,
        current_date + (i * 11) % 400 - 150, 'computed',
        case when i % 3 = 0 then date '2023-06-30' + i % 300 end, case when i % 3 = 0 then 'imported' end, case when i % 6 = 0 then date '2023-06-01' + i % 200 end,
        'v' || i, case when i % 23 = 0 then now() end
      from generate_series(1, ${devices}::int) i`
    // Five years of tests, each answering the date the one before gave: early, on the day, late, on month ends.
    await tx`insert into public.test_records (company_id, id, client_id, device_id, origin, tested_on, tested_at, tester_profile_id, tester_name, rule_profile, rule_version, computed_result,
        certified_result, signed_at, accepted_at, superseded_at, next_due_on)
      select ${companyId}, t.id, t.id, md5(${salt} || 'v' || i)::uuid, case when imported then 'imported' else 'recorded' end, day, case when (i + y) % 4 = 0 then time '10:00' end,
        case when not imported then (${tx.array([...testers])}::uuid[])[1 + (i + y) % ${testers.length}::int] end, 'Tobin Fields', 'USC10', '1', result,
        case when draft then null else result end, case when not imported and not draft then day + time '15:00' end, case when not draft then day + time '15:00' end,
        case when not draft and (i + y) % 29 = 0 then now() end,
        case when imported or draft then null when result = 'FAIL' then date '2021-01-31' + (y * 365 + (i * 7) % 330) else date '2022-01-31' + (y * 365 + (i * 7) % 330) end
      from generate_series(1, ${devices}::int) i cross join generate_series(1, 5) y
      cross join lateral (
        select md5(${salt} || 't' || i || '/' || y)::uuid as id, date '2021-01-31' + (y * 365 + (i * 7) % 330) + (i * y) % 60 - 30 as day, y = 1 and i % 2 = 0 as imported,
          y = 5 and i % 31 = 0 as draft, case when (i * y) % 9 = 0 then 'FAIL' else 'PASS' end as result
      ) t`
    await tx`insert into public.work_orders (company_id, id, location_id)
      select ${companyId}, md5(${salt} || 'w' || i)::uuid, md5(${salt} || 'l' || i)::uuid from generate_series(1, ${Math.ceil(devices / 3)}::int) i`
    await tx`insert into public.scheduled_jobs (company_id, work_order_id, profile_id, starts_at, state)
      select ${companyId}, md5(${salt} || 'w' || (1 + i % ${Math.ceil(devices / 3)}::int))::uuid, (${tx.array([...testers])}::uuid[])[1 + i % ${testers.length}::int],
        timestamptz '2024-01-31 23:00-05' + make_interval(hours => i * 31), case i % 4 when 0 then 'no_access' when 1 then 'cancelled' else 'done' end
      from generate_series(1, ${Math.min(devices, 600)}::int) i`
  })
  await db()`analyze public.test_records, public.devices, public.scheduled_jobs`
  return districts
}

/** Invoices of the customers of fillNumbers(), some of them for its tests: drafts, void, paid in part and in full, credited; taken-back payments. */
export async function fillMoney(companyId: string, invoices: number): Promise<void> {
  const salt = companyId.slice(0, 8)
  await db().begin(async (tx) => {
    await tx`select set_config('flowtrack.audit_quiet', 'on', true)`
    await tx`insert into public.invoices (company_id, id, customer_id, due_on)
      select ${companyId}, md5(${salt} || 'i' || i)::uuid, (select c.id from public.customers c where c.company_id = ${companyId} order by md5(c.id::text || i) limit 1),
        current_date - (i * 7) % 200 + 20
      from generate_series(1, ${invoices}::int) i`
    await tx`insert into public.invoice_lines (company_id, id, invoice_id, position, description, quantity_hundredths, unit_cents, tax_hundredths_percent, test_record_id)
      select ${companyId}, md5(${salt} || 'il' || t.i)::uuid, md5(${salt} || 'i' || (1 + t.i % ${invoices}::int))::uuid, 1, 'Test', 100, 9000 + t.i::int % 4000,
        case when t.i % 3 = 0 then 725 else 0 end, case when t.i % 2 = 0 then t.id end
      from (select t.id, row_number() over (order by t.id) as i from public.test_records t where t.company_id = ${companyId} and t.signed_at is not null limit ${invoices * 2}::int) t`
    // The instants go round the ends of months, by both clocks.
    await tx`update public.invoices i set state = 'sent', number = n.number, customer_snapshot = '{"name": "As it was"}', sent_at = timestamptz '2024-01-31 23:30-05' + make_interval(hours => n.number::int * 53)
      from (select o.id, row_number() over (order by o.id) + 5000 - 5000 as number from public.invoices o where o.company_id = ${companyId}) n
      where i.company_id = ${companyId} and i.id = n.id and n.number % 10 <> 0 and i.total_cents > 0`
    await tx`insert into public.payments (company_id, invoice_id, method, amount_cents, paid_on, reversed_at, reverse_reason)
      select ${companyId}, i.id, 'check', case i.number % 3 when 0 then i.total_cents else i.total_cents / 3 end, (i.sent_at + interval '20 days')::date,
        case when i.number % 5 = 0 then now() end, case when i.number % 5 = 0 then 'It came back.' end
      from public.invoices i where i.company_id = ${companyId} and i.state = 'sent' and i.number % 3 <> 2`
    await tx`update public.invoices i set state = 'void', voided_at = now(), void_reason = 'Billed twice.'
      where i.company_id = ${companyId} and i.number % 11 = 5 and i.paid_cents = 0 and i.state = 'sent'`
  })
}
