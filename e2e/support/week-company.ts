import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { DEMO_PASSWORD } from '../../supabase/local/seed-companies.ts'
import { throwawayCompany } from './throwaway-company.ts'

/** A company of an admin and a technician who may sign, with six sites of two customers due this month and a few prices. */
export type WeekCompany = {
  id: string
  admin: string
  technician: string
  technicianName: string
  customer: string
  customerId: string
  /** A double check whose test will fail, and where it stands. */
  failing: { id: string; serial: string; line1: string }
}

const STREETS = ['1 Harbor Way', '22 Palm Court', '310 Dock Street', '4 Canal Point', '57 Ocean Drive', '6 Mill Road']
const ZIPS = ['33401', '33480', '33404', '33410', '33460', '33435']

export async function weekCompany(sql: Sql, stamp: string): Promise<WeekCompany> {
  const { id, email: admin } = await throwawayCompany(sql, `Seven Seas Backflow ${stamp}`)
  const [technicianId, userId, gauge] = [randomUUID(), randomUUID(), randomUUID()]
  const technician = `tess-${id.slice(0, 8)}@throwaway.example`
  const customers = [
    { id: randomUUID(), name: `Anchor Hotels ${stamp}` },
    { id: randomUUID(), name: `Beacon Schools ${stamp}` },
  ]
  const devices: { id: string; serial: string; line1: string; type: string }[] = []
  await sql.begin(async (tx) => {
    await tx`insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
      values (${userId}, ${technician}, extensions.crypt(${DEMO_PASSWORD}, extensions.gen_salt('bf', 8)), now(), '{"provider": "email", "providers": ["email"]}', '{}')`
    await tx`insert into auth.identities (id, provider, provider_id, user_id, identity_data)
      values (${randomUUID()}, 'email', ${userId}, ${userId}, jsonb_build_object('sub', ${userId}::text, 'email', ${technician}::text, 'email_verified', true))`
    await tx`insert into public.people (user_id, active_company_id) values (${userId}, ${id})`
    await tx`insert into public.profiles (company_id, id, user_id, role, full_name, email) values (${id}, ${technicianId}, ${userId}, 'technician', 'Tess Throwaway', ${technician})`
    await tx`insert into public.tester_licences (company_id, profile_id, certificate_type, number, expires_on, scopes)
      values (${id}, ${technicianId}, 'Backflow tester', 'FL-4711', current_date + 700, array['general', 'repair', 'fire'])`
    await tx`insert into public.gauges (company_id, id, manufacturer, model, serial, kind, water_class, interval_months, assigned_to)
      values (${id}, ${gauge}, 'Mid-West', '845-5', ${`G-${id.slice(0, 4)}`}, 'differential', 'potable', 12, ${technicianId})`
    await tx`insert into public.gauge_calibrations (company_id, gauge_id, calibrated_on) values (${id}, ${gauge}, current_date - 30)`
    await tx`insert into public.price_items (company_id, kind, name, unit_cents) values (${id}, 'test', 'Annual test', 8500), (${id}, 'labour', 'Labour', 9500)`
    for (const one of customers)
      await tx`insert into public.customers (company_id, id, name, email, match_key) values (${id}, ${one.id}, ${one.name}, ${`${one.id.slice(0, 8)}@customer.example`}, ${one.id})`
    for (const [index, line1] of STREETS.entries()) {
      const location = randomUUID()
      await tx`insert into public.customer_locations (company_id, id, customer_id, line1, city, state, zip, match_key)
        values (${id}, ${location}, ${customers[index % 2]?.id ?? ''}, ${line1}, 'West Palm Beach', 'FL', ${ZIPS[index] ?? ''}, ${location})`
      for (const type of index < 2 ? ['DC', 'RP'] : ['DC']) {
        const device = { id: randomUUID(), serial: `W${index}${type}${id.slice(0, 5)}`, line1, type }
        devices.push(device)
        await tx`insert into public.devices (company_id, id, location_id, type, manufacturer, model, size, size_thousandths_in, serial, district_due_on, district_due_source, match_key)
          values (${id}, ${device.id}, ${location}, ${type}, 'Watts', '007', '1', 1000, ${device.serial}, current_date + 12, 'manual', ${device.id})`
      }
    }
  })
  const [failing] = devices
  if (failing === undefined) throw new Error('the company has no assemblies')
  return {
    id,
    admin,
    technician,
    technicianName: 'Tess Throwaway',
    customer: customers[0]?.name ?? '',
    customerId: customers[0]?.id ?? '',
    failing,
  }
}
