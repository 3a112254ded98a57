import { expect, test } from 'vitest'
import { admin } from './harness.ts'

/** Export, sweep and residue scan read private.column_rules: a column nobody classified would be forgotten by all three. */

test('every column of every table is classified', async () => {
  const rows = await admin()<{ column: string }[]>`
    select c.oid::regclass || '.' || a.attname as column
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p')
      and not exists (select from private.column_rules r where r.table_name = c.oid and r.column_name = a.attname)
    order by 1`
  expect(rows.map((row) => row.column)).toEqual([])
})

test('no rule names a column that is gone, and no secret leaves', async () => {
  const rows = await admin()<{ column: string }[]>`
    select r.table_name::text || '.' || r.column_name as column
    from private.column_rules r
    where not exists (
        select from pg_attribute a where a.attrelid = r.table_name and a.attname = r.column_name and not a.attisdropped)
      or (r.column_name ~ '(token|secret|password)' and r.leaves <> 'left out')`
  expect(rows.map((row) => row.column)).toEqual([])
})

test('a row that is deleted is deleted whole; only a row that stays has columns kept, emptied or frozen', async () => {
  const rows = await admin()<{ table: string }[]>`
    select r.table_name::text as table from private.column_rules r
    group by 1 having bool_or(r.erasure in ('deleted', 'folded')) and not bool_and(r.erasure in ('deleted', 'folded'))`
  expect(rows).toEqual([])
})

test('what is made anew when an archive comes back has an expression, and what must be there has a value', async () => {
  const rows = await admin()<{ column: string }[]>`
    select r.table_name::text || '.' || r.column_name as column
    from private.column_rules r
    join pg_attribute a on a.attrelid = r.table_name and a.attname = r.column_name
    where r.table_name in (select o.table_name from private.column_rules o where o.leaves = 'as it is') and r.table_name <> 'public.companies'::regclass
      and private.archive_value(r.table_name, r.column_name, r.comes_back, 'company_id', false) is null
      and (r.comes_back = 'made anew' or r.comes_back = 'not at all' and a.attnotnull and not a.atthasdef)
    order by 1`
  expect(rows.map((row) => row.column)).toEqual([])
  const secrets = await admin()<{ column: string }[]>`
    select r.table_name::text || '.' || r.column_name as column
    from private.column_rules r
    join pg_attribute a on a.attrelid = r.table_name and a.attname = r.column_name
    where r.leaves = 'left out' and a.attnotnull and not a.atthasdef and r.comes_back <> 'made anew'
      and r.table_name in (select o.table_name from private.column_rules o where o.leaves = 'as it is')`
  expect(secrets.map((row) => row.column)).toEqual([])
})
