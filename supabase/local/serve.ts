import { realpathSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { busyPort } from './ports.ts'
import { printable, Sentence, systemCode } from './sentence.ts'

/**
 * The app's own front in the embedded stack: Next in this process behind a plain HTTP server that takes out what a
 * client must not say. Next fills X-Forwarded-For only where it is absent, so without this anybody could choose his address.
 * Run as a child of bin/demo.mjs: `node supabase/local/serve.ts [--dev]` with PORT; it ends when its parent does.
 */
const FORGEABLE =
  /^(x-forwarded-|x-middleware-|x-real-ip$|forwarded$|x-invoke-|x-vercel-|cf-connecting-ip$|true-client-ip$)/

/** Larger than the largest upload of ours; a route sets its own smaller limits. */
const BODY_LIMIT = 64 * 1024 * 1024
/** An archive of a large company comes back whole; its route reads it to disk as it arrives. */
const ARCHIVE_LIMIT = 4 * 1024 ** 3
const limitOf = (url = ''): number => (url === '/api/account/archive' ? ARCHIVE_LIMIT : BODY_LIMIT)

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Makes a request say only what is true: its address from the socket, no hop or routing headers of the client's own. */
export function cleanHeaders(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers)) if (FORGEABLE.test(name)) delete request.headers[name]
  request.headers['x-forwarded-for'] = request.socket.remoteAddress ?? '127.0.0.1'
}

/** The HTTP server in front of a handler: right host, bounded body, true headers. */
export function createFront(handle: Handler, hosts: ReadonlySet<string>): Server {
  const server = createServer((request, response) => {
    // A name that was re-pointed to this machine would make a stranger's page "same origin".
    if (!hosts.has((request.headers.host ?? '').toLowerCase())) return refuse(response, 421, 'Unknown host')
    if (Number(request.headers['content-length'] ?? 0) > limitOf(request.url)) return refuse(response, 413, 'Too large')
    if (request.headers['transfer-encoding'] !== undefined) boundBody(request)
    cleanHeaders(request)
    handle(request, response).catch((error: unknown) => {
      // The client left, or was cut off above.
      if (request.destroyed && !request.complete) return
      console.error(error)
      if (!response.headersSent) refuse(response, 500, 'Internal error')
      else response.destroy()
    })
  })
  server.keepAliveTimeout = 10_000
  server.headersTimeout = 20_000
  return server
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
  response.end(`${words}\n`)
}

/** A body of unstated length is cut off at the limit, without reading it ahead of whoever wants it. */
function boundBody(request: IncomingMessage): void {
  const push = request.push.bind(request)
  let seen = 0
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    seen += chunk?.length ?? 0
    if (seen > limitOf(request.url)) {
      request.destroy()
      return false
    }
    return push(chunk, encoding)
  }
}

/**
 * A server asks for the same pages for weeks: what V8 has compiled stays. Else each large collection drops hundreds of
 * functions whose objects nobody held just then, and they are compiled again.
 */
function keepCompiled(): void {
  setFlagsFromString('--no-flush-bytecode')
  setFlagsFromString('--retain-maps-for-n-gc=1000')
}

async function main(): Promise<void> {
  keepCompiled()
  const port = Number(process.env.PORT ?? 3000)
  const dev = process.argv.includes('--dev')
  const dir = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? process.cwd()
  // Listens before Next is ready, so that a busy port is known at once.
  let ready: Handler | undefined
  const waiting: (() => void)[] = []
  const hosts = new Set([`localhost:${port}`, `127.0.0.1:${port}`])
  const origin = process.env.APP_ORIGIN
  if (origin !== undefined && URL.canParse(origin)) hosts.add(new URL(origin).host)
  const server = createFront(async (request, response) => {
    if (!ready) await new Promise<void>((go) => waiting.push(go))
    await ready?.(request, response)
  }, hosts)
  await new Promise<void>((done, fail) => {
    server.once('error', (error) => fail(systemCode(error) === 'EADDRINUSE' ? busyPort(port, 'app') : error))
    server.listen(port, '127.0.0.1', done)
  })
  const { default: next } = await import('next')
  const app = next({ dev, dir, hostname: 'localhost', port, httpServer: server })
  await app.prepare()
  ready = app.getRequestHandler()
  for (const go of waiting.splice(0)) go()
  process.send?.({ ready: true })

  let leaving = false
  const leave = (): void => {
    if (leaving) return
    leaving = true
    // Requests under way get a moment to finish; then the process goes, whatever still holds it.
    setTimeout(() => process.exit(0), 3000).unref()
    server.close(() => process.exit(0))
    server.closeIdleConnections()
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
  process.on('disconnect', leave)
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename) {
  main().catch((error: unknown) => {
    process.send?.({ failed: printable(error) })
    if (!process.send || !(error instanceof Sentence)) console.error(printable(error))
    process.exit(1)
  })
}
