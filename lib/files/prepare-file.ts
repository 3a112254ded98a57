import sharp from 'sharp'
import { ok, refuse, type Result } from '../errors.ts'
import {
  detectType,
  type FileKind,
  type FileType,
  MAX_SIDE_PX,
  SIZE_LIMITS,
  sizeWords,
  TYPES_BY_KIND,
} from './file-type.ts'

/** What is stored: the bytes as they will lie there, and the type they are served with. */
export type PreparedFile = { bytes: Buffer; contentType: string }

/** More pixels than any camera takes: a small file that claims them is a bomb. */
const MAX_PIXELS = 60_000_000

const WORDS: Readonly<Record<FileKind, string>> = {
  photo: 'a photo in JPEG, PNG or WebP',
  signature: 'a signature in PNG',
  certificate: 'a PDF, or a photo in JPEG, PNG or WebP',
  logo: 'an image in PNG, JPEG or WebP',
  report: 'a PDF',
  import: 'a CSV or XLSX file',
  form: 'a PDF',
}

/**
 * Checks a file by its content and makes it fit to keep: pictures are drawn anew (upright, at most 2000 px, without EXIF
 * or anything hidden behind the image), PDFs and imports stay as they are. Refusals are `file_empty`, `file_too_large`,
 * `file_wrong_type` and `file_unreadable`, all on the field `file`.
 */
export async function prepareFile(kind: FileKind, bytes: Uint8Array): Promise<Result<PreparedFile>> {
  if (bytes.length === 0) return refuse('file_empty', 'This file is empty. Choose another.', 'file')
  if (bytes.length > SIZE_LIMITS[kind]) {
    return refuse('file_too_large', `This file is too large: up to ${sizeWords(SIZE_LIMITS[kind])} are kept.`, 'file')
  }
  const type = detectType(bytes)
  if (kind === 'import') {
    if (type === null || type === 'application/zip') {
      return ok({ bytes: Buffer.from(bytes), contentType: type === null ? 'text/csv' : XLSX })
    }
  } else if (type !== null && TYPES_BY_KIND[kind].includes(type)) {
    return type === 'application/pdf' ? ok({ bytes: Buffer.from(bytes), contentType: type }) : redraw(kind, type, bytes)
  }
  return refuse('file_wrong_type', `This is not ${WORDS[kind]}. Choose another file.`, 'file')
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function redraw(kind: FileKind, type: FileType, bytes: Uint8Array): Promise<Result<PreparedFile>> {
  // Line art stays sharp and transparent; what a camera took becomes a JPEG.
  const png = kind === 'signature' || (kind === 'logo' && type !== 'image/jpeg')
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', animated: false })
      .rotate()
      .resize({ width: MAX_SIDE_PX, height: MAX_SIDE_PX, fit: 'inside', withoutEnlargement: true })
    const drawn = png
      ? image.png({ compressionLevel: 9 })
      : image.flatten({ background: '#ffffff' }).jpeg({ quality: 82 })
    return ok({ bytes: await drawn.toBuffer(), contentType: png ? 'image/png' : 'image/jpeg' })
  } catch {
    return refuse('file_unreadable', 'This image cannot be read: it is damaged or too large in pixels.', 'file')
  }
}
