/** After a test is recorded: corrections, the lock, dates concluded again, other companies, the report and its public page. */
import { randomUUID } from 'node:crypto'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addDays, addMonths, formatDay } from '../../lib/dates.ts'
import { concludeDueDates } from '../../lib/devices/conclude-due-dates.ts'
import type { Admin } from '../../lib/jobs/run-jobs.ts'
import { renderReport } from '../../lib/test-records/render-report.ts'
import { client, db, disconnect, refusalOf, rest, serviceClient, stack } from './harness.ts'
import {
  addDevice,
  addMember,
  as,
  bare,
  deviceOf,
  entryOf,
  FAILING,
  type House,
  inAYear,
  makeHouse,
  record,
  recorded,
  TODAY,
} from './record-test-world.ts'

let house: House
const admin = () => serviceClient() as unknown as Admin

beforeAll(async () => {
  vi.stubEnv('APP_ORIGIN', 'http://localhost:3000')
  vi.stubEnv('SUPABASE_URL', stack().apiUrl)
  vi.stubEnv('SUPABASE_PUBLISHABLE_KEY', stack().publishableKey)
  vi.stubEnv('SUPABASE_SECRET_KEY', stack().secretKey)
  vi.stubEnv('CRON_SECRET', 'c'.repeat(32))
  vi.stubEnv('FLOWTRACK_SIGNING_SECRET', 's'.repeat(32))
  house = await makeHouse()
})
afterAll(disconnect)

describe('a correction', () => {
  test('supersedes once, shows the chain, and moves the date back', async () => {
    const device = await addDevice(house.companyId)
    const first = await recorded(
      house,
      house.tester,
      entryOf(house, house.tester, device, { testedOn: addDays(TODAY, -30) }),
    )
    const passed = await recorded(house, house.tester, entryOf(house, house.tester, device))
    expect((await deviceOf(device)).district_due_on).toBe(inAYear(TODAY))
    const correction = entryOf(house, house.tester, device, { initial: FAILING, supersedesId: passed })
    expect(await record(house, house.tester, correction)).toMatchObject({ ok: false, code: 'supersede_reason_missing' })
    const fixed = await recorded(house, house.tester, { ...correction, supersedeReason: 'Check 1 was misread.' })
    expect(await deviceOf(device)).toMatchObject({
      district_due_on: inAYear(addDays(TODAY, -30)),
      last_result: 'FAIL',
      failed_on: TODAY,
    })
    const again = { ...correction, clientId: randomUUID(), supersedeReason: 'Once more.' }
    expect(await record(house, house.tester, again)).toMatchObject({ ok: false, code: 'already_superseded' })
    const third = await recorded(house, house.tester, {
      ...again,
      initial: entryOf(house, house.tester, device).initial,
      certifiedResult: 'PASS',
      supersedesId: fixed,
    })
    const page = await rest(house.tester.user.token).rpc('test_record', { p_test_record_id: fixed })
    const { versions } = page.body as { versions: { id: string; superseded_at: string | null }[] }
    expect(versions.map(({ id }) => id)).toEqual([passed, fixed, third])
    expect(versions.map(({ superseded_at: at }) => at !== null)).toEqual([true, true, false])
    expect(first).not.toBe(passed)
  })

  test('two people may draft one, only one signs it', async () => {
    const device = await addDevice(house.companyId)
    const old = await recorded(house, house.admin, entryOf(house, house.admin, device))
    const one = entryOf(house, house.admin, device, { supersedesId: old, supersedeReason: 'Wrong gauge.', sign: false })
    const two = { ...one, clientId: randomUUID() }
    await recorded(house, house.admin, one)
    await recorded(house, house.admin, two)
    const answers = await Promise.all([one, two].map((entry) => record(house, house.admin, { ...entry, sign: true })))
    expect(answers.map((answer) => (answer.ok ? 'signed' : answer.code)).toSorted()).toEqual([
      'already_superseded',
      'signed',
    ])
  })

  test('is for its tester and the office', async () => {
    const other = await addMember(house.companyId, 'technician')
    const device = await addDevice(house.companyId)
    const old = await recorded(house, house.tester, entryOf(house, house.tester, device))
    const entry = entryOf(house, other, device, { supersedesId: old, supersedeReason: 'Looks wrong to me.' })
    expect(await record(house, other, entry)).toMatchObject({ ok: false, code: 'not_your_record' })
  })
})

