/** What a page gets as `searchParams`, once awaited. */
export type Params = Readonly<Record<string, string | readonly string[] | undefined>>

/** One value of a parameter: the first when it was given several times, '' when it is absent. */
export function param(params: Params, name: string): string {
  const value = params[name]
  return (typeof value === 'string' ? value : value?.[0]) ?? ''
}

/**
 * A link to `path` that keeps the reader's place: all of `params`, changed by `patch` (null or '' takes one out).
 * Keys come out in a stable order, empty ones are dropped.
 */
export function hrefWith(
  path: string,
  params: Params,
  patch: Readonly<Record<string, string | number | null | undefined>> = {},
): string {
  const query = new URLSearchParams()
  for (const name of Object.keys(params)) {
    if (name in patch) continue
    const value = params[name]
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) if (each !== '') query.append(name, each)
  }
  for (const [name, value] of Object.entries(patch)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
