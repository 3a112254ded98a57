import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../local/migrate.ts'
import { withSql } from '../local/stack.ts'
import { db, disconnect, stack } from './harness.ts'

let [folder, name, url] = ['', '', '']

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flowtrack-migrations-'))
  name = `migrate_${randomUUID().slice(0, 8)}`
  await db().unsafe(`create database ${name}`)
  url = stack().dbUrl.replace(/\/postgres$/, `/${name}`)
})

afterEach(async () => {
  await db().unsafe(`drop database ${name} with (force)`)
  rmSync(folder, { recursive: true, force: true })
})

afterAll(disconnect)

const write = (file: string, sql: string): void => writeFileSync(join(folder, file), sql)
const tables = (): Promise<string[]> =>
  withSql(url, async (sql) => {
    const rows = await sql<
      { name: string }[]
    >`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
    return rows.map((row) => row.name)
  })

test('applies in the order of the numbers, once, and only what is new', async () => {
  write('0020_second.sql', 'create table second (id int references first (id));')
  write('0010_first.sql', 'create table first (id int primary key);')
  expect((await migrate(url, folder)).applied).toEqual(['0010_first', '0020_second'])
  expect((await migrate(url, folder)).applied).toEqual([])
  write('0030_third.sql', 'create table third (id int);')
  expect((await migrate(url, folder)).applied).toEqual(['0030_third'])
  expect(await tables()).toEqual(['first', 'second', 'third'])
})

test('a file that fails leaves nothing of itself, keeps the ones before, and its line is named', async () => {
  write('0010_first.sql', 'create table first (id int);')
  write('0020_broken.sql', 'create table half (id int);\ncreate table other (id int);\nselect nothing_like_this();')
  await expect(migrate(url, folder)).rejects.toThrow(/0020_broken\.sql failed: line 3: .*nothing_like_this/)
  expect(await tables()).toEqual(['first'])
})

test('a recorded migration that was changed, or one that appeared before it, says how to reset', async () => {
  write('0020_second.sql', 'create table second (id int);')
  await migrate(url, folder)
  write('0020_second.sql', 'create table second (id bigint);')
  await expect(migrate(url, folder)).rejects.toThrow(/migrations 0020 differ.*npm run demo -- --reset/)
  write('0020_second.sql', 'create table second (id int);')
  write('0010_first.sql', 'create table first (id int);')
  await expect(migrate(url, folder)).rejects.toThrow(/migrations 0010 differ/)
})

test('two starts at once apply everything once', async () => {
  write('0010_first.sql', 'create table first (id int); select pg_sleep(0.3);')
  const both = await Promise.all([migrate(url, folder), migrate(url, folder)])
  expect(both.flatMap((one) => one.applied)).toEqual(['0010_first'])
})