describe('a signed record is locked', () => {
  test('for everybody, the service role and the owner of the tables too', async () => {
    const device = await addDevice(house.companyId)
    const id = await recorded(house, house.tester, entryOf(house, house.tester, device))
    const before = await db()`select to_jsonb(t) - 'updated_at' as row from public.test_records t where id = ${id}`
    for (const key of [stack().secretKey, undefined]) {
      const api = rest(key === undefined ? house.admin.user.token : undefined, key)
      for (const path of [`test_records?id=eq.${id}`, `test_readings?test_record_id=eq.${id}`]) {
        expect((await api.patch(path, { remarks: 'x', cv1_state: 'leaked' })).status).toBeGreaterThanOrEqual(400)
        expect((await api.delete(path)).status).toBeGreaterThanOrEqual(400)
      }
    }
    const attempts = [
      () => db()`update public.test_records set certified_result = 'FAIL' where id = ${id}`,
      () => db()`update public.test_records set next_due_on = next_due_on + 1 where id = ${id}`,
      () => db()`update public.test_records set snapshot = '{}' where id = ${id}`,
      () => db()`delete from public.test_records where id = ${id}`,
      () => db()`update public.test_readings set cv1_hundredths_psid = 999 where test_record_id = ${id}`,
      () => db()`delete from public.test_readings where test_record_id = ${id}`,
      () =>
        db()`insert into public.test_readings (company_id, test_record_id, stage, part) values (${house.companyId}, ${id}, 'final', 'main')`,
    ]
    for (const attempt of attempts) expect(await refusalOf(attempt())).toMatchObject({ message: 'record_is_locked' })
    expect(await db()`select to_jsonb(t) - 'updated_at' as row from public.test_records t where id = ${id}`).toEqual(
      before,
    )
  })

  test('a successor and a report are written once', async () => {
    const device = await addDevice(house.companyId)
    const old = await recorded(house, house.tester, entryOf(house, house.tester, device))
    await recorded(
      house,
      house.tester,
      entryOf(house, house.tester, device, { supersedesId: old, supersedeReason: 'Wrong day.' }),
    )
    expect(
      await refusalOf(
        db()`update public.test_records set superseded_at = null, superseded_by_id = null where id = ${old}`,
      ),
    ).toMatchObject({
      message: 'record_is_locked',
    })
  })

  test('a draft can be thrown away, a record cannot', async () => {
    const device = await addDevice(house.companyId)
    const draft = await recorded(house, house.tester, entryOf(house, house.tester, device, { sign: false }))
    const api = rest(house.tester.user.token)
    expect((await api.rpc('discard_draft', { p_test_record_id: draft })).status).toBeLessThan(300)
    const id = await recorded(house, house.tester, entryOf(house, house.tester, device))
    expect((await api.rpc('discard_draft', { p_test_record_id: id })).body).toMatchObject({ message: 'not_found' })
  })
})

describe('an imported due date', () => {
  test('stands until a newer pass, which says what it replaces', async () => {
    const due = addMonths(TODAY, 2)
    const device = await addDevice(house.companyId, 'DC', {
      district_due_on: due,
      district_due_source: 'imported',
      last_tested_on: addDays(TODAY, -40),
    })
    await recorded(house, house.tester, entryOf(house, house.tester, device, { testedOn: addDays(TODAY, -40) }))
    expect(await deviceOf(device)).toMatchObject({ district_due_on: due, district_due_source: 'imported' })
    const newer = await recorded(house, house.tester, entryOf(house, house.tester, device))
    expect(await deviceOf(device)).toMatchObject({ district_due_on: inAYear(TODAY), district_due_source: 'computed' })
    const [row] = await db()`select due_basis from public.test_records where id = ${newer}`
    expect(row?.due_basis).toContain(`It was imported as ${formatDay(due)}.`)
    // Corrected to a failure, the pass no longer counts and the imported date stands again.
    await recorded(
      house,
      house.tester,
      entryOf(house, house.tester, device, { initial: FAILING, supersedesId: newer, supersedeReason: 'Misread.' }),
    )
    expect(await deviceOf(device)).toMatchObject({ district_due_on: due, district_due_source: 'imported' })
  })

  test('set by hand counts from then on', async () => {
    const device = await addDevice(house.companyId)
    await recorded(house, house.tester, entryOf(house, house.tester, device, { testedOn: addDays(TODAY, -30) }))
    const byHand = addMonths(TODAY, 6)
    await as(house.admin.user).from('devices').update({ district_due_on: byHand }).eq('id', device)
    expect(await deviceOf(device)).toMatchObject({ district_due_on: byHand, district_due_source: 'manual' })
    await conclude(device)
    expect(await deviceOf(device)).toMatchObject({ district_due_on: byHand, district_due_source: 'manual' })
    await recorded(house, house.tester, entryOf(house, house.tester, device))
    expect(await deviceOf(device)).toMatchObject({ district_due_on: inAYear(TODAY), district_due_source: 'computed' })
  })
})

