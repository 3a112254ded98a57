/** Reports: each figure is computed a second time, row by row in TypeScript, and must come out the same. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dayOfInstant, daysBetween } from '../../lib/dates.ts'
import { COMPLIANCE } from '../../lib/numbers/compliance.ts'
import { MONEY } from '../../lib/numbers/money.ts'
import { FEW_TESTS, PASS_RATE } from '../../lib/numbers/pass-rate.ts'
import type { NumbersReport } from '../../lib/numbers/report.ts'
import { TECHNICIANS } from '../../lib/numbers/technicians.ts'
import { db, disconnect, rest } from './harness.ts'
import { fillNumbers, fillMoney } from './numbers-world.ts'
import { PROOF } from './proof.ts'
import { addMember, as, type House, makeHouse, type Member, TODAY } from './record-test-world.ts'

const DEVICES = PROOF ? 10_000 : 300
const ZONE = 'America/New_York'

let house: House
let other: House
let office: Member
let districts: string[]

beforeAll(async () => {
  ;[house, other] = [await makeHouse(), await makeHouse()]
  office = await addMember(house.companyId, 'office')
  await fillNumbers(other.companyId, [other.tester.profileId], 20)
  districts = await fillNumbers(house.companyId, [house.tester.profileId, office.profileId], DEVICES)
  await fillMoney(house.companyId, PROOF ? 5_000 : 120)
  await fillMoney(other.companyId, 10)
})
afterAll(disconnect)

const WINDOWS = [
  [addDays(TODAY, -365), addDays(TODAY, 60)],
  ['2024-02-29', '2026-02-28'],
  ['2025-03-01', '2025-03-31'],
  [TODAY, TODAY],
] as const
const inside = (day: string | null, [from, through]: readonly [string, string]): day is string =>
  day !== null && day >= from && day <= through
const month = (day: string): string => `${day.slice(0, 7)}-01`

const without = (row: object, ...names: string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))

/** Adds figures up under a key. */
function count<T extends Record<string, number>>(into: Map<string, T>, key: string, add: T): void {
  const known = into.get(key)
  into.set(
    key,
    known === undefined
      ? add
      : (Object.fromEntries(Object.entries(add).map(([name, value]) => [name, value + (known[name] ?? 0)])) as T),
  )
}

async function answered<T>(user: Member['user'], name: string, args: object): Promise<T> {
  const started = performance.now()
  const { body, status } = await rest(user.token).rpc(name, args)
  expect(status).toBe(200)
  const spent = Math.round(performance.now() - started)
  if (PROOF) console.log(`${name}: ${DEVICES} assemblies, ${DEVICES * 5} tests, ${spent} ms`)
  return body as T
}

type Device = {
  id: string
  district: string | null
  due: string | null
  base: string | null
  through: string | null
  required: boolean
  manufacturer: string | null
  model: string | null
  installed: string | null
  gone: boolean
}
type Test = {
  device: string
  day: string
  next: string | null
  result: string | null
  accepted: boolean
  superseded: boolean
  signed: boolean
  origin: string
  tester: string | null
}
let devices: Map<string, Device>
let tests: Test[]
beforeAll(async () => {
  const found = await db()<Device[]>`
    select id, company_district_id as district, district_due_on::text as due, due_base_on::text as base, due_base_through::text as through, manufacturer, model,
      installed_on::text as installed, deleted_at is not null as gone,
      status not in ('REMOVED_CAPPED', 'REPLACED', 'ABANDONED', 'NOT_FOUND') and type <> 'OTHER' as required
    from public.devices where company_id = ${house.companyId}`
  devices = new Map(found.map((device) => [device.id, device]))
  tests = await db()<Test[]>`
    select device_id as device, tested_on::text as day, next_due_on::text as next, certified_result as result, accepted_at is not null as accepted,
      superseded_at is not null as superseded, signed_at is not null as signed, origin, tester_profile_id as tester
    from public.test_records where company_id = ${house.companyId} order by tested_on, tested_at nulls first, created_at, id`
  expect(tests).toHaveLength(DEVICES * 5)
})

