/** How the package marks what it has written. */
const WRITTEN = 'base64-'

/**
 * A whole cookie of the session, read: the package does it sign by sign, four times a page. One in parts is left to it; one
 * that proxy.ts has just taken away comes without a value.
 */
export function readCookie({ name, value = '' }: { name: string; value?: string | undefined }): {
  name: string
  value: string
} {
  if (!value.startsWith(WRITTEN) || /\.\d+$/.test(name)) return { name, value }
  return { name, value: Buffer.from(value.slice(WRITTEN.length), 'base64url').toString() }
}
