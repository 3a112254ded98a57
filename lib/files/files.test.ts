import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { fileHeaders } from './file-headers.ts'
import { detectType, type FileKind, MAX_SIDE_PX, SIZE_LIMITS } from './file-type.ts'
import { prepareFile } from './prepare-file.ts'
import { cleanFileName } from './store-file.ts'

const picture = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: { r: 20, g: 90, b: 140 } } })
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF')

async function prepared(kind: FileKind, bytes: Uint8Array) {
  const result = await prepareFile(kind, bytes)
  if (!result.ok) throw new Error(result.code)
  return result.value
}

describe('a stored file', () => {
  test('loses where a photo was taken', async () => {
    const photo = await picture()
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '26/1 42/1 54/1' }, IFD0: { Artist: 'Dana Fields' } })
      .jpeg()
      .toBuffer()
    expect((await sharp(photo).metadata()).exif).toBeDefined()
    const { bytes, contentType } = await prepared('photo', photo)
    expect(contentType).toBe('image/jpeg')
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    expect(bytes.includes('Dana Fields')).toBe(false)
  })

  test('stands upright although the note that said so is gone', async () => {
    const lying = await picture(40, 30).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const { bytes } = await prepared('photo', lying)
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 30, height: 40 })
  })

  test('is at most 2000 px long, and never blown up', async () => {
    const large = await prepared('photo', await picture(3000, 1500).png().toBuffer())
    expect(await sharp(large.bytes).metadata()).toMatchObject({ width: MAX_SIDE_PX, height: 1000 })
    const small = await prepared('photo', await picture(10, 5).png().toBuffer())
    expect(await sharp(small.bytes).metadata()).toMatchObject({ width: 10, height: 5 })
  })

  test('a picture with a page hidden behind it keeps only the picture', async () => {
    const polyglot = Buffer.concat([
      await picture().jpeg().toBuffer(),
      Buffer.from('<html><script>alert(1)</script>PK\u0003\u0004'),
    ])
    const { bytes } = await prepared('certificate', polyglot)
    expect(bytes.includes('<script>')).toBe(false)
    expect(bytes.includes('PK\u0003\u0004')).toBe(false)
  })

  test('a signature stays a PNG with its transparency', async () => {
    const drawn = await sharp({
      create: { width: 50, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    const { bytes, contentType } = await prepared('signature', drawn)
    expect(contentType).toBe('image/png')
    expect((await sharp(bytes).metadata()).hasAlpha).toBe(true)
  })

  test.each<[FileKind, string, Uint8Array, string]>([
    [
      'photo',
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      'file_wrong_type',
    ],
    ['photo', 'a GIF', Buffer.from('GIF89a............'), 'file_wrong_type'],
    ['photo', 'a PDF', PDF, 'file_wrong_type'],
    ['certificate', 'HTML with a PDF inside', Buffer.concat([Buffer.from('<html>'), PDF]), 'file_wrong_type'],
    ['certificate', 'a program', Buffer.from('MZ\u0090\u0000'), 'file_wrong_type'],
    [
      'certificate',
      'a PNG that ends after its head',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]),
      'file_unreadable',
    ],
    ['report', 'a photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'file_wrong_type'],
    ['import', 'a photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'file_wrong_type'],
    ['logo', 'nothing', new Uint8Array(), 'file_empty'],
    ['logo', 'too much', new Uint8Array(SIZE_LIMITS.logo + 1), 'file_too_large'],
  ])('as %s, %s is refused', async (kind, _what, bytes, code) => {
    expect(await prepareFile(kind, bytes)).toMatchObject({ ok: false, code, field: 'file' })
  })

  test('a small file that claims a billion pixels is refused', async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'white' } })
      .png()
      .toBuffer()
    expect(bomb.length).toBeLessThan(SIZE_LIMITS.photo)
    expect(await prepareFile('photo', bomb)).toMatchObject({ ok: false, code: 'file_unreadable' })
  })

  test('no bytes at all crash the check', async () => {
    const kinds = fc.constantFrom<FileKind[]>('photo', 'signature', 'certificate', 'logo', 'report', 'import')
    const magic = fc.constantFrom(
      '',
      '\u0089PNG\r\n\u001a\n',
      '\u00ff\u00d8\u00ff',
      'RIFF\0\0\0\0WEBP',
      '%PDF-',
      'PK\u0003\u0004',
    )
    await fc.assert(
      fc.asyncProperty(kinds, magic, fc.uint8Array({ maxLength: 200 }), async (kind, head, tail) => {
        const bytes = Buffer.concat([Buffer.from(head, 'latin1'), tail])
        const result = await prepareFile(kind, bytes)
        if (kind === 'photo' && detectType(bytes)?.startsWith('image/') !== true) expect(result.ok).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the way out', () => {
  test('shows pictures and PDFs, and offers everything else for saving', () => {
    const headers = fileHeaders({ content_type: 'application/pdf', file_name: 'cal.pdf', kind: 'certificate' }, false)
    expect(headers.get('content-disposition')).toMatch(/^inline; filename="cal.pdf"/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('private, no-store')
    for (const type of ['text/html', 'image/svg+xml', 'text/csv']) {
      const odd = fileHeaders({ content_type: type, file_name: 'x', kind: 'import' }, false)
      expect(odd.get('content-type')).toBe('application/octet-stream')
      expect(odd.get('content-disposition')).toMatch(/^attachment/)
    }
  })

  test('a name can never break the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const clean = cleanFileName(name)
        if (clean !== null) expect(clean).not.toMatch(/[/\\\r\n\0]/)
        const header = fileHeaders({ content_type: 'image/png', file_name: clean, kind: 'photo' }, true).get(
          'content-disposition',
        )
        expect(header).toMatch(/^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]*$/)
      }),
      { numRuns: 1000 },
    )
  })
})
