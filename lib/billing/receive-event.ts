import { epochSeconds } from '../dates.ts'
import { logFault } from '../log.ts'
import { type PaymentEvent, readAnyEvent, type StripeEvent } from './read-event.ts'
import { signatureIsValid } from './verify-signature.ts'

/** Larger than any event Stripe sends. */
export const BODY_LIMIT = 1024 * 1024

/**
 * The webhook: 2xx only once the event is applied, parked or already known; 400 for a signature that is not Stripe's,
 * 5xx when something failed, so that the event comes again. Without a secret there is no webhook.
 */
export async function receiveEvent(
  request: Request,
  secrets: readonly string[],
  apply: (event: StripeEvent | PaymentEvent) => Promise<unknown>,
): Promise<Response> {
  if (secrets.length === 0) return answer(404)
  const bytes = await boundedBytes(request)
  if (bytes === null) return answer(413)
  if (!signatureIsValid(bytes, request.headers.get('stripe-signature'), secrets, epochSeconds())) return answer(400)
  try {
    await apply(readAnyEvent(new TextDecoder().decode(bytes)))
    return answer(200)
  } catch (error) {
    logFault('stripe webhook', error)
    return answer(500)
  }
}

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

function answer(status: number): Response {
  return new Response(null, { status, headers: HEADERS })
}

/** The raw body, or null when it is longer than it may be; nothing is read beyond that. HTTP holds a body to its stated length. */
async function boundedBytes(request: Request): Promise<Uint8Array | null> {
  const stated = request.headers.get('content-length')
  if (stated !== null) return Number(stated) > BODY_LIMIT ? null : new Uint8Array(await request.arrayBuffer())
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > BODY_LIMIT) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
