import { RelationNotFoundError } from '@supabase/lite'
import { createPostgresConnection, PostgresConnection } from '@supabase/lite/postgres'
import { literal } from './literal.ts'
import { callSql, type PlainFunction, readPlainFunctions } from './plain-functions.ts'
import { asPostgrestError, isExpected } from './rest-errors.ts'
import { ROLE_TIMEOUTS } from './system-schema.ts'

type Introspection = Awaited<ReturnType<PostgresConnection['introspect']>>
type WithContext = PostgresConnection['withContext']
type Vars = Parameters<WithContext>[0]
type Options = Parameters<WithContext>[2]
type Database = PostgresConnection['kysely']

/** Settings of a function that PostgREST applies to its whole call. */
const HOISTED = new Set(['statement_timeout', 'lock_timeout'])

/**
 * The package's PostgreSQL connection with its dangers taken out and its round trips put together:
 * it never grants anything, signs in as a role with no rights of its own, reads the catalogue through another connection,
 * applies role and function timeouts as PostgREST does, and rolls back what was answered with an error.
 */
export class GatewayConnection extends PostgresConnection {
  readonly #catalogue: PostgresConnection
  #reading: Promise<Introspection> | undefined
  #functionSettings: Promise<Map<string, [string, string][]>> | undefined
  #plainFunctions: Promise<Map<string, PlainFunction>> | undefined

