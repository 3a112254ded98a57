import { IMPORT_LIMITS } from './import-limits.ts'

/** A form's file, on its way: its fields so far, its name, and its bytes as they arrive. */
export type Upload = { fields: Map<string, string>; fileName: string; bytes: AsyncGenerator<Buffer> }

const MOST_HEAD_BYTES = 16 * 1024

/**
 * Reads a multipart form without ever holding it: plain fields up to the first file, then that file piece by piece.
 * Null when it is no such form or ends before a file. The bytes throw `UploadCutOff` when the end never comes.
 */
export async function readUpload(body: ReadableStream<Uint8Array>, contentType: string): Promise<Upload | null> {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType)
  if (!/^multipart\/form-data/i.test(contentType) || boundary === null) return null
  const mark = Buffer.from(`\r\n--${boundary[1] ?? boundary[2] ?? ''}`)
  const pieces = body[Symbol.asyncIterator]()
  // The first mark has no line end before it; put one there, so that all look the same.
  const source = { held: Buffer.from('\r\n'), pieces, mark }
  const fields = new Map<string, string>()
  if ((await until(source, mark)) === null) return null
  while (true) {
    const head = (await until(source, Buffer.from('\r\n\r\n')))?.toString('utf8')
    if (head === undefined || head.startsWith('--')) return null
    const name = /;\s*name="([^"]*)"/i.exec(head)?.[1] ?? ''
    const file = /;\s*filename\*?="([^"]*)"/i.exec(head)?.[1]
    if (file !== undefined) return { fields, fileName: file.replaceAll('%22', '"'), bytes: bytesUntil(source) }
    const value = await until(source, mark)
    if (value === null || fields.size > 10) return null
    fields.set(name, value.toString('utf8'))
  }
}

/** The connection broke, or the form never closed: what arrived is not the whole file. */
export class UploadCutOff extends Error {}

type Source = { held: Buffer; pieces: AsyncIterator<Uint8Array>; mark: Buffer }

async function more(source: Source): Promise<boolean> {
  const { value, done } = await source.pieces.next()
  if (done === true) return false
  source.held = source.held.length === 0 ? Buffer.from(value) : Buffer.concat([source.held, value])
  return true
}

/** Everything before `mark`, which is taken off too; null when it does not come within a head's size. */
async function until(source: Source, mark: Buffer): Promise<Buffer | null> {
  let at = source.held.indexOf(mark)
  while (at < 0) {
    if (source.held.length > MOST_HEAD_BYTES || !(await more(source))) return null
    at = source.held.indexOf(mark)
  }
  const before = Buffer.from(source.held.subarray(0, at))
  source.held = source.held.subarray(at + mark.length)
  return before
}

async function* bytesUntil(source: Source): AsyncGenerator<Buffer> {
  const keep = source.mark.length - 1
  while (true) {
    const at = source.held.indexOf(source.mark)
    if (at >= 0) {
      if (at > 0) yield source.held.subarray(0, at)
      return
    }
    // The mark may begin in what is held and end in the next piece.
    if (source.held.length > keep) {
      const ready = source.held.subarray(0, source.held.length - keep)
      source.held = source.held.subarray(source.held.length - keep)
      yield ready
    }
    if (!(await more(source))) throw new UploadCutOff()
  }
}

/** More than this is not read to its end: whoever sends it gets no polite answer. */
export const MOST_READ_BYTES = 4 * IMPORT_LIMITS.fileBytes
