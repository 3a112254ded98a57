import { open, stat } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { megabytes, type ImportLimits } from './import-limits.ts'
import { refuse, type SheetRefusal } from './refusal.ts'

/** A file on disk, bytes in memory, or a stream (which is gathered up to the file limit first). */
export type SheetSource = string | Uint8Array | Readable

/** A source that can be read more than once. */
export interface OpenSource {
  ok: true
  size: number
  path: string | null
  buffer: Buffer | null
  head: Buffer
  chunks: () => AsyncIterable<Buffer>
}

const HEAD_BYTES = 64 * 1024
const CHUNK_BYTES = 64 * 1024

/** Opens a source within the file limit. Missing, empty and too large come back as refusals. */
export async function openSource(source: SheetSource, limits: ImportLimits): Promise<OpenSource | SheetRefusal> {
  if (typeof source === 'string') return openPath(source, limits)
  const buffer =
    source instanceof Readable
      ? await gather(source, limits.fileBytes)
      : Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  if (buffer === null || buffer.length > limits.fileBytes) return tooLarge(limits)
  if (buffer.length === 0) return refuse('file_empty', 'The file is empty.')
  return {
    ok: true,
    size: buffer.length,
    path: null,
    buffer,
    head: buffer.subarray(0, HEAD_BYTES),
    chunks: () => slices(buffer),
  }
}

async function openPath(path: string, limits: ImportLimits): Promise<OpenSource | SheetRefusal> {
  const info = await stat(path).catch(() => null)
  if (info === null || !info.isFile()) return refuse('file_missing', `There is no file at ${path}.`)
  if (info.size > limits.fileBytes) return tooLarge(limits)
  if (info.size === 0) return refuse('file_empty', 'The file is empty.')
  const handle = await open(path, 'r')
  try {
    const head = Buffer.alloc(Math.min(HEAD_BYTES, info.size))
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    const chunks = (): AsyncIterable<Buffer> => createReadStream(path, { highWaterMark: CHUNK_BYTES })
    return { ok: true, size: info.size, path, buffer: null, head: head.subarray(0, bytesRead), chunks }
  } finally {
    await handle.close()
  }
}

function tooLarge(limits: ImportLimits): SheetRefusal {
  return refuse(
    'file_too_large',
    `The file is larger than ${megabytes(limits.fileBytes)}. Split it into several files and import them one after another.`,
  )
}

async function gather(stream: Readable, most: number): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream) {
    const bytes = Buffer.from(part)
    size += bytes.length
    if (size > most) return null
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

async function* slices(buffer: Buffer): AsyncIterable<Buffer> {
  for (let at = 0; at < buffer.length; at += CHUNK_BYTES) yield buffer.subarray(at, at + CHUNK_BYTES)
}
