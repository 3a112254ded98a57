import { beforeAll, expect, test } from 'vitest'
import { sentenceOf, sentenceText } from '../../lib/audit/sentence.ts'
import { db, rest } from './harness.ts'
import { buildWorld, idOf, type World } from './world.ts'

/** The audit log as people read it: what each entry is about by name, and what changed from what to what. */

let world: World
beforeAll(async () => {
  world = await buildWorld()
})

const api = () => rest(world.person('victim admin').user?.token)
const company = () => world.company('victim')

/** The newest entries as sentences, newest first. */
async function told(count = 1): Promise<string[]> {
  const { body } = await api().get(`audit_list?order=seq.desc&limit=${count}`)
  if (!Array.isArray(body)) throw new Error('the log did not answer with rows')
  return body.map((row) => sentenceText(sentenceOf(row, 'UTC')))
}

async function nameOf(table: string, column: string): Promise<string> {
  const [row] = await db().unsafe(`select ${column} as name from public.${table} where company_id = $1 and id = $2`, [
    company().id,
    idOf(company(), table),
  ])
  return String(row?.name)
}
const deviceName = () => nameOf('devices', "concat_ws(' ', type, coalesce(serial, tag_no, model))")
const who = async () => {
  const [row] = await db()<
    { name: string }[]
  >`select full_name as name from public.profiles where id = ${world.person('victim admin').profileId ?? ''} and company_id = ${company().id}`
  return row?.name ?? ''
}
const device = () => `devices?id=eq.${idOf(company(), 'devices')}`

test('a changed date says from when to when, of which assembly', async () => {
  await api().patch(device(), { district_due_on: '2026-04-18' })
  await api().patch(device(), { district_due_on: '2027-04-18' })
  expect(await told()).toEqual([
    `${await who()} changed the due date of ${await deviceName()} from Apr 18, 2026 to Apr 18, 2027`,
  ])
})

test('what a customer told about themselves is not kept: only that it changed', async () => {
  const secret = `canary-${crypto.randomUUID()}`
  await api().patch(`customers?id=eq.${idOf(company(), 'customers')}`, { notes: secret, contact_name: secret })
  expect(await told()).toEqual([
    `${await who()} changed the contact name and notes of customer ${await nameOf('customers', 'name')}`,
  ])
  const kept =
    await db()`select 1 from public.audit_log a where a.company_id = ${company().id} and a::text like ${`%${secret}%`}`
  expect(kept).toEqual([])
})

test('a gauge, a member and the settings are named; what a column points at is too', async () => {
  const gauge = `gauges?id=eq.${idOf(company(), 'gauges')}`
  await api().patch(gauge, { assigned_to: null })
  await api().patch(gauge, { assigned_to: world.person('victim admin').profileId })
  const name = await nameOf('gauges', "concat_ws(' ', manufacturer, model, serial)")
  expect(await told()).toEqual([`${await who()} changed the keeper of gauge ${name} from none to ${await who()}`])
})

test('what was deleted is still named', async () => {
  const added = await api().post(
    'gauges',
    { company_id: company().id, manufacturer: 'Mid-West', model: '845', serial: 'GONE-1' },
    { prefer: 'return=representation' },
  )
  expect(added.status).toBe(201)
  expect(await told()).toEqual([`${await who()} added gauge Mid-West 845 GONE-1`])
  await db()`delete from public.gauges where company_id = ${company().id} and serial = 'GONE-1'`
  expect(await told()).toEqual(['FlowTrack Pro deleted gauge Mid-West 845 GONE-1'])
})

test('every kind of thing that is logged has a name or a noun, and no sentence shows an id or a column of the database', async () => {
  const sentences = await told(1000)
  expect(sentences.length).toBeGreaterThan(10)
  expect(sentences.filter((text) => /[0-9a-f]{8}-[0-9a-f]{4}-|_|undefined|null/.test(text))).toEqual([])
})

test('one statement over two companies gives each an entry of its own', async () => {
  const both = [company().id, world.company('rival').id]
  const details = async () =>
    (
      await db()`select distinct on (company_id) company_id, personal -> 'changes' as changes, personal ->> 'thing' as thing
        from public.audit_log where company_id = any (${both}) order by company_id, seq desc`
    ).map((row) => [row.company_id, row.changes ?? row.thing])
  const [first = '', second = ''] = both.toSorted()
  await db()`update public.company_settings set due_soon_days = case company_id when ${first} then 41 else 42 end where company_id = any (${both})`
  await db()`update public.company_settings set due_soon_days = 43 where company_id = any (${both})`
  expect(await details()).toEqual([
    [first, { due_soon_days: [41, 43] }],
    [second, { due_soon_days: [42, 43] }],
  ])
  await db()`insert into public.gauges (company_id, manufacturer, model, serial) values (${first}, 'Two', 'A', '1'), (${second}, 'Two', 'B', '2')`
  expect(await details()).toEqual([
    [first, 'Two A 1'],
    [second, 'Two B 2'],
  ])
})

test('of ten thousand entries a page is read, and no more than a thousand counted', async () => {
  const rival = world.company('rival')
  const claims = world.person('rival admin').user?.claims
  const undo = new Error('undone')
  const attempt = db().begin(async (sql) => {
    await sql`insert into public.audit_log (company_id, seq, action, noun, row_count, target_ids, facts, personal, salt, commitment, previous_hash, hash)
      select company_id, 100000 + n, 'changed', 'devices', 1, array[${idOf(rival, 'devices')}::uuid], '{"columns": ["district_due_on"]}',
        personal || '{"changes": {"district_due_on": ["2026-04-18", "2027-04-18"]}}', salt, commitment, previous_hash, hash
      from public.audit_log, generate_series(1, 10000) n where company_id = ${rival.id} and seq = 1`
    await sql`analyze public.audit_log`
    await sql`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`
    const [row] = await sql<{ page: { rows: unknown[]; total: number } }[]>`
      select public.list_rows('audit_list', '[{"column": "noun", "op": "eq", "value": "devices"}]', p_sort => 'seq', p_descending => true) as page`
    expect([row?.page.rows.length, row?.page.total]).toEqual([50, 1001])
    throw undo
  })
  await expect(attempt).rejects.toBe(undo)
})
