/** The kinds of files kept for a company, as the database names them. */
export type FileKind = 'photo' | 'signature' | 'certificate' | 'logo' | 'report' | 'import' | 'form'

/** What a file is by its first bytes; never by its name or by what the browser says. */
export type FileType = 'image/png' | 'image/jpeg' | 'image/webp' | 'application/pdf' | 'application/zip'

const MIB = 1024 * 1024

/** Bytes a file of each kind may have as it arrives. */
export const SIZE_LIMITS: Readonly<Record<FileKind, number>> = {
  photo: 10 * MIB,
  signature: MIB,
  certificate: 10 * MIB,
  logo: 4 * MIB,
  report: 10 * MIB,
  import: 50 * MIB,
  form: 10 * MIB,
}

/** Longer sides of a picture are scaled down to this many pixels. */
export const MAX_SIDE_PX = 2000

/** Types each kind accepts. An import may be any text besides a workbook (which is a zip). */
export const TYPES_BY_KIND: Readonly<Record<FileKind, readonly FileType[]>> = {
  photo: ['image/png', 'image/jpeg', 'image/webp'],
  signature: ['image/png'],
  certificate: ['application/pdf', 'image/png', 'image/jpeg', 'image/webp'],
  logo: ['image/png', 'image/jpeg', 'image/webp'],
  report: ['application/pdf'],
  import: ['application/zip'],
  form: ['application/pdf'],
}

/** Types a browser may show by itself; everything else is offered for saving only. */
export const SHOWN_TYPES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/webp',
  'application/pdf',
] satisfies FileType[])

/** The type by magic bytes at the very start; null for everything else. */
export function detectType(bytes: Uint8Array): FileType | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return 'application/pdf'
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'application/zip'
  const riff = startsWith(bytes, [0x52, 0x49, 0x46, 0x46])
  if (riff && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50])) return 'image/webp'
  return null
}

/** "10 MB", for sentences. */
export function sizeWords(bytes: number): string {
  return `${Math.floor(bytes / MIB)} MB`
}

/** A sentence when a chosen file is larger than its kind may be, before it is sent over a slow connection. */
export function tooLargeSentence(file: File | undefined, kind: FileKind): string | undefined {
  const limit = SIZE_LIMITS[kind]
  if (file === undefined || file.size <= limit) return undefined
  return `${file.name} is larger than ${sizeWords(limit)}. Choose a smaller one.`
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, index) => bytes[index] === byte)
}
