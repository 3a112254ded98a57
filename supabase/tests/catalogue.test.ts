import { expect, test } from 'vitest'
import { readCatalogue } from './catalogue.ts'
import { admin, db } from './harness.ts'
import { lint } from './lint.ts'
import { FUNCTIONS, TABLES } from './role-matrix.ts'
import { refusalFrom } from '../../lib/errors.ts'

/** The shape of the database: ASSURANCE T5, and the names its errors carry. */

test('no rule of the catalogue is broken', async () => {
  expect(await lint(admin())).toEqual([])
})

test('the matrix names every table and every function, and nothing else', async () => {
  const catalogue = await readCatalogue(db())
  const functions = catalogue.routines
    .filter((routine) => routine.schema === 'public' && !routine.trigger)
    .map((routine) => routine.name)
  expect(Object.keys(TABLES).sort()).toEqual(catalogue.tables.map((table) => table.name).sort())
  expect(Object.keys(FUNCTIONS).sort()).toEqual([...new Set(functions)].sort())
  expect(new Set(functions).size, 'a function has two signatures').toBe(functions.length)
})

/** Names a person can never meet, and why. Choices (a column that must be one of a list) are left out by their definition. */
const INTERNAL: { name: RegExp; because: string }[] = [
  {
    name: /^invoices_(number|sent|void|balance|link|credits)$/,
    because: 'nobody writes a number, a state or a sum: our functions do, and refuse by name',
  },
  {
    name: /^deficiencies_|^quotes_(sent|answered|link|deficiency|invoice|answered_from)$/,
    because: 'written by our functions alone, which ask first',
  },
  {
    name: /^invoice_lines_(amount|invoice|test_record|billed_once|credits|tax_rounding)$|^payments_(invoice|reversed)$/,
    because: 'written by our functions alone, which ask first',
  },
  { name: /_pkey$/, because: 'ids are made at random, or by a form that asks again with the same one' },
  {
    name: /_company_id_fkey$|_user_id_fkey$|_district_id_fkey$|^invitations_token$|^profiles_one_per_person$/,
    because: 'the value is our own, not typed by anybody',
  },
  { name: /_(created_by|committed_by|undone_by|override_by|tester|profile)$/, because: 'the person is whoever asks' },
  {
    name: /_(photo|logo|file|certificate|signature|report)$|^files_(path_is_ours|sha256)$|^imports_one_per_file$/,
    because: 'the file was stored a moment before, by us',
  },
  {
    name: /^test_records_(client|device|gauge|licence|supersedes|superseded_by|signed_is_certified|against_verdict)$|^test_readings_record$/,
    because: 'record_test() asks first and refuses by name',
  },
  {
    name: /^(device_history_device|devices_replaced_by|import_rows_import|import_mappings_signature|districts_slug)$/,
    because: 'written by our functions alone',
  },
  {
    name: /^(work_order_devices|visit_events)_|^scheduled_jobs_(one_open|assigned_although)$/,
    because: 'plan_visits() and the functions of a visit ask first and refuse by name',
  },
  { name: /^customer_locations_(latitude|longitude|position)$/, because: 'move_pin() asks first and refuses by name' },
  {
    name: /^portal_people_(accepted|customer|once|token)$|^portal_requests_(changes|closed|closed_by|customer|days|location|work_order)$/,
    because: 'the functions of the portal ask first and refuse by name',
  },
  { name: /^support_grants_length$/, because: 'grant_support() asks first and refuses by name' },
  { name: /^saved_views_page$/, because: 'the path of the page one is on' },
]

test('every constraint a person may run into has a field and a sentence', async () => {
  const rows = await db()<{ name: string; table: string }[]>`
    select k.conname::text as name, c.relname::text as "table" from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace and k.contype in ('c', 'f', 'u', 'p', 'x')
      and (k.contype <> 'c' or pg_get_constraintdef(k.oid) !~ '^CHECK \\(\\((\\w+ = ANY \\(ARRAY|\\w+ <@ ARRAY|\\w+ = ''\\w+''::text)')
    union
    select i.indexrelid::regclass::text, c.relname from pg_index i join pg_class c on c.oid = i.indrelid where i.indisunique and c.relnamespace = 'public'::regnamespace
    order by 2, 1`
  const silent = rows.filter((row) => {
    const refusal = refusalFrom({ code: '23514', message: `new row violates check constraint "${row.name}"` })
    return (refusal?.field ?? '') === '' && !INTERNAL.some((one) => one.name.test(row.name))
  })
  expect(silent.map((row) => `${row.table}: ${row.name}`)).toEqual([])
})

test('every code the database refuses with has a sentence', async () => {
  const { routines } = await readCatalogue(db())
  const codes = new Set(
    routines.flatMap((routine) =>
      [...routine.source.matchAll(/private\.refuse\(\s*(?:case[^']*?then )?'([a-z_]+)'/g)].map(
        (match) => match[1] ?? '',
      ),
    ),
  )
  // A list, filter or order that does not exist is our own mistake, never a person's.
  const ours = ['list_unknown', 'filter_unknown', 'sort_unknown']
  const silent = [...codes].filter(
    (code) => !ours.includes(code) && refusalFrom({ code: 'FT001', message: code }) === null,
  )
  expect(codes.size).toBeGreaterThan(30)
  expect(silent).toEqual([])
})