describe('compliance', () => {
  type Row = {
    district_id: string | null
    month: string
    due: number
    in_time: number
    late: number
    waiting: number
    passing: number
  }
  const naive = (span: readonly [string, string], district?: string) => {
    const dues = new Map<string, { device: Device; due: string; tested: string | null; passed: boolean }>()
    const before = new Map<string, Test>()
    for (const one of tests) {
      if (!one.accepted || one.superseded) continue
      const device = devices.get(one.device)
      if (device === undefined) throw new Error('a test of nothing')
      const last = before.get(one.device)
      before.set(one.device, one)
      if (device.gone) continue
      const { base, through } = device
      const rests =
        base !== null &&
        (last === undefined || (through !== null && last.day <= through)) &&
        (through === null || one.day > through)
      const due = rests ? base : (last?.next ?? null)
      if (due === null) continue
      const known = dues.get(`${device.id} ${due}`)
      dues.set(`${device.id} ${due}`, {
        device,
        due,
        tested: known?.tested ?? one.day,
        passed: (known?.passed ?? false) || one.result === 'PASS',
      })
    }
    for (const device of devices.values()) {
      if (device.due === null || !device.required || device.gone || dues.has(`${device.id} ${device.due}`)) continue
      dues.set(`${device.id} ${device.due}`, { device, due: device.due, tested: null, passed: false })
    }
    const sums = new Map<string, Omit<Row, 'district_id' | 'month'>>()
    for (const { device, due, tested, passed } of dues.values()) {
      if (!inside(due, span) || (district !== undefined && device.district !== district)) continue
      count(sums, `${device.district} ${month(due)}`, {
        due: 1,
        in_time: Number(tested !== null && tested <= due),
        late: Number(tested !== null && tested > due),
        waiting: Number(tested === null),
        passing: Number(passed),
      })
    }
    return sums
  }

  test.each(WINDOWS)('%s to %s is what a walk over all records counts', async (from, through) => {
    for (const district of [undefined, districts[0]]) {
      const { rows } = await answered<{ rows: (Row & { district: string })[] }>(
        house.admin.user,
        'compliance_numbers',
        { p_from: from, p_through: through, ...(district === undefined ? {} : { p_district: district }) },
      )
      const said = new Map(
        rows.map((row) => [`${row.district_id} ${row.month}`, without(row, 'district_id', 'district', 'month')]),
      )
      expect(said).toEqual(naive([from, through], district))
    }
  })

  test('the window of a year holds each kind', async () => {
    const { rows } = await answered<{ rows: Row[] }>(house.admin.user, 'compliance_numbers', {
      p_from: WINDOWS[0][0],
      p_through: WINDOWS[0][1],
    })
    for (const kind of ['in_time', 'late', 'waiting', 'passing'] as const)
      expect(rows.reduce((sum, row) => sum + row[kind], 0)).toBeGreaterThan(5)
  })
})

