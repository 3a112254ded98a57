/** Where people land who asked for no page in particular. */
export const HOME = '/today'

/**
 * The page of ours that a `next` parameter names, as a path; `/today` for everything else. Accepts paths, and whole
 * addresses of `origin` alone (the links in our mails carry them): never another site's, however it is spelled.
 */
export function safeNext(next: unknown, origin?: string): string {
  if (typeof next !== 'string' || next === '' || next.length > 2000) return HOME
  // Browsers drop tabs and line breaks and read a backslash as a slash, so a text that holds one is no path of ours.
  if (/[\p{Cc} \\]/u.test(next)) return HOME
  const base = 'https://flowtrack.invalid'
  const own = origin !== undefined && next.startsWith(`${origin}/`) ? next.slice(origin.length) : next
  if (!own.startsWith('/')) return HOME
  let url: URL
  try {
    url = new URL(own, base)
  } catch {
    return HOME
  }
  const path = `${url.pathname}${url.search}${url.hash}`
  return url.origin === base && /^\/(?!\/)/.test(path) ? path : HOME
}

/** `/sign-in?next=…`, without the parameter where it would say nothing. */
export function withNext(path: string, next: string): string {
  return next === HOME ? path : `${path}?next=${encodeURIComponent(next)}`
}
