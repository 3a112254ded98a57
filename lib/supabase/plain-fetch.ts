import { request } from 'undici'

/**
 * `fetch` for calls of the database's API: text goes out, text comes back. It leaves out what Next and Node's own fetch do
 * besides (caches, streams, tracing), which takes longer than the rest of a small call. Anything else goes to the real one.
 */
export const plainFetch: typeof fetch = async (input, init) => {
  const { method, headers, body, signal } = init ?? {}
  const plain = typeof input === 'string' && (body == null || typeof body === 'string') && signal == null
  if (!plain || (method !== 'GET' && method !== 'POST')) return fetch(input, init)
  const answer = await request(input, { method, headers: Object.fromEntries(new Headers(headers)), body })
  const text = await answer.body.text()
  const found = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) if (value !== undefined) found.set(name, String(value))
  return new Response(answer.statusCode === 204 ? null : text, { status: answer.statusCode, headers: found })
}