test.each(WINDOWS)('technicians, %s to %s: tests, visits and days as a walk counts them', async (from, through) => {
  const span = [from, through] as const
  type Row = { profile_id: string; name: string; month: string; tests: number; days: number }
  const visits = await db()<{ profile: string; at: Date; state: string }[]>`
    select profile_id as profile, starts_at as at, state from public.scheduled_jobs where company_id = ${house.companyId} and profile_id is not null`
  const naive = (only?: string) => {
    const sums = new Map<
      string,
      { tests: number; passed: number; visits: number; no_access: number; days: Set<string> }
    >()
    const add = (who: string | null, day: string, kind: 'tests' | 'visits' | 'no_access', passed = false) => {
      if (who === null || !inside(day, span) || (only !== undefined && only !== who)) return
      const key = `${who} ${month(day)}`
      const known = sums.get(key) ?? { tests: 0, passed: 0, visits: 0, no_access: 0, days: new Set() }
      known[kind] += 1
      known.passed += Number(passed)
      known.days.add(day)
      sums.set(key, known)
    }
    for (const one of tests)
      if (one.signed && one.accepted && !one.superseded && one.origin === 'recorded')
        add(one.tester, one.day, 'tests', one.result === 'PASS')
    for (const { profile, at, state } of visits)
      if (state === 'done' || state === 'no_access')
        add(profile, dayOfInstant(at.toISOString(), ZONE), state === 'done' ? 'visits' : 'no_access')
    return new Map([...sums].map(([key, one]) => [key, { ...one, days: one.days.size }]))
  }
  const said = async (who: Member, args: object = {}) => {
    const { rows } = await answered<{ rows: Row[] }>(who.user, 'technician_numbers', {
      p_from: from,
      p_through: through,
      ...args,
    })
    return new Map(rows.map((row) => [`${row.profile_id} ${row.month}`, without(row, 'profile_id', 'name', 'month')]))
  }
  expect(await said(house.admin)).toEqual(naive())
  expect(await said(office, { p_profile: office.profileId })).toEqual(naive(office.profileId))
  // A technician reads their own figures, whoever is asked for.
  expect(await said(house.tester)).toEqual(naive(house.tester.profileId))
  expect(await said(house.tester, { p_profile: office.profileId })).toEqual(naive(house.tester.profileId))
})

test('a visit late on the last evening of a month belongs to it, on both sides of a change of the clocks', async () => {
  const own = await makeHouse()
  await fillNumbers(own.companyId, [own.tester.profileId], 1)
  await db()`delete from public.scheduled_jobs where company_id = ${own.companyId}`
  const [order] = await db()<
    { id: string }[]
  >`select id from public.work_orders where company_id = ${own.companyId} limit 1`
  // 11:30 PM on Oct 31 (daylight saving) and on Nov 30 (standard time), each already the next day by UTC.
  for (const at of ['2025-11-01T03:30:00Z', '2025-12-01T04:30:00Z', '2025-12-01T05:30:00Z'])
    await db()`insert into public.scheduled_jobs (company_id, work_order_id, profile_id, starts_at, state)
      values (${own.companyId}, ${order?.id ?? ''}, ${own.tester.profileId}, ${at}, 'done')`
  const { rows } = await answered<{ rows: { month: string; visits: number }[] }>(own.admin.user, 'technician_numbers', {
    p_from: '2025-10-01',
    p_through: '2025-12-01',
  })
  expect(rows.filter(({ visits }) => visits > 0).map(({ month: of, visits }) => [of, visits])).toEqual([
    ['2025-10-01', 1],
    ['2025-11-01', 1],
    ['2025-12-01', 1],
  ])
})

test.each(WINDOWS)('pass rates, %s to %s, by model and age as a walk counts them', async (from, through) => {
  const sums = new Map<string, { tests: number; passed: number }>()
  for (const one of tests) {
    const device = devices.get(one.device)
    if (!one.accepted || one.superseded || one.result === null || !inside(one.day, [from, through])) continue
    const { installed = null, manufacturer = null, model = null } = device ?? {}
    const years =
      installed === null || installed > one.day
        ? null
        : Number(one.day.slice(0, 4)) -
          Number(installed.slice(0, 4)) -
          Number(one.day.slice(5) < installed.slice(5) ? 1 : 0)
    const band = years === null ? null : Math.min(4, Math.floor(years / 5))
    const key = `${manufacturer ?? ''}|${model ?? ''}`.toUpperCase().replaceAll(/[ .-]/g, '')
    count(sums, `${key} ${band}`, { tests: 1, passed: Number(one.result === 'PASS') })
  }
  const { rows } = await answered<{
    rows: { manufacturer: string; model: string; band: number | null; tests: number; passed: number }[]
  }>(house.admin.user, 'pass_rate_numbers', { p_from: from, p_through: through })
  const said = new Map(
    rows.map((row) => [
      `${`${row.manufacturer}|${row.model}`.toUpperCase().replaceAll(/[ .-]/g, '')} ${row.band}`,
      { tests: row.tests, passed: row.passed },
    ]),
  )
  expect(said).toEqual(sums)
})

