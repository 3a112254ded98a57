import { refuse, type SheetRefusal } from './refusal.ts'

const SAVE_AS = 'Open it in Excel or another spreadsheet and save it as .xlsx or .csv.'

interface Signature {
  bytes: readonly number[]
  at?: number
  refusal: SheetRefusal
}

const image = refuse('file_is_image', 'This is a picture, not a sheet. Import the file the list was exported to.')
const archive = refuse('file_is_archive', 'This is an archive. Unpack it and import the .xlsx or .csv inside.')

const SIGNATURES: readonly Signature[] = [
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    refusal: refuse('file_is_pdf', `This is a PDF, not a sheet. Import the .xlsx or .csv it was made from.`),
  },
  { bytes: [0x89, 0x50, 0x4e, 0x47], refusal: image },
  { bytes: [0xff, 0xd8, 0xff], refusal: image },
  { bytes: [0x47, 0x49, 0x46, 0x38], refusal: image },
  { bytes: [0x42, 0x4d], refusal: image },
  { bytes: [0x49, 0x49, 0x2a, 0x00], refusal: image },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], refusal: image },
  { bytes: [0x57, 0x45, 0x42, 0x50], at: 8, refusal: image },
  { bytes: [0x66, 0x74, 0x79, 0x70], at: 4, refusal: image },
  { bytes: [0x1f, 0x8b], refusal: archive },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], refusal: archive },
  { bytes: [0x52, 0x61, 0x72, 0x21], refusal: archive },
  { bytes: [0x42, 0x5a, 0x68], refusal: archive },
]

function starts(head: Buffer, bytes: readonly number[], at = 0): boolean {
  return head.length >= at + bytes.length && bytes.every((byte, index) => head[at + index] === byte)
}

/** What the bytes are, whatever the file is called: a zip (perhaps a workbook), text, or a refusal. */
export function sniffFile(head: Buffer): 'zip' | 'text' | SheetRefusal {
  if (starts(head, [0x50, 0x4b, 0x03, 0x04]) || starts(head, [0x50, 0x4b, 0x05, 0x06])) return 'zip'
  if (starts(head, [0xd0, 0xcf, 0x11, 0xe0])) return oldExcel(head)
  if (looksUtf16(head) !== null) return 'text'
  const known = SIGNATURES.find(({ bytes, at }) => starts(head, bytes, at))
  // Two-letter marks ('BM') may start an honest text; then the rest of it is text too.
  if (known && (known.bytes.length > 2 || binaryShare(head) > 0)) return known.refusal
  if (binaryShare(head) > 0.02) {
    return refuse('file_is_binary', `This is not a sheet that can be read. ${SAVE_AS}`)
  }
  const opening = head
    .subarray(0, 512)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase()
  if (/^<(?:!doctype|html|\?xml|table|head|body|meta)/.test(opening)) {
    return refuse('file_is_web_page', `This is a web page or XML under a sheet's name. ${SAVE_AS}`)
  }
  return 'text'
}

function oldExcel(head: Buffer): SheetRefusal {
  const locked = head.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return locked
    ? refuse(
        'file_is_locked',
        'This workbook is protected by a password. Remove the password in Excel and save it again.',
      )
    : refuse('file_is_old_excel', `This is an old Excel workbook (.xls). ${SAVE_AS}`)
}

// Share of bytes that no text holds: NUL and control characters other than tab, line feed, carriage return, form feed, escape.
function binaryShare(head: Buffer): number {
  let odd = 0
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) odd += 1
  return head.length === 0 ? 0 : odd / head.length
}

/** UTF-16 by its byte-order mark, or without one by the zero bytes of Latin letters on one side; null when it is not. */
export function looksUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (starts(head, [0xff, 0xfe])) return 'utf-16le'
  if (starts(head, [0xfe, 0xff])) return 'utf-16be'
  const sample = head.subarray(0, 2048)
  if (sample.length < 8) return null
  let even = 0
  let odd = 0
  for (let at = 0; at + 1 < sample.length; at += 2) {
    if (sample[at] === 0 && (sample[at + 1] ?? 0) >= 9) even += 1
    if ((sample[at] ?? 0) >= 9 && sample[at + 1] === 0) odd += 1
  }
  const pairs = Math.floor(sample.length / 2)
  if (odd > pairs * 0.7 && even === 0) return 'utf-16le'
  if (even > pairs * 0.7 && odd === 0) return 'utf-16be'
  return null
}