  constructor(urls: { gateway: string; catalogue: string }, connections: number) {
    super({
      url: urls.gateway,
      postgresOptions: {
        max: connections,
        onnotice: () => undefined,
        connection: { TimeZone: 'UTC', standard_conforming_strings: 'on', application_name: 'gateway' },
        types: { json: jsonType(114), jsonb: jsonType(3802) },
      },
    })
    this.#catalogue = createPostgresConnection({
      url: urls.catalogue,
      postgresOptions: { max: 1, onnotice: () => undefined, connection: { application_name: 'gateway catalogue' } },
    })
    // 'unknown' makes the package GRANT ALL on every schema with an RLS table at its first request.
    Object.assign(this, { rlsState: 'active' })
    this.#reuseStatements()
  }

  /** Forgets the schema; also on `notify pgrst, 'reload schema'`, like PostgREST. */
  async listenForReloads(): Promise<void> {
    await this.#catalogue.driver.listen('pgrst', () => void this.clearSchemaCache())
  }

  override async clearSchemaCache(): Promise<void> {
    this.#reading = undefined
    this.#functionSettings = undefined
    this.#plainFunctions = undefined
    await super.clearSchemaCache()
  }

  override async introspect(options?: { useCache?: boolean }): Promise<Introspection> {
    if (options?.useCache !== true || !this.#reading) {
      const reading = this.#catalogue.introspect().then((found) => {
        // The package reads the text of every view at every request, to guess types that PostgreSQL has told it already.
        if (found.tables.length > 0) return { ...found, views: found.views.map((view) => ({ ...view, sql: '' })) }
        this.#reading = undefined
        throw new Error('the catalogue could not be read')
      })
      this.#reading = reading
      reading.catch(() => (this.#reading = undefined))
    }
    return await this.#reading
  }

  override async withContext<T>(vars: Vars, run: (db: Database) => Promise<T>, options?: Options): Promise<T> {
    const open = options?.transaction
    if (open) {
      if (options.forceRollback) throw new Error('Cannot force rollback an existing transaction')
      if (vars) await raw(open, await this.#contextSql(vars, options))
      return run(open)
    }
    if (!vars && options?.forceRollback !== true) return run(this.kysely)
    const context = vars ? await this.#contextSql(vars, options) : ''
    return this.kysely.connection().execute(async (db) => {
      let keep = false
      // The transaction, the caller's role and claims as one simple query, sent along with the first statement. If it
      // fails, the transaction is aborted and refuses what follows; the role signed in as could do nothing anyway.
      const opened = raw(db, `begin; ${context}`)
      try {
        const [begun, ran] = await Promise.allSettled([opened, run(db)])
        if (begun.status === 'rejected') throw begun.reason
        if (ran.status === 'rejected') throw ran.reason
        const result = ran.value
        keep = options?.forceRollback !== true && !mustRollBack(result, options)
        return result
      } finally {
        await raw(db, keep ? 'commit' : 'rollback')
      }
    })
  }

  /** The function of that name, if it is the only one, takes named values of PostgreSQL's own types and gives one back. */
  async plainFunction(name: string): Promise<PlainFunction | undefined> {
    this.#plainFunctions ??= readPlainFunctions(this.#catalogue.driver)
    return (await this.#plainFunctions).get(name)
  }

  /**
   * Calls it for the caller in one transaction and one message: PostgreSQL takes the statements of a message as one
   * transaction, which it commits after the last and rolls back when any of them fails. The answer as JSON text, null for
   * none; undefined when these are not its arguments.
   */
  async callPlain(
    called: PlainFunction,
    names: readonly string[],
    body: string,
    claims: { role: string; sub?: string },
    requestHeaders: Record<string, string>,
  ): Promise<string | null | undefined> {
    const call = callSql(called, names, body)
    if (call === undefined) return undefined
    const path = `/rpc/${called.name}`
    const context = await this.#contextSql(
      { auth: { uid: claims.sub ?? null, role: claims.role, jwt: claims } },
      { rpc: { method: 'POST', path, readOnly: false, requestHeaders } },
    )
    const [, answered] = await this.driver.unsafe<[unknown, { answer: string | null }[]]>(`${context} ${call}`)
    return called.returns === 'void' ? null : (answered[0]?.answer ?? 'null')
  }

  override normalizeDbError(error: unknown): unknown {
    const answer = asPostgrestError(error)
    const expected = isExpected(error) || error instanceof RelationNotFoundError
    if (expected && typeof answer === 'object' && answer !== null) quiet.add(answer)
    return answer
  }

  override async close(): Promise<void> {
    await this.#catalogue.driver.end({ timeout: 2 })
    await this.driver.end({ timeout: 2 })
  }

  async #contextSql(vars: NonNullable<Vars>, options: Options): Promise<string> {
    const auth = record(vars.auth)
    const role = typeof auth.role === 'string' && auth.role !== '' ? auth.role : 'anon'
    const claims = record(auth.jwt)
    const settings: [string, string][] = [
      ['role', role],
      ['request.jwt.claim.sub', textOf(auth.uid)],
      ['request.jwt.claim.role', role],
      ['request.jwt.claim.email', textOf(claims.email)],
      ['request.jwt.claims', JSON.stringify({ ...claims, role })],
      ['storage.operation', textOf(record(vars.storage).operation)],
      ['statement_timeout', timeoutOf(role)],
    ]
    const call = options?.rpc
    if (call) {
      settings.push(
        ['response.status', ''],
        ['response.headers', ''],
        ['request.method', call.method],
        ['request.path', call.path],
        ['request.headers', JSON.stringify(call.requestHeaders ?? {})],
        ...(await this.#settingsOf(call)),
      )
      if (call.readOnly) settings.push(['transaction_read_only', 'on'])
    }
    return `select ${settings.map(([name, value]) => `set_config('${name}', ${literal(value)}, true)`).join(', ')};`
  }

  async #settingsOf(call: NonNullable<NonNullable<Options>['rpc']>): Promise<[string, string][]> {
    this.#functionSettings ??= this.#readFunctionSettings()
    const headers = call.requestHeaders ?? {}
    const schema = headers['content-profile'] ?? headers['accept-profile'] ?? 'public'
    const name = decodeURIComponent(call.path.replace(/^\/rpc\//, ''))
    return (await this.#functionSettings).get(`${schema}.${name}`) ?? []
  }

  async #readFunctionSettings(): Promise<Map<string, [string, string][]>> {
    const rows = await this.#catalogue.driver<{ name: string; settings: string[] }[]>`
      select n.nspname || '.' || p.proname as name, p.proconfig as settings
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.proconfig is not null and n.nspname not in ('pg_catalog', 'information_schema')`
    return new Map(
      rows.map((row) => [
        row.name,
        row.settings.flatMap((setting): [string, string][] => {
          const at = setting.indexOf('=')
          const key = setting.slice(0, at)
          return HOISTED.has(key) ? [[key, setting.slice(at + 1)]] : []
        }),
      ]),
    )
  }

  /** The package sends every statement unprepared, which costs a second round trip each time; short ones are worth keeping. */
  #reuseStatements(): void {
    const reserve = this.driver.reserve.bind(this.driver)
    this.driver.reserve = async () => {
      const reserved = await reserve()
      const unsafe = reserved.unsafe.bind(reserved)
      const prepared: typeof unsafe = (query, parameters, how) => {
        const few = parameters !== undefined && parameters.length > 0 && parameters.length <= 60
        return unsafe(query, parameters, few ? { prepare: true, ...how } : how)
      }
      return Object.assign(reserved, { unsafe: prepared })
    }
  }
}

/** Errors that were answered to the caller and need no line on the console; the package prints them all. */
const quiet = new WeakSet<object>()
const consoleError = console.error.bind(console)
console.error = (...parts: unknown[]) => {
  if (parts.some((part) => typeof part === 'object' && part !== null && (quiet.has(part) || isSpentAddress(part))))
    return
  consoleError(...parts)
}

/** A signed address of a file that has expired or was changed: the caller hears it, the log need not. */
function isSpentAddress(error: object): boolean {
  return 'code' in error && /^ERR_(JWT|JWS|JOSE)_/.test(String(error.code))
}

function timeoutOf(role: string): string {
  if (role === 'anon') return ROLE_TIMEOUTS.anon
  return ROLE_TIMEOUTS.authenticated
}

/**
 * PostgREST rolls back whatever it answers with an error, a wrong number of rows included. A function may set its own
 * response.status and still mean its writes, so of a call only the wrong number of rows is taken back.
 */
function mustRollBack(result: unknown, options: Options): boolean {
  if (!(result instanceof Response)) return false
  return options?.rpc ? result.status === 406 : result.status >= 400
}

async function raw(db: Database, text: string): Promise<void> {
  await db.executeQuery({
    sql: text,
    parameters: [],
    query: { kind: 'RawNode', sqlFragments: [text], parameters: [] },
    queryId: QUERY_ID,
  })
}

const QUERY_ID = { queryId: 'gateway' }

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/**
 * The package hands JSON over as text it has already written in some places (rpc arguments, user metadata) and as values
 * in others; the driver would write the text once more, so that a function received a JSON string instead of its object.
 * What cannot be told apart any more: a bare JSON string that itself reads as JSON ("12") arrives as the number.
 */
function jsonType(oid: number): {
  to: number
  from: number[]
  serialize: (value: unknown) => string
  parse: (text: string) => unknown
} {
  return {
    to: oid,
    from: [oid],
    serialize: (value) => (typeof value === 'string' && looksWritten(value) ? value : JSON.stringify(value)),
    parse: (text) => JSON.parse(text),
  }
}

function looksWritten(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