describe('money', () => {
  test.each(WINDOWS)('%s to %s: billed, credited, received and open as a walk counts them', async (from, through) => {
    const span = [from, through] as const
    const invoices = await db()<
      {
        id: string
        kind: string
        state: string
        customer: string
        total: number
        tax: number
        paid: number
        credited: number
        at: Date | null
        due: string | null
      }[]
    >`select id, kind, state, customer_id as customer, total_cents as total, tax_cents as tax, paid_cents as paid, credited_cents as credited, sent_at as at, due_on::text as due
      from public.invoices where company_id = ${house.companyId}`
    const payments = await db()<{ invoice: string; amount: number; day: string; back: boolean }[]>`
      select invoice_id as invoice, amount_cents as amount, paid_on::text as day, reversed_at is not null as back from public.payments where company_id = ${house.companyId}`
    const zero = { invoiced: 0, tax: 0, credited: 0, received: 0, since_paid: 0, since_credited: 0 }
    const months = new Map<string, typeof zero>()
    const customers = new Map<string, { invoiced: number; tax: number; credited: number; received: number }>()
    const ages = new Map<number, { invoices: number; cents: number }>()
    const enter = (customer: string, day: string, figures: Partial<typeof zero>) => {
      const { since_paid, since_credited, ...sums } = { ...zero, ...figures }
      count(months, month(day), { ...sums, since_paid, since_credited })
      count(customers, customer, sums)
    }
    for (const one of invoices) {
      if (one.state !== 'sent' || one.at === null) continue
      const day = dayOfInstant(one.at.toISOString(), ZONE)
      const credit = one.kind === 'credit_note'
      if (inside(day, span))
        enter(
          one.customer,
          day,
          credit
            ? { credited: one.total, tax: -one.tax }
            : { invoiced: one.total, tax: one.tax, since_paid: one.paid, since_credited: one.credited },
        )
      const open = one.total - one.paid - one.credited
      if (credit || open === 0 || one.due === null) continue
      const late = daysBetween(one.due, TODAY)
      const age = late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4
      const known = ages.get(age) ?? { invoices: 0, cents: 0 }
      ages.set(age, { invoices: known.invoices + 1, cents: known.cents + open })
    }
    for (const { invoice, amount, day, back } of payments)
      if (!back && inside(day, span))
        enter(invoices.find(({ id }) => id === invoice)?.customer ?? '', day, { received: amount })
    const said = await answered<{
      months: ({ month: string } & typeof zero)[]
      customers: { customer_id: string; customer: string; invoiced: number }[]
      districts: { district: string | null; tests: number; cents: number }[]
      ages: { age: number; invoices: number; cents: number }[]
    }>(house.admin.user, 'money_numbers', { p_from: from, p_through: through })
    expect(new Map(said.months.map(({ month: of, ...sums }) => [of, sums]))).toEqual(months)
    expect(new Map(said.customers.map((row) => [row.customer_id, without(row, 'customer_id', 'customer')]))).toEqual(
      customers,
    )
    expect(new Map(said.ages.map(({ age, ...sums }) => [age, sums]))).toEqual(ages)
    // What the purveyors add up to is what was billed less what was credited, before tax.
    const net = [...months.values()].reduce((sum, one) => sum + one.invoiced - one.credited - one.tax, 0)
    expect(said.districts.reduce((sum, { cents }) => sum + cents, 0)).toBe(net)
  })

  test('a credit on the line of a test comes off the purveyor of its assembly', async () => {
    const [line] = await db()<{ id: string; invoice: string; whole: number; district: string }[]>`
      select l.id, l.invoice_id as invoice, l.amount_cents + l.tax_cents as whole, c.name as district
      from public.invoice_lines l
      join public.invoices i on i.company_id = l.company_id and i.id = l.invoice_id and i.state = 'sent' and i.kind = 'invoice' and i.paid_cents + i.credited_cents = 0
      join public.test_records t on t.company_id = l.company_id and t.id = l.test_record_id
      join public.devices d on d.company_id = t.company_id and d.id = t.device_id
      join public.company_districts c on c.company_id = d.company_id and c.id = d.company_district_id
      where l.company_id = ${house.companyId} limit 1`
    if (line === undefined) throw new Error('no line to credit')
    const span = { p_from: '2020-01-01', p_through: TODAY }
    const of = async () => {
      const { districts: all } = await answered<{ districts: { district: string; cents: number }[] }>(
        house.admin.user,
        'money_numbers',
        span,
      )
      return all.find(({ district }) => district === line.district)?.cents ?? 0
    }
    const before = await of()
    const note = randomUUID()
    const credited = await rest(house.admin.user.token).rpc('credit_invoice', {
      p_id: line.invoice,
      p_new_id: note,
      p_lines: [{ line_id: line.id, cents: line.whole }],
      p_reason: 'Not made after all.',
    })
    expect(credited.status).toBe(200)
    const [{ net } = { net: 0 }] = await db()<
      { net: number }[]
    >`select total_cents - tax_cents as net from public.invoices where id = ${note}`
    expect(await of()).toBe(before - net)
  })

  test('a technician hears nothing of money', async () => {
    const { body } = await rest(house.tester.user.token).rpc('money_numbers', {
      p_from: '2020-01-01',
      p_through: TODAY,
    })
    expect(body).toEqual({ months: [], customers: [], districts: [], ages: [] })
  })
})

