import { createServer } from 'node:http'

/** Stripe as far as erasure speaks with it: customers that are there, were deleted, or never were. */
export type StripeStandIn = {
  url: string
  customers: Map<string, 'live' | 'deleted'>
  /** While true it answers 503 to everything. */
  down: boolean
  stop: () => Promise<void>
}

export async function startStripe(): Promise<StripeStandIn> {
  const customers = new Map<string, 'live' | 'deleted'>()
  const server = createServer((request, response) => {
    const answer = (status: number, body: object): void => {
      response
        .writeHead(status, { 'content-type': 'application/json', 'stripe-should-retry': 'false' })
        .end(JSON.stringify(body))
    }
    if (standIn.down) return answer(503, { error: { type: 'api_error', message: 'away' } })
    if (request.url?.startsWith('/v1/subscriptions')) return answer(200, { object: 'list', has_more: false, data: [] })
    const id = /^\/v1\/customers\/(\w+)$/.exec(request.url ?? '')?.[1] ?? ''
    const state = customers.get(id)
    const gone = state === undefined || (request.method === 'DELETE' && state === 'deleted')
    if (gone) return answer(404, { error: { type: 'invalid_request_error', code: 'resource_missing', message: id } })
    if (request.method === 'DELETE') customers.set(id, 'deleted')
    answer(200, { id, object: 'customer', ...(customers.get(id) === 'deleted' ? { deleted: true } : {}) })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const standIn: StripeStandIn = {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    customers,
    down: false,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return standIn
}
