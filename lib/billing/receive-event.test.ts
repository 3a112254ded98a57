import { expect, test } from 'vitest'
import { epochSeconds } from '../dates.ts'
import { BODY_LIMIT, receiveEvent } from './receive-event.ts'
import { signPayload } from './verify-signature.ts'

const SECRETS = ['whsec_new', 'whsec_old']
const text = JSON.stringify({ id: 'evt_1', type: 'invoice.paid', created: 1_800_000_000, data: { object: {} } })

function posted(
  body: string,
  header: string | null = signPayload(Buffer.from(body), 'whsec_new', epochSeconds()),
): Request {
  return new Request('http://localhost/api/webhooks/stripe', {
    method: 'POST',
    headers: header === null ? {} : { 'stripe-signature': header },
    body,
  })
}

/** Answers the status, and which events were applied. */
async function tried(request: Request, secrets = SECRETS, fails = false): Promise<[number, string[]]> {
  const applied: string[] = []
  const answer = await receiveEvent(request, secrets, async (event: { id: string }) => {
    applied.push(event.id)
    if (fails) throw new Error('the database is away')
    return 'applied'
  })
  return [answer.status, applied]
}

test('a signed event is applied and answered 200, with either secret', async () => {
  expect(await tried(posted(text))).toEqual([200, ['evt_1']])
  const old = signPayload(Buffer.from(text), 'whsec_old', epochSeconds())
  expect(await tried(posted(text, old))).toEqual([200, ['evt_1']])
})

test('a forged, stale, future-dated or altered one is 400, and nothing is applied', async () => {
  const at = (offset: number) => signPayload(Buffer.from(text), 'whsec_new', epochSeconds() + offset)
  for (const request of [
    posted(text, null),
    posted(text, signPayload(Buffer.from(text), 'whsec_else', epochSeconds())),
    posted(text, at(-310)),
    posted(text, at(310)),
    posted(text.replace('evt_1', 'evt_2'), at(0)),
  ])
    expect(await tried(request)).toEqual([400, []])
})

test('without a secret there is no webhook', async () => {
  expect(await tried(posted(text, signPayload(Buffer.from(text), '', epochSeconds())), [])).toEqual([404, []])
})

test('a body of more than a megabyte is not read on, whether it says its length or not', async () => {
  expect(await tried(posted('x'.repeat(BODY_LIMIT + 1)))).toEqual([413, []])
  let pulled = 0
  const body = new ReadableStream({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(65_536))
    },
  })
  const endless = new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit)
  expect(await tried(endless)).toEqual([413, []])
  expect(pulled).toBeLessThan(25)
})

test('a failure is 500, so that the event comes again; so is a form nobody knows', async () => {
  expect(await tried(posted(text), SECRETS, true)).toEqual([500, ['evt_1']])
  expect(await tried(posted('{"id":"evt_1"}'))).toEqual([500, []])
  expect(await tried(posted('not json'))).toEqual([500, []])
})
