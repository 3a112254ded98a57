import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { correctImportRow } from '../../lib/imports/correct-import-row.ts'
import type { Admin } from '../../lib/jobs/run-jobs.ts'
import { asUser, client, db, rest } from './harness.ts'
import {
  commit,
  factsOf,
  HISTORY,
  makeOffice,
  type Office,
  runStaging,
  service,
  sheet,
  staged,
  stateOfImport,
  SYNCTA,
  upload,
} from './import-world.ts'
import { codeOf, join as joinCompany } from './people-cast.ts'

describe('reading', () => {
  let office: Office
  beforeAll(async () => {
    office = await makeOffice()
  })

  test('a sheet nobody knows waits to be mapped, and its mapping is remembered', async () => {
    const csv = 'Gadget,Kind,Street,Town,Owner\nAB-1,RP,1 Elm St,Jupiter,Elm LLC\nAB-2,DC,2 Elm St,Jupiter,Elm LLC\n'
    const one = await staged(office, csv)
    expect((await factsOf(one)).state).toBe('mapping')
    const [header] = await db()<{ columns: string[]; samples: string[][] }[]>`
      select header -> 'columns' as columns, header -> 'samples' as samples from public.imports where id = ${one}`
    expect(header).toEqual({
      columns: ['Gadget', 'Kind', 'Street', 'Town', 'Owner'],
      samples: [
        ['AB-1', 'RP', '1 Elm St', 'Jupiter', 'Elm LLC'],
        ['AB-2', 'DC', '2 Elm St', 'Jupiter', 'Elm LLC'],
      ],
    })
    const mapping = {
      kind: 'devices',
      columns: {
        Gadget: 'serial',
        Kind: 'type',
        Street: 'location_line1',
        Town: 'location_city',
        Owner: 'customer_name',
      },
    }
    expect(
      (await rest(office.admin.token).rpc('map_import', { p_import_id: one, p_mapping: mapping })).status,
    ).toBeLessThan(300)
    await runStaging(one)
    expect((await factsOf(one)).counts).toMatchObject({ rows: 2, devices: 2, customers: 1, locations: 2 })
    const two = await staged(office, csv.replaceAll('AB-', 'CD-'))
    expect(await factsOf(two)).toMatchObject({
      state: 'staged',
      mapping_remembered: true,
      counts: { rows: 2, devices: 2 },
    })
    const stranger = await makeOffice()
    expect((await factsOf(await staged(stranger, csv))).state).toBe('mapping')
  })

  test('a sheet that cannot be read to its end is refused with its place, and nothing is staged', async () => {
    const [head = ''] = SYNCTA.toString('utf8').split(/\r?\n/)
    const broken = await staged(office, `${head}\n${'x,'.repeat(30)}x\n"never closed,${'y'.repeat(50)}`)
    const { state, refusal } = await factsOf(broken)
    expect(state).toBe('refused')
    expect(refusal).toMatchObject({ code: 'csv_quote_not_closed', row: 3 })
    const binary = await staged(office, Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7) % 256)))
    expect((await factsOf(binary)).state).toBe('refused')
    const [rows] = await db()<
      { n: number }[]
    >`select count(*)::int as n from public.import_rows where import_id in (${broken}, ${binary})`
    expect(rows?.n).toBe(0)
  })

  test('goes on where it was killed, and ends with the same rows', async () => {
    const lines = Array.from({ length: 2600 }, (_, at) => ({
      Serial: `K${10_000 + at}`,
      'Syncta Id': `${5_000_000 + (at % 2500)}`,
      Customer: `Customer ${at % 90}`,
    }))
    const csv = sheet(lines)
    const whole = await staged(office, csv)
    const killed = await upload(office, csv)
    for (const slices of [2, 1, 0]) {
      let left = slices
      const real = service()
      const dying = new Proxy(real, {
        get: (target, name) =>
          name !== 'rpc'
            ? Reflect.get(target, name)
            : (called: string, args: object) => {
                if (called === 'stage_import_rows' && left-- <= 0) throw new Error('killed')
                return Reflect.apply(Reflect.get(target, 'rpc'), target, [called, args])
              },
      }) as Admin
      await expect(runStaging(killed, dying)).rejects.toThrow('killed')
    }
    expect((await factsOf(killed)).staged_rows).toBe(1500)
    await runStaging(killed)
    expect((await factsOf(killed)).counts).toEqual((await factsOf(whole)).counts)
    const [same] = await db()<{ differing: number }[]>`
      select count(*)::int as differing from public.import_rows a full join public.import_rows b
        on b.import_id = ${killed} and b.row_no = a.row_no and b.clean = a.clean and b.reasons = a.reasons and b.same_as is not distinct from a.same_as and b.status = a.status
      where a.import_id = ${whole} and b.row_no is null`
    expect(same?.differing).toBe(0)
  })

  test('stops for somebody who may no longer import', async () => {
    const { user, profileId } = await joinCompany(office.admin, 'office')
    const theirs: Office = { ...office, admin: user, db: client(user.token) as unknown as Office['db'] }
    const importId = await upload(theirs, SYNCTA)
    await db()`update public.profiles set removed_at = now() where company_id = ${office.companyId} and id = ${profileId}`
    await runStaging(importId)
    expect(await factsOf(importId)).toMatchObject({ state: 'refused', staged_rows: 0 })
  })
})