describe('our target', () => {
  test('chosen by hand, it outlives corrections and changed rules until the test it was for is passed', async () => {
    const device = await addDevice(house.companyId)
    const first = await recorded(
      house,
      house.tester,
      entryOf(house, house.tester, device, { testedOn: addDays(TODAY, -30) }),
    )
    const follows = addDays(inAYear(addDays(TODAY, -30)), -14)
    expect(await deviceOf(device)).toMatchObject({ our_target_on: follows })
    const chosen = addDays(TODAY, 90)
    const office = rest(house.admin.user.token)
    const change = { p_ids: [device], p_changes: { our_target_on: chosen } }
    const taken = (await office.rpc('change_devices', change)).body
    await office.rpc('change_devices_back', { p_before: taken, p_changes: change.p_changes })
    // Taken back, it follows the rule again.
    await db()`update public.devices set our_target_on = ${TODAY} where id = ${device}`
    await conclude(device)
    expect(await deviceOf(device)).toMatchObject({ our_target_on: follows })

    expect((await office.rpc('change_devices', change)).status).toBe(200)
    await conclude(device)
    expect(await deviceOf(device)).toMatchObject({ our_target_on: chosen })
    const correction = { supersedesId: first, supersedeReason: 'Wrong time.', testedOn: addDays(TODAY, -31) }
    await recorded(house, house.tester, entryOf(house, house.tester, device, correction))
    expect(await deviceOf(device)).toMatchObject({ our_target_on: chosen })
    await recorded(
      house,
      house.tester,
      entryOf(house, house.tester, device, { initial: FAILING, testType: 'ANNUAL', testedOn: TODAY }),
    )
    expect(await deviceOf(device)).toMatchObject({ our_target_on: chosen, last_result: 'FAIL' })
    await recorded(house, house.tester, entryOf(house, house.tester, device))
    expect(await deviceOf(device)).toMatchObject({ our_target_on: addDays(inAYear(TODAY), -14) })
    await conclude(device)
    expect(await deviceOf(device)).toMatchObject({ our_target_on: addDays(inAYear(TODAY), -14) })
  })

  test('none is a choice too, and the one of a removed assembly goes with it', async () => {
    const device = await addDevice(house.companyId)
    await recorded(house, house.tester, entryOf(house, house.tester, device, { testedOn: addDays(TODAY, -30) }))
    await as(house.admin.user).from('devices').update({ our_target_on: null }).eq('id', device)
    await conclude(device)
    expect(await deviceOf(device)).toMatchObject({ our_target_on: null })
    await as(house.admin.user)
      .from('devices')
      .update({ our_target_on: addDays(TODAY, 9) })
      .eq('id', device)
    const removal = entryOf(house, house.tester, device, {
      testType: 'REMOVED_CAPPED',
      gaugeId: null,
      initial: { main: {}, bypass: null },
      certifyReason: 'Removed and capped: no readings are taken.',
    })
    await recorded(house, house.tester, removal)
    expect(await deviceOf(device)).toMatchObject({ status: 'REMOVED_CAPPED', our_target_on: null })
  })
})

describe('what becomes of the assembly', () => {
  test('removed and capped: out of service, nothing due; a correction brings it back', async () => {
    const device = await addDevice(house.companyId)
    const removal = entryOf(house, house.tester, device, {
      testType: 'REMOVED_CAPPED',
      gaugeId: null,
      initial: { main: {}, bypass: null },
      certifyReason: 'Removed and capped: no readings are taken.',
    })
    const id = await recorded(house, house.tester, removal)
    expect(await deviceOf(device)).toMatchObject({ status: 'REMOVED_CAPPED', district_due_on: null })
    await recorded(
      house,
      house.tester,
      entryOf(house, house.tester, device, { supersedesId: id, supersedeReason: 'The other assembly was removed.' }),
    )
    expect(await deviceOf(device)).toMatchObject({ status: 'ACTIVE', district_due_on: inAYear(TODAY) })
  })

  test('a due date forged past our server does not last', async () => {
    const device = await addDevice(house.companyId)
    const file = await signatureFile()
    const forged = {
      ...bare(house, device),
      signature_file_id: file,
      dates: { district_due_on: '2099-01-01', district_due_source: 'computed' },
    }
    expect((await rest(house.tester.user.token).rpc('record_test', { p: forged })).status).toBeLessThan(300)
    expect((await deviceOf(device)).district_due_on).toBe('2099-01-01')
    const [job] =
      await db()`select payload from private.jobs where kind = 'conclude_due_dates' and payload -> 'device_ids' ? ${device} and done_at is null`
    expect(job).toBeDefined()
    await conclude(device)
    expect((await deviceOf(device)).district_due_on).toBe(inAYear(TODAY))
  })

  test('concluding again changes nothing, and leaves a device alone whose records changed meanwhile', async () => {
    const device = await addDevice(house.companyId)
    await recorded(house, house.tester, entryOf(house, house.tester, device))
    const before = await deviceOf(device)
    await conclude(device)
    expect(await deviceOf(device)).toEqual(before)
    const late = await admin().rpc('set_due_dates', {
      p_company_id: house.companyId,
      p_rows: [
        { device_id: device, records_version: before.records_version - 1, dates: { district_due_on: '2031-01-01' } },
      ],
    })
    expect(late.data).toEqual([device])
    expect(await deviceOf(device)).toEqual(before)
  })
})

