/** Recording a test, as real roles through the API: who may sign what, what is kept, and what follows for the assembly. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../lib/dates.ts'
import { db, disconnect, rest } from './harness.ts'
import {
  addDevice,
  addLicence,
  addMember,
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

beforeAll(async () => {
  house = await makeHouse()
})
afterAll(disconnect)

describe('a passing test', () => {
  test('is signed, locked, and moves the due date', async () => {
    const device = await addDevice(house.companyId)
    const id = await recorded(house, house.tester, entryOf(house, house.tester, device))
    expect(await deviceOf(device)).toMatchObject({
      district_due_on: inAYear(TODAY),
      district_due_source: 'computed',
      our_target_on: addDays(inAYear(TODAY), -14),
      last_tested_on: TODAY,
      last_result: 'PASS',
      failed_on: null,
    })
    const [row] = await db()`select * from public.test_records where id = ${id}`
    expect(row).toMatchObject({
      computed_result: 'PASS',
      certified_result: 'PASS',
      rule_profile: 'USC10',
      rule_assumed: true,
      tester_name: 'Tobin Fields',
      cert_no: 'T-1',
      gauge_name: 'Mid-West 845-5',
    })
    expect(row?.signed_at).not.toBeNull()
    expect(row?.snapshot.device.serial).toBe('A127841')
    expect(row?.checks.map((check: { code: string; status: string }) => `${check.code} ${check.status}`)).toEqual([
      'cv1_min pass',
      'cv2_min pass',
    ])
  })

  test('sent twenty times at once is one record', async () => {
    const device = await addDevice(house.companyId)
    const entry = entryOf(house, house.tester, device)
    const answers = await Promise.all(Array.from({ length: 20 }, () => record(house, house.tester, entry)))
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.value.id : answer.code)))
    expect(ids.size).toBe(1)
    const [counts] = await db()`
      select (select count(*)::int from public.test_records where device_id = ${device}) as records,
        (select count(*)::int from public.audit_log where company_id = ${house.companyId} and action = 'signed' and ${device}::uuid = any (target_ids)) as signed,
        (select count(*)::int from public.test_readings r join public.test_records t on t.company_id = r.company_id and t.id = r.test_record_id where t.device_id = ${device}) as blocks`
    expect(counts).toEqual({ records: 1, signed: 1, blocks: 1 })
    expect((await deviceOf(device)).records_version).toBe(1)
  })

  test('a retry after the answer was lost gives the same record', async () => {
    const device = await addDevice(house.companyId)
    const entry = entryOf(house, house.tester, device)
    const first = await record(house, house.tester, entry)
    expect(await record(house, house.tester, { ...entry, remarks: 'typed later' })).toEqual({
      ok: true,
      value: { id: first.ok ? first.value.id : '', signed: true, repeated: true },
    })
  })

  test('one form cannot serve two assemblies', async () => {
    const entry = entryOf(house, house.tester, await addDevice(house.companyId))
    await recorded(house, house.tester, entry)
    const other = { ...entry, deviceId: await addDevice(house.companyId) }
    expect(await record(house, house.tester, other)).toMatchObject({ ok: false, code: 'client_id_taken' })
  })
})

describe('a failing test', () => {
  test('is saved as it is, leaves the due date, and opens a repair deadline', async () => {
    const due = addDays(TODAY, 20)
    const device = await addDevice(house.companyId, 'DC', { district_due_on: due, district_due_source: 'imported' })
    await recorded(house, house.tester, entryOf(house, house.tester, device, { initial: FAILING }))
    expect(await deviceOf(device)).toMatchObject({
      district_due_on: due,
      district_due_source: 'imported',
      last_result: 'FAIL',
      failed_on: TODAY,
      repair_due_on: addDays(TODAY, 30),
    })
  })

  test('with a passing final needs the repairs in words, and closes the failure', async () => {
    const device = await addDevice(house.companyId)
    const final = { main: { cv1HundredthsPsid: 150, cv2HundredthsPsid: 120 }, bypass: null }
    const entry = entryOf(house, house.tester, device, { initial: FAILING, final, certifiedResult: 'PASS' })
    expect(await record(house, house.tester, entry)).toMatchObject({
      ok: false,
      code: 'repairs_missing',
      field: 'repairs_text',
    })
    const id = await recorded(house, house.tester, { ...entry, repairsText: 'Check 1 disc replaced.' })
    expect(await deviceOf(device)).toMatchObject({ last_result: 'PASS', failed_on: null, repair_due_on: null })
    const blocks =
      await db()`select stage, cv1_hundredths_psid, cv1_state from public.test_readings where test_record_id = ${id} order by stage desc`
    expect(blocks.map((row) => ({ ...row }))).toEqual([
      { stage: 'initial', cv1_hundredths_psid: 90, cv1_state: 'tight' },
      { stage: 'final', cv1_hundredths_psid: 150, cv1_state: 'tight' },
    ])
  })

  test('is certified as passing only with a reason; both results are kept', async () => {
    const device = await addDevice(house.companyId)
    const entry = entryOf(house, house.tester, device, { initial: FAILING, certifiedResult: 'PASS' })
    expect(await record(house, house.tester, entry)).toMatchObject({ ok: false, code: 'certify_reason_missing' })
    const id = await recorded(house, house.tester, { ...entry, certifyReason: 'The purveyor accepts 0.9 here.' })
    const [row] = await db()`select computed_result, certified_result from public.test_records where id = ${id}`
    expect(row).toMatchObject({ computed_result: 'FAIL', certified_result: 'PASS' })
  })
})

describe('who may sign', () => {
  test('only with his own licence', async () => {
    const device = await addDevice(house.companyId)
    const entry = entryOf(house, house.tester, device, { licenceId: house.admin.licenceId })
    expect(await record(house, house.tester, entry)).toMatchObject({
      ok: false,
      code: 'licence_not_yours',
      field: 'licence_id',
    })
  })

  test('an office person without a licence saves a draft, and the tester it names signs it', async () => {
    const office = await addMember(house.companyId, 'office')
    const device = await addDevice(house.companyId)
    const entry = entryOf(house, house.tester, device)
    expect(await record(house, office, entry)).toMatchObject({ ok: false, code: 'licence_not_yours' })
    const draft = await recorded(house, office, { ...entry, sign: false })
    expect((await deviceOf(device)).last_tested_on).toBeNull()
    expect(await recorded(house, house.tester, entry)).toBe(draft)
  })

  test('nobody else’s draft', async () => {
    const other = await addMember(house.companyId, 'technician')
    const device = await addDevice(house.companyId)
    const entry = entryOf(house, house.tester, device, { sign: false })
    await recorded(house, house.tester, entry)
    expect(await record(house, other, { ...entry, licenceId: other.licenceId })).toMatchObject({
      ok: false,
      code: 'not_your_draft',
    })
  })

  test('not for a day to come', async () => {
    const entry = entryOf(house, house.tester, await addDevice(house.companyId), { testedOn: addDays(TODAY, 1) })
    expect(await record(house, house.tester, entry)).toMatchObject({
      ok: false,
      code: 'test_date_in_future',
      field: 'tested_on',
    })
  })

  test('not without a signature', async () => {
    const device = await addDevice(house.companyId)
    const answer = await rest(house.tester.user.token).rpc('record_test', { p: bare(house, device) })
    expect(answer.body).toMatchObject({ message: 'signature_missing' })
  })
})

describe('licence and gauge count on the day of the test', () => {
  test('expired that day: blocked, with an owner’s reason signed', async () => {
    const old = await addLicence(house.companyId, house.admin.profileId, { expiresOn: addDays(TODAY, -10) })
    const device = await addDevice(house.companyId)
    const entry = entryOf(house, house.admin, device, { licenceId: old, testedOn: addDays(TODAY, -9) })
    expect(await record(house, house.admin, entry)).toMatchObject({
      ok: false,
      code: 'out_of_date',
      field: 'licence_id',
    })
    const id = await recorded(house, house.admin, { ...entry, overrideReason: 'The renewal is in the mail.' })
    const [row] = await db()`select override_by, override_reason from public.test_records where id = ${id}`
    expect(row).toEqual({ override_by: house.admin.profileId, override_reason: 'The renewal is in the mail.' })
  })

  test('expired today, but valid on the day: signed without leave', async () => {
    const old = await addLicence(house.companyId, house.tester.profileId, { expiresOn: addDays(TODAY, -10) })
    const device = await addDevice(house.companyId)
    const id = await recorded(
      house,
      house.tester,
      entryOf(house, house.tester, device, { licenceId: old, testedOn: addDays(TODAY, -10) }),
    )
    const [row] = await db()`select override_by from public.test_records where id = ${id}`
    expect(row).toEqual({ override_by: null })
  })

  test('a gauge whose check lies after the day, or too long before, is out of date', async () => {
    const device = await addDevice(house.companyId)
    for (const testedOn of [addDays(TODAY, -91), addDays(TODAY, -460)]) {
      const entry = entryOf(house, house.tester, device, { testedOn })
      expect(await record(house, house.tester, entry)).toMatchObject({
        ok: false,
        code: 'out_of_date',
        field: 'gauge_id',
      })
    }
  })

  test('a licence of another state is none here', async () => {
    const texan = await addLicence(house.companyId, house.tester.profileId, { states: ['TX'] })
    const device = await addDevice(house.companyId)
    const entry = entryOf(house, house.tester, device, { licenceId: texan })
    expect(await record(house, house.tester, entry)).toMatchObject({
      ok: false,
      code: 'out_of_date',
      field: 'licence_id',
    })
  })

  test('a gauge that is retired by then is as out of date as one that was not checked', async () => {
    const device = await addDevice(house.companyId)
    const entry = entryOf(house, house.tester, device)
    await db()`update public.gauges set retired_on = ${TODAY} where id = ${house.gaugeId}`
    try {
      expect(await record(house, house.tester, entry)).toMatchObject({ ok: false, field: 'gauge_id' })
      expect(await record(house, house.tester, { ...entry, testedOn: addDays(TODAY, -1) })).toMatchObject({ ok: true })
    } finally {
      await db()`update public.gauges set retired_on = null where id = ${house.gaugeId}`
    }
  })

  test('a technician cannot give himself leave; an admin can, for that day, licence and gauge only', async () => {
    const device = await addDevice(house.companyId)
    const entry = entryOf(house, house.tester, device, {
      testedOn: addDays(TODAY, -200),
      overrideReason: 'I say so myself.',
    })
    expect(await record(house, house.tester, entry)).toMatchObject({ ok: false, code: 'out_of_date' })
    const draft = await recorded(house, house.tester, { ...entry, sign: false })
    const byHimself = await rest(house.tester.user.token).rpc('allow_signing', {
      p_test_record_id: draft,
      p_reason: 'Because I can.',
    })
    expect(byHimself.body).toMatchObject({ message: 'not_allowed' })
    const allowed = await rest(house.admin.user.token).rpc('allow_signing', {
      p_test_record_id: draft,
      p_reason: 'Second gauge agreed.',
    })
    expect(allowed.status).toBeLessThan(300)
    const moved = { ...entry, overrideReason: null, testedOn: addDays(TODAY, -201) }
    expect(await record(house, house.tester, moved)).toMatchObject({ ok: false, code: 'out_of_date' })
    expect(await recorded(house, house.tester, { ...entry, overrideReason: null })).toBe(draft)
    const [row] = await db()`select override_by, override_reason from public.test_records where id = ${draft}`
    expect(row).toEqual({ override_by: house.admin.profileId, override_reason: 'Second gauge agreed.' })
  })

  test('in Texas the gauge’s water class must match the supply', async () => {
    const texas = await makeHouse('TX')
    const device = await addDevice(texas.companyId, 'DC', { non_potable_supply: true }, 'TX')
    const answers = { installed_per_code: true, non_potable_supply: true }
    const entry = entryOf(texas, texas.tester, device, { answers })
    expect(await record(texas, texas.tester, entry)).toMatchObject({ ok: false, code: 'gauge_class_mismatch' })
    expect(await record(texas, texas.tester, { ...entry, answers: {} })).toMatchObject({
      ok: false,
      code: 'answer_missing',
    })
    await recorded(texas, texas.tester, { ...entry, answers: { ...answers, non_potable_supply: false } })
  })
})
