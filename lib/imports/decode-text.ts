import { looksUtf16 } from './sniff-file.ts'
import type { OpenSource } from './sheet-source.ts'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** The file's encoding: by byte-order mark, UTF-16 by shape, UTF-8 if every byte fits it, else Windows-1252 (Latin-1). */
export async function detectEncoding(source: OpenSource): Promise<TextEncoding> {
  const wide = looksUtf16(source.head)
  if (wide !== null) return wide
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of source.chunks()) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252'
    throw error
  }
}

/** The file's text, chunk by chunk, without its byte-order mark. */
export async function* decodeText(source: OpenSource, encoding: TextEncoding): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of source.chunks()) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}
