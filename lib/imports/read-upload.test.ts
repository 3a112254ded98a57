import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readUpload, UploadCutOff } from './read-upload.ts'

const TYPE = 'multipart/form-data; boundary=----mark'

function form(file: Buffer, closed = true): Buffer {
  return Buffer.concat([
    Buffer.from('------mark\r\nContent-Disposition: form-data; name="form"\r\n\r\nabc\r\n'),
    Buffer.from('------mark\r\nContent-Disposition: form-data; name="file"; filename="a b.csv"\r\n'),
    Buffer.from('Content-Type: text/csv\r\n\r\n'),
    file,
    Buffer.from(closed ? '\r\n------mark--\r\n' : '\r\n------ma'),
  ])
}

function inPieces(bytes: Buffer, sizes: readonly number[]): ReadableStream<Uint8Array> {
  const pieces: Buffer[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    pieces.push(bytes.subarray(at, at + size))
    at += size
  }
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift()
      if (piece === undefined) controller.close()
      else controller.enqueue(piece)
    },
  })
}

async function read(body: Buffer, sizes: readonly number[] = [7]) {
  const upload = await readUpload(inPieces(body, sizes), TYPE)
  if (upload === null) return null
  const pieces: Buffer[] = []
  for await (const piece of upload.bytes) pieces.push(Buffer.from(piece))
  return { ...upload, bytes: Buffer.concat(pieces) }
}

describe('an uploaded form', () => {
  test('gives the file byte for byte, however it arrives', async () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc
        .string({ unit: fc.constantFrom('\r', '\n', '-', 'm', 'a', 'r', 'k'), maxLength: 80 })
        .map((text) => Buffer.from(text)),
    )
    await fc.assert(
      fc.asyncProperty(content, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), async (file, sizes) => {
        fc.pre(!file.includes('\r\n------mark'))
        const upload = await read(form(file), sizes)
        expect(upload?.bytes.equals(file)).toBe(true)
        expect(upload?.fileName).toBe('a b.csv')
        expect(upload?.fields.get('form')).toBe('abc')
      }),
      { numRuns: 1000 },
    )
  })

  test('that breaks off is never taken for whole', async () => {
    await expect(read(form(Buffer.from('a,b\n1,2'), false))).rejects.toBeInstanceOf(UploadCutOff)
  })

  test('without a file, or no form at all, is nothing', async () => {
    expect(await read(Buffer.from('------mark--\r\n'))).toBeNull()
    expect(await read(Buffer.from('hello'))).toBeNull()
    expect(await readUpload(inPieces(Buffer.from('x'), [1]), 'text/csv')).toBeNull()
  })

  test('holds no more of a head than a head can be', async () => {
    expect(await read(Buffer.concat([Buffer.from('------mark\r\n'), Buffer.alloc(200_000, 'x')]), [1024])).toBeNull()
  })
})