describe('looking through', () => {
  let office: Office
  let importId: string
  beforeAll(async () => {
    office = await makeOffice()
    importId = await staged(office, SYNCTA)
  })
  const by = () => ({ db: office.db, state: 'FL', timeZone: 'America/New_York' })

  test('a value typed anew settles its doubt, one that is doubtful itself does not', async () => {
    const [row] = await db()<{ row_no: number }[]>`
      select row_no from public.import_rows where import_id = ${importId} and codes = '{size_was_date}' order by row_no limit 1`
    const correct = (text: string) => correctImportRow(by(), { importId, rowNo: row?.row_no ?? 0, field: 'size', text })
    expect(await correct('huge')).toEqual({ ok: true, value: { open: true } })
    expect(await correct('1-1/2')).toEqual({ ok: true, value: { open: false } })
    const [after] = await db()<{ status: string; size: string }[]>`
      select status, clean -> 'device' ->> 'size' as size from public.import_rows where import_id = ${importId} and row_no = ${row?.row_no ?? 0}`
    expect(after).toEqual({ status: 'new', size: '1-1/2' })
    expect(await correct('2')).toMatchObject({ ok: true })
    expect(await correctImportRow(by(), { importId, rowNo: 99_999, field: 'size', text: '1' })).toMatchObject({
      ok: false,
      code: 'not_found',
    })
    expect(
      await correctImportRow(by(), { importId, rowNo: row?.row_no ?? 0, field: 'nonsense', text: '1' }),
    ).toMatchObject({ ok: false, code: 'field_not_correctable' })
  })

  test('rows left out are left out, and come back', async () => {
    const decide = (decision: string) =>
      rest(office.admin.token).rpc('decide_import_rows', {
        p_import_id: importId,
        p_decision: decision,
        p_rows: [2, 3, 4],
      })
    const before = (await factsOf(importId)).counts
    expect((await decide('skip')).body).toMatchObject({ skipped: 3 })
    expect((await decide('restore')).body).toMatchObject({ skipped: 0 })
    expect((await factsOf(importId)).counts).toEqual(before)
  })

  test('a serial that is corrected finds the assembly on file', async () => {
    expect((await commit(office.admin, importId)).status).toBe(200)
    const [device] = await db()<{ serial: string }[]>`
      select serial from public.devices where company_id = ${office.companyId} and serial ~ '^[0-9]{6,}$' group by serial having count(*) = 1 order by serial limit 1`
    const [head = '', line = ''] = HISTORY.toString('utf8').split(/\r?\n/)
    const history = await staged(office, `${head}\n${line.replace(/^[^,]*/, 'QQ-NO-SUCH')}`)
    expect((await factsOf(history)).counts).toMatchObject({ review: 1, tests: 0 })
    expect(
      await correctImportRow(by(), { importId: history, rowNo: 2, field: 'serial', text: device?.serial ?? '' }),
    ).toMatchObject({ ok: true })
    const [row] = await db()<{ device: boolean; source: string; codes: string[] }[]>`
      select device_id is not null as device, clean -> 'test' -> 'recomputed' ->> 'type_source' as source, codes from public.import_rows where import_id = ${history}`
    expect(row?.device).toBe(true)
    expect(row?.source).toBe('device')
    expect(row?.codes).not.toContain('device_unknown')
  })

  test('an import given up is gone, one that is in cannot be', async () => {
    const idle = await staged(office, sheet([{ Serial: '1' }]))
    expect((await rest(office.admin.token).rpc('discard_import', { p_import_id: idle })).status).toBeLessThan(300)
    const [left] = await db()<
      { n: number }[]
    >`select count(*)::int as n from public.import_rows where import_id = ${idle}`
    expect(left?.n).toBe(0)
    expect(codeOf(await rest(office.admin.token).rpc('discard_import', { p_import_id: importId }))).toBe('import_done')
  })
})

