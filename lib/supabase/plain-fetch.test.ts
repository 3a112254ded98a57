import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainFetch } from './plain-fetch.ts'

const BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00, 0xc3, 0x28])
let server: Server
let origin = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? ''
    if (path.includes('/storage/')) return void response.end(BYTES)
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      if (path.includes('void')) return void response.writeHead(204).end()
      const refused = path.includes('refused')
      response.writeHead(refused ? 409 : 200, { 'content-type': 'application/json', 'content-range': '0-1/2' })
      const { method, headers } = request
      response.end(JSON.stringify({ method, body, apikey: headers.apikey, words: 'Señor Łódź 測試' }))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  origin = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : ''
})
afterAll(() => new Promise((done) => server.close(done)))

const seen = async (answer: Response) => ({
  status: answer.status,
  type: answer.headers.get('content-type'),
  range: answer.headers.get('content-range'),
  text: await answer.text(),
})

test.each([
  ['GET', 'customers?select=*', undefined],
  ['POST', 'rpc/save', '{"name":"Señor Łódź 測試"}'],
  ['PATCH', 'refused', '{}'],
  ['DELETE', 'void', undefined],
  ['HEAD', 'customers', undefined],
])('%s of the tables and functions is answered as by the real one', async (method, path, body) => {
  const init = { method, headers: { apikey: 'k', 'content-type': 'application/json' }, ...(body ? { body } : {}) }
  const address = `${origin}/rest/v1/${path}`
  expect(await seen(await plainFetch(address, init))).toEqual(await seen(await fetch(address, init)))
})

test('a file arrives byte for byte', async () => {
  const answer = await plainFetch(`${origin}/storage/v1/object/company-files/a.png`)
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(BYTES)
})

test('a server that is away is a failure, and so is a call taken back', async () => {
  await expect(plainFetch('http://127.0.0.1:1/rest/v1/customers')).rejects.toThrow()
  await expect(plainFetch(`${origin}/rest/v1/customers`, { signal: AbortSignal.abort() })).rejects.toThrow()
})
