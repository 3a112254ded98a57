import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { Sentence } from './sentence.ts'

export type Migration = { version: string; name: string; sql: string; hash: string }

/** The migrations of a folder, in the order of their numbers. */
export function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return files.sort().map((file) => {
    const [version, ...words] = file.replace(/\.sql$/, '').split('_')
    if (version === undefined || !/^\d+$/.test(version)) {
      throw new Sentence(`Migration ${file} does not start with a number: name it like 0010_customers.sql.`)
    }
    const sql = readFileSync(join(folder, file), 'utf8')
    return { version, name: words.join('_'), sql, hash: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * Applies what is new, each file in one transaction with its record in `supabase_migrations.schema_migrations`.
 * Until the first release migrations are edited in place: a recorded one that changed is a sentence that says how to reset.
 */
export async function migrate(databaseUrl: string, folder: string): Promise<{ applied: string[] }> {
  const migrations = readMigrations(folder)
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined, connection: { application_name: 'migrate' } })
  try {
    // Two starts at once: the second waits, even to create the schema, and then finds nothing to do.
    await sql`select pg_advisory_lock(4711, 2)`
    await sql.unsafe(`
      create schema if not exists supabase_migrations;
      create table if not exists supabase_migrations.schema_migrations (
        version text not null primary key, statements text[], name text, created_by text, idempotency_key text unique, rollback text[]);
    `)
    const rows = await sql<{ version: string; hash: string | null }[]>`
      select version, idempotency_key as hash from supabase_migrations.schema_migrations`
    const recorded = new Map(rows.map((row) => [row.version, row.hash]))
    assertUnchanged(migrations, recorded)
    const applied: string[] = []
    for (const migration of migrations) {
      if (recorded.has(migration.version)) continue
      await apply(sql, migration)
      applied.push(`${migration.version}_${migration.name}`)
    }
    if (applied.length > 0) await sql`notify pgrst, 'reload schema'`
    return { applied }
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function assertUnchanged(migrations: Migration[], recorded: Map<string, string | null>): void {
  const known = new Map(migrations.map((migration) => [migration.version, migration.hash]))
  const changed = [...recorded]
    .filter(([version, hash]) => known.get(version) !== hash?.slice(0, 64))
    .map(([version]) => version)
  const newest = [...recorded.keys()].sort().at(-1)
  const skipped = migrations.filter((one) => newest !== undefined && one.version < newest && !recorded.has(one.version))
  if (changed.length === 0 && skipped.length === 0) return
  throw new Sentence(
    `The local database was made by another version of this project (migrations ${[...changed, ...skipped.map((one) => one.version)].join(', ')} differ): reset it with npm run demo -- --reset, which deletes its data.`,
  )
}

async function apply(sql: postgres.Sql, migration: Migration): Promise<void> {
  try {
    await sql.begin(async (transaction) => {
      await transaction.unsafe(migration.sql)
      await transaction`
        insert into supabase_migrations.schema_migrations (version, name, statements, created_by, idempotency_key)
        values (${migration.version}, ${migration.name}, ${[migration.sql]}, 'local', ${migration.hash})`
    })
  } catch (error) {
    throw new Sentence(`Migration ${migration.version}_${migration.name}.sql failed: ${placeOf(error, migration.sql)}`)
  }
}

/** PostgreSQL names a character; a person wants the line. */
function placeOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error)
  const position = error instanceof Error && 'position' in error ? Number(error.position) : Number.NaN
  const where = error instanceof Error && 'where' in error ? ` (${String(error.where)})` : ''
  if (!Number.isInteger(position) || position < 1) return `${message}${where}`
  const line = text.slice(0, position).split('\n').length
  return `line ${line}: ${message}${where}`
}