describe('another company', () => {
  test('its assembly, its gauge and its records are not found, as if they never were', async () => {
    const theirs = await makeHouse()
    const device = await addDevice(theirs.companyId)
    const own = await addDevice(house.companyId)
    const id = await recorded(theirs, theirs.tester, entryOf(theirs, theirs.tester, device))
    for (const deviceId of [device, randomUUID()]) {
      const entry = entryOf(house, house.tester, deviceId)
      expect(await record(house, house.tester, entry)).toMatchObject({
        ok: false,
        code: 'not_found',
        field: 'device_id',
      })
      const form = await rest(house.tester.user.token).rpc('test_form', { p_device_id: deviceId })
      expect(form.body).toBeNull()
    }
    for (const gaugeId of [theirs.gaugeId, randomUUID()]) {
      expect(await record(house, house.tester, entryOf(house, house.tester, own, { gaugeId }))).toMatchObject({
        code: 'gauge_not_found',
      })
    }
    for (const supersedesId of [id, randomUUID()]) {
      const entry = entryOf(house, house.tester, own, { supersedesId, supersedeReason: 'Reaching over.' })
      expect(await record(house, house.tester, entry)).toMatchObject({ code: 'not_found', field: 'supersedes_id' })
      expect(
        (await rest(house.tester.user.token).rpc('test_record', { p_test_record_id: supersedesId })).body,
      ).toBeNull()
    }
  })
})

describe('the report', () => {
  test('is drawn once, stored with its hash, and its code answers a stranger with no more than it may', async () => {
    const device = await addDevice(house.companyId)
    const id = await recorded(house, house.tester, entryOf(house, house.tester, device))
    const code = await render(id)
    const [row] =
      await db()`select t.report_sha256, f.sha256, f.path, f.size_bytes from public.test_records t join public.files f on f.id = t.report_file_id where t.id = ${id}`
    expect(row?.report_sha256).toBe(row?.sha256)
    const { data } = await serviceClient().storage.from('company-files').download(row?.path)
    const { text } = await extractText(new Uint8Array((await data?.arrayBuffer()) ?? []), { mergePages: true })
    for (const words of ['PASS', 'A127841', 'Tobin Fields', 'Mid-West 845-5', formatDay(TODAY), '1.4 psid'])
      expect(text).toContain(words)
    await render(id)
    const [again] =
      await db()`select count(*)::int as n from public.files where kind = 'report' and company_id = ${house.companyId} and path = ${row?.path}`
    expect(again).toEqual({ n: 1 })

    const stranger = client()
    const genuine = await stranger.rpc('verify_report', { p_code: code })
    expect(genuine.data).toEqual({
      status: 'genuine',
      result: 'PASS',
      tested_on: TODAY,
      serial_last4: '7841',
      company: 'Harbor Testing',
    })
    await recorded(
      house,
      house.tester,
      entryOf(house, house.tester, device, { supersedesId: id, supersedeReason: 'Wrong time.' }),
    )
    expect((await stranger.rpc('verify_report', { p_code: code })).data).toMatchObject({ status: 'superseded' })
    expect((await stranger.rpc('verify_report', { p_code: 'f'.repeat(40) })).data).toEqual({ status: 'unknown' })
  })
})

async function signatureFile(): Promise<string> {
  const [row] = await db()<{ id: string }[]>`
    with made as (select gen_random_uuid() as id)
    insert into public.files (company_id, id, kind, path, content_type, size_bytes, sha256, created_by)
    select ${house.companyId}::uuid, id, 'signature', ${house.companyId} || '/signature/' || id, 'image/png', 10, repeat('a', 64), ${house.tester.profileId}::uuid from made
    returning id`
  return row?.id ?? ''
}

/** The worker's part, as its job says. */
async function conclude(deviceId: string): Promise<void> {
  const job = { id: randomUUID(), companyId: house.companyId, originator: null, attempts: 1 }
  expect(await concludeDueDates(admin(), { ...job, payload: { device_ids: [deviceId] } })).toEqual({ done: true })
}

async function render(recordId: string): Promise<string> {
  const [queued] =
    await db()`select payload from private.jobs where kind = 'render_report' and payload ->> 'test_record_id' = ${recordId}`
  const job = { id: randomUUID(), companyId: house.companyId, originator: null, attempts: 1, payload: queued?.payload }
  expect(await renderReport(admin(), job)).toEqual({ done: true })
  return String(queued?.payload.code)
}