describe('who may', () => {
  let office: Office
  let importId: string
  beforeAll(async () => {
    office = await makeOffice()
    importId = await staged(office, SYNCTA)
  })

  test('another company can do nothing with it, and hears the same as for an id that does not exist', async () => {
    const stranger = await makeOffice()
    const calls = (id: string) =>
      ['commit_import', 'undo_import', 'discard_import', 'restage_import', 'import_progress'].map((name) =>
        rest(stranger.admin.token).rpc(name, { p_import_id: id }),
      )
    const strip = (answers: { status: number; body: unknown }[]) =>
      answers.map(({ status, body }) => ({ status, body }))
    const foreign = strip(await Promise.all(calls(importId)))
    expect(foreign).toEqual(strip(await Promise.all(calls(randomUUID()))))
    expect(foreign.every((answer) => codeOf(answer) === 'import_not_found')).toBe(true)
    for (const list of ['imports', 'import_rows', 'import_list', 'import_row_list', 'import_mappings']) {
      expect((await rest(stranger.admin.token).get(list)).body).toEqual([])
    }
    expect(await stateOfImport(db(), importId)).toBe('untouched')
  })

  test('technicians import nothing and see none of it', async () => {
    const { user } = await joinCompany(office.admin, 'technician')
    for (const name of ['commit_import', 'undo_import', 'discard_import']) {
      expect(codeOf(await rest(user.token).rpc(name, { p_import_id: importId }))).toBe('not_allowed')
    }
    expect((await rest(user.token).get('import_rows?limit=1')).body).toEqual([])
  })

  test('nobody but our server stages', async () => {
    const attempt = await rest(office.admin.token).rpc('stage_import_rows', {
      p_import_id: importId,
      p_originator: office.admin.id,
      p_job_id: randomUUID(),
      p_rows: [],
      p_read_rows: 0,
      p_total_rows: 0,
    })
    expect(attempt.status).toBeGreaterThanOrEqual(401)
    await asUser(office.admin, async (sql) => {
      await expect(sql`update public.import_rows set status = 'new' where import_id = ${importId}`).rejects.toThrow(
        /permission denied/,
      )
    })
  })

  test('a company in its read-only time imports and undoes nothing', async () => {
    await db()`update public.companies set subscription_status = 'canceled' where id = ${office.companyId}`
    for (const name of ['commit_import', 'undo_import', 'restage_import', 'discard_import']) {
      expect(codeOf(await rest(office.admin.token).rpc(name, { p_import_id: importId }))).toBe('company_read_only')
    }
    await db()`update public.companies set subscription_status = 'active' where id = ${office.companyId}`
    expect(await stateOfImport(db(), importId)).toBe('untouched')
  })
})

test('long calls carry their own time limit, where the gateway looks for it', async () => {
  const rows = await db()<{ proname: string; limits: string[] }[]>`
    select p.proname, p.proconfig as limits from pg_proc p where p.pronamespace = 'public'::regnamespace
      and p.proname in ('commit_import', 'undo_import', 'finish_staging', 'decide_import_rows', 'update_import_rows', 'stage_import_rows')`
  expect(rows).toHaveLength(6)
  expect(rows.filter(({ limits }) => !limits.some((limit) => limit.startsWith('statement_timeout=')))).toEqual([])
})
