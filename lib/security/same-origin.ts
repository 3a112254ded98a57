/**
 * Whether a request that carries cookies comes from a page of ours. Browsers say so themselves; an older one names its
 * origin; who says neither is no browser, and holds no cookie of somebody else.
 */
export function isSameOrigin(headers: Headers, ours: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  return origin === null || origin === ours
}
