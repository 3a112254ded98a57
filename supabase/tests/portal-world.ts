/** A company with two customers, each with everything a customer may see, and a person let in to the first. */
import { randomUUID } from 'node:crypto'
import { addDays } from '../../lib/dates.ts'
import { sandboxConnected } from '../../lib/invoices/sandbox-payment.ts'
import { readAnyEvent } from '../../lib/billing/read-event.ts'
import { createUser, db, rest, serviceClient, stack, type TestUser } from './harness.ts'
import { addDevice, entryOf, FAILING, type House, makeHouse, recorded, TODAY } from './record-test-world.ts'

/** Words that stand only in what no customer may see. */
export const SECRET = 'secretword'

export type Papers = {
  /** Stands in the customer's name, the street and the serial. */
  word: string
  customer: string
  site: string
  device: string
  record: string
  quote: string
  invoice: string
  visit: string
  order: string
  reportPath: string
}

export type PortalWorld = { house: House; mine: Papers; other: Papers; person: TestUser }

export async function makePortalWorld(): Promise<PortalWorld> {
  const house = await makeHouse()
  await serviceClient().rpc('apply_payment_event', {
    p_event: readAnyEvent(
      JSON.stringify(
        sandboxConnected(house.companyId, {
          eventId: `evt_${randomUUID().replaceAll('-', '')}`,
          nowSeconds: 1_800_000_000,
        }),
      ),
    ),
  })
  const [mine, other] = [await addPapers(house, 'mineword'), await addPapers(house, 'otherword')]
  return { house, mine, other, person: await letIn(house, mine.customer) }
}

/** Invites by the office's own function and comes in with the invited address, as after a sign-in. */
export async function letIn(house: House, customer: string, user?: TestUser): Promise<TestUser> {
  const person = user ?? (await createUser())
  const invited = await rest(house.admin.user.token).rpc('invite_portal_person', {
    p_customer_id: customer,
    p_email: person.email.toUpperCase(),
    p_full_name: 'Carla Owner',
  })
  if (invited.status !== 200) throw new Error(JSON.stringify(invited.body))
  const entered = await rest(person.token).rpc('enter_portal')
  if (entered.body !== true) throw new Error(`could not enter: ${JSON.stringify(entered.body)}`)
  return person
}

/** A site with a failed assembly, its report, a quote, an invoice and a visit; secrets wherever no customer may look. */
export async function addPapers(house: House, word: string): Promise<Papers> {
  const sql = db()
  const office = rest(house.admin.user.token)
  const device = await addDevice(house.companyId, 'DC', {
    serial: word,
    notes: SECRET,
    external_id: SECRET,
    price_cents: 77_123,
  })
  const [found] = await sql<{ site: string; customer: string }[]>`
    update public.customer_locations l set line1 = ${`1 ${word} St`}, gate_code = ${SECRET}, access_notes = ${SECRET}, alarm_phone = ${SECRET}, fire_phone = ${SECRET},
      contact_name = ${SECRET}
    from public.devices d where d.id = ${device} and l.company_id = d.company_id and l.id = d.location_id returning l.id as site, l.customer_id as customer`
  const { site, customer } = found ?? { site: '', customer: '' }
  await sql`update public.customers set name = ${word}, notes = ${SECRET}, match_key = ${`${SECRET} ${word}`}, phone = '+15615550111' where company_id = ${house.companyId} and id = ${customer}`
  const record = await recorded(house, house.tester, entryOf(house, house.tester, device, { initial: FAILING }))
  await sql`update public.profiles set phone = ${SECRET} where company_id = ${house.companyId} and id = ${house.tester.profileId}`
  const reportPath = await addReport(house, record)
  const [failure] = await sql<
    { id: string }[]
  >`select id from public.deficiencies where company_id = ${house.companyId} and device_id = ${device}`
  const [quote, invoice, visit] = [randomUUID(), randomUUID(), randomUUID()]
  await sql`insert into public.devices (company_id, location_id, type, serial, district_due_on, district_due_source, match_key)
    values (${house.companyId}, ${site}, 'DC', ${`${word} 2`}, ${addDays(TODAY, 200)}, 'manual', ${randomUUID()})`
  await sql`insert into public.portal_requests (company_id, customer_id, kind, note) values (${house.companyId}, ${customer}, 'visit', ${word})`
  const line = { description: 'Repair kit', quantity_hundredths: 100, unit_cents: 11_500, tax_hundredths_percent: 0 }
  await must(
    office.rpc('save_quote', {
      p: { id: quote, deficiency_id: failure?.id, lines: [line], note: null, valid_until_on: addDays(TODAY, 14) },
    }),
  )
  await must(office.rpc('send_quote', { p_id: quote, p_email: 'owner@example.com' }))
  await must(office.rpc('save_invoice', { p: { id: invoice, customer_id: customer, lines: [line] } }))
  await must(office.rpc('send_invoice', { p_id: invoice }))
  const invoiceFile = randomUUID()
  await must(
    rest(undefined, stack().secretKey).rpc('attach_invoice', {
      p_company_id: house.companyId,
      p_id: invoice,
      p_file_id: invoiceFile,
      p_size_bytes: 10,
      p_sha256: 'd'.repeat(64),
    }),
  )
  const planned = await must(office.rpc('plan_visits', { p_plan_id: randomUUID(), p_device_ids: [device] }))
  if (JSON.stringify(planned) === '') throw new Error('nothing was planned')
  const [order] = await sql<{ id: string }[]>`
    update public.work_orders set notes = ${SECRET} where company_id = ${house.companyId} and location_id = ${site} returning id`
  await must(
    office.rpc('schedule_visit', {
      p: {
        id: visit,
        work_order_id: order?.id,
        starts_at: `${addDays(TODAY, 5)}T15:00:00Z`,
        note: SECRET,
        reason: SECRET,
      },
    }),
  )
  return { word, customer, site, device, record, quote, invoice, visit, order: order?.id ?? '', reportPath }
}

async function addReport(house: House, record: string): Promise<string> {
  const id = randomUUID()
  const path = `${house.companyId}/report/${id}`
  const stored = await serviceClient()
    .storage.from('company-files')
    .upload(path, Buffer.from(`%PDF-1.7 ${record}`), { contentType: 'application/pdf' })
  if (stored.error !== null) throw stored.error
  await db()`insert into public.files (company_id, id, kind, path, content_type, size_bytes, sha256)
    values (${house.companyId}, ${id}, 'report', ${path}, 'application/pdf', 45, ${'c'.repeat(64)})`
  await db()`update public.test_records set report_file_id = ${id}, report_sha256 = ${'c'.repeat(64)} where company_id = ${house.companyId} and id = ${record}`
  return path
}

async function must(call: Promise<{ status: number; body: unknown }>): Promise<unknown> {
  const { status, body } = await call
  if (status >= 300) throw new Error(JSON.stringify(body))
  return body
}
