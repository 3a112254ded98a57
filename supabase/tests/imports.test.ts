import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { decideRows } from '../../lib/imports/decide-rows.ts'
import { previewFile } from '../../lib/imports/preview-file.ts'
import { db, rest } from './harness.ts'
import {
  commit,
  factsOf,
  HISTORY,
  makeOffice,
  type Office,
  onFile,
  sheet,
  snapshot,
  staged,
  stateOfImport,
  SYNCTA,
  undo,
} from './import-world.ts'

const NOTHING = { districts: 0, customers: 0, locations: 0, devices: 0, tests: 0 }

async function previewTotals(bytes: Uint8Array) {
  const preview = await previewFile(bytes)
  if (!preview.ok) throw new Error(preview.sentence)
  for await (const _ of preview.rows) void _
  return preview.totals()
}

describe('the sample sheets', () => {
  let office: Office
  let first: string
  let history: string
  beforeAll(async () => {
    office = await makeOffice()
    first = await staged(office, SYNCTA)
  })

  test('are staged as the preview without a server says, and nothing is written yet', async () => {
    const totals = await previewTotals(SYNCTA)
    const { state, counts } = await factsOf(first)
    expect(state).toBe('staged')
    expect(counts).toMatchObject({
      rows: 225,
      new: totals.new,
      update: totals.update,
      duplicate: totals.duplicate,
      review: totals.review,
      refused: 0,
    })
    expect(await onFile(office.companyId)).toEqual(NOTHING)
  })

  test('are committed once, however often and however much at once it is asked', async () => {
    const { counts } = await factsOf(first)
    const answers = await Promise.all(Array.from({ length: 8 }, () => commit(office.admin, first)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
    const repeated = answers.filter(({ body }) => typeof body === 'object' && body !== null && 'repeated' in body)
    expect(repeated).toHaveLength(7)
    expect(await stateOfImport(db(), first)).toBe('complete')
    expect(await onFile(office.companyId)).toMatchObject({
      devices: counts.devices,
      customers: counts.customers,
      locations: counts.locations,
      districts: counts.districts,
    })
    const [audit] = await db()<{ entries: number; whole: boolean }[]>`
      select count(*)::int as entries, private.audit_chain_is_whole(${office.companyId}) as whole
      from public.audit_log where company_id = ${office.companyId} and noun in ('imports', 'devices', 'customers', 'customer_locations', 'company_districts')`
    expect(audit).toEqual({ entries: 1, whole: true })
  })

  test('leave the district’s dates marked imported, sizes in both forms, and rows in review out', async () => {
    const rows = await db()<{ district_due_source: string | null; district_due_on: string | null; sized: boolean }[]>`
      select district_due_source, district_due_on, size is null or size_thousandths_in is not null as sized from public.devices where company_id = ${office.companyId}`
    expect(rows.every((row) => (row.district_due_on === null) === (row.district_due_source === null))).toBe(true)
    expect(rows.some((row) => row.district_due_source === 'imported')).toBe(true)
    expect(rows.every(({ sized }) => sized)).toBe(true)
    expect((await factsOf(first)).result).toMatchObject({ left_in_review: (await previewTotals(SYNCTA)).review })
  })

  test('are all duplicates the second time', async () => {
    const again = await staged(office, SYNCTA)
    const [before, { counts }] = [(await factsOf(first)).counts, await factsOf(again)]
    expect(counts).toMatchObject({
      new: 0,
      update: 0,
      duplicate: before.new,
      review: before.review,
      customers: 0,
      locations: 0,
      devices: 0,
      districts: 0,
    })
    const still = await snapshot(office.companyId)
    expect((await commit(office.admin, again)).status).toBe(200)
    expect(await snapshot(office.companyId)).toBe(still)
  })

  test('come in whole once every doubt is answered, and are duplicates again after', async () => {
    const rest_ = await staged(office, SYNCTA)
    await answerAll(office, rest_)
    const { counts } = await factsOf(rest_)
    expect(counts.review).toBe(0)
    expect((await commit(office.admin, rest_)).status).toBe(200)
    expect((await onFile(office.companyId)).devices).toBe(225)
    const again = await staged(office, SYNCTA)
    const settled = await factsOf(again)
    expect(settled.counts).toMatchObject({ new: 0, devices: 0 })
    history = await staged(office, HISTORY)
  })

  test('bring past tests in as imported records, the filed result beside the recomputed one', async () => {
    const { counts } = await factsOf(history)
    expect(Number(counts.new)).toBeGreaterThan(550)
    await answerAll(office, history)
    expect((await commit(office.admin, history)).status).toBe(200)
    expect(await stateOfImport(db(), history)).toBe('complete')
    const [records] = await db()<Record<string, number>[]>`
      select count(*)::int as tests, (count(*) filter (where t.origin = 'imported' and t.accepted_at is not null and t.signed_at is null))::int as imported,
        (count(*) filter (where t.computed_result = 'INCOMPLETE'))::int as incomplete, (count(*) filter (where t.certified_result = 'FAIL'))::int as failed,
        (count(*) filter (where jsonb_array_length(t.checks) > 0))::int as checked,
        (count(*) filter (where exists (select 1 from public.test_readings r where r.company_id = t.company_id and r.test_record_id = t.id)))::int as read
      from public.test_records t where t.company_id = ${office.companyId}`
    expect(records?.tests).toBe((await factsOf(history)).result?.tests)
    expect(records?.imported).toBe(records?.tests)
    expect(records?.read).toBe(records?.tests)
    expect(Number(records?.checked)).toBeGreaterThan(550)
    const [jobs] = await db()<{ devices: number }[]>`
      select coalesce(sum(jsonb_array_length(payload -> 'device_ids')), 0)::int as devices from private.jobs
      where company_id = ${office.companyId} and kind = 'conclude_due_dates' and dedupe_key like ${`conclude_due_dates:${history}:%`}`
    const [tested] = await db()<
      { devices: number }[]
    >`select count(distinct device_id)::int as devices from public.test_records where company_id = ${office.companyId}`
    expect(jobs?.devices).toBe(tested?.devices)
  })

  test('do not bring a past test in twice', async () => {
    const again = await staged(office, HISTORY)
    const { counts } = await factsOf(again)
    expect(counts.new).toBe(0)
    expect(counts.tests).toBe(0)
    expect(Number(counts.duplicate)).toBeGreaterThan(550)
  })

  test('go again whole, and what was there before is as it was', async () => {
    const [last] = await db()<{ id: string }[]>`
      select id from public.imports where company_id = ${office.companyId} and state = 'committed' and id not in (${first}, ${history}) order by committed_at desc limit 1`
    expect((await undo(office.admin, first)).body).toMatchObject({ message: 'import_has_successors' })
    expect((await undo(office.admin, history)).status).toBe(200)
    expect((await onFile(office.companyId)).tests).toBe(0)
    expect((await undo(office.admin, last?.id ?? '')).status).toBe(200)
    for (const row of await db()<
      { id: string }[]
    >`select id from public.imports where company_id = ${office.companyId} and state = 'committed' order by committed_at desc`) {
      expect((await undo(office.admin, row.id)).status).toBe(200)
    }
    expect(await onFile(office.companyId)).toEqual(NOTHING)
    expect((await commit(office.admin, first)).body).toMatchObject({ message: 'import_done' })
    expect((await undo(office.admin, first)).body).toMatchObject({ repeated: true })
  })
})

/** Accepts every suggestion and keeps the rest as found, kind by kind. */
async function answerAll(office: Office, importId: string): Promise<void> {
  const decider = { db: office.db, state: 'FL', timeZone: 'America/New_York' }
  for (const decision of ['accept', 'keep'] as const) {
    for (let round = 0; round < 3; round += 1) {
      const codes = await db()<{ code: string }[]>`
        select distinct unnest(codes) as code from public.import_rows where import_id = ${importId} and status = 'review' and decision is null`
      for (const { code } of codes) {
        const done = await decideRows(decider, importId, decision, { code })
        if (!done.ok) throw new Error(done.code)
      }
    }
  }
}

describe('what changes on file', () => {
  let office: Office
  let committed: string
  const ROW = {
    Serial: '777001',
    'Syncta Id': '900001',
    Price: '$100.00',
    'Customer Phone': '5615550100',
    'Assembly Location': 'By the meter',
  }
  beforeAll(async () => {
    office = await makeOffice()
    committed = await staged(office, sheet([ROW, { ...ROW, Serial: '777002', 'Syncta Id': '900002' }]))
    expect((await commit(office.admin, committed)).status).toBe(200)
  })

  test('only facts that differ are written, blanks erase nothing, and undo puts them back', async () => {
    const before = await snapshot(office.companyId)
    const changed = await staged(
      office,
      sheet([
        { ...ROW, Price: '$125.00', 'Assembly Location': '', 'Customer Phone': '5615550199' },
        { ...ROW, Serial: '777002', 'Syncta Id': '900002' },
      ]),
    )
    expect((await factsOf(changed)).counts).toMatchObject({ update: 1, duplicate: 1, new: 0 })
    expect((await commit(office.admin, changed)).body).toMatchObject({
      devices_changed: 1,
      customers_changed: 1,
      devices: 0,
    })
    const [device] = await db()<{ price_cents: number; location_on_site: string }[]>`
      select price_cents, location_on_site from public.devices where company_id = ${office.companyId} and serial = '777001'`
    expect(device).toEqual({ price_cents: 12500, location_on_site: 'By the meter' })
    const [customer] = await db()<
      { phone: string }[]
    >`select phone from public.customers where company_id = ${office.companyId}`
    expect(customer?.phone).toBe('+15615550199')
    const [history] = await db()<
      { n: number }[]
    >`select count(*)::int as n from public.device_history where company_id = ${office.companyId} and import_id = ${changed}`
    expect(history?.n).toBeLessThanOrEqual(1)
    expect((await undo(office.admin, changed)).status).toBe(200)
    expect(await snapshot(office.companyId)).toBe(before)
  })

  test('an assembly that is on file elsewhere asks first', async () => {
    const moved = await staged(office, sheet([{ ...ROW, 'Service Location Address Line 1': '1 Other Street' }]))
    const [row] = await db()<
      { status: string; codes: string[] }[]
    >`select status, codes from public.import_rows where import_id = ${moved}`
    expect(row).toEqual({ status: 'review', codes: ['place_on_file_differs'] })
    const answer = (decision: string) =>
      rest(office.admin.token).rpc('decide_import_rows', {
        p_import_id: moved,
        p_decision: decision,
        p_code: 'place_on_file_differs',
      })
    expect((await answer('keep')).body).toMatchObject({ duplicate: 1, locations: 0 })
    await db()`update public.import_rows set answers = '{}' where import_id = ${moved}`
    const again = await staged(office, sheet([{ ...ROW, 'Service Location Address Line 1': '1 Other Street' }]))
    const accepted = await rest(office.admin.token).rpc('decide_import_rows', {
      p_import_id: again,
      p_decision: 'accept',
      p_code: 'place_on_file_differs',
    })
    expect(accepted.body).toMatchObject({ update: 1, locations: 1 })
    expect((await commit(office.admin, again)).status).toBe(200)
    const [place] = await db()<{ line1: string }[]>`
      select l.line1 from public.devices d join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
      where d.company_id = ${office.companyId} and d.serial = '777001'`
    expect(place?.line1).toBe('1 Other Street')
    expect((await undo(office.admin, again)).status).toBe(200)
  })

  test('what came on file between preview and commit is seen', async () => {
    const twin = { ...ROW, Serial: '777003', 'Syncta Id': '900003' }
    const [one, two] = [await staged(office, sheet([twin])), await staged(office, sheet([twin]))]
    expect((await commit(office.admin, one)).body).toMatchObject({ devices: 1 })
    expect((await commit(office.admin, two)).body).toMatchObject({ devices: 0, duplicates: 1 })
    const [count] = await db()<
      { n: number }[]
    >`select count(*)::int as n from public.devices where company_id = ${office.companyId} and serial = '777003'`
    expect(count?.n).toBe(1)
    expect((await undo(office.admin, two)).status).toBe(200)
    expect((await undo(office.admin, one)).status).toBe(200)
  })

  test('several rows about one new assembly make one, with what the later row says', async () => {
    const twice = await staged(
      office,
      sheet([
        { ...ROW, Serial: '777004', 'Syncta Id': '900004' },
        { ...ROW, Serial: '777004', 'Syncta Id': '900004', Price: '$140.00' },
      ]),
    )
    expect((await factsOf(twice)).counts).toMatchObject({ new: 1, update: 1, devices: 1 })
    expect((await commit(office.admin, twice)).body).toMatchObject({ devices: 1, devices_changed: 0 })
    const [device] = await db()<
      { price_cents: number }[]
    >`select price_cents from public.devices where company_id = ${office.companyId} and serial = '777004'`
    expect(device?.price_cents).toBe(14000)
    expect((await undo(office.admin, twice)).status).toBe(200)
  })

  test('undo is refused once something newer hangs on it, and says how much', async () => {
    const fresh = await staged(
      office,
      sheet([
        {
          ...ROW,
          Serial: '777005',
          'Syncta Id': '900005',
          'Service Location Address Line 1': '5 Fresh Street',
          Customer: 'Fresh Customer',
        },
      ]),
    )
    expect((await commit(office.admin, fresh)).status).toBe(200)
    const successors = async () =>
      (await rest(office.admin.token).rpc('import_successors', { p_import_id: fresh })).body
    expect(await successors()).toMatchObject({ tests: 0, devices: 0, locations: 0, customers: 0, districts: 0 })
    const [device] = await db()<
      { id: string; location_id: string }[]
    >`select id, location_id from public.devices where import_id = ${fresh}`
    const own = rest(office.admin.token)

    const testId = randomUUID()
    await db()`insert into public.test_records (company_id, id, client_id, device_id, tested_on, rule_profile, rule_version, computed_result)
      values (${office.companyId}, ${testId}, ${testId}, ${device?.id ?? ''}, '2026-01-05', 'USC10', '1', 'INCOMPLETE')`
    expect(await successors()).toMatchObject({ tests: 1 })
    expect((await undo(office.admin, fresh)).body).toMatchObject({ message: 'import_has_successors' })
    await db()`delete from public.test_records where id = ${testId}`

    const added = await own.post(
      'devices',
      { company_id: office.companyId, location_id: device?.location_id, type: 'DC', match_key: 's:X|1' },
      { prefer: 'return=minimal' },
    )
    expect(added.status).toBe(201)
    expect((await undo(office.admin, fresh)).body).toMatchObject({ message: 'import_has_successors' })
    await db()`delete from public.devices where company_id = ${office.companyId} and match_key = 's:X|1'`

    await own.patch(`devices?id=eq.${device?.id}`, { notes: 'Looked at.' })
    expect(await successors()).toMatchObject({ devices: 1 })
    expect((await undo(office.admin, fresh)).body).toMatchObject({ message: 'import_has_successors' })
    expect(await stateOfImport(db(), fresh)).toBe('complete')
  })

  test('a value no column takes stops the commit whole, and the import stays as it was', async () => {
    const bad = await staged(
      office,
      sheet([
        { ...ROW, Serial: '777006', 'Syncta Id': '900006' },
        { ...ROW, Serial: '777007', 'Syncta Id': '900007' },
      ]),
    )
    await db()`update public.import_rows set clean = jsonb_set(clean, '{device,price_cents}', '99999999') where import_id = ${bad} and row_no = 3`
    const refused = await commit(office.admin, bad)
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(await stateOfImport(db(), bad)).toBe('untouched')
  })
})
