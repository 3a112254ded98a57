import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PgliteConnection } from '@supabase/lite/pglite'
import { busyPort } from './ports.ts'
import type { RunningPostgres } from './postgres.ts'
import { Sentence, systemCode } from './sentence.ts'

type Pglite = PgliteConnection['driver']

/** Extensions our migrations use; PGlite wants them named when it starts. */
const EXTENSIONS = ['pg_trgm', 'btree_gin', 'pgcrypto']

/**
 * The fallback where PostgreSQL's programs do not run: PGlite (PostgreSQL as WebAssembly) in this process, behind the
 * wire protocol, so that everything else stays as it is. It has one session, which connections take in turns, whole
 * transactions at a time, each as its own user. For looking at the project, not for work: slow, no timeouts, no NOTIFY.
 */
export async function startPglite(options: {
  dataDir: string
  port: number
  /** Password per user; the first is the superuser. */
  passwords: Record<string, string>
}): Promise<RunningPostgres> {
  const [superuser = 'postgres'] = Object.keys(options.passwords)
  const data = join(options.dataDir, 'pglite')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const { PGlite } = await import('@supabase/lite/pglite')
  const database = await PGlite.create({ dataDir: data, extensions: await loadExtensions() })
  await database.exec(`do $$ begin
    if not exists (select 1 from pg_roles where rolname = '${superuser}') then create role ${superuser} login superuser; end if; end $$`)
  const session = createSession(database)
  const server = createServer((socket) => serveConnection(socket, session, options.passwords))
  await listen(server, options.port)
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return {
    adminUrl: `postgres://${superuser}:${encodeURIComponent(options.passwords[superuser] ?? '')}@127.0.0.1:${options.port}/postgres`,
    port: options.port,
    data,
    fresh: false,
    died: new Promise<Sentence>(() => undefined),
    stop: async () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      await session.take(undefined, () => database.close())
    },
  }
}

async function loadExtensions(): Promise<Record<string, never>> {
  const require = createRequire(import.meta.resolve('@supabase/lite'))
  const found: Record<string, never> = {}
  for (const name of EXTENSIONS) {
    const path = require.resolve(`@electric-sql/pglite/contrib/${name}`).replace(/\.cjs$/, '.js')
    Object.assign(found, await import(pathToFileURL(path).href))
  }
  return found
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error) => fail(systemCode(error) === 'EADDRINUSE' ? busyPort(port, 'database') : error))
    server.listen(port, '127.0.0.1', done)
  })
}

type Session = {
  /** Runs while nobody else does, as the user; waits its turn. */
  take<T>(user: string | undefined, run: (send: (message: Uint8Array) => Promise<Uint8Array>) => Promise<T>): Promise<T>
}

function createSession(database: Pglite): Session {
  let last: Promise<unknown> = Promise.resolve()
  let current: string | undefined
  return {
    take: (user, run) => {
      const turn = last.then(async () => {
        if (user !== undefined && user !== current) {
          await database.exec(
            `reset session authorization; reset all; set session authorization ${user}; set timezone = 'UTC'`,
          )
          current = user
        }
        return run((message) => database.execProtocolRaw(message))
      })
      last = turn.catch(() => undefined)
      return turn
    },
  }
}

/** One client: password, then its messages; a turn lasts until the database says it is in no transaction. */
function serveConnection(socket: Socket, session: Session, passwords: Record<string, string>): void {
  let pending = Buffer.alloc(0)
  let user: string | undefined
  let signedIn = false
  const inbox: Buffer[] = []
  let wake: (() => void) | undefined
  let closed = false
  const close = (): void => {
    closed = true
    wake?.()
  }
  socket.on('error', close)
  socket.on('close', close)
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk])
    for (;;) {
      const head = user === undefined ? 0 : 1
      if (pending.length < head + 4) break
      const length = head + pending.readUInt32BE(head)
      if (pending.length < length) break
      const message = pending.subarray(0, length)
      pending = pending.subarray(length)
      if (user === undefined) user = greet(socket, message)
      else if (!signedIn) signedIn = checkPassword(socket, message, user, passwords)
      else inbox.push(message)
    }
    wake?.()
  })
  const next = async (): Promise<Buffer | undefined> => {
    while (inbox.length === 0 && !closed) await new Promise<void>((go) => (wake = go))
    return inbox.shift()
  }
  const serve = async (): Promise<void> => {
    for (;;) {
      const first = await next()
      if (first === undefined || first[0] === TERMINATE) return
      await session.take(user, async (send) => {
        let message: Buffer | undefined = first
        let idle = false
        while (message !== undefined && message[0] !== TERMINATE) {
          const answer = Buffer.from(await send(message))
          if (answer.length > 0) socket.write(answer)
          const state = stateAfter(answer)
          if (state !== undefined) idle = state === IDLE
          if (idle && state !== undefined) return
          message = await next()
        }
        // The client left in the middle: what it had begun is undone.
        if (!idle) await send(query('rollback'))
      })
    }
  }
  void serve()
    .catch((error: unknown) => console.error(error))
    .finally(() => socket.end())
}

const TERMINATE = 'X'.charCodeAt(0)
const READY = 'Z'.charCodeAt(0)
const IDLE = 'I'.charCodeAt(0)
const SSL_REQUEST = 80_877_103

function greet(socket: Socket, message: Buffer): string | undefined {
  if (message.readUInt32BE(4) === SSL_REQUEST) {
    socket.write('N')
    return undefined
  }
  const words = message.subarray(8).toString('utf8').split('\0')
  const user = words[words.indexOf('user') + 1] ?? ''
  socket.write(packet('R', int32(3)))
  return user
}

function checkPassword(socket: Socket, message: Buffer, user: string, passwords: Record<string, string>): boolean {
  const given = message.subarray(5, message.length - 1).toString('utf8')
  if (!Object.hasOwn(passwords, user) || passwords[user] !== given) {
    const fields = [`SFATAL`, `VFATAL`, `C28P01`, `Mpassword authentication failed`]
      .map((field) => `${field}\0`)
      .join('')
    socket.end(packet('E', Buffer.from(`${fields}\0`)))
    return false
  }
  const settings = {
    server_version: '17.5',
    client_encoding: 'UTF8',
    standard_conforming_strings: 'on',
    integer_datetimes: 'on',
    TimeZone: 'UTC',
  }
  socket.write(
    Buffer.concat([
      packet('R', int32(0)),
      ...Object.entries(settings).map(([name, value]) => packet('S', Buffer.from(`${name}\0${value}\0`))),
      packet('K', Buffer.concat([int32(1), int32(1)])),
      packet('Z', Buffer.from('I')),
    ]),
  )
  return true
}

/** The transaction state of the last "ready" in an answer, undefined when there is none. */
function stateAfter(answer: Buffer): number | undefined {
  let state: number | undefined
  for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readUInt32BE(at + 1)) {
    if (answer[at] === READY) state = answer[at + 5]
  }
  return state
}

function packet(kind: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

const query = (text: string): Buffer => packet('Q', Buffer.from(`${text}\0`))
