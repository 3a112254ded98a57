import { request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFront } from '../supabase/local/serve.ts'

let server: Server
let port = 0
let received: Record<string, unknown> = {}

beforeAll(async () => {
  const hosts = new Set<string>()
  server = createFront(async (incoming, outgoing) => {
    received = { ...incoming.headers }
    let size = 0
    for await (const chunk of incoming) size += chunk.length
    outgoing.end(String(size))
  }, hosts)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
  hosts.add(`localhost:${port}`)
})

afterAll(() => server.close())

function call(
  headers: Record<string, string>,
  body?: (write: (chunk: Buffer) => void) => void,
): Promise<number | 'cut off'> {
  return new Promise((done) => {
    const method = body ? 'POST' : 'GET'
    const asked = request(
      { port, host: '127.0.0.1', method, headers: { host: `localhost:${port}`, ...headers } },
      (answer) => {
        answer.resume()
        done(answer.statusCode ?? 0)
      },
    )
    asked.on('error', () => done('cut off'))
    body?.((chunk) => asked.write(chunk))
    asked.end()
  })
}

test('a client cannot choose its address, nor steer the routing', async () => {
  const forged = {
    'X-Forwarded-For': '6.6.6.6',
    'x-forwarded-host': 'evil.example',
    'X-Forwarded-Proto': 'https',
    'x-real-ip': '6.6.6.6',
    forwarded: 'for=6.6.6.6',
    'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy',
    'x-vercel-ip-country': 'US',
    'cf-connecting-ip': '6.6.6.6',
  }
  expect(await call({ ...forged, accept: 'text/html', cookie: 'a=b' })).toBe(200)
  expect(received).toEqual({
    host: `localhost:${port}`,
    accept: 'text/html',
    cookie: 'a=b',
    connection: 'keep-alive',
    'x-forwarded-for': '127.0.0.1',
  })
})

test('a name that was re-pointed to this machine gets nothing', async () => {
  expect(await call({ host: 'evil.example' })).toBe(421)
})

test('bodies end at 64 MiB, with and without a stated length', async () => {
  const megabytes = (count: number) => (write: (chunk: Buffer) => void) => {
    for (let sent = 0; sent < count; sent += 1) write(Buffer.alloc(1024 * 1024))
  }
  expect(await call({ 'transfer-encoding': 'chunked' }, megabytes(3))).toBe(200)
  expect(await call({ 'content-length': String(65 * 1024 * 1024) }, () => undefined)).toBe(413)
  expect(await call({ 'transfer-encoding': 'chunked' }, megabytes(66))).toBe('cut off')
})
