import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** A picture ready to be put into a PDF, 8 bits a channel, without transparency. */
export interface ReportImage {
  width: number
  height: number
  colours: 1 | 3
  filter: 'FlateDecode' | 'DCTDecode'
  /** True when the data are a PNG's own, each line filtered. */
  predicted: boolean
  data: Uint8Array
}

/** Lighter than this, nothing was written. */
const FAINTEST_INK = 170

/**
 * A signature as ink on paper, in PNG: flattened on white, grey, trimmed of empty paper, at most 900 × 300 pixels. What is
 * stored at signing, so that drawing a report has nothing left to compute. Null for a blank sheet; throws on no picture.
 */
export async function signaturePng(bytes: Uint8Array): Promise<Buffer | null> {
  const flat = await sharp(bytes, { limitInputPixels: 40_000_000 })
    .flatten({ background: '#fff' })
    .greyscale()
    .png()
    .toBuffer()
  const { channels } = await sharp(flat).stats()
  if ((channels[0]?.min ?? 255) > FAINTEST_INK) return null
  const trimmed = await sharp(flat).trim({ background: '#fff', threshold: 12 }).toBuffer()
  return sharp(trimmed)
    .resize({ width: 900, height: 300, fit: 'inside', withoutEnlargement: true })
    .toColourspace('b-w')
    .png({ compressionLevel: 9 })
    .toBuffer()
}

/** A stored signature for the report: as it is when it was made by `signaturePng`, else made anew. Throws when it is no picture. */
export async function signatureImage(bytes: Uint8Array): Promise<ReportImage> {
  const known = plainPng(bytes)
  if (known && known.width <= 1200) return known
  const png = await signaturePng(bytes)
  const made = png && plainPng(png)
  if (!made) throw new Error('the signature on file is blank or no picture')
  return made
}

/** A company's logo on white, at most 600 × 200 pixels. Throws on no picture. */
export async function logoImage(bytes: Uint8Array): Promise<ReportImage> {
  const flat = sharp(bytes, { limitInputPixels: 40_000_000 })
    .rotate()
    .flatten({ background: '#fff' })
    .resize({ width: 600, height: 200, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
  return raw(flat, 3)
}

async function raw(picture: Sharp, colours: 1 | 3): Promise<ReportImage> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  const pixels = info.channels === colours ? data : pick(data, info.channels, colours)
  return {
    width: info.width,
    height: info.height,
    colours,
    filter: 'FlateDecode',
    predicted: false,
    data: deflateSync(pixels),
  }
}

function pick(data: Uint8Array, channels: number, wanted: number): Uint8Array {
  const pixels = new Uint8Array((data.length / channels) * wanted)
  for (let from = 0, to = 0; from < data.length; from += channels, to += wanted) {
    for (let each = 0; each < wanted; each += 1) pixels[to + each] = data[from + Math.min(each, channels - 1)] ?? 255
  }
  return pixels
}

/** The data of a PNG that a PDF takes as they are: 8 bits, grey or colour, no transparency, not interlaced. Null for others. */
function plainPng(bytes: Uint8Array): ReportImage | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 57 || view.getUint32(0) !== 0x89504e47 || view.getUint32(12) !== 0x49484452) return null
  const [depth, colour, interlaced] = [bytes[24], bytes[25], bytes[28]]
  if (depth !== 8 || interlaced !== 0 || (colour !== 0 && colour !== 2)) return null
  const parts: Uint8Array[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const kind = view.getUint32(at + 4)
    if (kind === 0x74524e53) return null
    if (kind === 0x49444154) parts.push(bytes.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  if (parts.length === 0) return null
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    colours: colour === 0 ? 1 : 3,
    filter: 'FlateDecode',
    predicted: true,
    data: Buffer.concat(parts),
  }
}