test.each(['compliance_numbers', 'pass_rate_numbers', 'technician_numbers', 'money_numbers'])(
  '%s counts nothing of another company, and its purveyors and people are nobody’s choice',
  async (name) => {
    const { body } = await rest(other.admin.user.token).rpc(name, {
      p_from: '2020-01-01',
      p_through: '2030-01-01',
      ...(name === 'technician_numbers' ? { p_profile: house.tester.profileId } : {}),
      ...(name === 'compliance_numbers' || name === 'pass_rate_numbers' ? { p_district: districts[0] } : {}),
    })
    const text = JSON.stringify(body)
    for (const id of [...districts, house.tester.profileId, house.companyId]) expect(text).not.toContain(id)
    if (name !== 'money_numbers') expect(body).toMatchObject({ rows: [] })
  },
)

test('models with few tests are marked and stand behind those that are ranked, the lowest rate first', async () => {
  const window = { from: WINDOWS[1][0], through: WINDOWS[1][1], wrong: null }
  const { tables } = await PASS_RATE.read(as(house.admin.user), window, undefined)
  const rows = tables.find(({ id }) => id === 'models')?.rows ?? []
  const ranked = rows.filter(({ note }) => note === undefined)
  expect(ranked.length).toBeGreaterThan(1)
  expect(rows.slice(0, ranked.length)).toEqual(ranked)
  const rates = ranked.map(({ cells }) => Number(cells[4]))
  expect(rates).toEqual(rates.toSorted((a, b) => a - b))
  for (const { cells, note } of rows) expect(note).toBe(Number(cells[1]) < FEW_TESTS ? 'Few tests' : undefined)
})

test('each report makes its tables: every row as wide as its head, totals equal to their rows', async () => {
  const window = { from: WINDOWS[0][0], through: WINDOWS[0][1], wrong: null }
  const reports: NumbersReport[] = [COMPLIANCE, TECHNICIANS, PASS_RATE, MONEY]
  for (const report of reports) {
    const { tables, chart, empty } = await report.read(as(house.admin.user), window, undefined)
    expect(empty).toBe(false)
    expect(chart.bars.length).toBeGreaterThan(3)
    for (const { columns, rows, total, label } of tables) {
      expect(rows.length, label).toBeGreaterThan(0)
      for (const { cells } of rows) expect(cells, label).toHaveLength(columns.length)
      for (const [index, { kind }] of columns.entries())
        if (total !== undefined && (kind === 'count' || kind === 'cents'))
          expect(total[index], `${label} ${columns[index]?.head}`).toBe(
            rows.reduce((sum, { cells }) => sum + Number(cells[index]), 0),
          )
    }
  }
})
