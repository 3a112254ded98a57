import { SHOWN_TYPES } from './file-type.ts'

/**
 * Headers under which a stored file leaves: never guessed at, never cached by others, and shown in the page only where
 * the type cannot run anything. Names follow RFC 6266.
 */
export function fileHeaders(
  file: { content_type: string; file_name: string | null; kind: string },
  download: boolean,
): Headers {
  const shown = SHOWN_TYPES.has(file.content_type)
  const name = file.file_name ?? `${file.kind}${EXTENSIONS[file.content_type] ?? ''}`
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_')
  return new Headers({
    'content-type': shown ? file.content_type : 'application/octet-stream',
    'content-disposition': `${shown && !download ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encode(name)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    'cross-origin-resource-policy': 'same-origin',
  })
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
  'application/pdf': '.pdf',
}

function encode(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
