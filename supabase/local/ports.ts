import { createServer } from 'node:net'
import { Sentence, systemCode } from './sentence.ts'

export type Ports = { app: number; gateway: number; database: number }

/** The environment variable that chooses each port, named in the sentence about a busy one. */
export const PORT_VARIABLES = {
  app: 'PORT',
  gateway: 'FLOWTRACK_GATEWAY_PORT',
  database: 'FLOWTRACK_DB_PORT',
} as const satisfies Record<keyof Ports, string>

const PORT_WORDS = { app: 'the app', gateway: 'the local gateway', database: 'the local database' } as const

const DEFAULTS: Ports = { app: 3000, gateway: 54321, database: 54322 }

/** Reads the three ports from the environment (defaults 3000, 54321, 54322); a value that is no port is a sentence. */
export function portsFrom(environment: Readonly<Record<string, string | undefined>>): Ports {
  const read = (which: keyof Ports): number => {
    const text = environment[PORT_VARIABLES[which]]
    if (text === undefined || text === '') return DEFAULTS[which]
    const port = Number(text)
    if (Number.isInteger(port) && port > 0 && port < 65_536) return port
    throw new Sentence(`${PORT_VARIABLES[which]}=${text} is not a port: choose a whole number from 1 to 65535.`)
  }
  return { app: read('app'), gateway: read('gateway'), database: read('database') }
}

/** Throws a sentence when something else already listens on the port of 127.0.0.1. */
export async function assertPortFree(port: number, which: keyof Ports): Promise<void> {
  const error = await tryToListen(port)
  if (!error) return
  if (systemCode(error) === 'EADDRINUSE') throw busyPort(port, which)
  if (systemCode(error) === 'EACCES') {
    throw new Sentence(
      `Port ${port} for ${PORT_WORDS[which]} needs administrator rights: choose a port above 1023 with ${PORT_VARIABLES[which]}=${port + 10_000}.`,
    )
  }
  throw error
}

/** The sentence about a busy port. */
export function busyPort(port: number, which: keyof Ports): Sentence {
  const hint = which === 'app' ? ` or --port ${port + 1}` : ''
  return new Sentence(
    `Port ${port} for ${PORT_WORDS[which]} is already in use: stop the program that uses it, or choose another port with ${PORT_VARIABLES[which]}=${port + 1}${hint}.`,
  )
}

function tryToListen(port: number): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', resolve)
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(undefined)))
  })
}

/** Asks the system for free ports of 127.0.0.1 (for tests). */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all([0, 0, 0].map(listenAnywhere))
  const [app, gateway, database] = servers.map((server) => server.port)
  await Promise.all(servers.map((server) => server.close()))
  if (app === undefined || gateway === undefined || database === undefined) throw new Error('no free ports')
  return { app, gateway, database }
}

function listenAnywhere(): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address()
      if (address === null || typeof address === 'string') return reject(new Error('no port'))
      resolve({ port: address.port, close: () => new Promise((done) => server.close(() => done())) })
    })
  })
}
